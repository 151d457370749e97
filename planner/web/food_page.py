"""A day and a week of food in words and pictures, for their page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from planner.care.b12 import LBL_ABS
from planner.care.food import PLANT_FOODS
from planner.care.food_log import shows_target
from planner.care.foods import Food
from planner.domain.person import Answer
from planner.figures.plots import Bar, bar_plot
from planner.figures.style import Style
from planner.use_cases.keep_food import FoodView
from planner.web.forms.kinds import Words
from planner.web.language import short_date

_GROUPS: Final[tuple[tuple[str, Words, frozenset[str]], ...]] = (
    ("meat", _l("Meat, fish and seafood"), frozenset({"meat", "fish", "seafood"})),
    ("dairy", _l("Milk, cheese and eggs"), frozenset({"dairy", "egg"})),
    ("fortified", _l("Fortified food"), frozenset({"fortified"})),
    ("plant", _l("From plants"), frozenset({"plant"})),
)
_SHORTEST_AXIS: Final = 4.0


@dataclass(frozen=True, slots=True)
class FoodGroupRows:
    name: Words
    foods: tuple[Food, ...]


@dataclass(frozen=True)
class FoodPage:
    view: FoodView

    label_absorption = LBL_ABS
    plant_foods = PLANT_FOODS

    @property
    def groups(self) -> tuple[FoodGroupRows, ...]:
        """The foods of the table, those of a kind together; empty kinds are left out."""
        sorted_in = (
            FoodGroupRows(name, tuple(food for food in self.view.foods if food.group in kinds))
            for _word, name, kinds in _GROUPS
        )
        return tuple(group for group in sorted_in if group.foods)

    @property
    def is_today(self) -> bool:
        return self.view.day == self.view.today

    @property
    def before(self) -> date:
        return self.view.day - timedelta(days=1)

    @property
    def after(self) -> date | None:
        return None if self.is_today else self.view.day + timedelta(days=1)

    @property
    def amount(self) -> Words:
        """``about 2.6 µg``, or a range where only the packet knows."""
        eaten = self.view.eaten
        if eaten.lowest == eaten.highest:
            return _("about %(amount)s µg", amount=f"{eaten.lowest:g}")
        return _("about %(low)s to %(high)s µg", low=f"{eaten.lowest:g}", high=f"{eaten.highest:g}")

    @property
    def warns_of_liver(self) -> bool:
        return self.view.profile.pregnancy.pregnant is not Answer.NO

    def micrograms(self, food: Food) -> str:
        low, high = food.micrograms
        return f"{low:g}" if low == high else f"{low:g}-{high:g}"

    @cached_property
    def plot(self) -> Markup | None:
        """The week in bars; the reference stands behind them only where food can fill it (FOOD-03)."""
        week = self.view.week
        if not week.noted:
            return None
        reference = week.reference if shows_target(self.view.profile) else None
        first = self.view.day - timedelta(days=self.view.day.weekday())
        bars = [
            Bar(short_date(first + timedelta(days=place)), None if day is None else day.lowest, reference)
            for place, day in enumerate(week.days)
        ]
        highest = max([bar.value or 0 for bar in bars] + [reference or 0, _SHORTEST_AXIS])
        plot = bar_plot(
            bars, title=_("B12 in the food you noted"), unit="µg", high=highest * 1.1, style=Style.SCREEN,
            of_label="" if reference is None else _("Reference for a day"), size=(420, 150),
        )  # fmt: skip
        return Markup(plot)
