"""The sessions to choose from on each kind of day: fitted blocks put together, timed to the second, the best kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from planner.domain.exercise import BETWEEN_ITEMS_SECONDS, ExerciseId, Level
from planner.domain.routine import Routine, RoutineKind
from planner.domain.week import Block, BlockKind, Item, Session, SessionId
from planner.generator import bias, words
from planner.generator.facts import SessionFacts, facts_of
from planner.generator.fitting import Fitter
from planner.generator.pieces import Piece, is_extensor, piece_of
from planner.generator.problem import DaySlot, WeekProblem
from planner.generator.singles import LONGEST_WARM_UP_SECONDS, Singles
from planner.screening.outcome import Pace

SHORT_SESSION_MINUTES: Final = 10
TINY_SESSION_MINUTES: Final = 5
WARM_UP_SECONDS: Final = {"tiny": 60, "short": 120, "long": 180}
"""ORD-02: 2 minutes for sessions up to ten minutes, 3 to 5 for longer ones; a minute for up to five [D]."""
ENOUGH_MINUTES: Final = {Level.BEGINNER: 30, Level.INTERMEDIATE: 40, Level.ADVANCED: 55}
"""[D] A session is not padded beyond this, however much time is offered (the sums of D1's minutes a session)."""
YOGA_AND_STRETCH_FROM_MINUTES: Final = 35
ORANGE_SECONDS: Final = 360
"""[D] FAT-03 asks for 40 % of the usual; below six minutes a session says little."""
FORMS_KEPT: Final = ((35, 2), (20, 3), (0, 9))
"""Minutes offered, and how many lengths of one block are tried."""
TRIM_POINTS: Final = {BlockKind.BALANCE: 4, BlockKind.CORE: 14, BlockKind.YOGA: 8, BlockKind.STRETCH: 8}
"""Points against a routine that has lost nearly all its items; fewer in proportion for fewer lost."""
LYING_STARTS: Final = ("supine", "prone", "side-lying", "quadruped", "kneeling")
SHORTEST_SECONDS: Final = 90
"""[D] Less than a minute and a half is no session."""
KEPT_A_COMBINATION: Final = 2
OPTIONS_A_WEEK: Final = 180
KEPT_A_MENU: Final = (24, 80)
"""Fewest and most options of a day: the more days are offered, the fewer each has, so that the choice stays small."""
KEPT_BEFORE_FINISHING: Final = 160
KEPT_A_FEATURE: Final = 3


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


def warm_up_needed(minutes: float) -> int:
    """Seconds of warm-up a session of this length needs."""
    if minutes <= TINY_SESSION_MINUTES:
        return WARM_UP_SECONDS["tiny"]
    return WARM_UP_SECONDS["short"] if minutes <= SHORT_SESSION_MINUTES else WARM_UP_SECONDS["long"]


class Menu:
    """Every day's options; days of one kind share theirs."""

    def __init__(self, problem: WeekProblem) -> None:
        self.problem = problem
        self.fitter = Fitter(problem)
        self.singles = Singles(self.fitter)
        self._made: dict[tuple[int, bool, bool, bool], tuple[Option, ...]] = {}

    def options(self, slot: DaySlot) -> tuple[Option, ...]:
        """The sessions possible on this day, best first; none where nothing is offered or nothing fits."""
        if slot.budget_minutes == 0:
            return ()
        if slot.kind not in self._made:
            self._made[slot.kind] = DayMenu(self, slot).options()
        return self._made[slot.kind]

    def longer(self, slot: DaySlot, minutes: int) -> tuple[Option, ...]:
        """What the day would hold with so many minutes."""
        return self.options(replace(slot, budget_minutes=minutes, offered_minutes=minutes))


@dataclass(frozen=True, slots=True)
class Choice:
    """Blocks in session order without warm-up and closing, with the points against their routines."""

    pieces: tuple[Piece, ...]
    points: int


@dataclass(frozen=True, slots=True)
class Part:
    """Some blocks of a session while it is being put together."""

    pieces: tuple[Piece, ...]
    points: int
    seconds: int
    exercises: frozenset[ExerciseId]


Scored = tuple[Piece | None, int]
"""A block with the points against it; None stands for leaving the block out."""
Row = tuple[int, int, Choice]
"""Points, running number (which breaks ties), and the choice."""


def _part(piece: Piece | None, points: int) -> Part:
    if piece is None:
        return Part((), points, 0, frozenset())
    return Part((piece,), points, piece.seconds, piece.exercises)


def _longest(rows: Sequence[Scored]) -> list[Scored]:
    """The longest form of each routine; ``rows`` come longest first."""
    longest: dict[str, Scored] = {}
    for piece, points in rows:
        if piece is not None:
            longest.setdefault(piece.key, (piece, points))
    return list(longest.values())


def _rank(row: Row) -> tuple[int, int]:
    return row[:2]


class DayMenu:
    """Puts the options of one kind of day together."""

    def __init__(self, menu: Menu, slot: DaySlot) -> None:
        self.menu = menu
        self.problem = menu.problem
        self.singles = menu.singles
        self.slot = slot
        self.budget = slot.budget_minutes * 60
        self.aim = self._aim()
        extensors = self.singles.extensors if self.problem.passed.daily_extensors else ()
        self.back_work_seconds = extensors[0].seconds if extensors else 0
        self._ordered: dict[tuple[str, ...], tuple[Piece, ...]] = {}
        self.lying_first = bool({"ORT", "ANA"} & set(self.problem.passed.conditions))

    def _aim(self) -> int:
        """Seconds to come near: all but a little of the time, less when tired (FAT-02, FAT-03)."""
        useful = min(self.budget, ENOUGH_MINUTES[self.problem.level] * 60)
        if self.problem.pace is Pace.ORANGE:
            return min(self.budget, max(ORANGE_SECONDS, round(self.slot.offered_minutes * 60 * 0.4)))
        return round(useful * (0.8 if self.problem.pace is Pace.YELLOW else 0.95))

    def options(self) -> tuple[Option, ...]:
        finished = _varied(self._finished_rows(), self._number_kept())
        rows = [(points, choice.pieces) for points, _, choice in finished] or self._quiet_sessions()
        return tuple(self._option(pieces, points) for points, pieces in rows)

    def _number_kept(self) -> int:
        offered = sum(slot.budget_minutes > 0 for slot in self.problem.slots)
        fewest, most = KEPT_A_MENU
        return min(most, max(fewest, OPTIONS_A_WEEK // max(1, offered)))

    def _finished_rows(self) -> list[Row]:
        """Choices with warm-up and closing, best estimate first, until there are enough of all and of each mix."""
        found: list[Row] = []
        seen: dict[tuple[object, ...], int] = {}
        for _, number, choice in self._best_choices():
            features = _features(choice.pieces)
            if len(found) >= KEPT_BEFORE_FINISHING and seen.get(features, 0) >= KEPT_A_FEATURE:
                continue
            whole = self._finished(choice)
            if whole is not None:
                seen[features] = seen.get(features, 0) + 1
                found.append((whole[1], number, Choice(whole[0], whole[1])))
        return sorted(found, key=_rank)

    # -- what a session is made of

    def _best_choices(self) -> list[Row]:
        """The best few lengths of every combination of blocks, by an estimate of the finished time."""
        best: dict[tuple[object, ...], list[Row]] = {}
        for number, choice in enumerate(self._choices()):
            seconds = self._least(choice.pieces)
            if seconds > self.budget:
                continue
            estimate = max(seconds, min(self.budget, seconds + 135))
            rows = best.setdefault(_combination(choice.pieces), [])
            rows.append((choice.points + self._time_points(estimate), number, choice))
            if len(rows) > KEPT_A_COMBINATION:
                rows.sort(key=_rank)
                rows.pop()
        return sorted((row for rows in best.values() for row in rows), key=_rank)

    def _least(self, pieces: tuple[Piece, ...]) -> int:
        """Seconds with the daily back work and the shortest warm-up, without a closing."""
        seconds = self._seconds(pieces)
        if self.problem.low_energy or self.slot.restorative:
            return seconds
        if self.back_work_seconds and not any(piece.extensor for piece in pieces):
            seconds += self.back_work_seconds + BETWEEN_ITEMS_SECONDS
        lead = pieces[0].gentle_seconds if pieces[0].kind is not BlockKind.BALANCE else 0
        needed = warm_up_needed(seconds / 60) if self._works(pieces) else 0
        return seconds + (max(0, needed - lead) + BETWEEN_ITEMS_SECONDS if lead < needed else 0)

    def _choices(self) -> Iterator[Choice]:
        if self.problem.breathing_only:
            return
        kinds = self._pieces_of_kinds()
        softs = self._soft_sets(kinds[BlockKind.YOGA], kinds[BlockKind.STRETCH])
        works = [
            one
            for one in self._joined(kinds[BlockKind.BALANCE], kinds[BlockKind.CORE])
            for one in self._with_each(one, kinds[BlockKind.AEROBIC])
        ]
        for work in works:
            for soft in softs:
                if soft.seconds + work.seconds <= self.budget and soft.exercises.isdisjoint(work.exercises):
                    pieces = (*work.pieces, *soft.pieces)
                    if pieces:
                        yield Choice(pieces, work.points + soft.points)

    def _joined(self, first: Sequence[Scored], second: Sequence[Scored]) -> Iterator[Part]:
        for piece, points in first:
            yield from self._with_each(_part(piece, points), second)

    def _with_each(self, part: Part, more: Sequence[Scored]) -> Iterator[Part]:
        for piece, points in more:
            if piece is None:
                yield Part(part.pieces, part.points + points, part.seconds, part.exercises)
            elif part.seconds + piece.seconds <= self.budget and part.exercises.isdisjoint(piece.exercises):
                exercises = part.exercises | piece.exercises
                yield Part((*part.pieces, piece), part.points + points, part.seconds + piece.seconds, exercises)

    def _soft_sets(self, yogas: Sequence[Scored], stretches: Sequence[Scored]) -> list[Part]:
        """Yoga or stretch, or neither; both only where there is much time."""
        softs = [_part(piece, points) for piece, points in (*yogas, *stretches) if piece is not None]
        softs.append(_part(None, 0))
        if self.slot.budget_minutes >= YOGA_AND_STRETCH_FROM_MINUTES:
            softs += [part for part in self._joined(_longest(yogas), _longest(stretches)) if len(part.pieces) == 2]
        return softs

    def _pieces_of_kinds(self) -> dict[BlockKind, list[Scored]]:
        kinds: dict[BlockKind, list[Scored]] = {kind: [] for kind in BlockKind}
        for routine in self.problem.library.routines.values():
            points = bias.points_against(self.problem, routine, self.slot)
            if points is None or (routine.kind is RoutineKind.BALANCE and not self._balance_wanted()):
                continue
            points -= 12 if bias.liked(self.problem, routine) else 0
            for piece in self._forms_of(routine):
                most = TRIM_POINTS[piece.kind]
                trimmed = most * (len(routine.items) - len(piece.block.items)) // len(routine.items)
                kinds[piece.kind].append((piece, points + trimmed + self._too_little_balance(piece)))
        if not self.problem.low_energy and not self.slot.restorative:
            self._add_singles(kinds)
        must_balance = bool(kinds[BlockKind.BALANCE])
        for kind, pieces in kinds.items():
            kinds[kind] = self._forms_kept(pieces)
            if kind is not BlockKind.BALANCE or not must_balance:
                kinds[kind].append((None, 0))
        return kinds

    def _forms_kept(self, rows: list[Scored]) -> list[Scored]:
        """Forms that fit; of each block the longest few, the fewer the more time there is (short forms waste it)."""
        most = next(kept for minutes, kept in FORMS_KEPT if self.slot.budget_minutes >= minutes)
        fitting = [(piece, points) for piece, points in rows if piece is not None and piece.seconds <= self.budget]
        fitting.sort(key=lambda row: -row[0].seconds)
        counted: dict[tuple[str, bool], int] = {}
        kept: list[Scored] = []
        for piece, points in fitting:
            form = (piece.key, piece.strength)
            counted[form] = counted.get(form, 0) + 1
            if counted[form] <= most:
                kept.append((piece, points))
        return kept

    def _add_singles(self, kinds: dict[BlockKind, list[Scored]]) -> None:
        kinds[BlockKind.CORE] += [(piece, 14) for piece in self.singles.core]
        kinds[BlockKind.STRETCH] += [(piece, 12) for piece in self.singles.stretch]
        if self._balance_wanted():
            # RT-02: numb feet and falls have a routine of their own.
            points = 8 if {"PN", "FAL"} & set(self.problem.passed.conditions) else 2
            kinds[BlockKind.BALANCE] += [(p, points + self._too_little_balance(p)) for p in self.singles.balance]
        if self.problem.walks.days < 3:
            kinds[BlockKind.AEROBIC] += [(piece, 0) for piece in self.singles.aerobic]

    def _too_little_balance(self, piece: Piece) -> int:
        """DOSE-08: five minutes of balance where it is daily work, as far as the session has room."""
        if piece.kind is not BlockKind.BALANCE:
            return 0
        wanted = min(300 if self.problem.passed.daily_balance else 180, self.budget // 4)
        return 10 * max(0, wanted - piece.seconds) // max(1, wanted)

    def _forms_of(self, routine: Routine) -> tuple[Piece, ...]:
        if self.problem.low_energy and routine.id == "yoga-restorative":
            first = self.menu.fitter.first_items(routine, 2)
            return (first,) if first else ()
        return self.menu.fitter.routine(routine, early=self.slot.early)

    def _balance_wanted(self) -> bool:
        return self.problem.wants_balance and not (self.problem.low_energy or self.slot.restorative)

    def _quiet_sessions(self) -> list[tuple[int, tuple[Piece, ...]]]:
        """FAT-04, SCR-10, SCR-11, or too little time for more: a little loosening where allowed, and breathing."""
        loose: list[Piece | None] = [None]
        if not self.problem.breathing_only and not self.slot.restorative:
            loose += [piece for pieces in self.singles.warm_ups.values() for piece in pieces]
        breaths = [p for lying in (False, True) for forms in self.singles.breathing[lying] for p in forms]
        found: list[tuple[int, tuple[Piece, ...]]] = []
        for first in loose:
            for breath in [*breaths, None]:
                pieces = tuple(piece for piece in (first, breath) if piece is not None)
                if not pieces or not _distinct(pieces):
                    continue
                if not SHORTEST_SECONDS <= self._seconds(pieces) <= self.budget:
                    continue
                rest = 0 if breath is None else breath.block.items[0].seconds // 60 - 2
                found.append((self._time_points(self._seconds(pieces)) + 2 * rest, pieces))
        return sorted(found, key=lambda row: row[0])[:40]

    # -- warm-up, daily back work and a calm end

    def _finished(self, choice: Choice) -> tuple[tuple[Piece, ...], int] | None:
        pieces = self._with_extensor(list(choice.pieces))
        if pieces is None:
            return None
        body = self._seconds(pieces)
        if body > self.budget:
            return None
        if self.problem.low_energy or self.slot.restorative:
            return tuple(pieces), choice.points + self._time_points(body)
        return self._opened_and_closed(pieces, choice.points)

    def _opened_and_closed(self, pieces: list[Piece], points: int) -> tuple[tuple[Piece, ...], int] | None:
        opened = self._with_warm_up(pieces, self.aim)
        if opened is None:
            return None
        closed, extra = self._with_closing(opened)
        seconds = self._seconds(closed)
        if closed[0].kind is BlockKind.WARM_UP and self.aim - seconds > 45:
            again = self._with_warm_up(pieces, self.aim, longest=self.budget - (seconds - closed[0].seconds))
            closed = [again[0], *closed[1:]] if again and again[0].seconds > closed[0].seconds else closed
            if self._seconds(closed) > self.budget or not _distinct(closed):
                closed = [opened[0], *closed[1:]]
            seconds = self._seconds(closed)
        if seconds > self.budget or self._warmed(closed) < self._warm_up_wanted(closed, seconds):
            return None
        points += extra + 3 * self._ups(closed) + (3 if closed[-1].ends_on_floor else 0)
        return tuple(closed), points + self._time_points(seconds)

    def _with_extensor(self, pieces: list[Piece]) -> list[Piece] | None:
        if not self.problem.passed.daily_extensors or any(piece.extensor for piece in pieces):
            return pieces
        if self.problem.special or self.slot.restorative or not self.singles.extensors:
            return pieces
        place = next((n for n, piece in enumerate(pieces) if piece.kind is BlockKind.CORE), None)
        if place is None:
            block = self.menu.fitter.block(BlockKind.CORE, "core:daily", [self.singles.extensors[0]])
            after = sum(piece.kind is BlockKind.BALANCE for piece in pieces)
            return [*pieces[:after], block, *pieces[after:]]
        core = pieces[place]
        item = self._extensor_beside(core)
        block_with = Block(BlockKind.CORE, core.block.routine, (*core.block.items, item))
        return [*pieces[:place], piece_of(self.problem, BlockKind.CORE, core.key, block_with), *pieces[place + 1 :]]

    def _extensor_beside(self, core: Piece) -> Item:
        """The one in the position the block ends in, so that nobody changes places for one exercise."""
        library = self.problem.library.exercises
        for item in self.singles.extensors:
            lying = library[item.exercise].position.value in ("supine", "prone", "side-lying")
            if lying == core.lying_end:
                return item
        return self.singles.extensors[0]

    def _with_warm_up(self, pieces: list[Piece], aim: int, longest: int | None = None) -> list[Piece] | None:
        body = self._seconds(pieces)
        minutes = max(body, min(aim, body + 180)) / 60
        needed = warm_up_needed(minutes) if self._works(pieces) else 0
        lead = pieces[0].gentle_seconds if pieces[0].kind is not BlockKind.BALANCE else 0
        if lead >= needed and longest is None:
            return pieces
        # A leading block that is gentle throughout carries on from the warm-up.
        target = max(30, needed - (lead + BETWEEN_ITEMS_SECONDS if lead else 0))
        room = min(LONGEST_WARM_UP_SECONDS, longest if longest is not None else self.budget - body - 15)
        seen = frozenset().union(*(piece.exercises for piece in pieces))
        fitting = [
            piece
            for piece in self._warm_ups(pieces[0])
            if target <= piece.seconds <= room and piece.exercises.isdisjoint(seen)
        ]
        if not fitting:
            return pieces if longest is None and not self._warm_ups(pieces[0]) else None
        if longest is not None:
            return [max(fitting, key=lambda piece: piece.seconds), *pieces]
        # The pools name the best exercises first, so the first one of about the right length is the best one.
        return [next((p for p in fitting if p.seconds <= target + 75), fitting[0]), *pieces]

    def _warm_up_wanted(self, pieces: Sequence[Piece], seconds: int) -> int:
        if not self._works(pieces) or not any(self.singles.warm_ups.values()):
            return 0
        return warm_up_needed(round(seconds / 60, 1))

    def _warmed(self, pieces: Sequence[Piece]) -> int:
        """Seconds of the leading gentle part, over blocks that are gentle throughout."""
        seconds = 0
        for number, piece in enumerate(pieces):
            if piece.gentle_seconds:
                seconds += piece.gentle_seconds + (BETWEEN_ITEMS_SECONDS if number else 0)
            if not piece.all_gentle:
                break
        return seconds

    def _works(self, pieces: Sequence[Piece]) -> bool:
        return max(piece.highest_effort for piece in pieces) > 2

    def _warm_ups(self, first: Piece) -> tuple[Piece, ...]:
        """All warm-ups, those that lead best into the first block in front."""
        position = self.problem.library.exercises[first.block.items[0].exercise].position.value
        if first.kind is not BlockKind.BALANCE and position in LYING_STARTS:
            styles = ("lying", "seated", "standing")
        elif self.lying_first:  # ORT, ANA: not straight onto the feet
            styles = ("seated", "lying", "standing")
        elif position.startswith("seated"):
            styles = ("seated", "standing", "lying")
        else:
            styles = ("standing", "seated", "lying")
        if styles not in self._ordered:
            self._ordered[styles] = tuple(piece for style in styles for piece in self.singles.warm_ups[style])
        return self._ordered[styles]

    def _with_closing(self, pieces: list[Piece]) -> tuple[list[Piece], int]:
        last = pieces[-1]
        seconds = self._seconds(pieces)
        if last.restful_end and seconds >= self.aim - 150:
            return pieces, 0
        seen = frozenset().union(*(piece.exercises for piece in pieces))
        lying = last.lying_end and not last.ends_on_floor
        for forms in self.singles.breathing[lying]:
            if not forms[0].exercises.isdisjoint(seen):
                continue
            fitting = [p for p in forms if self._seconds([*pieces, p]) <= max(self.aim, seconds + 165)]
            fitting = [p for p in fitting if self._seconds([*pieces, p]) <= self.budget]
            if fitting:
                best = fitting[-1]
                minutes = best.block.items[0].seconds // 60
                return [*pieces, best], 3 * max(0, minutes - 3)
        return pieces, 0 if last.restful_end else 5

    # -- sums

    def _ups(self, pieces: Sequence[Piece]) -> int:
        ups, last = 0, len(pieces) - 1
        for number, piece in enumerate(pieces):
            ups += piece.get_ups
            if piece.ends_on_floor and (number == last or not pieces[number + 1].starts_on_floor):
                ups += 1
        return ups

    def _seconds(self, pieces: Sequence[Piece]) -> int:
        seconds = BETWEEN_ITEMS_SECONDS * (len(pieces) - 1) + self._ups(pieces) * self.problem.passed.get_up_seconds
        for piece in pieces:
            seconds += piece.seconds
        return seconds

    def _time_points(self, seconds: int) -> int:
        """A point for each per cent under the aim; more for going over it (tired weeks, long offers)."""
        short = max(0, self.aim - seconds) * 100 // max(1, self.aim)
        slack = {Pace.GREEN: 1.06, Pace.YELLOW: 1.12}.get(self.problem.pace, 1.25)
        over = max(0, seconds - round(self.aim * slack)) * 100 // max(1, self.aim)
        return short + 2 * over

    def _option(self, pieces: tuple[Piece, ...], points: int) -> Option:
        blocks = tuple(piece.block for piece in pieces)
        slot = self.slot
        session = Session(
            id=SessionId(f"{slot.weekday}-1"),
            at=slot.at,  # type: ignore[arg-type]
            budget_minutes=slot.budget_minutes,
            minutes=0.0,
            title=title_of(self.problem, blocks),
            blocks=blocks,
        )
        facts = facts_of(self.problem, session)
        session = replace(session, minutes=facts.minutes)
        main = [piece for piece in pieces if piece.kind not in (BlockKind.WARM_UP, BlockKind.BREATHING)]
        routines = tuple(piece.key for piece in main if piece.kind is not BlockKind.BALANCE)
        return Option(session, facts, points, routines, tuple((p.key, p.exercises) for p in pieces))


def _distinct(pieces: Sequence[Piece]) -> bool:
    return sum(len(piece.exercises) for piece in pieces) == len(frozenset().union(*(p.exercises for p in pieces)))


def _combination(pieces: tuple[Piece, ...]) -> tuple[object, ...]:
    """Options of one combination differ in length only; the best two of each are enough."""
    return (*((piece.kind, piece.key) for piece in pieces), any(piece.strength for piece in pieces))


def _features(pieces: tuple[Piece, ...]) -> tuple[object, ...]:
    kinds = {piece.kind for piece in pieces}
    return (
        BlockKind.CORE in kinds,
        BlockKind.YOGA in kinds or BlockKind.STRETCH in kinds,
        BlockKind.AEROBIC in kinds,
        any(piece.strength for piece in pieces),
        max(piece.highest_effort for piece in pieces) >= 7,
    )


def _varied(rows: list[Row], number_kept: int) -> list[Row]:
    """The best rows, and of every mix of features at least a few, so that no limit lacks a way to be kept."""
    kept = set(range(min(number_kept, len(rows))))
    seen: dict[tuple[object, ...], int] = {}
    for number, (_, _, choice) in enumerate(rows):
        features = _features(choice.pieces)
        seen[features] = seen.get(features, 0) + 1
        if seen[features] <= KEPT_A_FEATURE:
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
        if name not in names:
            names.append(name)
    if not names:
        names = [words.WHOLE_ROUTINE_NAME_FOR_SINGLES[block.kind.value] for block in blocks[:1]]
    title = words.and_list(names)
    return title[:1].upper() + title[1:]


def _name_of_singles(problem: WeekProblem, block: Block) -> str:
    if block.kind is BlockKind.CORE and all(is_extensor(problem.library.exercises[i.exercise]) for i in block.items):
        return "back work"
    return words.WHOLE_ROUTINE_NAME_FOR_SINGLES[block.kind.value]
