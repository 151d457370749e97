from __future__ import annotations

from collections.abc import Callable
from datetime import time, timedelta

import pytest

from planner.care.b12 import LBL_ABS
from planner.care.cards import IDEAS, cards_for, placed
from planner.care.plan import care_for_week
from planner.care.week import CareWeek
from planner.domain.person import (
    B12,
    Answer,
    BackPain,
    Bones,
    EverySchedule,
    Falls,
    Numbness,
    PostureBreaks,
    Profile,
    ReminderChoices,
    WorseWith,
)
from planner.domain.week import BlockKind, Card, CareKind
from planner.screening.outcome import Passed
from tests.care.people import BACK_PAIN_ONLY, LOW_BY_DIET, ON_INJECTIONS, a_person
from tests.people import START

NO, YES = Answer.NO, Answer.YES
Screened = Callable[[Profile], Passed]
THREE = (ON_INJECTIONS, LOW_BY_DIET, BACK_PAIN_ONLY)


def week_of(person: Profile, passed: Screened, weeks_before: int = 0) -> CareWeek:
    return care_for_week(person, passed(person), START, weeks_before=weeks_before)


def kinds(week: CareWeek) -> list[list[str]]:
    return [[item.kind.value for item in day.items] for day in week.days]


def test_the_week_has_seven_days_from_its_start(passed: Screened) -> None:
    week = week_of(BACK_PAIN_ONLY, passed)
    assert [day.date for day in week.days] == [START + timedelta(days=n) for n in range(7)]


def test_posture_comes_daily_food_and_painkillers_twice_and_the_check_in_last(passed: Screened) -> None:
    for person in THREE:
        found = kinds(week_of(person, passed))
        assert all(day.count("posture") == 1 for day in found)
        assert sum(day.count("food") for day in found) == 2
        assert sum(day.count("painkillers") for day in found) == 2
        assert [day.count("check-in") for day in found] == [0, 0, 0, 0, 0, 0, 1]


@pytest.mark.parametrize(("weeks_before", "monthly"), [(0, False), (2, False), (3, True), (4, False), (7, True)])
def test_every_fourth_week_ends_with_the_long_check_in(passed: Screened, weeks_before: int, monthly: bool) -> None:
    week = week_of(BACK_PAIN_ONLY, passed, weeks_before)
    assert ("CHK-04" in [item.rule for item in week.days[-1].items]) is monthly


def test_the_check_in_asks_about_b12_only_where_it_is_treated(passed: Screened) -> None:
    texts = [week_of(person, passed).days[-1].items[-1].text for person in (ON_INJECTIONS, BACK_PAIN_ONLY)]
    assert ["B12" in text for text in texts] == [True, False]


def test_a_daily_tablet_stands_on_every_day(passed: Screened) -> None:
    week = week_of(LOW_BY_DIET, passed)
    assert len(week.b12_dates) == 7
    assert all("b12" in day for day in kinds(week))


def test_everyone_with_low_b12_sees_it_on_the_first_day(passed: Screened) -> None:
    for person in (ON_INJECTIONS, LOW_BY_DIET):
        assert any(item.kind is CareKind.B12 for day in week_of(person, passed).days for item in day.items)
    assert not any(item.kind is CareKind.B12 for day in week_of(BACK_PAIN_ONLY, passed).days for item in day.items)


def test_the_label_stands_among_the_messages_for_absorption_only(passed: Screened) -> None:
    texts = [[message.text for message in week_of(person, passed).messages] for person in THREE]
    assert [LBL_ABS in found for found in texts] == [True, False, False]


def test_help_lines_about_treatment_are_for_people_with_low_b12(passed: Screened) -> None:
    ids = [[m.id for m in week_of(person, passed).messages if m.id.startswith("HELP")] for person in THREE]
    assert ids[0] == [f"HELP-0{n}" for n in range(1, 9)]
    assert ids[2] == ["HELP-01", "HELP-02", "HELP-06", "HELP-07", "HELP-08"]


def test_posture_breaks_take_the_time_the_person_chose(passed: Screened) -> None:
    chosen = ReminderChoices(posture=PostureBreaks(60, time(9), time(17)))
    assert week_of(a_person(reminders=chosen), passed).days[0].items[0].at == time(9)


def test_sitting_is_shorter_where_bending_hurts(passed: Screened) -> None:
    bending = a_person(back_pain=BackPain(3, NO, WorseWith.BENDING_OR_SITTING, weeks=9))
    assert "each 20 minutes" in week_of(bending, passed).days[0].items[0].text
    assert "each 30 minutes" in week_of(BACK_PAIN_ONLY, passed).days[0].items[0].text


def test_posture_drills_are_screened_and_change_from_day_to_day(passed: Screened) -> None:
    person = a_person(dislikes=("walk-break",))
    drills = [day.items[0].exercise for day in week_of(person, passed).days]
    assert len(set(drills)) > 2
    assert "walk-break" not in drills
    assert all(drill in passed(person).exercises.usable for drill in drills)


