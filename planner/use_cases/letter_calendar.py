"""Which letters somebody is to get on which day, from the facts as they stand.

One answer for three questions: what to queue, whether a letter of the queue is still wanted when it goes out, and
what the next days will bring (the dry run).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from planner.care.b12 import DAYS_AFTER, DAYS_BEFORE, REMIND_AHEAD_FROM_DAYS
from planner.care.treatments import treatments
from planner.domain.health_record import TreatmentState
from planner.domain.kept import KeptPerson, KeptWeek, MadeBy, PersonState
from planner.domain.person import WEEKDAYS, QuietHours, ReminderChoices, weekday_of
from planner.domain.reminder import (
    SESSION_LETTER_USEFUL,
    LetterChoices,
    LetterKind,
    NewLetter,
    is_quiet,
    local_instant,
    session_letter_due,
)
from planner.domain.week import Session, Week
from planner.use_cases.letter_facts import KeptPlan, LetterFacts

# The times of day at which letters come that nobody chose a time for. [D]
_MORNING_AT: Final = time(8)
_B12_AT: Final = time(9)
_MISS_AT: Final = time(10)
_CHECK_IN_AT: Final = time(18)
USUAL_WEEKLY_DAY: Final = "sun"
USUAL_WEEKLY_AT: Final = time(17)
_USUAL_MINUTES_BEFORE: Final = 30
_FOUR_WEEKS: Final = 4
_DAY: Final = timedelta(days=1)
_LONGEST_MOVE: Final = timedelta(days=60)
_CHECK_INS: Final = (LetterKind.FOUR_WEEKLY, LetterKind.WEEKLY, LetterKind.MORNING)


@dataclass(frozen=True, slots=True)
class DayOfLetters:
    """``letters`` in the order in which they matter; ``riders`` are check-ins that go inside the first of them."""

    letters: tuple[NewLetter, ...]
    riders: tuple[LetterKind, ...]


def letters_on(facts: LetterFacts, day: date) -> DayOfLetters:
    """What goes out on the local ``day``.

    B12 letters do not count towards the most a day may bring. Among the others the week ahead comes first, then the
    sessions; a check-in rides in one of them where one goes, else it goes alone; a word after a miss comes last. [D]
    """
    found: DayOfLetters | None = facts.kept_answers.get(day)
    if found is None:
        # Asked for twice for every letter: when it is judged and when it is written.
        found = facts.kept_answers[day] = _letters_on(facts, day)
    return found


def _letters_on(facts: LetterFacts, day: date) -> DayOfLetters:
    if not _gets_letters(facts, day):
        return DayOfLetters((), ())
    most = facts.letters.max_a_day
    carriers = [*_week_ahead(facts, day), *_sessions(facts, day)]
    # What has gone out already has taken its place among the letters of the day.
    carriers = sorted(carriers, key=lambda letter: letter.once_key not in facts.sent)[:most]
    check_ins = list(_check_ins(facts, day))
    riders = tuple(letter.kind for letter in check_ins) if carriers else ()
    others = () if carriers else [*check_ins, *_miss(facts, day)][:most]
    return DayOfLetters((*_treatments(facts, day), *carriers, *others), riders)


def letters_between(facts: LetterFacts, first: date, last: date) -> tuple[NewLetter, ...]:
    """Every letter of the local days from ``first`` to ``last``."""
    days = (first + n * _DAY for n in range((last - first).days + 1))
    return tuple(letter for day in days for letter in letters_on(facts, day).letters)


def session_letters(
    person: KeptPerson, week: Week, kept: KeptWeek, choices: ReminderChoices, letters: LetterChoices
) -> tuple[NewLetter, ...]:
    """A letter for each session of ``week``, whatever else its day may bring."""
    return tuple(
        letter
        for day, session in week.sessions
        if (letter := _session_letter(person, KeptPlan(kept, week), day.date, session, choices, letters)) is not None
    )


def week_ahead_at(start: date, choices: ReminderChoices, zone: ZoneInfo) -> datetime:
    """When the letter about the week that begins on ``start`` goes out: at the chosen hour of the last chosen
    weekday before it."""
    chosen = WEEKDAYS.index(choices.weekly_day or USUAL_WEEKLY_DAY)
    before = (start.weekday() - chosen) % 7 or 7
    at = choices.weekly_at or USUAL_WEEKLY_AT
    return out_of_quiet(local_instant(start - before * _DAY, at, zone), choices.quiet, zone)


def session_key(person: KeptPerson, start: date) -> str:
    """How the key of every session letter of the week that begins on ``start`` begins."""
    # By the start of the week, not its version: a week planned again is the same letters.
    return f"{LetterKind.SESSION.value}/{person.id}/{start}/"


def week_ahead_key(person: KeptPerson, start: date) -> str:
    return f"{LetterKind.WEEK_AHEAD.value}/{person.id}/{start}/"


def _gets_letters(facts: LetterFacts, day: date) -> bool:
    paused = facts.letters.paused_until
    return (
        facts.person.state is PersonState.ACTIVE
        and facts.choices.email is not None
        and (paused is None or day >= paused)
    )


def _wants(facts: LetterFacts, kind: LetterKind, day: date) -> bool:
    days = facts.letters.days
    return kind not in facts.letters.off and (days is None or weekday_of(day) in days)


def out_of_quiet(due: datetime, quiet: QuietHours | None, zone: ZoneInfo) -> datetime:
    """``due`` itself, or the end of the quiet hours that it lies in."""
    local = due.astimezone(zone)
    if quiet is None or not is_quiet(local.time(), quiet):
        return due
    overnight = quiet.end < quiet.start and local.time() >= quiet.start
    return local_instant(local.date() + overnight * _DAY, quiet.end, zone)


def _letter(
    facts: LetterFacts,
    kind: LetterKind,
    name: str,
    at: datetime,
    expires: datetime,
    **parameters: str | int,
) -> NewLetter:
    return NewLetter(
        once_key=f"{kind.value}/{facts.person.id}/{name}",
        kind=kind,
        to_address=facts.choices.email or "",
        due=out_of_quiet(at, facts.choices.quiet, facts.zone),
        expires=expires,
        person=facts.person.id,
        parameters=parameters,
    )


def _end_of(day: date, zone: ZoneInfo) -> datetime:
    return local_instant(day + _DAY, time(), zone)


# The week ahead and its sessions


def _week_ahead(facts: LetterFacts, day: date) -> Iterator[NewLetter]:
    """The letter about the week that follows; the clock makes that week in time."""
    if LetterKind.WEEK_AHEAD in facts.letters.off or not facts.plans:
        return
    kept = {plan.kept.start: plan.kept for plan in facts.plans}
    newest = facts.plans[-1].kept.start
    for start in (day + n * _DAY for n in range(1, 8)):
        comes = start in kept or (start > newest and (start - newest).days % 7 == 0)
        # A week that somebody planned by hand had its letter at once.
        by_hand = start in kept and kept[start].made_by is not MadeBy.CLOCK
        if not comes or by_hand:
            continue
        due = week_ahead_at(start, facts.choices, facts.zone)
        if due.astimezone(facts.zone).date() == day:
            yield _letter(
                facts,
                LetterKind.WEEK_AHEAD,
                f"{start}/",
                due,
                _end_of(start + 6 * _DAY, facts.zone),
                week=kept[start].id if start in kept else 0,
            )


def _sessions(facts: LetterFacts, day: date) -> list[NewLetter]:
    """Not for a session that is written down already; a letter that went out before it was is still one of the day."""
    found = []
    for plan, _, session in facts.sessions_on(day):
        letter = _session_letter(facts.person, plan, day, session, facts.choices, facts.letters)
        if letter is not None and (facts.entry(plan, session) is None or letter.once_key in facts.sent):
            found.append(letter)
    return sorted(found, key=lambda letter: letter.due)


def _session_letter(
    person: KeptPerson, plan: KeptPlan, day: date, session: Session, choices: ReminderChoices, letters: LetterChoices
) -> NewLetter | None:
    minutes = choices.session_minutes_before
    if choices.email is None or LetterKind.SESSION in letters.off or (minutes is None and letters.session_at is None):
        return None
    if letters.days is not None and weekday_of(day) not in letters.days:
        return None
    zone = ZoneInfo(person.time_zone)
    start = local_instant(day, session.at, zone)
    due = session_letter_due(start, _USUAL_MINUTES_BEFORE if minutes is None else minutes, choices.quiet, zone)
    if letters.session_at is not None:
        fixed = out_of_quiet(local_instant(day, letters.session_at, zone), choices.quiet, zone)
        # A fixed hour after the session would be of no use: that day's letter comes before it as usual. [D]
        due = fixed if fixed <= start else due
    return NewLetter(
        once_key=f"{session_key(person, plan.kept.start)}{day}/{session.id}",
        kind=LetterKind.SESSION,
        to_address=choices.email,
        due=due,
        expires=start + SESSION_LETTER_USEFUL,
        person=person.id,
        parameters={"week": plan.kept.id, "date": day.isoformat(), "session": session.id},
    )


# Check-ins


def _check_ins(facts: LetterFacts, day: date) -> Iterator[NewLetter]:
    kinds = {letter.kind: letter for letter in (*_weekly(facts, day), *_morning(facts, day))}
    yield from (kinds[kind] for kind in _CHECK_INS if kind in kinds)


def _weekly(facts: LetterFacts, day: date) -> Iterator[NewLetter]:
    """The day before the week ahead is planned, so that its answers count (CHK-03); every fourth week CHK-04
    instead, which asks it all. [D]"""
    before = WEEKDAYS.index(facts.choices.weekly_day or USUAL_WEEKLY_DAY) - 1
    plan = facts.plan_on(day)
    if plan is None or facts.first_week is None or day.weekday() != before % 7:
        return
    start = plan.kept.start
    is_fourth = (start - facts.first_week).days // 7 % _FOUR_WEEKS == _FOUR_WEEKS - 1
    kind = LetterKind.FOUR_WEEKLY if is_fourth else LetterKind.WEEKLY
    answered = any(start <= each <= day for each in facts.measured) if is_fourth else start in facts.weeks
    if not answered and _wants(facts, kind, day):
        due = local_instant(day, _CHECK_IN_AT, facts.zone)
        yield _letter(facts, kind, f"{start}", due, _end_of(day + _DAY, facts.zone), week=plan.kept.id)


def _morning(facts: LetterFacts, day: date) -> Iterator[NewLetter]:
    """The morning after a session that was done (CHK-02), unless it was answered already."""
    log = facts.days.get(day)
    if not _wants(facts, LetterKind.MORNING, day) or (log is not None and log.back_to_usual is not None):
        return
    for plan, _, session in facts.sessions_on(day - _DAY):
        entry = facts.entry(plan, session)
        if entry is None or entry.done == "none" or entry.pain_next_morning is not None:
            continue
        due = local_instant(day, _MORNING_AT, facts.zone)
        yield _letter(
            facts,
            LetterKind.MORNING,
            f"{day}",
            due,
            _end_of(day, facts.zone),
            week=plan.kept.id,
            date=day.isoformat(),
            session=session.id,
        )
        return


def _miss(facts: LetterFacts, day: date) -> Iterator[NewLetter]:
    """The day after a session of which nothing is known (RET-07). Once: no other before something is written down
    again, and none within two weeks of the last. [D]"""
    missed = [s for s in facts.sessions_on(day - _DAY) if facts.entry(s[0], s[2]) is None]
    if not missed or not _wants(facts, LetterKind.MISS, day):
        return
    due = local_instant(day, _MISS_AT, facts.zone)
    since = f"{len(facts.sessions)}-written"
    own = f"{LetterKind.MISS.value}/{facts.person.id}/"
    if any(key.startswith(own) and key != own + since for key in facts.sent):
        return
    yield _letter(
        facts, LetterKind.MISS, since, due, _end_of(day, facts.zone), week=missed[0][0].kept.id, date=day.isoformat()
    )


# B12 (B12-09)


def _treatments(facts: LetterFacts, day: date) -> Iterator[NewLetter]:
    """Seven days before, on the day, and three days after where it is not marked as done."""
    if facts.b12 is None or LetterKind.B12 in facts.letters.off:
        return
    for due in treatment_days(facts, day - DAYS_AFTER * _DAY, day + DAYS_BEFORE * _DAY, day):
        step = {DAYS_BEFORE: "before", 0: "day", -DAYS_AFTER: "after"}.get((due - day).days)
        if step is None or not _is_worth_a_letter(facts, due, step):
            continue
        useful = {"before": due - _DAY, "day": day, "after": day + 6 * _DAY}[step]
        at = local_instant(day, _B12_AT, facts.zone)
        yield _letter(
            facts, LetterKind.B12, f"{due}/{step}", at, _end_of(useful, facts.zone), due=due.isoformat(), step=step
        )


def treatment_days(facts: LetterFacts, first: date, last: date, today: date) -> tuple[date, ...]:
    """The days of treatments that are not marked as done; a moved one counts on its new day."""
    if facts.b12 is None:
        return ()
    # A treatment is looked up by the day it was due, which a move may have left far behind.
    found = treatments(facts.b12, facts.treatments.values(), first - _LONGEST_MOVE, last, today)
    open_ones = (t.on for t in found if t.state is not TreatmentState.DONE)
    return tuple(sorted({day for day in open_ones if first <= day <= last}))


def _is_worth_a_letter(facts: LetterFacts, due: date, step: str) -> bool:
    """Treatments close together get no word a week ahead or three days after; daily tablets get none at all. [D]"""
    if _is_apart(facts, due, REMIND_AHEAD_FROM_DAYS):
        return True
    injected = facts.b12 is not None and facts.b12.treatment in ("injections", "both")
    return step == "day" and (injected or _is_apart(facts, due, 7))


def _is_apart(facts: LetterFacts, due: date, days: int) -> bool:
    near = (days - 1) * _DAY
    return treatment_days(facts, due - near, due + near, due) == (due,)
