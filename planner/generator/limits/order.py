"""Order within a session (D3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final

from planner.domain.week import BlockKind
from planner.generator.limits.base import SessionLimit
from planner.generator.pieces import can_warm_up, changes_seconds
from planner.generator.seen import Seen
from planner.generator.singles import LONGEST_WARM_UP_SECONDS
from planner.generator.timing import warm_up_needed

ORDER: Final = tuple(BlockKind)
RESTFUL_EFFORT: Final = 2


class BlocksInOrder(SessionLimit):
    """ORD-01, ORD-05: warm-up, balance, core, aerobic, yoga, stretch, breathing; each at most once."""

    id = "ORD-01"
    sentence = "Each session goes from warm-up to balance, core, movement, yoga or stretch, and rest."
    article = ("A4",)

    def faults(self, seen: Seen) -> Iterator[str]:
        places = [ORDER.index(kind) for kind in seen.facts.kinds]
        twice = [kind.value for kind in _repeated(seen.facts.kinds)]
        if twice:
            yield f"There are two {twice[0]} blocks."
        elif places != sorted(places):
            yield f"The blocks come as {', '.join(kind.value for kind in seen.facts.kinds)}."
        for block in seen.session.blocks:
            if not block.items:
                yield f"The {block.kind.value} block is empty."


class WarmUpLongEnough(SessionLimit):
    """ORD-02: 2 minutes for sessions up to ten minutes, 3 to 5 for longer ones.

    Breathing, marching and mobility at the start count, whichever block they stand in. Sessions with nothing above
    effort 2 need none.
    """

    id = "ORD-02"
    sentence = "Each session that works the muscles starts with a warm-up of 2 to 5 minutes."

    def faults(self, seen: Seen) -> Iterator[str]:
        for block in seen.session.blocks:
            if block.kind is not BlockKind.WARM_UP:
                continue
            seconds = sum(item.seconds for item in block.items) + changes_seconds(len(block.items))
            if seconds > LONGEST_WARM_UP_SECONDS:
                yield f"The warm-up takes {seconds / 60:.1f} minutes; 5 are enough."
        if seen.facts.highest_effort <= RESTFUL_EFFORT or seen.problem.low_energy or seen.slot.restorative:
            return
        needed = warm_up_needed(seen.facts.minutes)
        if seen.facts.warm_up_seconds < needed and can_warm_up(seen.problem):
            yield f"It starts with {seen.facts.warm_up_seconds} seconds of warm-up; {needed} are needed."


class FewFloorChanges(SessionLimit):
    """ORD-03: floor work in one or two stretches, one for ORT, ANA and FAL; counted on getting up, a bed is none."""

    id = "ORD-03"
    sentence = "You get up from the floor at most twice in a session, once where that is safer for you."

    def faults(self, seen: Seen) -> Iterator[str]:
        most = seen.problem.passed.floor_changes
        if seen.facts.get_ups > most:
            yield f"It asks to get up from the floor {seen.facts.get_ups} times; {most} is the most."


class NothingTwiceInASession(SessionLimit):
    """An exercise comes once in a session; more of it means more sets."""

    id = "ONCE"
    sentence = "No exercise comes twice in one session."

    def faults(self, seen: Seen) -> Iterator[str]:
        for exercise, times in _repeated(seen.facts.exercises).items():
            yield f"{exercise} comes {times} times."


def _repeated(values: Sequence[Any]) -> dict[Any, int]:
    """What comes more than once, and how often."""
    if len(set(values)) == len(values):
        return {}
    return {value: times for value, times in Counter(values).items() if times > 1}
