"""The queue of letters. A letter is claimed by lease, sent outside any transaction, and marked.

A worker that dies loses nothing: its letters fall due again when the lease ends, with the same Message-ID.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import CursorResult, Select, case, delete, func, insert, or_, select, update
from sqlalchemy.orm import Session

from planner.domain.kept import PersonState
from planner.domain.person import PersonId
from planner.domain.reminder import LetterId, LetterKind, LetterState, NewLetter, OutboxLetter, QueueHealth
from planner.storage.rows import OutboxRow, PersonRow

_O: Final = OutboxRow.__table__.c
LEASE: Final = timedelta(minutes=5)
_BACKOFF: Final = tuple(timedelta(minutes=m) for m in (1, 3, 10, 30, 60))


def backoff(attempts: int) -> timedelta:
    """How long to wait after the ``attempts``-th try that failed for now."""
    return _BACKOFF[min(attempts, len(_BACKOFF)) - 1]


def message_id(once_key: str, created: datetime, domain: str) -> str:
    """A Message-ID that tells nothing about the letter and is the same however often the letter goes out."""
    digest = hashlib.sha256(f"{once_key}\n{created.isoformat()}".encode()).hexdigest()
    return f"<{digest[:40]}@{domain}>"


def outbox_letter(row: Mapping[str, Any], now: datetime) -> OutboxLetter:
    if row["outcome"] is not None:
        state = LetterState(row["outcome"])
    else:
        state = LetterState.LEASED if row["claimed_by"] is not None and row["next_at"] > now else LetterState.QUEUED
    return OutboxLetter(
        id=LetterId(row["id"]),
        once_key=row["once_key"],
        kind=LetterKind(row["kind"]),
        person=None if row["person_id"] is None else PersonId(row["person_id"]),
        to_address=row["to_address"],
        parameters=row["parameters"],
        next_at=row["next_at"],
        expires=row["expires_at"],
        attempts=row["attempts"],
        state=state,
        message_id=row["message_id"],
        created=row["created_at"],
        done=row["done_at"],
        last_error=row["last_error"],
    )


@dataclass(frozen=True, slots=True)
class Batch:
    """What a claim got: letters to send, and how many ended in the claim because nobody needs them any more."""

    letters: tuple[OutboxLetter, ...]
    ended: Mapping[LetterState, int]


class Outbox:
    def __init__(self, session: Session) -> None:
        self._session = session

    # Queueing

    def put(self, letter: NewLetter, now: datetime, domain: str) -> bool:
        """Queues ``letter``, or brings the unsent letter of the same key up to date.

        A letter of this key that was sent, failed or is being sent stays as it is; one that was cancelled or
        expired is queued again. Returns whether the letter now waits. ``domain`` ends the Message-ID.
        """
        row = self._row(letter.once_key)
        values: dict[str, Any] = {
            "to_address": letter.to_address,
            "parameters": dict(letter.parameters),
            "next_at": letter.due,
            "expires_at": letter.expires,
        }
        if row is None:
            self._session.execute(
                insert(OutboxRow).values(
                    once_key=letter.once_key,
                    kind=letter.kind.value,
                    person_id=letter.person,
                    attempts=0,
                    message_id=message_id(letter.once_key, now, domain),
                    created_at=now,
                    **values,
                )
            )
            return True
        if row["outcome"] in (LetterState.SENT.value, LetterState.FAILED.value):
            return False
        values |= {"done_at": None, "outcome": None}
        if row["claimed_by"] is not None and row["next_at"] > now:
            # Under way with the old content; should it come back, it comes back with the new.
            del values["next_at"]
        else:
            values |= {"claimed_by": None, "attempts": 0, "last_error": None}
        self._session.execute(update(OutboxRow).where(_O.id == row["id"]).values(**values))
        return True

    def put_once(self, letter: NewLetter, now: datetime, domain: str) -> bool:
        """Queues ``letter`` unless there is one of its key already, whatever became of that. Returns whether it did."""
        if self._row(letter.once_key) is not None:
            return False
        return self.put(letter, now, domain)

    def refresh(self, letter: NewLetter, now: datetime, domain: str) -> bool:
        """Queues a new letter, or moves one that waits to where it belongs now; returns whether anything changed.

        Letters that ended stay ended, and one that is being sent or waits for its next try is left alone.
        """
        row = self._row(letter.once_key)
        return not self._is_as_wanted(row, letter, now) and self.put(letter, now, domain)

    def is_fresh(self, letter: NewLetter, now: datetime) -> bool:
        """Whether ``refresh`` would change nothing."""
        return self._is_as_wanted(self._row(letter.once_key), letter, now)

    def _is_as_wanted(self, row: Mapping[str, Any] | None, letter: NewLetter, now: datetime) -> bool:
        if row is None:
            return False
        wanted = (letter.to_address, dict(letter.parameters), letter.due, letter.expires)
        kept = (row["to_address"], row["parameters"], row["next_at"], row["expires_at"])
        # A letter that fell due waits for a worker only: moving it back would not help anybody.
        return row["done_at"] is not None or row["attempts"] > 0 or kept == wanted or row["next_at"] <= now

    def _row(self, once_key: str) -> Mapping[str, Any] | None:
        found = self._session.execute(select(OutboxRow.__table__).where(_O.once_key == once_key)).mappings().first()
        return None if found is None else dict(found)

    def cancel_others(self, person: PersonId, prefix: str, keep: Iterable[str], now: datetime) -> int:
        """Cancels a person's unsent letters whose key begins with ``prefix``, but for those in ``keep``."""
        return self._end(
            now,
            _O.person_id == person,
            _O.once_key.startswith(prefix, autoescape=True),
            _O.once_key.not_in(sorted(keep)),
        )

    def cancel_plan_letters(self, person: PersonId, now: datetime) -> int:
        """Cancels every unsent letter about a person's plan (SCR-04); letters about the account stay."""
        return self.cancel_kinds(person, (kind for kind in LetterKind if kind.is_about_the_plan), now)

    def cancel_kinds(self, person: PersonId, kinds: Iterable[LetterKind], now: datetime) -> int:
        """Cancels a person's unsent letters of these kinds."""
        return self._end(now, _O.person_id == person, _O.kind.in_(sorted(kind.value for kind in kinds)))

    def _end(self, now: datetime, *conditions: Any) -> int:
        # claimed_by stays: a worker that is sending this very letter may still mark what really happened.
        return self._changed(
            update(OutboxRow)
            .where(_O.done_at.is_(None), *conditions)
            .values(done_at=now, outcome=LetterState.CANCELLED.value)
        )

    # Sending

    def claim(self, worker: str, now: datetime, limit: int = 20, lease: timedelta = LEASE) -> Batch:
        """Takes up to ``limit`` due letters for ``worker`` until ``now + lease``; nobody else gets them meanwhile.

        Letters that are useless by now are marked expired, and letters about the plan of somebody who is not
        active are cancelled; nothing is due any more when both parts of the answer are empty.
        """
        due: Select[Any] = (
            select(_O.id).where(_O.done_at.is_(None), _O.next_at <= now).order_by(_O.next_at).limit(limit)
        )
        if self._session.get_bind().dialect.name == "postgresql":
            due = due.with_for_update(skip_locked=True)
        # A locking CTE runs once; a plain subquery PostgreSQL may run again, and then claim more than the limit.
        batch = due.cte("due")
        claimed = self._session.execute(
            update(OutboxRow)
            .where(_O.id.in_(select(batch.c.id)))
            .values(next_at=now + lease, attempts=_O.attempts + 1, claimed_by=worker)
            .returning(OutboxRow.__table__)
            .execution_options(synchronize_session=False)
        ).mappings()
        letters = sorted((outbox_letter(dict(row), now) for row in claimed), key=lambda letter: letter.id)
        expired = {letter.id for letter in letters if letter.expires <= now}
        silent = {letter.id for letter in letters if letter.id not in expired} & self._not_wanted(letters)
        ended = {LetterState.EXPIRED: expired, LetterState.CANCELLED: silent}
        for outcome, ids in ended.items():
            if ids:
                statement = update(OutboxRow).where(_O.id.in_(sorted(ids)))
                self._session.execute(statement.values(done_at=now, outcome=outcome.value, claimed_by=None))
        return Batch(
            tuple(letter for letter in letters if letter.id not in expired | silent),
            {outcome: len(ids) for outcome, ids in ended.items() if ids},
        )

    def _not_wanted(self, letters: Iterable[OutboxLetter]) -> set[LetterId]:
        about_the_plan = [letter for letter in letters if letter.kind.is_about_the_plan]
        people = sorted({letter.person for letter in about_the_plan if letter.person is not None})
        active = set(
            self._session.scalars(
                select(PersonRow.id).where(PersonRow.id.in_(people), PersonRow.state == PersonState.ACTIVE.value)
            )
        )
        return {letter.id for letter in about_the_plan if letter.person not in active}

    def mark_done(
        self, letter: LetterId, worker: str, outcome: LetterState, now: datetime, error: str | None = None
    ) -> bool:
        """Ends a letter that ``worker`` holds. False where the lease ended and somebody else has it.

        A letter that was cancelled while it was being sent is marked sent all the same: it was.
        """
        held = or_(_O.done_at.is_(None), _O.outcome == LetterState.CANCELLED.value)
        return (
            self._changed(
                update(OutboxRow)
                .where(_O.id == letter, _O.claimed_by == worker, held)
                .values(done_at=now, outcome=outcome.value, last_error=error, claimed_by=None)
            )
            == 1
        )

    def put_back(self, letter: LetterId, worker: str, next_at: datetime, error: str | None) -> bool:
        """Lets a letter wait until ``next_at``; ``error`` says why it could not go out. Cancelled ones stay so."""
        return self._waiting_again(letter, worker, next_at=next_at, last_error=error)

    def give_back(self, letter: LetterId, worker: str, next_at: datetime, expires: datetime | None = None) -> bool:
        """Returns a letter that was claimed but never tried; the claim does not count as an attempt. ``expires`` is
        given where it is of use for longer or shorter than before."""
        more = {} if expires is None else {"expires_at": expires}
        return self._waiting_again(letter, worker, next_at=next_at, attempts=_O.attempts - 1, **more)

    def mark_bounced(self, letter: LetterId, reason: str) -> str | None:
        """A letter that was sent came back: it failed after all. The address it went to; None for any other letter."""
        sent = update(OutboxRow).where(_O.id == letter, _O.outcome == LetterState.SENT.value)
        changed = self._session.execute(
            sent.values(outcome=LetterState.FAILED.value, last_error=reason)
            .returning(_O.to_address)
            .execution_options(synchronize_session=False)
        )
        return changed.scalar()

    def _waiting_again(self, letter: LetterId, worker: str, **values: Any) -> bool:
        statement = update(OutboxRow).where(_O.id == letter, _O.claimed_by == worker, _O.done_at.is_(None))
        return self._changed(statement.values(claimed_by=None, **values)) == 1

    # Looking

    def find(self, once_key: str, now: datetime) -> OutboxLetter | None:
        row = self._row(once_key)
        return None if row is None else outbox_letter(row, now)

    def sent_to(self, person: PersonId, since: datetime, until: datetime) -> tuple[OutboxLetter, ...]:
        """What went out to a person from ``since`` to before ``until``."""
        sent = select(OutboxRow.__table__).where(
            _O.person_id == person,
            _O.done_at >= since,
            _O.done_at < until,
            _O.outcome == LetterState.SENT.value,
        )
        return tuple(outbox_letter(dict(row), until) for row in self._session.execute(sent.order_by(_O.id)).mappings())

    def of_person(self, person: PersonId, now: datetime) -> tuple[OutboxLetter, ...]:
        """Every letter of a person, in the order in which they fall due."""
        rows = self._session.execute(
            select(OutboxRow.__table__).where(_O.person_id == person).order_by(_O.next_at, _O.id)
        ).mappings()
        return tuple(outbox_letter(dict(row), now) for row in rows)

    def list_letters(
        self,
        now: datetime,
        limit: int = 50,
        *,
        before: LetterId | None = None,
        outcome: LetterState | None = None,
        person: PersonId | None = None,
    ) -> tuple[OutboxLetter, ...]:
        """The newest letters first, a page at a time: ``before`` is the last letter of the page before.

        ``outcome`` is one of the four ends; ``QUEUED`` stands for all that wait, leased ones too.
        """
        wanted = select(OutboxRow.__table__).order_by(_O.id.desc()).limit(limit)
        if before is not None:
            wanted = wanted.where(_O.id < before)
        if person is not None:
            wanted = wanted.where(_O.person_id == person)
        if outcome in (LetterState.QUEUED, LetterState.LEASED):
            wanted = wanted.where(_O.done_at.is_(None))
        elif outcome is not None:
            wanted = wanted.where(_O.outcome == outcome.value)
        return tuple(outbox_letter(dict(row), now) for row in self._session.execute(wanted).mappings())

    def get(self, letter: LetterId, now: datetime) -> OutboxLetter:
        row = self._session.execute(select(OutboxRow.__table__).where(_O.id == letter)).mappings().one()
        return outbox_letter(dict(row), now)

    def cancel(self, letter: LetterId, now: datetime) -> bool:
        """Takes back one letter that waits. False where it has ended already."""
        return self._end(now, _O.id == letter) == 1

    def resend(self, letter: LetterId, now: datetime, expires: datetime) -> bool:
        """Queues a letter again that failed, expired or was cancelled; useful until ``expires``.

        Its Message-ID stays: whoever got it after all knows the double. False for a letter that waits or was sent.
        """
        again = _O.outcome.is_not(None) & (_O.outcome != LetterState.SENT.value)
        statement = update(OutboxRow).where(_O.id == letter, again)
        values = {
            "done_at": None,
            "outcome": None,
            "claimed_by": None,
            "attempts": 0,
            "last_error": None,
            "next_at": now,
            "expires_at": expires,
        }
        return self._changed(statement.values(**values)) == 1

    def forget_address(self, address: str) -> None:
        """Deletes every letter to an address, sent ones too: for an account that is deleted."""
        self._session.execute(delete(OutboxRow).where(_O.to_address == address))

    def health(self, now: datetime) -> QueueHealth:
        """What a watcher asks; reads the small index for what waits and counts what ended."""
        waiting, oldest = self._session.execute(
            select(func.count(), func.min(_O.next_at)).where(_O.done_at.is_(None))
        ).one()
        counted = select(_O.outcome, func.count()).where(_O.outcome.is_not(None)).group_by(_O.outcome)
        ended: dict[str, int] = dict(map(tuple, self._session.execute(counted)))
        return QueueHealth(
            waiting,
            oldest if oldest is not None and oldest <= now else None,
            ended.get(LetterState.SENT.value, 0),
            ended.get(LetterState.FAILED.value, 0),
        )

    def counts(self, now: datetime) -> dict[LetterState, int]:
        """How many letters there are in every state."""
        leased = _O.claimed_by.is_not(None) & (_O.next_at > now)
        state = case(
            (_O.outcome.is_not(None), _O.outcome),
            (leased, LetterState.LEASED.value),
            else_=LetterState.QUEUED.value,
        ).label("state")
        found = dict.fromkeys(LetterState, 0)
        for name, number in self._session.execute(select(state, func.count()).group_by(state)):
            found[LetterState(name)] = number
        return found

    def _changed(self, statement: Any) -> int:
        result = self._session.execute(statement.execution_options(synchronize_session=False))
        assert isinstance(result, CursorResult)
        return result.rowcount
