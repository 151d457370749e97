"""The week on one screen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from planner.config import read_config
from planner.exchange.profile_file import read_profile
from planner.exchange.week_summary import week_summary
from planner.generator.outcome import Planned
from planner.use_cases.make_week import make_week
from planner.wiring import open_content

ROOT = Path(__file__).resolve().parents[2]


def test_the_summary_fits_a_terminal_and_names_every_day_and_session() -> None:
    content = open_content(read_config({}))
    profile = read_profile(ROOT / "profile.example.yaml", date(2026, 11, 23), content.library)
    assert not isinstance(profile, tuple)
    outcome = make_week(profile, content, date(2026, 11, 23))
    assert isinstance(outcome, Planned)
    lines = week_summary(outcome.week).splitlines()
    assert len(lines) <= 40
    assert max(map(len, lines)) <= 80
    text = " ".join(" ".join(lines).split())
    for day, session in outcome.week.sessions:
        assert f"{day.date:%a} {day.date.day} {day.date:%b}" in text
        assert session.title in text
