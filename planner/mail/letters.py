"""The letters: what they say, from ``templates/mail/<letter>/``.

Subject and first lines tell nothing about anybody's health (SAFE-10): they show on locked screens. Sentences are
British English; another language is a translation file in ``templates/translations`` (domain ``letters``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, lru_cache, partial
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final, Literal

from planner.domain.dose_words import dose_words
from planner.domain.exercise import ExerciseId
from planner.domain.reminder import LetterKind
from planner.domain.week import Day, Item, Session, Week
from planner.mail.message import Attachment, Letter, Picture
from planner.resources import data_folder

if TYPE_CHECKING:
    from jinja2 import Environment

USUAL_LANGUAGE: Final = "en-GB"
_DATES: Final = {"en_US": "EEEE, MMMM d", "de": "EEEE, d. MMMM"}


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses in the application, where it has one that the reader can reach.

    ``week``, ``reminders``, ``check_in``, ``treatments`` and ``questions`` are pages for whoever is signed in; the
    others are signed and need no account.
    """

    week: str | None = None
    unsubscribe: str | None = None
    reminders: str | None = None
    done: str | None = None
    not_today: str | None = None
    hurt: str | None = None
    treated: str | None = None
    treatments: str | None = None
    questions: str | None = None


@dataclass(frozen=True, slots=True)
class CheckIn:
    """A check-in, alone or inside another letter: its page, and for the morning two answers that take one tap."""

    kind: LetterKind
    page: str
    as_usual: str | None = None
    not_yet: str | None = None


NO_LINKS: Final = Links()


@lru_cache(maxsize=512)
def long_date(day: date, language: str = USUAL_LANGUAGE) -> str:
    """``Monday 23 November``."""
    from babel.dates import format_date

    locale = _locale(language)
    pattern = _DATES.get(locale) or _DATES.get(locale.partition("_")[0]) or "EEEE d MMMM"
    return format_date(day, pattern, locale=locale)


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
    links: Links = NO_LINKS,
    check_ins: Sequence[CheckIn] = (),
    language: str = USUAL_LANGUAGE,
) -> Letter:
    """The session itself. ``drawings`` holds a PNG and ``lines`` one line of text for each of its exercises;
    ``stop_now`` is MSG-STOPNOW (SAFE-03). ``check_ins`` ride in it."""
    exercises = dict.fromkeys(item.exercise for item in session.items)
    pictures = {exercise: _picture(drawings[exercise]) for exercise in exercises}
    return _render(
        LetterKind.SESSION,
        language,
        # Two exercises may share a drawing; a content id is attached once.
        pictures=tuple({picture.content_id: picture for picture in pictures.values()}.values()),
        name=name,
        day=day,
        session=session,
        content_ids={exercise: picture.content_id for exercise, picture in pictures.items()},
        lines=lines,
        stop_now=stop_now,
        links=links,
        check_ins=check_ins,
    )


def week_ahead_letter(
    week: Week,
    *,
    sheet_pdf: bytes,
    calendar: bytes,
    stop_now: str,
    links: Links = NO_LINKS,
    check_ins: Sequence[CheckIn] = (),
    by_clock: bool = False,
    language: str = USUAL_LANGUAGE,
) -> Letter:
    """The overview of ``week``, with its printed sheet and its calendar file. ``by_clock`` adds what changed against
    the week before, and why."""
    day = week.start.isoformat()
    return _render(
        LetterKind.WEEK_AHEAD,
        language,
        attachments=(
            Attachment(f"week-{day}.pdf", "application/pdf", sheet_pdf),
            Attachment(f"week-{day}.ics", "text/calendar", calendar),
        ),
        week=week,
        stop_now=stop_now,
        links=links,
        check_ins=check_ins,
        changes=tuple(dict.fromkeys(change.text for change in week.changes)) if by_clock else (),
        by_clock=by_clock,
    )


def treatment_letter(
    name: str,
    due: date,
    step: Literal["before", "day", "after"],
    *,
    treatment: str,
    overdue: str,
    absorption: str | None,
    links: Links = NO_LINKS,
    language: str = USUAL_LANGUAGE,
) -> Letter:
    """B12-09: a week before, on the day, three days after. ``overdue`` and ``absorption`` are the exact words of
    B12-09 and B12-02; ``treatment`` is what the clinic gives, "injection" or "treatment"."""
    return _render(
        LetterKind.B12,
        language,
        name=name,
        due=due,
        step=step,
        treatment=treatment,
        overdue=overdue,
        absorption=absorption,
        links=links,
    )


def check_in_letter(name: str, check_in: CheckIn, links: Links, language: str = USUAL_LANGUAGE) -> Letter:
    """A check-in that goes alone (CHK-02, 03, 04)."""
    return _render(check_in.kind, language, name=name, check_in=check_in, links=links)


