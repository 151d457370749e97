"""What the rules of months look at: the weeks of a life beside what was written down, read a second time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from planner.domain.diary import SessionDiary, WeekDiary
from planner.domain.exercise import Dose, ExerciseId, Level
from planner.domain.library import Library
from planner.domain.person import Profile
from planner.domain.week import BlockKind, CareKind, Item, Week
from planner.progression.prescription import Prescription

GROWTH = ("PROG-01", "PROG-02", "PROG-03", "PROG-07")
TWO_WEEKS = timedelta(days=14)


class Lived(Protocol):
    """What the rules need of a life, week by week; ``told`` is what each week was planned from."""

    weeks: list[Week]
    pages: list[SessionDiary]
    check_ins: list[WeekDiary]
    told: list[Prescription]

    @property
    def library(self) -> Library: ...

    @property
    def person(self) -> Profile: ...


@dataclass(frozen=True)
class Once:
    """One exercise in one session, and how it felt."""

    week: int
    day: date
    item: Item
    page: SessionDiary
    pain: int
    too_much: bool
    too_hard: bool
    unsettled: bool

    @property
    def bad(self) -> bool:
        return self.too_much or self.too_hard

    @property
    def spare(self) -> bool:
        """Two repeats more than asked in the last set, at the planned effort and with safe or settled pain."""
        note = self.page.exercises.get(self.item.exercise)
        asked = self.item.dose.reps_of_sets()
        more = note is not None and note.last_set_reps is not None and note.last_set_reps >= asked[-1] + 2
        return more and not self.bad and not self.unsettled


def pages_of(life: Lived, number: int) -> list[SessionDiary]:
    return [page for page in life.pages if page.week == life.weeks[number].start]


def usual(life: Lived) -> int:
    back = life.person.back_pain
    return back.now if back.average is None else back.average


def times_of(life: Lived) -> dict[ExerciseId, list[Once]]:
    """Every time that an exercise was done, in the order of time."""
    found: dict[ExerciseId, list[Once]] = {}
    written = {(page.week, page.session): page for page in life.pages}
    for number, week in enumerate(life.weeks):
        for day, session in week.sessions:
            page = written.get((week.start, session.id))
            if page is None or page.done == "none":
                continue
            hardest = max(item.effort for item in session.items)
            for item in session.items:
                if item.exercise not in page.skipped:
                    once = _once(number, day.date, item, page, hardest, usual(life))
                    found.setdefault(item.exercise, []).append(once)
    return found


def _once(number: int, day: date, item: Item, page: SessionDiary, hardest: int, usual_pain: int) -> Once:
    note = page.exercises.get(item.exercise)
    own = note.pain if note is not None else None
    others = any((n.pain or 0) > 2 for e, n in page.exercises.items() if e != item.exercise)
    working = item.effort >= min(4, hardest)
    to_blame = working and not others
    pain = own if own is not None else (page.pain_during or 0) if to_blame else 0
    morning = page.pain_next_morning if own is not None or to_blame else None
    said = note.settled_by_morning if note is not None else None
    settles = said is not False and morning is not None and morning <= 5
    allowed = usual_pain in (4, 5) and pain <= usual_pain + 2 and settles
    return Once(
        number,
        day,
        item,
        page,
        pain,
        too_much=pain > 5 and not allowed,
        too_hard=working and (page.effort or 0) >= hardest + 2,
        unsettled=said is False or (said is None and (morning or 0) > max(usual_pain, 2)),
    )


def items_of(week: Week) -> list[Item]:
    return [item for _, session in week.sessions for item in session.items]


def held(week: Week) -> set[ExerciseId]:
    return {item.exercise for item in items_of(week)}


def trained(week: Week) -> set[ExerciseId]:
    """What stands in the core and balance blocks."""
    blocks = [block for _, session in week.sessions for block in session.blocks]
    return {i.exercise for b in blocks if b.kind in (BlockKind.CORE, BlockKind.BALANCE) for i in b.items}


def work(dose: Dose) -> float:
    return dose.minutes or sum(dose.reps_of_sets()) * (dose.hold_seconds or 1)


def most_work(week: Week, exercise: ExerciseId) -> float:
    return max((work(item.dose) for item in items_of(week) if item.exercise == exercise), default=0)


def most_repeats(week: Week) -> dict[ExerciseId, tuple[int, int]]:
    """The most repeats of one set, and the longest hold, that the week asks of each exercise."""
    found: dict[ExerciseId, tuple[int, int]] = {}
    for item in items_of(week):
        if item.minutes is None:
            asked = max(item.dose.reps_of_sets()), item.hold_seconds or 0
            found[item.exercise] = max(found.get(item.exercise, asked), asked)
    return found


def sets_of(week: Week) -> int:
    return sum(item.sets for item in items_of(week))


def walks_of(week: Week) -> list[float]:
    return [care.minutes or 0 for day in week.days for care in day.care if care.kind is CareKind.WALK]


def walking(life: Lived) -> list[float]:
    return [sum(walks_of(week)) for week in life.weeks]


def grew(told: Prescription) -> list[str]:
    return [change.rule for change in told.changes if change.rule in GROWTH]


def said(told: Prescription, rule: str) -> bool:
    return any(message.id == rule for message in told.messages)


def last_times(life: Lived, number: int) -> Iterator[tuple[ExerciseId, list[Once]]]:
    """For each exercise done in that week: all its times up to then."""
    for exercise, times in times_of(life).items():
        known = [once for once in times if once.week <= number]
        if known and known[-1].week == number:
            yield exercise, known


def after_each_week(life: Lived) -> Iterator[int]:
    """Numbers of the weeks that have a week before them."""
    return iter(range(1, len(life.weeks)))


def gap(life: Lived, number: int) -> int:
    """Days from the first session missed since the last one done to the start of that week."""
    start = life.weeks[number].start
    written = {(page.week, page.session) for page in life.pages if page.done != "none"}
    missed: list[date] = []
    for week in life.weeks[:number]:
        for day, session in week.sessions:
            missed = [] if (week.start, session.id) in written else [*missed, day.date]
    return (start - missed[0]).days if missed else 0


def level_order(level: Level) -> int:
    return tuple(Level).index(level)
