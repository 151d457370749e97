from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from planner.care.b12 import LBL_ABS
from planner.care.food import IDEAS, food_items, idea_of, ideas_for_week, intake_text
from planner.care.food_log import MAY_NOT_GET_THROUGH, NOT_IN_PREGNANCY, day_view, micrograms, target_words, week_view
from planner.care.foods import FOODS, daily_intake, foods_for, region_of
from planner.care.painkillers import caution_for_days, cautions, days_of_use, painkiller_items, too_many_days
from planner.domain.diary import DayLog
from planner.domain.person import B12, Answer, BloodPressure, Pregnancy
from tests.care.people import BACK_PAIN_ONLY, LOW_BY_DIET, ON_INJECTIONS, a_person
from tests.people import START

NO, YES = Answer.NO, Answer.YES


def test_the_food_table_uses_the_current_figure_for_clams() -> None:
    assert FOODS["clams"].micrograms == (17, 17)
    assert len(FOODS) == 17
    assert all(name == food.id for name, food in FOODS.items())


@pytest.mark.parametrize(
    ("country", "region"), [("GB", "UK"), ("us", "US"), ("DE", "EU"), ("CH", None), (None, None), ("XX", None)]
)
def test_a_country_has_its_reference_or_none(country: str | None, region: str | None) -> None:
    assert region_of(country) == region


@pytest.mark.parametrize(
    ("country", "pregnancy", "micrograms"),
    [
        ("GB", Pregnancy(NO), 1.5),
        ("US", Pregnancy(YES, weeks=20), 2.6),
        ("FR", Pregnancy(NO, birth_weeks_ago=6), 5.0),
    ],
)
def test_the_reference_follows_pregnancy(country: str, pregnancy: Pregnancy, micrograms: float) -> None:
    assert daily_intake(a_person(country=country, pregnancy=pregnancy)) == micrograms


def test_an_unknown_country_gets_a_range_and_no_figure_of_its_own() -> None:
    assert "differs from country to country" in intake_text(a_person(country=None))


def test_a_target_is_met_only_where_absorption_works() -> None:
    assert target_words(BACK_PAIN_ONLY, 1.5) == "Target met"
    assert target_words(BACK_PAIN_ONLY, 1.4) == "About 1.4 of 1.5 µg today."
    assert target_words(ON_INJECTIONS, 50) == LBL_ABS


def test_food_items_carry_the_label_when_absorption_is_the_problem_and_only_then() -> None:
    days = START, START + timedelta(days=3)
    assert all(LBL_ABS in item.text and "A12" in item.article for _, item in food_items(ON_INJECTIONS, *days))
    assert not any(LBL_ABS in item.text for _, item in food_items(LOW_BY_DIET, *days))
    assert "fortified food or a supplement" in " ".join(item.text for _, item in food_items(LOW_BY_DIET, *days))


def test_no_idea_for_a_vegan_names_an_animal_food() -> None:
    for number in range(30):
        text = idea_of(START + timedelta(days=number), "vegan").lower()
        assert not any(word in text for word in ("egg", "tuna", "salmon", "beef", "yogurt", "cheddar", "mince"))


def test_a_day_of_food_adds_up_by_portions() -> None:
    assert micrograms({"egg": 2, "milk": 0.5}) == (1.6, 1.6)
    assert micrograms({"nutritional-yeast": 1}) == (8.3, 24)
    assert micrograms({}) == (0, 0)


def test_a_food_that_is_not_in_the_table_is_refused() -> None:
    with pytest.raises(KeyError):
        micrograms({"moon-cheese": 1})


def test_a_day_shows_its_foods_in_table_order_with_the_reference() -> None:
    day = day_view(DayLog(START, foods={"egg": 2, "milk": 1, "ham": 0}), BACK_PAIN_ONLY)
    assert [(line.food.id, line.lowest) for line in day.lines] == [("milk", 1.3), ("egg", 1.0)]
    assert (day.lowest, day.highest, day.reference, day.met, day.words) == (2.3, 2.3, 1.5, True, "Target met")


def test_what_the_label_knows_counts_with_its_lowest_figure() -> None:
    day = day_view(DayLog(START, foods={"nutritional-yeast": 0.25}), a_person(country="DE"))
    assert (day.lowest, day.highest, day.met) == (2.1, 6.0, False)


