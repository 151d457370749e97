"""The words that week.json has for the kinds of care.

The contract's list has no word of its own for the daily back and balance work of a day without a session. It goes under
``posture``; its minutes and its exercise tell it from a posture break, which has no minutes.
"""

from __future__ import annotations

from typing import Final

from planner.domain.week import CareKind

WRITTEN_KINDS: Final = tuple(kind.value for kind in CareKind if kind is not CareKind.EXERCISE)


def written_kind(kind: CareKind) -> str:
    return CareKind.POSTURE.value if kind is CareKind.EXERCISE else kind.value


def read_kind(word: str, *, dosed: bool) -> CareKind:
    """``dosed``: the item names an exercise and minutes for it."""
    kind = CareKind(word)
    return CareKind.EXERCISE if kind is CareKind.POSTURE and dosed else kind
