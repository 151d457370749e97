"""The letters of the next days for one person, without sending or queueing anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from planner.domain.kept import PersonState
from planner.domain.person import PersonId
from planner.domain.reminder import LetterKind, LetterState
from planner.storage.unit_of_work import Storage
from planner.use_cases.letter_calendar import letters_between
from planner.use_cases.letter_facts import facts_around, local_day


@dataclass(frozen=True, slots=True)
class ToCome:
    """``at`` is in the person's own zone. ``state`` is how it stands in the queue; None where it is not in it yet."""

    kind: LetterKind
    at: datetime
    state: LetterState | None


def letters_to_come(storage: Storage, person: PersonId, now: datetime, days: int = 7) -> tuple[ToCome, ...]:
    """What would go out in the next ``days`` days if nothing else happened, oldest first.

    Letters about the account that already wait are in it too. None for somebody without an address, or stopped.
    """
    with storage.reading() as uow:
        found = uow.persons.find(person)
        if found is None:
            return ()
        today = local_day(found, now)
        # Somebody stopped on an early step has answered half of the questions, which cannot be read as a profile yet.
        has_a_plan = found.state is PersonState.ACTIVE
        facts = facts_around(uow, found, today, today + timedelta(days=days), treatments=has_a_plan)
        queued = {letter.once_key: letter for letter in uow.outbox.of_person(person, now)}
    until = now + timedelta(days=days)
    waiting = (LetterState.QUEUED, LetterState.LEASED)
    coming: dict[str, ToCome] = {}
    for letter in letters_between(facts, today, today + timedelta(days=days)):
        state = queued[letter.once_key].state if letter.once_key in queued else None
        if now < letter.expires and letter.due < until and state in (None, *waiting):
            # A word after a miss may belong to several days; it goes out on the first.
            coming.setdefault(letter.once_key, ToCome(letter.kind, max(letter.due, now).astimezone(facts.zone), state))
    for key, waits in queued.items():
        at_once = waits.kind is LetterKind.WEEK_AHEAD or not waits.kind.is_about_the_plan
        if waits.state in waiting and at_once and waits.next_at < until:
            coming.setdefault(key, ToCome(waits.kind, max(waits.next_at, now).astimezone(facts.zone), waits.state))
    return tuple(sorted(coming.values(), key=lambda each: (each.at, each.kind)))
