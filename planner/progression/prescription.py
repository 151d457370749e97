"""What the diary asks of the next week: the answer of ``planner.progression.prescribe``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from planner.domain.exercise import Dose, ExerciseId, Level
from planner.domain.week import Change, Message
from planner.screening.outcome import Pace


@dataclass(frozen=True, slots=True)
class Prescription:
    """Everything about the next week that follows from earlier ones.

    ``doses`` are final: tiredness, caps, easy week and return factor are already in them, so nothing is applied on
    top; an exercise that is absent has its base dose. ``planner.progression.dose.prescribed_dose`` puts the two
    together. ``volume_factor`` says how much of the usual amount that is, for words and for choosing fewer
    exercises. ``most_sets`` is the PROG-04 (or REG-04) ceiling of the sets of all items in the week's sessions, a
    timed item counting as one; walks and care are not counted; None is no ceiling.
    ``restorative_days``: the first so many days of the week hold restorative work only (REG-03).
    ``pace`` is the tiredness state the doses are for: the week's, or one lower after FAT-09.
    ``walk_days`` and ``walk_minutes`` (per walk) replace the plan's own numbers where they are not None.
    """

    level: Level
    pace: Pace
    doses: Mapping[ExerciseId, Dose] = field(default_factory=dict)
    steps: Mapping[ExerciseId, ExerciseId] = field(default_factory=dict)
    """Use the second instead of the first: the next or the previous step of the family."""
    avoid: tuple[ExerciseId, ...] = ()
    """Not this week (REG-02, PAIN-04, PAIN-05, PAIN-06, RET-04); what an easier step stands in for is among them."""
    variety: tuple[ExerciseId, ...] = ()
    """Same muscles, another family, where no further step can be taken (PROG-07): a wish, not a must."""
    volume_factor: float = 1.0
    most_sets: int | None = None
    session_minutes: int | None = None
    """No session longer than this while it grows again after weeks of short ones (FAT-06)."""
    walk_days: int | None = None
    walk_minutes: int | None = None
    easy_week: bool = False
    same_exercises: frozenset[ExerciseId] = frozenset()
    """What last week's sessions held, with the steps taken: an easy week keeps to them (REG-04), as far as it can."""
    restorative_days: int = 0
    strength_the_day_before: bool = False
    """An earlier week plans strength work (DOSE-03) for the day before this one starts (WEEK-04)."""
    rescreen: bool = False
    """The safety questions are due again before the first session (SCR-07)."""
    changes: tuple[Change, ...] = ()
    messages: tuple[Message, ...] = ()
