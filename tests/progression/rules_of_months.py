"""The rules of progression written a second time, from the weeks and the diary alone: what each forbids in a life.

Each rule is a function from a life to its breaches in words. Nothing here asks ``planner.progression`` how it judges.
This module has those of tiredness, and the table of all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta

from planner.domain.exercise import Level
from planner.screening.outcome import Pace
from tests.progression.lived import (
    Lived,
    after_each_week,
    grew,
    held,
    items_of,
    pages_of,
)
from tests.progression.rules_of_pain import (
    an_unsettled_morning_means_less_and_two_mean_another_exercise,
    climbing_pain_stops_growth,
    pain_above_five_makes_nothing_of_it_harder,
    sharp_pain_sets_the_exercise_aside_and_asks_again,
    symptoms_down_the_leg_take_their_direction_away_for_a_week,
    usual_pain_may_rise_by_two_until_morning,
)
from tests.progression.rules_of_progress import (
    an_exercise_grows_in_one_way_at_a_time,
    growth_needs_room_to_spare_twice_running,
    levels_rise_one_at_a_time_at_reviews,
    more_load_leaves_the_dose_as_it_is,
    nothing_progresses_after_a_week_that_says_stay,
    sets_and_walks_grow_by_a_tenth,
    the_next_step_is_the_nearest_usable_one,
    walks_grow_in_days_then_minutes,
)
from tests.progression.rules_of_return import (
    a_fever_means_half_and_then_three_quarters,
    a_flare_is_followed_by_half_and_three_quarters,
    a_missed_day_is_not_made_up_for,
    eight_to_fourteen_days_off_mean_three_quarters,
    every_fourth_week_is_easy,
    four_to_seven_days_repeat_the_last_full_week,
    more_than_four_weeks_off_begin_again,
    one_hard_session_means_less_next_time,
    two_hard_sessions_mean_a_step_back_and_three_a_week_without,
    two_to_four_weeks_off_mean_half_one_step_down_and_the_questions,
    what_was_set_aside_is_asked_again_after_a_week,
    words_are_kind,
)


def a_good_day_adds_one_thing_at_a_time(life: Lived) -> Iterator[str]:
    """FAT-05: however much was reported, an exercise's sets of repeats grow by one repeat, or by one set, a week."""
    for number in after_each_week(life):
        was, now = life.told[number - 1], life.told[number]
        if was.level is not now.level or min(was.volume_factor, now.volume_factor) < 1 or was.pace is not now.pace:
            continue
        for exercise in held(life.weeks[number]) & held(life.weeks[number - 1]):
            old = [i.dose for i in items_of(life.weeks[number - 1]) if i.exercise == exercise and i.minutes is None]
            new = [i.dose for i in items_of(life.weeks[number]) if i.exercise == exercise and i.minutes is None]
            was_less = any(
                c.exercise == exercise and c.rule.startswith(("REG", "PAIN")) for c in (*was.changes, *now.changes)
            )
            if old and new and not was_less:
                more = max(d.reps_of_sets()[0] for d in new) - max(d.reps_of_sets()[0] for d in old)
                if more > 1 and max(d.sets for d in new) >= max(d.sets for d in old):
                    yield f"week {number}: {exercise} has {more} repeats more at once"


def early_treatment_changes_one_thing_a_week(life: Lived) -> Iterator[str]:
    """FAT-07: also no level above beginner."""
    b12 = life.person.b12
    for number in after_each_week(life):
        if b12.started is None or life.weeks[number].start >= b12.started + timedelta(weeks=8):
            continue
        if len(grew(life.told[number])) > 1 or life.told[number].level is not Level.BEGINNER:
            yield f"week {number}: {grew(life.told[number])} at {life.told[number].level}"


def tiredness_that_stays_up_lowers_the_state(life: Lived) -> Iterator[str]:
    """FAT-09, by the last session of the week."""
    for number in after_each_week(life):
        pages = pages_of(life, number - 1)
        tired = [page.tiredness for page in pages if page.tiredness is not None]
        if len(tired) < 2 or pages[-1].tiredness_next_morning is None:
            continue
        before = sum(tired[:-1]) / len(tired[:-1])
        told = life.told[number]
        stayed_up = tired[-1] >= before + 3 and pages[-1].tiredness_next_morning > before
        if stayed_up and told.pace is Pace.GREEN and not told.restorative_days:
            yield f"week {number}: as usual after tiredness {tired[-1]}"


Rule = Callable[[Lived], Iterator[str]]
IN_LIVES: dict[str, Sequence[Rule]] = {
    "PAIN-01": (pain_above_five_makes_nothing_of_it_harder,),
    "PAIN-02": (usual_pain_may_rise_by_two_until_morning,),
    "PAIN-03": (climbing_pain_stops_growth,),
    "PAIN-04": (an_unsettled_morning_means_less_and_two_mean_another_exercise,),
    "PAIN-05": (sharp_pain_sets_the_exercise_aside_and_asks_again,),
    "PAIN-06": (symptoms_down_the_leg_take_their_direction_away_for_a_week,),
    "PROG-01": (growth_needs_room_to_spare_twice_running,),
    "PROG-02": (an_exercise_grows_in_one_way_at_a_time,),
    "PROG-03": (more_load_leaves_the_dose_as_it_is,),
    "PROG-04": (sets_and_walks_grow_by_a_tenth,),
    "PROG-05": (nothing_progresses_after_a_week_that_says_stay,),
    "PROG-06": (levels_rise_one_at_a_time_at_reviews, growth_needs_room_to_spare_twice_running),
    "PROG-07": (the_next_step_is_the_nearest_usable_one,),
    "PROG-08": (walks_grow_in_days_then_minutes,),
    "REG-01": (one_hard_session_means_less_next_time,),
    "REG-02": (
        two_hard_sessions_mean_a_step_back_and_three_a_week_without,
        what_was_set_aside_is_asked_again_after_a_week,
    ),
    "REG-03": (a_flare_is_followed_by_half_and_three_quarters,),
    "REG-04": (every_fourth_week_is_easy,),
    "RET-01": (a_missed_day_is_not_made_up_for,),
    "RET-02": (four_to_seven_days_repeat_the_last_full_week,),
    "RET-03": (eight_to_fourteen_days_off_mean_three_quarters,),
    "RET-04": (two_to_four_weeks_off_mean_half_one_step_down_and_the_questions,),
    "RET-05": (more_than_four_weeks_off_begin_again,),
    "RET-06": (a_fever_means_half_and_then_three_quarters,),
    "RET-07": (words_are_kind,),
    "FAT-05": (a_good_day_adds_one_thing_at_a_time,),
    "FAT-07": (early_treatment_changes_one_thing_a_week,),
    "FAT-09": (tiredness_that_stays_up_lowers_the_state,),
}
"""Rules that every life is judged by."""


def breaches(rule: str, life: Lived) -> list[str]:
    return [breach for judge in IN_LIVES[rule] for breach in judge(life)]
