"""Send what is due: claim, write, send outside any transaction, mark.

A crash between the mail server's "accepted" and our mark sends that one letter again later, with the same
Message-ID; nothing is lost. While the server's answer to one letter is awaited the next is written, and the server is
told for whom it is; it gets nothing of it before the first is marked.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from planner.domain.account import normalised_email
from planner.domain.reminder import LetterId, LetterState, LineBreakInHeader, OutboxLetter
from planner.mail.message import UnusableAddress
from planner.mail.senders import Delivery, Following, Refused, Sender, Sent, Unreachable
from planner.storage.repositories.outbox import LEASE, backoff
from planner.storage.unit_of_work import Storage
from planner.use_cases.letter_judge import Later, NotWanted

log = logging.getLogger(__name__)

WriteLetter = Callable[[OutboxLetter], bytes | NotWanted | Later | None]
"""Writes the whole message of a letter, from what is true now; or says why it does not go out, or not yet. None where
it is not wanted and there is no more to say."""

ReturnPath = Callable[[OutboxLetter], str | None]
"""The address to which a letter comes back that cannot be delivered; None for the sender's own."""

Prepare = Callable[[Sequence[OutboxLetter]], None]
"""Told which letters are going to be written next, so that what they depend on can be read at once."""

_BATCH: Final = 100
_SAFETY: Final = timedelta(seconds=90)
"""So long before the lease ends no further letter of the batch is begun."""
_EARLY: Final = timedelta(seconds=1)
"""A letter that was written while another was on its way, and then waited longer than this, is written again."""


@dataclass(frozen=True, slots=True)
class _Written:
    """What came of writing a letter; an exception where it cannot be written."""

    letter: LetterId
    what: bytes | NotWanted | Later | Exception | None
    at: datetime


@dataclass(frozen=True, slots=True)
class SendReport:
    """What this run did, by outcome (``QUEUED``: to be tried again).

    ``trouble`` is what kept the mail server from being used, if anything did.
    """

    done: Mapping[LetterState, int]
    trouble: str | None
    _count_queue: Callable[[], Mapping[LetterState, int]]

    @property
    def queue(self) -> Mapping[LetterState, int]:
        """What the queue holds now, by state. Counted when asked: it looks at every letter that ever was."""
        return self._count_queue()

    @property
    def any_failed(self) -> bool:
        """Whether a letter failed for good in this run."""
        return self.done[LetterState.FAILED] > 0


def send_due_letters(
    storage: Storage,
    sender: Sender,
    write: WriteLetter,
    clock: Callable[[], datetime],
    worker: str,
    return_path: ReturnPath = lambda _letter: None,
    prepare: Prepare = lambda _letters: None,
) -> SendReport:
    """Sends every letter that is due. ``worker`` is a name that no other worker has.

    Temporary refusals are tried again with growing waits until the letter is of no use, permanent ones are not; an
    address that is refused for good gets no more letters until somebody says that it works again.
    Raises StorageUnavailable; letters in flight then come back when their lease ends.
    """
    run = _Run(storage, sender, write, clock, worker, return_path, prepare)
    try:
        while run.step():
            pass
    finally:
        run.close()
        sender.close()

    def count_queue() -> Mapping[LetterState, int]:
        with storage.reading() as unit:
            return unit.outbox.counts(clock())

    return SendReport({state: run.done[state] for state in LetterState}, run.trouble, count_queue)


