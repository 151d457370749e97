"""The bundle against a library's R4B models: plain R4 ones are not to be had, and these differ in nothing we use."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle

from planner.domain.diary import DayLog, Diary, SessionDiary, WeekDiary
from planner.domain.health_record import BloodResult, BloodTest, OutcomeScore
from planner.domain.kept import KeptPerson, PersonState
from planner.domain.person import PersonId
from planner.domain.week import Week
from planner.exchange.fhir import Record, Signed, fhir_bundle
from tests.exchange.conftest import START, a_week

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
PERSON = KeptPerson(
    PersonId(1), "a1b2", 'Sam "Q" Reed', "Europe/London", "{}", PersonState.ACTIVE, None, "secret-feed", NOW
)


@pytest.fixture
def record() -> Record:
    week = a_week()
    _day, session = week.sessions[0]
    return Record(
        PERSON,
        ((week, Signed("Ola Berg, physiotherapist", NOW)), (a_week(START + timedelta(days=7)), None)),
        Diary(
            (SessionDiary(week.start, session.id, "all", pain_during=4),),
            (WeekDiary(week.start, walk_minutes=55),),
        ),
        (DayLog(START, pain=3), DayLog(START + timedelta(days=1), tiredness=5)),
        (BloodResult(7, BloodTest.HAEMOGLOBIN, date(2026, 11, 2), 112.0, "g/L", "11.2 g/dL"),),
        (OutcomeScore(3, "OUT-02", date(2026, 11, 2), 4.7, {}), OutcomeScore(4, "OUT-09", date(2026, 11, 2), None, {})),
    )


def of_kind(text: str, kind: str) -> list[dict[str, Any]]:
    return [e["resource"] for e in json.loads(text)["entry"] if e["resource"]["resourceType"] == kind]


def test_the_bundle_is_sound_by_a_library_that_knows_the_standard(record: Record) -> None:
    bundle = Bundle.model_validate_json(fhir_bundle(record, NOW))
    assert bundle.type == "collection"
    assert len(bundle.entry) == 1 + 2 * 2 + 1 + 5


def test_an_unsound_bundle_would_be_noticed(record: Record) -> None:
    broken = json.loads(fhir_bundle(record, NOW))
    broken["entry"][1]["resource"]["lifecycleStatus"] = 3
    with pytest.raises(ValueError, match="lifecycleStatus"):
        Bundle.model_validate(broken)


def test_every_reference_leads_to_something_in_the_bundle(record: Record) -> None:
    text = fhir_bundle(record, NOW)
    known = {entry["fullUrl"] for entry in json.loads(text)["entry"]}

    def references(part: Any) -> list[str]:
        if isinstance(part, dict):
            own = [part["reference"]] if isinstance(part.get("reference"), str) else []
            return own + [r for value in part.values() for r in references(value)]
        return [r for value in part for r in references(value)] if isinstance(part, list) else []

    found = references(json.loads(text))
    assert len(found) >= 8
    assert set(found) <= known


def test_only_a_signed_week_was_asked_for_by_somebody(record: Record) -> None:
    (request,) = of_kind(fhir_bundle(record, NOW), "ServiceRequest")
    assert request["requester"] == {"display": "Ola Berg, physiotherapist"}
    signed, unsigned = of_kind(fhir_bundle(record, NOW), "CarePlan")
    assert signed["activity"][0]["reference"]["reference"].endswith(request["id"])
    assert all("detail" in activity for activity in unsigned["activity"])


def test_a_plan_has_every_session_with_its_exercises_and_doses(record: Record) -> None:
    week: Week = record.weeks[0][0]
    plan = of_kind(fhir_bundle(record, NOW), "CarePlan")[0]
    details = [activity["detail"] for activity in plan["activity"] if "detail" in activity]
    assert [d["code"]["text"] for d in details] == [session.title for _day, session in week.sessions]
    for detail, (_day, session) in zip(details, week.sessions, strict=True):
        assert all(item.name in detail["description"] for item in session.items)


def statuses(text: str) -> list[tuple[str, str, str]]:
    """Of each plan: its own, its goal's and the first session's."""
    plans, goals = of_kind(text, "CarePlan"), of_kind(text, "Goal")
    first = [next(a["detail"]["status"] for a in plan["activity"] if "detail" in a) for plan in plans]
    pairs = zip(plans, goals, first, strict=True)
    return [(plan["status"], goal["lifecycleStatus"], session) for plan, goal, session in pairs]


def test_a_plan_is_active_only_while_it_may_be_done(record: Record) -> None:
    def at(days: int, state: PersonState = PersonState.ACTIVE) -> list[tuple[str, str, str]]:
        person = replace(record.person, state=state)
        return statuses(fhir_bundle(replace(record, person=person), NOW + timedelta(days=days)))

    going = [("active", "active", "completed"), ("active", "active", "scheduled")]
    assert at(0) == at((START - NOW.date()).days + 6) == going
    assert at((START - NOW.date()).days + 7)[0] == ("completed", "completed", "completed")
    assert at((START - NOW.date()).days + 14)[1] == ("completed", "completed", "unknown")
    for state in (PersonState.STOPPED, PersonState.PAUSED):
        assert at(0, state) == [("on-hold", "on-hold", "completed"), ("on-hold", "on-hold", "on-hold")]
        assert Bundle.model_validate_json(fhir_bundle(replace(record, person=replace(PERSON, state=state)), NOW))
    (request,) = of_kind(
        fhir_bundle(replace(record, person=replace(PERSON, state=PersonState.STOPPED)), NOW), "ServiceRequest"
    )
    assert request["status"] == "on-hold"


def test_no_two_people_share_an_identifier(record: Record) -> None:
    other = replace(record, person=replace(PERSON, key="other"))
    texts = (fhir_bundle(record, NOW), fhir_bundle(other, NOW))
    one, two = ([e["resource"]["identifier"][0]["value"] for e in json.loads(text)["entry"]] for text in texts)
    assert len({*one, *two}) == len(one) + len(two)


def test_observations_carry_their_numbers_units_and_days(record: Record) -> None:
    seen = {
        (o["code"].get("text"), o.get("effectiveDateTime") or o["effectivePeriod"]["start"]): o["valueQuantity"]
        for o in of_kind(fhir_bundle(record, NOW), "Observation")
    }
    blood = seen["Hemoglobin [Mass/volume] in Blood", "2026-11-02"]
    assert (blood["value"], blood["code"], blood["system"]) == (112.0, "g/L", "http://unitsofmeasure.org")
    assert seen["Activities that matter, 0 to 10", "2026-11-02"]["value"] == 4.7
    walked = [value for (text, _day), value in seen.items() if text and text.startswith("Frequency")]
    assert [(w["value"], w["code"]) for w in walked] == [(55, "min/wk")]
    observed = of_kind(fhir_bundle(record, NOW), "Observation")
    pains = [o["valueQuantity"]["value"] for o in observed if o["code"].get("text", "").startswith("Pain severity")]
    assert sorted(pains) == [3, 4]


def test_the_same_record_gives_the_same_text_and_no_secret(record: Record) -> None:
    text = fhir_bundle(record, NOW)
    assert text == fhir_bundle(record, NOW)
    assert "secret-feed" not in text
    assert "a1b2" not in text
    other = fhir_bundle(replace(record, person=replace(PERSON, key="other")), NOW)
    assert json.loads(other)["entry"][0]["fullUrl"] != json.loads(text)["entry"][0]["fullUrl"]
