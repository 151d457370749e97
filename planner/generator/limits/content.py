"""What every week contains."""

from __future__ import annotations

from planner.domain.week import CareKind, Law, Week
from planner.generator.draft import Draft
from planner.generator.facts import facts_of
from planner.generator.feasible import AEROBIC_DAYS, CORE_DAYS, SOFT_DAYS, Tally, most_of_week_three
from planner.generator.limits.base import Limit
from planner.generator.menu import menu_of
from planner.generator.more_time import change_for_week_three
from planner.generator.outcome import Breach
from planner.generator.problem import WeekProblem
from planner.generator.words import and_list


def tally_of(week: Week, problem: WeekProblem) -> Tally:
    """Days of the week with core, with stretch or yoga, and with aerobic work; walks in ``care`` are aerobic."""
    core = soft = aerobic = 0
    for day in week.days:
        facts = [facts_of(problem, session) for session in day.sessions]
        core += any(f.core for f in facts)
        soft += any(f.soft for f in facts)
        aerobic += any(f.aerobic for f in facts) or any(item.kind is CareKind.WALK for item in day.care)
    return Tally(core, soft, aerobic)


class CoreStretchAndWalkingEveryWeek(Limit):
    """WEEK-03: 2 core or strength days, 2 stretch or yoga days, aerobic on 3 days, posture breaks daily.

    A limit as far as the offered time can hold it; then the week says what is missing, and no breach is found.
    """

    id = "WEEK-03"
    sentence = "Core or strength twice, stretch or yoga twice, walking on three days, posture breaks every day."
    article = ("A3", "A5", "A6", "A9")

    def post(self, draft: Draft) -> None:
        most = most_of_week_three(draft.problem, draft.menu)
        draft.add(draft.days_with(lambda f: f.core) >= min(CORE_DAYS, most.core))
        draft.add(draft.days_with(lambda f: f.soft) >= min(SOFT_DAYS, most.soft))
        walked = min(AEROBIC_DAYS, draft.problem.days_with_walks)
        if most.aerobic > walked:
            draft.add(draft.days_with(lambda f: f.aerobic) >= most.aerobic - walked)

    def breaches(self, week: Week, problem: WeekProblem) -> tuple[Breach, ...]:
        return (*self._lacking(week, problem), *self._wrongly_said(week, problem))

    def _lacking(self, week: Week, problem: WeekProblem) -> tuple[Breach, ...]:
        found = [
            self.breach(day.weekday, "The day has no posture breaks.")
            for day in week.days
            if not any(item.kind is CareKind.POSTURE for item in day.care)
        ]
        has = tally_of(week, problem)
        if not has.whole:
            most = most_of_week_three(problem, menu_of(problem))
            if most.whole or sum(_counted(has)) < sum(_counted(most)):
                found.append(self.breach("week", f"{_missing(has)}, though the offered time can hold more."))
        return tuple(found)

    def _wrongly_said(self, week: Week, problem: WeekProblem) -> tuple[Breach, ...]:
        """Contract, "Daily work and rest": the file says whether WEEK-03 is kept, and says it truly."""
        said = [law.kept for law in week.laws if law.id == self.id]
        whole = tally_of(week, problem).whole
        if not said:
            return (self.breach("week", "The file does not say whether this limit is kept."),)
        if whole and not all(said):
            return (self.breach("week", "The file says that this limit is not kept, but the week keeps it."),)
        if not whole and any(said):
            return (self.breach("week", "The file says that this limit is kept, but the week does not keep it."),)
        return ()

    def law(self, week: Week, problem: WeekProblem) -> Law:
        has = tally_of(week, problem)
        if has.whole:
            found = self._lacking(week, problem)
            return Law(self.id, not found, found[0].text if found else self.sentence, self.article)
        return Law(self.id, False, f"{_missing(has)}: {_because(problem)}", self.article)


def _counted(tally: Tally) -> tuple[int, int, int]:
    return (min(CORE_DAYS, tally.core), min(SOFT_DAYS, tally.soft), min(AEROBIC_DAYS, tally.aerobic))


def _missing(has: Tally) -> str:
    parts = []
    if has.core < CORE_DAYS:
        parts.append(f"core or strength on {has.core} of {CORE_DAYS} days")
    if has.soft < SOFT_DAYS:
        parts.append(f"stretch or yoga on {has.soft} of {SOFT_DAYS} days")
    if has.aerobic < AEROBIC_DAYS:
        parts.append(f"walking or other movement on {has.aerobic} of {AEROBIC_DAYS} days")
    text = and_list(parts)
    return text[:1].upper() + text[1:]


def _because(problem: WeekProblem) -> str:
    if problem.breathing_only:
        return "at this tiredness the week is for breathing and rest."
    if problem.passed.breathing_and_easy_walk_only:
        return "for now only breathing and easy walks are allowed."
    offered = [slot for slot in problem.slots if slot.offered_minutes]
    why = "it takes one more day." if len(offered) == 1 else "the offered time holds no more."
    if problem.low_energy:
        return "at this tiredness the sessions stay short."
    change = change_for_week_three(problem, menu_of(problem))
    return "what is safe and at hand for you holds no more this week." if change is None else f"{why} {change}"


class WalkingNeverReplacesStrength(Limit):
    """WEEK-05: with osteoporosis, resistance and balance work are never replaced by walking alone."""

    id = "WEEK-05"
    sentence = "With thin bones, walking comes on top of strength and balance work, never in its place."
    article = ("A19",)

    def post(self, draft: Draft) -> None:
        """WEEK-03 and the daily work keep it in the model."""

    def breaches(self, week: Week, problem: WeekProblem) -> tuple[Breach, ...]:
        if "OP" not in problem.passed.conditions or problem.special:
            return ()
        walks = any(item.kind is CareKind.WALK for day in week.days for item in day.care)
        works = any(facts_of(problem, session).core for _, session in week.sessions)
        possible = any(u.exercise.category.value == "core" for u in problem.usable.values())
        if walks and not works and possible and week.sessions and not all(s.restorative for s in problem.slots):
            return (self.breach("week", "There are walks but no core or strength work."),)
        return ()


class SetsGrowSlowly(Limit):
    """PROG-04, REG-04: the diary's ceiling on the week's sets."""

    id = "PROG-04"
    sentence = "The amount of work grows slowly from week to week."
    article = ("A16",)

    def post(self, draft: Draft) -> None:
        ceiling = draft.problem.prescription.most_sets
        if ceiling is not None:
            draft.add(sum(draft.amount(day, lambda f: f.sets) for day in range(len(draft.options))) <= ceiling)

    def breaches(self, week: Week, problem: WeekProblem) -> tuple[Breach, ...]:
        ceiling = problem.prescription.most_sets
        sets = sum(item.sets for _, session in week.sessions for item in session.items)
        if ceiling is not None and sets > ceiling:
            return (self.breach("week", f"{sets} sets are more than the {ceiling} this week may have."),)
        return ()
