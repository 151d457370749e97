"""The pages behind the links in letters. Looking changes nothing; the button does. Nobody needs to sign in."""

from __future__ import annotations

from typing import Final, assert_never

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
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
    unsubscribe,
)
from planner.use_cases.letter_links import LinkKind
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
    return _spent() if isinstance(asked, LinkSpent) else _ask(asked)


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
    return _spent() if is_one_click() else _act(token)


def _unsubscribe(token: str) -> ResponseReturnValue:
    s = services()
    everything = request.form.get("which") == "all"
    match unsubscribe(s.storage, s.letter_links, token, s.now(), everything=everything):
        case Unsubscribed(_name, kinds, for_life):
            warning = BEFORE_DELETING_REMINDERS if for_life else ""
            return render_template("pages/letter_links/unsubscribed.html", kinds=kinds, words=LETTERS, warning=warning)
        case LinkSpent():
            return _spent()
        case other:
            assert_never(other)


def _act(token: str) -> ResponseReturnValue:
    s = services()
    sent = request.form.get("pain", "")
    pain = int(sent) if sent in {str(number) for number in range(11)} else None
    match act(s.storage, s.letter_links, token, s.now(), s.message_domain, pain=pain):
        case Acted(asked, stop_words):
            stop = s.content.safety.messages["MSG-STOPNOW"] if stop_words else ""
            return render_template("pages/letter_links/done.html", asked=asked, words=LINKS[asked.link.kind], stop=stop)
        case PainMissing(asked):
            return _ask(asked, {"pain": PAIN.slip}), 422
        case LinkSpent():
            return _spent()
        case other:
            assert_never(other)


def _ask(asked: Asked, slips: dict[str, object] | None = None) -> str:
    kind = asked.link.kind
    if kind is LinkKind.UNSUBSCRIBE:
        return render_template("pages/letter_links/unsubscribe.html", asked=asked, letters=LETTERS)
    return render_template(
        "pages/letter_links/ask.html",
        asked=asked,
        words=LINKS[kind],
        pain=PAIN.question if kind in _WITH_PAIN else None,
        sent=request.form,
        slips=slips or {},
    )


def _spent() -> ResponseReturnValue:
    return render_template("pages/letter_links/spent.html"), 410
