"""A question, a step of the intake, and how a sent form becomes answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from planner.web.forms.kinds import Kind, NotUsable, OnBody, Sent, Words

Answers = dict[str, Any]
"""The draft: profile keys, and ``signs`` for the red flags while not all of them are answered."""
Values = dict[str, Any]
"""What the questions of one step were answered, by question name."""
Slips = dict[str, Words]
"""What to put right, by question name."""


@dataclass(frozen=True, slots=True)
class Question:
    """``name`` is the place in the profile, dotted. ``follow`` is asked where the answer is one of ``follow_on``."""

    name: str
    text: Words
    kind: Kind
    why: Words = ""
    hint: Words = ""
    must: bool = True
    follow: tuple[Question, ...] = ()
    follow_on: tuple[str, ...] = ("yes",)

    def with_follow_ups(self) -> Iterator[Question]:
        yield self
        for question in self.follow:
            yield from question.with_follow_ups()


def nest(values: Values) -> Answers:
    """``{"falls.afraid": "no"}`` as ``{"falls": {"afraid": "no"}}``; what was not answered is left out."""
    answers: Answers = {}
    for name, value in values.items():
        *groups, last = name.split(".")
        inside = answers
        for group in groups:
            inside = inside.setdefault(group, {})
        if value is not None:
            inside[last] = value
    return answers


def look_up(answers: Mapping[str, Any], name: str) -> Any:
    """The answer at a dotted place; None where there is none."""
    found: Any = answers
    for part in name.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found


def _no_clash(_values: Values, _answers: Answers, _today: date) -> Slips:
    return {}


@dataclass(frozen=True, slots=True)
class Step:
    """One topic. ``fold`` turns values into profile keys, ``unfold`` the other way; ``clashes`` finds answers that
    do not fit together, with each other or with what was said before."""

    slug: str
    title: Words
    questions: tuple[Question, ...]
    keys: tuple[str, ...]
    lead: Words = ""
    fold: Callable[[Values, Answers], Answers] = field(default=lambda values, _answers: nest(values))
    unfold: Callable[[Answers], Values] | None = None
    clashes: Callable[[Values, Answers, date], Slips] = _no_clash
    answered: Callable[[Answers], bool] | None = None

    @property
    def every_question(self) -> tuple[Question, ...]:
        return tuple(q for question in self.questions for q in question.with_follow_ups())

    @property
    def has_body(self) -> bool:
        """A body to point at stands among the questions."""
        return any(isinstance(question.kind, OnBody) for question in self.every_question)

    def is_answered(self, answers: Answers) -> bool:
        if self.answered is not None:
            return self.answered(answers)
        return all(key in answers for key in self.keys)

    def read(self, sent: Sent, answers: Answers, today: date) -> tuple[Values, Slips]:
        """The values of the form and what to put right. Follow-ups that were not asked for are not read."""
        values: Values = {}
        slips: Slips = {}
        for question in self.questions:
            _read(question, sent, values, slips)
        if not slips:
            slips = self.clashes(values, answers, today)
        return values, slips

    def shown(self, answers: Answers) -> Sent:
        """Kept answers as the browser would send them."""
        if self.unfold is not None:
            values = self.unfold(answers)
        else:
            values = {q.name: look_up(answers, q.name) for q in self.every_question}
        sent: Sent = MultiDict()
        for question in self.every_question:
            for name, text in question.kind.show(question.name, values.get(question.name)).items():
                sent.setlist(name, [text] if isinstance(text, str) else list(text))
        return sent


def _read(question: Question, sent: Sent, values: Values, slips: Slips) -> None:
    try:
        value = question.kind.read(question.name, sent)
    except NotUsable as slip:
        slips[question.name] = slip.args[0]
        return
    if question.must and value is None:
        slips[question.name] = _l("Please answer this one.")
    values[question.name] = value
    for follow in question.follow:
        if value in question.follow_on:
            _read(follow, sent, values, slips)
