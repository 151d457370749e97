"""All answers in words, for a last look before the week is made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from planner.web.forms.intake import Intake
from planner.web.forms.kinds import NOT_SURE, Day, OneOf, Scale, Several, ThreeWay, Week, Words
from planner.web.forms.question import Answers, Question, Step
from planner.web.forms.signs import ASKED
from planner.web.language import full_date


@dataclass(frozen=True, slots=True)
class AnsweredLine:
    text: Words
    answer: str


@dataclass(frozen=True, slots=True)
class AnsweredStep:
    slug: str
    title: Words
    lines: tuple[AnsweredLine, ...]


def summary_of(intake: Intake, answers: Answers) -> tuple[AnsweredStep, ...]:
    return tuple(AnsweredStep(step.slug, step.title, tuple(_lines(step, answers))) for step in intake.steps)


def _lines(step: Step, answers: Answers) -> Iterator[AnsweredLine]:
    sent = step.shown(answers)
    if all(question.name in ASKED and sent.get(question.name) == "no" for question in step.questions):
        yield AnsweredLine(_("All warning signs of this page"), _("No"))
        return
    for question in step.questions:
        yield from _line(question, sent)


def _line(question: Question, sent: object) -> Iterator[AnsweredLine]:
    value = question.kind.read(question.name, sent)  # type: ignore[arg-type]
    yield AnsweredLine(question.text, _words(question, value))
    for follow in question.follow:
        if value in question.follow_on:
            yield from _line(follow, sent)


def _words(question: Question, value: object) -> str:
    kind = question.kind
    if value is None or value == []:
        return str(_("none") if isinstance(kind, Several) else _("not given"))
    match kind:
        case OneOf(options):
            return str(dict(options)[str(value)])
        case Several(options) if isinstance(value, list):
            return ", ".join(str(words) for key, words in options if key in value)
        case ThreeWay(words) if isinstance(value, dict):
            return _three_way(dict(words), value)
        case Week(days) if isinstance(value, dict):
            return _days(dict(days), value)
        case Day():
            return full_date(date.fromisoformat(str(value)))
        case Scale():
            return str(_("Not sure") if value == NOT_SURE else _("%(number)s of 10", number=value))
        case _:
            unit = getattr(kind, "unit", "")
            return f"{value} {unit}".strip()


def _three_way(words: dict[str, Words], answers: dict[str, str]) -> str:
    yes = [str(words[word]) for word, answer in answers.items() if answer == "yes"]
    doubtful = [_("not sure: %(what)s", what=words[word]) for word, answer in answers.items() if answer == NOT_SURE]
    return "; ".join(yes + doubtful) or _("none of these")


def _days(words: dict[str, Words], offers: dict[str, dict[str, object]]) -> str:
    return "; ".join(
        _(
            "%(day)s at %(at)s, %(minutes)s",
            day=words[day],
            at=offer["at"],
            minutes=ngettext("%(num)s minute", "%(num)s minutes", int(str(offer["minutes"]))),
        )
        for day, offer in offers.items()
    )
