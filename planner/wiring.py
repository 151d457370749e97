"""Puts the parts together: the one place that knows every concrete class, and the clock."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

from planner.config import Config, read_config
from planner.resources import data_folder

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from planner.care.visit_report import VisitReport
    from planner.domain.exercise import Exercise
    from planner.domain.health_record import TreatmentMark
    from planner.domain.library import Library
    from planner.domain.person import Profile
    from planner.domain.reminder import OutboxLetter
    from planner.domain.week import Item, Week
    from planner.figures import Postures, Style
    from planner.library.vocabulary import Vocabulary
    from planner.mail.local_mailbox import LocalMailbox
    from planner.mail.senders import Delivery, Sender
    from planner.screening.files import SafetyFiles
    from planner.sheets.options import Paper, SheetOptions
    from planner.storage.unit_of_work import Storage
    from planner.strict_yaml import Mistake
    from planner.use_cases.clock_round import ClockRound
    from planner.use_cases.letter_links import LetterLinks
    from planner.use_cases.make_week import Content
    from planner.use_cases.send_due_letters import SendReport
    from planner.use_cases.write_letter import LetterWriter

Answer = TypeVar("Answer")

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


def open_safety_files() -> SafetyFiles:
    """The safety tables word for word, for review. Raises BrokenLibrary."""
    from planner.library.safety_notes import read_safety_files

    files = read_safety_files(data_folder("exercises") / "safety")
    if isinstance(files, tuple):
        raise BrokenLibrary(files)
    return files


def open_postures() -> Postures:
    """The starting postures of the drawings. Raises BrokenLibrary."""
    from planner.figures import read_postures
    from planner.strict_yaml import Document, read_mapping

    document = read_mapping(data_folder("exercises") / "postures.yaml")
    if not isinstance(document, Document):
        raise BrokenLibrary(document)
    return read_postures(document.value)


def check_library(config: Config, folder: Path | None = None) -> Library | tuple[Mistake, ...]:
    """Loads everything, drawings too: the library, or all mistakes. ``folder`` stands instead of the shipped one."""
    from planner.figures import Figure, check_figure, parse_figure
    from planner.figures.places import place_in_file
    from planner.library.load import load_library
    from planner.library.safety import load_safety
    from planner.strict_yaml import KeyPath

    postures = open_postures()

    def faults(part: Mapping[str, Any]) -> list[tuple[KeyPath, str]]:
        figure = parse_figure(part, postures)
        found = check_figure(figure) if isinstance(figure, Figure) else figure
        return [(place_in_file(fault.path, part), fault.message) for fault in found]

    shipped = folder or data_folder("exercises")
    own = Path(config.exercises) if config.exercises and folder is None else None
    library = load_library(shipped, own, check_figure=faults)
    safety = load_safety(shipped / "safety") if (shipped / "safety").is_dir() or folder is None else None
    mistakes = tuple(m for part in (library, safety) if isinstance(part, tuple) for m in part)
    return mistakes if mistakes or isinstance(library, tuple) else library


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
    served_at: str = LOOPBACK
    """Where this process answers, for links while there is no public address."""

    @cached_property
    def content(self) -> Content:
        return open_content(self.config)

    @cached_property
    def library(self) -> Library:
        return self.content.library

    @cached_property
    def postures(self) -> Postures:
        return open_postures()

    @cached_property
    def words(self) -> Vocabulary:
        """The words of the exercise files with their plain names. Raises BrokenLibrary."""
        from planner.library.vocabulary import Vocabulary, read_vocabulary

        words = read_vocabulary(data_folder("exercises") / "vocabulary.yaml")
        if not isinstance(words, Vocabulary):
            raise BrokenLibrary(words)
        return words

    @cached_property
    def sources(self) -> Mapping[str, str]:
        """The texts behind the marks of evidence (``S35``). Raises BrokenLibrary."""
        return cast(Mapping[str, str], open_safety_files()["sources"].values["sources"])

    @cached_property
    def storage(self) -> Storage:
        """The database, which must be up to date. Raises StorageUnavailable."""
        from planner.storage.engine import make_engine
        from planner.storage.migrate import require_current
        from planner.storage.unit_of_work import Storage

        engine = make_engine(self.config.database)
        require_current(engine)
        return Storage(engine)

    def bring_database_up(self) -> None:
        """Makes the database where there is none, and brings an older one up to date. Raises StorageUnavailable."""
        from planner.storage.migrate import upgrade

        upgrade(self.config.database)

    def host_link(self) -> str:
        """A sign-in link for whoever runs the program on this machine."""
        from planner.use_cases.sign_in import make_host_link

        return self.address_of(f"/sign-in/{make_host_link(self.storage, self.now())}")

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
    def letter_links(self) -> LetterLinks:
        """Signs and reads the links in letters."""
        from planner.use_cases.letter_links import LetterLinks

        return LetterLinks(self.config.secret_key())

    @property
    def message_domain(self) -> str:
        """What every Message-ID ends in."""
        return self.config.mail_from.rpartition("@")[2]

    def now(self) -> datetime:
        return datetime.now(UTC)

    def address_of(self, path: str) -> str:
        """The full address of a path in the application."""
        return (self.config.base_url.rstrip("/") or self.served_at) + path

    def draw(
        self,
        exercise: Exercise,
        *,
        style: Style | None = None,
        animated: bool = False,
        frame: int | None = None,
        adaptations: Iterable[str] = (),
    ) -> str:
        """The drawing; by default for a page, where it follows light and dark by itself. ``frame`` counts from 1.

        ``adaptations`` are codes such as ``AD-08``: the drawing shows what they change.
        """
        from planner.figures import Style, draw_exercise

        return draw_exercise(
            exercise,
            self.postures,
            style=style or Style.SCREEN,
            animated=animated,
            frame=None if frame is None else frame - 1,
            adaptations=adaptations,
        )

    def body_map(self, exercise: Exercise) -> str:
        """Front and back of a body with the regions that the exercise works, for a page."""
        from planner.figures.body_map import body_map_svg
        from planner.figures.style import Style

        return body_map_svg(exercise.regions, title=", ".join(exercise.regions), style=Style.SCREEN)

    def png(self, exercise: Exercise, adaptations: Iterable[str] = ()) -> bytes:
        """The drawing for a letter, as this person does the exercise."""
        from planner.figures import Style, draw_exercise
        from planner.figures.raster import png_of

        return png_of(draw_exercise(exercise, self.postures, style=Style.PRINT, adaptations=adaptations))

    def sheet_pdf(
        self,
        week: Week,
        profile: Profile,
        options: SheetOptions | None = None,
        *,
        marks: Iterable[TreatmentMark] = (),
        two_processes: bool = False,
    ) -> bytes:
        """The printed sheet of a week; in the usual look where no options are given, in the person's own language.

        ``marks`` are for its part on B12. With ``two_processes`` the drawings are made in another one: only where no
        threads are running.
        """
        from planner.sheets.b12_year import b12_year
        from planner.sheets.drawings import shipped_drawings
        from planner.sheets.options import Part
        from planner.sheets.print_week import USUAL_OPTIONS, week_pdf

        chosen = options or USUAL_OPTIONS
        chosen = replace(chosen, language=chosen.language or profile.language)
        asked = Part.B12 in chosen.parts
        return week_pdf(
            week,
            self._library_with(_names_in(week)),
            shipped_drawings(),
            options=chosen,
            b12=b12_year(profile, week.start, marks=marks, language=chosen.language) if asked else None,
            meanwhile=in_second_process if two_processes else None,
        )

    def _library_with(self, names: Mapping[str, str]) -> Library:
        """The library with the own exercises among these; each is named in case that it is gone."""
        own = {name: called for name, called in names.items() if name not in self.library.exercises}
        if not own:
            return self.library
        from planner.use_cases.own_library import library_with

        return library_with(self.storage, own, self.library)

    def handout_pdf(self, items: Sequence[Item], title: str, options: SheetOptions) -> bytes:
        """A handout of exercises that were picked by hand, for a person nothing is known about."""
        from planner.sheets.drawings import shipped_drawings
        from planner.sheets.handout import handout_pdf

        library = self._library_with({item.exercise: item.name for item in items})
        return handout_pdf(items, title, library, shipped_drawings(), options)

    def report_pdf(self, report: VisitReport, options: SheetOptions, paper: Paper = "A4") -> bytes:
        """The report for a visit; ``paper`` is the person's own."""
        from planner.sheets.visit_sheet import report_pdf

        return report_pdf(report, self.library, options=options, paper=paper)

    def report_text(self, report: VisitReport, language: str | None = None) -> str:
        """The same as plain text, to paste into a record."""
        from planner.sheets.visit_words import report_text

        return report_text(report, self.library, language=language)

    def warm_up_printing(self, options: SheetOptions) -> None:
        """Loads what the first sheet of a look needs, and what the plan's answer is made of, while a second process
        is at work."""
        from planner.sheets.print_week import prewarm

        prewarm(options)
        import_module("planner.use_cases.hand_out_week")

    def send_due(self) -> SendReport:
        """Sends every letter that is due."""
        from planner.use_cases.send_due_letters import send_due_letters
        from planner.use_cases.take_bounces import return_path_of

        name = f"{socket.gethostname()}-{os.getpid()}-{os.urandom(3).hex()}"
        sender = self.config.mail_from

        def return_path(letter: OutboxLetter) -> str | None:
            return return_path_of(letter, sender, self.letter_links) if self.config.bounces else None

        writer = self._writer
        return send_due_letters(self.storage, self._sender, writer, self.now, name, return_path, writer.prepare)

    @cached_property
    def _writer(self) -> LetterWriter:
        from planner.use_cases.write_letter import LetterWriter

        return LetterWriter(
            self.storage,
            self.content,
            self,
            self.config.mail_from,
            self.address_of,
            self.now,
            self.letter_links,
            self.config.base_url,
        )

    def tick(self) -> None:
        """One round of the clock: what came back, weeks and letters that are to be made, and what is due."""
        from planner.use_cases.clock_round import clock_round

        clock_round(self._round, self.now(), self.send_due)

    @cached_property
    def _round(self) -> ClockRound:
        from planner.mail.bounces import BounceMailbox
        from planner.use_cases.clock_round import ClockRound

        folder = self.config.bounces
        return ClockRound(
            self.storage,
            self.content,
            self.letter_links,
            self.message_domain,
            BounceMailbox(Path(folder)) if folder else None,
        )

    def try_out_mail(self, address: str) -> Delivery:
        """Sends one plain letter to ``address`` at once, past the queue: whether the settings for mail work."""
        from planner.use_cases.try_out_mail import try_out_mail

        return try_out_mail(self._sender, self.config.mail_from, address, self.message_domain, self.now())

    def send_soon(self) -> None:
        """Sends what is due in a thread of its own, without waiting for the worker's next round."""
        Thread(target=self.send_due, name="send-soon", daemon=True).start()


