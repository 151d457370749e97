"""Editing a kept week: whose it is, what is kept of it, its letters, and today's session."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from planner.domain.account import AccountId
from planner.domain.diary import DayLog, SessionDiary
from planner.domain.edits import AfterMiss, LoseDay, MoveSession, Pin, Replan, SetDose, SwapExercise
from planner.domain.exercise import Dose, ExerciseId
from planner.domain.kept import KeptWeek, MadeBy, PersonState
from planner.domain.person import PersonId
from planner.domain.reminder import LetterKind, LetterState, OutboxLetter
from planner.domain.week import SessionId, Stopped, Week
from planner.exchange.edits_text import edits_from_json
from planner.exchange.week_file import week_from_json
from planner.generator.outcome import NotAllowed
from planner.library.load import load_library
from planner.library.safety import load_safety
from planner.storage import migrate
from planner.storage.engine import make_engine
from planner.storage.unit_of_work import Storage
from planner.use_cases.add_person import PersonAdded, add_person
from planner.use_cases.edit_week import WeekChanged, change_week, offer_swaps
from planner.use_cases.history import history_of
from planner.use_cases.make_week import Content, judge_week, make_week
from planner.use_cases.show_week import NotNow, ShownWeek, find_week
from planner.use_cases.today_session import SEE_YOUR_CLINIC, TodaySession, today_session

ROOT = Path(__file__).parents[2]
MONDAY = date(2026, 11, 23)
SUNDAY_BEFORE = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
EARLY_MONDAY = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
EARLY_TUESDAY = EARLY_MONDAY + timedelta(days=1)
DOMAIN = "example.org"
EMAIL = "pat@example.org"
PROFILE = """
name: Pat
age: 40
time_zone: Europe/London
days: {mon: {minutes: 20, at: "07:30"}, tue: {minutes: 15, at: "18:00"}, thu: {minutes: 20, at: "07:30"},
       sat: {minutes: 30, at: "10:00"}}
