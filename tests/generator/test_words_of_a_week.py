"""Names and sentences of a week, as somebody reads them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.domain.week import Week
from planner.generator.problem import WeekProblem
from planner.generator.wishes import WISHES
from planner.generator.wishes.suited import RoutinesThatSuit
from planner.generator.words import SHORT_NAME, liking, title
from tests.generator.conftest import ProblemOf, WeekOf
from tests.generator.people import days, desk_worker, person, varied, very_tired

Plain = tuple[Week, WeekProblem]
SEEDS = range(6)


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["core and posture", "back-care yoga"], "Core, posture and back-care yoga"),
        (["steady feet", "core and posture", "stretches"], "Steady feet, core, posture and stretches"),
        (["core and posture", "breath and posture"], "Core, posture and breath"),
        (["breath and posture"], "Breath and posture"),
        (["standing core", "standing yoga"], "Standing core and standing yoga"),
        (["stretches"], "Stretches"),
    ],
)
def test_a_title_is_one_list_that_names_each_thing_once(names: list[str], said: str) -> None:
    assert title(names) == said


def test_every_shipped_routine_has_a_short_name(plain: Plain) -> None:
    assert set(SHORT_NAME) == set(plain[1].library.routines)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_title_has_more_than_one_and(seed: int, problem_of: ProblemOf) -> None:
    from planner.generator.menu import menu_of

    problem = problem_of(person(days=varied(seed).days, level=varied(seed).level))
    titles = {option.session.title for slot in problem.slots for option in menu_of(problem).options(slot)}
    assert titles
    assert not [one for one in titles if one.count(" and ") > 1]


def sentence(wish: str, week: Week, problem: WeekProblem) -> str:
    told = next(w for w in WISHES if w.id == wish).gave_way(week, problem)
    assert told is not None
    return told


def without_sessions(week: Week, *keep: int) -> Week:
    return replace(week, days=tuple(d if n in keep else replace(d, sessions=()) for n, d in enumerate(week.days)))


def test_what_comes_on_no_day_or_too_few_is_told_in_words(plain: Plain) -> None:
    week, problem = plain
    assert sentence("STRETCH-DAYS", without_sessions(week), problem).startswith("There is no stretching this week: ")
    strong = next(n for n, d in enumerate(week.days) for s in d.sessions for i in s.items if is_strength(i, problem))
    told = sentence("WEEK-01", without_sessions(week, strong), problem)
    assert told.startswith("Strength work comes on one day instead of two: ")
    easy = replace(problem, prescription=replace(problem.prescription, easy_week=True))
    assert sentence("YOGA-DAY", without_sessions(week), easy) == "There is no yoga this week: this is an easy week."


def is_strength(item, problem: WeekProblem) -> bool:  # type: ignore[no-untyped-def]
    return problem.library.exercises[item.exercise].is_strength


def test_a_short_session_is_told_by_its_day(plain: Plain) -> None:
    week, problem = plain
    day = week.days[0]
    short = replace(day.sessions[0], minutes=4.2)
    told = sentence("MINUTES-USED", replace(week, days=(replace(day, sessions=(short,)), *week.days[1:])), problem)
    assert told == "The session on Monday takes 5 of 20 minutes: more of what suits you did not fit."


def test_sides_without_work_are_told_in_a_whole_sentence(plain: Plain) -> None:
    week, problem = plain
    told = sentence("ALL-SIDES", without_sessions(week), problem)
    assert told == "This week has no work for the front, side, back and hips: nothing suitable fits into your days."


def test_long_walks_are_the_reason_when_they_tip_the_mix(week_of: WeekOf) -> None:
    week, problem = week_of(desk_worker())
    few = without_sessions(week, 0)
    assert sentence("WEEK-02", few, problem).endswith("the walks count in full.")
    still = replace(few, days=tuple(replace(day, care=()) for day in few.days))
    assert sentence("WEEK-02", still, problem).endswith("the mix gave way to your days and minutes.")


def test_routines_that_come_again_and_again_are_told_in_the_plural(week_of: WeekOf) -> None:
    week, problem = week_of(person(days=days(mon=20, wed=20, fri=20)))
    session = next(s for _, s in week.sessions if any(block.routine for block in s.blocks))
    same = replace(week, days=tuple(replace(d, sessions=(session,) if d.sessions else ()) for d in week.days))
    routines = {b.routine for b in session.blocks if b.routine and b.kind.value != "balance"}
    told = sentence("NO-DULL-REPEATS", same, problem)
    assert ("come in three sessions running: they suit" in told) == (len(routines) > 1)
    assert told.endswith(" you best.")


def test_what_somebody_likes_or_dislikes_has_a_name(plain: Plain) -> None:
    library = plain[1].library
    words = ("core", "stretch", "yoga", "cobra", "core-five", "sun-salutation")
    assert [liking(library, word) for word in words] == [
        "core work", "stretching", "yoga", "Cobra", "Five-minute core", "sun salutation",
    ]  # fmt: skip


def test_without_anything_at_hand_the_missing_sides_are_not_laid_to_the_days(week_of: WeekOf) -> None:
    week, problem = week_of(person(equipment=frozenset()))
    assert sentence("ALL-SIDES", week, problem) == (
        "This week has no work for the front, side, back and hips: nothing of it is safe, at hand and to your liking."
    )


def test_a_very_tired_week_does_not_speak_of_routines_that_suit_better(week_of: WeekOf) -> None:
    week, problem = week_of(very_tired())
    thin = replace(problem.passed, conditions=frozenset({*problem.passed.conditions, "OP"}))
    assert RoutinesThatSuit().gave_way(week, replace(problem, passed=thin)) is None


def test_work_that_is_disliked_or_out_of_reach_did_not_give_way_to_the_rest_of_the_week(week_of: WeekOf) -> None:
    week, problem = week_of(person(dislikes=("yoga",)))
    assert sentence("YOGA-DAY", week, problem) == (
        "There is no yoga this week: nothing of it is safe, at hand and to your liking."
    )


def test_variety_that_found_no_room_is_not_told_as_missing(plain: Plain) -> None:
    used = {item.exercise for _, session in plain[0].sessions for item in session.items}
    others = tuple(e for e in plain[1].usable if e not in used)[:3]
    problem = replace(plain[1], prescription=replace(plain[1].prescription, variety=others))
    assert next(w for w in WISHES if w.id == "STEPS-UP").gave_way(plain[0], problem) is None


def test_days_without_a_session_are_told_with_their_reason(plain: Plain, week_of: WeekOf) -> None:
    exhausted = person(tiredness=9, equipment=frozenset())
    assert sentence("OFFERED-DAYS", *week_of(exhausted)).endswith("Saturday: this week is for rest.")
    week, problem = plain
    gone = without_sessions(week, 1, 3, 5)
    assert sentence("OFFERED-DAYS", gone, problem) == ("No session on Monday: nothing that is safe fits into the time.")
    flare = replace(problem, slots=(replace(problem.slots[0], restorative=True), *problem.slots[1:]))
    assert sentence("OFFERED-DAYS", gone, flare) == "No session on Monday: the first days of a flare are for rest."
