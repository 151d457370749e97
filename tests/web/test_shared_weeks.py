"""The week behind a link: the questions of the day come first, and a link never outlives what made the plan safe."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest

from planner.domain.kept import PersonState
from planner.domain.person import PersonId
from planner.domain.week import Session
from planner.exchange.week_file import week_from_json
from planner.use_cases.share_week import make_link
from tests.web.conftest import TestServices, Visitor

ANN = PersonId(1)
WELL = {"pain": "2", "tiredness": "3", "new": "no"}


def first_session(services: TestServices) -> Session:
    with services.storage.reading() as unit:
        kept = unit.weeks.of_person(ANN)[0]
    week = week_from_json(kept.text)
    assert not isinstance(week, tuple)
    return week.sessions[0][1]


@pytest.fixture
def link(ann_with_a_week: Visitor, services: TestServices) -> str:
    with services.storage.reading() as unit:
        account = unit.accounts.find_by_email("ann@example.org")
    assert account is not None
    token = make_link(services.storage, account.id, ANN, services.now())
    return f"/shared/{token}"


def state(services: TestServices) -> PersonState:
    with services.storage.reading() as unit:
        return unit.persons.get(ANN).state


def test_the_exercises_come_after_the_questions_of_the_day(
    link: str, nobody: Visitor, services: TestServices, later: Callable[[timedelta], None]
) -> None:
    session = first_session(services)
    here = f"{link}/{session.id}"
    name = session.items[0].name
    assert name not in unescape(nobody.get(link).text)
    asked = unescape(nobody.get(here).text)
    assert "Is anything new since your last session?" in asked
    assert name not in asked
    assert nobody.send(f"{here}/begin", {"pain": "2"}).status_code == 422
    assert nobody.send(f"{here}/begin", WELL).status_code == 303
    shown = unescape(nobody.get(here).text)
    assert name in shown
    assert services.content.safety.messages["MSG-STOPNOW"] in shown
    later(timedelta(hours=5))
    assert name not in unescape(nobody.get(here).text)


def test_a_warning_sign_behind_the_link_stops_the_plan(link: str, nobody: Visitor, services: TestServices) -> None:
    here = f"{link}/{first_session(services).id}"
    nobody.get(here)
    asked = services.content.safety.limits.daily_gate
    signs = dict.fromkeys(asked, "no") | {"RED-01": "yes"}
    page = unescape(nobody.send(f"{here}/begin", WELL | signs | {"new": "yes"}).text)
    assert "The plan has stopped" in page
    assert "999" in page
    assert state(services) is PersonState.STOPPED
    assert first_session(services).items[0].name not in unescape(nobody.get(here).text)


def test_what_came_up_is_asked_after_a_session_too_and_a_warning_sign_stops(
    link: str, nobody: Visitor, services: TestServices
) -> None:
    here = f"{link}/{first_session(services).id}"
    nobody.get(link)
    page = unescape(nobody.get(f"{here}/after").text)
    assert "Did anything new come up?" in page
    again = nobody.send(here, {"done": "yes", "pain": "3"})
    assert again.status_code == 422
    assert 'id="new-slip"' in again.text
    assert nobody.send(here, {"done": "yes", "pain": "3", "new": "no"}).status_code == 303
    assert 'value="3" checked' in nobody.get(f"{here}/after").text
    asked = services.content.safety.limits.daily_gate
    signs = dict.fromkeys(asked, "no") | {"RED-15": "yes", "new": "yes", "new-words": "left calf"}
    page = unescape(nobody.send(here, signs | {"done": "yes", "pain": "3"}).text)
    assert "The plan has stopped" in page
    assert state(services) is PersonState.STOPPED
    with services.storage.reading() as unit:
        (entry,) = unit.diaries.of_person(ANN).sessions
    assert (entry.done, entry.pain_during) == ("all", 3)
    assert entry.new_symptoms == ("RED-15", "left calf")
    assert "The plan has stopped" in nobody.get(f"{here}/after").text


def test_a_session_that_was_not_done_needs_no_answer_but_takes_one(
    link: str, nobody: Visitor, services: TestServices, later: Callable[[timedelta], None]
) -> None:
    here = f"{link}/{first_session(services).id}"
    nobody.get(link)
    assert nobody.send(here, {"done": "no"}).status_code == 303
    later(timedelta(hours=1))
    asked = services.content.safety.limits.daily_gate
    nobody.send(here, dict.fromkeys(asked, "no") | {"done": "no", "new": "yes", "new-words": "a cough"})
    assert "Some questions first" in nobody.get(link).text


def test_very_tired_days_rest_behind_the_link_too(link: str, nobody: Visitor, services: TestServices) -> None:
    here = f"{link}/{first_session(services).id}"
    nobody.send(f"{here}/begin", WELL | {"tiredness": "10"})
    page = unescape(nobody.get(here).text)
    planned = {item.name for item in first_session(services).items}
    assert not all(name in page for name in planned)


def test_the_link_is_shut_while_the_questions_are_open_or_due_or_consent_is_taken_back(
    link: str, nobody: Visitor, ann_with_a_week: Visitor, services: TestServices, later: Callable[[timedelta], None]
) -> None:
    title = first_session(services).title
    assert title in unescape(nobody.get(link).text)
    later(timedelta(days=30))
    assert "Some questions first" in nobody.get(link).text
    ann_with_a_week.send("/people/1/questions")
    page = unescape(nobody.get(link).text)
    assert title not in page
    assert services.content.safety.messages["MSG-PAUSE"] in page
    with services.storage.writing() as unit:
        unit.persons.withdraw_consent(ANN, services.now())
        unit.commit()
    assert nobody.get(link).status_code == 404


def test_a_clearance_that_ran_out_stops_pages_and_link(
    link: str, nobody: Visitor, ann_with_a_week: Visitor, services: TestServices
) -> None:
    with services.storage.writing() as unit:
        kept = unit.persons.get(ANN)
        day = (services.now() - timedelta(days=84)).date().isoformat()
        answers = json.loads(kept.answers) | {
            "clearance": {"date": day, "role": "doctor", "limits": "", "for": ["MYE"]},
            "spine": {"diagnosis": "yes", "surgery": "no", "myelopathy": "yes"},
        }
        unit.persons.change_answers(ANN, kept.name, kept.time_zone, json.dumps(answers))
        unit.commit()
    assert ann_with_a_week.get("/people/1/weeks/2026-11-23/week.pdf").status_code == 200
    services.clock += timedelta(days=1)
    assert "The plan has stopped" in nobody.get(link).text
    assert state(services) is PersonState.STOPPED
    assert ann_with_a_week.get("/people/1/weeks/2026-11-23/week.pdf").status_code == 303
