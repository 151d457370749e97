"""Everything that is kept about an account and its people, as files in one archive."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any, Final

from planner.domain.account import AccountId, KeptTemplate, OwnExercise
from planner.domain.kept import KeptPerson
from planner.domain.person import PersonId
from planner.exchange.archive import Table, archive_of, table_files
from planner.storage.unit_of_work import Storage, UnitOfWork
from planner.use_cases.intake import draft_of
from planner.use_cases.look_after import find_own

_EVERY_LOOK: Final = 100_000
_FIRST_DAY: Final = date(1900, 1, 1)
_LAST_DAY: Final = date(9999, 12, 31)


def export_everything(storage: Storage, account: AccountId, now: datetime) -> bytes:
    """A ZIP: ``account.json``, what a clinician made, and for each person a folder with JSON and CSV of each kind of
    record.

    The people are those whom the account itself looks after. Secrets (feed addresses, keys) are left out.
    """
    with storage.reading() as uow:
        found = uow.accounts.find(account)
        people = uow.persons.of_account(account)
        own: list[Table] = [
            Table("account", [{"email": found.email if found else "", "exported": now}]),
            Table("devices", [_row(device, "id", "account") for device in uow.devices.of_account(account)]),
            Table("people", [{"number": person.id, "name": person.name, "state": person.state} for person in people]),
        ]
        files = table_files(own) | _of_clinician(uow, account)
        for person in people:
            files |= {f"person-{person.id}/{name}": content for name, content in _of_person(uow, person, now).items()}
    return archive_of(files, now)


def export_person(storage: Storage, account: AccountId, person: PersonId, now: datetime) -> bytes | None:
    """The same of one person, for whoever looks after them; None where the account does not."""
    with storage.reading() as uow:
        found = find_own(uow, account, person)
        return None if found is None else archive_of(_of_person(uow, found, now), now)


def _of_clinician(uow: UnitOfWork, account: AccountId) -> dict[str, bytes]:
    """Where the account works or worked, and its own templates and exercises with their pictures; not a colleague's,
    and nothing about the people of the practice. No files for somebody who never worked in one."""
    me = uow.practitioners.find_by_account(account)
    if me is None:
        return {}
    practice = None if me.practice is None else uow.practices.get(me.practice)
    templates, exercises = uow.practices.templates(account, None), uow.practices.exercises(account, None)
    at_work = {"practice": practice and practice.name, "telephone": practice and practice.telephone}
    files = table_files(
        [
            Table("clinician", [_row(me, "id", "account", "practice") | at_work]),
            Table("templates", [_made(template, "text") | {"number": template.id} for template in templates]),
            Table("exercises", [_made(exercise, "text", "picture", "picture_type") for exercise in exercises]),
        ]
    )
    files |= {f"templates/{template.id}.json": template.text.encode() for template in templates}
    files |= {f"exercises/{one.exercise}.yaml": one.text.encode() for one in exercises}
    return files | {f"exercises/{one.exercise}.png": one.picture for one in exercises if one.picture}


def _made(record: KeptTemplate | OwnExercise, *without: str) -> dict[str, Any]:
    return _row(record, "id", "account", "practice", *without) | {"shared": record.practice is not None}


def _of_person(uow: UnitOfWork, person: KeptPerson, now: datetime) -> dict[str, bytes]:
    weeks = uow.weeks.all_versions(person.id)
    files = table_files([*_tables(uow, person, now), Table("weeks", [_row(week, "person", "text") for week in weeks])])
    files["answers.json"] = json.dumps(draft_of(person), ensure_ascii=False, indent=2).encode()
    for week in weeks:
        files[f"weeks/{week.start}-{week.sequence}.json"] = week.text.encode()
    return files


def _tables(uow: UnitOfWork, person: KeptPerson, now: datetime) -> list[Table]:
    diary = uow.diaries.of_person(person.id)
    reminders = asdict(uow.reminders.of_person(person.id)) | asdict(uow.reminders.letters_of(person.id))
    return [
        Table("person", [_row(person, "key", "feed_secret", "answers")]),
        Table("consents", _rows(uow.persons.consents(person.id))),
        Table("screenings", _rows(uow.screenings.of_person(person.id))),
        Table("reminders", [reminders]),
        Table("diary-sessions", _rows(diary.sessions)),
        Table("diary-weeks", _rows(diary.weeks)),
        Table("days", _rows(uow.diaries.days(person.id, _FIRST_DAY, _LAST_DAY))),
        Table("b12-treatments", _rows(uow.records.treatments(person.id))),
        Table("blood-results", _rows(uow.records.blood_results(person.id))),
        Table("outcomes", _rows(uow.records.outcomes(person.id))),
        Table("letters", [_letter(row) for row in _rows(uow.outbox.of_person(person.id, now))]),
        Table("access", _rows(uow.practices.access_log(person.id, _EVERY_LOOK))),
        Table("shared-links", _rows(uow.practices.links(person.id))),
        Table("practices", [{"name": practice.name} for practice in uow.practices.practices_of(person.id)]),
    ]


def _letter(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: row[key] for key in ("kind", "to_address", "state", "created", "next_at", "done", "last_error")}


def _rows(records: Iterable[Any]) -> list[dict[str, Any]]:
    return [_row(record) for record in records]


def _row(record: Any, *without: str) -> dict[str, Any]:
    return {key: value for key, value in asdict(record).items() if key not in without}
