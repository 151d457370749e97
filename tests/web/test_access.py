"""Who may see what, and what every answer carries."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from planner.config import Config
from planner.domain.errors import StorageFault, StorageUnavailable
from planner.resources import data_folder
from planner.web import create_app
from tests.web.conftest import TestServices, Visitor

OPEN = {
    "start.show", "sign_in.ask", "sign_in.send", "sign_in.confirm", "sign_in.finish", "exercises.show",
    "exercises.list_all", "routines.list_all", "routines.show", "files.font", "files.static_file", "files.drawing",
    "files.body_map", "sessions.worker", "letter_links.show", "letter_links.do", "feeds.calendar", "host.health",
    "accounts.deleted", "shared_weeks.show", "own_drawings.of_shared", "shared_weeks.mark",
    "shared_weeks.session", "shared_weeks.begin", "shared_weeks.after",
}  # fmt: skip
PICTURES = ("files.drawing", "files.body_map")
VALUES = {
    "number": "1", "slug": "person", "start": "2026-11-23", "letter": "0" * 32 + ".planner", "place": "0",
    "token": "made-up", "exercise": "bridge", "which": "mon-1", "routine": "core-five", "name": "tokens.css",
    "day": "2026-11-17", "result": "1", "session": "mon-1", "colleague": "1", "secret": "made-up", "template": "1",
    "link": "1", "invitation": "1", "device": "1", "practice": "1", "own_exercise": "1",
}  # fmt: skip
POLICY = {
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'",
    "connect-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
}  # fmt: skip


def _routes(app: Flask) -> Iterator[tuple[str, str, str]]:
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<(?:\w+:)?(\w+)>", lambda match: VALUES[match[1]], rule.rule)
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            yield rule.endpoint, method, path


def _call(visitor: Visitor, method: str, path: str) -> int:
    return (visitor.get(path) if method == "GET" else visitor.send(path)).status_code


def test_nobody_gets_anything_but_the_open_pages(app: Flask, ann_with_a_week: Visitor, nobody: Visitor) -> None:
    del ann_with_a_week
    for endpoint, method, path in _routes(app):
        status = _call(nobody, method, path)
        if endpoint in OPEN:
            assert status in (200, 404, 410, 422), (method, path)
        else:
            assert (status, nobody.last.headers["Location"].startswith("/sign-in")) == (303, True), (method, path)


def test_a_stranger_cannot_tell_a_person_from_nobody(
    app: Flask, ann_with_a_week: Visitor, visit: Callable[[], Visitor]
) -> None:
    del ann_with_a_week
    stranger = visit().sign_in("bob@example.org")
    asked = 0
    for _endpoint, method, path in _routes(app):
        if path.startswith(("/people/1", "/mailbox", "/host")):
            asked += 1
            assert _call(stranger, method, path) == 404, (method, path)
            assert _call(stranger, method, path.replace("/people/1", "/people/999")) == 404
    assert asked >= 17
    assert b"Ann" not in stranger.get("/people", follow_redirects=True).data


def test_the_person_gets_every_page_of_theirs(app: Flask, ann_with_a_week: Visitor) -> None:
    for endpoint, method, path in _routes(app):
        for_clinicians = endpoint.startswith("programmes.")
        if method == "GET" and path.startswith("/people") and endpoint != "weeks.sheet" and not for_clinicians:
            status = _call(ann_with_a_week, method, path)
            assert status in (200, 303), (method, path)


def test_only_the_host_of_this_machine_sees_the_mailbox(ann: Visitor, visit: Callable[[], Visitor]) -> None:
    assert ann.get("/mailbox").status_code == 404
    assert "/mailbox" not in ann.get("/consent").text
    host = visit().sign_in_as_host()
    assert host.get("/mailbox").status_code == 200
    assert "/mailbox" in host.get("/consent").text


def test_with_a_mail_server_there_is_no_mailbox(tmp_path: Path, services: TestServices) -> None:
    mailing = TestServices(Config(tmp_path, smtp_host="mail.example"), services.content, services.storage)
    host = Visitor(create_app(mailing).test_client(), mailing).sign_in_as_host()
    assert host.get("/mailbox").status_code == 404


def test_every_change_needs_its_token(app: Flask, ann_with_a_week: Visitor) -> None:
    changes = [path for _endpoint, method, path in _routes(app) if method == "POST"]
    assert len(changes) >= 8
    for path in changes:
        for token in ({}, {"csrf_token": "wrong"}):
            refused = ann_with_a_week.client.post(path, data={"agree": "yes", "email": "a@b.org", **token})
            assert refused.status_code == 400, path
            assert "Nothing was changed" in refused.text
    assert ann_with_a_week.get("/people/1/week").status_code == 200


def test_only_the_links_of_letters_ask_for_their_token_by_themselves(app: Flask) -> None:
    exempt = app.extensions["csrf"]._exempt_views | app.extensions["csrf"]._exempt_blueprints
    assert exempt == {"planner.web.pages.letter_links.do"}


def test_every_answer_carries_the_headers(app: Flask, ann_with_a_week: Visitor, nobody: Visitor) -> None:
    for visitor in (nobody, ann_with_a_week):
        for endpoint, method, path in _routes(app):
            if endpoint in ("weeks.sheet", "sign_in.leave", "accounts.sign_out_all"):
                continue
            _call(visitor, method, path)
            headers = visitor.last.headers
            policy = set(headers["Content-Security-Policy"].split("; "))
            assert policy == POLICY or endpoint in PICTURES, (method, path)
            assert headers["X-Content-Type-Options"] == "nosniff"
            assert headers["Referrer-Policy"] == "same-origin"
            assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
            kept = endpoint in ("files.static_file", "files.font", *PICTURES) and visitor.last.status_code == 200
            how = "public" if kept else "no-cache" if endpoint == "sessions.worker" else "no-store"
            assert headers["Cache-Control"].startswith(how), (method, path)


def test_a_moving_drawing_and_a_body_map_are_pictures_too(nobody: Visitor) -> None:
    still, moving, body = (
        nobody.get(path).get_data(as_text=True)
        for path in ("/drawing/bridge.svg", "/drawing/bridge.svg?moving=1", "/body-map/bridge.svg")
    )
    assert "prefers-reduced-motion" in moving
    assert "prefers-reduced-motion" not in still
    assert body.startswith("<svg")


@pytest.mark.parametrize("path", ["/drawing/bridge.svg", "/drawing/bridge.svg?moving=1", "/body-map/bridge.svg"])
def test_a_drawing_may_run_nothing(nobody: Visitor, path: str) -> None:
    policy = nobody.get(path).headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "script-src" not in policy


def test_a_drawing_is_kept_by_its_mark(nobody: Visitor) -> None:
    first = nobody.get("/drawing/bridge.svg")
    assert first.mimetype == "image/svg+xml"
    again = nobody.get("/drawing/bridge.svg", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_no_template_holds_inline_style_or_script() -> None:
    templates = [
        path for part in ("layouts", "macros", "pages") for path in (data_folder("templates") / part).rglob("*.html")
    ]
    assert len(templates) > 10
    for path in templates:
        text = path.read_text()
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?! src=)", text), path
        assert not re.search(r"https?://", text), path


@pytest.mark.parametrize(
    ("host", "base_url", "answered"),
    [
        ("localhost", "", True),
        ("localhost:8000", "", True),
        ("127.0.0.1:8000", "", True),
        ("[::1]:8000", "", True),
        ("LOCALHOST", "", True),
        ("evil.example", "", False),
        ("127.0.0.1.evil.example", "", False),
        ("localhost.evil.example:8000", "", False),
        ("[::1", "", False),
        ("", "", False),
        ("plan.example", "https://plan.example", True),
        ("plan.example.evil", "https://plan.example", False),
        ("evil.example", "https://plan.example", False),
    ],
)
def test_only_our_own_names_are_answered_to(
    tmp_path: Path, services: TestServices, host: str, base_url: str, answered: bool
) -> None:
    named = TestServices(Config(tmp_path, base_url=base_url), services.content, services.storage)
    response = create_app(named).test_client().get("/sign-in", headers={"Host": host})
    assert response.status_code == (200 if answered else 421)
    assert ("Sign in" in response.text) is answered


def test_behind_https_the_cookie_never_goes_in_the_clear(tmp_path: Path, services: TestServices) -> None:
    named = TestServices(Config(tmp_path, base_url="https://plan.example"), services.content, services.storage)
    response = create_app(named).test_client().get("/sign-in", base_url="https://plan.example")
    cookie = response.headers["Set-Cookie"]
    assert cookie.startswith("__Host-planner=")
    assert "Secure" in cookie
    assert response.headers["Strict-Transport-Security"]


@pytest.mark.parametrize(
    "path", ["/nothing", "/exercises/no-such", "/drawing/no-such.svg", "/static/../app.py", "/fonts/OFL.txt"]
)
def test_what_is_not_there_is_one_calm_page(nobody: Visitor, path: str) -> None:
    page = nobody.get(path)
    assert page.status_code == 404
    assert "There is nothing here" in page.text


def test_a_database_out_of_reach_is_one_calm_page(
    ann: Visitor, services: TestServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked() -> None:
        raise StorageUnavailable(StorageFault.LOCKED, "The database stayed locked by another program.")

    monkeypatch.setattr(services.storage, "reading", locked)
    page = ann.get("/people")
    assert page.status_code == 503
    assert "The database stayed locked by another program." in page.text
    assert page.headers["Content-Security-Policy"]


def test_a_bug_is_one_calm_page_that_tells_nothing(ann: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("planner.web.pages.people.people_of", broken)
    page = ann.get("/people")
    assert page.status_code == 500
    assert "Something went wrong on our side" in page.text
    assert "secret detail" not in page.text


def test_a_form_that_is_too_large_is_refused(ann: Visitor) -> None:
    assert ann.send("/consent", {"agree": "yes", "more": "x" * 70_000}).status_code == 413


def test_pages_say_their_language(nobody: Visitor) -> None:
    assert '<html lang="en-GB">' in nobody.get("/").text
