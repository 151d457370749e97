"""Tags, positions, equipment, families and doses agree with each other and with the drawings."""

from __future__ import annotations

from collections import defaultdict

import pytest

from planner.domain.exercise import Category, Exercise, Position, Tag
from planner.domain.library import Library
from planner.figures import Figure, Postures, parse_figure
from planner.figures.stage import stage_figure
from planner.library.safety_notes import read_safety_files
from planner.resources import data_folder
from planner.screening.files import SafetyFiles

LOW = {
    Position.SUPINE, Position.PRONE, Position.SIDE_LYING, Position.QUADRUPED, Position.KNEELING, Position.SEATED_FLOOR
}  # fmt: skip
UPRIGHT = {Position.STANDING, Position.WALL, Position.SEATED_CHAIR}
ON_HANDS_AND_FEET = {"plank", "downdog", "phalaka"}
"""Families whose front faces the floor without lying or kneeling on it."""


def offers(exercise: Exercise, word: str) -> bool:
    return any(word in group for group in exercise.equipment)


@pytest.mark.parametrize(
    ("positions", "tag"),
    [
        ({Position.SUPINE}, Tag.SUPINE),
        ({Position.PRONE}, Tag.PRONE),
        ({Position.QUADRUPED, Position.KNEELING}, Tag.KNEEL),
    ],
)
def test_a_position_brings_its_tag(exercises: tuple[Exercise, ...], positions: set[Position], tag: Tag) -> None:
    there = [e for e in exercises if e.position in positions and e.family not in ON_HANDS_AND_FEET]
    assert len(there) >= 3
    assert [e.id for e in there if not e.has(tag)] == []


def test_nobody_lies_down_in_a_standing_or_sitting_exercise(exercises: tuple[Exercise, ...]) -> None:
    lying = {Tag.SUPINE, Tag.PRONE, Tag.KNEEL, Tag.FLOOR}
    assert [e.id for e in exercises if e.position in UPRIGHT and lying & (e.tags or set())] == []


def test_lying_and_kneeling_on_a_mat_need_getting_down_to_the_floor(exercises: tuple[Exercise, ...]) -> None:
    assert [e.id for e in exercises if e.position in LOW and offers(e, "mat") != e.has(Tag.FLOOR)] == []
    assert [e.id for e in exercises if e.position in LOW and not (offers(e, "mat") or offers(e, "bed"))] == []


def test_bands_and_weights_are_loads(exercises: tuple[Exercise, ...]) -> None:
    loads = {e.id for e in exercises if offers(e, "band") or offers(e, "light weight")}
    assert loads == {e.id for e in exercises if e.has(Tag.LOAD)}


def test_effort_held_longer_than_twenty_seconds_says_so(exercises: tuple[Exercise, ...]) -> None:
    held = [e for e in exercises if e.category in (Category.CORE, Category.POSTURE) and (e.dose.hold_seconds or 0) > 20]
    assert [e.id for e in held if not e.has(Tag.ISO_LONG)] == []


def test_the_first_steps_are_not_the_hardest(library: Library, exercises: tuple[Exercise, ...]) -> None:
    """Levels never fall along a family, each family begins at its first step, and none is left out on the way."""
    families = {e.family for e in exercises}
    for family in sorted(families):
        steps = library.family(family)
        numbers = [e.step for e in steps]
        assert numbers == sorted(set(numbers)), family
        levels = [e.level for e in steps]
        assert levels == sorted(levels), family


def test_easy_exercises_carry_none_of_the_heaviest_tags(exercises: tuple[Exercise, ...]) -> None:
    heaviest = {Tag.IMPACT, Tag.VALSALVA, Tag.ISO_LONG, Tag.FLEX_LOAD, Tag.ROT_LOAD, Tag.EYES_CLOSED}
    assert [e.id for e in exercises if e.level == 1 and heaviest & (e.tags or set())] == []


def test_standing_on_one_leg_with_a_hand_on_something_is_not_free(exercises: tuple[Exercise, ...]) -> None:
    held = [e for e in exercises if e.id.endswith(("-support", "-worktop", "-rail", "-fingertip"))]
    assert len(held) >= 15
    assert [e.id for e in held if e.has(Tag.SLS)] == []


def test_whoever_is_told_to_hold_a_worktop_has_one_on_the_list(exercises: tuple[Exercise, ...]) -> None:
    named_so = [e for e in exercises if e.id.endswith("-worktop")]
    assert [e.id for e in named_so if not offers(e, "worktop")] == []


def test_every_source_of_an_exercise_is_in_the_list_of_sources(exercises: tuple[Exercise, ...]) -> None:
    files = read_safety_files(data_folder("exercises") / "safety")
    assert isinstance(files, SafetyFiles)
    known = set(files["sources"].values["sources"])
    cited = {(e.id, mark) for e in exercises for mark in e.evidence if mark[0] == "S" and mark[1:2].isdigit()}
    assert cited
    assert {pair for pair in cited if pair[1] not in known} == set()
    assert [e.id for e in exercises if not e.evidence] == []


def test_the_row_of_the_dose_table_fits_the_dose(exercises: tuple[Exercise, ...]) -> None:
    timed: dict[str, set[bool]] = defaultdict(set)
    for e in exercises:
        timed[e.dose_row].add(e.dose.minutes is not None)
        if e.dose_row == "DOSE-03":
            assert e.dose.minutes is None, e.id
    assert timed["DOSE-09"] == {True}


def test_hands_drawn_above_the_head_of_an_upright_person_are_overhead(
    exercises: tuple[Exercise, ...], postures: Postures
) -> None:
    raised = []
    for e in exercises:
        if e.position in UPRIGHT:
            figure = parse_figure(e.figure, postures)
            assert isinstance(figure, Figure)
            for staged in stage_figure(figure):
                points = staged.body.points
                upright = points["thoracic top"][2] - points["pelvis"][2] > 350
                hands = max(points["left palm"][2], points["right palm"][2])
                if upright and hands > points["head"][2] + 130:
                    raised.append(e)
    assert len(raised) >= 5
    assert sorted({e.id for e in raised if not e.has(Tag.OVERHEAD)}) == []


def test_heads_drawn_far_below_the_hips_are_inverted(exercises: tuple[Exercise, ...], postures: Postures) -> None:
    low = set()
    for e in exercises:
        figure = parse_figure(e.figure, postures)
        assert isinstance(figure, Figure)
        for staged in stage_figure(figure):
            points = staged.body.points
            if points["head"][2] < points["pelvis"][2] - 300:
                low.add(e.id)
    assert "downward-dog" in low
    assert sorted(name for name in low if not {e.id: e for e in exercises}[name].has(Tag.INVERT)) == []
