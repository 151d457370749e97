"""The words of week.json are those of the contract, and no others."""

from __future__ import annotations

import json
from typing import Any

import pytest

from planner.config import read_config
from planner.domain.week import CareKind
from planner.exchange.profile_file import profile_from_text
from planner.exchange.week_file import week_from_json, week_to_json
from planner.generator.outcome import Planned
from planner.use_cases.make_week import make_week
from planner.wiring import open_content
from tests.contract.judge import ROOT
from tests.contract.people import START

CARE = {"b12", "posture", "walk", "food", "painkillers", "check-in"}


@pytest.fixture(scope="module")
def planned() -> Planned:
    """The example's week: osteoporosis and numb feet ask for daily work on the days without a session."""
    content = open_content(read_config({}))
    profile = profile_from_text((ROOT / "profile.example.yaml").read_text(encoding="utf-8"), START, content.library)
    assert not isinstance(profile, tuple)
    outcome = make_week(profile, content, START)
    assert isinstance(outcome, Planned)
    return outcome


def care(planned: Planned) -> list[dict[str, Any]]:
    return [item for day in json.loads(week_to_json(planned.week))["days"] for item in day["care"]]


def test_every_care_item_has_one_of_the_six_kinds_of_the_contract(planned: Planned) -> None:
    assert {item["kind"] for item in care(planned)} <= CARE


def test_daily_work_is_a_posture_item_of_at_most_five_minutes(planned: Planned) -> None:
    daily = [item for item in care(planned) if item["kind"] == "posture" and item["minutes"] is not None]
    assert len(daily) == 6  # back and balance work on each of three days without a session
    assert all(item["exercise"] and item["minutes"] <= 5 for item in daily)


def test_daily_work_is_known_again_when_the_file_is_read(planned: Planned) -> None:
    again = week_from_json(week_to_json(planned.week))
    assert again == planned.week
    assert sum(item.kind is CareKind.EXERCISE for day in again.days for item in day.care) == 6