def test_with_an_absorption_problem_there_is_a_figure_and_no_target() -> None:
    log = DayLog(START, foods={"salmon": 2})
    day = day_view(log, ON_INJECTIONS)
    assert (day.lowest, day.met, day.words) == (5.2, None, LBL_ABS)
    assert week_view([log], START, ON_INJECTIONS).words == LBL_ABS


@pytest.mark.parametrize("low", [YES, Answer.NOT_SURE])
@pytest.mark.parametrize("cause", ["medicine", "not_known", None])
def test_low_b12_of_another_or_unknown_cause_has_no_target_either(low: Answer, cause: str | None) -> None:
    person = a_person(b12=B12(low, cause))  # type: ignore[arg-type]
    day = day_view(DayLog(START, foods={"clams": 1}), person)
    assert day.met is None
    assert day.words == f"About 17 µg. {MAY_NOT_GET_THROUGH}"
    assert MAY_NOT_GET_THROUGH in week_view([DayLog(START, foods={"clams": 1})], START, person).words


def test_low_by_diet_has_its_target_as_food_is_the_cause() -> None:
    assert day_view(DayLog(START, foods={"clams": 1}), LOW_BY_DIET).met is True


def test_a_week_averages_the_days_that_were_noted_and_no_others() -> None:
    logs = [
        DayLog(START, foods={"milk": 1}),
        DayLog(START + timedelta(days=2), pain=3),
        DayLog(START + timedelta(days=6), foods={"egg": 1}),
        DayLog(START + timedelta(days=7), foods={"clams": 3}),
    ]
    week = week_view(logs, START, BACK_PAIN_ONLY)
    assert [day is not None for day in week.days] == [True, *[False] * 5, True]
    assert (week.noted, week.average, week.reference) == (2, 0.9, 1.5)
    assert week.words == "About 0.9 µg a day on average, over 2 days you noted. The reference is 1.5 µg."
    assert week_view([], START, BACK_PAIN_ONLY).average is None


def test_liver_is_named_in_pregnancy_and_only_then() -> None:
    log = DayLog(START, foods={"beef-liver": 1})
    assert NOT_IN_PREGNANCY in day_view(log, a_person(pregnancy=Pregnancy(YES, weeks=8))).words
    assert NOT_IN_PREGNANCY not in day_view(log, BACK_PAIN_ONLY).words


def test_a_diet_has_its_own_foods() -> None:
    assert {food.group for food in foods_for("vegan")} == {"fortified", "plant"}
    assert {food.group for food in foods_for("vegetarian")} == {"fortified", "plant", "dairy", "egg"}
    assert foods_for("any") == tuple(FOODS.values())


ANIMAL = ("egg", "tuna", "salmon", "beef", "mince", "yogurt", "cheddar", "cheese", "with milk", "glass of milk")
FLESH = ("tuna", "salmon", "beef", "mince")


@pytest.mark.parametrize(("diet", "never"), [("vegan", ANIMAL), ("vegetarian", FLESH)])
def test_the_week_of_a_vegan_or_vegetarian_names_nothing_they_do_not_eat(diet: str, never: tuple[str, ...]) -> None:
    person = a_person(diet=diet)
    for week in range(13):
        first = START + timedelta(weeks=week)
        ideas = " ".join([*ideas_for_week(first, diet), *(item.text for _, item in food_items(person, first, first))])  # type: ignore[arg-type]
        assert not any(word in ideas.lower() for word in never), ideas


@pytest.mark.parametrize("diet", ["any", "vegetarian", "vegan"])
def test_every_diet_has_seven_different_ideas_a_week(diet: str) -> None:
    for week in range(13):
        assert len(set(ideas_for_week(START + timedelta(weeks=week), diet))) == 7  # type: ignore[arg-type]


def test_a_vegan_hears_where_b12_comes_from() -> None:
    texts = " ".join(item.text for _, item in food_items(a_person(diet="vegan"), START, START))
    assert "fortified food or a supplement" in texts


def test_a_week_of_ideas_has_no_two_alike_in_a_row() -> None:
    ideas = ideas_for_week(START)
    assert len(ideas) == 7
    assert all(one != other for one, other in pairwise(ideas))


def test_a_vegetarian_has_a_week_of_ideas_without_meat_or_fish() -> None:
    texts = [idea.text.lower() for idea in IDEAS if "vegetarian" in idea.diets]
    assert len(texts) >= 5
    assert not any(word in text for text in texts for word in ("tuna", "salmon", "beef"))


def test_no_idea_is_liver_as_someone_may_be_pregnant() -> None:
    assert not any("liver" in idea.text.lower() for idea in IDEAS)


