"""RED-01 to RED-20: what stops, in which tier, and in whose words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.domain.person import Answer, Numbness
from planner.domain.week import StopState

NO, YES, NOT_SURE = Answer.NO, Answer.YES, Answer.NOT_SURE

FIRST_TIER = {
    "RED-01": "EMERG", "RED-02": "SAMEDAY", "RED-03": "SAMEDAY", "RED-04": "SAMEDAY", "RED-04b": "CLEAR",
    "RED-05": "SAMEDAY", "RED-06": "SAMEDAY", "RED-07": "SAMEDAY", "RED-08": "CLEAR", "RED-09a": "EMERG",
    "RED-09b": "CLEAR", "RED-10a": "EMERG", "RED-10b": "CLEAR", "RED-11": "EMERG", "RED-12": "EMERG",
    "RED-13": "EMERG", "RED-14": "CLEAR", "RED-15": "SAMEDAY", "RED-16": "EMERG", "RED-17": "SAMEDAY",
    "RED-18": "SAMEDAY", "RED-19": "CLEAR", "RED-20": "CLEAR",
}  # fmt: skip
SEVERE_TIER = {"RED-02": "EMERG", "RED-04b": "SAMEDAY", "RED-06": "EMERG", "RED-10b": "SAMEDAY", "RED-14": "EMERG"}
STATE = {"EMERG": StopState.EMERGENCY, "SAMEDAY": StopState.SAME_DAY, "CLEAR": StopState.CLEARANCE}


def test_the_table_has_every_red_flag_and_no_other(safety):
    assert list(safety.red_flags) == list(FIRST_TIER)


def test_nobody_is_stopped_without_a_reason(clinic):
    assert clinic.passed(clinic.person()).flags == ()


@pytest.mark.parametrize("flag", FIRST_TIER)
def test_a_listed_flag_stops_in_its_first_tier(clinic, flag):
    stopped = clinic.stopped(clinic.person(red_flags=(clinic.flag(flag),)))
    assert (stopped.state, stopped.flags) == (STATE[FIRST_TIER[flag]], (flag,))
    assert clinic.safety.red_flags[flag].reason in stopped.message


@pytest.mark.parametrize("flag", FIRST_TIER)
def test_a_severe_flag_stops_in_its_higher_tier_if_it_has_one(clinic, flag):
    stopped = clinic.stopped(clinic.person(red_flags=(clinic.flag(flag, severe=True),)))
    assert stopped.state is STATE[SEVERE_TIER.get(flag, FIRST_TIER[flag])]


@pytest.mark.parametrize("flag", FIRST_TIER)
def test_not_sure_counts_as_yes_and_says_so(clinic, flag):
    stopped = clinic.stopped(clinic.person(red_flags=(clinic.flag(flag, answer=NOT_SURE),)))
    assert stopped.state is STATE[FIRST_TIER[flag]]
    assert stopped.message.endswith("A pharmacist, nurse or doctor can help you answer.")


def test_the_emergency_message_is_word_for_word(clinic):
    message = clinic.stopped(clinic.person(red_flags=(clinic.flag("RED-09a"),))).message
    assert message == (
        "Some of your answers need urgent care. Chest pain or fainting needs urgent care. Please call 999 or go to an "
        "emergency department now. We have not made an exercise plan. This is not a diagnosis."
    )


def test_the_same_day_message_is_word_for_word(clinic):
    message = clinic.stopped(clinic.person(red_flags=(clinic.flag("RED-15"),))).message
    assert message == (
        "Some of your answers should be checked by a health professional today. This can be a sign of a clot. Please "
        "contact your doctor, clinic or NHS 111 today, and call 999 if it gets worse. We have not made an exercise "
        "plan. This is not a diagnosis."
    )


def test_the_clearance_message_is_word_for_word(clinic):
    message = clinic.stopped(clinic.person(red_flags=(clinic.flag("RED-20"),))).message
    assert message == (
        "Before we make a plan, please speak with your doctor, nurse or physiotherapist. Please follow that advice "
        "until it changes. When they agree, tell us the date and who agreed, and we will continue. This is not a "
        "diagnosis."
    )


@pytest.mark.parametrize(
    ("country", "emergency", "urgent"),
    [
        ("GB", "999", "NHS 111"),
        ("US", "911", "your local urgent-care line"),
        ("CA", "911", "your local urgent-care line"),
        ("DE", "112", "116 117"),
        ("FR", "112", "your local urgent-care line"),
        ("NO", "113", "116 117"),
        ("KE", "your local emergency number", "your local urgent-care line"),
        (None, "your local emergency number", "your local urgent-care line"),
    ],
)
def test_the_numbers_are_those_of_the_country_or_none(clinic, country, emergency, urgent):
    message = clinic.stopped(clinic.person(country=country, red_flags=(clinic.flag("RED-15"),))).message
    assert f"clinic or {urgent} today, and call {emergency} if" in message


def test_every_member_of_the_european_union_is_told_112(safety):
    members = "ATBEBGHRCYCZDKEEFIFRDEGRHUIEITLVLTLUMTNLPLPTROSKSIESSE"
    pairs = [members[at : at + 2] for at in range(0, len(members), 2)]
    assert len(pairs) == 27
    assert {safety.numbers_for(country).emergency for country in pairs} == {"112"}


def test_the_message_gives_every_reason_of_the_worst_tier_in_id_order_and_no_other(clinic):
    flags = tuple(clinic.flag(f) for f in ("RED-15", "RED-13", "RED-08", "RED-01"))
    stopped = clinic.stopped(clinic.person(red_flags=flags))
    reasons = {f: clinic.safety.red_flags[f].reason for f in ("RED-01", "RED-13", "RED-15", "RED-08")}
    assert stopped.state is StopState.EMERGENCY
    assert f"urgent care. {reasons['RED-01']} {reasons['RED-13']} Please" in stopped.message
    assert reasons["RED-15"] not in stopped.message
    assert reasons["RED-08"] not in stopped.message
    assert stopped.flags == ("RED-01", "RED-08", "RED-13", "RED-15")


def test_two_flags_with_the_same_words_say_them_once(clinic):
    stopped = clinic.stopped(clinic.person(red_flags=(clinic.flag("RED-11"), clinic.flag("RED-13"))))
    assert stopped.message.count("This needs emergency care.") == 1
    assert stopped.flags == ("RED-11", "RED-13")


@pytest.mark.parametrize(("systolic", "diastolic"), [(180, 80), (150, 110), (200, 120), (180, None), (None, 110)])
def test_a_reading_of_180_or_110_sets_red_14(clinic, systolic, diastolic):
    stopped = clinic.stopped(clinic.person(blood_pressure={"systolic": systolic, "diastolic": diastolic}))
    assert (stopped.state, stopped.flags) == (StopState.CLEARANCE, ("RED-14",))


@pytest.mark.parametrize(("systolic", "diastolic"), [(179, 109), (None, None)])
def test_a_lower_or_unknown_reading_does_not_set_red_14(clinic, systolic, diastolic):
    person = clinic.person(
        blood_pressure={"systolic": systolic, "diastolic": diastolic}, clearance=clinic.cleared("AMB-08")
    )
    assert "RED-14" not in clinic.passed(person).flags


def test_growing_numbness_sets_red_04(clinic):
    stopped = clinic.stopped(clinic.person(numbness=Numbness(("feet",), "worse", YES)))
    assert (stopped.state, stopped.flags) == (StopState.SAME_DAY, ("RED-04",))


@pytest.mark.parametrize("change", ["not sure", None])
def test_doubt_or_silence_about_numb_feet_counts_as_worse(clinic, change):
    assert clinic.stopped(clinic.person(numbness=Numbness(("feet",), change, YES))).flags == ("RED-04",)


@pytest.mark.parametrize("change", ["same", "better"])
def test_numbness_that_stays_or_fades_does_not_stop(clinic, change):
    assert clinic.passed(clinic.person(numbness=Numbness(("feet",), change, YES))).flags == ("AMB-04",)


@pytest.mark.parametrize("assessed", [NO, NOT_SURE, None])
@pytest.mark.parametrize("areas", [("feet",), ("legs",), ("hands",), None])
def test_numbness_nobody_has_looked_at_sets_red_04b(clinic, areas, assessed):
    stopped = clinic.stopped(clinic.person(numbness=Numbness(areas, "same", assessed)))
    assert (stopped.state, stopped.flags) == (StopState.CLEARANCE, ("RED-04b",))


def test_no_numb_area_means_no_red_04b_even_if_nobody_looked(clinic):
    assert clinic.passed(clinic.person(numbness=Numbness((), "same", NO))).flags == ()


@pytest.mark.parametrize(
    ("low", "treatment", "state"),
    [
        (YES, "not_yet", StopState.SAME_DAY),
        (NOT_SURE, "not_yet", StopState.SAME_DAY),
        (YES, None, StopState.SAME_DAY),
        (YES, "tablets", StopState.CLEARANCE),
        (NO, "not_yet", StopState.CLEARANCE),
    ],
)
def test_unseen_numbness_is_for_today_while_low_b12_is_untreated(clinic, low, treatment, state):
    person = clinic.person(numbness=Numbness(("hands",), "same", NO), b12={"low": low, "treatment": treatment})
    assert clinic.stopped(person).state is state


def test_untreated_low_b12_makes_a_listed_red_04b_urgent_too(clinic):
    person = clinic.person(red_flags=(clinic.flag("RED-04b"),), b12={"low": YES, "treatment": "not_yet"})
    assert clinic.stopped(person).state is StopState.SAME_DAY


def test_a_flag_that_is_both_listed_and_set_by_the_numbers_counts_once_in_its_worst_tier(clinic):
    person = clinic.person(red_flags=(clinic.flag("RED-14", severe=True),), blood_pressure={"systolic": 185})
    stopped = clinic.stopped(person)
    assert (stopped.state, stopped.flags) == (StopState.EMERGENCY, ("RED-14",))


@pytest.mark.parametrize("flag", [f for f, tier in FIRST_TIER.items() if tier == "CLEAR"])
def test_a_clearance_that_names_a_clear_flag_lets_it_pass_and_shows_it(clinic, flag):
    person = clinic.person(red_flags=(clinic.flag(flag),), clearance=clinic.cleared(flag))
    assert clinic.passed(person).flags == (flag,)


@pytest.mark.parametrize("flag", [f for f, tier in FIRST_TIER.items() if tier != "CLEAR"])
def test_no_clearance_opens_an_urgent_flag_that_is_still_yes(clinic, flag):
    person = clinic.person(red_flags=(clinic.flag(flag),), clearance=clinic.cleared(flag))
    assert clinic.stopped(person).flags == (flag,)


def test_the_higher_tier_of_a_clear_flag_cannot_be_cleared(clinic):
    person = clinic.person(red_flags=(clinic.flag("RED-10b", severe=True),), clearance=clinic.cleared("RED-10b"))
    assert clinic.stopped(person).state is StopState.SAME_DAY


def test_the_limits_of_a_clearance_are_said_in_the_clinicians_own_words(clinic):
    agreed = replace(clinic.cleared("RED-08"), limits="No lifting above 5 kg")
    passed = clinic.passed(clinic.person(red_flags=(clinic.flag("RED-08"),), clearance=agreed))
    said = [message.text for message in passed.messages if message.id == "SCR-05"]
    assert said == ["Limits that your physiotherapist set: No lifting above 5 kg."]
    without = clinic.passed(clinic.person(red_flags=(clinic.flag("RED-08"),), clearance=clinic.cleared("RED-08")))
    assert "SCR-05" not in {message.id for message in without.messages}


def test_a_clearance_clears_what_it_names_and_nothing_else(clinic):
    flags = (clinic.flag("RED-08"), clinic.flag("RED-20"))
    stopped = clinic.stopped(clinic.person(red_flags=flags, clearance=clinic.cleared("RED-08")))
    assert stopped.flags == ("RED-20",)
    assert clinic.safety.red_flags["RED-08"].reason not in stopped.message


def test_a_doubt_that_did_not_stop_is_not_blamed_for_the_stop(clinic):
    person = clinic.person(red_flags=(clinic.flag("RED-01"),), bones={"thin": NOT_SURE})
    assert "not sure" not in clinic.stopped(person).message
