"""The week as the solver sees it: one yes-or-no for each option of each day, and what the laws add to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from planner.generator.facts import SessionFacts
from planner.generator.menu import Menu, Option
from planner.generator.problem import DAYS_IN_WEEK, WeekProblem

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, IntVar

Chooses = Callable[[SessionFacts], bool]
PRESENCE_FROM_DAYS: Final = 5
"""With fewer days the extra variables cost more than they save (measured)."""
SCALE: Final = 1000
"""Points are multiplied by this; what is left below it breaks ties."""


@dataclass(frozen=True, slots=True)
class Presence:
    """Whether the week holds a sort of session, and which of its options stands for it."""

    held: IntVar
    stands: list[tuple[Option, IntVar]]


class Draft:
    """Laws write on it: limits with ``add`` and ``forbid``, wishes with ``cost``.

    ``chosen[day][n]`` is the solver's variable for option ``n`` of that day. A day may stay without a session.
    """

    def __init__(self, problem: WeekProblem, menu: Menu) -> None:
        from ortools.sat.python.cp_model import CpModel

        self.problem = problem
        self.menu = menu
        self.model: CpModel = CpModel()
        self.options: list[tuple[Option, ...]] = [menu.options(slot) for slot in problem.slots]
        self.chosen: list[list[IntVar]] = [
            [self.model.new_bool_var(f"day{day}_option{number}") for number in range(len(options))]
            for day, options in enumerate(self.options)
        ]
        self._terms: list[Any] = []
        self.presences: dict[str, Presence] = {}
        for variables in self.chosen:
            if len(variables) > 1:
                self.model.add_at_most_one(variables)

    # -- reading

    def where(self, day: int, chooses: Chooses) -> list[IntVar]:
        """The variables of the day's options of which ``chooses`` is true; at most one of them is chosen."""
        pairs = zip(self.chosen[day], self.options[day], strict=True)
        return [variable for variable, option in pairs if chooses(option.facts)]

    def holds(self, day: int, chooses: Chooses) -> Any:
        """1 if the day's session is one of those, else 0."""
        return sum(self.where(day, chooses))

    def days_with(self, chooses: Chooses) -> Any:
        """On how many days the session is one of those."""
        return sum(variable for day in range(DAYS_IN_WEEK) for variable in self.where(day, chooses))

    def amount(self, day: int, count: Callable[[SessionFacts], int]) -> Any:
        """A sum over the day's session, 0 without one."""
        from ortools.sat.python.cp_model import LinearExpr

        if not self.chosen[day]:
            return 0
        return LinearExpr.weighted_sum(self.chosen[day], [count(option.facts) for option in self.options[day]])

    # -- writing

    def add(self, constraint: Any) -> None:
        """A limit. Python truth values come from empty sums: a true one says nothing, a false one cannot hold."""
        if constraint is True:
            return
        if constraint is False:
            self.model.add_bool_or([])
            return
        self.model.add(constraint)

    def forbid(self, day: int, number: int) -> None:
        self.model.add(self.chosen[day][number] == 0)

    def flag(self, name: str) -> IntVar:
        """A new yes-or-no variable."""
        return self.model.new_bool_var(name)

    def whole_number(self, highest: int, name: str) -> IntVar:
        """A new variable from 0 to ``highest``."""
        return self.model.new_int_var(0, highest, name)

    def cost(self, points: int, what: Any) -> None:
        """A wish that counts ``points`` for each unit of ``what``."""
        self._terms.append(points * SCALE * what)

    def needs_several(self, name: str, chooses: Chooses, days: int, missing: IntVar) -> None:
        """Tightens a wish for so many days of a sort: none missing means that the sort is there (``presence``)."""
        offered = sum(bool(variables) for variables in self.chosen)
        if offered >= PRESENCE_FROM_DAYS:
            self.add(days * self.presence(name, chooses) + missing >= days)

    def presence(self, name: str, chooses: Chooses) -> IntVar:
        """1 only if the week holds a session of this sort; then one of its options stands for the sort.

        Says nothing new to whole numbers. It keeps the relaxation, which may mix sessions on every day, from mixing
        away the difference between a week with one sort of session and a week with several.
        """
        if name in self.presences:
            return self.presences[name].held
        days: dict[int, list[IntVar]] = {}
        options: dict[int, Option] = {}
        for day, number, option in self.indexed():
            if chooses(option.facts):
                options[id(option)] = option
                days.setdefault(id(option), []).append(self.chosen[day][number])
        held = self.flag(f"holds_{name}")
        stands = [(option, self.flag(f"{name}_by_{n}")) for n, option in enumerate(options.values())]
        for option, variable in stands:
            self.model.add(variable <= sum(days[id(option)]))
        self.add(sum(variable for _, variable in stands) == held)
        self.presences[name] = Presence(held, stands)
        return held

    def tie_break(self) -> None:
        """Among equal weeks the options that come first, on the earlier days first."""
        for day, variables in enumerate(self.chosen):
            for number, variable in enumerate(variables):
                self._terms.append((number + day) * variable)

    def minimise(self) -> None:
        self.model.minimize(sum(self._terms))

    def indexed(self) -> Iterable[tuple[int, int, Option]]:
        """Every day and option number with its option, in order."""
        for day, options in enumerate(self.options):
            for number, option in enumerate(options):
                yield day, number, option
