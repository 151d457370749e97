"""What of a person's record goes to another system."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from fhir.resources.R4B.bundle import Bundle

from planner.domain.kept import PersonState
from planner.domain.person import PersonId
from tests.web.conftest import TestServices, Visitor

PATHS = ("report.pdf", "report.txt", "record.fhir.json", "record.zip")


@pytest.mark.parametrize(
    ("name", "kind"),
    tuple(zip(PATHS, ("application/pdf", "text/plain", "application/fhir+json", "application/zip"), strict=True)),
)
def test_each_comes_as_what_it_is(ann_with_a_week: Visitor, name: str, kind: str) -> None:
    answer = ann_with_a_week.get(f"/people/1/{name}")
    assert (answer.status_code, answer.mimetype) == (200, kind)


def test_the_note_and_the_bundle_are_about_the_person(ann_with_a_week: Visitor) -> None:
    assert "Ann" in ann_with_a_week.get("/people/1/report.txt").text
    bundle = Bundle.model_validate_json(ann_with_a_week.get("/people/1/record.fhir.json").data)
    assert [e.resource.get_resource_type() for e in bundle.entry] == ["Patient", "Goal", "CarePlan"]


def test_the_tables_hold_the_answers_and_the_weeks(ann_with_a_week: Visitor) -> None:
    with zipfile.ZipFile(io.BytesIO(ann_with_a_week.get("/people/1/record.zip").data)) as archive:
        names = archive.namelist()
        answers = json.loads(archive.read("answers.json"))
    assert answers["name"] == "Ann"
    assert {"diary-sessions.csv", "outcomes.csv", "weeks/2026-11-23-0.json"} <= set(names)


def test_a_stop_leaves_no_report_but_the_record_stays_the_persons_own(
    ann_with_a_week: Visitor, services: TestServices
) -> None:
    with services.storage.writing() as unit:
        unit.persons.change_state(PersonId(1), PersonState.STOPPED, "Call.")
        unit.commit()
    for name in PATHS[:2]:
        assert ann_with_a_week.get(f"/people/1/{name}").headers["Location"] == "/people/1/stopped"
    assert ann_with_a_week.get("/people/1/record.zip").status_code == 200
