"""The week, its files, and the mailbox."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from planner.domain.kept import KeptWeek
from planner.domain.person import PersonId
from planner.domain.week import Week
from planner.exchange.week_file import week_from_json
from planner.generator.outcome import Clash, NoWeekPossible
from planner.use_cases.add_person import PersonAdded, add_person
from planner.use_cases.look_after import let_host_look_after
from planner.use_cases.no_week import report_no_week
from tests.web.answers import healthy, with_answers
from tests.web.conftest import TestServices, Visitor


def _kept(services: TestServices) -> KeptWeek:
    with services.storage.reading() as unit:
        return unit.weeks.of_person(PersonId(1))[-1]


def _week(services: TestServices) -> Week:
    week = week_from_json(_kept(services).text)
    assert isinstance(week, Week)
    return week


def test_the_page_says_why_no_next_week_was_possible_and_what_would_help(
    ann_with_a_week: Visitor, services: TestServices
) -> None:
    outcome = NoWeekPossible((Clash("TIME", "Five minutes are too short."),), "Ten minutes on Monday would do.")
    assert "could be made" not in ann_with_a_week.get("/people/1/week").text
    with services.storage.writing() as unit:
        person = unit.persons.get(PersonId(1))
        report_no_week(unit, person, date(2026, 11, 30), outcome, services.now() + timedelta(days=3), "example.org")
        unit.commit()
    page = ann_with_a_week.get("/people/1/week").text
    assert "No week from Monday 30 November could be made." in page
    assert all(text in page for text in outcome.in_words)


def test_the_page_shows_each_session_item_and_care_of_the_week(
    ann_with_a_week: Visitor, services: TestServices
) -> None:
    page = html.unescape(ann_with_a_week.get("/people/1/week").text)
    week = _week(services)
    for day, session in week.sessions:
        assert f"{session.at:%H:%M}" in page
        for item in session.items:
            assert item.name in page
            assert f"/drawing/{item.exercise}.svg" in page
            assert item.why in page
            assert all(text in page for text in item.adaptation_texts)
        assert day.rest is False
    for day in week.days:
        assert all(care.text in page for care in day.care)
    for message in week.screening.messages:
        assert message.text in page
    for law in week.laws:
        assert law.text in page
    for left in week.left_out:
        assert left.reasons[0].text in page
        assert services.content.library.exercises[left.exercise].name in page
    assert services.content.safety.messages["MSG-STOPNOW"] in page


def test_the_file_of_the_week_is_the_kept_one(ann_with_a_week: Visitor, services: TestServices) -> None:
    response = ann_with_a_week.get("/people/1/weeks/2026-11-23/week.json")
    assert response.mimetype == "application/json"
    assert response.text == _kept(services).text
    assert json.loads(response.text)["format"] == "planner.week/1"
    assert 'filename="week-2026-11-23.json"' in response.headers["Content-Disposition"]


def test_the_calendar_has_every_session(ann_with_a_week: Visitor, services: TestServices) -> None:
    response = ann_with_a_week.get("/people/1/weeks/2026-11-23/week.ics")
    assert response.mimetype == "text/calendar"
    assert response.text.count("BEGIN:VEVENT") == len(_week(services).sessions)


def test_the_sheet_is_a_pdf(ann_with_a_week: Visitor) -> None:
    response = ann_with_a_week.get("/people/1/weeks/2026-11-23/week.pdf")
    assert response.status_code == 200
    assert response.data.startswith(b"%PDF-")


@pytest.mark.parametrize("start", ["2026-11-30", "2026-13-01", "monday", "2026-11-23T00:00"])
def test_a_week_that_is_not_there_is_not_found(ann_with_a_week: Visitor, start: str) -> None:
    for rest in ("", "/week.pdf", "/week.ics", "/week.json"):
        assert ann_with_a_week.get(f"/people/1/weeks/{start}{rest}").status_code == 404


def test_a_week_made_again_replaces_the_one_of_the_same_days(ann_with_a_week: Visitor, services: TestServices) -> None:
    ann_with_a_week.send("/people/1/questions")
    signs = {slug: form for slug, form in healthy().items() if slug.startswith("signs")}
    ann_with_a_week.answer(1, signs)
    ann_with_a_week.finish(1)
    assert (_kept(services).start, _kept(services).sequence) == (date(2026, 11, 23), 1)
    assert ann_with_a_week.get("/people/1/week").text.count("Week from") == 1


def test_today_is_marked_and_an_old_week_says_that_it_is_over(
    ann_with_a_week: Visitor, later: Callable[[timedelta], None]
) -> None:
    assert 'class="badge"' not in ann_with_a_week.get("/people/1/week").text
    later(timedelta(days=6))
    assert ann_with_a_week.get("/people/1/week").text.count('class="badge"') == 1
    later(timedelta(days=7))
    again = Visitor(ann_with_a_week.client, ann_with_a_week.services).sign_in("ann@example.org")
    assert "This week is over" in again.get("/people/1/week").text


def test_on_a_sunday_next_monday_is_offered_once(ann: Visitor, services: TestServices) -> None:
    services.clock = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    number = ann.consent()
    treated = {
        "b12.low": "yes", "b12.cause": "absorption", "b12.treatment": "injections", "schedule-every": "12",
        "schedule-unit": "weeks", "b12.started": "2025-03-03", "b12.last_injection": "2026-09-14",
    }  # fmt: skip
    ann.answer(number, with_answers(b12=treated))
    page = ann.open(f"/people/{number}/check").text
    assert page.count("23 Nov") == 1
    assert "Today, 22 Nov" in page
    assert "3 March 2025" in page
    assert "2025-03-03" not in page


def test_the_week_may_begin_today_or_tomorrow(ann: Visitor, services: TestServices) -> None:
    number = ann.consent()
    ann.answer(number, healthy())
    ann.send(f"/people/{number}/check", {"start": "tomorrow"})
    assert _kept(services).start == date(2026, 11, 19)


def test_when_no_week_is_possible_the_last_look_says_why(ann: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    from planner.generator.outcome import Clash, NoWeekPossible

    def impossible(*_arguments: Any) -> NoWeekPossible:
        return NoWeekPossible((Clash("TIME", "Monday has too few minutes."),), "Give Monday 10 minutes.")

    number = ann.consent()
    ann.answer(number, healthy())
    monkeypatch.setattr("planner.use_cases.intake.make_week", impossible)
    page = ann.finish(number)
    assert page.status_code == 422
    assert "Monday has too few minutes." in page.text
    assert "Give Monday 10 minutes." in page.text


def test_an_exercise_page_tells_how_to_do_it(nobody: Visitor, services: TestServices) -> None:
    for exercise in services.content.library.exercises.values():
        page = nobody.get(f"/exercises/{exercise.id}")
        assert page.status_code == 200
        assert page.text.count('<ol class="steps"') == 1
    assert "Also: hip lift" in nobody.get("/exercises/bridge").text


def test_the_mailbox_shows_a_letter_in_a_closed_frame(visit: Callable[[], Visitor], services: TestServices) -> None:
    host = visit().sign_in_as_host()
    number = host.consent()
    host.answer(number, healthy())
    host.finish(number)
    assert "No letters yet" in host.get("/mailbox").text
    assert services.send_due().any_failed is False
    listing = host.get("/mailbox").text
    address = re.search(r'href="(/mailbox/[0-9a-f]{32}\.planner)"', listing)
    assert address is not None, listing
    letter = host.get(address[1])
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in letter.text
    assert "frame-src 'self'" in letter.headers["Content-Security-Policy"]
    body = host.get(f"{address[1]}/body")
    policy = body.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "sandbox" in policy
    assert "cid:" not in body.text
    names = [a.name for a in services.mailbox.find(address[1].rsplit("/", 1)[1]).attachments]  # type: ignore[union-attr]
    assert names == ["week-2026-11-23.pdf", "week-2026-11-23.ics"]
    pdf = host.get(f"{address[1]}/attachments/0")
    assert pdf.data.startswith(b"%PDF-")
    assert pdf.headers["Content-Disposition"].startswith("attachment")
    assert host.get(f"{address[1]}/attachments/2").status_code == 404


def test_a_link_asked_for_arrives_and_signs_in(visit: Callable[[], Visitor], services: TestServices) -> None:
    somebody, host = visit(), visit().sign_in_as_host()
    somebody.send("/sign-in", {"email": "bob@example.org"})
    assert services.sent_soon == 1
    services.send_due()
    address = re.search(r'href="(/mailbox/[^"]+)"', host.get("/mailbox").text)
    assert address is not None
    link = re.search(r"https?://[^/]+(/sign-in/[\w-]+)", host.get(address[1]).text)
    assert link is not None
    assert somebody.send(link[1]).headers["Location"] == "/people"


@pytest.mark.parametrize("name", ["nothing", "..%2f..%2fsecret-key", "0" * 32 + ".planner", "%00"])
def test_no_name_reaches_outside_the_mailbox(visit: Callable[[], Visitor], name: str) -> None:
    host = visit().sign_in_as_host()
    for rest in ("", "/body", "/attachments/0"):
        assert host.get(f"/mailbox/{name}{rest}").status_code == 404


def test_somebody_added_at_the_terminal_is_looked_after_by_the_host(
    visit: Callable[[], Visitor], services: TestServices
) -> None:
    """And their file's answers stand when the questions are answered again."""
    example = Path(__file__).parents[2] / "profile.example.yaml"
    start = date(2026, 11, 23)
    added = add_person(services.storage, example, start, services.content, services.now(), "example.org")
    assert isinstance(added, PersonAdded)
    number = added.recorded.person.id
    let_host_look_after(services.storage, number, services.now())
    host = visit().sign_in_as_host()
    assert host.open("/people").request.path == f"/people/{number}/week"
    before = json.loads(added.recorded.person.answers)
    host.send(f"/people/{number}/questions")
    signs = {slug: form for slug, form in healthy().items() if slug.startswith("signs")}
    assert host.answer(number, signs).headers["Location"] == f"/people/{number}/check"
    page = html.unescape(host.get(f"/people/{number}/check").text)
    assert "Monday at 07:30, 20 minutes" in page
    assert host.finish(number).headers["Location"] == f"/people/{number}/week"
    with services.storage.reading() as unit:
        after = json.loads(unit.persons.get(number).answers)
    assert after == {key: value for key, value in before.items() if value is not None}
