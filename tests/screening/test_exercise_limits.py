"""Level, equipment, floor, standing and walking, surgery, the first B12 days, overrides and what fits."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from planner.domain.exercise import Category, Dose, DoseRow, ExerciseId, FamilyId, Level, Position, Tag
from planner.domain.library import Library
from planner.domain.person import B12, Answer, Override
from planner.domain.week import Overridden
from planner.screening.gate import screen
from planner.screening.outcome import ScreenedExercises

NO, YES, NOT_SURE = Answer.NO, Answer.YES, Answer.NOT_SURE
ON_THE_FLOOR = {"position": Position.SUPINE, "equipment": (frozenset({"mat", "bed"}),)}


@pytest.mark.parametrize(("level", "highest"), [(Level.BEGINNER, 2), (Level.INTERMEDIATE, 3), (Level.ADVANCED, 5)])
def test_the_level_limits_the_steps(clinic, level, highest):
    person = clinic.person(level=level)
    for step in range(1, 6):
        refused = clinic.refusals(person, clinic.exercise(level=step))
        assert refused == (() if step <= highest else (f"LEVEL/{level.value}",))


@pytest.mark.parametrize(
    ("changes", "level", "highest"),
    [
        ({"bones": {"spine_fracture": YES}}, Level.BEGINNER, 2),
        ({"conditions": frozenset({"vertigo"})}, Level.ADVANCED, 3),
        ({"bones": {"thin": YES}}, Level.ADVANCED, 4),
    ],
)
def test_a_level_cap_of_2_makes_a_beginner_and_a_higher_one_only_cuts(clinic, changes, level, highest):
    person = clinic.person(level=Level.ADVANCED, **changes)
    assert clinic.passed(person).level is level
    assert clinic.refusals(person, clinic.exercise(level=highest)) == ()
    (code,) = clinic.passed(person).conditions
    assert clinic.refusals(person, clinic.exercise(level=highest + 1)) == (f"LEVEL/{code}",)


def test_both_reasons_are_given_where_cap_and_level_refuse(clinic):
    person = clinic.person(bones={"spine_fracture": YES})
    assert clinic.refusals(person, clinic.exercise(level=3)) == ("LEVEL/VF", "LEVEL/beginner")


def test_every_group_of_equipment_needs_one_of_its_members(clinic):
    exercise = clinic.exercise(equipment=(frozenset({"worktop", "chair"}), frozenset({"band"})))
    assert clinic.refusals(clinic.person(), exercise) == ()
    assert clinic.refusals(clinic.person(equipment=frozenset({"chair", "band"})), exercise) == ()
    bare = clinic.person(equipment=frozenset({"chair"}))
    (reason,) = clinic.passed(bare, exercise).exercises.refused["made-up"]
    assert (reason.rule, reason.text) == (
        "EQUIPMENT", "Left out because it needs something that is not on your list: band.",
    )  # fmt: skip


@pytest.mark.parametrize("thing", ["shoes", "towel", "doorway", "rail"])
def test_some_things_are_in_every_home(clinic, thing):
    person = clinic.person(equipment=frozenset())
    assert clinic.refusals(person, clinic.exercise(equipment=(frozenset({thing}),))) == ()


@pytest.mark.parametrize("floor", [NO, NOT_SURE])
def test_who_cannot_get_up_again_stays_off_the_floor_unless_there_is_a_bed(clinic, floor):
    exercise = clinic.exercise(Tag.FLOOR, **ON_THE_FLOOR)
    person = clinic.person(floor=floor)
    assert clinic.refusals(person, exercise) == ("Q-07",)
    in_bed = replace(person, equipment=person.equipment | {"bed"})
    assert clinic.passed(in_bed, exercise).exercises.usable["made-up"].needs_floor is False
    mat_only = replace(exercise, equipment=(frozenset({"mat"}),))
    assert clinic.refusals(in_bed, mat_only) == ("Q-07",)


def test_who_can_get_up_uses_the_floor(clinic):
    exercise = clinic.exercise(Tag.FLOOR, **ON_THE_FLOOR)
    assert clinic.passed(clinic.person(), exercise).exercises.usable["made-up"].needs_floor is True


def test_an_adapted_floor_is_the_bed_or_the_mat_beside_a_heavy_chair(clinic):
    exercise = clinic.exercise(Tag.FLOOR, **ON_THE_FLOOR)
    person = clinic.person(bones={"thin": YES})
    assert clinic.adaptations(person, exercise) == ("AD-09",)
    in_bed = replace(person, equipment=person.equipment | {"bed"})
    assert clinic.adaptations(in_bed, exercise) == ()
    no_chair = replace(person, equipment=person.equipment - {"chair"})
    assert clinic.refusals(no_chair, exercise) == ("FLOOR/OP",)


@pytest.mark.parametrize(("tag", "changes"), [
    (Tag.SUPINE, {"conditions": frozenset({"reflux"})}),
    (Tag.PRONE, {"bones": {"thin": YES}}),
])  # fmt: skip
def test_an_adaptation_that_needs_a_pillow_does_not_fit_without_one(clinic, tag, changes):
    person = clinic.person(**changes)
    assert clinic.refusals(person, clinic.exercise(tag)) == ()
    for thing, fits in (("pillow", True), ("bolster", True), ("bed", True), ("band", False)):
        at_home = replace(person, equipment=frozenset({"chair", thing}))
        assert (clinic.refusals(at_home, clinic.exercise(tag)) == ()) is fits


@pytest.mark.parametrize("question", ["stand_10_minutes", "walk_10_minutes"])
@pytest.mark.parametrize(("answer", "limited"), [(YES, False), (NO, True), (NOT_SURE, True)])
def test_long_standing_and_long_walks_need_ten_minutes_on_the_feet(clinic, question, answer, limited):
    person = clinic.person(**{question: answer})
    expected = ("Q-08",) if limited else ()
    assert clinic.refusals(person, clinic.exercise(Tag.STAND_LONG)) == expected
    assert clinic.refusals(person, clinic.exercise(family=FamilyId("walk"), step=2)) == expected
    assert clinic.refusals(person, clinic.exercise(family=FamilyId("walk"), step=1)) == ()
    assert clinic.refusals(person, clinic.exercise(family=FamilyId("seataero"), step=2)) == ()


def test_an_exercise_nobody_has_checked_is_never_selected(clinic):
    unchecked = clinic.exercise(tags=None)
    assert clinic.refusals(clinic.person(), unchecked) == ("SAFE-02",)
    assert clinic.refusals(clinic.person(), clinic.exercise()) == ()


@pytest.mark.parametrize(
    ("changes", "allowed"),
    [
        ({"family": FamilyId("breath")}, True),
        ({"id": ExerciseId("ankle-pump"), "family": FamilyId("ankle")}, True),
        ({"id": ExerciseId("walk-5"), "family": FamilyId("walk")}, True),
        ({"id": ExerciseId("ankle-circle"), "family": FamilyId("ankle")}, False),
        ({"id": ExerciseId("walk-10"), "family": FamilyId("walk"), "step": 2}, False),
        ({"id": ExerciseId("bridge"), "family": FamilyId("bridge")}, True),
        ({"id": ExerciseId("clamshell"), "family": FamilyId("hipabd")}, True),
    ],
)
def test_after_an_operation_only_what_the_surgical_team_named(clinic, changes, allowed):
    clearance = clinic.cleared("SUR", allows=["bridge", "clamshell"])
    person = clinic.person(surgery_within_12_weeks=YES, clearance=clearance)
    exercise = clinic.exercise(**changes)
    refused = clinic.passed(person, exercise).exercises.refused.get(exercise.id, ())
    assert [r.rule for r in refused] == ([] if allowed else ["SCR-10"])


def test_what_the_surgical_team_named_still_keeps_to_the_matrix_and_the_level(clinic):
    clearance = clinic.cleared("SUR", allows=["made-up"])
    person = clinic.person(surgery_within_12_weeks=YES, clearance=clearance)
    assert clinic.refusals(person, clinic.exercise(Tag.VALSALVA, level=2)) == ("VALSALVA/SUR", "LEVEL/SUR")


@pytest.mark.parametrize(("days", "first"), [(0, True), (3, True), (4, False)])
def test_the_first_days_of_b12_treatment_hold_breathing_and_an_easy_walk(clinic, days, first):
    b12 = B12(YES, "diet", "injections", None, clinic.start - timedelta(days=days))
    person = clinic.person(b12=b12)
    passed = clinic.passed(person)
    assert passed.breathing_and_easy_walk_only is first
    assert ("SCR-11" in passed.flags, passed.caps.level) == ((True, 1) if first else (False, 2))
    assert clinic.refusals(person, clinic.exercise()) == (("SCR-11",) if first else ())
    assert clinic.refusals(person, clinic.exercise(dose_row=DoseRow("DOSE-11"))) == ()
    walk = clinic.exercise(id=ExerciseId("walk-5"))
    assert "walk-5" in clinic.passed(person, walk).exercises.usable


def admit(exercise="made-up"):
    return (Override(ExerciseId(exercise), "supervised last week, went well", "physiotherapist"),)


def test_a_practitioner_admits_a_single_excluded_exercise_with_a_reason(clinic):
    person = clinic.person(bones={"thin": YES}, overrides=admit())
    usable = clinic.passed(person, clinic.exercise(Tag.FLEX_END, Tag.BAL_FREE, level=5)).exercises.usable["made-up"]
    assert usable.overridden == Overridden("supervised last week, went well", "physiotherapist")
    assert [a.code for a in usable.adaptations] == ["AD-08"]
    assert usable.hold_cap_seconds == 20


def test_an_override_concerns_no_other_exercise(clinic):
    person = clinic.person(bones={"thin": YES}, overrides=admit("bridge"))
    assert clinic.refusals(person, clinic.exercise(Tag.FLEX_END)) == ("FLEX_END/OP",)


def test_an_override_of_an_allowed_exercise_changes_nothing(clinic):
    usable = clinic.passed(clinic.person(overrides=admit()), clinic.exercise()).exercises.usable["made-up"]
    assert usable.overridden is None


@pytest.mark.parametrize(("days_ago", "holds"), [(84, True), (85, False)])
def test_an_override_lapses_with_the_clearance(clinic, days_ago, holds):
    clearance = clinic.cleared("OP", days_ago=days_ago)
    person = clinic.person(bones={"thin": YES}, overrides=admit(), clearance=clearance)
    assert (clinic.refusals(person, clinic.exercise(Tag.FLEX_END)) == ()) is holds


def test_no_override_gives_tags_or_a_chair(clinic):
    person = clinic.person(overrides=admit(), equipment=frozenset())
    assert clinic.refusals(person, clinic.exercise(tags=None)) == ("SAFE-02",)
    assert clinic.refusals(person, clinic.exercise(equipment=(frozenset({"chair"}),))) == ("EQUIPMENT",)


def test_no_override_opens_a_red_flag(clinic):
    assert clinic.stopped(clinic.person(red_flags=(clinic.flag("RED-08"),), overrides=admit())).flags == ("RED-08",)


@pytest.mark.parametrize(
    ("changes", "cap"),
    [
        ({"category": Category.CORE}, 20),
        ({"category": Category.POSTURE}, 20),
        ({"category": Category.BALANCE}, 20),
        ({"category": Category.YOGA, "dose_row": DoseRow("DOSE-06")}, 20),
        ({"category": Category.STRETCH}, None),
        ({"category": Category.MOBILITY}, None),
        ({"category": Category.YOGA, "dose": Dose(1, None, None, 3)}, None),
    ],
)
def test_the_hold_cap_binds_effort_and_not_stretches_or_rests(clinic, changes, cap):
    exercise = clinic.exercise(**changes)
    passed = clinic.passed(clinic.person(bones={"thin": YES}), exercise)
    assert passed.exercises.usable["made-up"].hold_cap_seconds == cap


@pytest.mark.parametrize(("tiredness", "cap"), [(4, 10), (7, None)])
def test_yoga_below_effort_4_is_free_of_the_hold_cap(clinic, tiredness, cap):
    person = clinic.person(tiredness=tiredness, blood_pressure={"low": YES})
    exercise = clinic.exercise(category=Category.YOGA, dose_row=DoseRow("DOSE-06"))
    assert clinic.passed(person, exercise).exercises.usable["made-up"].hold_cap_seconds == cap


def test_nobody_without_a_hold_cap_is_bound(clinic):
    assert clinic.passed(clinic.person(), clinic.exercise()).exercises.usable["made-up"].hold_cap_seconds is None


def test_adaptations_name_their_numbers(clinic):
    person = clinic.person(bones={"thin": YES}, conditions=frozenset({"dizzy_on_standing"}), falls={"afraid": YES})
    exercise = clinic.exercise(Tag.OVERHEAD, Tag.ISO_LONG, Tag.HEEL_LOAD, Tag.PRONE)
    found = {a.code: a for a in clinic.passed(person, exercise).exercises.usable["made-up"].adaptations}
    assert found["AD-12"].hold_seconds == 20
    assert found["AD-16"].hold_seconds == 10
    assert (found["AD-20"].sets, found["AD-20"].reps) == (1, 6)
    assert found["AD-04"].minutes == 2


def test_a_replaced_exercise_names_usable_substitutes_best_first(clinic):
    arch = clinic.exercise(Tag.EXT_END, id=ExerciseId("arch"), family=FamilyId("cobra"), step=3, targets=("back",))
    family = [
        replace(arch, id=ExerciseId("cobra-1"), step=1, tags=frozenset({Tag.EXT_END})),
        replace(arch, id=ExerciseId("cobra-2"), step=2, tags=frozenset()),
        replace(arch, id=ExerciseId("cobra-4"), step=4, tags=frozenset(), targets=("elsewhere",)),
    ]
    lift = clinic.exercise(id=ExerciseId("lift"), family=FamilyId("backext"), targets=("elsewhere",))
    same = clinic.exercise(id=ExerciseId("same"), targets=("back", "hips"))
    other = clinic.exercise(id=ExerciseId("other"), targets=("back",), category=Category.STRETCH)
    hard = clinic.exercise(id=ExerciseId("hard"), targets=("back",), level=5)
    exercises = [other, hard, same, lift, *family, arch]
    passed = clinic.passed(clinic.person(bones={"thin": YES}), *exercises)
    assert passed.exercises.replacements["arch"] == ("cobra-2", "cobra-4", "lift", "same")


def test_an_excluded_exercise_has_no_replacement_of_this_kind(clinic):
    exercises = (clinic.exercise(Tag.EXT_END), clinic.exercise(id=ExerciseId("same")))
    passed = clinic.passed(clinic.person(bones={"spine_fracture": YES}), *exercises)
    assert passed.exercises.replacements == {}


@pytest.mark.parametrize(("count", "filled"), [(3, True), (4, False)])
def test_the_fallback_is_named_when_fewer_than_four_are_left(clinic, count, filled):
    names = ("walk-5", "ankle-pump", "made-up", "another")[:count]
    passed = clinic.passed(clinic.person(), *(clinic.exercise(id=ExerciseId(name)) for name in names))
    assert passed.fallback == (("ankle-pump", "walk-5") if filled else ())


def test_the_fallback_never_brings_back_what_was_left_out(clinic):
    passed = clinic.passed(clinic.person(bones={"thin": YES}), clinic.exercise(Tag.FLEX_END, id=ExerciseId("walk-5")))
    assert passed.fallback == ()


def test_the_verdict_on_an_exercise_does_not_depend_on_the_rest_of_the_library(clinic, library, safety):
    person = clinic.person(bones={"thin": YES}, falls={"afraid": YES}, level=Level.INTERMEDIATE)
    whole = screen(person, library, safety, clinic.start).exercises
    for exercise in library.exercises.values():
        alone = screen(person, Library({exercise.id: exercise}, {}, "one"), safety, clinic.start).exercises
        assert alone.usable == {k: v for k, v in whole.usable.items() if k == exercise.id}
        assert alone.refused == {k: v for k, v in whole.refused.items() if k == exercise.id}


def test_only_the_gate_makes_screened_exercises():
    with pytest.raises(TypeError, match=r"^only planner\.screening\.gate\.screen makes ScreenedExercises$"):
        ScreenedExercises({}, {}, {}, seal=object())


@pytest.mark.parametrize(("thing", "fits"), [("worktop", True), ("table", True), ("chair", True), ("wall", False)])
def test_balance_that_is_changed_to_a_hand_on_a_support_needs_one_at_home(clinic, thing, fits):
    """SAFE-05; a bare wall is nothing to hold on to."""
    person = clinic.person(bones={"thin": YES}, equipment=frozenset({thing}))
    assert (clinic.refusals(person, clinic.exercise(Tag.BAL_FREE)) == ()) is fits
