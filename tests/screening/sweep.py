"""Random people for the gate, and a second reading of what they may get.

``tests/screening/test_sweep.py`` takes some of them, ``tests/benchmarks/sweep_people.py`` ten thousand.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Final

from planner.domain.exercise import Exercise, Level, Tag
from planner.domain.person import (
    B12,
    Activity,
    Answer,
    BackPain,
    BloodPressure,
    Bones,
    Falls,
    Haemoglobin,
    HipReplacement,
    JointPain,
    Numbness,
    Pregnancy,
    Profile,
    RedFlagAnswer,
    Spine,
    WorseWith,
)
from planner.screening.outcome import Passed, UsableExercise
from planner.screening.tables import SafetyTables
from tests.screening.conftest import Clinic

ALWAYS_LEFT: Final = 8
"""Exercises that everyone who passes has, one of them strength, with a chair and what is in every home."""
LITTLE_LEFT: Final = frozenset({"SCR-10", "SCR-11"})
"""Only these leave less, and the reference says what: the first weeks after an operation whose team has named no
movements yet, and the first four days of B12 treatment."""
_JOINTS: Final = {"KOA": "knee", "WRI": "wrist", "SHO": "shoulder", "NEC": "neck"}
_HIP: Final = {
    "posterior": {"HIP_FLEX90": "E", "HIP_ADDIR": "E", "HIP_EXTER": "."},
    "anterior": {"HIP_FLEX90": "A", "HIP_ADDIR": "A", "HIP_EXTER": "E"},
    "unknown": {"HIP_FLEX90": "E", "HIP_ADDIR": "E", "HIP_EXTER": "E"},
}
_WITHOUT_A_CODE: Final[Mapping[str, str]] = {
    "AMB-19": "VALSALVA ISO_LONG",
    "AMB-21": "IMPACT",
    "AMB-25": "SLS BAL_FREE EYES_CLOSED INVERT",
}
"""What flags exclude that are no condition of the matrix; AMB-10 depends on the weeks."""


def some_answer(chance: random.Random, yes: float = 0.15) -> Answer:
    return chance.choices((Answer.NO, Answer.YES, Answer.NOT_SURE), (1 - yes, yes * 0.7, yes * 0.3))[0]


def subset(chance: random.Random, words: tuple[str, ...], likely: float) -> frozenset[str]:
    return frozenset(word for word in words if chance.random() < likely)


def someone_pregnant(chance: random.Random) -> Pregnancy:
    answer = some_answer(chance, 0.1)
    if answer is Answer.NO:
        return Pregnancy(answer, birth_weeks_ago=chance.choice((None, None, None, 6, 20)))
    return Pregnancy(answer, chance.choice((None, 5, 20, 35)))


def someone(clinic: Clinic, chance: random.Random) -> Profile:
    """A person who may have anything, mostly cleared of what would stop them, with a chair at home."""
    start = clinic.start
    known = clinic.person().equipment - {"chair"}
    numb = subset(chance, ("feet", "legs", "hands"), 0.15)
    return clinic.person(
        age=chance.randint(18, 90),
        sex=chance.choice(("female", "male", "not said")),
        level=chance.choice(list(Level)),
        back_pain=BackPain(chance.randint(0, 10), some_answer(chance, 0.3), chance.choice(list(WorseWith))),
        floor=some_answer(chance, 0.7),
        stand_10_minutes=some_answer(chance, 0.7),
        walk_10_minutes=some_answer(chance, 0.7),
        tiredness=chance.randint(0, 10),
        numbness=Numbness(tuple(sorted(numb)), "same", Answer.YES),
        b12=B12(
            some_answer(chance, 0.5), chance.choice(("absorption", "diet")),
            chance.choice(("injections", "tablets", "not_yet")), None, start - timedelta(days=chance.randint(0, 400)),
        ),
        haemoglobin=chance.choice((None, Haemoglobin(chance.randint(75, 150), start - timedelta(days=30)))),
        falls=Falls(some_answer(chance), some_answer(chance)),
        blood_pressure=BloodPressure(
            some_answer(chance), some_answer(chance), chance.randint(95, 175), chance.randint(60, 105)
        ),
        bones=Bones(*(some_answer(chance) for _ in range(4))),
        spine=Spine(*(some_answer(chance) for _ in range(3))),
        surgery_within_12_weeks=some_answer(chance, 0.05),
        hip_replacement=HipReplacement(
            some_answer(chance), start - timedelta(days=chance.randint(50, 400)),
            chance.choice(("posterior", "anterior", "unknown")), some_answer(chance, 0.5),
        ),
        pregnancy=someone_pregnant(chance),
        red_flags=(RedFlagAnswer("RED-08", Answer.YES),) if chance.random() < 0.05 else (),
        activity=chance.choice((None, Activity(4, 200))),
        equipment=subset(chance, tuple(sorted(known)), 0.7) | {"chair"} | subset(chance, ("bed",), 0.5),
        conditions=subset(
            chance, ("glaucoma", "reflux", "vertigo", "dizzy_on_standing", "heart", "epilepsy", "diabetes_insulin"), 0.1
        ),
        joint_pain=JointPain(*(chance.choice((0, 0, 0, 2, 5)) for _ in range(4))),
        medicines=subset(chance, ("blood_thinner", "steroid_over_3_months"), 0.1),
        clearance=clinic.cleared("MYE", "SUR", "AMB-08", "AMB-19", "RED-10b", "RED-08")
        if chance.random() < 0.8
        else None,
    )  # fmt: skip


def with_a_chair(person: Profile) -> Profile:
    """The same person with what every home has and a chair, and nothing else."""
    return replace(person, equipment=frozenset({"chair"}))


def faults_of(person: Profile, passed: Passed, safety: SafetyTables) -> Iterator[str]:
    """Everything in a verdict that the tables forbid, read a second time without the program's own classes."""
    for usable in passed.exercises.usable.values():
        if usable.overridden is None:
            yield from _exercise_faults(usable, person, passed, safety)
    yield from _cap_faults(passed, safety)


