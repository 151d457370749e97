"""What a law of screening may do: find something about the person, adjust a restriction, or refuse an exercise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from planner.domain.exercise import Exercise, Level
from planner.domain.week import Caps, Message, Reason, StopState
from planner.screening.answers import Person
from planner.screening.tables import RedFlag, Restriction, Tier

_STATE_OF_TIER = {
    Tier.EMERGENCY: StopState.EMERGENCY,
    Tier.SAME_DAY: StopState.SAME_DAY,
    Tier.CLEARANCE: StopState.CLEARANCE,
}


@dataclass(frozen=True, slots=True)
class Stop:
    """A reason to make no plan. Only a STOP_CLEAR can be answered by a clearance, one that names ``cleared_by``."""

    id: str
    state: StopState
    reason: str
    flags: tuple[str, ...]
    cleared_by: tuple[str, ...] = ()
    doubtful: bool = False
    """The answer was "not sure"."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one law finds about a person; nothing by default."""

    stops: tuple[Stop, ...] = ()
    flags: tuple[str, ...] = ()
    restrictions: tuple[Restriction, ...] = ()
    messages: tuple[Message, ...] = ()


NOTHING = Finding()


@dataclass(frozen=True, slots=True)
class Restricted:
    """A person with everything that restricts their exercises. ``level`` is theirs after the caps."""

    person: Person
    restrictions: tuple[Restriction, ...]
    caps: Caps
    level: Level


class Rule:
    """One law of screening. The name of a class is the sentence it enforces; ``ids`` are those of the reference."""

    ids: ClassVar[tuple[str, ...]] = ()

    def find(self, person: Person) -> Finding:  # noqa: ARG002
        """Stops, flags, restrictions and messages that this person's answers call for."""
        return NOTHING

    def adjust(self, restriction: Restriction, person: Person) -> Restriction:  # noqa: ARG002
        """The restriction of a condition, as it holds for this person."""
        return restriction

    def refuse(self, exercise: Exercise, restricted: Restricted) -> tuple[Reason, ...]:  # noqa: ARG002
        """Reasons to leave this exercise out, besides the matrix."""
        return ()


class AmberRule(Rule):
    """A law that raises one amber flag with its message while ``holds``.

    ``always`` names the flag's own restriction (``ambers.yaml``) where it has just one.
    """

    always: ClassVar[tuple[str, ...]] = ()

    def holds(self, person: Person) -> bool:
        raise NotImplementedError

    def variants(self, person: Person) -> tuple[str, ...]:  # noqa: ARG002
        """Names of the flag's own restrictions that apply to this person."""
        return self.always

    def find(self, person: Person) -> Finding:
        if not self.holds(person):
            return NOTHING
        amber = person.tables.ambers[self.ids[0]]
        return Finding(
            flags=(amber.id,),
            restrictions=tuple(amber.restrictions[name] for name in self.variants(person)),
            messages=(Message(amber.id, amber.message, amber.article),),
        )


def red_flag(person: Person, flag_id: str, *, severe: bool = False, doubtful: bool = False) -> Stop:
    """The stop of a red flag, in its tier."""
    return stop_of(person.tables.red_flags[flag_id], severe=severe, doubtful=doubtful)


def stop_of(flag: RedFlag, *, severe: bool, doubtful: bool) -> Stop:
    """The stop of a row of section B2, in its tier; a clearance that names it answers it where the tier allows one."""
    state = _STATE_OF_TIER[flag.tier_when(severe=severe)]
    return Stop(flag.id, state, flag.reason, (flag.id,), (flag.id,), doubtful)


def stop_state(person: Person, name: str, state: StopState = StopState.CLEARANCE, *, doubtful: bool = False) -> Stop:
    """The stop of a state without a red flag (``stop_states.yaml``)."""
    cause = person.tables.stop_states[name]
    return Stop(name, state, cause.reason, cause.flags, cause.cleared_by, doubtful)
