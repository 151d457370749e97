"""The week as the solver sees it: one yes-or-no for each option of each day, and what the laws add to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from planner.domain.week import Item
from planner.generator.cp_sat import cp_model
from planner.generator.facts import SessionFacts
from planner.generator.menu import Menu, Option
from planner.generator.pinning import options_around
from planner.generator.problem import DAYS_IN_WEEK, DayKind, WeekProblem
from planner.generator.seen import Seen, SeenOn

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, IntVar

Chooses = Callable[[SessionFacts], bool]


def total(variables: Sequence[IntVar]) -> Any:
    """Their sum; the number 0 where there is none."""
    return cp_model().LinearExpr.sum(variables) if variables else 0


class Draft:
    """Laws write on it: limits with ``add`` and ``forbid``, wishes with ``cost``.

    ``chosen[day][n]`` is the solver's variable for option ``n`` of that day; ``rests[day]`` that of staying without a
    session, for the days that have options and may.
    """

    def __init__(self, problem: WeekProblem, menu: Menu) -> None:
        self.problem = problem
        self.menu = menu
        self.model: CpModel = cp_model().CpModel()
        self.options: list[tuple[Option, ...]] = [options_around(menu, slot) for slot in problem.slots]
        self.chosen: list[list[IntVar]] = [
            [self.model.new_bool_var(f"day{day}_option{number}") for number in range(len(options))]
            for day, options in enumerate(self.options)
        ]
        self.rests: dict[int, IntVar] = {}
        self.wanted: list[tuple[int, Chooses, IntVar]] = []
        self._terms: list[Any] = []
        self._points: list[int] = []
        self._items: list[tuple[Item, SeenOn]] | None = None
        self._different: list[tuple[Option, list[tuple[int, int]]]] | None = None
        self._seen: list[tuple[Seen, list[tuple[int, int]]]] | None = None
        for day, variables in enumerate(self.chosen):
            if problem.held.must_have_session(day):
                self.model.add_exactly_one(variables)
            elif variables:
                self.rests[day] = self.flag(f"day{day}_rests")
                self.model.add_exactly_one([*variables, self.rests[day]])

    # -- reading

    def where(self, day: int, chooses: Chooses) -> list[IntVar]:
        """The variables of the day's options of which ``chooses`` is true; at most one of them is chosen."""
        pairs = zip(self.chosen[day], self.options[day], strict=True)
        return [variable for variable, option in pairs if chooses(option.facts)]

    def holds(self, day: int, chooses: Chooses) -> Any:
        """1 if the day's session is one of those, else 0."""
        return total(self.where(day, chooses))

    def days_with(self, chooses: Chooses) -> Any:
        """On how many days the session is one of those."""
        return total([variable for day in range(DAYS_IN_WEEK) for variable in self.where(day, chooses)])

    def amount(self, day: int, count: Callable[[SessionFacts], int]) -> Any:
        """A sum over the day's session, 0 without one."""
        if not self.chosen[day]:
            return 0
        return cp_model().LinearExpr.weighted_sum(
            self.chosen[day], [count(option.facts) for option in self.options[day]]
        )

    def items(self) -> list[tuple[Item, SeenOn]]:
        """Every item once for each kind of day on which an option holds it, with such a day."""
        if self._items is None:
            items: dict[tuple[Item, DayKind], SeenOn] = {}
            for slot, options in zip(self.problem.slots, self.options, strict=True):
                seen, kind = SeenOn(slot, self.problem), slot.kind
                # Most options share their items: by identity first, as comparing all that an item holds takes long.
                met = {id(i): i for option in options for block in option.session.blocks for i in block.items}
                for item in met.values():
                    items.setdefault((item, kind), seen)
            self._items = [(item, seen) for (item, _), seen in items.items()]
        return self._items

    def seen(self) -> list[tuple[Seen, list[tuple[int, int]]]]:
        """Every option once, in order, on the first day that offers it; with the days and numbers of all."""
        if self._seen is None:
            slots = self.problem.slots
            self._seen = [
                (Seen(slots[places[0][0]], self.problem, option.session, option.facts), places)
                for option, places in self.different()
            ]
        return self._seen

    def different(self) -> Sequence[tuple[Option, list[tuple[int, int]]]]:
        """Every option once, in order, with the days and numbers under which it is offered."""
        if self._different is None:
            places: dict[int, tuple[Option, list[tuple[int, int]]]] = {}
            for day, number, option in self.indexed():
                places.setdefault(id(option), (option, []))[1].append((day, number))
            self._different = list(places.values())
        return self._different

    # -- writing

    def add(self, constraint: Any) -> None:
        """A limit. Python truth values come from empty sums: a true one says nothing, a false one cannot hold."""
        if constraint is True:
            return
        if constraint is False:
            self.model.add_bool_or([])
            return
        self.model.add(constraint)

    def want_days(self, days: int, chooses: Chooses, missing: IntVar) -> None:
        """On ``days`` days the session is one of those, or ``missing`` counts how many lack; kept in ``wanted``."""
        self.add(self.days_with(chooses) + missing >= days)
        if days:
            self.wanted.append((days, chooses, missing))

    def forbid(self, day: int, number: int) -> None:
        if day not in self.problem.held.settled:  # what is done is done
            self.model.add(self.chosen[day][number] == 0)

    def flag(self, name: str) -> IntVar:
        """A new yes-or-no variable."""
        return self.model.new_bool_var(name)

    def whole_number(self, highest: int, name: str) -> IntVar:
        """A new variable from 0 to ``highest``."""
        return self.model.new_int_var(0, highest, name)

    def cost(self, points: int, what: Any) -> None:
        """A wish that counts ``points`` for each unit of ``what``."""
        self._terms.append(what)
        self._points.append(points)

    def minimise(self) -> None:
        self.model.minimize(cp_model().LinearExpr.weighted_sum(self._terms, self._points))

    def indexed(self) -> Iterable[tuple[int, int, Option]]:
        """Every day and option number with its option, in order."""
        for day, options in enumerate(self.options):
            for number, option in enumerate(options):
                yield day, number, option
