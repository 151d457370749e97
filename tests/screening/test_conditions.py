"""Answers to condition codes and amber flags, both sides of each line of the contract."""

from __future__ import annotations

from datetime import timedelta

import pytest

from planner.domain.person import (
    Answer,
    BackPain,
    BloodPressure,
    HipReplacement,
    JointPain,
    Numbness,
    Pregnancy,
    WorseWith,
)

NO, YES, NOT_SURE = Answer.NO, Answer.YES, Answer.NOT_SURE


def found(clinic, **changes):
    passed = clinic.passed(clinic.person(**changes))
    return passed.conditions, passed.flags


def words(*names):
    return frozenset(names)


@pytest.mark.parametrize("answer", [YES, NOT_SURE])
@pytest.mark.parametrize("question", ["thin", "small_fall_fracture", "lost_height"])
def test_thin_bones(clinic, question, answer):
    assert found(clinic, bones={question: answer}) == (("OP",), ("AMB-01",))


def test_sure_bones_raise_nothing(clinic):
    assert found(clinic) == ((), ())


@pytest.mark.parametrize("key", ["medicines", "medicines_not_sure"])
def test_steroid_tablets_count_as_thin_bones(clinic, key):
    assert found(clinic, **{key: words("steroid_over_3_months")}) == (("OP",), ("AMB-20",))


@pytest.mark.parametrize("answer", [YES, NOT_SURE])
def test_a_broken_spine_bone(clinic, answer):
    assert found(clinic, bones={"spine_fracture": answer}) == (("VF",), ("AMB-02",))


@pytest.mark.parametrize("area", ["feet", "legs"])
def test_numb_feet_or_legs(clinic, area):
    assert found(clinic, numbness=Numbness((area,), "better", YES)) == (("PN",), ("AMB-04",))


def test_numb_hands_alone_have_no_code(clinic):
    assert found(clinic, numbness=Numbness(("hands",), "same", YES)) == ((), ())


def test_not_sure_where_it_is_numb_counts_as_feet(clinic):
    assert found(clinic, numbness=Numbness(None, "same", YES)) == (("PN",), ("AMB-04",))


@pytest.mark.parametrize(
    ("below_knee", "worse_with", "codes", "flags"),
    [
        (NO, WorseWith.NEITHER, (), ()),
        (NO, WorseWith.BENDING_OR_SITTING, ("SCI",), ("AMB-11",)),
        (NO, WorseWith.ARCHING_OR_STANDING, ("EXT",), ("AMB-12",)),
        (NO, WorseWith.BOTH, ("SCI", "EXT"), ("AMB-11", "AMB-12")),
        (NO, WorseWith.NOT_SURE, ("SCI", "EXT"), ("AMB-11", "AMB-12")),
        (YES, WorseWith.NEITHER, ("SCI",), ("AMB-11",)),
        (NOT_SURE, WorseWith.NEITHER, ("SCI",), ("AMB-11",)),
        (YES, WorseWith.BENDING_OR_SITTING, ("SCI",), ("AMB-11",)),
        (YES, WorseWith.ARCHING_OR_STANDING, ("EXT",), ("AMB-11", "AMB-12")),
        (NOT_SURE, WorseWith.ARCHING_OR_STANDING, ("EXT",), ("AMB-11", "AMB-12")),
        (YES, WorseWith.BOTH, ("SCI", "EXT"), ("AMB-11", "AMB-12")),
    ],
)
def test_leg_pain_and_what_makes_the_back_worse(clinic, below_knee, worse_with, codes, flags):
    assert found(clinic, back_pain=BackPain(3, below_knee, worse_with)) == (codes, flags)


@pytest.mark.parametrize(
    ("pressure", "holds"),
    [
        (BloodPressure(NO, NO, 139, 89), False),
        (BloodPressure(NO, NO, 140, 80), True),
        (BloodPressure(NO, NO, 130, 90), True),
        (BloodPressure(YES, NO, 120, 70), True),
        (BloodPressure(NOT_SURE, NO), True),
        (BloodPressure(NO, NO), False),
    ],
)
def test_high_blood_pressure(clinic, pressure, holds):
    assert found(clinic, blood_pressure=pressure) == ((("HTN",), ("AMB-08",)) if holds else ((), ()))


@pytest.mark.parametrize(
    ("pressure", "hold"),
    [
        (BloodPressure(YES, NO, 139, 89), 20),
        (BloodPressure(YES, NO, 140, 89), 10),
        (BloodPressure(YES, NO, 139, 90), 10),
        (BloodPressure(YES, NO), 10),
        (BloodPressure(YES, NO, 120, None), 10),
    ],
)
def test_a_known_controlled_pressure_allows_longer_holds(clinic, pressure, hold):
    assert clinic.passed(clinic.person(blood_pressure=pressure)).caps.hold_seconds == hold


@pytest.mark.parametrize("answer", [YES, NOT_SURE])
def test_low_pressure_or_dizziness_on_standing(clinic, answer):
    assert found(clinic, blood_pressure={"low": answer}) == (("ORT",), ("AMB-09",))
    assert found(clinic, conditions=words("dizzy_on_standing")) == (("ORT",), ("AMB-09",))


