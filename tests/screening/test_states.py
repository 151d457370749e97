"""Stops without a red flag, clearance, and who is out of scope (SCR-03 to SCR-05)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from planner.domain.exercise import Tag
from planner.domain.person import Activity, Answer, BloodPressure, HipReplacement, Numbness, Pregnancy
from planner.domain.week import PassState, StopState
from planner.screening.gate import person_of

NO, YES, NOT_SURE = Answer.NO, Answer.YES, Answer.NOT_SURE
CLEAR = StopState.CLEARANCE


def state(clinic, **changes):
    stopped = clinic.stopped(clinic.person(**changes))
    return stopped.state, stopped.flags


@pytest.mark.parametrize("answer", [YES, NOT_SURE])
def test_a_spinal_cord_condition_stops_until_it_is_cleared(clinic, answer):
    assert state(clinic, spine={"myelopathy": answer}) == (CLEAR, ("AMB-03", "MYE"))
    passed = clinic.passed(clinic.person(spine={"myelopathy": answer}, clearance=clinic.cleared("MYE")))
    assert (passed.flags, passed.conditions) == (("AMB-03",), ("MYE",))


@pytest.mark.parametrize(("age", "valid"), [(0, True), (84, True), (85, False), (-1, False)])
def test_a_clearance_holds_from_its_date_for_84_days(clinic, age, valid):
    person = clinic.person(spine={"myelopathy": YES}, clearance=clinic.cleared("MYE", days_ago=age))
    assert isinstance(clinic.screen(person).state, PassState) is valid


@pytest.mark.parametrize("answer", [YES, NOT_SURE])
def test_an_operation_within_12_weeks_stops_with_red_19(clinic, answer):
    assert state(clinic, surgery_within_12_weeks=answer) == (CLEAR, ("RED-19",))


@pytest.mark.parametrize("named", ["SUR", "THR"])
def test_a_clearance_naming_surgery_or_the_hip_answers_both(clinic, named):
    hip = HipReplacement(YES, clinic.start - timedelta(days=30), "posterior", YES)
    person = clinic.person(surgery_within_12_weeks=YES, hip_replacement=hip, clearance=clinic.cleared(named))
    passed = clinic.passed(person)
    assert passed.conditions == ("SUR", "THR")
    assert passed.flags == ("AMB-13", "SCR-10")


def test_a_clearance_that_names_only_red_19_leaves_the_operation_open(clinic):
    assert state(clinic, surgery_within_12_weeks=YES, clearance=clinic.cleared("RED-19")) == (CLEAR, ("SUR",))


@pytest.mark.parametrize(("days", "recent"), [(0, True), (84, True), (85, False)])
def test_a_hip_replacement_within_12_weeks_is_surgery_too(clinic, days, recent):
    hip = HipReplacement(YES, clinic.start - timedelta(days=days), "posterior", NO)
    outcome = clinic.screen(clinic.person(hip_replacement=hip))
    assert ("RED-19" in outcome.flags) is recent


def test_a_hip_without_a_date_is_as_recent_as_the_answer_about_operations(clinic):
    hip = HipReplacement(YES, None, "unknown", YES)
    assert clinic.passed(clinic.person(hip_replacement=hip)).conditions == ("THR",)
    assert state(clinic, hip_replacement=hip, surgery_within_12_weeks=NOT_SURE) == (CLEAR, ("RED-19",))


@pytest.mark.parametrize("disease", ["heart", "lung", "kidney"])
@pytest.mark.parametrize(
    ("activity", "stops"),
    [
        (Activity(3, 90), False),
        (Activity(2, 300), True),
        (Activity(5, 89), True),
        (None, True),
    ],
)
def test_an_inactive_person_with_such_a_disease_needs_agreement(clinic, disease, activity, stops):
    outcome = clinic.screen(clinic.person(conditions=frozenset({disease}), activity=activity))
    assert outcome.flags == ("AMB-19",)
    assert (outcome.state is CLEAR) is stops


@pytest.mark.parametrize("named", [("AMB-19",), ("heart", "lung")])
def test_a_clearance_answers_amb_19_by_its_flag_or_by_every_disease(clinic, named):
    person = clinic.person(conditions=frozenset({"heart", "lung"}), activity=None, clearance=clinic.cleared(*named))
    assert clinic.passed(person).caps.effort == 6


def test_a_clearance_for_one_disease_does_not_answer_the_other(clinic):
    person = clinic.person(conditions=frozenset({"heart", "lung"}), activity=None, clearance=clinic.cleared("heart"))
    assert clinic.stopped(person).flags == ("AMB-19",)


@pytest.mark.parametrize(
    ("systolic", "diastolic", "stops"),
    [(160, 80, True), (150, 100, True), (159, 99, False), (179, 109, True), (None, None, False)],
)
def test_a_reading_of_160_or_100_needs_clearance(clinic, systolic, diastolic, stops):
    pressure = {"systolic": systolic, "diastolic": diastolic, "high": YES}
    outcome = clinic.screen(clinic.person(blood_pressure=pressure))
    assert outcome.flags == ("AMB-08",)
    assert (outcome.state is CLEAR) is stops


@pytest.mark.parametrize("named", ["AMB-08", "HTN"])
def test_a_clearance_opens_160_over_100(clinic, named):
    person = clinic.person(blood_pressure={"systolic": 165, "diastolic": 95}, clearance=clinic.cleared(named))
    assert clinic.passed(person).conditions == ("HTN",)


def test_a_clearance_for_red_14_speaks_for_the_same_reading(clinic):
    person = clinic.person(blood_pressure={"systolic": 185, "diastolic": 95}, clearance=clinic.cleared("RED-14"))
    assert clinic.passed(person).flags == ("RED-14", "AMB-08")


def test_an_eye_operation_needs_clearance(clinic):
    eyes = frozenset({"eye_surgery_within_12_weeks"})
    assert state(clinic, conditions=eyes) == (CLEAR, ("AMB-14",))
    assert state(clinic, conditions_not_sure=eyes) == (CLEAR, ("AMB-14",))
    for named in ("AMB-14", "GLA", "eye_surgery_within_12_weeks"):
        passed = clinic.passed(clinic.person(conditions=eyes, clearance=clinic.cleared(named)))
        assert passed.conditions == ("GLA",)


def test_each_state_has_words_of_its_own(clinic):
    people = {
        "MYE": clinic.person(spine={"myelopathy": YES}),
        "SUR": clinic.person(surgery_within_12_weeks=YES, clearance=clinic.cleared("RED-19")),
        "AMB-08": clinic.person(blood_pressure={"systolic": 165}),
        "EYE": clinic.person(conditions=frozenset({"eye_surgery_within_12_weeks"})),
        "AMB-19": clinic.person(conditions=frozenset({"heart"}), activity=None),
    }
    for name, person in people.items():
        reason = clinic.safety.stop_states[name].reason
        message = clinic.stopped(person).message
        assert message == clinic.safety.messages["MSG-CLEAR"].format(reason=reason)
    assert len({clinic.safety.stop_states[name].reason for name in people}) == len(people)


def test_flags_and_states_of_one_tier_are_said_together_in_order(clinic):
    person = clinic.person(
        red_flags=(clinic.flag("RED-20"),), spine={"myelopathy": YES}, blood_pressure={"systolic": 165}
    )
    stopped = clinic.stopped(person)
    tables = clinic.safety
    reasons = [tables.red_flags["RED-20"], tables.stop_states["MYE"], tables.stop_states["AMB-08"]]
    assert " ".join(r.reason for r in reasons) in stopped.message
    assert stopped.flags == ("RED-20", "AMB-03", "MYE", "AMB-08")


@pytest.mark.parametrize(("age", "in_scope"), [(17, False), (18, True)])
def test_only_adults_are_planned_for(clinic, age, in_scope):
    outcome = clinic.screen(clinic.person(age=age))
    assert (outcome.state is PassState.PASS) is in_scope
    if not in_scope:
        assert outcome.state is StopState.OUT_OF_SCOPE
        assert outcome.message == clinic.safety.stop_states["OUT_OF_SCOPE"].reason


@pytest.mark.parametrize("flag", ["RED-01", "RED-15", "RED-08"])
def test_a_red_flag_comes_before_the_age(clinic, flag):
    assert clinic.stopped(clinic.person(age=15, red_flags=(clinic.flag(flag),))).state is not StopState.OUT_OF_SCOPE


def test_a_person_without_any_amber_passes_without_restriction(clinic):
    assert clinic.passed(clinic.person()).state is PassState.PASS


def test_any_amber_restricts(clinic):
    assert clinic.passed(clinic.person(bones={"thin": YES})).state is PassState.PASS_RESTRICTED


def test_an_unknown_condition_is_never_passed_over(clinic):
    for key in ("conditions", "conditions_not_sure", "medicines", "medicines_not_sure"):
        with pytest.raises(ValueError, match="unknown condition or medicine: gout"):
            clinic.screen(clinic.person(**{key: frozenset({"gout"})}))


def test_a_lapsed_clearance_clears_nothing(clinic):
    person = clinic.person(red_flags=(clinic.flag("RED-08"),))
    lapsed = replace(person, clearance=clinic.cleared("RED-08", days_ago=100))
    assert clinic.stopped(lapsed).flags == ("RED-08",)


def test_a_flag_without_a_condition_is_a_restriction_too(clinic):
    passed = clinic.passed(clinic.person(medicines=frozenset({"steroid_over_3_months"})))
    assert (passed.state, bool(passed.flags), bool(passed.conditions)) == (PassState.PASS_RESTRICTED, True, True)
    passed = clinic.passed(clinic.person(conditions=frozenset({"diabetes_insulin"})))
    assert (passed.state, passed.flags, passed.conditions) == (PassState.PASS_RESTRICTED, ("AMB-18",), ())


@pytest.mark.parametrize("operated", [YES, NO])
def test_after_an_operation_the_week_knows_that_little_is_left(clinic, operated):
    passed = clinic.passed(clinic.person(surgery_within_12_weeks=operated, clearance=clinic.cleared("SUR")))
    assert passed.breathing_and_easy_walk_only is (operated is YES)


@pytest.mark.parametrize(
    ("sure", "doubtful"),
    [
        ({"conditions": frozenset({"eye_surgery_within_12_weeks"})},
         {"conditions_not_sure": frozenset({"eye_surgery_within_12_weeks"})}),
        ({"spine": {"myelopathy": YES}}, {"spine": {"myelopathy": NOT_SURE}}),
        ({"surgery_within_12_weeks": YES}, {"surgery_within_12_weeks": NOT_SURE}),
        ({"conditions": frozenset({"heart"}), "activity": None},
         {"conditions_not_sure": frozenset({"heart"}), "activity": None}),
    ],
)  # fmt: skip
def test_only_a_stop_that_a_doubt_caused_says_so(clinic, sure, doubtful):
    said = clinic.safety.messages["MSG-NOTSURE"]
    assert said not in clinic.stopped(clinic.person(**sure)).message
    assert clinic.stopped(clinic.person(**doubtful)).message.endswith(said)


@pytest.mark.parametrize("pressure", [(165, 80), (185, 115)])
def test_a_number_is_no_doubt(clinic, pressure):
    stopped = clinic.stopped(clinic.person(blood_pressure=BloodPressure(NO, NO, *pressure)))
    assert clinic.safety.messages["MSG-NOTSURE"] not in stopped.message


def test_a_doubt_that_a_clearance_answered_is_still_told(clinic):
    flag = clinic.flag("RED-08", answer=NOT_SURE)
    passed = clinic.passed(clinic.person(red_flags=(flag,), clearance=clinic.cleared("RED-08")))
    assert "MSG-NOTSURE" in {message.id for message in passed.messages}


def test_without_a_clearance_no_family_is_named(clinic):
    assert person_of(clinic.person(), clinic.safety, clinic.start).allowed == frozenset()
    named = clinic.person(clearance=clinic.cleared("SUR", allows=("bridge",)))
    assert person_of(named, clinic.safety, clinic.start).allowed == {"bridge"}


@pytest.mark.parametrize(("answer", "doubtful"), [(YES, False), (NOT_SURE, True)])
def test_an_operation_that_red_19_leaves_open_keeps_its_doubt(clinic, answer, doubtful):
    stopped = clinic.stopped(clinic.person(surgery_within_12_weeks=answer, clearance=clinic.cleared("RED-19")))
    assert stopped.message.endswith(clinic.safety.messages["MSG-NOTSURE"]) is doubtful


@pytest.mark.parametrize("area", ["feet", "legs", "hands"])
def test_numbness_of_which_nobody_said_how_it_goes_counts_as_worse(clinic, area):
    assert state(clinic, numbness=Numbness((area,), None, YES)) == (StopState.SAME_DAY, ("RED-04",))


@pytest.mark.parametrize(
    ("numbness", "doubtful"),
    [
        (Numbness(("feet",), "worse", YES), False),
        (Numbness(("feet",), "not sure", YES), True),
        (Numbness(("feet",), None, YES), False),
        (Numbness(("feet",), "same", NO), False),
        (Numbness(("feet",), "same", NOT_SURE), True),
        (Numbness(None, "same", NO), True),
    ],
)
def test_a_stop_for_numbness_says_so_where_a_doubt_caused_it(clinic, numbness, doubtful):
    message = clinic.stopped(clinic.person(numbness=numbness)).message
    assert message.endswith(clinic.safety.messages["MSG-NOTSURE"]) is doubtful


@pytest.mark.parametrize(("named", "freed"), [("AMB-10", True), ("PREG", True), ("OP", False)])
def test_a_clearance_frees_what_a_birth_left_out_and_not_what_an_early_pregnancy_does(clinic, named, freed):
    clearance = clinic.cleared(named, allows=("made-up",))
    lately = clinic.person(pregnancy=Pregnancy(NO, None, 6), clearance=clearance)
    assert (clinic.refusals(lately, clinic.exercise(Tag.ABD_PRESS)) == ()) is freed
    both = clinic.person(pregnancy=Pregnancy(YES, 8, 6), clearance=clearance)
    assert clinic.refusals(both, clinic.exercise(Tag.SLS)) != ()
