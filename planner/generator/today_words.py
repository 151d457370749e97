"""What today's session is like and why, in plain words (D4, D5)."""

from __future__ import annotations

from typing import Final

from planner.domain.week import Session
from planner.screening.outcome import Pace

SAFE_PAIN: Final = 2
MOST_NAMES: Final = 4
REST_TODAY: Final = "Nothing of the session suits today. Rest, change your position often, and breathe calmly."
FLARING: Final = (
    "Pain is much higher than usual: restful work only today. Walk a little if that is comfortable, and look again in "
    "two days (AMB-24)."
)
SORE: Final = "Pain above 5 is too much for the planned session, so today's is short and easy (PAIN-01)."
OF_PACE: Final = {
    Pace.YELLOW: "You are tired today, so the session is about a third shorter, with easier steps (FAT-02).",
    Pace.ORANGE: "You are very tired, so today's session is short and easy, with as much rest as work (FAT-03).",
    Pace.RED: "You are too tired for exercise today: breathing and changes of position only (FAT-04).",
}
LIMITS_CHANGED: Final = "Your limits are lower today, so the session is fitted to them."


def carry_on(pain: int, tiredness: int) -> tuple[str, ...]:
    """Nothing changes: what to keep in mind. A good day is no reason to do more (FAT-05)."""
    if pain > SAFE_PAIN:
        return (
            "The session stays as planned. Pain of 3 to 5 is all right if it settles by tomorrow morning (PAIN-01).",
        )
    if tiredness <= SAFE_PAIN:
        return ("The session stays as planned. On a good day do what is planned, and no more (FAT-05).",)
    return ("The session stays as planned.",)


def reasons(pace: Pace, pain: int, tiredness: int, *, flaring: bool, sore: bool) -> tuple[str, ...]:
    """Why the session is another one today."""
    found = []
    if flaring:
        found.append(FLARING)
    elif sore:
        found.append(SORE)
    by_tiredness = pace if not sore or tiredness >= 7 else Pace.GREEN
    if by_tiredness in OF_PACE and tiredness >= 4 and not (flaring and by_tiredness is not Pace.RED):
        found.append(OF_PACE[by_tiredness])
    del pain
    return tuple(found) or (LIMITS_CHANGED,)


def differences(planned: Session, today: Session) -> tuple[str, ...]:
    """How it differs from the planned one."""
    before, after = [i.name for i in planned.items], [i.name for i in today.items]
    gone = [name for name in before if name not in after]
    new = [name for name in after if name not in before]
    told = []
    if abs(planned.minutes - today.minutes) >= 0.5:
        told.append(f"It takes {today.minutes:.0f} minutes instead of {planned.minutes:.0f}.")
    if gone and 2 * len(gone) <= len(before):
        told.append(f"Not today: {_names(gone)}.")
    if new:
        told.append(f"Today instead: {_names(new)}.")
    return tuple(told)


def _names(names: list[str]) -> str:
    more = len(names) - MOST_NAMES
    # Names have commas of their own.
    return "; ".join(names if more <= 0 else [*names[:MOST_NAMES], f"{more} more"])