def miss_letter(
    name: str, missed: date, following: tuple[Day, Session] | None, links: Links, language: str = USUAL_LANGUAGE
) -> Letter:
    """After a session of which nothing is known (RET-07): no blame, and once."""
    return _render(LetterKind.MISS, language, name=name, missed=missed, following=following, links=links)


def sign_in_letter(link: str, valid_for: timedelta, language: str = USUAL_LANGUAGE) -> Letter:
    """A link that signs in once."""
    return _render(LetterKind.SIGN_IN, language, link=link, minutes=int(valid_for.total_seconds()) // 60)


def confirm_letter(link: str, valid_for: timedelta, language: str = USUAL_LANGUAGE) -> Letter:
    """Asks whether letters may go to this address."""
    return _render(LetterKind.CONFIRM, language, link=link, days=valid_for.days)


def paused_letter(name: str, until: date, links: Links, language: str = USUAL_LANGUAGE) -> Letter:
    """Letters come again on ``until``."""
    return _render(LetterKind.PAUSED, language, name=name, until=until, links=links)


def resumed_letter(
    name: str, following: tuple[Day, Session] | None, links: Links, language: str = USUAL_LANGUAGE
) -> Letter:
    """A pause is over."""
    return _render(LetterKind.RESUMED, language, name=name, following=following, links=links)


def stopped_letter(name: str, stopped: datetime, message: str, links: Links, language: str = USUAL_LANGUAGE) -> Letter:
    """The plan has stopped (SCR-04). ``message`` says why and whom to call; ``stopped`` is local time."""
    return _render(LetterKind.STOPPED, language, name=name, stopped=stopped, message=message, links=links)


def rescreen_letter(name: str, reason: str, links: Links, language: str = USUAL_LANGUAGE) -> Letter:
    """The safety questions are due again (SCR-07), and no new week is made before."""
    return _render(LetterKind.RESCREEN, language, name=name, reason=reason, links=links)


def no_week_letter(
    name: str, start: date, why: tuple[str, ...], links: Links, language: str = USUAL_LANGUAGE
) -> Letter:
    """No week from ``start`` keeps every limit; ``why`` is what clashes and the nearest change, in sentences."""
    return _render(LetterKind.NO_WEEK, language, name=name, start=start, why=why, links=links)


def try_out_letter(now: datetime) -> Letter:
    """Says that mail works; for whoever sets the program up."""
    return _render("try_out", USUAL_LANGUAGE, now=now)


@cache
def _picture(png: bytes) -> Picture:
    return Picture(f"{hashlib.sha256(png).hexdigest()[:24]}@planner.invalid", png)


def _render(
    kind: str,
    language: str,
    *,
    pictures: tuple[Picture, ...] = (),
    attachments: tuple[Attachment, ...] = (),
    links: Links = NO_LINKS,
    **values: Any,
) -> Letter:
    templates = _templates(language)
    values["links"] = links
    subject, text, html = (
        templates.get_template(f"{kind}/{part}").render(values) for part in ("subject.txt", "body.txt", "body.html")
    )
    return Letter(subject.strip(), text, html, pictures, attachments, links.unsubscribe)


@cache
def _templates(language: str) -> Environment:
    from babel.support import Translations
    from jinja2 import FileSystemLoader, StrictUndefined, select_autoescape
    from markupsafe import escape

    from planner.mail.compiled import LetterTemplates

    folder = data_folder("templates")
    # Not there, nothing translated: then the sentences of the templates themselves.
    found = Translations.load(folder / "translations", [_locale(language)], domain="letters")
    templates = LetterTemplates(
        found.gettext,
        loader=FileSystemLoader(folder / "mail"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    templates.filters |= {
        "long_date": partial(long_date, language=language),
        "dose": item_words,
        "wordwrap": partial(_wrapped, templates),
    }
    styles = {name: escape(value) for name, value in vars(templates.get_template("style.html").module).items()}
    templates.globals |= {"language": language, "fixed": _fixed(templates), "style": SimpleNamespace(**styles)}
    return templates


def _fixed(templates: Environment) -> Callable[..., str]:
    """Renders a part of a letter that is the same for everybody, such as an exercise at one dose, and keeps it."""
    from markupsafe import Markup

    @lru_cache(maxsize=4096)
    def fixed(name: str, **values: Hashable) -> str:
        text = templates.get_template(name).render(values)
        return Markup(text) if name.endswith(".html") else text

    return fixed


@lru_cache(maxsize=4096)
def _wrapped(templates: Environment, text: str, width: int, wrapstring: str | None = None) -> str:
    """Jinja's own filter, kept: most of what is wrapped is the same in every letter."""
    from jinja2.filters import do_wordwrap

    return do_wordwrap(templates, text, width, wrapstring=wrapstring)


@lru_cache(maxsize=64)
def _locale(language: str) -> str:
    """``en_GB`` for ``en-GB``; the usual one where nobody knows the language."""
    from babel.core import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(language.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        return USUAL_LANGUAGE.replace("-", "_")
