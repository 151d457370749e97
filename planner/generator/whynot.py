"""When no week is possible: the smallest set of limits that clash, and the nearest change that would help."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from planner.generator.clash import clash_of
from planner.generator.menu import Menu
from planner.generator.more_time import with_more
from planner.generator.outcome import Clash, NoWeekPossible
from planner.generator.problem import DaySlot, WeekProblem
from planner.generator.smallest import smallest_clash
from planner.generator.words import DAY_NAMES, and_list, liking, plural
from planner.screening.outcome import Pace

TRIED_MINUTES: Final = (2, 3, 4, 5, 6, 8, 10, 15)
ENOUGH_FOR_ANY_SESSION: Final = 30
Change = Callable[[WeekProblem], WeekProblem]


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that keeps sessions from being possible, and the problem without it.

    ``undo`` is what the person could do about it; empty where it is not for them to change.
    """

    id: str
    text: str
    without: Change
    undo: str = ""


def why_not(problem: WeekProblem, menu: Menu) -> NoWeekPossible:
    """The smallest clash. Only for a problem without a week: no day, no session on the menu, or none that fits all."""
    if not any(slot.offered_minutes for slot in problem.slots):
        clash = Clash("OFFERED", "No day of the week is offered for a session.")
        return NoWeekPossible((clash,), "Offer one day with 10 minutes.")
    if _any_session(problem, menu):
        found = clash_of(problem, menu)
        if found is not None:
            return found
    return _nothing_on_the_menu(problem, menu)


def _nothing_on_the_menu(problem: WeekProblem, menu: Menu) -> NoWeekPossible:
    asks: Mapping[str, Ask] = {ask.id: ask for ask in _asks(problem, menu)}

    def can_hold(names: frozenset[str]) -> bool:
        eased = problem
        for name, ask in asks.items():
            eased = eased if name in names else ask.without(eased)
        return _any_session(eased, menu if eased is problem else Menu(eased))

    found = smallest_clash(tuple(asks), can_hold) or ()
    clashes = tuple(Clash(asks[name].id.partition(" ")[0], asks[name].text) for name in found)
    return NoWeekPossible(clashes or (_few_exercises(problem),), _nearest_change(problem, menu, asks, found))


def _any_session(problem: WeekProblem, menu: Menu) -> bool:
    return any(menu.options(slot) for slot in problem.slots)


def _asks(problem: WeekProblem, menu: Menu) -> Iterator[Ask]:
    """What the person asked for first, then what the diary and the day ask for."""
    longest = _longest(problem)
    yield Ask("BUDGET", _too_short(longest, _needed(menu, longest)), _with_enough_time)
    for word in problem.profile.dislikes:
        name = liking(problem.library, word)
        yield Ask(
            f"DISLIKE {word}",
            f"You do not like {name}.",
            lambda eased, word=word: _without_dislike(eased, word),  # type: ignore[misc]
            f"Taking back that you do not like {name} would do.",
        )
    if any(slot.early for slot in problem.slots):
        yield Ask(
            "SAFE-07",
            "Before nine in the morning there is no deep bending of the back.",
            lambda eased: replace(eased, slots=tuple(replace(slot, early=False) for slot in eased.slots)),
            "A later hour would do.",
        )
    if problem.prescription.avoid:
        yield Ask(
            "SET-ASIDE",
            "The diary sets some exercises aside for this week.",
            lambda eased: replace(eased, prescription=replace(eased.prescription, avoid=())),
        )
    if any(slot.restorative for slot in problem.slots):
        yield Ask(
            "AMB-24",
            "The first days of a flare are restful ones.",
            lambda eased: replace(eased, slots=tuple(replace(slot, restorative=False) for slot in eased.slots)),
        )
    if problem.pace in (Pace.ORANGE, Pace.RED):
        yield Ask("FAT", "At your tiredness only short, easy sessions are right.", _as_if_rested)


def _longest(problem: WeekProblem) -> DaySlot:
    return max((s for s in problem.slots if s.offered_minutes), key=lambda slot: (slot.budget_minutes, -slot.number))


def _needed(menu: Menu, longest: DaySlot) -> int | None:
    """The fewest of the tried minutes that hold a session on this day."""
    more = (minutes for minutes in TRIED_MINUTES if minutes > longest.budget_minutes)
    return next((minutes for minutes in more if menu.longer(longest, minutes)), None)


def _too_short(longest: DaySlot, needed: int | None) -> str:
    text = f"{DAY_NAMES[longest.weekday]} offers {plural(longest.offered_minutes, 'minute')}"
    return f"{text}." if needed is None else f"{text}; the shortest session that suits you takes up to {needed}."


def _with_enough_time(problem: WeekProblem) -> WeekProblem:
    for slot in problem.slots:
        if 0 < slot.budget_minutes < ENOUGH_FOR_ANY_SESSION:
            problem = with_more(problem, slot, ENOUGH_FOR_ANY_SESSION - slot.budget_minutes)
    return problem


def _without_dislike(problem: WeekProblem, word: str) -> WeekProblem:
    left = tuple(disliked for disliked in problem.profile.dislikes if disliked != word)
    return replace(problem, profile=replace(problem.profile, dislikes=left))


def _as_if_rested(problem: WeekProblem) -> WeekProblem:
    slots = tuple(replace(slot, budget_minutes=slot.offered_minutes) for slot in problem.slots)
    return replace(problem, prescription=replace(problem.prescription, pace=Pace.GREEN), slots=slots)


def _few_exercises(problem: WeekProblem) -> Clash:
    number = plural(len(problem.usable), "exercise")
    return Clash("SAFE-02", f"{number} passed your safety check and can be done with what you have.")


def _nearest_change(problem: WeekProblem, menu: Menu, asks: Mapping[str, Ask], found: tuple[str, ...]) -> str:
    """A few minutes first, then what the person asked for otherwise; empty where nothing is known to help."""
    if "BUDGET" in found:
        longest = _longest(problem)
        needed = _needed(menu, longest)
        if needed is not None:
            more = plural(needed - longest.budget_minutes, "more minute")
            return f"{more} on {DAY_NAMES[longest.weekday]} would do."
    for name in found:
        if asks[name].undo and _any_session(eased := asks[name].without(problem), Menu(eased)):
            return asks[name].undo
    undone = [asks[name].undo for name in found if asks[name].undo]
    if not undone and "chair" not in problem.profile.equipment:
        return "A heavy, stable chair would allow the first seated exercises."
    return and_list([text.rstrip(".") for text in undone]) + "." if len(undone) > 1 else ""
