"""The pages behind the links in letters: looking changes nothing, the button does, and no sign-in is needed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest

from planner.care.b12 import BEFORE_DELETING_REMINDERS
from planner.domain.diary import SessionDiary
from planner.domain.health_record import TreatmentState
from planner.domain.kept import PersonState
from planner.domain.person import PersonId
from planner.domain.reminder import LetterKind
from planner.domain.week import Session, SessionId
from planner.exchange.week_file import week_from_json
from planner.use_cases.letter_links import LetterLink, LetterLinks, LinkKind, mark_of
from tests.web.care_answers import ANN, ON_INJECTIONS, change_answers
from tests.web.conftest import TestServices, Visitor

ONE_CLICK = {"List-Unsubscribe": "One-Click"}
WEEK = date(2026, 11, 23)
WELL = {"new": "no"}


def _session(services: TestServices) -> Session:
    with services.storage.reading() as unit:
        kept = unit.weeks.find_current(ANN, WEEK)
    assert kept is not None
    week = week_from_json(kept.text)
    assert not isinstance(week, tuple)
    return week.sessions[0][1]


def _path(services: TestServices, kind: LinkKind, *, letters: LetterKind | None = None, day: date | None = None) -> str:
    with services.storage.reading() as unit:
        mark = mark_of(unit.persons.get(ANN))
    session = _session(services).id if day is None and letters is None else None
    link = LetterLink(kind, ANN, mark, day=day, week=WEEK if session else None, session=session, letters=letters)
    return f"/letters/{services.letter_links.make(link)}"


def _diary(services: TestServices) -> SessionDiary | None:
    with services.storage.reading() as unit:
        return unit.diaries.find_session(ANN, WEEK, SessionId(_session(services).id))


def _off(services: TestServices) -> frozenset[LetterKind]:
    with services.storage.reading() as unit:
        return unit.reminders.letters_of(ANN).off


@pytest.fixture
def reader(ann_with_a_week: Visitor, nobody: Visitor) -> Visitor:
    """Somebody who reads Ann's letter and is not signed in."""
    del ann_with_a_week
    return nobody


def test_looking_changes_nothing_and_the_button_does(reader: Visitor, services: TestServices) -> None:
    path = _path(services, LinkKind.DONE)
    for _ in range(2):
        page = reader.get(path)
        assert page.status_code == 200
        assert "You did this session?" in page.text
        assert _session(services).title in unescape(page.text)
    assert _diary(services) is None
    assert reader.send(path).status_code == 422
    assert _diary(services) is None
    assert "It is in your diary" in reader.send(path, WELL).text
    entry = _diary(services)
    assert entry is not None
    assert entry.done == "all"


def test_not_today_is_kept_without_a_word_of_blame(reader: Visitor, services: TestServices) -> None:
    page = reader.send(_path(services, LinkKind.NOT_TODAY)).text
    assert "That is all right." in page
    entry = _diary(services)
    assert entry is not None
    assert entry.done == "none"


def test_pain_is_asked_for_and_help_is_named(reader: Visitor, services: TestServices) -> None:
    path = _path(services, LinkKind.HURT)
    for form in ({}, {"pain": "11"}, {"pain": "much"}):
        page = reader.send(path, WELL | form)
        assert page.status_code == 422
        assert 'href="#pain"' in page.text
        assert _diary(services) is None
    page = reader.send(path, WELL | {"pain": "6"})
    assert services.content.safety.messages["MSG-STOPNOW"] in unescape(page.text)
    entry = _diary(services)
    assert entry is not None
    assert entry.pain_during == 6


@pytest.mark.parametrize("kind", [LinkKind.DONE, LinkKind.HURT])
def test_a_warning_sign_told_through_a_letter_stops_the_plan(
    reader: Visitor, services: TestServices, kind: LinkKind
) -> None:
    signs = dict.fromkeys(services.content.safety.limits.daily_gate, "no") | {"RED-01": "yes"}
    page = unescape(reader.send(_path(services, kind), {"pain": "6", "new": "yes"} | signs).text)
    assert "The plan has stopped" in page
    assert "999" in page
    entry = _diary(services)
    assert entry is not None
    assert entry.new_symptoms == ("RED-01",)
    with services.storage.reading() as unit:
        assert unit.persons.get(ANN).state is PersonState.STOPPED
    assert reader.get(_path(services, kind)).status_code == 410


