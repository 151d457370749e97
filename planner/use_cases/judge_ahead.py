"""Judge the letters of a batch in one reading, shortly before they go out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from planner.domain.account import normalised_email
from planner.domain.errors import StorageUnavailable
from planner.domain.reminder import LetterId, OutboxLetter
from planner.screening.tables import SafetyTables
from planner.storage.unit_of_work import Storage
from planner.use_cases.letter_judge import Verdict, judge

FRESH_SECONDS: Final = 1.0
"""So old may be what a letter is judged by when it goes out: a stop, a pause or a kind switched off counts from then
on. Older than this it is read again. [D]"""


@dataclass(frozen=True, slots=True)
class JudgedAhead:
    """``at`` is when it was judged, in seconds of a clock that only runs forward."""

    letter: OutboxLetter
    verdict: Verdict
    at: float


def judge_ahead(
    storage: Storage, letters: Sequence[OutboxLetter], safety: SafetyTables, now: datetime, at: float
) -> Mapping[LetterId, JudgedAhead]:
    """The verdicts of those letters that depend on no other of them. The others are to be judged when their turn
    comes, and so is one that could not be judged. Raises StorageUnavailable."""
    alone = tuple(_independent(letters))
    people = {letter.person for letter in alone if letter.person is not None}
    found = {}
    with storage.reading() as uow:
        uow.read_ahead(people, {letter.to_address for letter in alone}, now.date())
        for letter in alone:
            try:
                verdict = judge(uow, letter, safety, now)
            except StorageUnavailable:
                raise
            except Exception:
                continue  # one that cannot be judged must not hold up the others; by itself it says why
            found[letter.id] = JudgedAhead(letter, verdict, at)
    return found


def _independent(letters: Sequence[OutboxLetter]) -> Iterator[OutboxLetter]:
    """The first letter to each person and each address: a day takes no more than so many, and a refusal may end an
    address, so that what comes of one decides about the next."""
    people, addresses = set(), set()
    for letter in letters:
        address = normalised_email(letter.to_address)
        if letter.person is not None and letter.person not in people and address not in addresses:
            yield letter
        people.add(letter.person)
        addresses.add(address)
