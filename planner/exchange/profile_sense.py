"""Do the answers of a profile fit together, the calendar and the world? Each check adds its mistakes at their lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final
from zoneinfo import ZoneInfo, available_timezones

from planner.domain.exercise import Category
from planner.domain.library import Library
from planner.domain.person import Answer
from planner.exchange.answers import answer_of
from planner.exchange.profile_shape import RANGES_OF_HAEMOGLOBIN, RANGES_OF_PRESSURE, READING_PATTERN
from planner.exchange.words import COUNTRIES, EQUIPMENT
from planner.screening.haemoglobin import (
    GRAMS_PER_DECILITRE_BELOW,
    HIGHEST_HAEMOGLOBIN,
    LOWEST_HAEMOGLOBIN,
    grams_per_litre,
)
from planner.strict_yaml import KeyPath, did_you_mean, shown
from planner.strict_yaml.report import Report
from planner.strict_yaml.shapes import day_of

EARLIEST: Final = date(1900, 1, 1)
_DATES: Final[tuple[KeyPath, ...]] = (
    ("b12", "started"),
    ("b12", "last_injection"),
    ("haemoglobin", "date"),
    ("hip_replacement", "date"),
    ("clearance", "date"),
)
_EVERY: Final = ("every_days", "every_weeks", "every_months")


def check_sense(profile: dict[str, Any], start: date, library: Library | None, report: Report) -> None:
    """Adds every mistake that a single key cannot show. Parts whose shape is wrong are left alone."""
    for key, check in _CHECKS.items():
        if report.sound(key) and isinstance(profile.get(key), dict):
            check(profile[key], report)
    _check_dates(profile, start, report)
    _check_numbness(profile, report)
    _check_red_flags(profile, report)
    _check_places(profile, report)
    _check_equipment(profile, library, report)
    _check_wishes(profile, library, report)


def reading_of(text: str) -> tuple[int, int] | None:
    """Systolic and diastolic pressure in mmHg of a reading such as ``128/78``."""
    match = re.fullmatch(READING_PATTERN, text)
    return (int(match[1]), int(match[2])) if match else None


def flags_of(profile: dict[str, Any]) -> Iterator[tuple[KeyPath, Any, Answer]]:
    """Every red flag of the file with its key path and answer."""
    flags = profile.get("red_flags")
    if isinstance(flags, list):
        flags = {"yes": flags}
    if not isinstance(flags, dict):
        return
    listed = isinstance(profile.get("red_flags"), list)
    for key, answer in (("yes", Answer.YES), ("not_sure", Answer.NOT_SURE)):
        for place, flag in enumerate(flags.get(key) or ()):
            yield (("red_flags", place) if listed else ("red_flags", key, place)), flag, answer


def _check_dates(profile: dict[str, Any], start: date, report: Report) -> None:
    for path in _DATES:
        group = profile.get(str(path[0]))
        day = day_of(group.get(path[1])) if isinstance(group, dict) else None
        if day is None:
            continue
        if day > start:
            report.add(path, f"{day} is after the first day of the week, {start}.")
        elif day < EARLIEST:
            report.add(path, f"{day} is too long ago.")


def _check_days(days: dict[str, Any], report: Report) -> None:
    if not any(offer is not None for offer in days.values()):
        report.add(("days",), 'must name at least one day, such as mon: {minutes: 20, at: "07:30"}.')


def _check_schedule(b12: dict[str, Any], report: Report) -> None:
    schedule = b12.get("schedule")
    if schedule is None:
        return
    at: KeyPath = ("b12", "schedule")
    if len([key for key, value in schedule.items() if value is not None]) != 1:
        report.add(at, "must have exactly one of every_days, every_weeks, every_months and phases.")
        return
    phases = schedule.get("phases") or []
    for place, phase in enumerate(phases):
        given = {key for key, value in phase.items() if value is not None}
        regular = given - {"weeks"}
        if given != {"times_per_week", "weeks"} and not (len(regular) == 1 and regular <= set(_EVERY)):
            report.add((*at, "phases", place), "must be {times_per_week: 3, weeks: 2} or one of {every_months: 3}.")
        elif "weeks" not in given and place < len(phases) - 1:
            report.add((*at, "phases", place), "has no end, so it must be the last phase or say for how many weeks.")


def _check_haemoglobin(haemoglobin: dict[str, Any], report: Report) -> None:
    value = haemoglobin["value"]
    in_decilitres = haemoglobin.get("unit") == "g/dL" and value >= GRAMS_PER_DECILITRE_BELOW
    if in_decilitres or not LOWEST_HAEMOGLOBIN <= grams_per_litre(value) <= HIGHEST_HAEMOGLOBIN:
        report.add(
            ("haemoglobin", "value"),
            f"{value} {haemoglobin.get('unit') or ''}".rstrip()
            + f" is not possible; it must be {RANGES_OF_HAEMOGLOBIN}.",
        )


def _check_pressure(pressure: dict[str, Any], report: Report) -> None:
    last = pressure.get("last")
    reading = reading_of(last) if isinstance(last, str) else None
    if reading is None:
        return
    systolic, diastolic = reading
    if not (60 <= systolic <= 300 and 30 <= diastolic <= 200 and systolic > diastolic):
        report.add(
            ("blood_pressure", "last"),
            f"{shown(last)} is not possible; it must be {RANGES_OF_PRESSURE} and smaller than the first.",
        )


def _check_hip(hip: dict[str, Any], report: Report) -> None:
    if answer_of(hip["had"]) is Answer.NO:
        for key in ("date", "approach", "limits"):
            if hip.get(key) is not None:
                report.add(("hip_replacement", key), "does not fit had: no. Correct one of the two.")


def _check_pregnancy(pregnancy: dict[str, Any], report: Report) -> None:
    pregnant = answer_of(pregnancy.get("pregnant"))
    weeks, birth = pregnancy.get("weeks"), pregnancy.get("birth_weeks_ago")
    if pregnant is None and (birth is None or weeks is not None):
        report.add(("pregnancy", "pregnant"), "is missing; it must be yes, no or not sure.")
    elif pregnant is Answer.NO and weeks is not None:
        report.add(("pregnancy", "weeks"), "does not fit pregnant: no. Correct one of the two.")
    elif weeks is not None and birth is not None and weeks > birth:
        report.add(
            ("pregnancy", "birth_weeks_ago"), "does not fit the weeks of this pregnancy. Correct one of the two."
        )


def _check_numbness(profile: dict[str, Any], report: Report) -> None:
    numbness = profile.get("numbness")
    if not (report.sound("numbness", "areas") and isinstance(numbness, dict)):
        return
    areas, change = numbness.get("areas"), numbness.get("change")
    if areas:
        for key, wants in (("change", "same, better, worse or not sure"), ("assessed", "yes, no or not sure")):
            if numbness.get(key) is None:
                report.add(("numbness", key), f"is missing; it must be {wants}.")
    if change == "worse" and profile.get("red_flags") == "none":
        report.add(("numbness", "change"), "worse does not fit red_flags: none, because worse numbness is RED-04.")
    elif change == "worse" and areas == []:
        report.add(("numbness", "change"), "worse does not fit areas: [], which says that nothing is numb.")


def _check_red_flags(profile: dict[str, Any], report: Report) -> None:
    flags = profile.get("red_flags")
    if not report.sound("red_flags") or flags is None or flags == "none":
        return
    seen: dict[str, Answer] = {}
    for path, flag, answer in flags_of(profile):
        name = flag if isinstance(flag, str) else flag["id"]
        if name in seen:
            twice = "is there twice" if seen[name] is answer else "is there under yes and under not_sure"
            report.add(path, f"{name} {twice}.")
        seen[name] = answer
    if not seen:
        report.add(("red_flags",), "is empty; write none if every red flag was asked and every answer is no.")


def _check_places(profile: dict[str, Any], report: Report) -> None:
    country, zone = profile.get("country"), profile.get("time_zone")
    if report.sound("country") and country is not None and country not in COUNTRIES and not _is_nobodys(country):
        near = ' Did you mean "GB"?' if country.upper() == "UK" else did_you_mean(country, COUNTRIES)
        report.add(("country",), f"{shown(country)} is not a known country code of two letters, such as GB.{near}")
    if report.sound("time_zone") and zone is not None and not is_time_zone(zone):
        near = did_you_mean(zone, sorted(available_timezones()))
        report.add(("time_zone",), f"{shown(zone)} is not a known time zone, such as Europe/London.{near}")


def is_time_zone(name: str) -> bool:
    if name in {"localtime", "posixrules", "Factory"} or name.startswith(("posix/", "right/")):
        return False
    try:
        return ZoneInfo(name).key == name
    except (KeyError, ValueError, OSError):
        return False


def _check_equipment(profile: dict[str, Any], library: Library | None, report: Report) -> None:
    if not report.sound("equipment"):
        return
    known = set(EQUIPMENT)
    if library is not None:
        known.update(word for e in library.exercises.values() for group in e.equipment for word in group)
    for place, word in enumerate(profile.get("equipment") or ()):
        if word not in known:
            report.add(
                ("equipment", place), f"{shown(word)} is not known equipment.{did_you_mean(word, sorted(known))}"
            )


def _check_wishes(profile: dict[str, Any], library: Library | None, report: Report) -> None:
    if report.sound("likes") and report.sound("dislikes"):
        for place, name in enumerate(profile.get("dislikes") or ()):
            if name in (profile.get("likes") or ()):
                report.add(("dislikes", place), f"{shown(name)} is among the likes too.")
    if library is None:
        return
    exercises = {str(e) for e in library.exercises}
    wishes = exercises | {str(r) for r in library.routines} | {c.value for c in Category}
    families = exercises | {str(e.family) for e in library.exercises.values()}
    for key in ("likes", "dislikes"):
        if report.sound(key):
            for place, name in enumerate(profile.get(key) or ()):
                _must_be_known(name, wishes, "category, routine or exercise", (key, place), report)
    if report.sound("overrides"):
        for place, override in enumerate(profile.get("overrides") or ()):
            _must_be_known(override["exercise"], exercises, "exercise", ("overrides", place, "exercise"), report)
    clearance = profile.get("clearance")
    if report.sound("clearance") and clearance is not None:
        for place, name in enumerate(clearance.get("allows") or ()):
            _must_be_known(name, families, "family or exercise", ("clearance", "allows", place), report)


def _must_be_known(name: str, known: set[str], kind: str, at: KeyPath, report: Report) -> None:
    if name not in known:
        report.add(at, f"{shown(name)} is not a known {kind}.{did_you_mean(name, sorted(known))}")


def _check_reminders(reminders: dict[str, Any], report: Report) -> None:
    posture = reminders.get("posture")
    if posture is not None and posture["from"] >= posture["to"]:
        report.add(("reminders", "posture", "to"), "must be later than from.")


_CHECKS: Final[dict[str, Callable[[dict[str, Any], Report], None]]] = {
    "days": _check_days,
    "b12": _check_schedule,
    "haemoglobin": _check_haemoglobin,
    "blood_pressure": _check_pressure,
    "hip_replacement": _check_hip,
    "pregnancy": _check_pregnancy,
    "reminders": _check_reminders,
}


def _is_nobodys(country: str) -> bool:
    """ISO 3166-1 leaves these codes to its users: somewhere, but no country we know. They get no number at all."""
    return country in ("AA", "ZZ") or (len(country) == 2 and ("QM" <= country <= "QZ" or "XA" <= country <= "XZ"))
