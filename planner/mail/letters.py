"""The letters: what they say, from ``templates/mail/<letter>/``.

Subject and first lines tell nothing about anybody's health (SAFE-10): they show on locked screens.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from planner.domain.dose_words import dose_words
from planner.domain.exercise import ExerciseId
from planner.domain.reminder import LetterKind
from planner.domain.week import Day, Item, Session, Week
from planner.mail.message import Attachment, Letter, Picture
from planner.resources import data_folder

if TYPE_CHECKING:
    from jinja2 import Environment

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses in the application, where it has a public one: the week's page, and where letters are stopped."""

    week: str | None = None
    unsubscribe: str | None = None


def long_date(day: date) -> str:
    """``Monday 23 November``."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"


def item_words(item: Item) -> str:
    """The dose of an item and the rests in it: ``2 sets of 8, hold 8 seconds, rest 30 seconds between sets``."""
    dose = dose_words(item.dose, item.sides)
    if item.minutes is None and item.rest_seconds and item.sets * item.sides > 1:
        return f"{dose}, rest {item.rest_seconds} seconds between sets"
    return dose


def session_letter(
    name: str,
    day: Day,
    session: Session,
    *,
    drawings: Mapping[ExerciseId, bytes],
    lines: Mapping[ExerciseId, str],
    stop_now: str,
    links: Links | None = None,
) -> Letter:
    """The session itself. ``drawings`` holds a PNG and ``lines`` one line of text for each of its exercises;
    ``stop_now`` is MSG-STOPNOW (SAFE-03)."""
    exercises = dict.fromkeys(item.exercise for item in session.items)
    pictures = {
        exercise: Picture(f"{hashlib.sha256(drawings[exercise]).hexdigest()[:24]}@planner.invalid", drawings[exercise])
        for exercise in exercises
    }
    return _render(
        LetterKind.SESSION,
        # Two exercises may share a drawing; a content id is attached once.
        pictures=tuple({picture.content_id: picture for picture in pictures.values()}.values()),
        name=name,
        day=day,
        session=session,
        content_ids={exercise: picture.content_id for exercise, picture in pictures.items()},
        lines=lines,
        stop_now=stop_now,
        links=links or Links(),
    )


def week_ahead_letter(
    week: Week, *, sheet_pdf: bytes, calendar: bytes, stop_now: str, links: Links | None = None
) -> Letter:
    """The overview of ``week``, with its printed sheet and its calendar file."""
    day = week.start.isoformat()
    return _render(
        LetterKind.WEEK_AHEAD,
        attachments=(
            Attachment(f"week-{day}.pdf", "application/pdf", sheet_pdf),
            Attachment(f"week-{day}.ics", "text/calendar", calendar),
        ),
        week=week,
        stop_now=stop_now,
        links=links or Links(),
    )


def sign_in_letter(link: str, valid_for: timedelta) -> Letter:
    """A link that signs in once."""
    return _render(LetterKind.SIGN_IN, link=link, minutes=int(valid_for.total_seconds()) // 60)


def _render(
    kind: LetterKind, *, pictures: tuple[Picture, ...] = (), attachments: tuple[Attachment, ...] = (), **values: Any
) -> Letter:
    templates = _templates()
    subject, text, html = (
        templates.get_template(f"{kind.value}/{part}").render(values)
        for part in ("subject.txt", "body.txt", "body.html")
    )
    return Letter(subject.strip(), text, html, pictures, attachments)


@cache
def _templates() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

    templates = Environment(
        loader=FileSystemLoader(data_folder("templates") / "mail"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    templates.filters |= {"long_date": long_date, "dose": item_words}
    return templates
