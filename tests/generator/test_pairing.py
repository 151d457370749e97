"""The pairs of a session's parts, estimated in columns, against the same estimate for one pair after another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from itertools import product

import pytest

from planner.domain.person import Bones, DayOffer
from planner.generator import mixing
from planner.generator.menu import DayMenu, Menu
from planner.generator.pairing import ITEMS_AROUND, KEPT_A_COMBINATION, USUAL_CLOSING_SECONDS, Row, best_pairs
from planner.generator.parts import Part
from planner.generator.problem import WeekProblem
from planner.generator.timing import Course
from tests.generator.people import NO, YES, person

ProblemOf = Callable[..., WeekProblem]


def one_after_another(course: Course, works: list[Part], softs: list[Part]) -> list[tuple[int, int]]:
    """Points and running number of the best few of each combination, with and without strength work."""
    found: dict[tuple[int, int, bool], list[tuple[int, int]]] = {}
    for number, (work, soft) in enumerate(product(works, softs)):
        fits = work.seconds + soft.seconds <= course.budget and not work.mask & soft.mask
        if not fits or not (work.pieces or soft.pieces):
            continue
        seconds = course.least(
            course.seconds(work.pieces + soft.pieces),
            lead=work.lead if work.pieces else soft.lead,
            works=work.works or soft.works,
            extensor=work.extensor or soft.extensor,
        )
        if seconds > course.budget:
            continue
        likely = min(course.budget, seconds + USUAL_CLOSING_SECONDS)
        items = work.items + soft.items + ITEMS_AROUND
        points = work.points + soft.points + course.crowd_points(items, likely) + course.time_points(likely)
        kind = (work.combination, soft.combination, work.strength or soft.strength)
        found.setdefault(kind, []).append((points, number))
    return sorted(pair for pairs in found.values() for pair in sorted(pairs)[:KEPT_A_COMBINATION])


@pytest.mark.parametrize("minutes", [8, 20, 45])
def test_the_best_pairs_are_those_of_one_pair_after_another(
    problem_of: ProblemOf, monkeypatch: pytest.MonkeyPatch, minutes: int
) -> None:
    asked: list[tuple[Course, list[Part], list[Part]]] = []

    def listening(course: Course, works: list[Part], softs: list[Part], wanted: Callable[[int], bool]) -> list[Row]:
        asked.append((course, works, softs))
        return list(best_pairs(course, works, softs, wanted))

    monkeypatch.setattr(mixing, "best_pairs", listening)
    problem = problem_of(person(days={"mon": DayOffer(minutes, time(18))}, bones=Bones(YES, NO, NO, NO)))
    slot = next(slot for slot in problem.slots if slot.budget_minutes)
    rows = list(DayMenu(Menu(problem), slot).mixer.best_choices(lambda _: True))
    assert rows
    assert [row[:2] for row in rows] == one_after_another(*asked[0])


def test_pairs_whose_features_nobody_wants_are_left_out(problem_of: ProblemOf) -> None:
    problem = problem_of(person())
    mixer = DayMenu(Menu(problem), next(slot for slot in problem.slots if slot.budget_minutes)).mixer
    strength = 1 << 5
    every = list(mixer.best_choices(lambda _: True))
    weaker = list(mixer.best_choices(lambda features: not features & strength))
    assert weaker == [row for row in every if not any(piece.strength for piece in row[2].pieces)]
    assert 0 < len(weaker) < len(every)
