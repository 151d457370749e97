"""What the pages of a session show: the exercises for today, and which session comes next."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from flask import current_app, render_template

from planner.domain.kept import KeptPerson
from planner.domain.week import Session, SessionId
from planner.use_cases.begin_session import session_for_today
from planner.use_cases.daily_gate import Gate, SessionView
from planner.use_cases.intake import draft_of
from planner.use_cases.keep_diary import find_next_session
from planner.use_cases.today_session import TodaySession
from planner.web.forms.kinds import Sent
from planner.web.forms.question import Slips
from planner.web.forms.session import AMOUNTS, ending
from planner.web.page import services
from planner.web.security.accounts import account_id
from planner.web.session_words import moves_of, player_words
from planner.web.today import today_of

_RULE: Final = re.compile(r" \([A-Z0-9]+-\d+[a-z]?\)")
_MOST_KEPT: Final = 64
"""Fitted sessions held in memory by one process."""


def next_session(person: KeptPerson, today: date) -> tuple[date, SessionId, date] | None:
    """Start of the week, session and its day."""
    return find_next_session(services().storage, account_id(), person.id, today)


def play_page(view: SessionView, sent: Sent, slips: Slips) -> str:
    """The exercises of today; a diary that is put right is read against the session as it was planned."""
    today = _for_today(view)
    if today is not None and today.session is None:
        return render_template("pages/sessions/rest.html", person=view.person, told=_plain(today.told))
    session = view.session if today is None or today.session is None else today.session
    messages = services().content.safety.messages
    return render_template(
        "pages/sessions/play.html",
        person=view.person,
        view=view,
        moves=moves_of(session, services().content),
        session=session,
        told=_plain(today.told) if today is not None and today.changed else (),
        amounts=AMOUNTS.options,
        step=ending(view.asked),
        sent=sent,
        slips=slips,
        words=player_words(),
        gate=view.gate,
        today=today_of(view.person),
        stop_now=messages["MSG-STOPNOW"],
        offline_stop=_general_stop(view.person),
    )


def _plain(told: Iterable[str]) -> tuple[str, ...]:
    """Without the numbers of the rules: who is about to exercise has no use for them."""
    return tuple(_RULE.sub("", text) for text in told)


def _for_today(view: SessionView) -> TodaySession | None:
    """Fitted once for each answer of a gate, which names person and instant, and shown again on every reload."""
    s = services()
    if view.gate is None or not view.may_begin:
        return None
    known = _fitted().get((view.gate, view.session))
    if known is not None:
        return known
    found = session_for_today(s.storage, account_id(), view, view.gate, s.content, s.now())
    if not isinstance(found, TodaySession):
        return None
    remember_today(view, view.gate, found)
    return found


def remember_today(view: SessionView, gate: Gate, today: TodaySession) -> None:
    """For the page that comes next; another process fits it anew."""
    fitted = _fitted()
    while len(fitted) >= _MOST_KEPT:
        fitted.pop(next(iter(tuple(fitted))), None)
    fitted[gate, view.session] = today


def _fitted() -> dict[tuple[Gate, Session], TodaySession]:
    found: dict[tuple[Gate, Session], TodaySession] = current_app.extensions.setdefault("fitted sessions", {})
    return found


def _general_stop(person: KeptPerson) -> str:
    """For a warning sign that is told while there is no network: the same-day words without a reason of their own."""
    safety = services().content.safety
    numbers = safety.numbers_for(draft_of(person).get("country"))
    words = safety.messages["MSG-SAMEDAY"].format(reason="", emergency=numbers.emergency, urgent=numbers.urgent)
    return " ".join(words.split())
