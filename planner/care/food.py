"""B12 in food: the table, the intake reference of the country, and food ideas (FOOD-01 … FOOD-05, E2, E3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from planner.care.b12 import LBL_ABS, has_absorption_problem
from planner.domain.person import Answer, Profile
from planner.domain.week import CareItem, CareKind

Diet = Literal["any", "vegetarian", "vegan"]
FoodGroup = Literal["meat", "seafood", "fish", "dairy", "egg", "fortified", "plant"]
Region = Literal["US", "UK", "EU"]


@dataclass(frozen=True, slots=True)
class Food:
    """``micrograms`` of B12 in a usual portion, lowest and highest; ``on_label``: the packet says (E3, C:S13)."""

    name: str
    portion: str
    micrograms: tuple[float, float]
    group: FoodGroup
    on_label: bool = False
    avoid_in_pregnancy: bool = False


def _food(name: str, portion: str, micrograms: float, group: FoodGroup) -> Food:
    return Food(name, portion, (micrograms, micrograms), group)


FOODS: Final[tuple[Food, ...]] = (
    Food("Beef liver, pan-fried", "85 g", (70.7, 70.7), "meat", avoid_in_pregnancy=True),
    _food("Clams, cooked, no shell", "85 g", 17, "seafood"),  # FOOD-01: the current figure, not the older 84.1
    _food("Bluefin tuna, cooked", "85 g", 9.3, "fish"),
    Food("Nutritional yeast, fortified", "about 1/4 cup", (8.3, 24), "fortified", on_label=True),
    _food("Salmon, Atlantic, cooked", "85 g", 2.6, "fish"),
    _food("Tuna, light, canned in water", "85 g", 2.5, "fish"),
    _food("Beef mince, 85 % lean, cooked", "85 g", 2.4, "meat"),
    _food("Milk, 2 % fat", "240 ml", 1.3, "dairy"),
    _food("Yogurt, plain, fat-free", "170 g", 1.0, "dairy"),
    _food("Ham, cured, roasted", "85 g", 0.6, "meat"),
    Food("Breakfast cereal, fortified at 25 % DV", "1 serving", (0.6, 0.6), "fortified", on_label=True),
    _food("Cheddar", "43 g", 0.5, "dairy"),
    _food("Egg, whole, cooked", "1 large", 0.5, "egg"),
    _food("Turkey breast, roasted", "85 g", 0.3, "meat"),
    _food("Chicken breast, roasted", "85 g", 0.3, "meat"),
    _food("Tempeh", "1/2 cup", 0.1, "plant"),
    _food("Banana, strawberries, beans, spinach, bread", "usual", 0, "plant"),
)

INTAKE: Final[dict[Region, tuple[float, float, float]]] = {
    "US": (2.4, 2.6, 2.8),
    "UK": (1.5, 1.5, 2.0),
    "EU": (4.0, 4.5, 5.0),
}
"""E2: µg a day for a healthy adult, in pregnancy, when breastfeeding."""

EU_COUNTRIES: Final = frozenset(
    {
        "AT",
        "BE",
        "BG",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GR",
        "HR",
        "HU",
        "IE",
        "IT",
        "LT",
        "LU",
        "LV",
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "SE",
        "SI",
        "SK",
    }
)


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
)

PLANT_FOODS: Final = (
    "Plant foods have no B12 unless it is added; seaweed and spirulina are not reliable. "
    "If you eat no animal foods, you need fortified food or a supplement."
)
"""FOOD-02."""


def region_of(country: str | None) -> Region | None:
    """The intake reference that applies in a country (ISO 3166-1 code); None where E2 has none."""
    if country is None:
        return None
    code = country.upper()
    if code in ("GB", "UK"):
        return "UK"
    if code == "US":
        return "US"
    return "EU" if code in EU_COUNTRIES else None


def daily_intake(profile: Profile) -> float | None:
    """µg of B12 a day for a healthy adult like this one (E2); None for a country without a reference in E2.

    Within 12 weeks of a birth the breastfeeding figure is used, the higher one [D].
    """
    region = region_of(profile.country)
    if region is None:
        return None
    adult, pregnant, breastfeeding = INTAKE[region]
    if profile.pregnancy.birth_weeks_ago is not None:
        return breastfeeding
    return pregnant if profile.pregnancy.pregnant is Answer.YES else adult


def intake_text(profile: Profile) -> str:
    """The reference in words, without one where the country is unknown."""
    amount = daily_intake(profile)
    if amount is None:
        return "Healthy adults need about 1.5 to 4 µg of B12 a day; the reference differs from country to country."
    return f"The reference for healthy people in your country is {amount:g} µg of B12 a day."


def target_words(profile: Profile, eaten_micrograms: float) -> str:
    """What to say about a day's food: never "target met" where absorption is the problem (FOOD-03)."""
    if has_absorption_problem(profile):
        return LBL_ABS
    amount = daily_intake(profile)
    if amount is None:
        return f"About {eaten_micrograms:g} µg today."
    if eaten_micrograms >= amount:
        return "Target met"
    return f"About {eaten_micrograms:g} of {amount:g} µg today."


def idea_of(day: date, diet: Diet = "any", eaten: int = 0) -> str:
    """The food idea of a day; ``eaten`` shifts to another one."""
    ideas = [idea for idea in IDEAS if diet in idea.diets]
    return ideas[(day.toordinal() + eaten) % len(ideas)].text


def ideas_for_week(start: date, diet: Diet = "any") -> tuple[str, ...]:
    """Seven food ideas from ``start`` on, one a day; they repeat where a diet has fewer."""
    return tuple(idea_of(start + timedelta(days=number), diet) for number in range(7))


def eaten_micrograms(portions: Mapping[str, float]) -> float:
    """B12 in a day's portions, by the name of the food; foods whose label varies count with their lowest figure.

    Raises KeyError for a food that the table does not have.
    """
    table = {food.name: food.micrograms[0] for food in FOODS}
    return round(sum(table[name] * count for name, count in portions.items()), 1)


def food_items(profile: Profile, first: date, second: date) -> tuple[tuple[date, CareItem], ...]:
    """Two food ideas in the week, on two dates; the first with the reference, each with LBL-ABS where it applies."""
    absorption = has_absorption_problem(profile)
    article = ("A10", "A11", "A12") if absorption else ("A10", "A11")
    rule = "FOOD-03" if absorption else "FOOD-05"
    diet_caused = profile.b12.low is not Answer.NO and profile.b12.cause == "diet"
    plants = PLANT_FOODS if diet_caused else "If you eat no animal foods, choose fortified ones."
    endings = (intake_text(profile), plants)
    days = ((first, 0), (second, 0))
    return tuple(
        (day, CareItem(CareKind.FOOD, None, _sentences(idea_of(day, eaten=shift), ending, absorption), rule, article))
        for (day, shift), ending in zip(days, endings, strict=True)
    )


def _sentences(idea: str, ending: str, absorption: bool) -> str:
    return " ".join([idea, ending, LBL_ABS] if absorption else [idea, ending])
