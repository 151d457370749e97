"""Weeks of many people, judged by a second reading of the contract."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest
import yaml

from planner.config import read_config
from planner.domain.week import Stopped
from planner.exchange.profile_file import profile_from_text
from planner.exchange.week_file import week_to_json
from planner.generator.outcome import NoWeekPossible, Planned
from planner.use_cases.make_week import Content, judge_week, make_week
from planner.wiring import open_content
from tests.contract.judge import ROOT, Judge, exercises, matrix
from tests.contract.people import START, anybody, someone


@pytest.fixture(scope="module")
def content() -> Content:
    return open_content(read_config({}))


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge(exercises(), matrix())


def outcome_of(answers: dict[str, Any], content: Content) -> Planned | NoWeekPossible | Stopped:
    profile = profile_from_text(json.dumps(answers, default=str), START, content.library)
    assert not isinstance(profile, tuple), "\n".join(map(str, profile))
    return make_week(profile, content, START)


CASES = {
    "example": yaml.safe_load((ROOT / "profile.example.yaml").read_text(encoding="utf-8")),
    "no conditions": someone(),
    "desk worker, intermediate, seven days": someone(
        level="intermediate",
        days={d: {"minutes": 30, "at": "19:00"} for d in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")},
        equipment=["chair", "wall", "worktop", "mat", "band", "strap", "block", "light weight", "pillow", "bolster"],
    ),
    "advanced with everything": someone(
        level="advanced",
        days={d: {"minutes": 40, "at": "19:00"} for d in ("mon", "tue", "thu", "fri", "sat")},
        equipment=[
            "chair",
            "wall",
            "worktop",
            "mat",
            "band",
            "strap",
            "block",
            "light weight",
            "pillow",
            "bolster",
            "step",
            "stick",
            "table",
        ],
    ),
    "very tired, bed and chair only": someone(
        tiredness=7,
        floor="no",
        equipment=["bed", "chair", "pillow"],
        haemoglobin={"value": 95, "unit": "g/L", "date": "2026-11-10"},
    ),
    "exhausted": someone(tiredness=9),
    "flare": someone(back_pain={"now": 8}),
    "spine fracture": someone(age=74, bones={"thin": "yes", "spine_fracture": "yes"}),
    "pregnant": someone(pregnancy={"pregnant": "yes", "weeks": 22}),
    "two short days": someone(days={"tue": {"minutes": 10, "at": "07:00"}, "fri": {"minutes": 10, "at": "07:00"}}),
    "shoulder and wrist": someone(joint_pain={"knee": 0, "wrist": 6, "shoulder": 6, "neck": 2}),
    "every joint a little": someone(joint_pain={"knee": 2, "wrist": 2, "shoulder": 2, "neck": 2}),
    "dizzy and afraid of falling": someone(
        conditions=["dizzy_on_standing", "vertigo"], falls={"last_12_months": "yes", "afraid": "yes"}
    ),
    "no floor, no standing": someone(floor="no", stand_10_minutes="no", walk_10_minutes="no", equipment=["chair"]),
    "hip by the back way": someone(
        age=70,
        hip_replacement={"had": "yes", "date": "2026-09-15", "approach": "posterior", "limits": "yes"},
        clearance={"date": "2026-11-10", "role": "surgeon", "limits": "no deep bends", "for": ["THR"], "allows": []},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_the_week_of_a_named_person_keeps_the_contract(case: str, content: Content, judge: Judge) -> None:
    outcome = outcome_of(CASES[case], content)
    assert isinstance(outcome, Planned), outcome
    week = json.loads(week_to_json(outcome.week))
    assert judge.faults(week, CASES[case]) == []


@pytest.mark.parametrize("block", range(6))
def test_random_people_get_weeks_that_keep_the_contract_and_the_programs_own_check(
    block: int, content: Content, judge: Judge
) -> None:
    faults: list[str] = []
    outcomes: Counter[str] = Counter()
    for seed in range(block * 12, block * 12 + 12):
        answers = anybody(seed)
        outcome = outcome_of(answers, content)
        outcomes[type(outcome).__name__] += 1
        if isinstance(outcome, Planned):
            found = judge.faults(json.loads(week_to_json(outcome.week)), answers)
            profile = profile_from_text(json.dumps(answers, default=str), START, content.library)
            assert not isinstance(profile, tuple)
            breaches = judge_week(outcome.week, profile, content)
            found += [] if isinstance(breaches, Stopped) else [f"check: {b.limit} {b.text}" for b in breaches]
            faults += [f"seed {seed}: {fault}" for fault in found]
    assert faults == []
    assert outcomes["Planned"] >= 4, outcomes
