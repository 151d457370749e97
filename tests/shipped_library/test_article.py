"""docs/article.md says where each statement of the article shows; three finished weeks are held to it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from planner.config import read_config
from planner.domain.person import B12, Activity, Bones, EverySchedule, Numbness, Profile, Spine
from planner.domain.week import Week
from planner.generator.outcome import Planned
from planner.use_cases.make_week import make_week
from planner.wiring import open_content
from tests.people import NO, START, YES, a_person

AT_HOME = {
    "country": "GB",
    "activity": Activity(3, 60),
    "equipment": frozenset({"chair", "wall", "worktop", "mat", "pillow"}),
}
PEOPLE: dict[str, Profile] = {
    "absorption problem, on injections": a_person(
        **AT_HOME,
        b12=B12(YES, "absorption", "injections", EverySchedule("weeks", 12), date(2025, 3, 3), date(2026, 9, 3)),
        numbness=Numbness(("feet",), "same", YES),
    ),
    "low B12 by diet": a_person(
        **AT_HOME,
        b12=B12(YES, "diet", "tablets", EverySchedule("days", 1), date(2026, 10, 26)),
        tiredness=5,
        spine=Spine(YES, NO, NO),
        bones=Bones(YES, NO, NO, NO),
    ),
    "back pain only": a_person(**AT_HOME),
}
STATEMENTS = [f"A{number}" for number in range(1, 22)]
KINDS = ("law", "care", "card", "message")
DOC = Path(__file__).parents[2] / "docs" / "article.md"


def rows() -> dict[str, list[str]]:
    """The table of the document: statement → the cells of the three people."""
    table = re.findall(r"^\| (A\d+) \|(.*)\|$", DOC.read_text(encoding="utf-8"), re.MULTILINE)
    return {name: [cell.strip() for cell in rest.split("|")][1:] for name, rest in table}


def places_in(cell: str) -> set[str]:
    """``law WEEK-03, WEEK-04; card core`` as ``{"law WEEK-03", "law WEEK-04", "card core"}``."""
    found = set()
    for part in filter(None, cell.split("; ")):
        kind, names = part.split(" ", 1)
        assert kind in KINDS, cell
        found |= {f"{kind} {name}" for name in names.split(", ")}
    return found


def places_of(week: Week, statement: str) -> set[str]:
    """Every place of a finished week that carries this statement's id."""
    found = {f"law {law.id}" for law in week.laws if statement in law.article}
    found |= {f"message {message.id}" for message in week.screening.messages if statement in message.article}
    for day in week.days:
        found |= {f"care {item.rule}" for item in day.care if statement in item.article}
        found |= {f"card {card.beside}" for card in day.cards if statement in card.article}
    return found


@pytest.fixture(scope="module")
def weeks() -> dict[str, Week]:
    content = open_content(read_config())
    made = {who: make_week(person, content, START) for who, person in PEOPLE.items()}
    assert all(isinstance(outcome, Planned) for outcome in made.values())
    return {who: outcome.week for who, outcome in made.items() if isinstance(outcome, Planned)}


def test_the_table_has_each_statement_once_and_a_cell_for_each_person():
    assert list(rows()) == STATEMENTS
    assert all(len(cells) == len(PEOPLE) for cells in rows().values())


@pytest.mark.parametrize("statement", STATEMENTS)
def test_each_statement_is_found_by_its_id_where_the_table_says(weeks, statement):
    assert any(rows()[statement])
    for (who, week), cell in zip(weeks.items(), rows()[statement], strict=True):
        found = places_of(week, statement)
        assert places_in(cell) <= found, (who, sorted(found))


@pytest.mark.parametrize("statement", STATEMENTS)
def test_a_statement_about_a_person_is_not_only_in_the_laws_of_the_week(weeks, statement):
    told = {place for week in weeks.values() for place in places_of(week, statement) if not place.startswith("law")}
    assert told


@pytest.mark.parametrize("statement", ["A1", "A2", "A12"])
def test_nobody_is_told_about_a_trouble_they_do_not_have(weeks, statement):
    for (who, week), cell in zip(weeks.items(), rows()[statement], strict=True):
        told = {place for place in places_of(week, statement) if not place.startswith("law")}
        assert bool(told) == bool(cell), (who, sorted(told))


def test_every_card_stands_beside_what_it_explains(weeks):
    for week in weeks.values():
        for day in week.days:
            here = {item.kind.value for item in day.care}
            here |= {block.kind.value for session in day.sessions for block in session.blocks}
            assert {card.beside for card in day.cards} <= here


def test_every_card_holds_one_idea(weeks):
    cards = [card for week in weeks.values() for day in week.days for card in day.cards]
    assert cards
    assert all(card.text.count(". ") <= 1 and len(card.text) <= 160 for card in cards)
