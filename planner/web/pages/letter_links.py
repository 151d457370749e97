"""The pages behind the links in letters. Looking changes nothing; the button does. Nobody needs to sign in."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, assert_never

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import TooManyRequests

from planner.care.b12 import BEFORE_DELETING_REMINDERS
from planner.use_cases.count_tries import is_one_too_many
from planner.use_cases.letter_actions import (
    Acted,
    Asked,
    LinkSpent,
    PainMissing,
    Unsubscribed,
    act,
    find_action,
    signs_to_ask,
    tell_signs,
    unsubscribe,
)
from planner.use_cases.letter_links import LinkKind
from planner.use_cases.share_week import SharedStop
from planner.web.forms.news import NEW, news_question, signs_of
from planner.web.forms.question import Slips, Step, Values
from planner.web.forms.reminders import LETTERS
from planner.web.letter_words import LINKS, PAIN
from planner.web.page import services
from planner.web.security.access import open_to_all
from planner.web.security.forgery import guards_itself, is_one_click, protect_unless_one_click

pages = Blueprint("letter_links", __name__)

_TRIES: Final = 60
_WITH_PAIN: Final = (LinkKind.HURT, LinkKind.NOT_YET)


@pages.get("/letters/<token>")
@open_to_all
def show(token: str) -> ResponseReturnValue:
    s = services()
    asked = find_action(s.storage, s.letter_links, token, s.now())
    return _spent() if isinstance(asked, LinkSpent) else _ask(asked, token)


@pages.post("/letters/<token>")
@open_to_all
@guards_itself
def do(token: str) -> ResponseReturnValue:
    protect_unless_one_click()
    s = services()
    if is_one_too_many(s.storage, "letter-link", request.remote_addr or "", _TRIES, s.now()):
        raise TooManyRequests
    asked = find_action(s.storage, s.letter_links, token, s.now())
    if isinstance(asked, LinkSpent):
        return _spent()
    if asked.link.kind is LinkKind.UNSUBSCRIBE:
        return _unsubscribe(token)
    return _spent() if is_one_click() else _act(asked, token)


def _unsubscribe(token: str) -> ResponseReturnValue:
    s = services()
    everything = request.form.get("which") == "all"
    match unsubscribe(s.storage, s.letter_links, token, s.now(), everything=everything):
        case Unsubscribed(kinds=kinds, for_life=for_life):
            warning = BEFORE_DELETING_REMINDERS if for_life else ""
            return render_template("pages/letter_links/unsubscribed.html", kinds=kinds, words=LETTERS, warning=warning)
        case LinkSpent():
            return _spent()
        case other:
            assert_never(other)


def _act(asked: Asked, token: str) -> ResponseReturnValue:
    s, step = services(), _step(asked, token)
    values, slips = step.read(request.form, {}, s.now().date())
    if slips:
        return _ask(asked, token, slips), 422
    match act(s.storage, s.letter_links, token, s.now(), s.message_domain, pain=values.get("pain")):
        case Acted(asked, stop_words):
            return _stopped_by(values, token) or _thanks(asked, stop_words)
        case PainMissing(asked):
            return _ask(asked, token, {"pain": PAIN.slip}), 422
        case LinkSpent():
            return _spent()
        case other:
            assert_never(other)


def _stopped_by(values: Values, token: str) -> str | None:
    """The page of the stop, where a warning sign came up in the session."""
    s = services()
    if NEW not in values:
        return None
    signs = signs_of(values, signs_to_ask(s.storage, s.letter_links, token, s.content, s.now()))
    stop = tell_signs(s.storage, s.letter_links, token, signs, s.content, s.now())
    shut = None if stop is None else SharedStop(stop.message, stopped=True)
    return None if shut is None else render_template("pages/shared_weeks/stopped.html", stop=shut)


def _thanks(asked: Asked, stop_words: bool) -> str:
    stop = services().content.safety.messages["MSG-STOPNOW"] if stop_words else ""
    return render_template("pages/letter_links/done.html", asked=asked, words=LINKS[asked.link.kind], stop=stop)


def _step(asked: Asked, token: str) -> Step:
    """Pain where it is needed or welcome, and after a session whether anything is new (CHK-01)."""
    s, kind = services(), asked.link.kind
    signs = signs_to_ask(s.storage, s.letter_links, token, s.content, s.now())
    pain = (replace(PAIN.question, must=kind is LinkKind.HURT),) if kind in _WITH_PAIN else ()
    news = (news_question(signs, _("Did anything new come up?")),) if signs else ()
    return Step("letter", LINKS[kind].title, (*pain, *news), keys=())


def _ask(asked: Asked, token: str, slips: Slips | None = None) -> str:
    kind = asked.link.kind
    if kind is LinkKind.UNSUBSCRIBE:
        return render_template("pages/letter_links/unsubscribe.html", asked=asked, letters=LETTERS)
    return render_template(
        "pages/letter_links/ask.html",
        asked=asked,
        words=LINKS[kind],
        step=_step(asked, token),
        sent=request.form,
        slips=slips or {},
    )


def _spent() -> ResponseReturnValue:
    return render_template("pages/letter_links/spent.html"), 410
