"""Months of weeks, planned by the real planner for people whose behaviour is written down here.

Nobody's diary is random: the same person gets the same months. ``live`` is used by the tests of simulated months and by
``tests/benchmarks/simulate_months.py``, which draws them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from planner.domain.diary import Diary, ItemNote, SessionDiary, WeekDiary
from planner.domain.person import B12, Activity, EverySchedule, Haemoglobin, Profile
from planner.domain.week import CareKind, Day, Session, Week
from planner.generator.outcome import Planned
from planner.generator.problem import WeekProblem
from planner.generator.solve import plan_week
from planner.use_cases.make_week import Content, History, week_problem
from tests.generator.people import START, YES, days, person

Answers = Callable[[int, Profile], Profile]
"""Week number and the profile at the start → the profile as it would be answered now."""
Writes = Callable[[int, int, Session], SessionDiary | None]
"""Week number, number of the session in its week, the session → its page; None for a session that was missed."""


@dataclass(frozen=True, slots=True)
class Character:
    """``walks``: the share of the asked walking minutes that is reported, by week number."""

    name: str
    profile: Profile
    writes: Writes
    answers: Answers = lambda number, profile: profile
    walks: Callable[[int], float] = lambda number: 1.0


@dataclass
class Life:
    """The weeks of one person with the problems they were planned for, and what was written down."""

    character: Character
    problems: list[WeekProblem] = field(default_factory=list)
    weeks: list[Week] = field(default_factory=list)
    pages: list[SessionDiary] = field(default_factory=list)
    check_ins: list[WeekDiary] = field(default_factory=list)

    def pages_of(self, number: int) -> list[SessionDiary]:
        return [page for page in self.pages if page.week == self.weeks[number].start]

    def walking(self) -> list[int]:
        """Minutes of walking asked for, week by week."""
        return [round(sum(minutes_walked(day) for day in week.days)) for week in self.weeks]

    def load(self) -> list[int]:
        """Effort times minutes of all sessions, week by week."""
        return [round(sum(i.effort * i.seconds for _, s in w.sessions for i in s.items) / 60) for w in self.weeks]

    def pain(self) -> list[float | None]:
        """Average pain of the sessions, week by week."""
        found = []
        for number in range(len(self.weeks)):
            pains = [page.pain_during for page in self.pages_of(number) if page.pain_during is not None]
            found.append(sum(pains) / len(pains) if pains else None)
        return found


def minutes_walked(day: Day) -> float:
    return sum(item.minutes or 0 for item in day.care if item.kind is CareKind.WALK)


def live(character: Character, content: Content, weeks: int) -> Life:
    """``weeks`` weeks, each planned from the diary of the earlier ones."""
    life = Life(character)
    for number in range(weeks):
        start = START + timedelta(weeks=number)
        history = History(tuple(life.weeks), Diary(tuple(life.pages), tuple(life.check_ins)))
        profile = character.answers(number, character.profile)
        problem = week_problem(profile, content, start, history)
        assert isinstance(problem, WeekProblem), problem
        outcome = plan_week(problem)
        assert isinstance(outcome, Planned), outcome
        life.problems.append(problem)
        life.weeks.append(outcome.week)
        pages = [character.writes(number, n, s) for n, (_, s) in enumerate(outcome.week.sessions)]
        life.pages += [replace(page, week=start) for page in pages if page is not None]
        life.check_ins.append(_check_in(life, number, start))
    return life


def _check_in(life: Life, number: int, start: date) -> WeekDiary:
    tired = [page.tiredness for page in life.pages_of(number) if page.tiredness is not None]
    return WeekDiary(
        start,
        walk_minutes=round(life.walking()[number] * life.character.walks(number)),
        b12_done=True,
        falls=False,
        tiredness_average=sum(tired) / len(tired) if tired else None,
    )


def page(session: Session, *, pain: int = 2, morning: int = 2, tired: int = 2, spare: int = 2) -> SessionDiary:
    """All done at the planned effort; ``spare`` repeats more than asked in every last set."""
    reached: Mapping = {
        item.exercise: ItemNote(last_set_reps=item.dose.reps_of_sets()[-1] + spare)
        for item in session.items
        if item.minutes is None and spare
    }
    return SessionDiary(
        START,
        session.id,
        "all",
        effort=max(item.effort for item in session.items),
        pain_during=pain,
        pain_next_morning=morning,
        tiredness=tired,
        tiredness_next_morning=tired,
        exercises=reached,
    )


FOUR_DAYS = days(mon=20, wed=20, fri=20, sun=20)


def steady() -> Character:
    """Walks a little already; does what is asked, with two repeats to spare in every other week; pain from 3 to 1."""

    def writes(number: int, place: int, session: Session) -> SessionDiary:
        pain = 3 if number < 4 else 2 if number < 12 else 1
        return page(session, pain=pain, morning=min(pain, 2), spare=2 if number % 2 else 0)

    return Character("steady", person(days=FOUR_DAYS, activity=Activity(3, 90)), writes)


def anaemic() -> Character:
    """Starts a week after the first injection, haemoglobin 92 g/L, tiredness 8; then better and better."""
    treated = B12(
        YES,
        "absorption",
        "injections",
        EverySchedule("weeks", 8),
        START - timedelta(days=7),
        START - timedelta(days=7),
    )

    def tired(number: int) -> int:
        return max(2, 8 - number // 2)

    def answers(number: int, profile: Profile) -> Profile:
        tested = number // 4 * 4
        blood = Haemoglobin(min(128, 92 + 4 * tested), START + timedelta(weeks=tested))
        injections = replace(treated, last_injection=START - timedelta(days=7) + timedelta(weeks=number // 8 * 8))
        return replace(profile, tiredness=tired(number), haemoglobin=blood, b12=injections)

    def writes(number: int, place: int, session: Session) -> SessionDiary | None:
        missed = number % 3 == 2 and place == 0
        return None if missed else page(session, tired=tired(number), spare=2 if number > 8 else 0)

    profile = person(age=52, sex="female", days=FOUR_DAYS, tiredness=8, b12=treated)
    return Character("anaemic at first", profile, writes, answers, lambda number: 0.9 if number % 3 else 1.0)


def flaring() -> Character:
    """Ends weeks 6 and 17 with pain 8 that is still there next morning; sore the week after."""

    def writes(number: int, place: int, session: Session) -> SessionDiary:
        if number in (5, 16) and place == 3:
            return page(session, pain=8, morning=7, spare=0)
        sore = number in (6, 17)
        return page(session, pain=4 if sore else 2, morning=3 if sore else 2, spare=0 if sore else 2)

    return Character("flares", person(days=FOUR_DAYS), writes)


def missing() -> Character:
    """Away in weeks 5 and 6, only there once in week 10, and away for three weeks from week 15 on."""

    def away(number: int) -> bool:
        return number in (4, 5, 14, 15, 16)

    def writes(number: int, place: int, session: Session) -> SessionDiary | None:
        return None if away(number) or (number == 9 and place) else page(session)

    return Character("misses weeks", person(days=FOUR_DAYS), writes, walks=lambda number: 0.0 if away(number) else 1.0)


def overreporting() -> Character:
    """Always writes no pain, no tiredness and five repeats to spare, whatever was asked."""

    def writes(number: int, place: int, session: Session) -> SessionDiary:
        return page(session, pain=0, morning=0, tired=0, spare=5)

    return Character("overreports", person(days=FOUR_DAYS), writes, walks=lambda number: 2.0)


CHARACTERS = (steady, anaemic, flaring, missing, overreporting)
