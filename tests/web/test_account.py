"""Devices, a copy of everything, consent taken back, and everything deleted."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import MetaData, func, select

from planner.domain.account import AccessRole
from planner.domain.diary import DayLog, SessionDiary, WeekDiary
from planner.domain.health_record import BloodTest, TreatmentMark, TreatmentState
from planner.domain.kept import PersonState, ScreeningEntry
from planner.domain.person import PersonId
from planner.domain.reminder import LetterKind, LetterState, NewLetter
from planner.domain.week import SessionId
from planner.storage.base import Base
from planner.storage.unit_of_work import UnitOfWork
from planner.web.security.browsers import browser_words
from tests.web.care_answers import ANN, change_answers
from tests.web.conftest import START, TestServices, Visitor

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0"
NOT_OF_A_PERSON = {
    "accounts", "account_person", "accounts_roles", "alembic_version", "roles", "practices", "practitioners",
    "invitations", "templates", "own_exercises", "rate_limits", "suspended_addresses", "sign_in_links", "devices",
}  # fmt: skip
"""Tables that hold nothing about a person's health. Every other one must be empty when the only person is gone."""


def _fill(unit: UnitOfWork, person: PersonId, services: TestServices) -> None:
    """A row in every table that a person can have rows in."""
    now, today = services.now(), START.date()
    unit.diaries.record_session(person, SessionDiary(date(2026, 11, 23), SessionId("mon-1"), "all", effort=4), now)
    unit.diaries.record_week(person, WeekDiary(date(2026, 11, 23), walk_minutes=60), now)
    unit.diaries.record_day(person, DayLog(today, pain=3, foods={"egg": 1}, note="=cmd()"), now)
    unit.records.mark_treatment(person, TreatmentMark(today, TreatmentState.DONE), now)
    unit.records.add_blood_result(
        person, test=BloodTest.B12, taken=today, value=320, unit="ng/L", typed="320 ng/L", now=now
    )
    unit.records.add_outcome(person, "OUT-01", today, 4, {"pain": 4}, now)
    unit.screenings.add(person, ScreeningEntry(now, "PASS", ()))
    practice = unit.practices.add("High Street")
    unit.practices.give_access(practice.id, person, now)
    unit.practices.log_access(person, None, "Ola Berg (High Street)", "looked at: week", now)
    unit.practices.add_link(person, "secret-token", "Ola Berg", now)


def _rows(unit: UnitOfWork) -> dict[str, int]:
    return {
        name: unit.session.scalar(select(func.count()).select_from(table)) or 0 for name, table in _tables().items()
    }


def _tables() -> dict[str, Any]:
    metadata: MetaData = Base.metadata
    return {table.name: table for table in metadata.sorted_tables}


@pytest.fixture
def full(ann_with_a_week: Visitor, services: TestServices) -> Visitor:
    with services.storage.writing() as unit:
        _fill(unit, ANN, services)
        unit.commit()
    return ann_with_a_week


def _copy(visitor: Visitor) -> dict[str, bytes]:
    answer = visitor.get("/account/everything.zip")
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_every_sign_in_is_a_device_that_can_be_signed_out_alone(ann: Visitor, visit: Callable[[], Visitor]) -> None:
    phone = visit()
    phone.client.environ_base["HTTP_USER_AGENT"] = FIREFOX
    phone.sign_in("ann@example.org")
    page = ann.get("/account").text
    assert "Firefox, Windows" in page
    (device,) = re.findall(r"/account/devices/(\d+)/sign-out", page)
    assert ann.send(f"/account/devices/{device}/sign-out").status_code == 303
    assert phone.get("/account").headers["Location"].startswith("/sign-in")
    assert ann.get("/account").status_code == 200


def test_signing_out_everywhere_ends_every_session_and_every_waiting_link(
    ann: Visitor, visit: Callable[[], Visitor], services: TestServices
) -> None:
    phone = visit().sign_in("ann@example.org")
    with services.storage.writing() as unit:
        account = unit.accounts.find_by_email("ann@example.org")
        assert account is not None
        waiting = unit.sign_in_links.make(account.id, services.now(), timedelta(minutes=15))
        unit.commit()
    assert ann.send("/account/sign-out-everywhere").status_code == 303
    for visitor in (ann, phone):
        assert visitor.get("/account").headers["Location"].startswith("/sign-in")
    assert visit().get(f"/sign-in/{waiting}").status_code == 410


