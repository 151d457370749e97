"""Why an exercise is left out or changed, in the words a person reads."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.domain.exercise import Category, ExerciseId, FamilyId, Level, Position, Tag
from planner.domain.library import Library
from planner.domain.person import Answer, Haemoglobin, JointPain, Pregnancy
from planner.domain.week import Caps, StopState
from planner.screening.gate import screen
from planner.screening.haemoglobin import grams_per_litre
from planner.screening.tables import Scope
from tests.screening.conftest import Clinic

YES, NO, NOT_SURE = Answer.YES, Answer.NO, Answer.NOT_SURE


def texts(clinic, person, exercise):
    return [(r.rule, r.text) for r in clinic.passed(person, exercise).exercises.refused[exercise.id]]


def test_an_unchecked_exercise_says_so(clinic):
    assert texts(clinic, clinic.person(), clinic.exercise(tags=None)) == [
        ("SAFE-02", "Left out because nobody has checked yet whom it suits.")
    ]


def test_the_floor_and_ten_minutes_on_the_feet_have_their_words(clinic):
    assert texts(clinic, clinic.person(floor=NO), clinic.exercise(Tag.FLOOR)) == [
        ("Q-07", "Left out because getting down to the floor and up again is hard for you.")
    ]
    assert texts(clinic, clinic.person(walk_10_minutes=NO), clinic.exercise(Tag.STAND_LONG)) == [
        ("Q-08", "Left out because ten minutes on your feet are too much for now.")
    ]


def test_missing_things_are_named_group_by_group(clinic):
    needs = clinic.exercise(equipment=(frozenset({"bed", "sofa"}), frozenset({"rope"})))
    assert texts(clinic, clinic.person(), needs) == [
        ("EQUIPMENT", "Left out because it needs something that is not on your list: bed or sofa, and rope.")
    ]


@pytest.mark.parametrize(("level", "highest"), [(Level.BEGINNER, 2), (Level.INTERMEDIATE, 3), (Level.ADVANCED, 5)])
def test_the_highest_step_of_a_level_is_allowed_and_the_next_is_not(clinic, level, highest):
    person = clinic.person(level=level)
    assert clinic.refusals(person, clinic.exercise(level=highest)) == ()
    if highest < 5:
        assert texts(clinic, person, clinic.exercise(level=highest + 1)) == [
            (
                f"LEVEL/{level.value}",
                f"Left out for now: it is a step of level {highest + 1}, "
                f"and the {level.value} level goes up to {highest}.",
            )
        ]


def test_a_level_cap_names_whom_it_is_for_and_how_far_it_goes(clinic):
    person = clinic.person(level=Level.ADVANCED, falls={"afraid": YES}, bones={"thin": YES})
    assert clinic.refusals(person, clinic.exercise(level=3)) == ()
    falls = clinic.safety.conditions["FAL"].restriction.told_us
    assert texts(clinic, person, clinic.exercise(level=4)) == [
        (
            "LEVEL/FAL",
            f"Left out because you told us about {falls}: it is a step of level 4, and yours go up to 3 for now.",
        )
    ]


def test_an_extra_rule_of_a_condition_says_what_and_why(clinic):
    restriction = clinic.safety.conditions["MYE"].restriction
    person = clinic.person(spine={"myelopathy": YES}, clearance=clinic.cleared("MYE"))
    chin = clinic.exercise(family=FamilyId("chintuck"))
    extra = next(extra for extra in restriction.leave_out if "chintuck" in extra.scope.families)
    assert texts(clinic, person, chin) == [
        (f"{extra.rule}/MYE", f"Left out because you told us about {restriction.told_us}: {extra.text}.")
    ]


def test_an_adaptation_without_what_it_needs_names_what_that_is(clinic):
    person = clinic.person(bones={"thin": YES}, equipment=frozenset({"chair"}))
    told = clinic.safety.conditions["OP"].restriction.told_us
    words = clinic.safety.tag_words[Tag.PRONE]
    assert texts(clinic, person, clinic.exercise(Tag.PRONE)) == [
        (
            "PRONE/OP",
            f"Left out because you told us about {told}: {words}. "
            "The version that would fit needs a pillow or bolster or bed.",
        )
    ]


def test_a_replaced_exercise_says_what_comes_instead(clinic):
    person = clinic.person(bones={"thin": YES})
    told = clinic.safety.conditions["OP"].restriction.told_us
    instead = clinic.safety.adaptations["AD-03"].words
    words = clinic.safety.tag_words[Tag.EXT_END]
    assert texts(clinic, person, clinic.exercise(Tag.EXT_END)) == [
        ("EXT_END/OP", f"Left out because you told us about {told}: {words}. {instead}")
    ]


def test_the_words_of_an_adaptation_and_the_note_of_a_condition_stand_in_one_text(clinic):
    person = clinic.person(pregnancy=Pregnancy(YES, 20))
    row = clinic.safety.adaptations["AD-05"]
    (found,) = clinic.passed(person, clinic.exercise(Tag.SUPINE)).exercises.usable["made-up"].adaptations
    assert found.text == f"{row.words} {row.notes['PREG']}"
    assert row.notes["VER"] not in found.text


def test_what_a_condition_adds_comes_with_its_words(clinic):
    restriction = clinic.safety.conditions["PN"].restriction
    person = clinic.person(numbness={"areas": ("feet",), "change": "same", "assessed": YES})
    exercise = clinic.exercise(position=Position.STANDING)
    cues = clinic.passed(person, exercise).exercises.usable["made-up"].cues
    assert [(cue.rule, cue.text) for cue in cues] == [
        ("PN", cue.text) for cue in restriction.cues if cue.scope.covers(exercise)
    ]
    assert cues


def test_a_usable_exercise_is_the_one_of_the_library_and_knows_whether_it_needs_the_floor(clinic):
    seated, floor = clinic.exercise(), clinic.exercise(Tag.FLOOR, id=ExerciseId("down"))
    usable = clinic.passed(clinic.person(), seated, floor).exercises.usable
    assert (usable["made-up"].exercise, usable["made-up"].needs_floor) == (seated, False)
    assert (usable["down"].exercise, usable["down"].needs_floor) == (floor, True)


def test_a_stop_in_doubt_adds_its_sentence_after_a_space(clinic):
    stopped = clinic.stopped(clinic.person(red_flags=(clinic.flag("RED-08", answer=NOT_SURE),)))
    assert stopped.message.endswith(f"This is not a diagnosis. {clinic.safety.messages['MSG-NOTSURE']}")


def test_a_very_low_count_does_not_raise_the_tier_of_other_signs(clinic):
    person = clinic.person(haemoglobin=Haemoglobin(65, clinic.start), red_flags=(clinic.flag("RED-02"),))
    assert clinic.stopped(person).state is StopState.SAME_DAY
    assert clinic.stopped(person).flags == ("RED-02", "RED-10b")


def test_a_listed_sign_of_numbness_is_urgent_while_low_b12_is_untreated(clinic):
    listed = (clinic.flag("RED-04b"),)
    treated = clinic.person(red_flags=listed, b12={"low": YES, "treatment": "tablets"})
    untreated = clinic.person(red_flags=listed, b12={"low": YES, "treatment": "not_yet"})
    assert clinic.stopped(treated).state is StopState.CLEARANCE
    assert clinic.stopped(untreated).state is StopState.SAME_DAY


@pytest.mark.parametrize(
    ("scope", "covered"),
    [
        (Scope(), True),
        (Scope(tags=frozenset({Tag.SLS})), True),
        (Scope(tags=frozenset({Tag.SLS, Tag.PRONE})), True),
        (Scope(tags=frozenset({Tag.PRONE})), False),
        (Scope(families=frozenset({"made-up"}), from_step=1), True),
        (Scope(families=frozenset({"made-up"}), from_step=2), False),
        (Scope(families=frozenset({"other"})), False),
        (Scope(except_families=frozenset({"made-up"})), False),
        (Scope(positions=frozenset({Position.SEATED_CHAIR})), True),
        (Scope(positions=frozenset({Position.STANDING})), False),
        (Scope(without_equipment=frozenset({"chair"})), False),
        (Scope(without_equipment=frozenset({"worktop"})), True),
    ],
)
def test_a_scope_covers_what_fits_everything_it_names(clinic, scope, covered):
    exercise = clinic.exercise(Tag.SLS, equipment=(frozenset({"chair", "bed"}),))
    assert scope.covers(exercise) is covered


def test_a_scope_by_tags_covers_nothing_without_tags(clinic):
    scope = Scope(tags=frozenset({Tag.SLS}))
    assert not scope.covers(clinic.exercise())
    assert not scope.covers(clinic.exercise(tags=None))


def test_after_a_birth_an_admitted_exercise_is_still_adapted_by_other_conditions(clinic):
    clearance = clinic.cleared("AMB-10", allows=["made-up"])
    person = clinic.person(
        pregnancy=Pregnancy(NO, birth_weeks_ago=6), clearance=clearance, blood_pressure={"high": YES}
    )
    usable = clinic.passed(person, clinic.exercise(Tag.ABD_PRESS)).exercises.usable["made-up"]
    assert [a.code for a in usable.adaptations] == ["AD-11"]
    other = clinic.exercise(Tag.ABD_PRESS, id=ExerciseId("other"), family=FamilyId("other"))
    assert clinic.refusals(person, other) == ("ABD_PRESS/AMB-10",)


def test_what_is_excluded_is_neither_adapted_nor_replaced(clinic):
    person = clinic.person(bones={"thin": YES, "spine_fracture": YES})
    exercises = clinic.passed(person, clinic.exercise(Tag.EXT_END)).exercises
    assert [r.rule for r in exercises.refused["made-up"]] == ["EXT_END/VF"]
    assert exercises.replacements == {}


def test_an_override_of_a_replaced_exercise_keeps_no_adaptation_that_replaces(clinic):
    from planner.domain.person import Override

    person = clinic.person(
        bones={"thin": YES}, overrides=(Override(ExerciseId("made-up"), "seen last week", "physiotherapist"),)
    )
    usable = clinic.passed(person, clinic.exercise(Tag.EXT_END, Tag.KNEE_DEEP)).exercises.usable["made-up"]
    assert [a.code for a in usable.adaptations] == ["AD-17"]


def test_substitutes_are_lower_steps_then_named_families_then_the_same_muscles(clinic):
    def made(name, **changes):
        return clinic.exercise(**{"id": ExerciseId(name), "family": FamilyId("other"), "targets": ("legs",)} | changes)

    arch = clinic.exercise(Tag.EXT_END, step=3)
    exercises = (
        arch,
        made("same-step", family=arch.family, step=3),
        made("higher", family=arch.family, step=4),
        made("lowest", family=arch.family, step=1),
        made("lower", family=arch.family, step=2),
        made("named", family=FamilyId("cobra"), category=Category.YOGA),
        made("same-muscles", targets=arch.targets),
        made("other-muscles"),
        made("other-category", targets=arch.targets, category=Category.YOGA),
        made("refused", family=arch.family, step=1, tags=None),
    )
    library = Library({e.id: e for e in exercises}, {}, "test")
    passed = screen(clinic.person(bones={"thin": YES}), library, clinic.safety, clinic.start)
    assert passed.exercises.replacements["made-up"] == ("lower", "lowest", "named", "same-muscles")


@pytest.mark.parametrize(("pain", "codes"), [(0, ()), (1, ("KOA",)), (None, ("KOA",))])
def test_a_joint_counts_from_a_pain_of_one(clinic, pain, codes):
    assert clinic.passed(clinic.person(joint_pain=JointPain(knee=pain))).conditions == codes


@pytest.mark.parametrize(("bones", "told"), [({"thin": YES}, True), ({"spine_fracture": YES}, True), ({}, False)])
def test_thin_or_broken_bones_come_with_the_word_about_a_sudden_sharp_pain(clinic, bones, told):
    messages = clinic.passed(clinic.person(bones=bones)).messages
    assert any("Sudden sharp pain in the middle of the back" in message.text for message in messages) is told


def test_after_an_operation_and_in_the_first_days_of_treatment_the_reason_says_why(clinic):
    operated = clinic.person(surgery_within_12_weeks=YES, clearance=clinic.cleared("SUR"))
    assert texts(clinic, operated, clinic.exercise()) == [
        ("SCR-10", "Left out because you told us about a recent operation: your surgical team has not named it.")
    ]
    begun = clinic.person(b12={"low": YES, "treatment": "tablets", "started": clinic.start})
    assert texts(clinic, begun, clinic.exercise()) == [
        (
            "SCR-11",
            "Left out because your B12 treatment began in the last days: only breathing and an easy walk fit now.",
        )
    ]


@pytest.mark.parametrize(("typed", "grams"), [(24.9, 249.0), (25, 25.0), (11.25, 112.5), (12.346, 123.5), (121, 121.0)])
def test_a_haemoglobin_below_25_is_in_grams_per_decilitre(typed, grams):
    assert grams_per_litre(typed) == grams


def test_an_exercise_that_an_adaptation_would_keep_has_no_substitutes(clinic):
    kneeling = clinic.exercise(Tag.KNEEL, level=5)
    easier = clinic.exercise(id=ExerciseId("easier"))
    passed = clinic.passed(clinic.person(joint_pain=JointPain(knee=1)), kneeling, easier)
    assert "made-up" in passed.exercises.refused
    assert passed.exercises.replacements == {}


def test_where_no_adaptation_is_known_the_cell_leaves_the_exercise_out_without_advice(clinic):
    bare = Clinic(replace(clinic.safety, adaptations={}))
    assert bare.safety.adaptation_for(Tag.KNEEL) is None
    left_out = dict(texts(bare, bare.person(joint_pain=JointPain(knee=1)), bare.exercise(Tag.KNEEL)))
    words = clinic.safety.tag_words[Tag.KNEEL]
    assert left_out == {"KNEEL/KOA": f"Left out because you told us about knee pain: {words}."}


def test_a_physiotherapists_review_lifts_the_cap_of_the_fracture_and_no_other(clinic):
    person = clinic.person(
        bones={"spine_fracture": YES}, tiredness=7, level=Level.ADVANCED, clearance=clinic.cleared("VF")
    )
    assert "VF" in clinic.passed(person).conditions
    assert "ANA" in clinic.passed(person).conditions
    assert set(clinic.refusals(person, clinic.exercise(level=3))) == {"LEVEL/ANA", "LEVEL/LOC-02"}


def test_a_hold_is_capped_by_the_level_where_nothing_caps_the_effort(clinic):
    row = clinic.safety.conditions["HTN"]
    uncapped = replace(row, restriction=replace(row.restriction, caps=Caps(hold_seconds=10)))
    bare = Clinic(replace(clinic.safety, conditions={**clinic.safety.conditions, "HTN": uncapped}))
    pose = bare.exercise(category=Category.YOGA)
    for level in Level:
        person = bare.person(blood_pressure={"high": YES}, level=level)
        capped = bare.safety.limits.yoga_effort[level] >= bare.safety.limits.hold_cap_yoga_from_effort
        cap = bare.passed(person, pose).exercises.usable[pose.id].hold_cap_seconds
        assert cap == (10 if capped else None)


def test_several_serious_conditions_are_named_together(clinic):
    person = clinic.person(bones={"spine_fracture": YES}, tiredness=7)
    found = dict(texts(clinic, person, clinic.exercise(level=2)))
    assert found["LEVEL/LOC-02"] == (
        "Left out because you told us about several serious conditions together: "
        "it is a step of level 2, and yours go up to 1 for now."
    )