back_pain: {weeks: 20, now: 3, worst: 5, average: 3, below_knee: no, worse_with: neither}
floor: yes
stand_10_minutes: yes
walk_10_minutes: yes
equipment: [chair, wall, worktop, mat, bed, pillow]
tiredness: 2
numbness: {areas: [], change: same, assessed: yes}
b12: {low: no}
falls: {last_12_months: no, afraid: no}
blood_pressure: {high: no, low: no}
bones: {thin: no, small_fall_fracture: no, lost_height: no, spine_fracture: no}
spine: {diagnosis: no, surgery: no, myelopathy: no}
surgery_within_12_weeks: no
hip_replacement: {had: no}
pregnancy: {pregnant: no}
red_flags: none
reminders: {email: pat@example.org, session: {minutes_before: 30}}
"""


@pytest.fixture(scope="module")
def content() -> Content:
    library, safety = load_library(ROOT / "exercises"), load_safety(ROOT / "exercises" / "safety")
    assert not isinstance(library, tuple)
    assert not isinstance(safety, tuple)
    return Content(library, safety)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory, content: Content) -> Path:
    """A database with Pat, their account and their week."""
    folder = tmp_path_factory.mktemp("prepared")
    (folder / "pat.yaml").write_text(PROFILE)
    url = f"sqlite:///{folder / 'planner.sqlite3'}"
    migrate.upgrade(url)
    storage = Storage(make_engine(url))
    added = add_person(storage, folder / "pat.yaml", MONDAY, content, SUNDAY_BEFORE, DOMAIN)
    storage.close()
    assert isinstance(added, PersonAdded), added
    return folder / "planner.sqlite3"


@pytest.fixture
def storage(prepared: Path, tmp_path: Path) -> Iterator[Storage]:
    (tmp_path / "planner.sqlite3").write_bytes(prepared.read_bytes())
    storage = Storage(make_engine(f"sqlite:///{tmp_path / 'planner.sqlite3'}"))
    yield storage
    storage.close()


@pytest.fixture
def account(storage: Storage) -> AccountId:
    with storage.reading() as uow:
        found = uow.accounts.find_by_email(EMAIL)
    assert found is not None
    return found.id


PAT = PersonId(1)


def current(storage: Storage) -> tuple[KeptWeek, Week]:
    with storage.reading() as uow:
        kept = uow.weeks.find_current(PAT, MONDAY)
    assert kept is not None
    week = week_from_json(kept.text)
    assert isinstance(week, Week)
    return kept, week


def letters(storage: Storage, kind: LetterKind, now: datetime = SUNDAY_BEFORE) -> dict[str, OutboxLetter]:
    """Those that wait, by what they are about."""
    with storage.reading() as uow:
        found = uow.outbox.of_person(PAT, now)
    return {
        f"{letter.parameters.get('date', '')} {letter.parameters.get('session', '')}".strip(): letter
        for letter in found
        if letter.kind is kind and letter.state is LetterState.QUEUED
    }


def changed(
    storage: Storage, account: AccountId, content: Content, edit: object, now: datetime = SUNDAY_BEFORE
) -> WeekChanged:
    outcome = change_week(storage, account, PAT, MONDAY, edit, content, now, DOMAIN)  # type: ignore[arg-type]
    assert isinstance(outcome, WeekChanged), outcome
    return outcome


def test_an_edit_is_kept_as_the_next_version_with_what_was_done(
    storage: Storage, account: AccountId, content: Content
) -> None:
    before, _ = current(storage)
    outcome = changed(storage, account, content, MoveSession(SessionId("mon-1"), MONDAY + timedelta(days=2)))
    kept, week = current(storage)
    assert kept == outcome.kept
    assert kept.sequence == before.sequence + 1
    assert kept.made_by is MadeBy.PERSON
    assert edits_from_json(kept.edits) == week.edits == outcome.week.edits
    assert outcome.told[0] == "The session is on Wednesday now."
    with storage.reading() as uow:
        assert [version.sequence for version in uow.weeks.versions(PAT, MONDAY)] == [0, 1]


def test_the_application_and_check_judge_the_kept_week_alike(
    storage: Storage, account: AccountId, content: Content
) -> None:
    changed(storage, account, content, MoveSession(SessionId("mon-1"), MONDAY + timedelta(days=2)))
    changed(storage, account, content, LoseDay(MONDAY + timedelta(days=3)))
    shown = find_week(storage, account, PAT, MONDAY)
    assert isinstance(shown, ShownWeek)
    assert judge_week(shown.week, shown.profile, content) == ()


def test_a_stranger_changes_and_learns_nothing(storage: Storage, content: Content) -> None:
    with storage.writing() as uow:
        stranger = uow.accounts.get_or_add("somebody@example.org", SUNDAY_BEFORE).id
        uow.commit()
    before = current(storage)
    name, bridge = SessionId("mon-1"), ExerciseId("bridge")
    assert change_week(storage, stranger, PAT, MONDAY, Replan(), content, SUNDAY_BEFORE, DOMAIN) is None
    assert offer_swaps(storage, stranger, PAT, MONDAY, name, bridge, content, MONDAY) is None
    assert today_session(storage, stranger, PAT, MONDAY, name, 3, 3, content, MONDAY) is None
    assert current(storage) == before


def test_there_is_no_week_to_change_where_there_is_none(storage: Storage, account: AccountId, content: Content) -> None:
    other = MONDAY + timedelta(days=7)
    assert change_week(storage, account, PAT, other, Replan(), content, SUNDAY_BEFORE, DOMAIN) is None


def test_nobody_who_is_stopped_edits_a_week(storage: Storage, account: AccountId, content: Content) -> None:
    with storage.writing() as uow:
        uow.persons.change_state(PAT, PersonState.STOPPED, "Please see your doctor.")
        uow.commit()
    before = current(storage)
    name, exercise = before[1].sessions[0][1].id, before[1].sessions[0][1].items[0].exercise
    assert isinstance(change_week(storage, account, PAT, MONDAY, Replan(), content, SUNDAY_BEFORE, DOMAIN), NotNow)
    assert isinstance(offer_swaps(storage, account, PAT, MONDAY, name, exercise, content, MONDAY), NotNow)
    assert isinstance(today_session(storage, account, PAT, MONDAY, name, 3, 3, content, MONDAY), NotNow)
    assert current(storage) == before


def test_a_refused_edit_keeps_nothing_and_says_why(storage: Storage, account: AccountId, content: Content) -> None:
    before = current(storage)
    item = before[1].sessions[0][1].items[0]
    edit = SetDose(before[1].sessions[0][1].id, item.exercise, Dose(1, None, None, 60.0))
    outcome = change_week(storage, account, PAT, MONDAY, edit, content, SUNDAY_BEFORE, DOMAIN)
    assert isinstance(outcome, NotAllowed)
    assert all(breach.text for breach in outcome.breaches)
    assert current(storage) == before


def test_the_letter_of_a_moved_session_moves_and_the_week_ahead_is_not_sent_twice(
    storage: Storage, account: AccountId, content: Content
) -> None:
    before = letters(storage, LetterKind.SESSION)
    ahead = letters(storage, LetterKind.WEEK_AHEAD)
    assert "2026-11-23 mon-1" in before
    outcome = changed(storage, account, content, MoveSession(SessionId("mon-1"), MONDAY + timedelta(days=2)))
    after = letters(storage, LetterKind.SESSION)
    assert "2026-11-23 mon-1" not in after
    assert after["2026-11-25 wed-1"].next_at.date() == date(2026, 11, 25)
    assert len(after) == len(before)
    assert all(letter.parameters["week"] == outcome.kept.id for letter in after.values())
    assert len(letters(storage, LetterKind.WEEK_AHEAD)) == len(ahead)


def test_an_edit_after_the_week_ahead_went_out_does_not_send_it_again(
    storage: Storage, account: AccountId, content: Content
) -> None:
    with storage.writing() as uow:
        uow.outbox.cancel_kinds(PAT, [LetterKind.WEEK_AHEAD], SUNDAY_BEFORE)
        uow.commit()
    changed(storage, account, content, LoseDay(MONDAY + timedelta(days=3)))
    assert letters(storage, LetterKind.WEEK_AHEAD) == {}
    assert not any("thu-1" in about for about in letters(storage, LetterKind.SESSION))


def test_the_best_substitutes_can_be_taken(storage: Storage, account: AccountId, content: Content) -> None:
    _, week = current(storage)
    session = week.sessions[0][1]
    core = next(block for block in session.blocks if block.kind.value == "core")
    old = core.items[0].exercise
    swaps = offer_swaps(storage, account, PAT, MONDAY, session.id, old, content, MONDAY)
    assert isinstance(swaps, tuple)
    assert 1 <= len(swaps) <= 3
    outcome = changed(storage, account, content, SwapExercise(session.id, old, swaps[0].exercise))
    assert swaps[0].exercise in [item.exercise for item in outcome.week.sessions[0][1].items]


def test_a_session_in_the_diary_is_done_and_stays(storage: Storage, account: AccountId, content: Content) -> None:
    _, week = current(storage)
    first = week.sessions[0][1]
    with storage.writing() as uow:
        uow.diaries.record_session(PAT, SessionDiary(MONDAY, first.id, "all", effort=3, pain_during=2), EARLY_MONDAY)
        uow.commit()
    refused = change_week(storage, account, PAT, MONDAY, LoseDay(MONDAY), content, EARLY_MONDAY, DOMAIN)
    assert isinstance(refused, NotAllowed)
    assert refused.breaches[0].limit == "DONE"
    outcome = changed(storage, account, content, Replan(), EARLY_TUESDAY)
    assert outcome.week.sessions[0][1] == first
    assert outcome.week.edits is not None
    assert outcome.week.edits.as_of == MONDAY + timedelta(days=1)


def test_a_missed_session_moves_along_in_the_persons_own_day(
    storage: Storage, account: AccountId, content: Content
) -> None:
    outcome = changed(storage, account, content, AfterMiss("shift"), EARLY_TUESDAY)
    days = [day.date for day, _ in outcome.week.sessions]
    assert MONDAY not in days
    assert MONDAY + timedelta(days=1) in days


def test_an_edit_by_the_clock_or_a_practitioner_says_so_and_notes_stay(
    storage: Storage, account: AccountId, content: Content
) -> None:
    kept, _ = current(storage)
    notes = {ExerciseId("bridge"): "Slowly."}
    with storage.writing() as uow:
        uow.weeks.add(PAT, MONDAY, kept.text, SUNDAY_BEFORE, notes=notes)
        uow.commit()
    outcome = change_week(
        storage, account, PAT, MONDAY, Pin(SessionId("mon-1")), content, SUNDAY_BEFORE, DOMAIN,
        made_by=MadeBy.PRACTITIONER,
    )  # fmt: skip
    assert isinstance(outcome, WeekChanged)
    assert outcome.kept.made_by is MadeBy.PRACTITIONER
    assert outcome.kept.notes == notes


def test_the_history_of_a_week_is_what_was_kept_before_it(
    storage: Storage, account: AccountId, content: Content
) -> None:
    _, week = current(storage)
    with storage.writing() as uow:
        uow.diaries.record_session(PAT, SessionDiary(MONDAY, week.sessions[0][1].id, "all", effort=3), EARLY_MONDAY)
        uow.commit()
    changed(storage, account, content, LoseDay(MONDAY + timedelta(days=3)), EARLY_TUESDAY)
    with storage.reading() as uow:
        assert history_of(uow, PAT, MONDAY).weeks == ()
        history = history_of(uow, PAT, MONDAY + timedelta(days=7))
    assert [w.start for w in history.weeks] == [MONDAY]
    assert history.weeks[0].edits is not None
    assert len(history.diary.sessions) == 1
    shown = find_week(storage, account, PAT, MONDAY)
    assert isinstance(shown, ShownWeek)
    assert make_week(shown.profile, content, MONDAY + timedelta(days=7), history)


def test_todays_session_follows_how_the_person_is(storage: Storage, account: AccountId, content: Content) -> None:
    _, week = current(storage)
    planned = week.sessions[0][1]

    def today(pain: int, tiredness: int) -> TodaySession:
        outcome = today_session(storage, account, PAT, MONDAY, planned.id, pain, tiredness, content, MONDAY)
        assert isinstance(outcome, TodaySession)
        return outcome

    assert today(2, 2).session == planned
    tired = today(2, 5).session
    assert tired is not None
    assert tired.minutes < planned.minutes
    assert current(storage)[1] == week
    assert SEE_YOUR_CLINIC in today(2, 9).told
    assert today_session(storage, account, PAT, MONDAY, SessionId("sun-1"), 2, 2, content, MONDAY) is None
    with pytest.raises(ValueError, match="0 to 10"):
        today(11, 2)


def test_a_morning_that_is_not_back_to_usual_makes_today_shorter_and_says_so(
    storage: Storage, account: AccountId, content: Content
) -> None:
    planned = current(storage)[1].sessions[0][1]
    for usual, shorter in ((True, False), (False, True)):
        with storage.writing() as uow:
            uow.diaries.record_day(PAT, DayLog(MONDAY, pain=2, tiredness=2, back_to_usual=usual), EARLY_MONDAY)
            uow.commit()
        outcome = today_session(storage, account, PAT, MONDAY, planned.id, 2, 2, content, MONDAY)
        assert isinstance(outcome, TodaySession)
        assert outcome.session is not None
        assert (outcome.session.minutes < planned.minutes) is shorter
        assert (content.safety.messages["MSG-HELP-DAY2"] in outcome.told) is shorter


@pytest.mark.parametrize(("days_before", "told"), [((), True), ((1,), False), ((1, 2), True)])
def test_tiredness_of_nine_that_is_new_or_goes_on_sends_to_the_clinic(
    days_before: tuple[int, ...], told: bool, storage: Storage, account: AccountId, content: Content
) -> None:
    with storage.writing() as uow:
        for back in days_before:
            day = MONDAY - timedelta(days=back)
            log = DayLog(
                day, pain=2, tiredness=9, steadiness=None, walk_minutes=None, back_to_usual=None, painkillers=None
            )
            uow.diaries.record_day(PAT, log, EARLY_MONDAY)
        uow.commit()
    name = current(storage)[1].sessions[0][1].id
    outcome = today_session(storage, account, PAT, MONDAY, name, 2, 9, content, MONDAY)
    assert isinstance(outcome, TodaySession)
    assert (SEE_YOUR_CLINIC in outcome.told) is told


def test_answers_that_no_longer_pass_stop_the_plan_instead_of_changing_it(
    storage: Storage, account: AccountId, content: Content
) -> None:
    with storage.writing() as uow:
        person = uow.persons.get(PAT)
        answers = json.loads(person.answers) | {"red_flags": ["RED-20"]}
        uow.persons.change_answers(PAT, person.name, person.time_zone, json.dumps(answers))
        uow.commit()
    before = current(storage)
    outcome = change_week(storage, account, PAT, MONDAY, Replan(), content, SUNDAY_BEFORE, DOMAIN)
    assert isinstance(outcome, Stopped)
    assert current(storage) == before
    assert letters(storage, LetterKind.SESSION) == {}
    with storage.reading() as uow:
        assert uow.persons.get(PAT).state is PersonState.STOPPED
