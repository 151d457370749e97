"""What the sheet of a kept week says besides the week: who hands it out, who signed it, where its own page is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from planner.domain.account import AccountId, Practice
from planner.domain.health_record import TreatmentMark
from planner.domain.kept import KeptWeek
from planner.domain.person import PersonId
from planner.sheets.options import Clinic, SheetOptions
from planner.storage.unit_of_work import Storage, UnitOfWork
from planner.use_cases.practice import practising_of


@dataclass(frozen=True, slots=True)
class Dressed:
    """``marks`` are those of the treatment dates, for the part on B12."""

    options: SheetOptions
    marks: tuple[TreatmentMark, ...]


def dress_sheet(
    storage: Storage, kept: KeptWeek, options: SheetOptions, base_url: str, account: AccountId | None = None
) -> Dressed:
    """The options with the practice that looks after the person, its notes on exercises and its signature, and the
    address of the week's page where the program has a public one.

    Of several practices ``account``'s own heads the sheet, else the first that was given access. The caller has made
    sure that the person is theirs.
    """
    with storage.reading() as uow:
        practice = _practice_of(uow, kept.person, account)
        marks = uow.records.treatments(kept.person)
    page = f"{base_url.rstrip('/')}/people/{kept.person}/weeks/{kept.start}" if base_url else ""
    worn = replace(
        options,
        clinic=clinic_of(practice) if practice else None,
        own_page=page,
        signed_by=kept.signed_by or "",
        notes=kept.notes,
    )
    return Dressed(worn, marks)


def clinic_of(practice: Practice) -> Clinic:
    """What heads the sheets of a practice."""
    return Clinic(practice.name, practice.telephone, practice.logo)


def _practice_of(uow: UnitOfWork, person: PersonId, account: AccountId | None) -> Practice | None:
    practices = uow.practices.practices_of(person)
    me = None if account is None else practising_of(uow, account)
    own = [practice for practice in practices if me is not None and practice.id == me.practice.id]
    return next(iter((*own, *practices)), None)
