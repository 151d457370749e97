"""Kinds of question. Each reads what a browser sent, refuses it in plain words, and shows a kept answer again.

A browser sends text under names; ``read`` gives the value as the profile file has it, None for "not answered".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any, ClassVar, Final, Protocol

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

Words = Any
"""Text that is translated when it is shown."""
Sent = MultiDict[str, str]
NOT_SURE: Final = "not sure"


class NotUsable(Exception):
    """An answer that cannot be taken; ``str()`` says why, beside the field."""


class Kind(Protocol):
    @property
    def looks(self) -> str:
        """The macro in ``templates/macros/questions.html`` that draws it."""

    def read(self, name: str, sent: Sent) -> Any: ...

    def show(self, name: str, value: Any) -> Mapping[str, str | Sequence[str]]: ...


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a few answers, all in sight."""

    options: tuple[tuple[str, Words], ...]
    looks: str = "one_of"

    def read(self, name: str, sent: Sent) -> str | None:
        value = sent.get(name, "")
        return value if value in {key for key, _words in self.options} else None

    def show(self, name: str, value: Any) -> Mapping[str, str]:
        return {} if value is None else {name: str(value)}


@dataclass(frozen=True, slots=True)
class Pick(OneOf):
    """One of many answers, in a list that opens."""

    looks: str = "pick"


YES_NO: Final = OneOf((("yes", _l("Yes")), ("no", _l("No"))))
YES_NO_NOT_SURE: Final = OneOf((("yes", _l("Yes")), ("no", _l("No")), (NOT_SURE, _l("Not sure"))))


@dataclass(frozen=True, slots=True)
class Several:
    """Any number of answers, none too."""

    options: tuple[tuple[str, Words], ...]
    looks: ClassVar[str] = "several"

    def read(self, name: str, sent: Sent) -> list[str]:
        given = set(sent.getlist(name))
        return [key for key, _words in self.options if key in given]

    def show(self, name: str, value: Any) -> Mapping[str, Sequence[str]]:
        return {name: list(value or ())}


@dataclass(frozen=True, slots=True)
class OnBody(Several):
    """Places on a body, with a front and a back to point at. The words are those of ``figures/body_question.py``."""

    looks: ClassVar[str] = "on_body"

    @property
    def places(self) -> tuple[str, ...]:
        return tuple(key for key, _words in self.options)


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number within a range."""

    low: int
    high: int
    unit: Words = ""
    looks: ClassVar[str] = "number"

    def read(self, name: str, sent: Sent) -> int | None:
        text = sent.get(name, "").strip()
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and len(text) <= 6 and self.low <= int(text) <= self.high):
            raise NotUsable(_l("Please write a whole number from %(low)s to %(high)s.", low=self.low, high=self.high))
        return int(text)

    def show(self, name: str, value: Any) -> Mapping[str, str]:
        return {} if value is None else {name: str(value)}


@dataclass(frozen=True, slots=True)
class Decimal:
    """A number, with a comma or a point."""

    low: float
    high: float
    unit: Words = ""
    looks: ClassVar[str] = "decimal"

    def read(self, name: str, sent: Sent) -> int | float | None:
        text = sent.get(name, "").strip().replace(",", ".")
        if not text:
            return None
        digits = text.replace(".", "", 1)
        if not (digits.isascii() and digits.isdigit() and self.low <= float(text) <= self.high):
            raise NotUsable(_l("Please write a number from %(low)s to %(high)s.", low=self.low, high=self.high))
        return int(text) if text.isdigit() else float(text)

    def show(self, name: str, value: Any) -> Mapping[str, str]:
        return {} if value is None else {name: f"{value:g}"}


@dataclass(frozen=True, slots=True)
class Scale:
    """0 to 10, with words for both ends."""

    least: Words
    most: Words
    not_sure: bool = False
    looks: ClassVar[str] = "scale"

    def read(self, name: str, sent: Sent) -> int | str | None:
        text = sent.get(name, "")
        if self.not_sure and text == NOT_SURE:
            return NOT_SURE
        return int(text) if text in {str(n) for n in range(11)} else None

    def show(self, name: str, value: Any) -> Mapping[str, str]:
        return {} if value is None else {name: str(value)}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of words. ``fills`` tells the browser what it may fill in (WCAG 1.3.5)."""

    longest: int = 100
    fills: str = "off"
    sort: str = "text"
    looks: ClassVar[str] = "line"

    def read(self, name: str, sent: Sent) -> str | None:
        text = " ".join(sent.get(name, "").split())
        if not text.isprintable():
            raise NotUsable(_l("Please use letters and signs that can be printed."))
        if len(text) > self.longest:
            raise NotUsable(_l("Please write at most %(longest)s letters.", longest=self.longest))
        return text or None

    def show(self, name: str, value: Any) -> Mapping[str, str]:
        return {} if value is None else {name: str(value)}


