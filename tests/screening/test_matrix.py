"""Conditions × tags: every cell of section C2 with an exercise that carries just that tag."""

from __future__ import annotations

from datetime import timedelta

import pytest

from planner.domain.exercise import Tag
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
from planner.domain.week import Caps

YES, NO = Answer.YES, Answer.NO

# The reference's own table, copied a second time, so that a slip in the file is seen.
REFERENCE = """
|Tag|OP|VF|MYE|PN|SCI|EXT|HTN|PREG|KOA|WRI|SHO|NEC|VER|ORT|ANA|SUR|THR|GLA|GER|FAL|
|FLEX_LOAD|E|E|E|.|E|.|.|E|.|.|.|.|.|.|.|E|.|A|A|.|
|FLEX_END|E|E|E|.|E|.|.|A|.|.|.|.|A|.|.|E|A|.|A|.|
|ROT_END|E|E|E|.|A|A|.|E|.|.|.|.|.|.|.|E|A|.|.|.|
|ROT_MID|A|E|E|.|.|.|.|.|.|.|.|.|.|.|.|E|.|.|.|.|
|ROT_LOAD|E|E|E|.|E|A|.|E|.|.|.|.|.|.|.|E|.|.|.|.|
|EXT_END|A|E|E|.|A|E|.|E|.|.|.|A|A|.|.|E|.|.|.|.|
|PRONE|A|A|A|.|.|A|.|E|.|.|A|A|A|A|.|E|A|A|A|.|
|SUPINE|.|A|.|.|.|.|.|A|.|.|.|.|A|A|.|.|.|A|A|.|
|KNEEL|.|A|A|A|.|.|.|.|A|A|.|.|.|.|.|A|A|.|.|.|
|INVERT|A|E|E|.|A|.|A|E|.|.|.|A|E|E|E|E|.|E|E|A|
|SLS|A|E|E|E|.|.|.|E|A|.|.|.|E|A|E|E|A|.|.|E|
|BAL_FREE|A|A|E|A|.|.|.|A|A|.|.|.|A|A|A|A|A|.|.|A|
|EYES_CLOSED|E|E|E|E|.|.|.|E|.|.|.|.|E|E|E|E|.|.|.|E|
|FLOOR|A|A|A|A|.|.|.|A|A|.|.|.|A|A|A|A|A|.|.|A|
|IMPACT|A|E|E|E|E|E|A|E|E|.|.|.|E|E|E|E|E|.|A|E|
|VALSALVA|A|E|E|.|E|.|E|E|.|.|.|.|.|E|E|E|.|E|A|.|
|OVERHEAD|A|A|A|.|.|A|A|A|.|.|E|A|.|A|A|A|.|.|.|.|
|WRIST|.|A|A|A|.|.|.|.|.|E|A|.|.|.|.|A|.|.|.|.|
|SHLD|.|A|.|.|.|.|.|.|.|A|E|A|.|.|.|A|.|.|.|.|
|CERV|E|E|E|.|.|.|.|.|.|.|.|E|A|.|.|.|.|.|.|.|
|HEAD_MOVE|.|A|A|.|.|.|.|.|.|.|.|A|E|A|.|.|.|.|.|A|
|ISO_LONG|.|A|A|.|.|.|A|A|A|.|.|.|.|A|E|E|.|A|.|.|
|ABD_PRESS|.|E|.|.|A|.|A|E|.|.|.|.|.|.|A|E|.|A|A|.|
|KNEE_DEEP|A|A|A|.|.|.|.|A|E|.|.|.|.|.|A|A|E|.|.|.|
|HIP_FLEX90|.|.|.|.|A|.|.|A|.|.|.|.|.|.|.|A|E|.|.|.|
|HIP_ADDIR|.|.|.|.|.|.|.|.|.|.|.|.|.|.|.|A|E|.|.|.|
|HIP_EXTER|.|.|.|.|.|A|.|.|.|.|.|.|.|.|.|A|E|.|.|.|
|NEURAL|.|A|E|A|A|.|.|.|.|.|.|.|.|.|.|A|A|.|.|.|
|HEEL_LOAD|.|.|A|A|.|.|.|.|A|.|.|.|.|.|.|.|.|.|.|A|
|LOAD|A|E|A|.|.|.|A|A|.|.|A|A|.|.|A|E|.|A|.|.|
|STAND_LONG|.|A|A|A|A|A|.|A|A|.|.|.|.|A|A|A|.|.|.|.|
|HEAT|.|.|A|A|.|.|A|E|.|.|.|.|.|E|E|E|.|.|.|.|
"""
_LINES = [[cell.strip() for cell in line.strip("|").split("|")] for line in REFERENCE.strip().splitlines()]
CODES = _LINES[0][1:]
CELLS = {(line[0], code): cell for line in _LINES[1:] for code, cell in zip(CODES, line[1:], strict=True)}

