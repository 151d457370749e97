"""Changing a week through its forms: as a browser without a script does, and as htmx does."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from werkzeug.test import TestResponse

from planner.domain.diary import SessionDiary
from planner.domain.edits import NO_EDITS, Edits
from planner.domain.kept import KeptWeek
from planner.domain.person import PersonId, Profile
from planner.domain.reminder import LetterKind
from planner.domain.week import SessionId, Week
from planner.exchange.week_file import week_from_json
from planner.sheets.options import SheetOptions
from tests.web.answers import with_answers
from tests.web.conftest import TestServices, Visitor

WEEK = "/people/1/weeks/2026-11-23"
CHANGE = f"{WEEK}/change"
MONDAY, TUESDAY, THURSDAY = "2026-11-23", "2026-11-24", "2026-11-26"
HTMX = {"HX-Request": "true"}


def _kept(services: TestServices) -> KeptWeek:
    with services.storage.reading() as unit:
        found = unit.weeks.find_current(PersonId(1), date(2026, 11, 23))
    assert found is not None
    return found


def _week(services: TestServices) -> Week:
    week = week_from_json(_kept(services).text)
    assert isinstance(week, Week)
    return week


def _edits(services: TestServices) -> Edits:
    return _week(services).edits or NO_EDITS


def _days(services: TestServices) -> list[str]:
    return [day.date.isoformat() for day, _session in _week(services).sessions]


def _by_script(visitor: Visitor, form: dict[str, str]) -> TestResponse:
    visitor.get(f"{WEEK}")
    return visitor.client.post(CHANGE, data={"csrf_token": visitor._token(), **form}, headers=HTMX)


def _some_item(services: TestServices) -> tuple[str, str]:
    _day, session = _week(services).sessions[0]
    return session.id, session.items[2].exercise


def _swap(visitor: Visitor, services: TestServices) -> tuple[str, str, str]:
    """A session, an exercise of it that has a substitute, and the best substitute."""
    for _day, session in _week(services).sessions:
        for item in session.items:
            page = visitor.get(f"{WEEK}/sessions/{session.id}/{item.exercise}/swap").text
            offered = re.search(r'name="new" value="([^"]+)"', page)
            if offered:
                return session.id, item.exercise, offered[1]
    raise AssertionError("nothing can be swapped")


def test_a_session_moves_to_another_day_and_the_page_opens_there(
    ann_with_a_week: Visitor, services: TestServices
) -> None:
    assert _days(services)[0] == MONDAY
    moved = ann_with_a_week.send(CHANGE, {"change": "move", "session": "mon-1", "day": TUESDAY})
    assert (moved.status_code, moved.headers["Location"]) == (303, f"{WEEK}#on-{TUESDAY}")
    assert _days(services)[0] == TUESDAY
    assert _kept(services).sequence == 1
    page = ann_with_a_week.get(WEEK).text
    assert 'id="said"' in page.partition(f'id="on-{TUESDAY}"')[2].partition("</li>")[0]
    assert 'id="said"' not in ann_with_a_week.get(WEEK).text, "an answer is shown once"


def test_a_change_by_script_brings_the_sum_of_the_week_along(ann_with_a_week: Visitor, services: TestServices) -> None:
    before = len(_days(services))
    changed = _by_script(ann_with_a_week, {"change": "lose", "day": _days(services)[0]})
    now = len(_days(services))
    assert now == before - 1
    total = changed.text.partition('id="total" hx-swap-oob="true"')[2].partition("</p>")[0]
    assert f"{now} session" in total


def test_a_move_onto_a_day_with_a_session_changes_their_places(
    ann_with_a_week: Visitor, services: TestServices
) -> None:
    monday = [i.name for i in _week(services).sessions[0][1].items]
    before = _days(services)
    ann_with_a_week.send(CHANGE, {"change": "move", "session": "mon-1", "day": THURSDAY})
    assert _days(services) == before
    thursday = next(s for d, s in _week(services).sessions if d.date.isoformat() == THURSDAY)
    assert len({i.name for i in thursday.items} & set(monday)) > len(monday) // 2


def test_htmx_gets_the_plan_alone_with_the_answer_at_its_place(
    ann_with_a_week: Visitor, services: TestServices
) -> None:
    moved = _by_script(ann_with_a_week, {"change": "move", "session": "mon-1", "day": TUESDAY})
    assert moved.status_code == 200
    assert moved.text.lstrip().startswith('<div id="plan"')
    assert "<html" not in moved.text
    assert 'id="said"' in moved.text.partition(f'id="on-{TUESDAY}"')[2].partition("</li>")[0]
    assert _days(services)[0] == TUESDAY


def test_a_refusal_names_the_limit_beside_the_thing_and_keeps_the_week(
    ann_with_a_week: Visitor, services: TestServices, later: Callable[[timedelta], None]
) -> None:
    later(timedelta(days=7))
    ann = Visitor(ann_with_a_week.client, services).sign_in("ann@example.org")
    for refused in (
        ann.send(CHANGE, {"change": "move", "session": "thu-1", "day": MONDAY}),
        _by_script(ann, {"change": "move", "session": "thu-1", "day": MONDAY}),
    ):
        assert refused.status_code == 422
        card = html.unescape(refused.text).partition(f'id="on-{THURSDAY}"')[2].partition("</ol>")[0]
        assert "Nothing was changed." in card
        assert "That day is over." in card
        assert 'role="alert"' in card
    assert _kept(services).sequence == 0


def test_a_session_and_an_exercise_are_kept_and_let_go_again(ann_with_a_week: Visitor, services: TestServices) -> None:
    session, exercise = _some_item(services)
    kept = ann_with_a_week.send(CHANGE, {"change": "pin", "session": session, "exercise": exercise})
    assert kept.headers["Location"].endswith(f"#{session}.{exercise}")
    ann_with_a_week.send(CHANGE, {"change": "pin", "session": session})
    assert {pin.exercise for pin in _edits(services).pinned} == {None, exercise}
    page = ann_with_a_week.get(WEEK).text
    assert page.count('<span class="mark">Kept</span>') >= 2
    ann_with_a_week.send(CHANGE, {"change": "unpin", "session": session})
    assert _edits(services).pinned == ()


def test_a_swap_offers_at_most_three_with_drawing_and_reason(ann_with_a_week: Visitor, services: TestServices) -> None:
    session, old, new = _swap(ann_with_a_week, services)
    page = ann_with_a_week.get(f"{WEEK}/sessions/{session}/{old}/swap").text
    offered = re.findall(r'name="new" value="([^"]+)"', page)
    assert 1 <= len(offered) <= 3
    assert all(f"/drawing/{one}.svg" in page for one in (old, *offered))
    assert len(re.findall(r'<p class="small">[^<]{10,}</p>', page)) >= len(offered)
    swapped = ann_with_a_week.send(CHANGE, {"change": "swap", "session": session, "exercise": old, "new": new})
    assert swapped.headers["Location"].endswith(f"#{session}.{new}")
    items = {item.exercise for _d, s in _week(services).sessions if s.id == session for item in s.items}
    assert new in items
    assert old not in items


def test_a_lost_day_has_no_session_and_comes_back(ann_with_a_week: Visitor, services: TestServices) -> None:
    ann_with_a_week.send(CHANGE, {"change": "lose", "day": MONDAY})
    assert MONDAY not in _days(services)
    card = ann_with_a_week.get(WEEK).text.partition(f'id="on-{MONDAY}"')[2].partition('class="care-chips"')[0]
    assert "No time this day" in card
    assert "Bring this day back" in card
    ann_with_a_week.send(CHANGE, {"change": "restore", "day": MONDAY})
    assert MONDAY in _days(services)


def test_planning_again_leaves_what_is_kept(ann_with_a_week: Visitor, services: TestServices) -> None:
    session = _week(services).sessions[0][1]
    ann_with_a_week.send(CHANGE, {"change": "pin", "session": session.id})
    again = ann_with_a_week.send(CHANGE, {"change": "again"})
    assert again.headers["Location"] == WEEK
    assert _week(services).sessions[0][1].items == session.items


@pytest.mark.parametrize("choice", ["skip", "shift", "squeeze"])
def test_after_a_missed_day_the_page_asks_once_and_does_what_was_chosen(
    ann_with_a_week: Visitor, services: TestServices, later: Callable[[timedelta], None], choice: str
) -> None:
    assert "has no diary yet" not in ann_with_a_week.get(WEEK).text
    later(timedelta(days=6))
    ann = Visitor(ann_with_a_week.client, services).sign_in("ann@example.org")
    page = ann.get(WEEK).text
    assert "One session has no diary yet" in page
    done = ann.send(CHANGE, {"change": "missed", "choice": choice})
    assert done.status_code == 303, done.text
    assert "has no diary yet" not in ann.get(WEEK).text


def test_a_session_that_took_place_has_nothing_to_change(
    ann_with_a_week: Visitor, services: TestServices, later: Callable[[timedelta], None]
) -> None:
    later(timedelta(days=6))
    ann = Visitor(ann_with_a_week.client, services).sign_in("ann@example.org")
    with services.storage.writing() as unit:
        diary = SessionDiary(date(2026, 11, 23), SessionId("mon-1"), "all", effort=4)
        unit.diaries.record_session(PersonId(1), diary, services.now())
        unit.commit()
    page = ann.get(WEEK).text
    assert "has no diary yet" not in page
    assert '<span class="mark done">Done</span>' in page
    assert 'data-session="mon-1"' not in page
    assert ann.send(CHANGE, {"change": "move", "session": "mon-1", "day": "2026-11-27"}).status_code == 422


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"change": "dance"},
        {"change": "move", "session": "mon-1"},
        {"change": "move", "session": "mon-1", "day": "tomorrow"},
        {"change": "move", "day": TUESDAY},
        {"change": "swap", "session": "mon-1", "exercise": "bridge"},
        {"change": "missed", "choice": "cry"},
    ],
)
def test_a_form_that_makes_no_sense_changes_nothing(
    ann_with_a_week: Visitor, services: TestServices, form: dict[str, str]
) -> None:
    assert ann_with_a_week.send(CHANGE, form).status_code == 400
    assert _kept(services).sequence == 0


def test_an_unknown_session_exercise_or_substitute_is_refused(ann_with_a_week: Visitor, services: TestServices) -> None:
    session, exercise = _some_item(services)
    for form in (
        {"change": "move", "session": "sun-9", "day": TUESDAY},
        {"change": "pin", "session": session, "exercise": "no-such"},
        {"change": "swap", "session": session, "exercise": exercise, "new": "no-such"},
        {"change": "move", "session": session, "day": "2027-01-01"},
    ):
        assert ann_with_a_week.send(CHANGE, form).status_code == 422, form
    assert ann_with_a_week.get(f"{WEEK}/sessions/{session}/no-such/swap").status_code == 404
    assert _kept(services).sequence == 0


def test_an_edit_brings_the_letters_to_their_new_days(ann_with_a_week: Visitor, services: TestServices) -> None:
    ann_with_a_week.send(CHANGE, {"change": "move", "session": "mon-1", "day": TUESDAY})
    with services.storage.reading() as unit:
        letters = unit.outbox.of_person(PersonId(1), services.now())
    waiting = {str(one.parameters["date"]) for one in letters if one.kind is LetterKind.SESSION and one.done is None}
    assert waiting == set(_days(services))


def test_a_stopped_person_changes_nothing_and_is_led_to_the_stop(
    ann_with_a_week: Visitor, services: TestServices
) -> None:
    ann_with_a_week.send("/people/1/questions")
    ann_with_a_week.answer(1, with_answers(signs_nerves={"RED-01": "yes"}))
    form = {"change": "move", "session": "mon-1", "day": TUESDAY}
    assert ann_with_a_week.send(CHANGE, form).headers["Location"] == "/people/1/stopped"
    by_script = ann_with_a_week.client.post(CHANGE, data={"csrf_token": ann_with_a_week._token(), **form}, headers=HTMX)
    assert by_script.headers["HX-Redirect"] == "/people/1/stopped"
    assert _kept(services).sequence == 0


def test_the_versions_say_what_changed(ann_with_a_week: Visitor) -> None:
    assert "/versions" not in ann_with_a_week.get(WEEK).text
    ann_with_a_week.send(CHANGE, {"change": "lose", "day": MONDAY})
    assert f"{WEEK}/versions" in ann_with_a_week.get(WEEK).text
    page = html.unescape(ann_with_a_week.get(f"{WEEK}/versions").text)
    assert page.index("Version 2") < page.index("Version 1")
    assert re.search(r"<strong>Monday</strong>:\s+no session any more", page)
    assert "Made on this page." in page


def test_the_letter_of_the_week_may_be_asked_for_once_an_hour(
    ann_with_a_week: Visitor, services: TestServices, later: Callable[[timedelta], None]
) -> None:
    def waiting() -> int:
        with services.storage.reading() as unit:
            letters = unit.outbox.of_person(PersonId(1), services.now())
        return sum("asked" in letter.once_key for letter in letters)

    asked = ann_with_a_week.send(f"{WEEK}/letter")
    assert (asked.status_code, asked.headers["Location"]) == (303, f"{WEEK}#letter")
    assert "On its way to ann@example.org." in ann_with_a_week.get(WEEK).text
    assert (waiting(), services.sent_soon) == (1, 1)
    again = ann_with_a_week.send(f"{WEEK}/letter")
    assert again.status_code == 422
    assert "a little while ago" in again.text
    assert waiting() == 1
    later(timedelta(hours=1))
    assert ann_with_a_week.send(f"{WEEK}/letter").status_code == 303
    assert waiting() == 2


def test_the_sheet_is_printed_as_it_was_chosen(ann_with_a_week: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[SheetOptions] = []

    def printed(_week: Week, _profile: Profile, options: SheetOptions, **_beside: object) -> bytes:
        seen.append(options)
        return b"%PDF-"

    monkeypatch.setattr(ann_with_a_week.services, "sheet_pdf", printed)
    form = ann_with_a_week.get(f"{WEEK}/print").text
    assert 'name="large"' in form
    ann_with_a_week.get(f"{WEEK}/week.pdf?large=on&grey=on&paper=Letter&per_page=2&part=week&part=diary")
    ann_with_a_week.get(f"{WEEK}/week.pdf?paper=A0&per_page=99&part=nothing")
    chosen, nonsense = seen
    assert (chosen.large_print, chosen.grey, chosen.paper, chosen.per_page) == (True, True, "Letter", 2)
    assert chosen.parts == {"week", "diary"}
    assert (nonsense.paper, nonsense.per_page, nonsense.large_print) == (None, None, False)
    assert len(nonsense.parts) >= 5


def test_every_item_can_be_swapped_and_kept_by_a_plain_form(ann_with_a_week: Visitor, services: TestServices) -> None:
    page = ann_with_a_week.get(WEEK).text
    for _day, session in _week(services).sessions:
        assert f'name="session" value="{session.id}"' in page
        for item in session.items:
            assert f'href="{WEEK}/sessions/{session.id}/{item.exercise}/swap"' in page
            assert f'name="exercise" value="{item.exercise}"' in page
    for form in re.findall(r"<form[^>]*>", page):
        assert 'method="post"' in form, form
