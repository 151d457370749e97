"""The handout for somebody who has just walked in: exercises picked by hand, for a person nothing is known about."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from planner.domain.account import AccountId, KeptTemplate
from planner.domain.exercise import Dose, Exercise, ExerciseId, Level, work_seconds
from planner.domain.kept import KeptPerson, NamedPerson, PersonState
from planner.domain.library import Library
from planner.domain.routine import RoutineId
from planner.domain.spelling import folded
from planner.domain.week import Item, Reason, Stopped
from planner.exchange.profile_file import profile_as_kept
from planner.progression.dose_table import row_of
from planner.progression.level import level_for
from planner.screening.gate import screen
from planner.storage.unit_of_work import Storage
from planner.use_cases.history import history_of
from planner.use_cases.intake import is_open
from planner.use_cases.look_after import find_own
from planner.use_cases.make_week import Content
from planner.use_cases.practice import practising_of
from planner.use_cases.templates import keep_template

KIND: Final = "handout"
MOST_LINES: Final = 40
MOST: Final[Mapping[str, int]] = {"sets": 10, "reps": 100, "hold_seconds": 300, "minutes": 90}
"""The largest number of each part of a dose; seconds and minutes."""
LONGEST_NOTE: Final = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One exercise of the handout, with its dose and a word of the clinician's own."""

    exercise: Exercise
    dose: Dose
    note: str = ""


def line_of(exercise: Exercise, numbers: Mapping[str, int] | None = None, note: str = "") -> Line:
    """The exercise with the dose of the library, changed by what was typed: sets, reps, hold_seconds, minutes.

    Numbers below 1 or above ``MOST`` are brought into the range; those the kind of dose does not have are ignored.
    """
    typed = {key: min(max(1, number), MOST[key]) for key, number in (numbers or {}).items()}
    dose = exercise.dose
    if dose.minutes is not None:
        dose = replace(dose, minutes=float(typed.get("minutes", dose.minutes)))
    else:
        sets = typed.get("sets", dose.sets)
        falling = isinstance(dose.reps, tuple) and "reps" not in typed and sets == dose.sets
        first = dose.reps[0] if isinstance(dose.reps, tuple) else dose.reps
        reps = dose.reps if falling else typed.get("reps", first)
        hold = None if dose.hold_seconds is None else typed.get("hold_seconds", dose.hold_seconds)
        dose = Dose(sets, reps, hold)
    return Line(exercise, dose, " ".join(note.split())[:LONGEST_NOTE])


def lines_of_routine(library: Library, routine: RoutineId) -> tuple[Line, ...]:
    """Every exercise of the routine once; with one set where the routine says so."""
    found = library.routines[routine]
    one_set = {"sets": 1} if found.one_set else None
    ids = dict.fromkeys(item for item in found.items if item in library.exercises)
    return tuple(line_of(library.exercises[exercise], one_set) for exercise in ids)


def items_of(lines: Sequence[Line]) -> tuple[Item, ...]:
    """As they are printed: effort and rest are the dose table's for a beginner. [D]"""
    return tuple(_item(line) for line in lines)


def _item(line: Line) -> Item:
    exercise, dose = line.exercise, line.dose
    row = row_of(exercise.dose_row, Level.BEGINNER)
    return Item(
        exercise=exercise.id,
        name=exercise.name,
        sets=dose.sets,
        reps=dose.reps,
        hold_seconds=dose.hold_seconds,
        minutes=dose.minutes,
        sides=exercise.sides,
        rest_seconds=row.rest_seconds,
        effort=row.effort,
        seconds=work_seconds(dose, exercise.sides, row.rest_seconds),
        adaptations=(),
        instead_of=None,
        why="",
    )


def people_to_pick(storage: Storage, account: AccountId) -> tuple[NamedPerson, ...]:
    """Those of the practice who have told their name, by name; none for somebody who works in none."""
    with storage.reading() as uow:
        me = practising_of(uow, account)
        here = () if me is None else uow.practices.names(me.practice.id)
    return tuple(sorted((p for p in here if p.name), key=lambda p: (folded(p.name), p.id)))


def stopped_among(people: Sequence[NamedPerson], picked: NamedPerson | None, name: str) -> NamedPerson | None:
    """Printing obeys SCR-04 for clinicians too: the picked one, or one of ``people`` called ``name``, whom screening
    has stopped. A name counts however it is spelled and in whichever order."""
    wanted = _words(name)
    asked = (p for p in people if p == picked or (wanted and _words(p.name) == wanted))
    return next((p for p in asked if p.state is PersonState.STOPPED), None)


def reasons_against(
    storage: Storage, account: AccountId, person: KeptPerson, lines: Sequence[Line], content: Content, today: date
) -> Mapping[ExerciseId, tuple[Reason, ...]] | None:
    """What screening has against each of these exercises for somebody of the practice; nothing where it lets one pass.

    None where it cannot say: the answers are missing, are being given again, or no longer let it say anything.
    """
    with storage.reading() as uow:
        found = find_own(uow, account, person.id)
        if found is None or found.state is PersonState.STOPPED or is_open(found):
            return None
        history = history_of(uow, found.id, today)
    profile = profile_as_kept(found.answers, today)
    if isinstance(profile, tuple):
        return None
    profile = replace(profile, level=level_for(history.weeks, history.diary, profile, today))
    passed = screen(profile, content.library, content.safety, today)
    if isinstance(passed, Stopped):
        return None
    refused = passed.exercises.refused
    return {line.exercise.id: refused[line.exercise.id] for line in lines if line.exercise.id in refused}


def _words(name: str) -> list[str]:
    return sorted(re.findall(r"\w+", folded(name)))


def keep_handout(
    storage: Storage, account: AccountId, name: str, lines: Sequence[Line], shared: bool, now: datetime
) -> KeptTemplate | None:
    """Keeps the choice to be used again, for oneself or for the whole practice. None for somebody who works in none."""
    with storage.writing() as uow:
        kept = keep_template(uow, account, name, KIND, handout_to_text(lines), shared, now)
        uow.commit()
    return kept


def handout_to_text(lines: Sequence[Line]) -> str:
    return json.dumps(
        [{"exercise": line.exercise.id, "note": line.note, **_numbers(line.dose)} for line in lines],
        ensure_ascii=False,
    )


def handout_from_text(text: str, library: Library) -> tuple[Line, ...]:
    """What of a kept handout the library still has."""
    entries: list[dict[str, Any]] = json.loads(text)
    known = [(library.exercises.get(ExerciseId(entry["exercise"])), entry) for entry in entries]
    return tuple(
        line_of(exercise, {key: int(entry[key]) for key in MOST if key in entry}, entry["note"])
        for exercise, entry in known
        if exercise is not None
    )


def _numbers(dose: Dose) -> dict[str, int]:
    if dose.minutes is not None:
        return {"minutes": round(dose.minutes)}
    first = dose.reps[0] if isinstance(dose.reps, tuple) else dose.reps
    numbers = {"sets": dose.sets, "reps": first, "hold_seconds": dose.hold_seconds}
    # Falling repeats stay as the library has them as long as nobody changes them.
    if isinstance(dose.reps, tuple):
        del numbers["reps"]
    return {key: number for key, number in numbers.items() if number is not None}
