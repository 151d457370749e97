"""Write one letter of the queue, from what is true when it goes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, assert_never

from planner.domain.account import AccountId
from planner.domain.exercise import Exercise
from planner.domain.kept import KeptPerson, KeptWeek, PersonState, WeekId
from planner.domain.person import Profile
from planner.domain.reminder import LetterKind, OutboxLetter
from planner.domain.week import Day, Session, Week
from planner.exchange.calendar_file import week_to_ics
from planner.exchange.profile_file import profile_from_text
from planner.exchange.week_file import week_from_json
from planner.mail.letters import Links, session_letter, sign_in_letter, week_ahead_letter
from planner.mail.message import Envelope, Letter, build_message
from planner.storage.unit_of_work import Storage
from planner.use_cases.make_week import Content
from planner.use_cases.sign_in import LINK_LIFE, make_link

SENDER_NAME = "Back-care planner"


class Pictures(Protocol):
    """What a letter shows or brings along, made when it is written."""

    def sheet_pdf(self, week: Week, profile: Profile) -> bytes: ...

    def png(self, exercise: Exercise) -> bytes: ...


@dataclass(frozen=True, slots=True)
class LetterWriter:
    """``address_of`` gives the full address of a path in the application, where it has one that a reader can reach."""

    storage: Storage
    content: Content
    pictures: Pictures
    sender_address: str
    address_of: Callable[[str], str]
    clock: Callable[[], datetime]

    def __call__(self, letter: OutboxLetter) -> bytes | None:
        """The whole message; None where it is not wanted any more."""
        written = self._letter(letter)
        if written is None:
            return None
        envelope = Envelope(SENDER_NAME, self.sender_address, letter.to_address, letter.message_id, self.clock())
        return build_message(written, envelope)

    def _letter(self, letter: OutboxLetter) -> Letter | None:
        match letter.kind:
            case LetterKind.SIGN_IN:
                token = make_link(self.storage, AccountId(int(letter.parameters["account"])), self.clock())
                return sign_in_letter(self.address_of(f"/sign-in/{token}"), LINK_LIFE)
            case LetterKind.WEEK_AHEAD:
                return self._week_ahead(letter)
            case LetterKind.SESSION:
                return self._session(letter)
            case _:
                assert_never(letter.kind)

    def _week_ahead(self, letter: OutboxLetter) -> Letter | None:
        plan = self._plan(letter)
        if plan is None:
            return None
        person, kept, week, profile = plan
        return week_ahead_letter(
            week,
            sheet_pdf=self.pictures.sheet_pdf(week, profile),
            calendar=week_to_ics(week, profile, person_key=person.key, sequence=kept.sequence),
            stop_now=self._stop_now,
            links=self._links(person),
        )

    def _session(self, letter: OutboxLetter) -> Letter | None:
        plan = self._plan(letter)
        if plan is None:
            return None
        person, _, week, _ = plan
        found = _find_session(
            week, date.fromisoformat(str(letter.parameters["date"])), str(letter.parameters["session"])
        )
        if found is None:
            return None
        day, session = found
        exercises = [self.content.library.exercises[item.exercise] for item in session.items]
        return session_letter(
            person.name,
            day,
            session,
            drawings={exercise.id: self.pictures.png(exercise) for exercise in exercises},
            lines={exercise.id: exercise.steps[0] for exercise in exercises},
            stop_now=self._stop_now,
            links=self._links(person),
        )

    def _plan(self, letter: OutboxLetter) -> tuple[KeptPerson, KeptWeek, Week, Profile] | None:
        """The person and the newest version of the week; None for somebody paused or stopped (SCR-04)."""
        if letter.person is None:
            return None
        with self.storage.reading() as unit:
            person = unit.persons.find(letter.person)
            asked = unit.weeks.find(WeekId(int(letter.parameters["week"])))
            kept = None if asked is None else unit.weeks.find_current(letter.person, asked.start)
        if person is None or kept is None or person.state is not PersonState.ACTIVE:
            return None
        week = week_from_json(kept.text)
        profile = profile_from_text(person.answers, kept.start)
        if isinstance(week, tuple) or isinstance(profile, tuple):
            raise ValueError("A kept week or its answers cannot be read: " + "; ".join(map(str, (week, profile))))
        return person, kept, week, profile

    def _links(self, person: KeptPerson) -> Links:
        return Links(week=self.address_of(f"/people/{person.id}/week"))

    @property
    def _stop_now(self) -> str:
        return self.content.safety.messages["MSG-STOPNOW"]


def _find_session(week: Week, day: date, session: str) -> tuple[Day, Session] | None:
    return next(((d, s) for d, s in week.sessions if d.date == day and s.id == session), None)
