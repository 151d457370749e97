"""Stops become one answer: the worst state, and the words that say why and whom to call (SCR-03, B3)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from planner.domain.week import Stopped, StopState
from planner.screening.rules.rule import Stop
from planner.screening.tables import SafetyTables

_WORST_FIRST: Final = (StopState.EMERGENCY, StopState.SAME_DAY, StopState.CLEARANCE, StopState.OUT_OF_SCOPE)
_TEMPLATE: Final = {
    StopState.EMERGENCY: "MSG-EMERG",
    StopState.SAME_DAY: "MSG-SAMEDAY",
    StopState.CLEARANCE: "MSG-CLEAR",
}


def worst_of_each(stops: Iterable[Stop]) -> tuple[Stop, ...]:
    """One stop an id, in its worst tier: a flag may be both answered and set by the numbers."""
    worst: dict[str, Stop] = {}
    for stop in stops:
        known = worst.get(stop.id)
        if known is None or _WORST_FIRST.index(stop.state) < _WORST_FIRST.index(known.state):
            worst[stop.id] = stop
    return tuple(worst.values())


def stopped(stops: tuple[Stop, ...], safety: SafetyTables, country: str | None) -> Stopped:
    """The worst state with every reason of its tier in id order; ``flags`` name everything that is open.

    ``stops`` holds at least one, each id once.
    """
    order = {name: place for place, name in enumerate((*safety.red_flags, *safety.stop_states))}
    in_order = sorted(stops, key=lambda s: order[s.id])
    state = min((s.state for s in stops), key=_WORST_FIRST.index)
    winning = [s for s in in_order if s.state is state]
    message = " ".join(dict.fromkeys(s.reason for s in winning))
    if state in _TEMPLATE:
        numbers = safety.numbers_for(country)
        message = safety.messages[_TEMPLATE[state]].format(
            reason=message, emergency=numbers.emergency, urgent=numbers.urgent
        )
    if any(s.doubtful for s in winning):
        message += " " + safety.messages["MSG-NOTSURE"]
    return Stopped(state, tuple(dict.fromkeys(flag for s in in_order for flag in s.flags)), message)
