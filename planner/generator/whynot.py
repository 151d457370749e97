"""When no session fits on any day: the limits that clash, and the nearest change that would help."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from planner.generator.menu import Menu
from planner.generator.outcome import Clash, NoWeekPossible
from planner.generator.problem import WeekProblem
from planner.generator.words import DAY_NAMES, plural

TRIED_MINUTES: Final = (2, 3, 4, 5, 6, 8, 10, 15)


def why_not(problem: WeekProblem, menu: Menu) -> NoWeekPossible:
    """The clashing limits in words. Only for a problem without a single possible session."""
    offered = [slot for slot in problem.slots if slot.offered_minutes]
    if not offered:
        clash = Clash("OFFERED", "No day of the week is offered for a session.")
        return NoWeekPossible((clash,), "Offer one day with 10 minutes.")
    longest = max(offered, key=lambda slot: (slot.budget_minutes, -slot.number))
    needed = next((m for m in TRIED_MINUTES if m > longest.budget_minutes and menu.longer(longest, m)), None)
    if needed is not None:
        clash = Clash(
            "BUDGET",
            f"{DAY_NAMES[longest.weekday]} offers {plural(longest.offered_minutes, 'minute')}; "
            f"the shortest session that suits you takes up to {needed}.",
        )
        more = needed - longest.budget_minutes
        return NoWeekPossible((clash,), f"{plural(more, 'more minute')} on {DAY_NAMES[longest.weekday]} would do.")
    return _nothing_left(problem)


def _nothing_left(problem: WeekProblem) -> NoWeekPossible:
    clashes = [
        Clash("SAFE-02", f"{plural(len(problem.usable), 'exercise')} passed your safety check and what you have.")
    ]
    if problem.profile.dislikes:
        clashes.append(Clash("DISLIKE", f"You dislike {', '.join(problem.profile.dislikes)}."))
        relaxed = replace(problem, profile=replace(problem.profile, dislikes=()))
        if any(Menu(relaxed).options(slot) for slot in relaxed.slots):
            return NoWeekPossible(tuple(clashes), "Taking back one of the dislikes would do.")
    return NoWeekPossible(tuple(clashes), "A heavy, stable chair would allow the first seated exercises.")