def test_thin_bones_get_back_work_and_balance_daily_in_five_minutes(passed: Screened) -> None:
    week = week_of(a_person(bones=Bones(YES, NO, NO, NO)), passed)
    assert [work.purpose for work in week.daily_work] == ["extensors", "balance"]
    assert sum(work.most_minutes for work in week.daily_work) == 5
    assert all(work.candidates for work in week.daily_work)


def test_numb_feet_and_falls_get_balance_and_nobody_else_gets_daily_work(passed: Screened) -> None:
    numb = a_person(numbness=Numbness(("feet",), "same", YES))
    assert [(w.purpose, w.rule, w.most_minutes) for w in week_of(numb, passed).daily_work] == [("balance", "AMB-04", 5)]
    assert [w.rule for w in week_of(a_person(falls=Falls(YES, NO)), passed).daily_work] == ["AMB-05"]
    assert week_of(BACK_PAIN_ONLY, passed).daily_work == ()


def test_daily_balance_work_begins_on_both_feet(passed: Screened) -> None:
    steady = week_of(a_person(falls=Falls(YES, NO)), passed).daily_work[0].candidates
    taps, reach = steady.index("clock-tap-support"), steady.index("seated-reach")
    assert steady.index("feet-together-support") < steady.index("weight-shift-support") < taps < reach


def test_who_cannot_stand_ten_minutes_balances_sitting_or_on_both_feet(passed: Screened) -> None:
    """Q-08: taps and single-leg work ask too much of legs that tire at once."""
    for answer in (NO, Answer.NOT_SURE):
        tires = week_of(a_person(falls=Falls(YES, NO), stand_10_minutes=answer), passed).daily_work[0].candidates
        assert tires[:2] == ("seated-reach", "feet-together-support")
        assert not {"clock-tap-support", "single-leg-support", "side-step-worktop"} & set(tires)


def test_a_spine_fracture_prefers_lying_and_standing_to_sitting(passed: Screened) -> None:
    fracture = a_person(bones=Bones(NO, NO, NO, YES), equipment=frozenset({"chair", "bed", "pillow", "worktop"}))
    candidates = week_of(fracture, passed).daily_work[0].candidates
    assert candidates.index("supine-back-press") < candidates.index("seated-chest-lift")  # type: ignore[arg-type]


def test_a_week_of_rest_has_no_daily_work_and_no_walks(passed: Screened) -> None:
    week = week_of(a_person(tiredness=9, falls=Falls(YES, NO)), passed)
    assert week.daily_work == ()
    assert week.walks.days == 0


def test_daily_work_leaves_out_what_the_person_dislikes(passed: Screened) -> None:
    person = a_person(falls=Falls(YES, NO), dislikes=("weight-shift-support",))
    assert "weight-shift-support" not in week_of(person, passed).daily_work[0].candidates


def test_cards_stand_beside_something_of_their_day(passed: Screened) -> None:
    for person in THREE:
        for day in week_of(person, passed).days:
            here = {item.kind.value for item in day.items}
            assert all(card.beside in here for card in day.cards)


def test_cards_are_spread_and_none_is_lost() -> None:
    cards = [Card((), str(n), "core") for n in range(4)] + [Card((), "x", "yoga")]
    days = [frozenset({"core"}), frozenset({"stretch"}), frozenset({"core"})]
    found = placed(cards, days)
    assert [len(day) for day in found] == [2, 1, 2]
    assert sorted(card.text for day in found for card in day) == ["0", "1", "2", "3", "x"]


def test_a_card_with_several_texts_shows_another_each_week(passed: Screened) -> None:
    outcome = passed(BACK_PAIN_ONLY)
    weeks = [{c.text for c in cards_for(BACK_PAIN_ONLY, outcome, START + timedelta(weeks=n))} for n in range(3)]
    assert weeks[0] != weeks[1]


def test_each_card_is_one_short_idea() -> None:
    for idea in IDEAS:
        for text in idea.texts:
            assert len(text) <= 160, text
            assert text.count(". ") <= 1, text


def test_cards_promise_nothing_and_blame_nobody() -> None:
    words = " ".join(text for idea in IDEAS for text in idea.texts).lower()
    assert not any(word in words for word in ("cure", "guarantee", "you have ", "should have", "failed", "diagnos"))


def test_the_first_days_of_treatment_come_with_their_warning(passed: Screened) -> None:
    b12 = B12(YES, "diet", "injections", EverySchedule("weeks", 1), START - timedelta(days=1))
    texts = [card.text for day in week_of(a_person(b12=b12), passed).days for card in day.cards]
    assert any("first three days" in text for text in texts)


def test_block_cards_are_left_for_the_days_that_have_the_block(passed: Screened) -> None:
    blocks = {kind.value for kind in BlockKind}
    found = week_of(BACK_PAIN_ONLY, passed).block_cards
    assert {card.beside for card in found} <= blocks | {"walk", "exercise"}
    assert {"core", "stretch", "yoga", "walk"} <= {card.beside for card in found}


def test_the_same_answers_give_the_same_care(passed: Screened) -> None:
    assert week_of(LOW_BY_DIET, passed) == week_of(LOW_BY_DIET, passed)