def too_little_left(passed: Passed) -> str:
    """Empty where something useful is left; otherwise what is."""
    usable = passed.exercises.usable
    strength = any(u.exercise.is_strength for u in usable.values())
    if LITTLE_LEFT & set(passed.flags):
        return "" if "diaphragm-breath" in usable or "seated-rib-breath" in usable else "no breathing is left"
    if len(usable) >= ALWAYS_LEFT and strength:
        return ""
    return f"{len(usable)} left, {'with' if strength else 'without'} strength: {passed.conditions} {passed.flags}"


def _exercise_faults(usable: UsableExercise, person: Profile, passed: Passed, safety: SafetyTables) -> Iterator[str]:
    exercise = usable.exercise
    codes = {adaptation.code for adaptation in usable.adaptations}
    texts = all(adaptation.text for adaptation in usable.adaptations)
    if not texts:
        yield f"{exercise.id}: an adaptation without words"
    for tag in _tags(exercise, person):
        verdicts = {_cell(tag, code, person, safety) for code in passed.conditions}
        verdicts |= {"E" for flag in passed.flags if tag in _excluded_without_a_code(flag, person)}
        if "E" in verdicts:
            yield f"{exercise.id}: {tag} is excluded"
        elif "A" in verdicts and (row := safety.adaptation_for(tag)) is not None:
            if row.replaces:
                yield f"{exercise.id}: {tag} should be replaced"
            elif row.code not in codes:
                yield f"{exercise.id}: {tag} is not adapted"
    highest = min(person.level.highest_exercise_level, passed.caps.level or 5)
    if exercise.level > highest:
        yield f"{exercise.id}: level {exercise.level} above {highest}"
    at_home = {*person.equipment, "shoes", "towel", "doorway", "rail"}
    if any(not group & at_home for group in exercise.equipment):
        yield f"{exercise.id}: equipment is missing"
    if Tag.FLOOR in _tags(exercise, person) and person.floor is not Answer.YES:
        yield f"{exercise.id}: on the floor"


def _tags(exercise: Exercise, person: Profile) -> list[Tag]:
    on_bed = "bed" in person.equipment and any("bed" in group for group in exercise.equipment)
    return [tag for tag in exercise.tags or () if not (tag is Tag.FLOOR and on_bed)]


def _cell(tag: Tag, code: str, person: Profile, safety: SafetyTables) -> str:
    if code == "THR" and tag.value in _HIP["unknown"]:
        return _HIP[person.hip_replacement.approach][tag.value]
    cell = str(safety.conditions[code].restriction.cells.get(tag, "."))
    pain = getattr(person.joint_pain, _JOINTS[code]) if code in _JOINTS else None
    return "A" if cell == "E" and pain is not None and pain <= 3 else cell


def _excluded_without_a_code(flag: str, person: Profile) -> list[str]:
    if flag != "AMB-10":
        return _WITHOUT_A_CODE.get(flag, "").split()
    weeks, birth = person.pregnancy.weeks, person.pregnancy.birth_weeks_ago
    early = person.pregnancy.pregnant is not Answer.NO and weeks is not None and weeks < 13
    tags = ["VALSALVA", "HEAT", "IMPACT", "SLS", "BAL_FREE"] if early else []
    return tags + (["FLEX_LOAD", "ABD_PRESS", "VALSALVA", "IMPACT"] if birth is not None and birth < 12 else [])


def _cap_faults(passed: Passed, safety: SafetyTables) -> Iterator[str]:
    for code in passed.conditions:
        caps = safety.conditions[code].restriction.caps
        for name in ("hold_seconds", "effort", "level"):
            most, found = getattr(caps, name), getattr(passed.caps, name)
            raised = (code, name) in (("HTN", "hold_seconds"), ("VF", "level"))
            if most is not None and not raised and (found is None or found > most):
                yield f"cap {name} of {code}: {found} above {most}"
