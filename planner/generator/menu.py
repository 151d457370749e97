"""The sessions to choose from on each kind of day, the best kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from planner.domain.week import Block, BlockKind, Session, SessionId
from planner.generator import words
from planner.generator.facts import SessionFacts, facts_of, facts_of_blocks
from planner.generator.fitting import Fitter
from planner.generator.mixing import Mixer
from planner.generator.pairing import Choice, Row, rank
from planner.generator.pieces import Piece, is_extensor
from planner.generator.problem import DaySlot, WeekProblem
from planner.generator.singles import WARM_UP_POOLS, Singles
from planner.generator.timing import Course, distinct

SHORTEST_SECONDS: Final = 90
"""[D] Less than a minute and a half is no session."""
OPTIONS_A_WEEK: Final = 100
KEPT_A_MENU: Final = (12, 40)
"""Fewest and most options of a day: the more days are offered, the fewer each has, so that the choice stays small."""
KEPT_BEFORE_FINISHING: Final = 90
KEPT_A_FEATURE: Final = 2
FEW_DAYS: Final = 4
"""With more days than this one option of each mix of features is enough: the days make up for it."""


@dataclass(frozen=True, slots=True)
class Option:
    """One session that could be done on a kind of day. ``points`` count against it, whatever the other days hold.

    ``routines`` are the routines of its core, yoga and stretch blocks.
    """

    session: Session
    facts: SessionFacts
    points: int
    routines: tuple[str, ...]
    parts: tuple[tuple[str, frozenset[str]], ...]


class Menu:
    """Every day's options; days of one kind share theirs."""

    def __init__(self, problem: WeekProblem) -> None:
        self.problem = problem
        self.fitter = Fitter(problem)
        self.singles = Singles(self.fitter)
        self._made: dict[tuple[int, bool, bool, bool], tuple[Option, ...]] = {}

    def options(self, slot: DaySlot) -> tuple[Option, ...]:
        """The sessions possible on this day, best first; none where nothing is offered or nothing fits."""
        settled = self.problem.held.settled_session(slot.number)
        if settled is not None:
            return (option_of(self.problem, settled, 0),)
        if slot.budget_minutes == 0:
            return ()
        if slot.kind not in self._made:
            self._made[slot.kind] = DayMenu(self, slot).options()
        return self._made[slot.kind]

    def longer(self, slot: DaySlot, minutes: int) -> tuple[Option, ...]:
        """What the day would hold with so many minutes."""
        return self.options(replace(slot, budget_minutes=minutes, offered_minutes=minutes))


_latest: list[Menu] = []


def menu_of(problem: WeekProblem) -> Menu:
    """The problem's menu; the latest one is remembered, as solving, judging and telling why ask for the same."""
    known = _latest[:1]
    if known and known[0].problem is problem:
        return known[0]
    menu = Menu(problem)
    _latest[:] = [menu]
    return menu


