"""A person's plan and record as a FHIR R4 bundle, for the record system of a practice.

Names follow the HL7 Physical Activity guide where it has them (exercise minutes a week as LOINC 82290-8); conformance
to it is not claimed. Written by hand as dictionaries: the structure is checked in the tests.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from planner.domain.diary import DayLog, Diary
from planner.domain.dose_words import dose_words
from planner.domain.health_record import BloodResult, BloodTest, OutcomeScore
from planner.domain.kept import KeptPerson, PersonState
from planner.domain.week import CareKind, Session, SessionId, Week

LOINC: Final = "http://loinc.org"
UCUM: Final = "http://unitsofmeasure.org"
SNOMED: Final = "http://snomed.info/sct"
ACTIVITY: Final = "http://hl7.org/fhir/us/physical-activity/CodeSystem/pa-temporary-codes"
CATEGORY: Final = "http://terminology.hl7.org/CodeSystem/observation-category"
OWN: Final = "urn:backcare-planner"
URI: Final = "urn:ietf:rfc:3986"
"""The system of identifiers that are addresses themselves."""
_NAMESPACE: Final = uuid.UUID("5f2c0f6e-2b1c-4d6a-9c53-7f0b8f0a6a11")
_BLOOD: Final = {
    BloodTest.B12: ("2132-9", "Cobalamin (Vitamin B12) [Mass/volume] in Serum or Plasma"),
    BloodTest.HAEMOGLOBIN: ("718-7", "Hemoglobin [Mass/volume] in Blood"),
    BloodTest.FERRITIN: ("2276-4", "Ferritin [Mass/volume] in Serum or Plasma"),
    BloodTest.FOLATE: ("2284-8", "Folate [Mass/volume] in Serum or Plasma"),
}
_PAIN: Final = ("72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported")
_MINUTES_A_WEEK: Final = ("82290-8", "Frequency of moderate to vigorous aerobic physical activity")
_MEASURES: Final = {
    "OUT-01": "Pain, 0 to 10",
    "OUT-02": "Activities that matter, 0 to 10",
    "OUT-03": "Roland-Morris disability questionnaire, 0 to 24",
    "OUT-04": "Oswestry disability index, score only",
    "OUT-08": "Tiredness, 0 to 10",
    "OUT-09": "Steadiness, 0 to 10",
    "OUT-11": "Chair stands in 30 seconds",
}
_WEEK: Final = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signed the plan, as in ``Ola Berg, physiotherapist``, and when."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Record:
    """What goes into the bundle. ``weeks`` oldest first, each with the clinician who signed it, if one did."""

    person: KeptPerson
    weeks: tuple[tuple[Week, Signed | None], ...]
    diary: Diary
    days: tuple[DayLog, ...]
    blood: tuple[BloodResult, ...]
    outcomes: tuple[OutcomeScore, ...]


def fhir_bundle(record: Record, now: datetime) -> str:
    """The bundle as JSON text. Ids come from the person's key, so that the same record is recognised when it comes
    again. The same input gives the same text."""
    writer = _Writer(record.person, now)
    writer.add("Patient", "patient", name=[{"text": record.person.name}])
    done = {(entry.week, entry.session): entry.done not in ("none", {}) for entry in record.diary.sessions}
    today = now.astimezone(ZoneInfo(record.person.time_zone)).date()
    for week, signed in record.weeks:
        status = _status(record.person.state, week, today)
        _plan(writer, week, signed, status, {s.id: done.get((week.start, s.id)) for _day, s in week.sessions})
    for observation in (*_pains(record), *_walks(record), *_bloods(record.blood), *_scores(record.outcomes)):
        writer.observe(**observation)
    return json.dumps(writer.bundle(), ensure_ascii=False, indent=2)


class _Writer:
    def __init__(self, person: KeptPerson, now: datetime) -> None:
        self._key = person.key
        self._now = now.isoformat(timespec="seconds")
        self._entries: list[dict[str, Any]] = []
        self.patient = {"reference": f"urn:uuid:{self.id_of('patient')}", "display": person.name}

    def id_of(self, name: str) -> str:
        return str(uuid.uuid5(_NAMESPACE, f"{self._key}/{name}"))

    def add(self, kind: str, key: str, /, **parts: Any) -> dict[str, str]:
        """The reference to the resource that is added; parts that are None or empty are left out."""
        urn = f"urn:uuid:{self.id_of(key)}"
        # Unique among all people: a system that joins by identifiers must not join two of them.
        resource = {"resourceType": kind, "id": self.id_of(key), "identifier": [{"system": URI, "value": urn}]}
        resource |= {name: part for name, part in parts.items() if part not in (None, [], "")}
        self._entries.append({"fullUrl": urn, "resource": resource})
        return {"reference": urn}

    def observe(
        self,
        name: str,
        code: dict[str, Any],
        day: date,
        value: float | None,
        unit: str,
        category: str = "survey",
        period: bool = False,
        note: str = "",
    ) -> None:
        when: dict[str, Any] = {"effectiveDateTime": day.isoformat()}
        if period:
            when = {"effectivePeriod": {"start": day.isoformat(), "end": (day + _WEEK).isoformat()}}
        quantity = None if value is None else {"value": value, "unit": unit, "system": UCUM, "code": _ucum(unit)}
        self.add(
            "Observation",
            name,
            status="final",
            category=[{"coding": [{"system": CATEGORY, "code": category}]}],
            code=code,
            subject=self.patient,
            **when,
            issued=self._now,
            valueQuantity=quantity,
            note=[{"text": note}] if note else None,
        )

    def bundle(self) -> dict[str, Any]:
        return {"resourceType": "Bundle", "type": "collection", "timestamp": self._now, "entry": self._entries}


def _ucum(unit: str) -> str:
    return {"points": "{score}", "minutes": "min/wk", "µg/L": "ug/L"}.get(unit, unit)


def _concept(code: str, display: str, system: str = LOINC) -> dict[str, Any]:
    return {"coding": [{"system": system, "code": code, "display": display}], "text": display}


def _status(state: PersonState, week: Week, today: date) -> str:
    """Of a plan, its goal and its order: nothing is active for somebody who is stopped or paused (SCR-04)."""
    if week.start + _WEEK < today:
        return "completed"
    return "active" if state is PersonState.ACTIVE else "on-hold"


def _plan(
    writer: _Writer, week: Week, signed: Signed | None, status: str, done: Mapping[SessionId, bool | None]
) -> None:
    start, end = week.start.isoformat(), (week.start + _WEEK).isoformat()
    walking = sum(c.minutes or 0 for day in week.days for c in day.care if c.kind is CareKind.WALK)
    goal = writer.add(
        "Goal",
        f"goal/{start}",
        lifecycleStatus=status,
        description={"text": f"{len(week.sessions)} sessions and {round(walking)} minutes of walking in the week"},
        subject=writer.patient,
        startDate=start,
        target=[
            {
                "measure": _concept(*_MINUTES_A_WEEK),
                "detailQuantity": {"value": round(walking), "unit": "minutes", "system": UCUM, "code": "min/wk"},
                "dueDate": end,
            }
        ],
    )
    based_on = None
    if signed is not None:
        based_on = writer.add(
            "ServiceRequest",
            f"request/{start}",
            status=status,
            intent="order",
            code=_concept("229065009", "Exercise therapy", SNOMED),
            subject=writer.patient,
            occurrencePeriod={"start": start, "end": end},
            authoredOn=signed.at.isoformat(timespec="seconds"),
            requester={"display": signed.by},
        )
    writer.add(
        "CarePlan",
        f"plan/{start}",
        status=status,
        intent="plan",
        category=[{"coding": [{"system": ACTIVITY, "code": "PhysicalActivity"}], "text": "Physical activity"}],
        title=f"Exercise week from {start}",
        subject=writer.patient,
        period={"start": start, "end": end},
        goal=[goal],
        activity=[
            *([{"reference": based_on}] if based_on else []),
            *({"detail": _activity(day.date, session, status, done[session.id])} for day, session in week.sessions),
        ],
    )


def _activity(day: date, session: Session, plan: str, done: bool | None) -> dict[str, Any]:
    """Its status is what the diary says; without a word that of its plan, and of a week that is over nobody knows."""
    unsaid = {"active": "scheduled", "completed": "unknown"}.get(plan, plan)
    said = unsaid if done is None else "completed" if done else "not-started"
    words = "; ".join(f"{item.name}: {dose_words(item.dose, item.sides)}" for item in session.items)
    return {
        "kind": "ServiceRequest",
        "code": {"text": session.title},
        "status": said,
        "scheduledString": f"{day.isoformat()} {session.at.strftime('%H:%M')}, {session.whole_minutes} minutes",
        "description": words,
    }


def _pains(record: Record) -> Iterable[dict[str, Any]]:
    dates = {(week.start, session.id): day.date for week, _ in record.weeks for day, session in week.sessions}
    for entry in record.diary.sessions:
        day = dates.get((entry.week, entry.session))
        if entry.pain_during is not None and day is not None:
            yield _pain(f"pain/{entry.week}/{entry.session}", day, entry.pain_during, "Highest pain in the session")
    for log in record.days:
        if log.pain is not None:
            yield _pain(f"pain/{log.day}", log.day, log.pain, "Pain of the day")


def _pain(name: str, day: date, value: int, note: str) -> dict[str, Any]:
    return {"name": name, "code": _concept(*_PAIN), "day": day, "value": value, "unit": "points", "note": note}


def _walks(record: Record) -> Iterable[dict[str, Any]]:
    for week in record.diary.weeks:
        if week.walk_minutes is not None:
            yield {
                "name": f"walking/{week.week}",
                "code": _concept(*_MINUTES_A_WEEK),
                "day": week.week,
                "value": week.walk_minutes,
                "unit": "minutes",
                "category": "activity",
                "period": True,
            }


def _bloods(results: Iterable[BloodResult]) -> Iterable[dict[str, Any]]:
    for result in results:
        yield {
            "name": f"blood/{result.id}",
            "code": _concept(*_BLOOD[result.test]),
            "day": result.taken,
            "value": result.value,
            "unit": result.unit,
            "category": "laboratory",
            "note": f"Typed in by the person as {result.typed}",
        }


def _scores(scores: Iterable[OutcomeScore]) -> Iterable[dict[str, Any]]:
    for score in scores:
        if score.score is not None:
            coding = {"system": OWN, "code": score.measure}
            yield {
                "name": f"outcome/{score.id}",
                "code": {"coding": [coding], "text": _MEASURES.get(score.measure, score.measure)},
                "day": score.day,
                "value": score.score,
                "unit": "points",
            }
