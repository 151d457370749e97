"""Tiredness, strong pain, B12 in its first weeks, and what the person is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from planner.domain.person import B12, Answer, BackPain, Haemoglobin, HipReplacement, JointPain, Numbness, WorseWith
from planner.domain.week import Caps, Message
from planner.screening.gate import person_of
from planner.screening.outcome import Pace
from planner.screening.rules.haemoglobin import HaemoglobinCapsEffort
from planner.screening.rules.tiredness import TirednessSetsThePace

NO, YES, NOT_SURE = Answer.NO, Answer.YES, Answer.NOT_SURE


def messages(clinic, **changes):
    return {m.id: m for m in clinic.passed(clinic.person(**changes)).messages}


@pytest.mark.parametrize(
    ("tiredness", "pace", "effort", "session"),
    [
        (0, Pace.GREEN, None, None),
        (3, Pace.GREEN, None, None),
        (4, Pace.YELLOW, 5, None),
        (6, Pace.YELLOW, 5, None),
        (7, Pace.ORANGE, 3, 10),
        (8, Pace.ORANGE, 3, 10),
        (9, Pace.RED, 3, 10),
        (10, Pace.RED, 3, 10),
    ],
)
def test_tiredness_sets_the_pace_of_the_week(clinic, tiredness, pace, effort, session):
    passed = clinic.passed(clinic.person(tiredness=tiredness))
    assert (passed.pace, passed.caps.effort, passed.caps.session_minutes) == (pace, effort, session)


@pytest.mark.parametrize(("tiredness", "said"), [(8, False), (9, True)])
def test_severe_tiredness_passes_with_a_word_to_the_clinic(clinic, tiredness, said):
    found = messages(clinic, tiredness=tiredness)
    assert ("FAT-04" in found) is said
    if said:
        assert "Your clinic should agree before you exercise." in found["FAT-04"].text


@pytest.mark.parametrize(("pain", "days"), [(7, 0), (8, 2), (10, 2)])
def test_strong_pain_makes_the_first_two_days_restful(clinic, pain, days):
    passed = clinic.passed(clinic.person(back_pain=BackPain(pain, NO, WorseWith.NEITHER)))
    assert passed.restorative_days == days
    assert ("AMB-24" in passed.flags) is (days > 0)


@pytest.mark.parametrize(
    ("b12", "easy"),
    [
        (B12(NO), False),
        (B12(YES, "diet", "not_yet"), True),
        (B12(NOT_SURE, None, "not_yet"), True),
        (B12(YES), True),
        (B12(NO, None, "not_yet"), False),
        (B12(YES, "diet", "tablets"), True),
    ],
)
def test_untreated_or_newly_treated_low_b12_keeps_the_plan_easy(clinic, b12, easy):
    passed = clinic.passed(clinic.person(b12=b12))
    assert ("AMB-07" in passed.flags) is easy
    assert passed.caps == (Caps(effort=5, level=2) if easy else Caps())


@pytest.mark.parametrize(("days", "easy"), [(4, True), (55, True), (56, False), (700, False)])
def test_the_first_eight_weeks_of_treatment_are_easy(clinic, days, easy):
    b12 = B12(YES, "absorption", "injections", None, clinic.start - timedelta(days=days))
    assert ("AMB-07" in clinic.passed(clinic.person(b12=b12)).flags) is easy


@pytest.mark.parametrize(("days", "easy"), [(2, True), (55, True), (56, False)])
def test_without_a_start_the_last_injection_says_how_old_treatment_is_at_least(clinic, days, easy):
    b12 = B12(YES, "absorption", "injections", None, None, clinic.start - timedelta(days=days))
    passed = clinic.passed(clinic.person(b12=b12))
    assert ("AMB-07" in passed.flags, passed.breathing_and_easy_walk_only) == (easy, False)


@pytest.mark.parametrize(("cause", "named"), [("absorption", True), ("diet", False), (None, False)])
def test_an_absorption_problem_is_named_word_for_word(clinic, cause, named):
    found = messages(clinic, b12=B12(NO, cause))
    assert ("LBL-ABS" in found) is named
    if named:
        assert found["LBL-ABS"].text == (
            "Absorption problem: food cannot replace your injections or the treatment your clinic set."
        )
        assert found["LBL-ABS"].article == ("A12",)


def test_the_amber_message_names_what_was_told_in_plain_words(clinic):
    found = messages(clinic, bones={"thin": YES}, falls={"afraid": YES}, conditions=frozenset({"epilepsy"}))
    assert found["MSG-AMBER"].text == (
        "You told us about thin bones, a fall or fear of falling and epilepsy. We left out or changed some movements. "
        "Stop if something feels wrong, and ask your clinician if you are unsure."
    )


def test_who_has_no_restriction_gets_no_amber_message(clinic):
    assert "MSG-AMBER" not in messages(clinic)
    assert "MSG-AMBER" not in messages(clinic, conditions=frozenset({"diabetes_insulin"}))


@pytest.mark.parametrize(
    "changes",
    [
        {"bones": {"thin": NOT_SURE}},
        {"hip_replacement": HipReplacement(NOT_SURE)},
        {"b12": {"low": NOT_SURE, "treatment": "tablets"}},
        {"conditions_not_sure": frozenset({"reflux"})},
        {"medicines_not_sure": frozenset({"nsaid"})},
        {"joint_pain": JointPain(knee=None)},
        {"back_pain": BackPain(3, NO, WorseWith.NOT_SURE)},
        {"numbness": Numbness(None, "same", YES)},
        {"spine": {"diagnosis": NOT_SURE}},
    ],
)
def test_any_doubt_is_answered_with_the_message_for_doubt(clinic, changes):
    assert messages(clinic, **changes)["MSG-NOTSURE"].text == clinic.safety.messages["MSG-NOTSURE"]


@pytest.mark.parametrize("ability", ["floor", "stand_10_minutes", "walk_10_minutes"])
def test_doubt_that_counts_as_no_is_not_called_a_yes(clinic, ability):
    assert "MSG-NOTSURE" not in messages(clinic, **{ability: NOT_SURE})


def test_without_doubt_there_is_no_message_for_doubt(clinic):
    assert "MSG-NOTSURE" not in messages(clinic, name="not sure", likes=("not sure",))


@pytest.mark.parametrize(
    ("flag", "article", "changes"),
    [
        ("AMB-01", "A19", {"bones": {"thin": YES}}),
        ("AMB-02", "A19", {"bones": {"spine_fracture": YES}}),
        ("AMB-04", "A17", {"numbness": Numbness(("feet",), "same", YES)}),
        ("AMB-06", "A14", {"tiredness": 7}),
        ("AMB-07", "A2", {"b12": B12(YES, "diet", "not_yet")}),
        ("AMB-21", "A8", {"medicines": frozenset({"blood_thinner"})}),
        ("Q-22", "A20", {"spine": {"surgery": YES}}),
        ("SCR-01", "A13", {}),
    ],
)
def test_messages_serve_statements_of_the_article(clinic, flag, article, changes):
    assert article in messages(clinic, **changes)[flag].article


def test_a_spinal_cord_message_serves_its_statement(clinic):
    found = messages(clinic, spine={"myelopathy": YES}, clearance=clinic.cleared("MYE"))
    assert found["AMB-03"].article == ("A18",)


@pytest.mark.parametrize(("diagnosis", "said"), [(YES, True), (NOT_SURE, True), (NO, False)])
def test_earlier_spine_trouble_is_remembered_and_restricts_nothing(clinic, diagnosis, said):
    passed = clinic.passed(clinic.person(spine={"diagnosis": diagnosis}))
    assert ("Q-22" in {m.id for m in passed.messages}) is said
    assert (passed.flags, passed.conditions) == ((), ())


def test_every_raised_amber_has_its_message_once(clinic):
    passed = clinic.passed(
        clinic.person(bones={"thin": YES}, medicines=frozenset({"steroid_over_3_months", "blood_thinner"}), tiredness=8)
    )
    ids = [m.id for m in passed.messages]
    assert len(ids) == len(set(ids))
    assert set(passed.flags) <= set(ids)


def test_no_message_diagnoses_promises_or_names_a_dose(safety):
    texts = [a.message for a in safety.ambers.values()] + [s.reason for s in safety.stop_states.values()]
    for text in texts:
        assert not any(word in text.casefold() for word in ("you have ", "cure", " mg", "ibuprofen", "guarantee"))


def test_severe_tiredness_is_told_in_the_words_of_the_reference(clinic):
    message = messages(clinic, tiredness=9)["FAT-04"]
    words = clinic.safety.messages
    reason = clinic.safety.red_flags["RED-10b"].reason
    assert message.text == f"{words['FAT-04']} {words['MSG-CLEAR'].format(reason=reason)}"
    assert message.article == ("A14",)


def test_caps_of_tiredness_and_of_the_blood_count_name_them(clinic):
    reading = Haemoglobin(95, clinic.start - timedelta(days=7))
    person = person_of(clinic.person(tiredness=7, haemoglobin=reading), clinic.safety, clinic.start)
    found = [law.find(person).restrictions[0] for law in (TirednessSetsThePace(), HaemoglobinCapsEffort())]
    assert [(r.code, r.told_us) for r in found] == [("FAT-03", "tiredness"), ("HB-02", "a low blood count")]


@pytest.mark.parametrize(
    ("bones", "falls", "conditions", "named"),
    [
        (YES, NO, (), "thin bones"),
        (YES, YES, (), "thin bones and a fall or fear of falling"),
        (YES, YES, ("glaucoma",), "thin bones, an eye condition and a fall or fear of falling"),
    ],
)
def test_conditions_are_listed_as_one_says_them(clinic, bones, falls, conditions, named):
    found = messages(clinic, bones={"thin": bones}, falls={"afraid": falls}, conditions=frozenset(conditions))
    assert found["MSG-AMBER"].text == clinic.safety.messages["MSG-AMBER"].format(condition=named)


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        ("no lifting over 5 kg", "Limits that your physiotherapist set: no lifting over 5 kg."),
        (" No lifting. ", "Limits that your physiotherapist set: No lifting."),
        (" ", None),
    ],
)
def test_the_limits_of_a_clearance_are_told_word_for_word(clinic, limits, said):
    found = messages(clinic, clearance=replace(clinic.cleared("OP"), limits=limits))
    assert (found["SCR-05"].text if said else found.get("SCR-05")) == said
    assert "SCR-05" not in messages(clinic, clearance=replace(clinic.cleared("OP", days_ago=85), limits=limits))


@pytest.mark.parametrize(
    ("answers", "id", "article"),
    [
        ({}, "SCR-01", ("A13",)),
        ({"spine": {"surgery": YES}}, "Q-22", ("A20",)),
        ({"b12": {"low": YES, "cause": "absorption", "treatment": "tablets"}}, "LBL-ABS", ("A12",)),
        ({"b12": {"low": YES, "treatment": "tablets", "started": date(2026, 11, 23)}}, "SCR-11", ("A2",)),
        ({"falls": {"afraid": NOT_SURE}}, "MSG-NOTSURE", ()),
        ({"bones": {"spine_fracture": YES}, "tiredness": 7}, "LOC-02", ()),
    ],
)
def test_a_rule_speaks_in_the_words_of_the_tables(clinic, answers, id, article):
    assert messages(clinic, **answers)[id] == Message(id, clinic.safety.messages[id], article)


def test_after_an_operation_a_word_says_what_is_left(clinic):
    found = messages(clinic, surgery_within_12_weeks=YES, clearance=clinic.cleared("SUR"))
    assert found["SCR-10"] == Message("SCR-10", clinic.safety.messages["SCR-10"])
