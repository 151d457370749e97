"""Which letters come and when; a pause; the calendar feed; an address that mail does not reach."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, time, timedelta
from html import unescape
from typing import Any

import pytest

from planner.care.b12 import BEFORE_DELETING_REMINDERS
from planner.domain.kept import PersonState
from planner.domain.person import PostureBreaks, QuietHours, ReminderChoices
from planner.domain.reminder import LetterChoices, LetterKind, LetterState, OutboxLetter
from planner.use_cases.letter_links import LetterLink, LinkKind, mark_of
from tests.web.answers import with_answers
from tests.web.care_answers import ANN, ON_INJECTIONS, change_answers
from tests.web.conftest import TestServices, Visitor

PAGE = "/people/1/reminders"


def _form(**changes: Any) -> dict[str, Any]:
    form: dict[str, Any] = {
        "email": "ann@example.org", "letters": ["week_ahead", "session", "b12", "morning", "weekly", "four_weekly"],
        "when": "before", "minutes_before": "45", "session_at": "", "weekly_day": "sat", "weekly_at": "17:30",
        "days": ["mon", "thu"], "max_a_day": "2", "quiet_from": "21:00", "quiet_to": "06:30", "posture": "yes",
        "posture_every": "45", "posture_from": "09:00", "posture_to": "17:00",
    }  # fmt: skip
    return form | changes


def _choices(services: TestServices) -> tuple[ReminderChoices, LetterChoices]:
    with services.storage.reading() as unit:
        return unit.reminders.of_person(ANN), unit.reminders.letters_of(ANN)


def _letters(services: TestServices, kind: LetterKind) -> list[OutboxLetter]:
    with services.storage.reading() as unit:
        return [letter for letter in unit.outbox.of_person(ANN, services.now()) if letter.kind is kind]


def _state(services: TestServices) -> PersonState:
    with services.storage.reading() as unit:
        return unit.persons.get(ANN).state


def test_every_choice_is_kept_and_shown_again(ann_with_a_week: Visitor, services: TestServices) -> None:
    assert ann_with_a_week.send(PAGE, _form()).status_code == 303
    choices, letters = _choices(services)
    assert choices == ReminderChoices(
        "ann@example.org",
        45,
        "sat",
        time(17, 30),
        PostureBreaks(45, time(9), time(17)),
        QuietHours(time(21), time(6, 30)),
    )
    assert letters == LetterChoices(frozenset({LetterKind.MISS}), None, frozenset({"mon", "thu"}), 2)
    page = ann_with_a_week.get(PAGE).text
    assert 'value="miss">' in page
    for name in ("weekly_at", "quiet_to"):
        assert re.search(rf'name="{name}" type="time" value="(17:30|06:30)"', page)


def test_a_fixed_time_stands_instead_of_minutes_before(ann_with_a_week: Visitor, services: TestServices) -> None:
    ann_with_a_week.send(PAGE, _form(when="at", session_at="07:00"))
    assert _choices(services)[1].session_at == time(7)
    ann_with_a_week.send(PAGE, _form(letters=["week_ahead"], when="at", session_at="07:00"))
    choices, letters = _choices(services)
    assert (choices.session_minutes_before, letters.session_at) == (None, None)
    assert LetterKind.SESSION in letters.off


def test_choices_reach_the_letters_that_wait_already(ann_with_a_week: Visitor, services: TestServices) -> None:
    assert any(letter.state is LetterState.QUEUED for letter in _letters(services, LetterKind.SESSION))
    ann_with_a_week.send(PAGE, _form(letters=["week_ahead", "b12"]))
    assert {letter.state for letter in _letters(services, LetterKind.SESSION)} == {LetterState.CANCELLED}


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"email": "ann"}, "email"),
        ({"email": "ann@example.org, bob@example.org"}, "email"),
        ({"when": "at"}, "session_at"),
        ({"quiet_to": ""}, "quiet_to"),
        ({"quiet_to": "21:00"}, "quiet_to"),
        ({"posture_to": "08:00"}, "posture_to"),
        ({"posture_every": "5"}, "posture_every"),
        ({"max_a_day": "0"}, "max_a_day"),
        ({"minutes_before": "soon"}, "minutes_before"),
        ({"weekly_day": "someday"}, "weekly_day"),
    ],
)
def test_what_does_not_fit_is_asked_again_and_nothing_is_kept(
    ann_with_a_week: Visitor, services: TestServices, changes: dict[str, str], name: str
) -> None:
    before = _choices(services)
    page = ann_with_a_week.send(PAGE, _form(**changes))
    assert page.status_code == 422
    assert f'id="{name}-slip"' in page.text
    assert _choices(services) == before


def test_letters_about_treatment_for_life_go_off_only_when_asked_twice(
    ann_with_a_week: Visitor, services: TestServices
) -> None:
    change_answers(services, b12=ON_INJECTIONS)
    for off in ({"letters": ["week_ahead"]}, {"email": ""}):
        page = ann_with_a_week.send(PAGE, _form(**off))
        assert page.status_code == 422
        assert BEFORE_DELETING_REMINDERS in unescape(page.text)
        assert LetterKind.B12 not in _choices(services)[1].off
    ann_with_a_week.send(PAGE, _form(letters=["week_ahead"], sure="yes"))
    assert LetterKind.B12 in _choices(services)[1].off
    assert ann_with_a_week.send(PAGE, _form(letters=["week_ahead"])).status_code == 303


def test_a_new_address_counts_once_its_link_was_opened(ann_with_a_week: Visitor, services: TestServices) -> None:
    page = ann_with_a_week.send(PAGE, _form(email="Ann@New.example"), follow=True)
    assert "A letter with a link is on its way" in page.text
    assert _choices(services)[0].email == "ann@example.org"
    (letter,) = _letters(services, LetterKind.CONFIRM)
    assert letter.to_address == "ann@new.example"
    with services.storage.reading() as unit:
        ann = unit.persons.get(ANN)
    link = LetterLink(LinkKind.CONFIRM, ANN, mark_of(ann), day=date(2026, 11, 18), address="ann@new.example")
    path = f"/letters/{services.letter_links.make(link)}"
    assert "ann@new.example" in ann_with_a_week.get(path).text
    assert _choices(services)[0].email == "ann@example.org"
    assert ann_with_a_week.send(path).status_code == 200
    choices, letters = _choices(services)
    assert (choices.email, letters.address_confirmed) == ("ann@new.example", True)


def test_a_pause_ends_on_its_day_or_when_somebody_goes_on(ann_with_a_week: Visitor, services: TestServices) -> None:
    assert ann_with_a_week.send(f"{PAGE}/pause", {"length": "week"}).status_code == 303
    assert (_state(services), _choices(services)[1].paused_until) == (PersonState.PAUSED, date(2026, 11, 25))
    assert not any(letter.state is LetterState.QUEUED for letter in _letters(services, LetterKind.SESSION))
    assert "Letters come again from Wednesday 25 November" in ann_with_a_week.get(PAGE).text
    week = ann_with_a_week.get("/people/1/week").text
    assert "See until when, or go on now" in week
    assert "Complete the safety questions" not in week
    assert ann_with_a_week.get(f"{PAGE}").status_code == 200
    ann_with_a_week.send(f"{PAGE}/resume")
    assert (_state(services), _choices(services)[1].paused_until) == (PersonState.ACTIVE, None)
    assert any(letter.state is LetterState.QUEUED for letter in _letters(services, LetterKind.SESSION))


@pytest.mark.parametrize("until", ["", "2026-11-18", "2028-01-01", "soon"])
def test_a_pause_needs_a_day_within_a_year(ann_with_a_week: Visitor, services: TestServices, until: str) -> None:
    page = ann_with_a_week.send(f"{PAGE}/pause", {"length": "until", "until": until})
    assert page.status_code == 422
    assert 'id="until-slip"' in page.text
    assert _state(services) is PersonState.ACTIVE


def test_the_letters_of_the_next_seven_days_are_told(ann_with_a_week: Visitor) -> None:
    ann_with_a_week.send(PAGE, _form(days=["mon", "tue", "wed", "thu", "fri", "sat", "sun"]))
    page = ann_with_a_week.get(PAGE).text
    ahead = page[page.index('id="ahead"') : page.index('id="pause-title"')]
    assert "Monday 23 November" in ahead
    assert "06:45" in ahead
    ann_with_a_week.send(PAGE, _form(email=""))
    assert "None: no address is given." in ann_with_a_week.get(PAGE).text


def test_a_letter_that_may_not_be_needed_says_so(ann_with_a_week: Visitor) -> None:
    ann_with_a_week.send(
        PAGE, _form(letters=["session", "miss"], days=["mon", "tue", "wed", "thu", "fri", "sat", "sun"])
    )
    page = ann_with_a_week.get(PAGE).text
    assert "only if a session was missed" in page[page.index('id="ahead"') : page.index('id="pause-title"')]


def test_somebody_stopped_on_an_early_step_can_open_the_reminders(ann: Visitor) -> None:
    number = ann.consent()
    ann.answer(
        number, {slug: with_answers(signs_nerves={"RED-02": "yes"})[slug] for slug in ("person", "signs-nerves")}
    )
    page = ann.get(f"/people/{number}/reminders")
    assert page.status_code == 200
    assert "None: no address is given." in page.text


def test_the_calendar_has_a_secret_address_that_can_be_renewed(
    ann_with_a_week: Visitor, nobody: Visitor, services: TestServices
) -> None:
    def address() -> str:
        found = re.search(r'value="http://[^/"]+(/feed/[^"]+/all\.ics)"', ann_with_a_week.get(PAGE).text)
        assert found
        return found[1]

    old = address()
    calendar = nobody.get(old)
    assert (calendar.status_code, calendar.mimetype) == (200, "text/calendar")
    assert calendar.data.startswith(b"BEGIN:VCALENDAR")
    again = nobody.get(old, headers={"If-None-Match": calendar.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    ann_with_a_week.send(f"{PAGE}/feed")
    assert address() != old
    assert nobody.get(old).status_code == 404
    assert nobody.get(address()).status_code == 200
    assert nobody.get(address().replace("all.ics", "answers.ics")).status_code == 404


def test_guessing_feed_addresses_ends_after_a_while_and_right_ones_do_not_count(
    ann_with_a_week: Visitor, nobody: Visitor, services: TestServices
) -> None:
    del ann_with_a_week
    with services.storage.reading() as unit:
        right = f"/feed/{unit.persons.get(ANN).feed_secret}/sessions.ics"
    assert {nobody.get(right).status_code for _ in range(35)} == {200}
    assert {nobody.get(f"/feed/wrong-{number}/all.ics").status_code for number in range(30)} == {404}
    assert nobody.get("/feed/wrong/all.ics").status_code == 429
    assert nobody.get(right).status_code == 200


def test_a_suspended_address_is_told_and_can_be_tried_again(ann_with_a_week: Visitor, services: TestServices) -> None:
    with services.storage.writing() as unit:
        unit.addresses.suspend("ann@example.org", "550 no such user", services.now())
        unit.commit()
    assert "Mail to ann@example.org does not arrive" in ann_with_a_week.get(PAGE).text
    assert "does not arrive" in ann_with_a_week.get("/people/1/b12").text
    page = ann_with_a_week.send(f"{PAGE}/address", follow=True)
    assert "A letter with a link is on its way" in page.text
    assert _letters(services, LetterKind.CONFIRM)[0].to_address == "ann@example.org"


def test_what_was_chosen_here_stands_in_the_questions_when_they_are_asked_again(
    ann_with_a_week: Visitor, services: TestServices
) -> None:
    ann_with_a_week.send(PAGE, _form())
    ann_with_a_week.send("/people/1/questions")
    with services.storage.reading() as unit:
        answers = json.loads(unit.persons.get(ANN).answers)
    assert answers["reminders"] == {
        "email": "ann@example.org", "session": {"minutes_before": 45}, "weekly": {"day": "sat", "at": "17:30"},
        "posture": {"every_minutes": 45, "from": "09:00", "to": "17:00"}, "quiet": {"from": "21:00", "to": "06:30"},
    }  # fmt: skip


def test_notices_say_what_they_need(ann_with_a_week: Visitor) -> None:
    assert "Choose posture breaks above first." in ann_with_a_week.get(PAGE).text
    ann_with_a_week.send(PAGE, _form())
    page = ann_with_a_week.get(PAGE).text
    assert "Every 45 minutes from 09:00 until 17:00" in page
    assert "Notices need https, or localhost" in page
    assert "posture-notices.js" in page


def test_a_stopped_plan_cannot_be_paused_or_resumed(
    ann_with_a_week: Visitor, services: TestServices, later: Callable[[timedelta], None]
) -> None:
    del later
    with services.storage.writing() as unit:
        unit.persons.change_state(ANN, PersonState.STOPPED, "Please call.")
        unit.commit()
    assert ann_with_a_week.send(f"{PAGE}/pause", {"length": "week"}).status_code == 422
    ann_with_a_week.send(f"{PAGE}/resume")
    assert _state(services) is PersonState.STOPPED
