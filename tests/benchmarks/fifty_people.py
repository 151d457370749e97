"""A database of people who have been here for weeks: weeks, diaries, day logs, marks, letters, and a practice."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import cycle, islice
from pathlib import Path

from planner.domain.account import AccessRole, AccountId, PracticeRole
from planner.domain.diary import DayLog, SessionDiary, WeekDiary
from planner.domain.exercise import ExerciseId
from planner.domain.health_record import TreatmentMark, TreatmentState
from planner.domain.kept import ScreeningEntry
from planner.domain.person import PersonId, Profile
from planner.domain.week import Week
from planner.exchange.profile_file import profile_from_text
from planner.exchange.week_file import week_as_kept, week_to_json
from planner.generator.outcome import Planned
from planner.storage.unit_of_work import Storage, UnitOfWork
from planner.strict_yaml import Document, Mode, read_mapping
from planner.use_cases.look_after import CONSENT_VERSION
from planner.use_cases.make_week import Content, make_week
from planner.use_cases.queue_week_letters import put_week_letters

NAMES = ("Ann", "Björk Guðmundsdóttir-Þórarinsson", "Chidi", "Dolores", "Élodie", "Feng", "Grace", "Hana", "Idris")


@dataclass(frozen=True, slots=True)
class Pattern:
    """Answers and a week that many people share; planning one for each of them would take minutes."""

    profile: Profile
    answers: str
    text: str
    week: Week


@dataclass(frozen=True, slots=True)
class Lived:
    """People with an account each, and a clinician who looks after them and ``in_practice`` others."""

    people: tuple[tuple[AccountId, PersonId], ...]
    clinician: AccountId


def patterns(content: Content, profile_file: Path, start: date) -> tuple[Pattern, ...]:
    """The example person with few, usual and many sessions."""
    document = read_mapping(profile_file, Mode.ANSWERS)
    if not isinstance(document, Document):
        raise SystemExit("The example profile has mistakes.")
    weeks = (("mon", "thu"), ("mon", "tue", "thu", "sat"), ("mon", "tue", "wed", "thu", "sat"))
    return tuple(_pattern(dict(document.value), days, content, start) for days in weeks)


def _pattern(answers: dict[str, object], days: tuple[str, ...], content: Content, start: date) -> Pattern:
    answers |= {"days": {day: {"minutes": 20, "at": "07:30"} for day in days}, "best_day": days[0]}
    text = json.dumps(answers, default=str, ensure_ascii=False)
    profile = profile_from_text(text, start, content.library)
    if isinstance(profile, tuple):
        raise SystemExit("\n".join(map(str, profile)))
    outcome = make_week(profile, content, start)
    if not isinstance(outcome, Planned):
        raise SystemExit(f"No week: {outcome}")
    return Pattern(profile, text, week_to_json(outcome.week), outcome.week)


def live(storage: Storage, kinds: tuple[Pattern, ...], now: datetime, people: int, weeks: int, practice: int) -> Lived:
    """``people`` with ``weeks`` weeks up to that of the patterns, and a practice of ``practice`` people around them."""
    with storage.writing() as uow:
        clinic = uow.practices.add("Backcare Clinic")
        clinician = uow.accounts.get_or_add("clinician@example.org", now).id
        uow.practitioners.add(clinician, "Pat", "physiotherapist", clinic.id, PracticeRole.ADMINISTRATOR)
        lived = []
        for number, kind in enumerate(islice(cycle(kinds), max(people, practice))):
            own = number < people
            person = _person(uow, kind, f"{NAMES[number % len(NAMES)]} {number}", weeks if own else 2, now)
            if number < practice:
                uow.practices.give_access(clinic.id, person, now)
            if own:
                account = uow.accounts.get_or_add(f"person{number}@example.org", now).id
                uow.accounts.give_access(account, person, AccessRole.SELF, now)
                lived.append((account, person))
        uow.commit()
    return Lived(tuple(lived), clinician)


def _person(uow: UnitOfWork, kind: Pattern, name: str, weeks: int, now: datetime) -> PersonId:
    person = uow.persons.add(name, kind.profile.time_zone, kind.answers, now)
    uow.persons.give_consent(person.id, CONSENT_VERSION, now)
    report = kind.week.screening
    uow.screenings.add(person.id, ScreeningEntry(now, report.state.value, report.flags, report.conditions))
    uow.reminders.choose(person.id, kind.profile.reminders)
    uow.records.mark_treatment(person.id, TreatmentMark(kind.week.start, TreatmentState.DONE, None, now), now)
    for back in reversed(range(weeks)):
        start = kind.week.start - timedelta(weeks=back)
        text, week = _shifted(kind.text, kind.week.start, start)
        kept = uow.weeks.add(person.id, start, text, now)
        put_week_letters(uow, person, week, kept, kind.profile.reminders, now, "planner.example.org")
        _write_down(uow, person.id, week, now)
        for weekly in range(0, weeks, 4):
            uow.records.add_outcome(person.id, "OUT-01", start - timedelta(days=weekly), 4.0, {"worst": 5}, now)
    return person.id


def _write_down(uow: UnitOfWork, person: PersonId, week: Week, now: datetime) -> None:
    """All that a diligent person writes down until now."""
    for number, day in enumerate(week.days):
        if day.date >= now.date():
            break
        pain = 7 if person % 10 == 0 and number == 1 else (number * 3) % 5
        log = DayLog(day.date, pain, 4, 2, 20, True, False, foods={"eggs": 1.0}, note="A good day.")
        evening = datetime.combine(day.date, time(20), UTC)
        uow.diaries.record_day(person, log, evening)
        for session in day.sessions:
            skipped = (ExerciseId(session.items[-1].exercise),)
            diary = SessionDiary(week.start, session.id, "all", skipped, effort=4, pain_during=number % 4, tiredness=3)
            uow.diaries.record_session(person, diary, evening)
    if week.days[-1].date < now.date():
        uow.diaries.record_week(person, WeekDiary(week.start, 140, None, False, 1, 4.0, 3.0), now)


@cache
def _shifted(text: str, before: date, after: date) -> tuple[str, Week]:
    """A week with each of its days brought to another week."""
    for day in range(7):
        text = text.replace(str(before + timedelta(days=day)), str(after + timedelta(days=day)))
    return text, week_as_kept(text)