class _Run:
    def __init__(
        self,
        storage: Storage,
        sender: Sender,
        write: WriteLetter,
        clock: Callable[[], datetime],
        worker: str,
        return_path: ReturnPath,
        prepare: Prepare,
    ) -> None:
        self._storage = storage
        self._sender = sender
        self._write = write
        self._clock = clock
        self._worker = worker
        self._return_path = return_path
        self._prepare = prepare
        self._marking = storage.marking()
        self._early: _Written | None = None
        self.done: Counter[LetterState] = Counter()
        self.trouble: str | None = None

    def step(self) -> bool:
        """One batch; whether there may be more to do."""
        now = self._clock()
        with self._storage.writing() as unit:
            batch = unit.outbox.claim(self._worker, now, _BATCH)
            unit.commit()
        self.done.update(batch.ended)
        self._prepare(batch.letters)
        stop_at = now + LEASE - _SAFETY
        for position, letter in enumerate(batch.letters):
            if self.trouble is not None or self._clock() >= stop_at:
                self._give_back(batch.letters[position:])
                break
            self._send(letter, next(iter(batch.letters[position + 1 :]), None))
        return self.trouble is None and (len(batch.letters) > 0 or len(batch.ended) > 0)

    def close(self) -> None:
        self._marking.close()

    def _send(self, letter: OutboxLetter, following: OutboxLetter | None) -> None:
        match self._written(letter):
            case bytes() as message:
                self._mark(
                    letter,
                    self._sender.send(
                        letter.to_address,
                        message,
                        self._return_path(letter),
                        lambda: self._write_early(following, letter),
                    ),
                )
            case Later(at, why, expires):
                self._move(letter, at, why, expires or letter.expires)
            case NotWanted(why):
                self._end(letter, LetterState.CANCELLED, why)
            case None:
                self._end(letter, LetterState.CANCELLED, None)
            case UnusableAddress() | LineBreakInHeader() as error:
                self._end(letter, LetterState.FAILED, str(error))
            case Exception() as error:
                # One letter that cannot be written must not hold up everybody else's. It waits for a repair.
                log.error("Letter %s cannot be written.", letter.id, exc_info=error)
                self._wait(letter, f"It could not be written: {type(error).__name__}: {error}")

    def _written(self, letter: OutboxLetter) -> bytes | NotWanted | Later | Exception | None:
        early, self._early = self._early, None
        if early is not None and early.letter == letter.id and self._clock() - early.at <= _EARLY:
            return early.what
        try:
            return self._write(letter)
        except Exception as error:
            return error

    def _write_early(self, letter: OutboxLetter | None, under_way: OutboxLetter) -> Following | None:
        """Not where both are to one person or address: what comes of the first decides about the second."""
        if letter is None or _concern_each_other(letter, under_way):
            return None
        at = self._clock()
        self._early = _Written(letter.id, self._written(letter), at)
        return Following(letter.to_address, self._return_path(letter)) if isinstance(self._early.what, bytes) else None

    def _mark(self, letter: OutboxLetter, delivery: Delivery) -> None:
        match delivery:
            case Sent():
                # Kept before the next letter is begun: a crash doubles one letter at most.
                if self._marking.mark_sent(letter.id, self._worker, self._clock()):
                    self.done[LetterState.SENT] += 1
            case Refused(text, permanent=True, dead_address=dead):
                self._end(letter, LetterState.FAILED, text, dead_address=dead)
            case Refused(text):
                self._wait(letter, text)
            case Unreachable(text):
                self.trouble = text
                self._wait(letter, text)

    def _end(
        self, letter: OutboxLetter, outcome: LetterState, error: str | None, *, dead_address: bool = False
    ) -> None:
        with self._storage.writing() as unit:
            if dead_address:
                unit.addresses.suspend(letter.to_address, error or "", self._clock())
            marked = unit.outbox.mark_done(letter.id, self._worker, outcome, self._clock(), error)
            unit.commit()
        if marked:
            self.done[outcome] += 1

    def _wait(self, letter: OutboxLetter, error: str) -> None:
        again = self._clock() + backoff(letter.attempts)
        if again >= letter.expires:
            self._end(letter, LetterState.EXPIRED, error)
            return
        with self._storage.writing() as unit:
            waiting = unit.outbox.put_back(letter.id, self._worker, again, error)
            unit.commit()
        if waiting:
            self.done[LetterState.QUEUED] += 1

    def _move(self, letter: OutboxLetter, at: datetime, why: str, expires: datetime) -> None:
        if at >= expires:
            self._end(letter, LetterState.EXPIRED, why)
            return
        with self._storage.writing() as unit:
            waiting = unit.outbox.give_back(letter.id, self._worker, at, expires)
            unit.commit()
        if waiting:
            self.done[LetterState.QUEUED] += 1

    def _give_back(self, letters: tuple[OutboxLetter, ...]) -> None:
        with self._storage.writing() as unit:
            for letter in letters:
                unit.outbox.give_back(letter.id, self._worker, self._clock())
            unit.commit()


def _concern_each_other(one: OutboxLetter, other: OutboxLetter) -> bool:
    same_person = one.person is not None and one.person == other.person
    return same_person or normalised_email(one.to_address) == normalised_email(other.to_address)