def test_age_over_65_asks_first_and_65_does_not() -> None:
    assert not any(c.personal for c in cautions(a_person(age=65)))
    assert [c.rule for c in cautions(a_person(age=66)) if c.personal] == ["NSAID-03"]


def test_own_answers_make_cautions_personal() -> None:
    person = a_person(
        medicines=frozenset({"blood_thinner", "acid_reducer"}),
        conditions=frozenset({"kidney"}),
        blood_pressure=BloodPressure(YES, NO),
        pregnancy=Pregnancy(YES, weeks=8),
    )
    found = {c.rule: c.text for c in cautions(person) if c.personal}
    assert list(found) == ["NSAID-03", "NSAID-04", "NSAID-05", "NSAID-07"]
    assert "of your blood pressure and of your kidneys" in found["NSAID-03"]


def test_a_doubtful_medicine_counts() -> None:
    person = a_person(medicines_not_sure=frozenset({"blood_thinner"}))
    assert any(c.rule == "NSAID-04" and c.personal for c in cautions(person))


def test_every_painkiller_rule_is_said_to_someone() -> None:
    person = a_person(medicines=frozenset({"acid_reducer"}))
    assert [c.rule for c in cautions(person)] == [f"NSAID-0{n}" for n in range(1, 10)]


def test_no_caution_names_a_product_or_a_dose() -> None:
    texts = " ".join(c.text for age in (30, 80) for c in cautions(a_person(age=age))).lower()
    products = ("ibuprofen", "naproxen", "aspirin", "paracetamol", "diclofenac")
    assert not any(word in texts for word in (*products, " mg", "tablets a day"))


@pytest.mark.parametrize(("in_a_row", "of_fourteen", "many"), [(10, 9, False), (11, 9, True), (0, 10, True)])
def test_ten_days_are_the_limit(in_a_row: int, of_fourteen: int, many: bool) -> None:
    assert too_many_days(in_a_row, of_fourteen) is many


def test_another_general_caution_comes_each_week() -> None:
    rules = [painkiller_items(BACK_PAIN_ONLY, START + timedelta(weeks=n), date.max)[1][1].rule for n in range(12)]
    assert set(rules) >= {f"NSAID-0{n}" for n in (2, 3, 4, 5, 6, 8, 9)}


def noted(*taken: bool | None) -> list[DayLog]:
    """Days up to START, the last one being START."""
    first = START - timedelta(days=len(taken) - 1)
    return [DayLog(first + timedelta(days=n), painkillers=use) for n, use in enumerate(taken)]


def test_days_of_use_are_counted_in_a_row_and_of_fourteen() -> None:
    use = days_of_use(noted(*[True] * 3, False, *[True] * 11), START)
    assert (use.in_a_row, use.of_fourteen) == (11, 13)


def test_a_row_ends_with_a_day_without() -> None:
    assert days_of_use(noted(True, True, False), START).in_a_row == 0


def test_today_need_not_be_noted_yet() -> None:
    assert days_of_use(noted(True, True, None), START).in_a_row == 2


def test_one_forgotten_day_does_not_hide_a_long_row_and_two_end_it() -> None:
    assert days_of_use(noted(*[True] * 6, None, *[True] * 5), START).in_a_row == 11
    assert days_of_use(noted(*[True] * 6, None, None, *[True] * 5), START).in_a_row == 5


def test_days_before_the_fortnight_and_days_to_come_do_not_count() -> None:
    assert days_of_use(noted(*[True] * 2, *[False] * 13), START).of_fourteen == 1
    assert days_of_use([DayLog(START + timedelta(days=1), painkillers=True)], START).of_fourteen == 0


@pytest.mark.parametrize(
    ("taken", "words"),
    [
        ([True] * 9, None),
        ([True] * 5 + [False] * 2 + [True] * 4, None),
        ([True] * 5 + [False] * 2 + [True] * 5, "10 of the last 14 days"),
        ([True] * 10, "10 of the last 14 days"),
        ([True] * 11, "11 days in a row"),
    ],
)
def test_the_caution_names_the_persons_own_count_once_it_is_reached(taken: list[bool], words: str | None) -> None:
    caution = caution_for_days(days_of_use(noted(*taken), START))
    if words is None:
        assert caution is None
    else:
        assert caution is not None
        assert caution.text == f"You noted painkillers on {words}. Please speak with a pharmacist or doctor."