def date_of(text: str) -> date | None:
    """None where it is no date as browsers send it, ``2026-09-14``."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar date."""

    looks: ClassVar[str] = "day"

    def read(self, name: str, sent: Sent) -> str | None:
        text = sent.get(name, "").strip()
        if not text:
            return None
        day = date_of(text)
        if day is None:
            raise NotUsable(_l("Please write a date, such as 2026-09-14."))
        if day.year < 1900:
            raise NotUsable(_l("This date is too long ago. Please check the year."))
        return day.isoformat()

    def show(self, name: str, value: Any) -> Mapping[str, str]:
        return {} if value is None else {name: str(value)}


@dataclass(frozen=True, slots=True)
class Clock:
    """A local time of day."""

    looks: ClassVar[str] = "clock"

    def read(self, name: str, sent: Sent) -> str | None:
        text = sent.get(name, "").strip()
        if not text:
            return None
        try:
            return time.fromisoformat(text).strftime("%H:%M")
        except ValueError:
            raise NotUsable(_l("Please write a time, such as 07:30.")) from None

    def show(self, name: str, value: Any) -> Mapping[str, str]:
        return {} if value is None else {name: str(value)}


@dataclass(frozen=True, slots=True)
class ThreeWay:
    """A list of things, each yes, no or not sure. The value is ``{word: answer}``; None while one is open."""

    words: tuple[tuple[str, Words], ...]
    looks: ClassVar[str] = "three_way"

    def read(self, name: str, sent: Sent) -> dict[str, str] | None:
        given = {word: YES_NO_NOT_SURE.read(f"{name}.{word}", sent) for word, _words in self.words}
        answers = {word: answer for word, answer in given.items() if answer is not None}
        if answers and len(answers) < len(self.words):
            raise NotUsable(_l("Please answer each line; one or more are still open."))
        return answers or None

    def show(self, name: str, value: Any) -> Mapping[str, str]:
        return {f"{name}.{word}": answer for word, answer in (value or {}).items()}


@dataclass(frozen=True, slots=True)
class Week:
    """Minutes and time for each weekday; a day without minutes is free. The value is as in the profile."""

    days: tuple[tuple[str, Words], ...]
    looks: ClassVar[str] = "week"

    def read(self, name: str, sent: Sent) -> dict[str, dict[str, Any]] | None:
        offers = {}
        for day, _words in self.days:
            minutes = Whole(0, 240).read(f"{name}.{day}.minutes", sent)
            if minutes:
                at = Clock().read(f"{name}.{day}.at", sent)
                if at is None:
                    raise NotUsable(_l("Please give a time for each day that has minutes."))
                offers[day] = {"minutes": minutes, "at": at}
        return offers or None

    def show(self, name: str, value: Any) -> Mapping[str, str]:
        shown = {}
        for day, offer in (value or {}).items():
            shown[f"{name}.{day}.minutes"] = str(offer["minutes"])
            shown[f"{name}.{day}.at"] = offer["at"]
        return shown
