"""Signing in by a link."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from planner.domain.reminder import LetterKind
from planner.use_cases.sign_in import HOST_ADDRESS, make_link
from tests.web.conftest import TestServices, Visitor


def _link(services: TestServices, email: str = "ann@example.org") -> str:
    with services.storage.writing() as unit:
        account = unit.accounts.get_or_add(email, services.now()).id
        unit.commit()
    return f"/sign-in/{make_link(services.storage, account, services.now())}"


def _outbox(services: TestServices) -> list[tuple[str, str, str]]:
    with services.storage.reading() as unit:
        rows = unit.session.connection().exec_driver_sql("SELECT kind, to_address, parameters FROM outbox")
        return [(row[0], row[1], row[2]) for row in rows]


def test_asking_for_a_link_queues_a_letter_that_holds_no_token(nobody: Visitor, services: TestServices) -> None:
    page = nobody.send("/sign-in", {"email": "  Ann@Example.org "})
    assert page.status_code == 200
    assert "ann@example.org" in page.text
    [(kind, address, parameters)] = _outbox(services)
    assert (kind, address) == (LetterKind.SIGN_IN.value, "ann@example.org")
    assert re.fullmatch(r'\{"account": \d+\}', parameters)


def test_the_answer_does_not_tell_whether_an_address_is_known(nobody: Visitor, ann: Visitor) -> None:
    known = nobody.send("/sign-in", {"email": "ann@example.org"}).text
    unknown = nobody.send("/sign-in", {"email": "bob@example.org"}).text
    assert known.replace("ann@", "bob@") == unknown


@pytest.mark.parametrize(
    "email", ["", "ann", "ann@example", "a b@example.org", "ann@example.org\r\nBcc: x@y.z", HOST_ADDRESS]
)
def test_what_is_no_address_is_asked_again_beside_the_field(
    nobody: Visitor, services: TestServices, email: str
) -> None:
    page = nobody.send("/sign-in", {"email": email})
    assert page.status_code == 422
    assert 'aria-describedby="email-slip"' in page.text
    assert _outbox(services) == []


def test_looking_at_a_link_does_not_use_it_up(nobody: Visitor, services: TestServices) -> None:
    link = _link(services)
    for _ in range(3):
        assert "Press the button" in nobody.get(link).text
    assert nobody.get("/people").headers["Location"].startswith("/sign-in")
    assert nobody.send(link).status_code == 303
    assert nobody.get("/people").headers["Location"] == "/consent"


def test_a_link_works_once(nobody: Visitor, visit: Callable[[], Visitor], services: TestServices) -> None:
    link = _link(services)
    assert nobody.send(link).status_code == 303
    second = visit()
    assert second.send(link).status_code == 410
    assert second.get(link).status_code == 410
    assert second.get("/people").headers["Location"].startswith("/sign-in")


def test_a_link_is_too_old_after_fifteen_minutes(
    nobody: Visitor, services: TestServices, later: Callable[[timedelta], None]
) -> None:
    link = _link(services)
    later(timedelta(minutes=14, seconds=59))
    assert nobody.get(link).status_code == 200
    later(timedelta(seconds=1))
    assert nobody.get(link).status_code == 410
    assert nobody.send(link).status_code == 410


def test_a_made_up_link_signs_nobody_in(nobody: Visitor) -> None:
    assert nobody.get("/sign-in/made-up").status_code == 410
    assert nobody.send("/sign-in/made-up").status_code == 410


def test_a_closed_account_cannot_sign_in_and_is_signed_out(
    ann: Visitor, nobody: Visitor, services: TestServices
) -> None:
    link = _link(services)
    assert ann.get("/consent").status_code == 200
    with services.storage.writing() as unit:
        unit.session.connection().exec_driver_sql("UPDATE accounts SET active = 0")
        unit.commit()
    assert nobody.send(link).status_code == 410
    assert ann.get("/consent").status_code == 303


def test_the_fourth_link_for_an_address_in_a_quarter_of_an_hour_is_refused(
    nobody: Visitor, services: TestServices, later: Callable[[timedelta], None]
) -> None:
    asked = [nobody.send("/sign-in", {"email": "ann@example.org"}).status_code for _ in range(4)]
    assert asked == [200, 200, 200, 429]
    assert len(_outbox(services)) == 3
    assert nobody.send("/sign-in", {"email": "bob@example.org"}).status_code == 200
    later(timedelta(minutes=15))
    assert nobody.send("/sign-in", {"email": "ann@example.org"}).status_code == 200


def test_old_links_are_swept_away(nobody: Visitor, services: TestServices, later: Callable[[timedelta], None]) -> None:
    def links() -> int:
        with services.storage.reading() as unit:
            count = unit.session.connection().exec_driver_sql("SELECT count(*) FROM sign_in_links").scalar()
        return int(count)

    _link(services)
    assert links() == 1
    later(timedelta(days=1, minutes=16))
    nobody.send("/sign-in", {"email": "bob@example.org"})
    assert links() == 0


def test_guessing_links_is_cut_short(nobody: Visitor, services: TestServices) -> None:
    tries = [nobody.send(f"/sign-in/guess-{n}").status_code for n in range(31)]
    assert tries == [410] * 30 + [429]
    assert nobody.send(_link(services)).status_code == 429


def test_signing_in_goes_on_to_the_page_that_was_asked_for(nobody: Visitor, services: TestServices) -> None:
    nobody.open("/consent")
    assert nobody.send(_link(services)).headers["Location"] == "/consent"


@pytest.mark.parametrize("elsewhere", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:1"])
def test_signing_in_never_leads_elsewhere(nobody: Visitor, services: TestServices, elsewhere: str) -> None:
    nobody.get("/sign-in", query_string={"next": elsewhere})
    assert nobody.send(_link(services)).headers["Location"] == "/people"


def test_signing_out_needs_the_button_and_ends_the_session(ann: Visitor) -> None:
    assert ann.get("/sign-out").status_code == 405
    assert ann.get("/consent").status_code == 200
    assert ann.send("/sign-out").status_code == 303
    assert ann.get("/consent").status_code == 303


def test_the_session_cookie_is_closed_to_scripts_and_other_sites(nobody: Visitor, services: TestServices) -> None:
    cookie = nobody.send(_link(services)).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
