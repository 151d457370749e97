"""Puts the parts together: the one place that knows every concrete class, and the clock."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any, Literal, cast

from planner.config import Config, read_config
from planner.resources import data_folder

if TYPE_CHECKING:
    from planner.domain.exercise import Exercise
    from planner.domain.person import Profile
    from planner.domain.week import Week
    from planner.figures import Postures
    from planner.mail.local_mailbox import LocalMailbox
    from planner.mail.senders import Sender
    from planner.storage.unit_of_work import Storage
    from planner.strict_yaml import Mistake
    from planner.use_cases.make_week import Content
    from planner.use_cases.send_due_letters import SendReport

LOOPBACK = "http://127.0.0.1:8000"
"""Where ``planner serve`` answers unless told otherwise."""


class BrokenLibrary(Exception):
    """The exercise files have mistakes, so nothing can be planned from them."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        super().__init__("\n".join(str(m) for m in mistakes))
        self.mistakes = mistakes


def next_monday(today: date | None = None) -> date:
    """The first Monday after today: the default start of a week."""
    day = today or date.today()  # noqa: DTZ011  the wall calendar of whoever runs the command
    return day + timedelta(days=7 - day.weekday())


def open_content(config: Config) -> Content:
    """The library and the safety tables. Raises BrokenLibrary with every mistake in them."""
    from planner.library.load import load_library
    from planner.library.safety import load_safety
    from planner.use_cases.make_week import Content

    folder = data_folder("exercises")
    library = load_library(folder, Path(config.exercises) if config.exercises else None)
    safety = load_safety(folder / "safety")
    if isinstance(library, tuple) or isinstance(safety, tuple):
        raise BrokenLibrary(tuple(m for part in (library, safety) if isinstance(part, tuple) for m in part))
    return Content(library, safety)


def open_postures() -> Postures:
    """The starting postures of the drawings. Raises BrokenLibrary."""
    from planner.figures import read_postures
    from planner.strict_yaml import Document, read_mapping

    document = read_mapping(data_folder("exercises") / "postures.yaml")
    if not isinstance(document, Document):
        raise BrokenLibrary(document)
    return read_postures(document.value)


def json_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema of a file of this program."""
    if kind in ("exercise", "routine"):
        from planner.library.schema import json_schema as of_library_file
        from planner.library.vocabulary import Vocabulary, read_vocabulary

        vocabulary = read_vocabulary(data_folder("exercises") / "vocabulary.yaml")
        if not isinstance(vocabulary, Vocabulary):
            raise BrokenLibrary(vocabulary)
        return of_library_file(cast(Literal["exercise", "routine"], kind), vocabulary)
    from planner.exchange.schema import json_schema as of_exchange_file

    return of_exchange_file(cast(Literal["profile", "week", "diary"], kind))


@dataclass
class Services:
    """Everything with a life of its own, made when it is first needed; one for the whole process."""

    config: Config

    @cached_property
    def content(self) -> Content:
        return open_content(self.config)

    @cached_property
    def postures(self) -> Postures:
        return open_postures()

    @cached_property
    def storage(self) -> Storage:
        """The database, which must be up to date. Raises StorageUnavailable."""
        from planner.storage.engine import make_engine
        from planner.storage.migrate import require_current
        from planner.storage.unit_of_work import Storage

        engine = make_engine(self.config.database)
        require_current(engine)
        return Storage(engine)

    @cached_property
    def mailbox(self) -> LocalMailbox | None:
        from planner.mail.local_mailbox import LocalMailbox

        return None if self.config.smtp_host else LocalMailbox(self.config.mailbox)

    @cached_property
    def _sender(self) -> Sender:
        from planner.mail.senders import SmtpSender, SmtpSettings

        config = self.config
        return self.mailbox or SmtpSender(
            SmtpSettings(
                config.smtp_host,
                config.smtp_port,
                config.smtp_security,
                config.mail_from,
                config.smtp_user,
                config.smtp_password,
            )
        )

    @cached_property
    def _printing(self) -> Lock:
        # One sheet at a time: the layout is no faster in parallel, and memory stays flat.
        return Lock()

    @property
    def message_domain(self) -> str:
        """What every Message-ID ends in."""
        return self.config.mail_from.rpartition("@")[2]

    def now(self) -> datetime:
        return datetime.now(UTC)

    def address_of(self, path: str) -> str:
        """The full address of a path in the application."""
        return (self.config.base_url.rstrip("/") or LOOPBACK) + path

    def draw(self, exercise: Exercise) -> str:
        """The drawing for a page: follows light and dark by itself."""
        from planner.figures import Style, draw_exercise

        return draw_exercise(exercise, self.postures, style=Style.SCREEN)

    def png(self, exercise: Exercise) -> bytes:
        """The drawing for a letter."""
        from planner.figures import Style, draw_exercise
        from planner.figures.raster import png_of

        return png_of(draw_exercise(exercise, self.postures, style=Style.PRINT))

    def sheet_pdf(self, week: Week, profile: Profile) -> bytes:
        """The printed sheet of a week."""
        from planner.figures import Style, draw_exercise
        from planner.sheets.print_week import week_pdf

        def draw(exercise: Exercise, *, small: bool, grey: bool) -> str:
            return draw_exercise(exercise, self.postures, style=Style.GREY if grey else Style.PRINT, small=small)

        del profile
        with self._printing:
            return week_pdf(week, self.content.library, draw)

    def send_due(self) -> SendReport:
        """Sends every letter that is due."""
        from planner.use_cases.send_due_letters import send_due_letters
        from planner.use_cases.write_letter import LetterWriter

        writer = LetterWriter(self.storage, self.content, self, self.config.mail_from, self.address_of, self.now)
        name = f"{socket.gethostname()}-{os.getpid()}-{os.urandom(3).hex()}"
        return send_due_letters(self.storage, self._sender, writer, self.now, name)

    def send_soon(self) -> None:
        """Sends what is due in a thread of its own, without waiting for the worker's next round."""
        Thread(target=self.send_due, name="send-soon", daemon=True).start()


def build_services(config: Config | None = None) -> Services:
    """The services of this process, by the settings in force."""
    return Services(config or read_config())


def warm_up_printing() -> Callable[[], None]:
    """Loads what printing needs in a thread, while other work goes on; the answer waits for it."""
    from planner.sheets.print_week import prewarm

    thread = Thread(target=prewarm, name="warm-up", daemon=True)
    thread.start()
    return thread.join


__all__ = [
    "BrokenLibrary",
    "Services",
    "build_services",
    "json_schema",
    "next_monday",
    "open_content",
    "open_postures",
    "warm_up_printing",
]
