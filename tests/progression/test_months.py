"""Three people through months of weeks: no rule of progression is broken on the way, and each gets somewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

import pytest

from planner.domain.diary import Diary, ItemNote, SessionDiary, WeekDiary
from planner.domain.exercise import Dose, ExerciseId, Level
from planner.domain.library import Library
from planner.domain.person import Profile
from planner.domain.week import Item, Week
from planner.progression.dose import level_dose, prescribed_dose
from planner.progression.dose_table import row_of
from planner.progression.prescribe import prescribe
from planner.progression.prescription import Prescription
from planner.progression.walks import most_total
from planner.screening.outcome import Passed
from tests.people import START, a_person
from tests.progression.people import a_week, an_item

E = ExerciseId
SESSION_DAYS = (0, 2, 4)
ROUTINE = tuple(E(name) for name in ("dog-one", "bug-one", "squat-one", "back-lift", "band", "calf", "breath"))
Behaviour = Callable[[int, int, Week], SessionDiary | None]
"""Week number, day, the week → the diary page of that day."""


@dataclass
class Life:
    """Weeks as they were planned, what was written down, and what each next week was told."""

    person: Profile
    passed: Passed
    library: Library
    weeks: list[Week] = field(default_factory=list)
    pages: list[SessionDiary] = field(default_factory=list)
    check_ins: list[WeekDiary] = field(default_factory=list)
    told: list[Prescription] = field(default_factory=list)

    def live(self, weeks: int, behaves: Behaviour) -> Life:
        for number in range(weeks):
            start = START + timedelta(weeks=number)
            diary = Diary(tuple(self.pages), tuple(self.check_ins))
            found = prescribe(tuple(self.weeks), diary, self.person, self.passed, self.library, start)
            week = self._plan(start, found)
            self.told.append(found)
            self.weeks.append(week)
            pages = [page for day in SESSION_DAYS if (page := behaves(number, day, week)) is not None]
            self.pages += pages
            walked = round(sum(item.minutes or 0 for day in week.days for item in day.care))
            tired = [page.tiredness for page in pages if page.tiredness is not None]
            average = sum(tired) / len(tired) if tired else None
            self.check_ins.append(WeekDiary(start, walk_minutes=walked, tiredness_average=average))
        return self

    def _plan(self, start: date, found: Prescription) -> Week:
        """The simplest planner: the same routine three times, steps taken, and cut to the sets that are allowed."""
        chosen = [found.steps.get(name, name) for name in ROUTINE]
        usable = self.passed.exercises.usable
        items: list[Item] = []
        for name in dict.fromkeys(chosen):
            if name in found.avoid or name not in usable:
                continue
            base = prescribed_dose(usable[name], self.passed, self.person.age, found)
            items.append(an_item(usable[name].exercise, base.dose, base.effort, base.rest_seconds))
        sessions = {day: tuple(items) for day in SESSION_DAYS}
        while found.most_sets is not None and sets_of(sessions) > found.most_sets:
            day = max(sessions, key=lambda d: (len(sessions[d]), d))
            sessions[day] = sessions[day][:-2] + sessions[day][-1:]
        walks = (found.walk_days or 3, found.walk_minutes or 10)
        return a_week(start, sessions, level=found.level, walks=walks)

    def sets(self) -> list[int]:
        return [sets_of({n: s.items for n, (_, s) in enumerate(week.sessions)}) for week in self.weeks]

    def walking(self) -> list[int]:
        return [round(sum(item.minutes or 0 for day in week.days for item in day.care)) for week in self.weeks]


def sets_of(sessions: dict[int, tuple[Item, ...]]) -> int:
    return sum(item.sets for items in sessions.values() for item in items)


def comfortable(week: Week, day: int, *, pain: int = 2) -> SessionDiary:
    """All done, and two repeats more in every last set."""
    session = week.days[day].sessions[0]
    reached = {
        item.exercise: ItemNote(last_set_reps=item.dose.reps_of_sets()[-1] + 2)
        for item in session.items
        if item.minutes is None
    }
    return SessionDiary(
        week.start,
        session.id,
        "all",
        effort=max(item.effort for item in session.items),
        pain_during=pain,
        pain_next_morning=pain,
        tiredness=2,
        tiredness_next_morning=2,
        exercises=reached,
    )


def steady(number: int, day: int, week: Week) -> SessionDiary | None:
    return comfortable(week, day)


def flaring(number: int, day: int, week: Week) -> SessionDiary | None:
    """Week five ends badly; the week after it is sore."""
    if (number, day) == (4, 4):
        return comfortable(week, day, pain=8)
    return comfortable(week, day, pain=4 if number == 5 else 2)


def missing(number: int, day: int, week: Week) -> SessionDiary | None:
    """Away in weeks five and six, and only there on Mondays in week nine."""
    if number in (4, 5) or (number == 8 and day != 0):
        return None
    return comfortable(week, day)


@pytest.fixture(scope="module", params=[steady, flaring, missing], ids=lambda behaves: behaves.__name__)
def life(request: pytest.FixtureRequest, safety: object, library: Library) -> Life:
    from planner.screening.gate import screen

    person = a_person()
    passed = screen(person, library, safety, START)  # type: ignore[arg-type]
    assert isinstance(passed, Passed)
    return Life(person, passed, library).live(14, request.param)


def test_sets_never_rise_by_more_than_a_tenth_of_the_best_recent_week(life: Life) -> None:
    sets = life.sets()
    for number in range(1, len(sets)):
        best = max(sets[max(0, number - 4) : number])
        assert sets[number] <= best + max(1, best // 10), (number, sets)


def test_walking_never_rises_by_more_than_a_tenth_or_five_minutes(life: Life) -> None:
    walking = life.walking()
    for number in range(1, len(walking)):
        best = max(walking[max(0, number - 4) : number])
        assert walking[number] <= most_total(best), (number, walking)


def test_nothing_gets_harder_after_a_thin_or_painful_week(life: Life) -> None:
    for number in range(1, len(life.weeks)):
        pages = [page for page in life.pages if page.week == life.weeks[number - 1].start]
        hurt = any((page.pain_during or 0) > 5 for page in pages)
        if len(pages) < 3 or hurt:
            assert not [change for change in life.told[number].changes if change.rule.startswith("PROG")]


def harder(before: Dose, after: Dose) -> int:
    """In how many ways."""
    reps = (before.reps_of_sets() or (0,))[0], (after.reps_of_sets() or (0,))[0]
    hold = before.hold_seconds or 0, after.hold_seconds or 0
    pairs = ((before.sets, after.sets), reps, hold, (before.minutes or 0, after.minutes or 0))
    return sum(new > old for old, new in pairs)


def test_one_variable_at_a_time(life: Life) -> None:
    """Between two usual weeks of one level, an exercise gets harder in one way at most."""
    for (was, week), (now, following) in pairwise(zip(life.told, life.weeks, strict=True)):
        if was.level is not now.level or was.volume_factor < 1 or now.volume_factor < 1:
            continue
        before = {item.exercise: item.dose for _, s in week.sessions for item in s.items}
        for _, session in following.sessions:
            for item in session.items:
                assert harder(before.get(item.exercise, item.dose), item.dose) <= 1


def test_a_family_takes_one_change_a_week(life: Life) -> None:
    for told in life.told:
        up = [life.library.exercises[c.exercise].family for c in told.changes if c.rule in ("PROG-01", "PROG-02")]
        assert len(up) == len(set(up))


def test_a_lighter_week_makes_nothing_harder(life: Life) -> None:
    for told in life.told:
        if told.volume_factor < 1:
            assert not [change for change in told.changes if change.rule.startswith("PROG")]


def test_every_dose_stays_within_its_line_of_the_table(life: Life) -> None:
    for week, told in zip(life.weeks, life.told, strict=True):
        for _, session in week.sessions:
            for item in session.items:
                exercise = life.library.exercises[item.exercise]
                row = row_of(exercise.dose_row, told.level, life.person.age)
                most = max(row.reps[1], *level_dose(exercise, told.level, 40).reps_of_sets(), 0)
                assert item.sets <= row.sets[1]
                assert all(reps <= most for reps in item.dose.reps_of_sets())
                assert row.hold is None or (item.hold_seconds or 0) <= row.hold[1]
                assert item.effort <= row.effort


def test_levels_change_at_reviews_only(life: Life) -> None:
    for number in range(1, len(life.weeks)):
        if life.told[number].level is not life.told[number - 1].level:
            assert number % 4 == 0


def test_a_new_step_stays_for_two_sessions(life: Life) -> None:
    for number in range(2, len(life.weeks)):
        before, now = life.told[number - 1].steps, life.told[number].steps
        for old, new in now.items():
            if before.get(old) not in (None, new):
                sessions = sum(
                    item.exercise == before[old] for _, s in life.weeks[number - 1].sessions for item in s.items
                )
                assert sessions >= 2 or new == old


def test_every_change_has_its_rule_and_a_sentence(life: Life) -> None:
    for told in life.told:
        for change in told.changes:
            assert change.rule
            assert change.before != change.after
            assert change.text.endswith(".")
        for message in told.messages:
            assert message.id
            assert message.text.endswith((".", "?"))


def test_the_same_life_gives_the_same_weeks(life: Life) -> None:
    last = len(life.weeks) - 1
    again = prescribe(
        tuple(reversed(life.weeks[:last])),
        Diary(tuple(reversed(life.pages)), tuple(life.check_ins)),
        life.person,
        life.passed,
        life.library,
        life.weeks[last].start,
    )
    assert again == life.told[last]


def a_life(behaves: Behaviour, safety: object, library: Library, weeks: int) -> Life:
    from planner.screening.gate import screen

    person = a_person()
    passed = screen(person, library, safety, START)  # type: ignore[arg-type]
    assert isinstance(passed, Passed)
    return Life(person, passed, library).live(weeks, behaves)


def test_the_steady_person_gets_further(safety: object, library: Library) -> None:
    life = a_life(steady, safety, library, 14)
    assert life.told[-1].level is not Level.BEGINNER
    assert life.walking()[-1] > 60
    assert life.sets()[-1] > life.sets()[0]
    assert any(prescription.steps for prescription in life.told)
    assert any(prescription.easy_week for prescription in life.told)


def test_the_flaring_person_rests_and_comes_back(safety: object, library: Library) -> None:
    life = a_life(flaring, safety, library, 14)
    factors = [prescription.volume_factor for prescription in life.told]
    assert factors[5:8] == [0.5, 0.75, 1.0]
    assert life.told[5].restorative_days == 3
    assert life.sets()[-1] >= life.sets()[4]
    assert life.told[-1].avoid == ()


def test_the_person_who_was_away_comes_back_gently_and_without_reproach(safety: object, library: Library) -> None:
    life = a_life(missing, safety, library, 14)
    assert [prescription.volume_factor for prescription in life.told][4:9] == [1.0, 1.0, 0.75, 1.0, 1.0]
    words = " ".join(message.text.lower() for told in life.told for message in told.messages)
    assert not any(word in words for word in ("failed", "should have", "streak", "lost", "only "))