def test_signing_out_forgets_the_device(ann: Visitor, visit: Callable[[], Visitor]) -> None:
    phone = visit().sign_in("ann@example.org")
    phone.send("/sign-out")
    assert "/account/devices/" not in ann.get("/account").text


def test_nobody_signs_out_the_device_of_another_account(ann: Visitor, visit: Callable[[], Visitor]) -> None:
    bob = visit().sign_in("bob@example.org")
    for device in range(1, 4):
        bob.send(f"/account/devices/{device}/sign-out")
    assert ann.get("/account").status_code == 200


def test_a_copied_session_is_worthless_without_its_device(ann: Visitor, visit: Callable[[], Visitor]) -> None:
    with ann.client.session_transaction() as session:
        copied = dict(session) | {"device": "made-up"}
    thief = visit()
    with thief.client.session_transaction() as session:
        session.update(copied)
    assert thief.get("/account").headers["Location"].startswith("/sign-in")


def test_the_day_a_browser_was_last_seen_is_kept_without_a_write_for_every_page(
    ann: Visitor, services: TestServices, later: Callable[[timedelta], None]
) -> None:
    def seen() -> set[date]:
        with services.storage.reading() as unit:
            account = unit.accounts.find_by_email("ann@example.org")
            assert account is not None
            return {device.last_seen.date() for device in unit.devices.of_account(account.id)}

    later(timedelta(hours=1))
    ann.get("/account")
    assert seen() == {START.date()}
    later(timedelta(days=3))
    ann.get("/account")
    assert seen() == {START.date() + timedelta(days=3)}


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/142.0.0.0 Safari/537.36 Edg/142.0", "Edge, Linux"),
        ("curl/8.0", ""),
    ],
)
def test_a_browser_is_called_by_two_words(agent: str, words: str) -> None:
    assert browser_words(agent) == words


def test_the_copy_holds_every_kind_of_record_as_json_and_csv(full: Visitor) -> None:
    files = _copy(full)
    kinds = {
        name.rsplit("/", 1)[1].removesuffix(".json") for name in files if name.endswith(".json") and "person-1/" in name
    }
    assert kinds >= {
        "answers", "consents", "screenings", "weeks", "diary-sessions", "diary-weeks", "days", "b12-treatments",
        "blood-results", "outcomes", "letters", "access", "reminders", "practices", "shared-links", "2026-11-23-0",
    }  # fmt: skip
    for name, content in files.items():
        if name.endswith(".json"):
            rows = json.loads(content)
            assert rows, name
        elif name != "account.csv":
            rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
            assert rows == [] or all(rows[0]), name
    blood = json.loads(files["person-1/blood-results.json"])
    assert [(row["test"], row["value"], row["typed"]) for row in blood] == [("b12", 320.0, "320 ng/L")]
    assert json.loads(files["person-1/answers.json"])["name"] == "Ann"


def test_the_copy_holds_no_secret_and_no_formula(full: Visitor, services: TestServices) -> None:
    with services.storage.reading() as unit:
        ann = unit.persons.get(ANN)
    files = _copy(full)
    everything = b"".join(files.values())
    for secret in (ann.feed_secret, ann.key, "secret-token"):
        assert secret.encode() not in everything
    assert "'=cmd()" in files["person-1/days.csv"].decode()