ADAPTATION = {
    "AD-01": "FLEX_LOAD FLEX_END", "AD-02": "ROT_END ROT_MID ROT_LOAD", "AD-03": "EXT_END", "AD-04": "PRONE",
    "AD-05": "SUPINE", "AD-06": "KNEEL", "AD-07": "INVERT", "AD-08": "SLS BAL_FREE EYES_CLOSED", "AD-09": "FLOOR",
    "AD-10": "IMPACT", "AD-11": "VALSALVA ABD_PRESS", "AD-12": "OVERHEAD", "AD-13": "WRIST", "AD-14": "SHLD",
    "AD-15": "CERV HEAD_MOVE", "AD-16": "ISO_LONG", "AD-17": "KNEE_DEEP HIP_FLEX90", "AD-18": "HIP_ADDIR HIP_EXTER",
    "AD-19": "NEURAL", "AD-20": "HEEL_LOAD", "AD-21": "STAND_LONG", "AD-22": "LOAD", "AD-23": "HEAT",
}  # fmt: skip
CODE_OF = {tag: code for code, tags in ADAPTATION.items() for tag in tags.split()}
REPLACING = ("AD-01", "AD-03", "AD-07", "AD-10")
CAPS = {
    "OP": (20, 7, 4), "VF": (10, 6, 2), "MYE": (10, 4, 2), "PN": (20, 6, 4), "SCI": (10, 6, 4), "EXT": (20, 6, 4),
    "HTN": (10, 6, 4), "PREG": (10, 6, 3), "KOA": (20, 7, 4), "WRI": (20, 7, 4), "SHO": (20, 6, 4), "NEC": (20, 6, 4),
    "VER": (20, 5, 3), "ORT": (10, 5, 3), "ANA": (10, 4, 2), "SUR": (10, 3, 1), "THR": (20, 6, 3), "GLA": (15, 6, 4),
    "GER": (20, 7, 4), "FAL": (20, 6, 3),
}  # fmt: skip


def answers(clinic, code):
    """The answers that give this one condition and no other."""
    return {
        "OP": {"bones": {"thin": YES}},
        "VF": {"bones": {"spine_fracture": YES}},
        "MYE": {"spine": {"myelopathy": YES}, "clearance": clinic.cleared("MYE")},
        "PN": {"numbness": Numbness(("feet",), "same", YES)},
        "SCI": {"back_pain": BackPain(3, NO, WorseWith.BENDING_OR_SITTING)},
        "EXT": {"back_pain": BackPain(3, NO, WorseWith.ARCHING_OR_STANDING)},
        "HTN": {"blood_pressure": {"high": YES}},
        "PREG": {"pregnancy": Pregnancy(YES, 20)},
        "KOA": {"joint_pain": JointPain(knee=4)},
        "WRI": {"joint_pain": JointPain(wrist=4)},
        "SHO": {"joint_pain": JointPain(shoulder=4)},
        "NEC": {"joint_pain": JointPain(neck=4)},
        "VER": {"conditions": frozenset({"vertigo"})},
        "ORT": {"blood_pressure": {"low": YES}},
        "ANA": {"haemoglobin": Haemoglobin(90, clinic.start)},
        "SUR": {"surgery_within_12_weeks": YES, "clearance": clinic.cleared("SUR", allows=["made-up"])},
        "THR": {"hip_replacement": HipReplacement(YES, clinic.start - timedelta(days=100), "unknown", YES)},
        "GLA": {"conditions": frozenset({"glaucoma"})},
        "GER": {"conditions": frozenset({"reflux"})},
        "FAL": {"falls": {"afraid": YES}},
    }[code]


@pytest.fixture(scope="module")
def people(clinic):
    return {code: clinic.person(**answers(clinic, code)) for code in CODES}


def test_the_table_has_all_tags_and_conditions():
    assert {tag for tag, _ in CELLS} == {tag.value for tag in Tag}
    assert len(CODES) == 20
    assert len(CELLS) == 640


def test_the_file_says_what_the_reference_says(safety):
    shipped = {
        (tag.value, code): row.restriction.cells.get(tag, ".") for code, row in safety.conditions.items() for tag in Tag
    }
    assert shipped == CELLS
    assert list(safety.conditions) == CODES