@pytest.mark.parametrize(
    ("pregnancy", "codes", "flags"),
    [
        (Pregnancy(NO), (), ()),
        (Pregnancy(YES, 12), (), ("AMB-10",)),
        (Pregnancy(YES, 13), ("PREG",), ("AMB-10",)),
        (Pregnancy(YES), ("PREG",), ("AMB-10",)),
        (Pregnancy(NOT_SURE), ("PREG",), ("AMB-10",)),
        (Pregnancy(NOT_SURE, 5), (), ("AMB-10",)),
        (Pregnancy(NO, None, 11), (), ("AMB-10",)),
        (Pregnancy(NO, None, 12), (), ()),
    ],
)
def test_pregnancy_by_its_weeks(clinic, pregnancy, codes, flags):
    assert found(clinic, pregnancy=pregnancy) == (codes, flags)


@pytest.mark.parametrize(("joint", "code"), [("knee", "KOA"), ("wrist", "WRI"), ("shoulder", "SHO"), ("neck", "NEC")])
@pytest.mark.parametrize(("pain", "holds"), [(0, False), (1, True), (10, True), (None, True)])
def test_sore_joints_count_from_pain_1(clinic, joint, code, pain, holds):
    expected = ((code,), ("AMB-17",)) if holds else ((), ())
    assert found(clinic, joint_pain=JointPain(**{joint: pain})) == expected


@pytest.mark.parametrize(("tiredness", "holds"), [(6, False), (7, True)])
def test_marked_tiredness_is_ana(clinic, tiredness, holds):
    assert found(clinic, tiredness=tiredness) == ((("ANA",), ("AMB-06",)) if holds else ((), ()))


@pytest.mark.parametrize("question", ["last_12_months", "afraid"])
@pytest.mark.parametrize("answer", [YES, NOT_SURE])
def test_falls_by_either_answer(clinic, question, answer):
    assert found(clinic, falls={question: answer}) == (("FAL",), ("AMB-05",))


@pytest.mark.parametrize(
    ("days", "limits", "holds"),
    [(85, NO, False), (85, YES, True), (85, NOT_SURE, True), (85, None, True)],
)
def test_an_old_hip_counts_while_limits_are_in_force(clinic, days, limits, holds):
    hip = HipReplacement(YES, clinic.start - timedelta(days=days), "posterior", limits)
    assert found(clinic, hip_replacement=hip) == ((("THR",), ("AMB-13",)) if holds else ((), ()))


def test_a_hip_without_a_date_is_not_known_to_be_old(clinic):
    assert found(clinic, hip_replacement=HipReplacement(YES, None, "posterior", NO)) == (("THR",), ("AMB-13",))


def test_not_sure_of_a_hip_replacement_counts_as_one(clinic):
    assert found(clinic, hip_replacement=HipReplacement(NOT_SURE))[0] == ("THR",)


@pytest.mark.parametrize("key", ["conditions", "conditions_not_sure"])
@pytest.mark.parametrize(
    ("word", "code", "flag"),
    [
        ("glaucoma", "GLA", "AMB-14"),
        ("diabetic_eye_disease", "GLA", "AMB-14"),
        ("vertigo", "VER", "AMB-15"),
        ("reflux", "GER", "AMB-16"),
        ("diabetes_insulin", None, "AMB-18"),
        ("heart", None, "AMB-19"),
        ("bleeding_disorder", None, "AMB-21"),
        ("epilepsy", None, "AMB-25"),
    ],
)
def test_other_conditions(clinic, key, word, code, flag):
    assert found(clinic, **{key: words(word)}) == ((code,) if code else (), (flag,))


@pytest.mark.parametrize("key", ["medicines", "medicines_not_sure"])
def test_blood_thinners(clinic, key):
    assert found(clinic, **{key: words("blood_thinner")}) == ((), ("AMB-21",))


@pytest.mark.parametrize("word", ["nsaid", "bp_tablets", "acid_reducer", "metformin"])
def test_other_medicines_restrict_nothing(clinic, word):
    assert found(clinic, medicines=words(word)) == ((), ())


def test_diabetes_without_insulin_restricts_nothing(clinic):
    assert found(clinic, conditions=words("diabetes")) == ((), ())


def test_conditions_come_in_the_order_of_the_matrix_and_flags_in_id_order(clinic):
    person = clinic.person(
        falls={"afraid": YES},
        bones={"thin": YES, "spine_fracture": YES},
        conditions=words("reflux", "epilepsy", "glaucoma"),
    )
    passed = clinic.passed(person)
    assert passed.conditions == ("OP", "VF", "GLA", "GER", "FAL")
    assert passed.flags == ("AMB-01", "AMB-02", "AMB-05", "AMB-14", "AMB-16", "AMB-25")


def test_what_no_question_asks_is_not_triggered(clinic):
    person = clinic.person(bones={"thin": YES}, back_pain=BackPain(9, YES, WorseWith.BOTH))
    assert not {"AMB-22", "AMB-23"} & set(clinic.passed(person).flags)
