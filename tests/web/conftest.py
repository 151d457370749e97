"""A whole application on SQLite, with the real parts and a clock that the test holds."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache
from werkzeug.test import TestResponse

from planner.config import Config
from planner.storage.engine import make_engine
from planner.storage.migrate import upgrade
from planner.storage.unit_of_work import Storage
from planner.use_cases.make_week import Content
from planner.use_cases.sign_in import make_host_link, make_link
from planner.web import create_app
from planner.wiring import Services, open_content, open_postures
from tests.web.answers import with_answers

START = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)


class TestServices(Services):
    """The real services, but for the clock and the moment of sending, which is the test's to choose."""

    __test__ = False

    def __init__(self, config: Config, content: Content, storage: Storage) -> None:
        super().__init__(config)
        self.content = content
        self.storage = storage
        self.clock = START
        self.sent_soon = 0

    def now(self) -> datetime:
        return self.clock

    def send_soon(self) -> None:
        self.sent_soon += 1


@pytest.fixture(scope="session")
def content() -> Content:
    return open_content(Config(Path("unused")))


@pytest.fixture(scope="session")
def postures() -> Any:
    return open_postures()


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("database") / "empty.sqlite3"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def database_with_a_week(tmp_path_factory: pytest.TempPathFactory, content: Content, empty_database: Path) -> Path:
    """Ann, person 1, with thin bones and a week from 23 November, made through the pages."""
    folder = tmp_path_factory.mktemp("week")
    config = Config(folder)
    shutil.copy(empty_database, folder / "planner.sqlite3")
    services = TestServices(config, content, Storage(make_engine(config.database)))
    ann = Visitor(create_app(services).test_client(), services).sign_in("ann@example.org")
    number = ann.consent()
    ann.answer(number, with_answers(falls={"bones.thin": "yes"}))
    assert ann.finish(number).headers["Location"] == "/people/1/week"
    services.storage.close()
    return folder / "planner.sqlite3"


@pytest.fixture
def services(tmp_path: Path, content: Content, postures: Any, empty_database: Path) -> Iterator[TestServices]:
    config = Config(tmp_path)
    shutil.copy(empty_database, tmp_path / "planner.sqlite3")
    storage = Storage(make_engine(config.database, lock_wait_seconds=0.2))
    services = TestServices(config, content, storage)
    services.postures = postures
    yield services
    storage.close()


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def app(services: TestServices, compiled_templates: FileSystemBytecodeCache) -> Flask:
    app = create_app(services)
    app.jinja_env.bytecode_cache = compiled_templates
    return app


@dataclass
class Visitor:
    """Somebody at a browser: keeps cookies, and sends forms with the token that the page holds."""

    client: FlaskClient
    services: TestServices
    last: TestResponse = field(init=False)
    token_of: tuple[str | None, str] = (None, "")

    def get(self, path: str, **options: Any) -> TestResponse:
        self.last = self.client.get(path, **options)
        return self.last

    def open(self, path: str) -> TestResponse:
        """As a browser does: follows redirects."""
        return self.get(path, follow_redirects=True)

    def send(self, path: str, form: dict[str, Any] | None = None, *, follow: bool = False) -> TestResponse:
        data = {"csrf_token": self._token()} | (form or {})
        self.last = self.client.post(path, data=data, follow_redirects=follow)
        return self.last

    def _token(self) -> str:
        """The token of this session, read off a page once."""
        with self.client.session_transaction() as session:
            mark = session.get("csrf_token")
        if mark is None or mark != self.token_of[0]:
            # The first has the sign-out button for somebody who is signed in, the second a form for everybody else.
            pages = (self.client.get(path).text for path in ("/exercises/bridge", "/sign-in"))
            found = (re.search(r'name="csrf_token" value="([^"]+)"', page) for page in pages)
            match = next(filter(None, found))
            with self.client.session_transaction() as session:
                self.token_of = (session["csrf_token"], match[1])
        return self.token_of[1]

    def sign_in(self, email: str) -> Visitor:
        """By a link made as the letter writer makes it."""
        now = self.services.now()
        with self.services.storage.writing() as unit:
            account = unit.accounts.get_or_add(email, now).id
            unit.commit()
        assert self.send(f"/sign-in/{make_link(self.services.storage, account, now)}").status_code == 303
        return self

    def sign_in_as_host(self) -> Visitor:
        token = make_host_link(self.services.storage, self.services.now())
        assert self.send(f"/sign-in/{token}").status_code == 303
        return self

    def consent(self) -> int:
        """Agrees for a new person; returns the number of the person."""
        where = self.send("/consent", {"agree": "yes"}).headers["Location"]
        return int(where.split("/")[2])

    def answer(self, person: int, answers: dict[str, dict[str, Any]]) -> TestResponse:
        """Answers step after step in the order of the page, until something stops it."""
        here = self.get(f"/people/{person}/questions").headers["Location"]
        for _ in range(30):
            slug = here.rsplit("/", 1)[1]
            if slug not in answers:
                break
            response = self.send(here, answers[slug])
            if response.status_code != 303:
                break
            here = response.headers["Location"]
        return self.last

    def finish(self, person: int) -> TestResponse:
        return self.send(f"/people/{person}/check", {"start": "monday"})


@pytest.fixture
def visit(app: Flask, services: TestServices) -> Callable[[], Visitor]:
    return lambda: Visitor(app.test_client(), services)


@pytest.fixture
def nobody(visit: Callable[[], Visitor]) -> Visitor:
    return visit()


@pytest.fixture
def ann(visit: Callable[[], Visitor]) -> Visitor:
    return visit().sign_in("ann@example.org")


@pytest.fixture
def ann_with_a_week(database_with_a_week: Path, services: TestServices, visit: Callable[[], Visitor]) -> Visitor:
    shutil.copy(database_with_a_week, services.config.data / "planner.sqlite3")
    return visit().sign_in("ann@example.org")


@pytest.fixture
def later(services: TestServices) -> Callable[[timedelta], None]:
    def move(by: timedelta) -> None:
        services.clock += by

    return move