def test_each_tag_has_its_adaptation(safety):
    assert {tag.value: safety.adaptation_for(tag).code for tag in Tag} == CODE_OF
    assert tuple(code for code, row in safety.adaptations.items() if row.replaces) == REPLACING
    assert list(safety.adaptations) == list(ADAPTATION)


@pytest.mark.parametrize("code", CODES)
def test_each_condition_has_only_its_own_code_and_its_caps(clinic, people, code):
    passed = clinic.passed(people[code])
    hold, effort, level = CAPS[code]
    session = 15 if code == "ANA" else None
    assert (passed.conditions, passed.caps) == ((code,), Caps(hold, effort, level, session))


@pytest.mark.parametrize("code", CODES)
def test_excluded_tags_are_left_out_with_tag_and_condition_in_plain_words(clinic, people, code):
    told = clinic.safety.conditions[code].restriction.told_us
    for tag in Tag:
        if CELLS[tag.value, code] == "E":
            reasons = clinic.passed(people[code], clinic.exercise(tag)).exercises.refused["made-up"]
            text = f"Left out because you told us about {told}: {clinic.safety.tag_words[tag]}."
            assert [(r.rule, r.text) for r in reasons] == [(f"{tag.value}/{code}", text)]


@pytest.mark.parametrize("code", CODES)
def test_adapted_tags_are_changed_or_replaced(clinic, people, code):
    for tag in Tag:
        if CELLS[tag.value, code] != "A":
            continue
        exercises = clinic.passed(people[code], clinic.exercise(tag)).exercises
        adaptation = CODE_OF[tag.value]
        if adaptation in REPLACING:
            assert [r.rule for r in exercises.refused["made-up"]] == [f"{tag.value}/{code}"]
            assert exercises.refused["made-up"][0].text.endswith(clinic.safety.adaptations[adaptation].words)
            assert exercises.replacements == {"made-up": ()}
        else:
            (found,) = exercises.usable["made-up"].adaptations
            assert (found.code, found.rules) == (adaptation, (f"{tag.value}/{code}",))
            assert found.text.startswith(clinic.safety.adaptations[adaptation].words)


@pytest.mark.parametrize("code", CODES)
def test_allowed_tags_stay_as_they_are(clinic, people, code):
    for tag in Tag:
        if CELLS[tag.value, code] == ".":
            usable = clinic.passed(people[code], clinic.exercise(tag)).exercises.usable
            assert usable["made-up"].adaptations == ()


def test_nobody_else_is_restricted_by_any_tag(clinic):
    exercise = clinic.exercise(*Tag)
    assert clinic.adaptations(clinic.person(), exercise) == ()


def test_exclude_beats_adapt_and_adapt_beats_allow(clinic):
    person = clinic.person(bones={"thin": YES}, falls={"afraid": YES}, joint_pain=JointPain(knee=5))
    assert clinic.refusals(person, clinic.exercise(Tag.SLS)) == ("SLS/FAL",)
    adapted = clinic.passed(person, clinic.exercise(Tag.BAL_FREE)).exercises.usable["made-up"].adaptations
    assert [(a.code, a.rules) for a in adapted] == [("AD-08", ("BAL_FREE/OP", "BAL_FREE/KOA", "BAL_FREE/FAL"))]


def test_one_adaptation_is_listed_once_for_several_tags(clinic):
    person = clinic.person(hip_replacement=HipReplacement(YES, None, "anterior", YES))
    exercise = clinic.exercise(Tag.HIP_ADDIR, Tag.HIP_FLEX90, Tag.KNEEL)
    assert clinic.adaptations(person, exercise) == ("AD-06", "AD-17", "AD-18")


def test_every_excluding_condition_is_named(clinic):
    person = clinic.person(bones={"thin": YES, "spine_fracture": YES})
    assert clinic.refusals(person, clinic.exercise(Tag.FLEX_LOAD, Tag.CERV)) == (
        "FLEX_LOAD/OP", "FLEX_LOAD/VF", "CERV/OP", "CERV/VF",
    )  # fmt: skip


def test_caps_are_the_lowest_over_all_conditions(clinic):
    person = clinic.person(bones={"thin": YES}, conditions=frozenset({"vertigo", "glaucoma"}), tiredness=4)
    assert clinic.passed(person).caps == Caps(hold_seconds=15, effort=5, level=3, session_minutes=None)
