"""A week made by hand from real exercises: thin bones, numb feet, four sessions, injections every twelve weeks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, time, timedelta

from planner.domain.exercise import Exercise, ExerciseId, Level, work_seconds
from planner.domain.library import Library
from planner.domain.person import WEEKDAYS, Weekday
from planner.domain.routine import RoutineId
from planner.domain.week import (
    Block,
    BlockKind,
    Caps,
    Card,
    CareItem,
    CareKind,
    Change,
    Day,
    Item,
    Law,
    LeftOut,
    Message,
    PassState,
    Reason,
    ScreeningReport,
    Session,
    SessionId,
    SolverReport,
    Week,
    WeekPerson,
)

START = date(2026, 11, 23)
LBL_ABS = "Absorption problem: food cannot replace your injections or the treatment your clinic set."
POSTURE = "After each half hour of sitting, stand up and move for one to three minutes."
DAILY = "Bridge, two legs, 8 times. A little back work every day keeps bones strong."
HOLD_CAP = 10

Plan = tuple[str, int, str, Sequence[tuple[BlockKind, str | None, Sequence[str]]]]

MORNING: Plan = (
    "07:30",
    20,
    "Gentle core and loosening",
    (
        (BlockKind.WARM_UP, None, ("diaphragm-breath", "pelvic-tilt-supine")),
        (BlockKind.BALANCE, "balance-numb-feet", ("weight-shift-support", "semi-tandem-support")),
        (BlockKind.CORE, "core-gentle-start", ("brace-supine", "heel-slide", "bridge")),
        (BlockKind.STRETCH, None, ("calf-wall", "hip-flexor-standing")),
    ),
)
EVENING: Plan = (
    "18:00",
    15,
    "Chair yoga and a long breath",
    (
        (BlockKind.WARM_UP, None, ("shoulder-roll",)),
        (BlockKind.BALANCE, None, ("weight-shift-support",)),
        (BlockKind.YOGA, "yoga-chair", ("seated-mountain", "seated-sun-breath", "chair-warrior-two")),
        (BlockKind.BREATHING, None, ("long-exhale-breath",)),
    ),
)
BEST: Plan = (
    "10:00",
    30,
    "Bone-safe core and stretch",
    (
        (BlockKind.WARM_UP, None, ("march-support", "pelvic-tilt-supine")),
        (BlockKind.BALANCE, None, ("semi-tandem-support",)),
        (BlockKind.CORE, "core-bone-safe", ("sit-to-stand", "bridge", "bird-dog-leg", "seated-chest-lift")),
        (BlockKind.STRETCH, None, ("calf-wall", "pec-doorway")),
        (BlockKind.BREATHING, None, ("constructive-rest",)),
    ),
)
TEN_MINUTES: Plan = ("12:00", 10, "Short core", ((BlockKind.CORE, None, ("brace-supine", "bridge")),))
USUAL: Mapping[Weekday, Plan] = {"mon": MORNING, "tue": EVENING, "thu": MORNING, "sat": BEST}


def item_of(exercise: Exercise, **changes: object) -> Item:
    """The exercise at its own dose, held no longer than the cap, with the words of an adaptation for kneeling."""
    dose = exercise.dose
    if dose.hold_seconds is not None and exercise.category in ("core", "balance", "posture"):
        dose = replace(dose, hold_seconds=min(dose.hold_seconds, HOLD_CAP))
    kneels = any(tag == "KNEEL" for tag in exercise.tags or ())
    item = Item(
        exercise.id,
        exercise.name,
        dose.sets,
        dose.reps,
        dose.hold_seconds,
        dose.minutes,
        exercise.sides,
        30 if dose.sets > 1 else 0,
        4,
        work_seconds(dose, exercise.sides, 30),
        ("AD-06",) if kneels else (),
        None,
        "builds the muscles beside the spine; part of Core foundation",
        ("Kneel on a folded towel or a pillow, or do the worktop version.",) if kneels else (),
    )
    return replace(item, **changes)  # type: ignore[arg-type]


def session_of(library: Library, weekday: Weekday, plan: Plan) -> Session:
    at, budget, title, blocks = plan
    made = tuple(
        Block(
            kind,
            RoutineId(routine) if routine else None,
            tuple(item_of(library.exercises[ExerciseId(i)]) for i in ids),
        )
        for kind, routine, ids in blocks
    )
    return Session(SessionId(f"{weekday}-1"), time.fromisoformat(at), budget, budget - 1.4, title, made)


def care_of(weekday: Weekday) -> tuple[CareItem, ...]:
    care = [CareItem(CareKind.POSTURE, None, f"{POSTURE} Today try: Shoulder rolls.", "DOSE-10", ("A5",))]
    if weekday in ("mon", "wed", "fri", "sun"):
        care.append(CareItem(CareKind.WALK, None, "Walk 10 minutes at an easy pace.", "WEEK-02", ("A5",), minutes=10))
    if weekday in ("wed", "fri"):
        care.append(CareItem(CareKind.EXERCISE, None, DAILY, "WEEK-05", ("A19",), 1.5, ExerciseId("bridge")))
    if weekday == "wed":
        care.append(CareItem(CareKind.B12, None, "B12 injection today, as your clinic set it.", "B12-09", ("A2",)))
        care.append(
            CareItem(
                CareKind.FOOD, None, f"Supper idea: fish or eggs. Yeast is no source. {LBL_ABS}", "FOOD-01", ("A10",)
            )
        )
    if weekday == "sun":
        care.append(CareItem(CareKind.CHECK_IN, None, "Weekly check-in: pain, tiredness, walking, B12.", "CHK-03"))
    return tuple(care)


def left_out_of(library: Library, used: set[ExerciseId]) -> tuple[LeftOut, ...]:
    rest = [e for e in sorted(library.exercises.values(), key=lambda e: e.id) if e.id not in used]
    out = []
    for exercise in rest:
        tags = {str(tag) for tag in exercise.tags or ()}
        if "FLEX_END" in tags:
            reason = Reason(
                "FLEX_END/OP", "Left out because you told us about thin bones: it rounds the back to its limit."
            )
        elif "EYES_CLOSED" in tags or "SLS" in tags:
            reason = Reason("SLS/PN", "Left out because you told us about numb feet: it stands on one leg. Hold on.")
        elif exercise.level > 2:
            reason = Reason("LEVEL/2", f"Left out for now: it is a step of level {exercise.level}.")
        else:
            continue
        out.append(LeftOut(exercise.id, (reason,)))
    return tuple(out)


LAWS = (
    Law("WEEK-03", True, "Two core sessions, two stretch or yoga sessions and walking on three days.", ("A5",)),
    Law("LikesAreServed", False, "You like yoga: it is in one session, as balance comes first.", ("A20",)),
)
MESSAGES = (
    Message(
        "MSG-AMBER",
        "You told us about thin bones and numb feet. We left out or changed some movements. "
        "Stop if something feels wrong, and ask your clinician if you are unsure.",
    ),
    Message("LBL-ABS", LBL_ABS, ("A12",)),
)
CHANGES = (
    Change(ExerciseId("bridge"), "2 sets of 6", "2 sets of 8", "PROG-01", "Bridge went well twice: two more each set."),
)


def a_week(library: Library, plans: Mapping[Weekday, Plan] = USUAL, name: str = "Example person") -> Week:
    """Seven days from ``START``; days without a plan rest."""
    days = []
    for number, weekday in enumerate(WEEKDAYS):
        sessions = (session_of(library, weekday, plans[weekday]),) if weekday in plans else ()
        cards = (Card(("A3",), "A strong trunk takes load off the spine.", "core"),) if weekday == "mon" else ()
        days.append(Day(START + timedelta(days=number), weekday, not sessions, sessions, care_of(weekday), cards))
    used = {item.exercise for day in days for session in day.sessions for item in session.items}
    report = ScreeningReport(
        PassState.PASS_RESTRICTED, ("AMB-01", "AMB-04"), ("OP", "PN"), Caps(HOLD_CAP, 5, 2, None), MESSAGES
    )
    return Week(
        START,
        library.version,
        WeekPerson(name, 58, Level.BEGINNER, "Europe/London", "A4"),
        report,
        tuple(days),
        left_out_of(library, used),
        LAWS,
        CHANGES,
        SolverReport("optimal", 100.0, 100.0, 0.5),
    )