def test_a_treatment_is_marked_from_its_letter(reader: Visitor, services: TestServices) -> None:
    change_answers(services, b12=ON_INJECTIONS)
    reader.send(_path(services, LinkKind.TREATED, day=date(2026, 12, 7)))
    with services.storage.reading() as unit:
        (mark,) = unit.records.treatments(ANN)
    assert (mark.due, mark.state) == (date(2026, 12, 7), TreatmentState.DONE)


def test_unsubscribing_shows_a_page_first_and_stops_one_kind_or_all(reader: Visitor, services: TestServices) -> None:
    path = _path(services, LinkKind.UNSUBSCRIBE, letters=LetterKind.SESSION)
    assert "Stop these letters?" in reader.get(path).text
    assert _off(services) == frozenset()
    assert "These letters do not come any more." in reader.send(path, {"which": "kind"}).text
    assert _off(services) == {LetterKind.SESSION}
    reader.send(path, {"which": "all"})
    assert _off(services) == {kind for kind in LetterKind if kind.is_about_the_plan}


def test_one_click_needs_neither_cookie_nor_token_nor_sign_in(reader: Visitor, services: TestServices) -> None:
    path = _path(services, LinkKind.UNSUBSCRIBE, letters=LetterKind.WEEK_AHEAD)
    answer = reader.client.post(path, data=ONE_CLICK)
    assert answer.status_code == 200
    assert _off(services) == {LetterKind.WEEK_AHEAD}


def test_one_click_opens_no_other_door(reader: Visitor, services: TestServices) -> None:
    path = _path(services, LinkKind.DONE)
    assert reader.client.post(path, data=ONE_CLICK).status_code == 410
    assert reader.client.post(path).status_code == 400
    assert reader.client.post("/account/delete", data={**ONE_CLICK, "sure": "delete"}).status_code == 400
    assert _diary(services) is None


def test_letters_about_treatment_for_life_go_with_a_word_about_it(reader: Visitor, services: TestServices) -> None:
    change_answers(services, b12=ON_INJECTIONS)
    path = _path(services, LinkKind.UNSUBSCRIBE, letters=LetterKind.B12)
    assert BEFORE_DELETING_REMINDERS in unescape(reader.send(path, {"which": "kind"}).text)


def test_a_link_of_another_key_or_another_person_or_too_late_does_nothing(
    reader: Visitor, services: TestServices, later: Callable[[timedelta], None]
) -> None:
    stranger = LetterLinks("another key").make(LetterLink(LinkKind.DONE, ANN, "x"))
    wrong_mark = services.letter_links.make(LetterLink(LinkKind.UNSUBSCRIBE, ANN, "x", letters=LetterKind.SESSION))
    nobody = services.letter_links.make(LetterLink(LinkKind.UNSUBSCRIBE, PersonId(99), "x", letters=LetterKind.SESSION))
    for token in ("made-up", stranger, wrong_mark, nobody):
        assert reader.get(f"/letters/{token}").status_code == 410
        assert reader.send(f"/letters/{token}").status_code == 410
    path = _path(services, LinkKind.DONE)
    later(timedelta(days=30))
    assert reader.get(path).status_code == 410
    assert reader.send(path).status_code == 410
    assert _diary(services) is None


def test_trying_links_ends_after_a_while(reader: Visitor) -> None:
    answers = [reader.client.post(f"/letters/guess-{number}", data=ONE_CLICK).status_code for number in range(61)]
    assert answers == [410] * 60 + [429]


def test_the_pages_name_nobody(reader: Visitor, services: TestServices) -> None:
    for path in (_path(services, LinkKind.DONE), _path(services, LinkKind.UNSUBSCRIBE, letters=LetterKind.SESSION)):
        page = reader.get(path).text
        assert "Ann" not in page[page.index("<main") :]


def test_every_link_of_a_letter_opens_a_page(reader: Visitor, services: TestServices) -> None:
    mailbox = services.mailbox
    assert mailbox is not None
    opened = set()
    for hour in range(4, 22):
        services.clock = datetime(2026, 11, 23, hour, tzinfo=UTC)
        services.send_due()
    for heading in mailbox.headings():
        letter = mailbox.find(heading.id)
        assert letter is not None
        for address in re.findall(r"http://127\.0\.0\.1:8000(/letters/[^\s\"<>]+)", f"{letter.html}\n{letter.text}"):
            page = reader.get(unescape(address))
            assert page.status_code == 200, address
            opened.add(address.removeprefix("/letters/").partition("~")[0])
    assert opened >= {"done", "not_today", "hurt", "unsubscribe"}
