"""B12 in food through the week: the reference in words, and ideas that respect the diet (FOOD-01 … FOOD-05)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from planner.care.b12 import LBL_ABS, has_absorption_problem
from planner.care.food_log import day_view as day_view
from planner.care.food_log import target_words as target_words
from planner.care.food_log import week_view as week_view
from planner.care.foods import FOODS as FOODS
from planner.care.foods import daily_intake
from planner.care.foods import foods_for as foods_for
from planner.domain.person import Answer, Diet, Profile
from planner.domain.week import CareItem, CareKind


@dataclass(frozen=True, slots=True)
class FoodIdea:
    """One thing to eat; ``diets`` that it suits."""

    text: str
    diets: frozenset[Diet]


_ANY: Final[frozenset[Diet]] = frozenset({"any"})
_VEGETARIAN: Final[frozenset[Diet]] = frozenset({"any", "vegetarian"})
_VEGAN: Final[frozenset[Diet]] = frozenset({"any", "vegetarian", "vegan"})

IDEAS: Final[tuple[FoodIdea, ...]] = (
    FoodIdea("Breakfast idea: fortified cereal (0.6 µg, the label says) with milk (1.3 µg a glass).", _VEGETARIAN),
    FoodIdea("Lunch idea: tuna from a tin, in water, on a salad or a potato (2.5 µg in 85 g).", _ANY),
    FoodIdea("Snack idea: plain yogurt with fruit (1.0 µg in 170 g).", _VEGETARIAN),
    FoodIdea("Supper idea: pasta or soup with fortified nutritional yeast on top (the label says how much).", _VEGAN),
    FoodIdea("Lunch idea: two eggs on toast with cheddar (0.5 µg an egg, 0.5 µg in 43 g of cheese).", _VEGETARIAN),
    FoodIdea("Supper idea: baked salmon with vegetables (2.6 µg in 85 g).", _ANY),
    FoodIdea("Breakfast idea: porridge with a fortified plant drink and fruit (the label says how much).", _VEGAN),
    FoodIdea("Supper idea: lean beef mince in a tomato sauce with beans (2.4 µg in 85 g of mince).", _ANY),
    FoodIdea("Breakfast idea: fortified cereal with a fortified plant drink (the labels say how much).", _VEGAN),
    FoodIdea("Lunch idea: beans or tofu on toast with fortified nutritional yeast (the label says how much).", _VEGAN),
    FoodIdea("Snack idea: a fortified plant pot with berries and nuts (the label says how much).", _VEGAN),
    FoodIdea("Supper idea: bean chilli, and a glass of fortified plant drink (the label says how much).", _VEGAN),
    FoodIdea("Snack idea: banana blended with a fortified plant drink (the label says how much).", _VEGAN),
)

PLANT_FOODS: Final = (
    "Plant foods have no B12 unless it is added; seaweed and spirulina are not reliable. "
    "If you eat no animal foods, you need fortified food or a supplement."
)
"""FOOD-02."""


def intake_text(profile: Profile) -> str:
    """The reference in words, without one where the country is unknown."""
    amount = daily_intake(profile)
    if amount is None:
        return "Healthy adults need about 1.5 to 4 µg of B12 a day; the reference differs from country to country."
    return f"The reference for healthy people in your country is {amount:g} µg of B12 a day."


def idea_of(day: date, diet: Diet = "any") -> str:
    """The food idea of a day."""
    ideas = [idea for idea in IDEAS if diet in idea.diets]
    return ideas[day.toordinal() % len(ideas)].text


def ideas_for_week(start: date, diet: Diet = "any") -> tuple[str, ...]:
    """Seven different food ideas from ``start`` on, one a day."""
    return tuple(idea_of(start + timedelta(days=number), diet) for number in range(7))


def food_items(profile: Profile, first: date, second: date) -> tuple[tuple[date, CareItem], ...]:
    """Two food ideas in the week, on two dates; the first with the reference, each with LBL-ABS where it applies."""
    absorption = has_absorption_problem(profile)
    article = ("A10", "A11", "A12") if absorption else ("A10", "A11")
    rule = "FOOD-03" if absorption else "FOOD-05"
    diet_caused = profile.b12.low is not Answer.NO and profile.b12.cause == "diet"
    needs_plants = diet_caused or profile.diet == "vegan"
    plants = PLANT_FOODS if needs_plants else "If you eat no animal foods, choose fortified ones."
    return (
        (first, _item(idea_of(first, profile.diet), intake_text(profile), rule, article, absorption)),
        (second, _item(idea_of(second, profile.diet), plants, rule, article, absorption)),
    )


def _item(idea: str, ending: str, rule: str, article: tuple[str, ...], absorption: bool) -> CareItem:
    words = [idea, ending, LBL_ABS] if absorption else [idea, ending]
    return CareItem(CareKind.FOOD, None, " ".join(words), rule, article)
