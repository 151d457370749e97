"""Which letters somebody wants, and when."""

from __future__ import annotations

from datetime import date, time
from typing import Any, Final

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from planner.domain.person import WEEKDAYS, PostureBreaks, QuietHours, ReminderChoices
from planner.domain.reminder import LetterChoices, LetterKind
from planner.web.forms.days import WEEKDAYS as WEEKDAY_WORDS
from planner.web.forms.kinds import Clock, Day, Line, OneOf, Pick, Sent, Several, Whole, Words
from planner.web.forms.question import Answers, Question, Slips, Step, Values

LETTERS: Final[dict[LetterKind, Words]] = {
    LetterKind.WEEK_AHEAD: _l("The week ahead, with the sheet and the calendar"),
    LetterKind.SESSION: _l("Each session, before it begins"),
    LetterKind.B12: _l("B12 dates: a week before, on the day, and once if it was not marked"),
    LetterKind.MORNING: _l("The morning after a session: two questions"),
    LetterKind.WEEKLY: _l("Once a week: how was it?"),
    LetterKind.FOUR_WEEKLY: _l("Every four weeks: how far have you come?"),
    LetterKind.MISS: _l("After a missed session, one word, once"),
}
"""The letters that somebody can choose; those about the account come when they must."""
_MANY: Final = 5
_BEFORE, _FIXED = "before", "at"
_USUAL_MINUTES: Final = 30


def _clashes(values: Values, _answers: Answers, _today: date) -> Slips:
    slips: Slips = {}
    if values["when"] == _FIXED and values.get("session_at") is None:
        slips["session_at"] = _l("Please give the time.")
    for start, end, name in (("quiet_from", "quiet_to", "quiet_to"), ("posture_from", "posture_to", "posture_to")):
        first, last = values.get(start), values.get(end)
        if (first is None) != (last is None) or (first is not None and first == last):
            slips[name] = _l("Please give two different times, or leave both empty.")
    if values["posture"] == "yes" and "posture_to" not in slips:
        if values.get("posture_from") is None:
            slips["posture_to"] = _l("Please give both times.")
        elif values["posture_from"] > values["posture_to"]:
            slips["posture_to"] = _l("The end must be later than the beginning.")
    return slips


REMINDERS: Final = Step(
    "reminders",
    _l("Reminders"),
    (
        Question(
            "email",
            _l("To which address?"),
            Line(254, "email", "email"),
            hint=_l("A new address first gets a letter with a link. Empty: no letters at all."),
            must=False,
        ),
        Question("letters", _l("Which letters?"), Several(tuple((k.value, w) for k, w in LETTERS.items())), must=False),
        Question(
            "when",
            _l("When shall the letter of a session come?"),
            OneOf(((_BEFORE, _l("Some minutes before it")), (_FIXED, _l("At the same time each day")))),
        ),
        Question("minutes_before", _l("How many minutes before?"), Whole(0, 1440, _l("minutes")), must=False),
        Question("session_at", _l("Or at which time?"), Clock(), must=False),
        Question("weekly_day", _l("On which day shall the week ahead come?"), Pick(tuple(WEEKDAY_WORDS))),
        Question("weekly_at", _l("At what time?"), Clock(), must=False),
        Question("days", _l("On which days may letters come?"), Several(tuple(WEEKDAY_WORDS)), must=False),
        Question(
            "max_a_day",
            _l("How many a day at most?"),
            Whole(1, _MANY),
            hint=_l("B12 dates and letters about your account do not count. A check-in rides in another letter."),
        ),
        Question("quiet_from", _l("No letters from"), Clock(), must=False),
        Question("quiet_to", _l("until"), Clock(), must=False),
        Question(
            "posture",
            _l("Posture breaks in your calendar, and as notices in this application?"),
            OneOf((("yes", _l("Yes")), ("no", _l("No")))),
            hint=_l("They never come by e-mail."),
            follow=(
                Question("posture_every", _l("Every how many minutes?"), Whole(15, 480, _l("minutes"))),
                Question("posture_from", _l("From"), Clock(), must=False),
                Question("posture_to", _l("until"), Clock(), must=False),
            ),
        ),
    ),
    keys=(),
    clashes=_clashes,
)

