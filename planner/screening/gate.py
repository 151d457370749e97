"""The gate: is exercise safe for this person now, and which exercises (sections B5 and C)."""

from __future__ import annotations

from datetime import date

from planner.domain.exercise import ExerciseId
from planner.domain.library import Library
from planner.domain.person import Profile
from planner.domain.week import Message, PassState, Reason, Stopped, StopState
from planner.screening.answers import Person, valid_clearance
from planner.screening.conditions import KNOWN_WORDS, condition_codes
from planner.screening.outcome import _SEAL, Passed, ScreenedExercises, UsableExercise
from planner.screening.replace import substitutes
from planner.screening.restrict import Judge, level_after_caps, lowest_caps
from planner.screening.rules import RULES
from planner.screening.rules.rule import Finding, Restricted, Stop
from planner.screening.rules.tiredness import pace_of
from planner.screening.stopping import stopped, worst_of_each
from planner.screening.tables import Restriction, SafetyTables


def screen(profile: Profile, library: Library, safety: SafetyTables, today: date) -> Passed | Stopped:
    """Passes a person with what they may do, or stops with the message that says why and whom to call.

    ``today`` is the first day of the week: every age in the answers counts from it. Raises ValueError for a
    condition or medicine that screening does not know (SAFE-02); readers of files refuse those first.
    """
    person = person_of(profile, safety, today)
    findings = tuple(rule.find(person) for rule in RULES)
    stops, cleared = _open_and_cleared(worst_of_each(s for f in findings for s in f.stops), person)
    if stops:
        return stopped(stops, safety, profile.country)
    return _passed(person, findings, cleared, library)


def person_of(profile: Profile, safety: SafetyTables, today: date) -> Person:
    """The answers as screening reads them. Raises ValueError for an unknown condition or medicine."""
    named = profile.conditions | profile.conditions_not_sure | profile.medicines | profile.medicines_not_sure
    unknown = sorted(named - KNOWN_WORDS)
    if unknown:
        raise ValueError(f"unknown condition or medicine: {unknown[0]}")
    return Person(
        profile=profile,
        tables=safety,
        today=today,
        conditions=condition_codes(profile, safety, today),
        clearance=valid_clearance(profile, safety.limits.clearance_days, today),
    )


def _open_and_cleared(stops: tuple[Stop, ...], person: Person) -> tuple[tuple[Stop, ...], tuple[Stop, ...]]:
    """SCR-05: a clearance answers a STOP_CLEAR that it names; EMERG and SAMEDAY need the question answered no."""
    cleared = tuple(s for s in stops if s.state is StopState.CLEARANCE and person.cleared(*s.cleared_by))
    return tuple(s for s in stops if s not in cleared), cleared


def _restricted(person: Person, findings: tuple[Finding, ...]) -> Restricted:
    of_conditions = (person.tables.conditions[code].restriction for code in person.conditions)
    restrictions = tuple(_adjusted(r, person) for r in of_conditions)
    restrictions += tuple(r for finding in findings for r in finding.restrictions)
    caps = lowest_caps(restrictions)
    return Restricted(person, restrictions, caps, level_after_caps(person.profile.level, caps))


def _adjusted(restriction: Restriction, person: Person) -> Restriction:
    for rule in RULES:
        restriction = rule.adjust(restriction, person)
    return restriction


def _passed(person: Person, findings: tuple[Finding, ...], cleared: tuple[Stop, ...], library: Library) -> Passed:
    restricted = _restricted(person, findings)
    exercises = _screened(restricted, library)
    limits = person.tables.limits
    raised = _flags(person, findings)
    too_few = len(exercises.usable) < limits.fewest_usable
    slow = any(person.has(code) for code in limits.get_up_slow_for)
    few_changes = any(person.has(code) for code in limits.floor_changes_few_for)
    return Passed(
        state=PassState.PASS_RESTRICTED if raised or person.conditions else PassState.PASS,
        flags=(*_cleared_flags(person, cleared, raised), *raised),
        conditions=person.conditions,
        caps=restricted.caps,
        messages=_messages(restricted, findings),
        level=restricted.level,
        pace=pace_of(person),
        exercises=exercises,
        floor_changes=limits.floor_changes_few if few_changes else limits.floor_changes,
        get_up_seconds=limits.get_up_seconds_slow if slow else limits.get_up_seconds,
        restorative_days=limits.restorative_days if "AMB-24" in raised else 0,
        daily_extensors=any(person.has(code) for code in limits.daily_extensors_for),
        daily_balance=any(person.has(code) for code in limits.daily_balance_for),
        fallback=tuple(e for e in limits.fallback if e in exercises.usable) if too_few else (),
        breathing_and_easy_walk_only="SCR-10" in raised or "SCR-11" in raised,
    )


def _screened(restricted: Restricted, library: Library) -> ScreenedExercises:
    judge = Judge(restricted, RULES)
    usable: dict[ExerciseId, UsableExercise] = {}
    refused: dict[ExerciseId, tuple[Reason, ...]] = {}
    for exercise in library.exercises.values():
        verdict = judge.judge(exercise)
        if isinstance(verdict, UsableExercise):
            usable[exercise.id] = verdict
        else:
            refused[exercise.id] = verdict
    replacements = {}
    for exercise_id in refused:
        exercise = library.exercises[exercise_id]
        rows = judge.replacing_rows(exercise)
        if rows:
            replacements[exercise_id] = substitutes(exercise, rows, usable, library)
    return ScreenedExercises(usable, refused, replacements, seal=_SEAL)


def _flags(person: Person, findings: tuple[Finding, ...]) -> tuple[str, ...]:
    """Amber flags in id order, then the rules that leave little (SCR-10, SCR-11)."""
    raised = {flag for finding in findings for flag in finding.flags}
    return (*(f for f in person.tables.ambers if f in raised), *(f for f in ("SCR-10", "SCR-11") if f in raised))


def _cleared_flags(person: Person, cleared: tuple[Stop, ...], raised: tuple[str, ...]) -> tuple[str, ...]:
    """Red flags that a clearance answered: whoever reads the week should know."""
    named = {flag for stop in cleared for flag in stop.flags} - set(raised)
    return tuple(flag for flag in person.tables.red_flags if flag in named)


def _messages(restricted: Restricted, findings: tuple[Finding, ...]) -> tuple[Message, ...]:
    """MSG-AMBER first, then the messages of the rules, then the clinician's limits; at most one of an id."""
    of_rules = (message for finding in findings for message in finding.messages)
    first: dict[str, Message] = {}
    for message in (*_amber(restricted), *of_rules, *_limits(restricted.person)):
        first.setdefault(message.id, message)
    return tuple(first.values())


def _amber(restricted: Restricted) -> tuple[Message, ...]:
    told = tuple(dict.fromkeys(r.told_us for r in restricted.restrictions if r.cells or r.leave_out))
    if not told:
        return ()
    text = restricted.person.tables.messages["MSG-AMBER"].format(condition=_listed(told))
    return (Message("MSG-AMBER", text),)


def _limits(person: Person) -> tuple[Message, ...]:
    """Printed as the clinician said it, never read by a rule (contract, "Clearance")."""
    if person.clearance is None or not (limits := person.clearance.limits.strip()):
        return ()
    return (Message("SCR-05", f"Limits that your {person.clearance.role} set: {limits.removesuffix('.')}."),)


def _listed(things: tuple[str, ...]) -> str:
    return things[0] if len(things) == 1 else f"{', '.join(things[:-1])} and {things[-1]}"
