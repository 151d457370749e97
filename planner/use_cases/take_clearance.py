"""A clinician has agreed (SCR-05): keep who and when, and open the questions again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from planner.domain.account import AccountId
from planner.domain.kept import KeptPerson, PersonState, ScreeningEntry
from planner.domain.person import PersonId
from planner.domain.week import StopState
from planner.exchange.words import CLEARABLE
from planner.storage.unit_of_work import Storage
from planner.use_cases.intake import Draft, NotOpen, draft_of, last_stop, may_begin_again, reopen
from planner.use_cases.look_after import find_own


@dataclass(frozen=True, slots=True)
class Agreement:
    """``role`` of who agreed; ``limits`` in their words, printed and never interpreted."""

    day: date
    role: str
    limits: str


@dataclass(frozen=True, slots=True)
class TooEarly:
    """The agreement is older than what stopped the plan, so it cannot be about it."""

    since: date


@dataclass(frozen=True, slots=True)
class StopView:
    """What stopped this person, for the page that says so."""

    entry: ScreeningEntry
    may_begin_again: bool
    may_be_cleared: bool


def take_clearance(
    storage: Storage, account: AccountId, person: PersonId, agreement: Agreement, lapses_after_days: int, now: datetime
) -> KeptPerson | TooEarly | NotOpen:
    """Keeps the agreement for what stopped the plan, and for nothing else."""
    with storage.writing() as uow:
        found = find_own(uow, account, person)
        stop = None if found is None else last_stop(uow, found.id)
        if found is None or stop is None or found.state is not PersonState.STOPPED or not _clearable(stop):
            return NotOpen()
        zone, urgent = ZoneInfo(found.time_zone), StopState(stop.state) is not StopState.CLEARANCE
        stopped_on, today = stop.at.astimezone(zone).date(), now.astimezone(zone).date()
        if urgent and agreement.day < stopped_on:
            return TooEarly(stopped_on)
        draft = draft_of(found)
        drop_lapsed(draft, lapses_after_days, today)
        draft["clearance"] = joined(draft["clearance"], agreement, _clearable(stop))
        kept = reopen(uow, found, draft, now)
        uow.commit()
    return kept


def find_stop(storage: Storage, account: AccountId, person: PersonId, now: datetime) -> StopView | None:
    with storage.reading() as uow:
        found = find_own(uow, account, person)
        if found is None or found.state is not PersonState.STOPPED:
            return None
        entry = last_stop(uow, found.id) or ScreeningEntry(found.created, StopState.CLEARANCE.value, ())
        return StopView(entry, may_begin_again(uow, found, now), bool(_clearable(entry)))


def _clearable(stop: ScreeningEntry) -> list[str]:
    return [flag for flag in stop.flags if flag in CLEARABLE]


def drop_lapsed(draft: Draft, lapses_after_days: int, today: date) -> None:
    """Takes a clearance that has run out from the answers, and the overrides that stand on none: the next agreement
    does not bring them back (SCR-05)."""
    old = draft.get("clearance")
    if old is None or (today - date.fromisoformat(old["date"])).days > lapses_after_days:
        draft["clearance"], draft["overrides"] = None, []


def joined(old: Draft | None, new: Agreement, flags: list[str]) -> Draft:
    """One clearance a profile: an earlier one that still holds is kept with it, and the earlier date counts. [D]"""
    clearance: Draft = {"date": new.day.isoformat(), "role": new.role, "limits": new.limits, "for": flags}
    if old is None:
        return clearance
    clearance["date"] = min(old["date"], clearance["date"])
    clearance["for"] = sorted({*old["for"], *flags})
    clearance["limits"] = "; ".join(text for text in (old.get("limits", ""), new.limits) if text)[:1000]
    if old.get("allows"):
        clearance["allows"] = old["allows"]
    return clearance
