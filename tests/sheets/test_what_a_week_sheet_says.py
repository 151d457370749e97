from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
import yaml

from planner.domain.dose_words import dose_words
from planner.domain.exercise import ExerciseId
from planner.domain.library import Library
from planner.domain.week import LeftOut, Reason
from planner.resources import data_folder
from planner.sheets import words
from planner.sheets.booklet import Booklet
from planner.sheets.dates import BRITISH
from planner.sheets.options import Part
from planner.sheets.reasons import grouped

from .a_week import LBL_ABS, POSTURE, TEN_MINUTES, a_week
from .conftest import Print, Sheet


def test_the_stop_rule_is_the_clinical_references_own_on_every_page(usual: Sheet) -> None:
    messages = yaml.safe_load((data_folder("exercises") / "safety" / "messages.yaml").read_text())["messages"]
    assert messages["MSG-STOPNOW"] == words.STOP_NOW
    for page in usual.measured:
        assert words.STOP_NOW.replace(" ", "") in (page.extract_text() or "").replace("\n", "").replace(" ", "") or (
            "Stop and get help" in page.extract_text() and "sudden severe headache" in page.extract_text()
        )


def test_page_one_holds_seven_days_the_pain_scale_and_what_the_sheet_is(usual: Sheet) -> None:
    first = usual.pages[0]
    places = [first.index(day) for day in words.WEEKDAY_NAMES]
    assert places == sorted(places)
    for text in ("7:30", "18:00", "10:00", "0–2", "3–5", "Above 5", "not a medical device", "Not yet reviewed"):
        assert text in first
    assert "no single type suits everyone" in first
    assert "Made for Example person, not advice for others" in first
    assert LBL_ABS in first
    assert "B12 injection today" in first


def test_every_exercise_is_explained_once_and_has_one_number(library: Library, usual: Sheet) -> None:
    week = a_week(library)
    used = list(dict.fromkeys(item.exercise for _, session in week.sessions for item in session.items))
    for number, exercise in enumerate(used, 1):
        steps = library.exercises[exercise].steps
        assert usual.flow.count(f"1. {steps[0]}") == 1, exercise
        assert f"{number} {library.exercises[exercise].name}" in usual.flow


def test_a_session_lists_each_exercise_with_its_dose(library: Library, usual: Sheet) -> None:
    _, saturday = a_week(library).sessions[-1]
    for item in saturday.items:
        assert f"{item.name} {dose_words(item.dose, item.sides)}" in usual.flow


def test_a_dose_that_differs_between_sessions_says_on_which_days(library: Library, print_sheet: Print) -> None:
    week = a_week(library, dict.fromkeys(("mon", "thu", "sat"), TEN_MINUTES))
    days = list(week.days)
    session = days[5].sessions[0]
    blocks = tuple(
        replace(b, items=tuple(replace(i, sets=3) if i.exercise == "bridge" else i for i in b.items))
        for b in session.blocks
    )
    days[5] = replace(days[5], sessions=(replace(session, blocks=blocks),))
    flow = print_sheet(replace(week, days=tuple(days)), parts=frozenset({Part.EXERCISES})).flow
    assert "Mon and Thu: 2 sets of 8" in flow
    assert "Sat: 3 sets of 8" in flow


def test_what_was_changed_left_out_and_gave_way_is_said_in_words(usual: Sheet) -> None:
    assert "Changed for you: Kneel on a folded towel" in usual.flow
    assert re.search(r"For now: it is a step of level 3 \(\d+ exercises\)", usual.flow)
    assert re.search(
        r"Because you told us about thin bones: it rounds the back to its limit \([^)]*Cat-cow", usual.flow
    )
    assert "You like yoga: it is in one session" in usual.flow
    assert "Hold no effort longer than 10 seconds." in usual.flow
    assert "Bridge went well twice" in usual.flow
    for code in ("FLEX_END", "AD-06", "WEEK-03", "AMB-01", "LEVEL/2"):
        assert code not in usual.text


def test_advice_is_short_beside_the_days_and_whole_in_its_own_part(usual: Sheet) -> None:
    first, rest = usual.pages[0], " ".join(usual.pages[1:])
    assert first.count(POSTURE) == 1
    assert first.count("Daily work: 7") == 2
    assert "keeps bones strong" not in first
    assert "Yeast is no source" not in first
    assert rest.count("keeps bones strong") == rest.count("Yeast is no source.") == 1
    assert "A strong trunk takes load off the spine." in rest
    assert (first + rest).count(LBL_ABS) == 2


def test_daily_work_is_explained_even_where_no_session_has_it(library: Library) -> None:
    cards = Booklet(a_week(library, {"mon": TEN_MINUTES}), library).cards
    alone = Booklet(a_week(library, {}), library).cards
    assert [card.exercise.id for card in cards] == ["brace-supine", "bridge"]
    assert [(card.exercise.id, card.doses[0].amount) for card in alone] == [("bridge", "8 times")]


def test_an_easier_or_harder_step_is_named_only_where_it_may_be_done(library: Library) -> None:
    week = a_week(library, {"mon": TEN_MINUTES})
    bridge = Booklet(week, library).cards[1]
    family = library.family(bridge.exercise.family)
    easier = [e for e in family if e.step < bridge.exercise.step]
    assert bridge.easier == easier[-1].name
    refused = tuple(LeftOut(e.id, (Reason("LEVEL/1", "Left out for now: too hard."),)) for e in family)
    none_left = Booklet(replace(week, left_out=refused), library).cards[1]
    assert (none_left.easier, none_left.harder) == ("", "")


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 11, 23), date(2026, 11, 29), "23 to 29 November 2026"),
        (date(2026, 11, 30), date(2026, 12, 6), "30 November to 6 December 2026"),
        (date(2026, 12, 28), date(2027, 1, 3), "28 December 2026 to 3 January 2027"),
    ],
)
def test_a_span_of_days_names_no_month_or_year_twice(first: date, last: date, said: str) -> None:
    assert BRITISH.span(first, last) == said


def test_a_week_of_rest_still_prints_and_says_no_more_than_it_was_given(library: Library, print_sheet: Print) -> None:
    week = a_week(library, {})
    days = tuple(replace(day, care=()) for day in week.days)
    sheet = print_sheet(replace(week, days=days, screening=replace(week.screening, messages=())))
    assert sheet.pages[0].count("· rest") == 7
    assert "Absorption problem" not in sheet.text


def test_a_cause_is_named_once_however_it_bears_on_exercises(library: Library) -> None:
    left_out = tuple(
        LeftOut(ExerciseId(name), (Reason(rule, f"Left out because you are tired: {way}."),))
        for name, rule, way in (
            ("plank-long", "TAG/HOLD", "it is hard"),
            ("bird-dog", "LEVEL/2", "it is a step of level 3"),
            ("bridge", "TAG/HOLD", "it is hard"),
        )
    )
    (group,) = grouped(left_out, library)
    assert group.cause == "Because you are tired"
    assert group.parts == (
        "it is hard (Forearm plank, long hold · Bridge, two legs)", "it is a step of level 3 (1 exercise)",
    )  # fmt: skip