class DayMenu:
    """The options of one kind of day."""

    def __init__(self, menu: Menu, slot: DaySlot) -> None:
        self.problem = menu.problem
        self.singles = menu.singles
        self.slot = slot
        self.course = Course(menu.fitter, menu.singles, slot)
        self.mixer = Mixer(menu.fitter, menu.singles, slot, self.course)

    def options(self) -> tuple[Option, ...]:
        finished = _varied(self._finished_rows(), *self._numbers_kept())
        rows = [(points, choice.pieces) for points, _, choice in finished] or self._quiet_sessions()
        return tuple(self._option(pieces, points) for points, pieces in rows)

    def _numbers_kept(self) -> tuple[int, int]:
        """How many options in all, and at least of each mix of features."""
        offered = sum(slot.budget_minutes > 0 for slot in self.problem.slots)
        fewest, most = KEPT_A_MENU
        number = min(most, max(fewest, OPTIONS_A_WEEK // max(1, offered)))
        return number, KEPT_A_FEATURE if offered <= FEW_DAYS else 1

    def _finished_rows(self) -> list[Row]:
        """Choices with warm-up and closing, best estimate first, until there are enough of all and of each mix."""
        found: list[Row] = []
        seen: dict[int, int] = {}

        def wanted(features: int) -> bool:
            return len(found) < KEPT_BEFORE_FINISHING or seen.get(features, 0) < KEPT_A_FEATURE

        for _, number, choice in self.mixer.best_choices(wanted):
            whole = self.course.finished(choice.pieces, choice.points)
            if whole is not None:
                features = _features(choice.pieces)
                seen[features] = seen.get(features, 0) + 1
                found.append((whole[1], number, Choice(whole[0], whole[1])))
        return sorted(found, key=rank)

    def _quiet_sessions(self) -> list[tuple[int, tuple[Piece, ...]]]:
        """FAT-04, SCR-10, SCR-11, or too little time for more: a little loosening where allowed, and breathing."""
        loose: list[Piece | None] = [None]
        if not self.problem.breathing_only and not self.slot.restorative:
            loose += [piece for style in WARM_UP_POOLS for piece in self.singles.warm_ups(style)]
        breaths = [piece for forms in self.singles.breathing for piece in forms]
        found: list[tuple[int, tuple[Piece, ...]]] = []
        for first in loose:
            for breath in [*breaths, None]:
                pieces = tuple(piece for piece in (first, breath) if piece is not None)
                if not pieces or not distinct(pieces):
                    continue
                if not SHORTEST_SECONDS <= self.course.seconds(pieces) <= self.course.budget:
                    continue
                rest = 0 if breath is None else breath.block.items[0].seconds // 60 - 2
                found.append((self.course.time_points(self.course.seconds(pieces)) + 2 * rest, pieces))
        return sorted(found, key=lambda row: row[0])[:40]

    def _option(self, pieces: tuple[Piece, ...], points: int) -> Option:
        blocks = tuple(piece.block for piece in pieces)
        slot = self.slot
        facts = facts_of_blocks(self.problem, blocks)
        session = Session(
            id=SessionId(f"{slot.weekday}-1"),
            at=slot.at,  # type: ignore[arg-type]
            budget_minutes=slot.budget_minutes,
            minutes=facts.minutes,
            title=title_of(self.problem, blocks),
            blocks=blocks,
        )
        main = [piece for piece in pieces if piece.kind not in (BlockKind.WARM_UP, BlockKind.BREATHING)]
        routines = tuple(piece.key for piece in main if piece.kind is not BlockKind.BALANCE)
        return Option(session, facts, points, routines, tuple((p.key, p.exercises) for p in pieces))


def option_of(problem: WeekProblem, session: Session, points: int) -> Option:
    """A session that stands already, as an option of its day."""
    main = [block for block in session.blocks if block.kind not in (BlockKind.WARM_UP, BlockKind.BREATHING)]
    keys = [block.routine or f"{block.kind.value}:singles" for block in main if block.kind is not BlockKind.BALANCE]
    parts = tuple((str(block.routine), frozenset(item.exercise for item in block.items)) for block in session.blocks)
    return Option(session, facts_of(problem, session), points, tuple(keys), parts)


def _features(pieces: tuple[Piece, ...]) -> int:
    """What limits and wishes look at."""
    features = 0
    for piece in pieces:
        features |= piece.features
    return features


def _varied(rows: list[Row], number_kept: int, of_each_mix: int) -> list[Row]:
    """The best rows, and of every mix of features at least a few, so that no limit lacks a way to be kept."""
    kept = set(range(min(number_kept, len(rows))))
    seen: dict[int, int] = {}
    for number, (_, _, choice) in enumerate(rows):
        features = _features(choice.pieces)
        seen[features] = seen.get(features, 0) + 1
        if seen[features] <= of_each_mix:
            kept.add(number)
    return [rows[number] for number in sorted(kept)]


def title_of(problem: WeekProblem, blocks: Sequence[Block]) -> str:
    """What a person would call the session: ``Balance, bone-safe core and stretch``."""
    names = []
    for block in blocks:
        if block.kind in (BlockKind.WARM_UP, BlockKind.BREATHING) and len(blocks) > 1:
            continue
        routine = problem.library.routines.get(block.routine) if block.routine else None
        name = words.short_name(routine) if routine else _name_of_singles(problem, block)
        if "strength" in name and not any(problem.library.exercises[i.exercise].is_strength for i in block.items):
            name = words.WHOLE_ROUTINE_NAME_FOR_SINGLES[block.kind.value]  # beside a strength day it went without
        names.append(name)
    if not names:
        names = [words.WHOLE_ROUTINE_NAME_FOR_SINGLES[block.kind.value] for block in blocks[:1]]
    return words.title(names)


def _name_of_singles(problem: WeekProblem, block: Block) -> str:
    if block.kind is BlockKind.CORE and all(is_extensor(problem.library.exercises[i.exercise]) for i in block.items):
        return "back work"
    return words.WHOLE_ROUTINE_NAME_FOR_SINGLES[block.kind.value]
