"""Reads a profile file: a person's answers, or every mistake in the file at its line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, time
from pathlib import Path
from typing import Any

from planner.domain import person
from planner.domain.exercise import ExerciseId, Level
from planner.domain.library import Library
from planner.domain.person import Answer, Profile
from planner.exchange.answers import answer_of
from planner.exchange.profile_sense import check_sense, flags_of, reading_of
from planner.exchange.profile_shape import PROFILE
from planner.screening.haemoglobin import grams_per_litre
from planner.strict_yaml import Document, Mistake, Mode, must_be_mapping, read_mapping, read_text
from planner.strict_yaml.report import Report
from planner.strict_yaml.shapes import day_of


def read_profile(path: Path, start: date, library: Library | None = None) -> Profile | tuple[Mistake, ...]:
    """The person, or all mistakes. ``start`` is "today" for every date; with a library, ids are looked up too."""
    return _profile_of(read_mapping(path, Mode.ANSWERS, keep_flaws=True), start, library)


def profile_from_text(
    text: str | bytes, start: date, library: Library | None = None, *, file: str = "profile.yaml"
) -> Profile | tuple[Mistake, ...]:
    """As ``read_profile``, for a file that is kept elsewhere, such as in the database."""
    document = read_text(text, Mode.ANSWERS, file=file, keep_flaws=True)
    return _profile_of(must_be_mapping(document) if isinstance(document, Document) else document, start, library)


def profile_from_answers(
    answers: Mapping[str, Any], start: date, library: Library | None = None, *, file: str = "answers"
) -> Profile | tuple[Mistake, ...]:
    """As ``read_profile``, for answers that are data already, such as those of a form; dates may be text."""
    return _profile_of(Document(file, dict(answers), {(): 1}), start, library)


def profile_as_kept(answers: str, start: date, library: Library | None = None) -> Profile | tuple[Mistake, ...]:
    """As ``profile_from_text``, for answers that this program keeps as JSON: faster, and mistakes have no line."""
    try:
        data = json.loads(answers)
    except ValueError:
        data = None
    if not isinstance(data, dict):
        return profile_from_text(answers, start, library, file="answers")
    return profile_from_answers(data, start, library)


def _profile_of(
    document: Document | tuple[Mistake, ...], start: date, library: Library | None
) -> Profile | tuple[Mistake, ...]:
    if not isinstance(document, Document):
        return document
    report = Report(document)
    PROFILE.check(document.value, (), report)
    check_sense(document.value, start, library, report)
    return report.mistakes or _build(document.value)


def _build(data: dict[str, Any]) -> Profile:
    return Profile(
        name=data["name"].strip(),
        age=data["age"],
        days=_days(data["days"]),
        back_pain=_back_pain(data["back_pain"]),
        floor=_answer(data["floor"]),
        stand_10_minutes=_answer(data["stand_10_minutes"]),
        walk_10_minutes=_answer(data["walk_10_minutes"]),
        tiredness=data["tiredness"],
        numbness=_numbness(data["numbness"]),
        b12=_b12(data["b12"]),
        falls=person.Falls(*_answers(data["falls"], "last_12_months", "afraid")),
        blood_pressure=_blood_pressure(data["blood_pressure"]),
        bones=person.Bones(*_answers(data["bones"], "thin", "small_fall_fracture", "lost_height", "spine_fracture")),
        spine=person.Spine(*_answers(data["spine"], "diagnosis", "surgery", "myelopathy")),
        surgery_within_12_weeks=_answer(data["surgery_within_12_weeks"]),
        hip_replacement=_hip_replacement(data["hip_replacement"]),
        pregnancy=_pregnancy(data["pregnancy"]),
        red_flags=_red_flags(data),
        sex=data.get("sex") or "not said",
        country=data.get("country"),
        time_zone=data.get("time_zone") or "UTC",
        paper=data.get("paper") or "A4",
        language=data.get("language") or "en-GB",
        level=Level(data.get("level") or "beginner"),
        best_day=data.get("best_day"),
        activity=person.Activity(**data["activity"]) if data.get("activity") else None,
        equipment=_words(data, "equipment"),
        haemoglobin=_haemoglobin(data.get("haemoglobin")),
        conditions=_words(data, "conditions"),
        conditions_not_sure=_words(data, "conditions_not_sure"),
        joint_pain=_joint_pain(data.get("joint_pain") or {}),
        medicines=_words(data, "medicines"),
        medicines_not_sure=_words(data, "medicines_not_sure"),
        clearance=_clearance(data.get("clearance")),
        overrides=tuple(
            person.Override(ExerciseId(o["exercise"]), o["reason"], o["by"]) for o in data.get("overrides") or ()
        ),
        likes=tuple(data.get("likes") or ()),
        dislikes=tuple(data.get("dislikes") or ()),
        diet=data.get("diet") or "any",
        reminders=_reminders(data.get("reminders") or {}),
    )


def _answer(value: Any) -> Answer:
    answer = answer_of(value)
    assert answer is not None
    return answer


def _answers(group: Any, *keys: str) -> list[Answer]:
    """The answers of a group; "not sure" for the whole group is not sure for each."""
    return [_answer(group[key] if isinstance(group, dict) else group) for key in keys]


def _words(data: dict[str, Any], key: str) -> frozenset[str]:
    return frozenset(data.get(key) or ())


def _days(days: dict[str, Any]) -> Mapping[person.Weekday, person.DayOffer]:
    """In the order of the week, whatever the order in the file."""
    offers = ((day, days.get(day)) for day in person.WEEKDAYS)
    return {day: person.DayOffer(offer["minutes"], time.fromisoformat(offer["at"])) for day, offer in offers if offer}


def _back_pain(pain: dict[str, Any]) -> person.BackPain:
    worse_with = pain["worse_with"]
    if answer_of(worse_with) is Answer.NOT_SURE:
        worse_with = Answer.NOT_SURE.value
    return person.BackPain(
        now=pain["now"],
        below_knee=_answer(pain["below_knee"]),
        worse_with=person.WorseWith(worse_with),
        weeks=pain.get("weeks"),
        worst=pain.get("worst"),
        average=pain.get("average"),
    )


def _numbness(numbness: Any) -> person.Numbness:
    if not isinstance(numbness, dict):
        return person.Numbness(None, "not sure", Answer.NOT_SURE)
    areas, change, assessed = numbness["areas"], numbness.get("change"), numbness.get("assessed")
    return person.Numbness(
        areas=tuple(areas) if isinstance(areas, list) else None,
        change="not sure" if answer_of(change) is Answer.NOT_SURE else change,
        assessed=None if assessed is None else _answer(assessed),
    )


def _b12(b12: dict[str, Any]) -> person.B12:
    cause, treatment = b12.get("cause"), b12.get("treatment")
    return person.B12(
        low=_answer(b12["low"]),
        cause="not_known" if answer_of(cause) is Answer.NOT_SURE else cause,
        # [D] Someone who does not know how it is treated is taken as not treated yet, the more cautious reading.
        treatment="not_yet" if answer_of(treatment) is Answer.NOT_SURE else treatment,
        schedule=_schedule(b12.get("schedule")),
        started=day_of(b12.get("started")),
        last_injection=day_of(b12.get("last_injection")),
    )


def _schedule(schedule: dict[str, Any] | None) -> person.B12Schedule | None:
    if schedule is None:
        return None
    if schedule.get("phases") is None:
        return _every(schedule)
    return person.PhasedSchedule(
        tuple(
            person.LoadingPhase(phase["times_per_week"], phase["weeks"])
            if phase.get("times_per_week")
            else _every(phase)
            for phase in schedule["phases"]
        )
    )


def _every(schedule: dict[str, Any]) -> person.EverySchedule:
    weeks = schedule.get("weeks")
    if schedule.get("every_days") is not None:
        return person.EverySchedule("days", schedule["every_days"], weeks)
    if schedule.get("every_weeks") is not None:
        return person.EverySchedule("weeks", schedule["every_weeks"], weeks)
    return person.EverySchedule("months", schedule["every_months"], weeks)


def _haemoglobin(haemoglobin: Any) -> person.Haemoglobin | None:
    if not isinstance(haemoglobin, dict):
        return None
    return person.Haemoglobin(grams_per_litre(haemoglobin["value"]), day_of(haemoglobin.get("date")))


def _blood_pressure(pressure: Any) -> person.BloodPressure:
    high, low = _answers(pressure, "high", "low")
    last = pressure.get("last") if isinstance(pressure, dict) else None
    systolic, diastolic = (reading_of(last) if last else None) or (None, None)
    return person.BloodPressure(high, low, systolic, diastolic)


def _hip_replacement(hip: Any) -> person.HipReplacement:
    if not isinstance(hip, dict):
        return person.HipReplacement(Answer.NOT_SURE)
    approach, limits = hip.get("approach"), hip.get("limits")
    return person.HipReplacement(
        had=_answer(hip["had"]),
        date=day_of(hip.get("date")),
        approach="unknown" if approach is None or answer_of(approach) is Answer.NOT_SURE else approach,
        limits=None if limits is None else _answer(limits),
    )


def _pregnancy(pregnancy: Any) -> person.Pregnancy:
    if not isinstance(pregnancy, dict):
        return person.Pregnancy(Answer.NOT_SURE)
    pregnant = pregnancy.get("pregnant")
    return person.Pregnancy(
        # ``{birth_weeks_ago: 6}`` alone says that the pregnancy is over.
        pregnant=Answer.NO if pregnant is None else _answer(pregnant),
        weeks=pregnancy.get("weeks"),
        birth_weeks_ago=pregnancy.get("birth_weeks_ago"),
    )


def _joint_pain(pain: dict[str, Any]) -> person.JointPain:
    def scale(joint: str) -> int | None:
        value = pain.get(joint)
        return None if answer_of(value) is Answer.NOT_SURE else int(value or 0)

    return person.JointPain(scale("knee"), scale("wrist"), scale("shoulder"), scale("neck"))


def _red_flags(data: dict[str, Any]) -> tuple[person.RedFlagAnswer, ...]:
    answers = [
        person.RedFlagAnswer(flag, answer)
        if isinstance(flag, str)
        # A severe form that is not sure counts as yes.
        else person.RedFlagAnswer(flag["id"], answer, answer_of(flag.get("severe")) in (Answer.YES, Answer.NOT_SURE))
        for _, flag, answer in flags_of(data)
    ]
    return tuple(sorted(answers, key=lambda a: a.id))


def _clearance(clearance: dict[str, Any] | None) -> person.Clearance | None:
    if clearance is None:
        return None
    day = day_of(clearance["date"])
    assert day is not None
    return person.Clearance(
        date=day,
        role=clearance["role"],
        limits=clearance.get("limits") or "",
        covers=tuple(clearance["for"]),
        allows=tuple(clearance.get("allows") or ()),
    )


def _reminders(reminders: dict[str, Any]) -> person.ReminderChoices:
    session, weekly = reminders.get("session") or {}, reminders.get("weekly") or {}
    posture, quiet = reminders.get("posture"), reminders.get("quiet")
    return person.ReminderChoices(
        email=reminders.get("email"),
        session_minutes_before=session.get("minutes_before"),
        weekly_day=weekly.get("day"),
        weekly_at=time.fromisoformat(weekly["at"]) if weekly else None,
        posture=person.PostureBreaks(
            posture["every_minutes"], time.fromisoformat(posture["from"]), time.fromisoformat(posture["to"])
        )
        if posture
        else None,
        quiet=person.QuietHours(time.fromisoformat(quiet["from"]), time.fromisoformat(quiet["to"])) if quiet else None,
    )
