"""Foods that hold B12, and the daily reference intake by country (E2, E3, FOOD-01, FOOD-02)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from planner.domain.person import Answer, Diet, Profile

FoodGroup = Literal["meat", "seafood", "fish", "dairy", "egg", "fortified", "plant"]
Region = Literal["US", "UK", "EU"]


@dataclass(frozen=True, slots=True)
class Food:
    """``micrograms`` of B12 in a usual portion, lowest and highest; ``on_label``: the packet says (E3, C:S13)."""

    id: str
    name: str
    portion: str
    micrograms: tuple[float, float]
    group: FoodGroup
    on_label: bool = False
    avoid_in_pregnancy: bool = False


def _food(name: str, words: str, portion: str, micrograms: float, group: FoodGroup) -> Food:
    return Food(name, words, portion, (micrograms, micrograms), group)


_TABLE: Final = (
    Food("beef-liver", "Beef liver, pan-fried", "85 g", (70.7, 70.7), "meat", avoid_in_pregnancy=True),
    _food("clams", "Clams, cooked, no shell", "85 g", 17, "seafood"),  # FOOD-01: the current figure, not the older 84.1
    _food("bluefin-tuna", "Bluefin tuna, cooked", "85 g", 9.3, "fish"),
    Food("nutritional-yeast", "Nutritional yeast, fortified", "about 1/4 cup", (8.3, 24), "fortified", on_label=True),
    _food("salmon", "Salmon, Atlantic, cooked", "85 g", 2.6, "fish"),
    _food("tuna-tin", "Tuna, light, canned in water", "85 g", 2.5, "fish"),
    _food("beef-mince", "Beef mince, 85 % lean, cooked", "85 g", 2.4, "meat"),
    _food("milk", "Milk, 2 % fat", "240 ml", 1.3, "dairy"),
    _food("yogurt", "Yogurt, plain, fat-free", "170 g", 1.0, "dairy"),
    _food("ham", "Ham, cured, roasted", "85 g", 0.6, "meat"),
    Food("fortified-cereal", "Breakfast cereal, fortified at 25 % DV", "1 serving", (0.6, 0.6), "fortified",
         on_label=True),
    _food("cheddar", "Cheddar", "43 g", 0.5, "dairy"),
    _food("egg", "Egg, whole, cooked", "1 large", 0.5, "egg"),
    _food("turkey", "Turkey breast, roasted", "85 g", 0.3, "meat"),
    _food("chicken", "Chicken breast, roasted", "85 g", 0.3, "meat"),
    _food("tempeh", "Tempeh", "1/2 cup", 0.1, "plant"),
    _food("plants", "Banana, strawberries, beans, spinach, bread", "usual", 0, "plant"),
)  # fmt: skip
FOODS: Final[Mapping[str, Food]] = MappingProxyType({food.id: food for food in _TABLE})
"""By id, in the order of E3; the ids are kept in diaries, so they never change."""

_EATEN_BY: Final[Mapping[Diet, frozenset[FoodGroup]]] = {
    "any": frozenset({"meat", "seafood", "fish", "dairy", "egg", "fortified", "plant"}),
    "vegetarian": frozenset({"dairy", "egg", "fortified", "plant"}),
    "vegan": frozenset({"fortified", "plant"}),
}


def foods_for(diet: Diet) -> tuple[Food, ...]:
    """The foods that a diet has, in table order."""
    return tuple(food for food in FOODS.values() if food.group in _EATEN_BY[diet])


INTAKE: Final[Mapping[Region, tuple[float, float, float]]] = {
    "US": (2.4, 2.6, 2.8),
    "UK": (1.5, 1.5, 2.0),
    "EU": (4.0, 4.5, 5.0),
}
"""E2: µg a day for a healthy adult, in pregnancy, when breastfeeding."""

EU_COUNTRIES: Final = frozenset(
    (
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU",
        "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
    )
)  # fmt: skip


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

    Within 12 weeks of a birth the breastfeeding figure is used, the higher one [D]; "not sure" about a pregnancy
    takes the higher figure too [D].
    """
    region = region_of(profile.country)
    if region is None:
        return None
    adult, pregnant, breastfeeding = INTAKE[region]
    if profile.pregnancy.birth_weeks_ago is not None:
        return breastfeeding
    return adult if profile.pregnancy.pregnant is Answer.NO else pregnant
