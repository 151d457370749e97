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
from werkzeug.test import TestResponse

from planner.config import Config
from planner.storage.engine import make_engine
from planner.storage.migrate import upgrade
from planner.storage.unit_of_work import Storage
from planner.use_cases.make_week import Content
from planner.use_cases.sign_in import make_host_link, make_link
from planner.web import create_app
from planner.wiring import Services, open_content, open_postures

START = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)


class TestServices(Services):
    """The real services, but for the clock and the moment of sending."""

    __test__ = False

    def __init__(self, config: Config, content: Content, storage: Storage) -> None:
        super().__init__(config)
        self.content = content
        self.storage = storage
        self.clock = START

    def now(self) -> datetime:
        return self.clock

    def send_soon(self) -> None:
        self.send_due()


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


@pytest.fixture
def services(tmp_path: Path, content: Content, postures: Any, empty_database: Path) -> Iterator[TestServices]:
    config = Config(tmp_path)
    shutil.copy(empty_database, tmp_path / "planner.sqlite3")
    storage = Storage(make_engine(config.database, lock_wait_seconds=0.2))
    services = TestServices(config, content, storage)
    services.postures = postures
    yield services
    storage.close()


@pytest.fixture
def app(services: TestServices) -> Flask:
    return create_app(services)


@dataclass
class Visitor:
    """Somebody at a browser: keeps cookies, and sends forms with the token that the page holds."""

    client: FlaskClient
    services: TestServices
    last: TestResponse = field(init=False)

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
        page = self.client.get("/sign-in", follow_redirects=True).text
        match = re.search(r'name="csrf_token" value="([^"]+)"', page)
        if match is None:
            match = re.search(r'name="csrf_token" value="([^"]+)"', self.client.get("/consent").text)
        assert match is not None, "no form on the page"
        return match[1]

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
def later(services: TestServices) -> Callable[[timedelta], None]:
    def move(by: timedelta) -> None:
        services.clock += by

    return move
