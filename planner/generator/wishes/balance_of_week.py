"""The mix of the week: goal weights, all sides of the trunk, enough core and strength days."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from planner.domain.exercise import Category, Exercise
from planner.domain.week import BlockKind, CareKind, Week
from planner.generator.draft import Draft
from planner.generator.facts import SessionFacts, facts_of
from planner.generator.pieces import GROUPS, SORTS, traits_of
from planner.generator.problem import DAYS_IN_WEEK, WeekProblem
from planner.generator.wishes.base import Wish
from planner.generator.words import and_list

GOAL_WEIGHTS: Final = (40, 30, 20, 10)
"""A9, in per cent, in the order of ``SORTS``. Posture breaks through the day carry the last one besides."""
FAR_OFF_PERCENT: Final = 15
NONE_SUITS: Final = "nothing of it is safe, at hand and to your liking"
IN_WORDS: Final = ("no", "one", "two", "three")


class GoalWeights(Wish):
    """A9: core 40 %, movement and walking 30 %, stretch and yoga 20 %, posture 10 % of the week's minutes."""

    id = "WEEK-02"
    weight = 2
    sentence = "The mix is near 40 % core, 30 % movement, 20 % stretch and yoga, 10 % posture."
    article = ("A9",)

    def post(self, draft: Draft) -> None:
        """A point for each minute that a sort is under its share (what is over in one is under in another)."""
        walked = 60 * draft.problem.walks.days * draft.problem.walks.minutes
        days = range(DAYS_IN_WEEK)
        of_sort = [
            sum(draft.amount(day, lambda f, s=sort: f.sorts[s]) for day in days)  # type: ignore[misc]
            + (walked if SORTS[sort] == "movement" else 0)
            for sort in range(len(SORTS))
        ]
        total = sum(of_sort)
        for sort, percent in enumerate(GOAL_WEIGHTS[:3]):
            short = draft.whole_number(7 * 24 * 60, f"short_of_{sort}")
            draft.add(6000 * short >= percent * total - 100 * of_sort[sort])
            draft.cost(self.weight, short)

    def gave_way(self, week: Week, problem: WeekProblem) -> str | None:
        shares = shares_of(week, problem)
        if not sum(shares):
            return None
        if problem.special:
            return "The balance between the kinds of work can wait until you have more energy."
        off = [
            (name, share, goal)
            for name, share, goal in zip(SORTS[:3], shares, GOAL_WEIGHTS, strict=False)
            if abs(share - goal) > FAR_OFF_PERCENT
        ]
        if not off:
            return None
        said = and_list([f"{name} {_have(name)} {share} % instead of {goal} %" for name, share, goal in off])
        walks_tip = problem.walks.days and any(name == "movement" and share > goal for name, share, goal in off)
        reason = "the walks count in full" if walks_tip else "the mix gave way to your days and minutes"
        return f"Of the week's minutes, {said}: {reason}."


def _have(name: str) -> str:
    return "have" if " and " in name else "has"


def shares_of(week: Week, problem: WeekProblem) -> tuple[int, ...]:
    """Per cent of the week's minutes in each sort, walks included."""
    seconds = [0] * len(SORTS)
    for day in week.days:
        for session in day.sessions:
            for sort, more in enumerate(facts_of(problem, session).sorts):
                seconds[sort] += more
        seconds[1] += sum(round(60 * (c.minutes or 0)) for c in day.care if c.kind is CareKind.WALK)
    total = sum(seconds)
    return tuple(round(100 * part / total) if total else 0 for part in seconds)


class FrontSideBackAndHips(Wish):
    """A5: the muscles on every side of the spine, each week."""

    id = "ALL-SIDES"
    weight = 24
    sentence = "Front, side, back and hips all get their work."
    article = ("A5",)

    def post(self, draft: Draft) -> None:
        for group in GROUPS:
            missing = draft.flag(f"no_{group}")
            days = [draft.holds(day, lambda f, g=group: g in f.groups) for day in range(DAYS_IN_WEEK)]  # type: ignore[misc]
            draft.add(sum(days) + missing >= 1)
            draft.cost(self.weight, missing)

    def gave_way(self, week: Week, problem: WeekProblem) -> str | None:
        seen = frozenset().union(*(facts_of(problem, session).groups for _, session in week.sessions))
        missing = [group for group in GROUPS if group not in seen]
        if not missing:
            return None
        if problem.special:
            return f"Work for the {and_list(missing)} must wait until you have more energy."
        return f"This week has no work for the {and_list(missing)}: {_why_none(problem, missing)}."