def build_services(config: Config | None = None) -> Services:
    """The services of this process, by the settings in force."""
    return Services(config or read_config())


def _names_in(week: Week) -> dict[str, str]:
    """Every exercise that the week speaks of, with its name where the week has it."""
    items = [item for _day, session in week.sessions for item in session.items]
    replaced = {str(item.instead_of): "another exercise" for item in items if item.instead_of is not None}
    care = {str(care.exercise): "Exercise" for day in week.days for care in day.care if care.exercise is not None}
    left_out = {str(left.exercise): "Exercise" for left in week.left_out}
    return {**left_out, **replaced, **care, **{str(item.exercise): item.name for item in items}}


def in_second_process(work: Callable[[], Answer]) -> Callable[[], Answer]:
    """Begins ``work`` in a process of its own; the function that comes back waits for its answer.

    Planning and printing load different libraries, so two processors do them side by side. Call it before any
    thread is started. Where the system cannot fork safely the work is done when the answer is asked for.
    """
    if not sys.platform.startswith("linux"):
        return work
    from multiprocessing import get_context

    context = get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(work, theirs), daemon=True)
    process.start()
    theirs.close()

    def wait() -> Answer:
        try:
            done, answer = ours.recv()
        except EOFError:
            raise RuntimeError("The planning process ended without an answer.") from None
        process.join()
        if not done:
            raise answer
        return cast(Answer, answer)

    return wait


def _answer(work: Callable[[], object], channel: Connection) -> None:
    try:
        channel.send((True, work()))
    except Exception as error:
        channel.send((False, error))


__all__ = [
    "BrokenLibrary",
    "Services",
    "build_services",
    "check_library",
    "in_second_process",
    "json_schema",
    "next_monday",
    "open_content",
    "open_postures",
    "open_safety_files",
]
