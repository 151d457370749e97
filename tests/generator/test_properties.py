"""Hypothesis looks for the person, or the person's diary, for whom the planner's week does not pass the checker."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from planner.domain.diary import Diary, ItemNote, SessionDiary, WeekDiary
from planner.domain.library import Library
from planner.domain.week import Week
from planner.generator.check import check_week
from planner.generator.outcome import NoWeekPossible, Planned
from planner.generator.problem import WeekProblem
from planner.generator.solve import plan_week
from planner.screening.tables import SafetyTables
from planner.use_cases.make_week import NO_HISTORY, Content, History, week_problem
from tests.generator.people import START, varied

score = some.integers(0, 10)
few = settings(max_examples=10, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))


@some.composite
def diaries(draw: some.DrawFn, week: Week) -> Diary:
    """Anything a person may write about a week: done or missed sessions, pain, tiredness, repeats to spare."""
    pages = []
    for _, session in week.sessions:
        if draw(some.integers(0, 4)) == 0:
            continue
        spare = draw(some.integers(0, 4))
        reached = {
            item.exercise: ItemNote(last_set_reps=item.dose.reps_of_sets()[-1] + spare)
            for item in session.items
            if item.minutes is None
        }
        pages.append(
            SessionDiary(
                week.start,
                session.id,
                draw(some.sampled_from(("all", "none"))),
                effort=draw(score),
                pain_during=draw(score),
                pain_next_morning=draw(score),
                tiredness=draw(score),
                new_symptoms=draw(some.sampled_from(((), (), ("PAIN-05",), ("tingling",), ("fever",)))),
                exercises=reached,
            )
        )
    return Diary(tuple(pages), (WeekDiary(week.start, walk_minutes=draw(some.integers(0, 200)), b12_done=True),))


@few
@given(someone=some.integers(0, 5_000), gap=some.sampled_from((1, 1, 1, 2, 4, 6)), drawn=some.data())
def test_every_week_and_the_one_after_it_pass_the_checker(
    library: Library, safety: SafetyTables, someone: int, gap: int, drawn: some.DataObject
) -> None:
    content, profile = Content(library, safety), varied(someone)
    first = week_of(profile, content, START, NO_HISTORY)
    if first is None:
        return
    history = History((first,), drawn.draw(diaries(first)))
    week_of(profile, content, START + timedelta(weeks=gap), history)


def week_of(profile: object, content: Content, start: object, history: History) -> Week | None:
    """The checked week; None where screening stops the person or not one session fits."""
    problem = week_problem(profile, content, start, history)  # type: ignore[arg-type]
    if not isinstance(problem, WeekProblem):
        return None
    outcome = plan_week(problem)
    if isinstance(outcome, NoWeekPossible):
        assert outcome.clashes
        assert outcome.nearest_change
        return None
    assert isinstance(outcome, Planned)
    assert check_week(outcome.week, problem) == ()
    return outcome.week
