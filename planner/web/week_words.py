"""A week in words, for its page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import zip_longest
from typing import Final

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from planner.domain.dose_words import dose_words
from planner.domain.exercise import Exercise, ExerciseId, Position
from planner.domain.week import Block, BlockKind, CareKind, Day, Item, Law, Message, Session, Week
from planner.use_cases.make_week import Content
from planner.use_cases.show_week import ShownWeek
from planner.web.forms.kinds import Words

BLOCKS: Final[Mapping[BlockKind, Words]] = {
    BlockKind.WARM_UP: _l("Warm-up"),
    BlockKind.BALANCE: _l("Balance"),
    BlockKind.CORE: _l("Core and strength"),
    BlockKind.AEROBIC: _l("Walking and moving"),
    BlockKind.YOGA: _l("Yoga"),
    BlockKind.STRETCH: _l("Stretching"),
    BlockKind.BREATHING: _l("Breathing"),
}
CARE: Final[Mapping[CareKind, Words]] = {
    CareKind.B12: _l("B12"),
    CareKind.POSTURE: _l("Posture"),
    CareKind.WALK: _l("Walk"),
    CareKind.FOOD: _l("Food"),
    CareKind.PAINKILLERS: _l("Painkillers"),
    CareKind.CHECK_IN: _l("Check-in"),
    CareKind.EXERCISE: _l("Daily work"),
}
POSITIONS: Final[Mapping[Position, Words]] = {
    Position.SUPINE: _l("lying on your back"),
    Position.PRONE: _l("lying on your front"),
    Position.SIDE_LYING: _l("lying on your side"),
    Position.QUADRUPED: _l("on hands and knees"),
    Position.KNEELING: _l("kneeling"),
    Position.SEATED_FLOOR: _l("sitting on the floor"),
    Position.SEATED_CHAIR: _l("sitting on a chair"),
    Position.STANDING: _l("standing"),
    Position.WALL: _l("at a wall"),
}
_STOP_NOW: Final = "MSG-STOPNOW"


def equipment_words(exercise: Exercise) -> str:
    return ", ".join(str(_l(" or ")).join(sorted(group)) for group in exercise.equipment)


@dataclass(frozen=True, slots=True)
class LeftOutGroup:
    """Exercises that are left out for the same reason."""

    text: str
    rule: str
    names: tuple[str, ...]


class WeekPage:
    """What the page of a week shows, in the order in which it shows it."""

    def __init__(self, shown: ShownWeek, content: Content, today: date) -> None:
        self.week: Week = shown.week
        self.kept = shown.kept
        self.start = shown.kept.start.isoformat()
        self.today = today
        self.is_over = today >= shown.kept.start + timedelta(days=7)
        self.other_starts = tuple(start for start in shown.starts if start != shown.kept.start)
        self._content = content
        self._blocks = {kind: str(words) for kind, words in BLOCKS.items()}
        self._care = {kind: str(words) for kind, words in CARE.items()}
        self.open_day = self._open_day()

    def _open_day(self) -> date:
        """The day whose details are open at first: today, or the first day with a session that is still to come."""
        coming = [
            day.date for day in self.week.days if day.date == self.today or (day.sessions and day.date > self.today)
        ]
        return coming[0] if coming else self.week.start

    @property
    def stop_now(self) -> str:
        return self._content.safety.messages[_STOP_NOW]

    @property
    def messages(self) -> tuple[Message, ...]:
        return tuple(m for m in self.week.screening.messages if m.id != _STOP_NOW)

    @property
    def gave_way(self) -> tuple[Law, ...]:
        return tuple(law for law in self.week.laws if not law.kept)

    @property
    def kept_laws(self) -> tuple[Law, ...]:
        return tuple(law for law in self.week.laws if law.kept)

    @cached_property
    def left_out(self) -> tuple[LeftOutGroup, ...]:
        """Each exercise once, under its first reason."""
        groups: dict[tuple[str, str], list[str]] = {}
        for left in self.week.left_out:
            first = left.reasons[0]
            groups.setdefault((first.text, first.rule), []).append(self.name(left.exercise))
        return tuple(LeftOutGroup(text, rule, tuple(names)) for (text, rule), names in groups.items())

    @property
    def total(self) -> str:
        sessions = len(self.week.sessions)
        minutes = round(sum(session.minutes for _day, session in self.week.sessions))
        return str(_l("%(sessions)s, %(minutes)s minutes in all", sessions=self._sessions(sessions), minutes=minutes))

    def name(self, exercise: ExerciseId) -> str:
        known = self._content.library.exercises.get(exercise)
        return exercise if known is None else known.name

    def block(self, block: Block) -> str:
        known = None if block.routine is None else self._content.library.routines.get(block.routine)
        kind = self._blocks[block.kind]
        return kind if known is None else f"{kind}: {known.name}"

    def glance(self, day: Day) -> tuple[Item, ...]:
        """The drawings of a day at a glance: one of each block first, the main work before the rest."""
        order = (
            BlockKind.CORE, BlockKind.YOGA, BlockKind.STRETCH, BlockKind.BALANCE, BlockKind.AEROBIC,
            BlockKind.WARM_UP, BlockKind.BREATHING,
        )  # fmt: skip
        blocks = sorted((b for s in day.sessions for b in s.blocks), key=lambda block: order.index(block.kind))
        rounds = zip_longest(*(block.items for block in blocks))
        in_turn = [item for one_of_each in rounds for item in one_of_each if item is not None]
        return tuple({item.exercise: item for item in in_turn}.values())[:4]

    def dose(self, item: Item) -> str:
        return dose_words(item.dose, item.sides)

    def kinds(self, session: Session) -> str:
        return ", ".join(self._blocks[block.kind] for block in session.blocks)

    def care_kind(self, kind: CareKind) -> str:
        return self._care[kind]

    @staticmethod
    def _sessions(number: int) -> str:
        return str(ngettext("%(num)s session", "%(num)s sessions", number))
