"""Whether anything is new, with the short form of the warning signs behind a yes (SCR-08, CHK-01)."""

from __future__ import annotations

from typing import Final

from flask_babel import lazy_gettext as _l

from planner.domain.person import Answer
from planner.screening.daily_gate import ShortQuestion
from planner.use_cases.daily_gate import SignAnswers
from planner.web.forms.kinds import YES_NO_NOT_SURE, Line, OneOf, Words
from planner.web.forms.question import Question, Values

NEW: Final = "new"
_WORDS: Final = "new-words"
_ANYTHING: Final = OneOf((("no", _l("No, nothing new")), ("yes", _l("Yes")), ("not sure", _l("Not sure"))))


def news_question(asked: tuple[ShortQuestion, ...], text: Words) -> Question:
    """No leads on; yes and not sure open the warning signs."""
    signs = tuple(_sign(question) for question in asked)
    own_words = Question(
        _WORDS,
        _l("What is new, in your own words?"),
        Line(200),
        hint=_l("Leave it empty if one of the lines above says it."),
        must=False,
    )
    hint = _l("A new pain, numbness, weakness, illness, or anything that worries you.")
    return Question(NEW, text, _ANYTHING, hint=hint, follow=(*signs, own_words), follow_on=("yes", "not sure"))


def signs_of(values: Values, asked: tuple[ShortQuestion, ...]) -> SignAnswers:
    """A higher tier that was left open counts as one, the more cautious reading. [D]"""
    if values.get(NEW) == "no":
        return SignAnswers()
    answers = {q.id: Answer(given) if (given := values.get(q.id)) else None for q in asked}
    severe = tuple(
        q.id for q in asked if q.severe_when and answers[q.id] is Answer.YES and values.get(f"{q.id}-severe") != "no"
    )
    return SignAnswers(True, answers, severe, values.get(_WORDS) or "")


def _sign(question: ShortQuestion) -> Question:
    follow: tuple[Question, ...] = ()
    if question.severe_when is not None:
        words = _l("Does this fit: %(when)s?", when=question.severe_when)
        follow = (Question(f"{question.id}-severe", words, YES_NO_NOT_SURE, must=False),)
    return Question(question.id, question.question, YES_NO_NOT_SURE, why=question.why, follow=follow)
