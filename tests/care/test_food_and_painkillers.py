from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from planner.care.b12 import LBL_ABS
from planner.care.food import (
    FOODS,
    IDEAS,
    daily_intake,
    eaten_micrograms,
    food_items,
    idea_of,
    ideas_for_week,
    intake_text,
    region_of,
    target_words,
)
from planner.care.painkillers import cautions, painkiller_items, too_many_days
from planner.domain.person import Answer, BloodPressure, Pregnancy
from tests.care.people import BACK_PAIN_ONLY, LOW_BY_DIET, ON_INJECTIONS, a_person
from tests.people import START

NO, YES = Answer.NO, Answer.YES


def test_the_food_table_uses_the_current_figure_for_clams() -> None:
    assert {f.name: f.micrograms for f in FOODS}["Clams, cooked, no shell"] == (17, 17)
    assert len(FOODS) == 17


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
    assert eaten_micrograms({"Egg, whole, cooked": 2, "Milk, 2 % fat": 0.5}) == 1.6
    assert eaten_micrograms({"Nutritional yeast, fortified": 1}) == 8.3
    assert eaten_micrograms({}) == 0


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
