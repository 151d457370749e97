"""docs/article.md says where each statement of the article shows; here care's part is held to it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from planner.care.plan import care_for_week
from planner.domain.person import Profile
from planner.screening.outcome import Passed
from tests.care.people import BACK_PAIN_ONLY, LOW_BY_DIET, ON_INJECTIONS
from tests.people import START

PEOPLE = {
    "absorption problem on injections": ON_INJECTIONS,
    "low B12 by diet": LOW_BY_DIET,
    "back pain only": BACK_PAIN_ONLY,
}
ROW = re.compile(r"^\| (A\d+) \|.*\| ([^|]*) \|$", re.MULTILINE)


def rows() -> dict[str, list[str]]:
    text = (Path(__file__).parents[2] / "docs" / "article.md").read_text(encoding="utf-8")
    return {name: [who.strip() for who in people.split(";")] for name, people in ROW.findall(text)}


def articles_of(person: Profile, passed: Passed) -> set[str]:
    week = care_for_week(person, passed, START)
    found = [item.article for day in week.days for item in day.items]
    found += [card.article for day in week.days for card in day.cards]
    found += [card.article for card in week.block_cards]
    found += [message.article for message in week.messages]
    found += [week.walks.article, *(work.article for work in week.daily_work)]
    return {name for names in found for name in names}


def test_the_table_has_each_statement_once() -> None:
    assert list(rows()) == [f"A{n}" for n in range(1, 22)]


@pytest.mark.parametrize("name", [f"A{n}" for n in range(1, 22)])
def test_each_statement_shows_in_the_care_of_exactly_the_people_the_table_names(
    name: str, passed: Callable[[Profile], Passed]
) -> None:
    showing = [who for who, person in PEOPLE.items() if name in articles_of(person, passed(person))]
    assert showing
    assert rows()[name] == showing
