"""A person's record to take along: the report for a visit, its text, a FHIR bundle and tables."""

from __future__ import annotations

from flask import Blueprint, abort, redirect
from flask.typing import ResponseReturnValue

from planner.sheets.options import SheetOptions
from planner.use_cases.export_everything import export_person
from planner.use_cases.hand_over_record import ReportView, find_fhir, find_report
from planner.use_cases.sheet_of_week import clinic_of
from planner.web.page import file_answer, own_person, services
from planner.web.pages.people import where_to
from planner.web.security.accounts import account_id

pages = Blueprint("reports", __name__)


@pages.get("/people/<int:number>/report.pdf")
def report(number: int) -> ResponseReturnValue:
    view = _report(number)
    clinic = None if view.practice is None else clinic_of(view.practice)
    options = SheetOptions(clinic=clinic, language=view.profile.language)
    return file_answer(
        services().report_pdf(view.report, options, view.profile.paper), "application/pdf", "report.pdf", attached=False
    )


@pages.get("/people/<int:number>/report.txt")
def note(number: int) -> ResponseReturnValue:
    """To paste into a record."""
    view = _report(number)
    return file_answer(
        services().report_text(view.report, view.profile.language).encode(), "text/plain", "report.txt", attached=False
    )


@pages.get("/people/<int:number>/record.fhir.json")
def fhir(number: int) -> ResponseReturnValue:
    person, s = own_person(number), services()
    bundle = find_fhir(s.storage, account_id(), person.id, s.now()) or abort(404)
    return file_answer(bundle.encode(), "application/fhir+json", "record.fhir.json")


@pages.get("/people/<int:number>/record.zip")
def tables(number: int) -> ResponseReturnValue:
    person, s = own_person(number), services()
    archive = export_person(s.storage, account_id(), person.id, s.now()) or abort(404)
    return file_answer(archive, "application/zip", "record.zip")


def _report(number: int) -> ReportView:
    person, s = own_person(number), services()
    found = find_report(s.storage, account_id(), person.id, s.now())
    return found or abort(redirect(where_to(person), 303))