PAUSE: Final = Step(
    "pause",
    _l("Pause"),
    (
        Question(
            "length",
            _l("For how long?"),
            OneOf((("week", _l("For a week")), ("until", _l("Until a day of your choice")))),
        ),
        Question("until", _l("The first day with letters again"), Day(), must=False),
    ),
    keys=(),
    clashes=lambda values, _answers, _today: (
        {"until": _l("Please give the day.")} if values["length"] == "until" and values["until"] is None else {}
    ),
)


def shown(choices: ReminderChoices, letters: LetterChoices, address: str | None) -> Sent:
    """The choices as the browser would send them; ``address`` is the one to show."""
    posture, quiet, minutes = choices.posture, choices.quiet, choices.session_minutes_before
    off = letters.off | ({LetterKind.SESSION} if minutes is None and letters.session_at is None else set())
    off = off | ({LetterKind.WEEK_AHEAD} if choices.weekly_day is None and choices.email is None else set())
    values: dict[str, Any] = {
        "email": address,
        "when": _BEFORE if letters.session_at is None else _FIXED,
        "minutes_before": _USUAL_MINUTES if minutes is None else minutes,
        "session_at": _clock(letters.session_at),
        "weekly_day": choices.weekly_day or "sun",
        "weekly_at": _clock(choices.weekly_at) or "18:00",
        "max_a_day": letters.max_a_day,
        "quiet_from": _clock(quiet.start) if quiet else None,
        "quiet_to": _clock(quiet.end) if quiet else None,
        "posture": "yes" if posture else "no",
        "posture_every": posture.every_minutes if posture else 45,
        "posture_from": _clock(posture.start) if posture else "09:00",
        "posture_to": _clock(posture.end) if posture else "17:00",
    }
    sent: Sent = MultiDict({name: str(value) for name, value in values.items() if value is not None})
    sent.setlist("letters", [kind.value for kind in LETTERS if kind not in off])
    sent.setlist("days", [day for day in WEEKDAYS if letters.days is None or day in letters.days])
    return sent


def choices_of(values: Values) -> tuple[ReminderChoices, LetterChoices]:
    """What was chosen. No day ticked is every day: somebody who wants no letters unticks the letters. [D]"""
    wanted = set(values["letters"])
    fixed = values["when"] == _FIXED
    session = LetterKind.SESSION.value in wanted
    days = frozenset(day for day in WEEKDAYS if day in values["days"])
    quiet_from, quiet_to = _time(values.get("quiet_from")), _time(values.get("quiet_to"))
    minutes = values.get("minutes_before")
    return (
        ReminderChoices(
            email=values["email"],
            session_minutes_before=(_USUAL_MINUTES if minutes is None else minutes) if session else None,
            weekly_day=values["weekly_day"],
            weekly_at=_time(values["weekly_at"]),
            posture=_posture(values),
            quiet=QuietHours(quiet_from, quiet_to) if quiet_from is not None and quiet_to is not None else None,
        ),
        LetterChoices(
            off=frozenset(kind for kind in LETTERS if kind.value not in wanted),
            session_at=_time(values.get("session_at")) if fixed and session else None,
            days=None if len(days) in (0, len(WEEKDAYS)) else days,
            max_a_day=values["max_a_day"],
        ),
    )


def _posture(values: Values) -> PostureBreaks | None:
    if values["posture"] != "yes":
        return None
    start, end = time.fromisoformat(values["posture_from"]), time.fromisoformat(values["posture_to"])
    return PostureBreaks(values["posture_every"], start, end)


def _clock(at: time | None) -> str | None:
    return None if at is None else at.strftime("%H:%M")


def _time(text: str | None) -> time | None:
    return None if text is None else time.fromisoformat(text)
