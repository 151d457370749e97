"""SCR-08: the short form before a session."""

from __future__ import annotations

import pytest

from planner.domain.person import Answer
from planner.domain.week import StopState
from planner.screening.daily_gate import judge, questions
from tests.screening.test_matrix import CODES, answers

NO, YES, NOT_SURE = Answer.NO, Answer.YES, Answer.NOT_SURE
ALWAYS = ("RED-01", "RED-02", "RED-03", "RED-05", "RED-06", "RED-09a", "RED-10a", "RED-12", "RED-15")
IN_ID_ORDER = ("RED-01", "RED-02", "RED-03", "RED-04", "RED-05", "RED-06", "RED-09a", "RED-10a", "RED-12", "RED-15")


def all_no(asked):
    return {question.id: NO for question in asked}


@pytest.mark.parametrize("code", CODES)
def test_numb_feet_and_a_spinal_cord_condition_add_one_sign_and_pregnancy_another(clinic, safety, code):
    passed = clinic.passed(clinic.person(**answers(clinic, code)))
    asked = tuple(question.id for question in questions(safety, passed.conditions, passed.flags))
    assert asked == {"MYE": IN_ID_ORDER, "PN": IN_ID_ORDER, "PREG": (*ALWAYS, "RED-16")}.get(code, ALWAYS)


def test_a_well_person_is_asked_nine_signs(safety):
    assert tuple(question.id for question in questions(safety, ())) == ALWAYS


@pytest.mark.parametrize("pregnancy", [{"pregnant": YES, "weeks": 5}, {"birth_weeks_ago": 6}])
def test_early_pregnancy_and_the_weeks_after_a_birth_are_asked_for_their_signs_too(clinic, safety, pregnancy):
    passed = clinic.passed(clinic.person(pregnancy=pregnancy))
    assert "PREG" not in passed.conditions
    asked = questions(safety, passed.conditions, passed.flags)
    assert asked[-1].id == "RED-16"
    assert "after birth" in asked[-1].question


def test_the_words_are_those_of_the_intake(safety):
    for question in questions(safety, ("MYE", "PREG")):
        flag = safety.red_flags[question.id]
        assert question.question == " ".join(filter(None, (flag.question, flag.after_birth)))
        assert (question.why, question.severe_when) == (flag.reason, flag.severe_when)


def test_all_no_lets_the_session_begin(safety):
    asked = questions(safety, ("PN",))
    assert judge(all_no(asked), asked, safety, "GB") is None


@pytest.mark.parametrize("name", [*IN_ID_ORDER, "RED-16"])
@pytest.mark.parametrize("answer", [YES, NOT_SURE, None])
def test_each_sign_stops_in_its_first_tier_and_only_a_clear_no_does_not(safety, name, answer):
    asked = questions(safety, ("PN", "PREG"))
    stop = judge(all_no(asked) | {name: answer}, asked, safety, "GB")
    assert stop.flags == (name,)
    emergency = name in ("RED-01", "RED-09a", "RED-10a", "RED-12", "RED-16")
    assert stop.state is (StopState.EMERGENCY if emergency else StopState.SAME_DAY)
    assert safety.red_flags[name].reason in stop.message
    assert (safety.messages["MSG-NOTSURE"] in stop.message) is (answer is NOT_SURE)


def test_a_question_that_was_left_open_stops(safety):
    asked = questions(safety, ())
    given = all_no(asked)
    del given["RED-15"]
    assert judge(given, asked, safety, "GB").flags == ("RED-15",)


@pytest.mark.parametrize("name", ["RED-02", "RED-06"])
def test_the_severe_form_of_a_sign_is_an_emergency(safety, name):
    asked = questions(safety, ())
    given = all_no(asked) | {name: YES}
    assert judge(given, asked, safety, "GB").state is StopState.SAME_DAY
    assert judge(given, asked, safety, "GB", severe=(name,)).state is StopState.EMERGENCY


def test_severe_without_a_yes_stops_nobody(safety):
    asked = questions(safety, ())
    assert judge(all_no(asked), asked, safety, "GB", severe=("RED-02",)) is None


def test_the_worst_tier_speaks_with_every_reason_of_its_own(safety):
    asked = questions(safety, ())
    given = all_no(asked) | {"RED-12": YES, "RED-01": YES, "RED-15": YES}
    stop = judge(given, asked, safety, "GB")
    assert stop.flags == ("RED-01", "RED-12", "RED-15")
    first, second, other = (safety.red_flags[name].reason for name in stop.flags)
    assert stop.message == safety.messages["MSG-EMERG"].format(reason=f"{first} {second}", emergency="999", urgent="")
    assert other not in stop.message


@pytest.mark.parametrize(("country", "number"), [("GB", "999"), ("US", "911"), ("DE", "112")])
def test_the_number_is_that_of_the_country(safety, country, number):
    asked = questions(safety, ())
    assert f"call {number} or go" in judge(all_no(asked) | {"RED-01": YES}, asked, safety, country).message


@pytest.mark.parametrize("country", [None, "ZZ", "QX"])
def test_an_unknown_country_gets_a_neutral_phrase_and_never_a_number(safety, country):
    asked = questions(safety, ())
    message = judge(all_no(asked) | {"RED-01": YES}, asked, safety, country).message
    assert safety.numbers_elsewhere.emergency in message
    assert not any(digit in message for digit in "0123456789")


def test_an_answer_to_what_was_not_asked_is_a_mistake_of_the_caller(safety):
    asked = questions(safety, ())
    for given, severe in (({"RED-04": NO}, ()), ({}, ("RED-16",))):
        with pytest.raises(ValueError, match="not asked in the short form"):
            judge(all_no(asked) | given, asked, safety, "GB", severe=severe)
