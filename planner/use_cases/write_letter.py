"""Write one letter of the queue, from what is true when it goes out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from time import monotonic
from typing import Final, Literal, Protocol, cast
from zoneinfo import ZoneInfo

from planner.care.b12 import LBL_ABS, OVERDUE
from planner.domain.account import AccountId
from planner.domain.exercise import Exercise, ExerciseId
from planner.domain.kept import KeptPerson, MadeBy
from planner.domain.person import Profile
from planner.domain.reminder import LetterId, LetterKind, OutboxLetter
from planner.domain.week import Day, Item, Session, Week
from planner.exchange.calendar_file import week_to_ics
from planner.exchange.profile_file import profile_from_text
from planner.mail import letters
from planner.mail.letters import CheckIn, Links
from planner.mail.message import Envelope, Letter, build_message
from planner.sheets.options import SheetOptions
from planner.storage.unit_of_work import Storage
from planner.use_cases.account_letters import CONFIRM_WITHIN
from planner.use_cases.judge_ahead import FRESH_SECONDS, JudgedAhead, judge_ahead
from planner.use_cases.letter_calendar import letters_on
from planner.use_cases.letter_facts import LetterFacts, local_day
from planner.use_cases.letter_judge import Later, NotWanted, Verdict, Wanted, judge
from planner.use_cases.letter_links import LetterLink, LetterLinks, LinkKind, mark_of
from planner.use_cases.make_week import Content
from planner.use_cases.no_week import find_no_week
from planner.use_cases.own_library import library_with
from planner.use_cases.rescreening import due_now
from planner.use_cases.sheet_of_week import dress_sheet
from planner.use_cases.sign_in import LINK_LIFE, make_link

SENDER_NAME = "Week planner"
"""Tells as little as the subject does (SAFE-10)."""
_LANGUAGE: Final = re.compile(r'"language":\s*"([A-Za-z-]+)"')


class Pictures(Protocol):
    """What a letter shows or brings along, made when it is written."""

    def sheet_pdf(self, week: Week, profile: Profile, options: SheetOptions) -> bytes: ...

    def png(self, exercise: Exercise, adaptations: tuple[str, ...] = ()) -> bytes: ...


@dataclass(frozen=True, slots=True)
class LetterWriter:
    """``address_of`` gives the full address of a path in the application; ``links`` signs the links that need no
    sign-in, ``base_url`` is the public address that a sheet's code leads to, empty where there is none; ``elapsed``
    counts seconds. Drawings are kept for as long as the writer is."""

    storage: Storage
    content: Content
    pictures: Pictures
    sender_address: str
    address_of: Callable[[str], str]
    clock: Callable[[], datetime]
    links: LetterLinks
    base_url: str = ""
    elapsed: Callable[[], float] = monotonic
    _ahead: dict[LetterId, JudgedAhead] = field(default_factory=dict)
    _drawn: dict[tuple[ExerciseId, tuple[str, ...]], bytes] = field(default_factory=dict)

    def prepare(self, letters: Sequence[OutboxLetter]) -> None:
        """Judges the letters that are written next in one reading; what they depend on is read once for them all."""
        self._ahead.clear()
        self._ahead.update(judge_ahead(self.storage, letters, self.content.safety, self.clock(), self.elapsed()))

    def __call__(self, letter: OutboxLetter) -> bytes | NotWanted | Later:
        """The whole message, or why it does not go out now."""
        now = self.clock()
        verdict = self._judged(letter, now)
        if not isinstance(verdict, Wanted):
            return verdict
        written = self._about_the_plan(letter, verdict, now) or self._about_the_account(letter, verdict, now)
        if isinstance(written, NotWanted):
            return written
        # The header is for machines, which POST to it: over an open line they must not (RFC 8058).
        stop = written.unsubscribe
        header = stop if stop is not None and stop.startswith("https://") else None
        envelope = Envelope(SENDER_NAME, self.sender_address, letter.to_address, letter.message_id, now, header)
        return build_message(written, envelope)

    def _judged(self, letter: OutboxLetter, now: datetime) -> Verdict:
        """By what is true now; what is true was read at most ``FRESH_SECONDS`` ago."""
        found = self._ahead.get(letter.id)
        if found is not None and self.elapsed() - found.at > FRESH_SECONDS:
            self.prepare([each.letter for each in self._ahead.values()])
            found = self._ahead.get(letter.id)
        self._ahead.pop(letter.id, None)
        if found is not None:
            return found.verdict
        with self.storage.reading() as uow:
            return judge(uow, letter, self.content.safety, now)

    # About the plan

    def _about_the_plan(self, letter: OutboxLetter, wanted: Wanted, now: datetime) -> Letter | None:
        person, facts = wanted.person, wanted.facts
        if person is None or facts is None or not letter.kind.is_about_the_plan:
            return None
        match letter.kind:
            case LetterKind.WEEK_AHEAD:
                return self._week_ahead(person, wanted, now)
            case LetterKind.SESSION:
                return self._session(person, facts, letter, now)
            case LetterKind.B12:
                return self._treatment(person, facts, letter)
            case LetterKind.MISS:
                return self._miss(person, facts, letter, now)
            case _:
                check_in = self._check_in(person, facts, letter.kind, local_day(person, now))
                return letters.check_in_letter(
                    person.name, check_in, self._plan_links(person, letter.kind), _language(person)
                )

    def _week_ahead(self, person: KeptPerson, wanted: Wanted, now: datetime) -> Letter:
        assert wanted.plan is not None
        assert wanted.facts is not None
        kept, week = wanted.plan.kept, wanted.plan.week
        profile = profile_from_text(person.answers, kept.start)
        if isinstance(profile, tuple):
            raise ValueError("Kept answers cannot be read: " + "; ".join(map(str, profile)))
        today = local_day(person, now)
        by_clock = kept.made_by is MadeBy.CLOCK
        dressed = dress_sheet(self.storage, kept, SheetOptions(), self.base_url)
        return letters.week_ahead_letter(
            week,
            sheet_pdf=self.pictures.sheet_pdf(week, profile, dressed.options),
            calendar=week_to_ics(week, profile, person_key=person.key, sequence=kept.sequence),
            stop_now=self._stop_now,
            links=self._plan_links(person, LetterKind.WEEK_AHEAD),
            check_ins=self._riders(person, wanted.facts, today, LetterKind.WEEK_AHEAD) if by_clock else (),
            by_clock=by_clock,
            language=_language(person),
        )

    def _session(self, person: KeptPerson, facts: LetterFacts, letter: OutboxLetter, now: datetime) -> Letter:
        day = date.fromisoformat(str(letter.parameters["date"]))
        name = letter.parameters["session"]
        plan, on, session = next(each for each in facts.sessions_on(day) if each[2].id == name)
        exercises = self._exercises(session)
        return letters.session_letter(
            person.name,
            on,
            session,
            drawings={item.exercise: self._png(exercises[item.exercise], item) for item in session.items},
            lines={exercise.id: (*exercise.steps, exercise.name)[0] for exercise in exercises.values()},
            stop_now=self._stop_now,
            links=self._session_links(person, LetterKind.SESSION, plan.kept.start, session),
            check_ins=self._riders(person, facts, local_day(person, now), LetterKind.SESSION),
            language=_language(person),
        )

    def _treatment(self, person: KeptPerson, facts: LetterFacts, letter: OutboxLetter) -> Letter:
        assert facts.b12 is not None
        due, step = date.fromisoformat(str(letter.parameters["due"])), str(letter.parameters["step"])
        links = self._plan_links(person, LetterKind.B12)
        treated = self._act(LetterLink(LinkKind.TREATED, person.id, mark_of(person), day=due))
        return letters.treatment_letter(
            person.name,
            due,
            cast(Literal["before", "day", "after"], step),
            treatment="injection" if facts.b12.treatment == "injections" else "treatment",
            overdue=OVERDUE,
            absorption=LBL_ABS if facts.b12.cause == "absorption" else None,
            links=Links(
                unsubscribe=links.unsubscribe,
                reminders=links.reminders,
                treated=treated,
                treatments=self.address_of(f"/people/{person.id}/b12"),
            ),
            language=_language(person),
        )

    def _miss(self, person: KeptPerson, facts: LetterFacts, letter: OutboxLetter, now: datetime) -> Letter:
        missed = date.fromisoformat(str(letter.parameters["date"])) - timedelta(days=1)
        plan, _, session = next(each for each in facts.sessions_on(missed) if facts.entry(each[0], each[2]) is None)
        links = self._session_links(person, LetterKind.MISS, plan.kept.start, session)
        return letters.miss_letter(person.name, missed, _following(facts, now), links, _language(person))

    def _riders(self, person: KeptPerson, facts: LetterFacts, today: date, carrier: LetterKind) -> tuple[CheckIn, ...]:
        found = letters_on(facts, today)
        first = next((letter.kind for letter in found.letters if letter.kind is not LetterKind.B12), None)
        if first is not carrier:
            return ()
        return tuple(self._check_in(person, facts, kind, today) for kind in found.riders)

    def _check_in(self, person: KeptPerson, facts: LetterFacts, kind: LetterKind, today: date) -> CheckIn:
        page = self.address_of(f"/people/{person.id}/check-in/{kind.value}")
        if kind is not LetterKind.MORNING:
            return CheckIn(kind, page)
        yesterday = facts.sessions_on(today - timedelta(days=1))
        if not yesterday:
            return CheckIn(kind, page)
        plan, _, session = yesterday[0]

        def answer(kind: LinkKind) -> str:
            return self._act(LetterLink(kind, person.id, mark_of(person), today, plan.kept.start, session.id))

        return CheckIn(kind, page, answer(LinkKind.AS_USUAL), answer(LinkKind.NOT_YET))

    # About the account

    def _about_the_account(self, letter: OutboxLetter, wanted: Wanted, now: datetime) -> Letter | NotWanted:
        if letter.kind is LetterKind.SIGN_IN:
            token = make_link(self.storage, AccountId(int(letter.parameters["account"])), now)
            return letters.sign_in_letter(self.address_of(f"/sign-in/{token}"), LINK_LIFE)
        person = wanted.person
        if person is None:
            return NotWanted("Nobody is named.")
        language, links = _language(person), self._plan_links(person, letter.kind)
        match letter.kind:
            case LetterKind.CONFIRM:
                address, today = str(letter.parameters["address_to_use"]), local_day(person, now)
                link = LetterLink(LinkKind.CONFIRM, person.id, mark_of(person), day=today, address=address)
                return letters.confirm_letter(self._act(link), CONFIRM_WITHIN, language)
            case LetterKind.PAUSED:
                until = date.fromisoformat(str(letter.parameters["until"]))
                return letters.paused_letter(person.name, until, links, language)
            case LetterKind.RESUMED:
                assert wanted.facts is not None
                return letters.resumed_letter(person.name, _following(wanted.facts, now), links, language)
            case LetterKind.STOPPED:
                at = letter.created.astimezone(ZoneInfo(person.time_zone))
                return letters.stopped_letter(person.name, at, person.stop_message or "", links, language)
            case LetterKind.RESCREEN:
                return self._rescreen(person, links, now)
            case LetterKind.NO_WEEK:
                return self._no_week(person, links)
            case _:
                raise ValueError(f"a letter of kind {letter.kind} lacks what it is about")

    def _rescreen(self, person: KeptPerson, links: Links, now: datetime) -> Letter | NotWanted:
        with self.storage.reading() as uow:
            due = due_now(uow, person, self.content.safety, local_day(person, now))
        if due is None:
            return NotWanted("The questions have been answered.")
        return letters.rescreen_letter(person.name, due.text, links, _language(person))

    def _no_week(self, person: KeptPerson, links: Links) -> Letter | NotWanted:
        with self.storage.reading() as uow:
            found = find_no_week(uow, person)
        if found is None:
            return NotWanted("A week has been made.")
        return letters.no_week_letter(person.name, found.start, found.why, links, _language(person))

    # Links

    def _plan_links(self, person: KeptPerson, kind: LetterKind) -> Links:
        return Links(
            week=self.address_of(f"/people/{person.id}/week"),
            unsubscribe=self._unsubscribe(person, kind),
            reminders=self.address_of(f"/people/{person.id}/reminders"),
            questions=self.address_of(f"/people/{person.id}"),
        )

    def _session_links(self, person: KeptPerson, kind: LetterKind, week: date, session: Session) -> Links:
        def link(kind: LinkKind) -> str:
            return self._act(LetterLink(kind, person.id, mark_of(person), week=week, session=session.id))

        plain = self._plan_links(person, kind)
        return Links(
            week=plain.week,
            unsubscribe=plain.unsubscribe,
            reminders=plain.reminders,
            questions=self.address_of(f"/people/{person.id}/session/{week}/{session.id}"),
            done=link(LinkKind.DONE),
            not_today=link(LinkKind.NOT_TODAY),
            hurt=link(LinkKind.HURT),
        )

    def _unsubscribe(self, person: KeptPerson, kind: LetterKind) -> str | None:
        if not kind.is_about_the_plan:
            return None
        return self._act(LetterLink(LinkKind.UNSUBSCRIBE, person.id, mark_of(person), letters=kind))

    def _act(self, link: LetterLink) -> str:
        return self.address_of(f"/letters/{self.links.make(link)}")

    @property
    def _stop_now(self) -> str:
        return self.content.safety.messages["MSG-STOPNOW"]

    def _exercises(self, session: Session) -> dict[ExerciseId, Exercise]:
        """Those of the session; also a practice's own, which the library of the program does not hold."""
        library, names = self.content.library, {item.exercise: item.name for item in session.items}
        if not all(name in library.exercises for name in names):
            library = library_with(self.storage, names, library)
        return {name: library.exercises[name] for name in names}

    def _png(self, exercise: Exercise, item: Item) -> bytes:
        """A drawing of the program is kept for as long as the writer is; somebody's own may change."""
        key = item.exercise, item.adaptations
        if key in self._drawn:
            return self._drawn[key]
        drawn = self.pictures.png(exercise, item.adaptations)
        if exercise.id in self.content.library.exercises:
            self._drawn[key] = drawn
        return drawn


def _language(person: KeptPerson) -> str:
    # Inside a text of the answers its quotation marks would be \": this can only be the answer itself.
    found = _LANGUAGE.search(person.answers)
    return letters.USUAL_LANGUAGE if found is None else found[1]


def _following(facts: LetterFacts, now: datetime) -> tuple[Day, Session] | None:
    """The next session from today on that nothing was written down about."""
    local = now.astimezone(facts.zone)
    for n in range(8):
        for plan, day, session in facts.sessions_on(local.date() + timedelta(days=n)):
            if facts.entry(plan, session) is None and (n > 0 or session.at > local.time()):
                return day, session
    return None