def test_the_copy_of_a_clinician_holds_what_they_made_and_where_they_work_and_no_colleagues(
    visit: Callable[[], Visitor], services: TestServices
) -> None:
    ola, kai = visit().sign_in("ola@example.org"), visit().sign_in("kai@example.org")
    assert not {name for name in _copy(ola) if name.startswith(("clinician", "templates", "exercises"))}
    ola.send("/practice/new", {"practice": "High Street", "name": "Ola Berg", "profession": "physiotherapist"})
    invited = ola.send("/practice/team/invite", {"email": "kai@example.org"}).text
    (join,) = re.findall(r"http://[^\s<]+(/practice/join/[^\s<]+)", invited)
    kai.send(join, {"name": "Kai"})
    for visitor, title in ((ola, "=SUM(A1)"), (kai, "Kai's own")):
        form = {"pick": "bridge", "sets.bridge": "4", "title": title, "shared": "yes"}
        assert visitor.send("/practice/handout/keep", form).status_code == 303
    with services.storage.writing() as unit:
        account = unit.accounts.find_by_email("ola@example.org")
        assert account is not None
        unit.practices.keep_exercise(
            account.id, None, "wall-reach", state="unreviewed", text="name: Wall reach\n", licence="CC0", author="Ola",
            source="", picture=b"PNG", picture_type="image/png", now=services.now(),
        )  # fmt: skip
        unit.commit()
    files = _copy(ola)
    (here,) = json.loads(files["clinician.json"])
    assert (here["practice"], here["name"], here["role"], here["removed"]) == (
        "High Street", "Ola Berg", "administrator", None,
    )  # fmt: skip
    (template,) = json.loads(files["templates.json"])
    assert (template["name"], template["kind"], template["shared"]) == ("=SUM(A1)", "handout", True)
    assert json.loads(files[f"templates/{template['number']}.json"])[0]["exercise"] == "bridge"
    assert "'=SUM(A1)" in files["templates.csv"].decode()
    (made,) = json.loads(files["exercises.json"])
    assert (made["exercise"], made["licence"], made["shared"]) == ("wall-reach", "CC0", False)
    assert files["exercises/wall-reach.yaml"] == b"name: Wall reach\n"
    assert files["exercises/wall-reach.png"] == b"PNG"
    assert b"Kai" not in b"".join(files.values())


def test_the_copy_holds_nobody_else(full: Visitor, visit: Callable[[], Visitor]) -> None:
    del full
    bob = visit().sign_in("bob@example.org")
    assert b"Ann" not in b"".join(_copy(bob).values())


def test_everything_is_really_deleted_from_every_table(full: Visitor, services: TestServices) -> None:
    with services.storage.reading() as unit:
        before = _rows(unit)
    personal = set(before) - NOT_OF_A_PERSON
    assert all(before[table] for table in personal), {table for table in personal if not before[table]}
    assert full.send("/account/delete", {"sure": "remove"}).status_code == 422
    assert full.send("/account/delete", {"sure": " Delete "}).headers["Location"] == "/account/deleted"
    with services.storage.reading() as unit:
        after = _rows(unit)
    assert {table: after[table] for table in personal} == dict.fromkeys(personal, 0)
    assert (after["accounts"], after["account_person"], after["devices"], after["sign_in_links"]) == (0, 0, 0, 0)
    assert full.get("/account").headers["Location"].startswith("/sign-in")


def test_letters_to_the_address_go_too_and_those_in_the_local_mailbox(full: Visitor, services: TestServices) -> None:
    sign_in = NewLetter("sign_in/x", LetterKind.SIGN_IN, "ann@example.org", START, START + timedelta(hours=1))
    with services.storage.writing() as unit:
        unit.outbox.put(sign_in, START, "example.org")
        unit.commit()
    services.send_due()
    mailbox = services.mailbox
    assert mailbox is not None
    assert mailbox.headings()
    full.send("/account/delete", {"sure": "delete"})
    assert mailbox.headings() == ()
    with services.storage.reading() as unit:
        assert unit.outbox.list_letters(services.now()) == ()


def test_somebody_cared_for_by_another_too_stays_with_them(full: Visitor, services: TestServices) -> None:
    with services.storage.writing() as unit:
        carer = unit.accounts.add("carer@example.org", START)
        unit.accounts.give_access(carer.id, ANN, AccessRole.CARER, START)
        ann = unit.accounts.find_by_email("ann@example.org")
        assert ann is not None
        unit.accounts.end_access(ann.id, ANN)
        unit.accounts.give_access(ann.id, ANN, AccessRole.CARER, START)
        unit.commit()
    assert full.send("/people/1/delete", {"sure": "delete"}).status_code == 303
    assert full.get("/people/1").status_code == 404
    with services.storage.reading() as unit:
        assert unit.persons.find(ANN) is not None
        assert unit.records.blood_results(ANN)


