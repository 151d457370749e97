"""What the pages need from the rest of the program; ``planner.wiring`` builds it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from planner.care.visit_report import VisitReport
from planner.config import Config
from planner.domain.exercise import Exercise
from planner.domain.health_record import TreatmentMark
from planner.domain.person import Profile
from planner.domain.week import Item, Week
from planner.figures import Postures
from planner.library.vocabulary import Vocabulary
from planner.mail.local_mailbox import LocalMailbox
from planner.sheets.options import Paper, SheetOptions
from planner.storage.unit_of_work import Storage
from planner.use_cases.letter_links import LetterLinks
from planner.use_cases.make_week import Content


class Services(Protocol):
    """One for the whole process; used from several threads at once."""

    @property
    def config(self) -> Config: ...

    @property
    def storage(self) -> Storage: ...

    @property
    def content(self) -> Content: ...

    @property
    def postures(self) -> Postures:
        """The starting postures of the drawings."""

    @property
    def words(self) -> Vocabulary:
        """The words of the exercise files with their plain names."""

    @property
    def sources(self) -> Mapping[str, str]:
        """The texts behind the marks of evidence."""

    @property
    def mailbox(self) -> LocalMailbox | None:
        """The local mailbox; None where a mail server is set."""

    def now(self) -> datetime:
        """The present instant, aware."""

    def draw(self, exercise: Exercise, *, animated: bool = False, adaptations: Iterable[str] = ()) -> str:
        """The exercise's drawing, a whole SVG document that follows light and dark by itself, with its adaptations."""

    def body_map(self, exercise: Exercise) -> str:
        """Front and back of a body with the regions that the exercise works, a document as above."""

    def sheet_pdf(
        self,
        week: Week,
        profile: Profile,
        options: SheetOptions | None = None,
        *,
        marks: Iterable[TreatmentMark] = (),
    ) -> bytes:
        """The printed sheet, in the usual look where no options are given; ``marks`` are for its part on B12."""

    @property
    def message_domain(self) -> str:
        """What every Message-ID ends in."""

    def handout_pdf(self, items: Sequence[Item], title: str, options: SheetOptions) -> bytes:
        """A handout of exercises that were picked by hand, for a person nothing is known about."""

    def report_pdf(self, report: VisitReport, options: SheetOptions, paper: Paper = "A4") -> bytes:
        """The report for a visit, on one page."""

    def report_text(self, report: VisitReport, language: str | None = None) -> str:
        """The same in words, to paste into a record."""

    def address_of(self, path: str) -> str:
        """The full address of a path in the application."""

    @property
    def letter_links(self) -> LetterLinks:
        """Signs and reads the links in letters."""

    def send_soon(self) -> None:
        """Sends what is due without waiting for the worker's next round; returns at once."""
