"""What to expect of B12 treatment over the months (B12-12), and the ways in which clinics give it (B12-03 … B12-08).

Never a promise, and never a dose (SAFE-01, B12-01). Regimens are labels to pick a schedule by.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from planner.domain.person import B12Schedule, EverySchedule, LoadingPhase, PhasedSchedule


@dataclass(frozen=True, slots=True)
class Stage:
    """Part of the expected course, from one full week of treatment to before another; ``until`` None has no end."""

    start: int
    until: int | None
    text: str

    def holds(self, weeks: int) -> bool:
        return weeks >= self.start and (self.until is None or weeks < self.until)


COURSE: Final = (
    Stage(0, 2, "In the first week or two the body often begins to make new red blood cells. Nothing may be felt yet."),
    Stage(1, 8, "Haemoglobin usually begins to rise in the first or second week. Tiredness may ease little by little."),
    Stage(8, None, "The blood count is often back to normal after about 8 weeks. Ask your clinic about yours."),
    Stage(
        0,
        26,
        "Nerves are slower than blood: weeks to 6 months or more. They may feel odd at first.",
    ),
    Stage(
        26, None, "Nerves may still be recovering, and recovery may stay incomplete. Tell your clinic how it stands."
    ),
)
"""B12-12 [C:S06, C:S74; G:NICE CKS]."""


def stages_now(weeks: int) -> tuple[Stage, ...]:
    """The stages that hold after so many full weeks of treatment."""
    return tuple(stage for stage in COURSE if stage.holds(weeks))


def course_text(weeks: int | None) -> str:
    """What may be expected now; before treatment, why it should not wait."""
    if weeks is None:
        return (
            "Low B12 that is left for over 3 months can harm nerves for good. Please ask your clinic about treatment."
        )
    return " ".join(stage.text for stage in stages_now(weeks))


@dataclass(frozen=True, slots=True)
class Regimen:
    """A usual way of giving B12, to pick a schedule by; the clinic's own dates may differ and come first."""

    id: str
    rule: str
    treatment: Literal["injections", "tablets", "nasal"]
    schedule: B12Schedule


def _then_every(months: int, *first: LoadingPhase | EverySchedule) -> PhasedSchedule:
    return PhasedSchedule((*first, EverySchedule("months", months)))


REGIMENS: Final = (
    Regimen("loading-2-months", "B12-03", "injections", _then_every(2, LoadingPhase(3, 2))),
    Regimen("loading-3-months", "B12-03", "injections", _then_every(3, LoadingPhase(3, 2))),
    Regimen("alternate-days", "B12-04", "injections", EverySchedule("days", 2)),
    Regimen("2-months", "B12-04", "injections", EverySchedule("months", 2)),
    Regimen("3-months", "B12-03", "injections", EverySchedule("months", 3)),
    Regimen("twice-a-year", "B12-05", "injections", EverySchedule("months", 6)),
    Regimen(
        "slower-and-slower", "B12-06", "injections",
        _then_every(1, LoadingPhase(7, 1), EverySchedule("days", 2, 2), LoadingPhase(2, 3)),
    ),
    Regimen("daily-weekly-monthly", "B12-07", "injections", _then_every(1, LoadingPhase(7, 1), LoadingPhase(1, 8))),
    Regimen("monthly", "B12-07", "injections", EverySchedule("months", 1)),
    Regimen("daily-tablet", "B12-05", "tablets", EverySchedule("days", 1)),
    Regimen("weekly-spray", "B12-07", "nasal", EverySchedule("weeks", 1)),
)  # fmt: skip
"""B12-03 … B12-08: how often, never how much (B12-01)."""