def test_one_person_can_be_deleted_alone(full: Visitor, services: TestServices) -> None:
    number = full.consent()
    assert full.send(f"/people/{number}/delete", {"sure": ""}).status_code == 422
    assert full.send(f"/people/{number}/delete", {"sure": "DELETE"}).status_code == 303
    with services.storage.reading() as unit:
        assert unit.persons.find(PersonId(number)) is None
        assert unit.persons.find(ANN) is not None


def test_the_account_of_the_machine_cannot_be_deleted_from_a_page(visit: Callable[[], Visitor]) -> None:
    host = visit().sign_in_as_host()
    assert host.get("/account/delete").status_code == 404
    assert host.send("/account/delete", {"sure": "delete"}).status_code == 404
    assert host.get("/host").status_code == 200


def test_without_consent_nothing_is_shown_planned_or_sent(full: Visitor, services: TestServices) -> None:
    assert full.send("/people/1/access/consent").status_code == 303
    with services.storage.reading() as unit:
        assert unit.persons.get(ANN).state is PersonState.PAUSED
        waiting = [x for x in unit.outbox.of_person(ANN, services.now()) if x.state is LetterState.QUEUED]
    assert not any(letter.kind.is_about_the_plan for letter in waiting)
    for path in ("week", "b12", "reminders", "weeks/2026-11-23/week.json"):
        assert full.get(f"/people/1/{path}").headers["Location"] == "/people/1/access", path
    full.send("/people/1/reminders/resume")
    with services.storage.reading() as unit:
        assert unit.persons.get(ANN).state is PersonState.PAUSED
    assert "Taken back on 18 November 2026" in full.get("/people/1/access").text
    full.send("/people/1/consent", {"agree": "yes"})
    assert full.get("/people/1/week").status_code == 200


def test_who_looked_and_who_may_look_can_be_read_and_ended(full: Visitor, services: TestServices) -> None:
    page = full.get("/people/1/access").text
    assert "Ola Berg (High Street)" in page
    (practice,) = re.findall(r"/access/practices/(\d+)/end", page)
    full.send(f"/people/1/access/practices/{practice}/end")
    with services.storage.reading() as unit:
        assert unit.practices.practices_of(ANN) == ()
    assert "ended the access of High Street" in full.get("/people/1/access").text


def test_what_a_clinician_allowed_is_told_with_its_reason_and_its_end(full: Visitor, services: TestServices) -> None:
    clearance = {"date": "2026-11-01", "role": "doctor", "limits": "no jumping", "for": ["RED-08"]}
    override = {"exercise": "bridge", "reason": "watched it", "by": "Ola Berg"}
    change_answers(services, clearance=clearance, overrides=[override])
    page = full.get("/people/1/access").text
    assert "It counts until 24 January 2027." in page
    assert "Limits in their words: no jumping" in page
    assert "allowed by Ola Berg: watched it" in page
    change_answers(services, clearance=clearance | {"date": "2026-08-01"})
    assert "This agreement has lapsed on 24 October 2026." in full.get("/people/1/access").text


def test_a_stop_stands_above_the_account_and_the_list_of_people_with_whose_it_is(
    ann_with_a_week: Visitor, services: TestServices
) -> None:
    other = ann_with_a_week.consent()
    for path in ("/account", "/people"):
        assert 'class="banner' not in ann_with_a_week.get(path).text
    with services.storage.writing() as unit:
        unit.persons.change_answers(PersonId(other), "Bo", "Europe/London", "{}")
        unit.persons.change_state(PersonId(other), PersonState.STOPPED, "Call 999 now.")
        unit.commit()
    for path in ("/account", "/people"):
        page = ann_with_a_week.get(path).text
        banner = page.partition('class="banner warn"')[2].partition("</aside>")[0]
        assert "Bo: Call 999 now." in banner
        assert f'href="/people/{other}/stopped"' in banner
        assert page.count('class="banner') == 1


def test_who_looked_at_a_record_is_one_step_from_every_page_of_the_person(ann_with_a_week: Visitor) -> None:
    for path in ("week", "diary", "reminders", "access"):
        page = ann_with_a_week.get(f"/people/1/{path}").text
        links = page.partition('class="person-links"')[2].partition("</nav>")[0]
        assert 'href="/people/1/access"' in links
        assert (' aria-current="page">Access' in links) is (path == "access")
