"""Portions of the foods of a day, as a browser sends them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from flask_babel import gettext as _

from planner.care.foods import FOODS
from planner.web.forms.kinds import Decimal, NotUsable, Sent

MOST_PORTIONS: Final = 20


def read_portions(sent: Sent) -> tuple[dict[str, float], dict[str, str]]:
    """Portions by food id, and what to put right by food id. Halves are taken, with a point or a comma."""
    portions: dict[str, float] = {}
    slips: dict[str, str] = {}
    for food in FOODS:
        try:
            portions[food] = Decimal(0, MOST_PORTIONS).read(food, sent) or 0
        except (NotUsable, ValueError):
            slips[food] = _("Please write a number from 0 to %(most)s.", most=MOST_PORTIONS)
    return portions, slips


def show_portions(foods: Mapping[str, float]) -> dict[str, str]:
    """As the fields show them; nothing for none."""
    return {food: f"{count:g}" for food, count in foods.items() if count}
