"""What heads the sheet of a week: the practice, its words and signature, and the code that leads to the page."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from planner.domain.account import AccountId
from planner.domain.exercise import ExerciseId
from planner.domain.health_record import TreatmentMark, TreatmentState
from planner.domain.person import PersonId
from planner.sheets.options import USUAL_PARTS, Part, SheetOptions
from planner.use_cases.sheet_of_week import dress_sheet
from tests.web.conftest import TestServices, Visitor
from tests.web.test_practice import ola, ola_for_ann, share_with_practice

__all__ = ["ola", "ola_for_ann"]

WEEK = "/people/1/weeks/2026-11-23"
PRINTED = f"{WEEK}/week.pdf"


class Press:
    """Stands where the sheet is printed and keeps what it was asked for."""

    def __init__(self) -> None:
        self.options: list[SheetOptions] = []
        self.marks: list[tuple[TreatmentMark, ...]] = []

    def __call__(self, _week: Any, _profile: Any, options: SheetOptions, *, marks: Iterable[TreatmentMark]) -> bytes:
        self.options.append(options)
        self.marks.append(tuple(marks))
        return b"%PDF-"


@pytest.fixture
def press(services: TestServices, monkeypatch: pytest.MonkeyPatch) -> Press:
    press = Press()
    monkeypatch.setattr(services, "sheet_pdf", press)
    return press


def test_a_sheet_of_somebody_without_a_practice_has_nothing_above_it(ann_with_a_week: Visitor, press: Press) -> None:
    assert ann_with_a_week.get(PRINTED).status_code == 200
    (options,) = press.options
    assert (options.clinic, options.own_page, options.signed_by, options.notes) == (None, "", "", {})
    assert options.parts == USUAL_PARTS


def test_the_practice_heads_the_sheet_with_its_words_and_its_signature(ola_for_ann: Visitor, press: Press) -> None:
    with ola_for_ann.services.storage.reading() as unit:
        kept = unit.weeks.find_current(PersonId(1), date(2026, 11, 23))
    assert kept is not None
    ola_for_ann.send("/practice/header", {"name": "High Street", "telephone": "01234 567890"})
    ola_for_ann.send("/people/1/programme/2026-11-23/notes", {"note.bridge": "Only as high as is easy."})
    ola_for_ann.send("/people/1/programme/2026-11-23/sign", {})
    ola_for_ann.get(PRINTED)
    (options,) = press.options
    assert options.clinic is not None
    assert (options.clinic.name, options.clinic.telephone) == ("High Street", "01234 567890")
    assert options.notes == {ExerciseId("bridge"): "Only as high as is easy."}
    assert options.signed_by == "Ola Berg, physiotherapist"
    assert options.screened, "the answers were checked, whoever signs"


def test_the_person_sees_the_same_head_as_their_practice(
    ann_with_a_week: Visitor, ola: Visitor, services: TestServices, press: Press
) -> None:
    del ola
    share_with_practice(services)
    ann_with_a_week.get(PRINTED)
    assert press.options[0].clinic is not None
    assert press.options[0].clinic.name == "High Street"


def test_of_two_practices_the_clinicians_own_heads_the_sheet(ola_for_ann: Visitor, services: TestServices) -> None:
    with services.storage.writing() as unit:
        kept = unit.weeks.find_current(PersonId(1), date(2026, 11, 23))
        account = unit.accounts.find_by_email("ola@example.org")
        own = unit.practices.practices_of(PersonId(1))[0]
        other = unit.practices.add("Hill Practice").id
        unit.practices.give_access(other, PersonId(1), services.now())
        mine = unit.practitioners.find_by_account(AccountId(account.id if account else 0))
        assert mine is not None
        unit.practitioners.join(mine.id, other, mine.role, mine.name, mine.profession)
        unit.commit()
    assert kept is not None
    assert account is not None
    for asking, name in ((account.id, "Hill Practice"), (None, own.name)):
        dressed = dress_sheet(services.storage, kept, SheetOptions(), "", asking).options
        assert dressed.clinic is not None
        assert dressed.clinic.name == name


def test_the_code_leads_to_the_page_of_the_week_where_there_is_a_public_address(
    ann_with_a_week: Visitor, services: TestServices, press: Press
) -> None:
    services.config = replace(services.config, base_url="https://planner.example.org/")
    ann_with_a_week.get(PRINTED)
    assert press.options[0].own_page == f"https://planner.example.org{WEEK}"
    assert ann_with_a_week.get(WEEK).status_code == 200


def test_the_sheet_on_b12_is_offered_to_those_it_is_for_with_the_marks_of_its_dates(
    ann_with_a_week: Visitor, services: TestServices, press: Press
) -> None:
    mark = TreatmentMark(date(2026, 11, 2), TreatmentState.DONE, None, services.now())
    with services.storage.writing() as unit:
        unit.records.mark_treatment(PersonId(1), mark, services.now())
        unit.commit()
    assert 'value="b12"' not in ann_with_a_week.get(f"{WEEK}/print").text
    ann_with_a_week.get(f"{PRINTED}?part=b12")
    assert press.options[-1].parts == USUAL_PARTS, "not for somebody whose B12 is not low"

    with services.storage.writing() as unit:
        ann = unit.persons.get(PersonId(1))
        answers = json.loads(ann.answers) | {"b12": {"low": "yes", "cause": "diet", "treatment": "tablets"}}
        unit.persons.change_answers(PersonId(1), ann.name, ann.time_zone, json.dumps(answers))
        unit.commit()
    assert 'value="b12">' in ann_with_a_week.get(f"{WEEK}/print").text, "offered, but not ticked"
    ann_with_a_week.get(f"{PRINTED}?part=b12&part=week")
    assert press.options[-1].parts == {Part.B12, Part.WEEK}
    assert [kept.due for kept in press.marks[-1]] == [mark.due]
