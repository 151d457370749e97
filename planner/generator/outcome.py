"""What planning a week can end in."""

from __future__ import annotations

from dataclasses import dataclass

from planner.domain.week import Week


@dataclass(frozen=True, slots=True)
class Planned:
    week: Week


@dataclass(frozen=True, slots=True)
class Clash:
    """One limit of those that cannot hold together, as a sentence."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class NoWeekPossible:
    """No usable session on any day. ``nearest_change`` would make one possible; empty where nothing is known to."""

    clashes: tuple[Clash, ...]
    nearest_change: str

    @property
    def in_words(self) -> tuple[str, ...]:
        """What clashes, then the change that would do, where one is known."""
        return tuple(dict.fromkeys(text for text in (*(c.text for c in self.clashes), self.nearest_change) if text))


@dataclass(frozen=True, slots=True)
class Breach:
    """A limit that a week does not keep: the limit's id, where (session id, weekday or ``week``), and a sentence."""

    limit: str
    where: str
    text: str


@dataclass(frozen=True, slots=True)
class NotAllowed:
    """An edit that breaks a limit: each breach in words. The week stays as it was."""

    breaches: tuple[Breach, ...]