def _why_none(problem: WeekProblem, missing: Sequence[str]) -> str:
    """Nothing that may be used at all, or no room for it."""
    traits = [traits_of(problem, exercise) for exercise in problem.usable if problem.may_use(exercise)]
    if not any(group in one.groups for one in traits if one is not None for group in missing):
        return NONE_SUITS
    gone = problem.held.over or (problem.held.edits is not None and problem.held.edits.lost)
    return f"nothing suitable fits into {'the days that are left' if gone else 'your days'}"


class _OnSomeDays(Wish):
    """Work of one sort on so many days, on all of them where fewer are offered."""

    days: ClassVar[int]
    name: ClassVar[str]
    waits: ClassVar[str]
    gives_way: ClassVar[str]

    def counts(self, facts: SessionFacts) -> bool:
        """Whether a session holds this sort of work."""
        raise NotImplementedError

    def trains(self, exercise: Exercise) -> bool:
        """Whether this sort of work could be made of it."""
        raise NotImplementedError

    def post(self, draft: Draft) -> None:
        missing = draft.whole_number(self.days, f"{self.id}_missing")
        draft.want_days(self._wanted(draft.problem), self.counts, missing)
        draft.cost(self.weight, missing)

    def gave_way(self, week: Week, problem: WeekProblem) -> str | None:
        days = sum(any(self.counts(facts_of(problem, session)) for session in day.sessions) for day in week.days)
        wanted = self._wanted(problem)
        if days >= wanted:
            return None
        if problem.special:
            return self.waits
        why = "this is an easy week." if problem.prescription.easy_week else self.gives_way
        if not any(self.trains(usable.exercise) for name, usable in problem.usable.items() if problem.may_use(name)):
            why = f"{NONE_SUITS}."
        if not days:
            return f"There is no {self.name.lower()} this week: {why}"
        day = "day" if days == 1 else "days"
        return f"{self.name} comes on {IN_WORDS[days]} {day} instead of {IN_WORDS[wanted]}: {why}"

    def _wanted(self, problem: WeekProblem) -> int:
        return min(self.days, sum(slot.budget_minutes > 0 for slot in problem.slots))


class EnoughCoreDays(_OnSomeDays):
    """DOSE-01, A5: core on three days, on all of them where fewer are offered."""

    id = "CORE-DAYS"
    weight = 30
    sentence = "Core work comes on three days, or on every day you offer if there are fewer."
    article = ("A5", "A15")
    days, name = 3, "Core work of three exercises or more"
    waits, gives_way = "Core work is kept small until you have more energy.", "more would not fit."

    def counts(self, facts: SessionFacts) -> bool:
        return facts.solid_core

    def trains(self, exercise: Exercise) -> bool:
        return exercise.category is Category.CORE


class StrengthTwice(_OnSomeDays):
    """WEEK-01: muscle strengthening on two days or more."""

    id = "WEEK-01"
    weight = 18
    sentence = "Hips, legs or upper back are strengthened on two days."
    article = ("A5",)
    days, name = 2, "Strength work"
    waits = "Strength work waits until you have more energy."
    gives_way = "it gave way to your days, limits or tiredness."

    def counts(self, facts: SessionFacts) -> bool:
        return facts.strength

    def trains(self, exercise: Exercise) -> bool:
        return exercise.is_strength


class StretchingTwice(_OnSomeDays):
    """A6: stretching on two days or more, never as the only content of a week."""

    id = "STRETCH-DAYS"
    weight = 20
    sentence = "Stretching comes on two days."
    article = ("A6",)
    days, name = 2, "Stretching"
    waits = "Stretching waits until you have more energy."
    gives_way = "it gave way to the rest of the week."

    def counts(self, facts: SessionFacts) -> bool:
        return BlockKind.STRETCH in facts.kinds

    def trains(self, exercise: Exercise) -> bool:
        return exercise.category is Category.STRETCH


class YogaOnce(_OnSomeDays):
    """A7, DOSE-06: yoga once a week. The one day weighs as much as both of stretching: its poses are new ones."""

    id = "YOGA-DAY"
    weight = 40
    sentence = "Yoga comes once, in a form that suits you."
    article = ("A7",)
    days, name = 1, "Yoga"
    waits, gives_way = "Yoga waits until you have more energy.", "it gave way to the rest of the week."

    def counts(self, facts: SessionFacts) -> bool:
        return BlockKind.YOGA in facts.kinds

    def trains(self, exercise: Exercise) -> bool:
        return exercise.category is Category.YOGA
