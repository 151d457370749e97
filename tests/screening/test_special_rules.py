"""What single conditions ask for besides the matrix (section C3, LOC-01, LOC-02, AMB-10, 11, 19, 21, 25)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from planner.domain.exercise import FamilyId, Position, Tag
from planner.domain.person import (
    Answer,
    BackPain,
    Haemoglobin,
    HipReplacement,
    JointPain,
    Numbness,
    Pregnancy,
    WorseWith,
)

NO, YES = Answer.NO, Answer.YES


@pytest.mark.parametrize(
    ("joint", "tag", "code"),
    [
        ("knee", Tag.KNEE_DEEP, "AD-17"),
        ("wrist", Tag.WRIST, "AD-13"),
        ("shoulder", Tag.SHLD, "AD-14"),
        ("neck", Tag.CERV, "AD-15"),
    ],
)
@pytest.mark.parametrize(("pain", "excluded"), [(1, False), (3, False), (4, True), (10, True), (None, True)])
def test_little_pain_today_adapts_and_more_excludes(clinic, joint, tag, code, pain, excluded):
    person = clinic.person(joint_pain=JointPain(**{joint: pain}))
    if excluded:
        assert clinic.refusals(person, clinic.exercise(tag))[0].startswith(f"{tag.value}/")
    else:
        assert clinic.adaptations(person, clinic.exercise(tag)) == (code,)


def test_little_pain_softens_only_the_joints_own_exclusions(clinic):
    person = clinic.person(joint_pain=JointPain(knee=2), bones={"spine_fracture": YES})
    assert clinic.refusals(person, clinic.exercise(Tag.IMPACT)) == ("IMPACT/VF",)


@pytest.mark.parametrize(
    ("approach", "excluded", "adapted"),
    [
        ("posterior", {Tag.HIP_FLEX90, Tag.HIP_ADDIR}, set()),
        ("anterior", {Tag.HIP_EXTER}, {Tag.HIP_FLEX90, Tag.HIP_ADDIR}),
        ("unknown", {Tag.HIP_FLEX90, Tag.HIP_ADDIR, Tag.HIP_EXTER}, set()),
    ],
)
def test_the_approach_decides_what_a_new_hip_may_do(clinic, approach, excluded, adapted):
    person = clinic.person(hip_replacement=HipReplacement(YES, None, approach, YES))
    for tag in (Tag.HIP_FLEX90, Tag.HIP_ADDIR, Tag.HIP_EXTER):
        exercise = clinic.exercise(tag)
        assert clinic.refusals(person, exercise) == ((f"{tag.value}/THR",) if tag in excluded else ())
        if tag not in excluded:
            assert bool(clinic.adaptations(person, exercise)) is (tag in adapted)


def test_a_new_hip_lies_on_the_side_only_with_a_pillow(clinic):
    hip = HipReplacement(YES, None, "posterior", YES)
    exercise = clinic.exercise(position=Position.SIDE_LYING)
    assert clinic.refusals(clinic.person(hip_replacement=hip), exercise) == ()
    bare = clinic.person(hip_replacement=hip, equipment=frozenset({"mat"}))
    assert clinic.refusals(bare, exercise) == ("side-lying/THR",)


@pytest.mark.parametrize(("step", "allowed"), [(1, True), (2, False), (5, False)])
def test_a_broken_spine_bone_allows_the_side_plank_only_at_the_wall(clinic, step, allowed):
    exercise = clinic.exercise(family=FamilyId("sideplank"), step=step)
    refused = clinic.refusals(clinic.person(bones={"spine_fracture": YES}), exercise)
    assert refused == (() if allowed else ("sideplank/VF",))
    assert clinic.refusals(clinic.person(bones={"thin": YES}), exercise) == ()


def test_a_spinal_cord_condition_leaves_no_chin_tuck(clinic):
    person = clinic.person(spine={"myelopathy": YES}, clearance=clinic.cleared("MYE"))
    assert clinic.refusals(person, clinic.exercise(family=FamilyId("chintuck"))) == ("chintuck/MYE",)


@pytest.mark.parametrize(
    ("equipment", "family", "refused"),
    [
        (frozenset(), "mountain", True),
        (frozenset({"stick"}), "hinge", True),
        (frozenset({"worktop", "chair"}), "shift", False),
        (frozenset({"rail"}), "stepup", False),
        (frozenset({"shoes"}), "walk", False),
        (frozenset(), "break", False),
    ],
)
def test_a_spinal_cord_condition_stands_only_with_support_but_may_walk(clinic, equipment, family, refused):
    person = clinic.person(spine={"myelopathy": YES}, clearance=clinic.cleared("MYE"))
    groups = (equipment,) if equipment else ()
    exercise = clinic.exercise(position=Position.STANDING, equipment=groups, family=FamilyId(family))
    assert clinic.refusals(person, exercise) == (("standing/MYE",) if refused else ())


@pytest.mark.parametrize(
    ("role", "covers", "level"),
    [
        ("physiotherapist", "VF", 3),
        ("Senior Physiotherapist", "AMB-02", 3),
        ("physical therapist", "VF", 3),
        ("dentist", "VF", 2),
        ("physiotherapist", "OP", 2),
    ],
)
def test_a_physiotherapists_review_raises_the_level_after_a_spine_fracture(clinic, role, covers, level):
    person = clinic.person(bones={"spine_fracture": YES}, clearance=clinic.cleared(covers, role=role))
    assert clinic.passed(person).caps.level == level


def test_a_lapsed_review_lowers_the_level_again(clinic):
    person = clinic.person(bones={"spine_fracture": YES}, clearance=clinic.cleared("VF", days_ago=85))
    assert clinic.passed(person).caps.level == 2


@pytest.mark.parametrize("tag", [Tag.VALSALVA, Tag.HEAT, Tag.IMPACT, Tag.SLS, Tag.BAL_FREE])
def test_early_pregnancy_has_exclusions_without_a_code(clinic, tag):
    person = clinic.person(pregnancy=Pregnancy(YES, 12))
    assert clinic.refusals(person, clinic.exercise(tag)) == (f"{tag.value}/AMB-10",)
    assert clinic.refusals(clinic.person(), clinic.exercise(tag)) == ()


def test_from_week_13_the_matrix_speaks(clinic):
    person = clinic.person(pregnancy=Pregnancy(YES, 13))
    assert clinic.refusals(person, clinic.exercise(Tag.IMPACT)) == ("IMPACT/PREG",)


@pytest.mark.parametrize("tag", [Tag.FLEX_LOAD, Tag.ABD_PRESS, Tag.VALSALVA, Tag.IMPACT])
def test_the_weeks_after_birth_have_exclusions_until_a_clearance_names_the_exercise(clinic, tag):
    after = Pregnancy(NO, None, 11)
    exercise = clinic.exercise(tag)
    refused = (f"{tag.value}/AMB-10",)
    assert clinic.refusals(clinic.person(pregnancy=after), exercise) == refused
    assert clinic.refusals(clinic.person(pregnancy=Pregnancy(NO, None, 12)), exercise) == ()
    other = clinic.cleared("AMB-10", allows=["bridge"])
    assert clinic.refusals(clinic.person(pregnancy=after, clearance=other), exercise) == refused
    named = clinic.cleared("AMB-10", allows=["made-up"])
    assert clinic.refusals(clinic.person(pregnancy=after, clearance=named), exercise) == ()
    for_another = clinic.cleared("MYE", allows=["made-up"])
    assert clinic.refusals(clinic.person(pregnancy=after, clearance=for_another), exercise) == refused


def test_leg_pain_with_arching_adapts_the_nerve_without_sciatica(clinic):
    nerve = clinic.exercise(Tag.NEURAL)
    arching = clinic.person(back_pain=BackPain(3, YES, WorseWith.ARCHING_OR_STANDING))
    assert clinic.adaptations(arching, nerve) == ("AD-19",)
    above = clinic.person(back_pain=BackPain(3, NO, WorseWith.ARCHING_OR_STANDING))
    assert clinic.adaptations(above, nerve) == ()


@pytest.mark.parametrize("tag", [Tag.VALSALVA, Tag.ISO_LONG])
def test_heart_lung_and_kidney_disease_rule_out_strain(clinic, tag):
    person = clinic.person(conditions=frozenset({"lung"}))
    assert clinic.refusals(person, clinic.exercise(tag)) == (f"{tag.value}/AMB-19",)
    assert clinic.passed(person).caps.effort == 6


def test_blood_thinners_rule_out_impact_and_ask_for_a_hand_on_the_support(clinic):
    person = clinic.person(medicines=frozenset({"blood_thinner"}))
    assert clinic.refusals(person, clinic.exercise(Tag.IMPACT)) == ("IMPACT/AMB-21",)
    for tag in (Tag.SLS, Tag.BAL_FREE, Tag.EYES_CLOSED):
        assert clinic.adaptations(person, clinic.exercise(tag)) == ("AD-08",)


@pytest.mark.parametrize("tag", [Tag.SLS, Tag.BAL_FREE, Tag.EYES_CLOSED, Tag.INVERT])
def test_epilepsy_rules_out_unsupported_balance_and_head_down(clinic, tag):
    person = clinic.person(conditions=frozenset({"epilepsy"}))
    assert clinic.refusals(person, clinic.exercise(tag)) == (f"{tag.value}/AMB-25",)


@pytest.mark.parametrize(
    ("changes", "together"),
    [
        ({"bones": {"spine_fracture": YES}}, False),
        ({"bones": {"spine_fracture": YES, "thin": YES}}, False),
        ({"bones": {"spine_fracture": YES}, "tiredness": 7}, True),
    ],
)
def test_two_serious_conditions_leave_the_easiest_step(clinic, changes, together):
    passed = clinic.passed(clinic.person(**changes))
    assert (passed.caps.level == 1) is together
    assert ("LOC-02" in {m.id for m in passed.messages}) is together
    if together:
        assert "LEVEL/LOC-02" in clinic.refusals(clinic.person(**changes), clinic.exercise(level=2))


def test_words_for_a_condition_go_with_the_exercises_they_concern(clinic):
    person = clinic.person(bones={"thin": YES}, numbness=Numbness(("feet",), "same", YES))
    seated = clinic.exercise(family=FamilyId("catcamel"))
    standing = clinic.exercise(position=Position.STANDING)
    plain = clinic.exercise()
    assert [c.rule for c in clinic.passed(person, seated).exercises.usable["made-up"].cues] == ["OP"]
    assert [c.rule for c in clinic.passed(person, standing).exercises.usable["made-up"].cues] == ["PN"]
    assert clinic.passed(person, plain).exercises.usable["made-up"].cues == ()


def test_pregnancy_props_the_back_up(clinic):
    person = clinic.person(pregnancy=Pregnancy(YES, 20))
    (adaptation,) = clinic.passed(person, clinic.exercise(Tag.SUPINE)).exercises.usable["made-up"].adaptations
    assert "30 degrees" in adaptation.text
    assert adaptation.minutes == 5


@pytest.mark.parametrize(
    ("conditions", "changes", "seconds"),
    [(("dizzy_on_standing",), 1, 120), (("vertigo",), 2, 60), ((), 2, 60)],
)
def test_dizzy_people_get_up_slowly_and_seldom(clinic, conditions, changes, seconds):
    passed = clinic.passed(clinic.person(conditions=frozenset(conditions)))
    assert (passed.floor_changes, passed.get_up_seconds) == (changes, seconds)


def test_a_fall_means_fewer_floor_changes_but_no_longer_waits(clinic):
    passed = clinic.passed(clinic.person(falls={"last_12_months": YES}))
    assert (passed.floor_changes, passed.get_up_seconds) == (1, 60)


def test_a_low_blood_count_means_few_changes_and_long_waits(clinic):
    passed = clinic.passed(clinic.person(haemoglobin=Haemoglobin(85, clinic.start - timedelta(days=5))))
    assert (passed.floor_changes, passed.get_up_seconds) == (1, 120)


@pytest.mark.parametrize(
    ("changes", "extensors", "balance"),
    [
        ({}, False, False),
        ({"bones": {"thin": YES}}, True, True),
        ({"bones": {"spine_fracture": YES}}, True, False),
        ({"falls": {"afraid": YES}}, False, True),
        ({"numbness": Numbness(("feet",), "same", YES)}, False, True),
    ],
)
def test_some_work_is_daily(clinic, changes, extensors, balance):
    passed = clinic.passed(clinic.person(**changes))
    assert (passed.daily_extensors, passed.daily_balance) == (extensors, balance)
