"""Months of weeks for people whose behaviour is written down, planned by the simplest planner there is.

It does what the prescription says and nothing else, so that the rules are seen without the choices of the generator.
``tests/generator/lives.py`` has months of real weeks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from planner.domain.diary import Diary, ItemNote, SessionDiary, WeekDiary
from planner.domain.exercise import ExerciseId, Level
from planner.domain.library import Library
from planner.domain.person import B12, Answer, BackPain, EverySchedule, Numbness, Profile, WorseWith
from planner.domain.week import Item, Week
from planner.progression.dose import prescribed_dose
from planner.progression.prescribe import prescribe
from planner.progression.prescription import Prescription
from planner.screening.gate import screen
from planner.screening.outcome import Passed
from planner.screening.tables import SafetyTables
from tests.people import START, a_person
from tests.progression.people import a_week, an_item

E = ExerciseId
SESSION_DAYS = (0, 2, 4)
ROUTINE = tuple(E(name) for name in ("dog-one", "bug-one", "squat-one", "back-lift", "band", "calf", "breath"))
WITH_DIRECTIONS = tuple(E(name) for name in ("dog-three", "bug-two", "squat-two", "fold", "arch", "calf"))
Behaviour = Callable[[int, int, Week], SessionDiary | None]
"""Week number, day, the week → the diary page of that day; None for a session that was missed."""


@dataclass(frozen=True, slots=True)
class Character:
    """``check_in`` may change what the weekly check-in of that week says."""

    behaves: Behaviour
    person: Profile = field(default_factory=a_person)
    routine: tuple[ExerciseId, ...] = ROUTINE
    weeks: int = 14
    check_in: Callable[[int], dict[str, Any]] = lambda number: {}


@dataclass
class Life:
    """Weeks as they were planned, what was written down, and what each next week was told."""

    character: Character
    passed: Passed
    library: Library
    weeks: list[Week] = field(default_factory=list)
    pages: list[SessionDiary] = field(default_factory=list)
    check_ins: list[WeekDiary] = field(default_factory=list)
    told: list[Prescription] = field(default_factory=list)

    @property
    def person(self) -> Profile:
        return self.character.person

    def live(self) -> Life:
        for number in range(self.character.weeks):
            start = START + timedelta(weeks=number)
            diary = Diary(tuple(self.pages), tuple(self.check_ins))
            found = prescribe(tuple(self.weeks), diary, self.person, self.passed, self.library, start)
            week = self._plan(start, found)
            self.told.append(found)
            self.weeks.append(week)
            pages = [page for day in SESSION_DAYS if (page := self.character.behaves(number, day, week)) is not None]
            self.pages += pages
            walked = round(sum(item.minutes or 0 for day in week.days for item in day.care))
            tired = [page.tiredness for page in pages if page.tiredness is not None]
            average = sum(tired) / len(tired) if tired else None
            said = WeekDiary(start, walk_minutes=walked if pages else 0, tiredness_average=average)
            self.check_ins.append(replace(said, **self.character.check_in(number)))
        return self

    def _plan(self, start: date, found: Prescription) -> Week:
        """The same routine three times, steps taken, cut to the sets and exercises that are allowed."""
        chosen = [found.steps.get(name, name) for name in self.character.routine]
        usable = self.passed.exercises.usable
        items: list[Item] = []
        for name in dict.fromkeys(chosen):
            if name in found.avoid or name not in usable or name not in (found.same_exercises or chosen):
                continue
            base = prescribed_dose(usable[name], self.passed, self.person.age, found)
            items.append(an_item(usable[name].exercise, base.dose, base.effort, base.rest_seconds))
        sessions = {day: tuple(items) for day in SESSION_DAYS}
        while found.most_sets is not None and sets_of(sessions) > found.most_sets:
            day = max(sessions, key=lambda d: (len(sessions[d]), d))
            sessions[day] = sessions[day][:-2] + sessions[day][-1:]
        walks = (found.walk_days or 3, found.walk_minutes or 10)
        return a_week(start, sessions, level=found.level, walks=walks)

    def pages_of(self, number: int) -> list[SessionDiary]:
        return [page for page in self.pages if page.week == self.weeks[number].start]

    def sets(self) -> list[int]:
        return [sets_of({n: s.items for n, (_, s) in enumerate(week.sessions)}) for week in self.weeks]

    def walking(self) -> list[int]:
        return [round(sum(item.minutes or 0 for day in week.days for item in day.care)) for week in self.weeks]


def sets_of(sessions: dict[int, tuple[Item, ...]]) -> int:
    return sum(item.sets for items in sessions.values() for item in items)


def live(character: Character, safety: SafetyTables, library: Library) -> Life:
    passed = screen(character.person, library, safety, START)
    assert isinstance(passed, Passed)
    return Life(character, passed, library).live()


def comfortable(week: Week, day: int, *, pain: int = 2, spare: int = 2, **changes: Any) -> SessionDiary:
    """All done, and two repeats more in every last set; pain as by morning."""
    session = week.days[day].sessions[0]
    reached = {
        item.exercise: ItemNote(last_set_reps=item.dose.reps_of_sets()[-1] + spare)
        for item in session.items
        if item.minutes is None
    }
    page = SessionDiary(
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
    return replace(page, **changes)


def about(page: SessionDiary, exercise: ExerciseId, note: ItemNote, **changes: Any) -> SessionDiary:
    """The page with a note about one exercise."""
    return replace(page, exercises={**page.exercises, exercise: note}, **changes)


def family_in(week: Week, family: str) -> ExerciseId:
    """The exercise of this family that the week holds; its first one where it holds none."""
    found = [item.exercise for _, session in week.sessions for item in session.items]
    return next((name for name in found if name.startswith(family)), E(f"{family}-one"))


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


def hurting(number: int, day: int, week: Week) -> SessionDiary | None:
    """The bird dog hurts: once at the end of week 3, twice in week 6, three times in week 9; gone by morning."""
    page = comfortable(week, day, spare=0)
    hurts = {2: (4,), 5: (2, 4), 8: (0, 2, 4)}.get(number, ())
    if day not in hurts:
        return page
    return about(page, family_in(week, "dog"), ItemNote(pain=7), pain_during=7, pain_next_morning=2)


def struggling(number: int, day: int, week: Week) -> SessionDiary | None:
    """Everything is far too hard on the last day of week 3 and on the last two of week 7."""
    hard = {2: (4,), 6: (2, 4)}.get(number, ())
    return comfortable(week, day, spare=0, effort=9 if day in hard else 4)


def sore_mornings(number: int, day: int, week: Week) -> SessionDiary | None:
    """The squat is still felt next morning: once in week 3, twice in a row in week 6."""
    page = comfortable(week, day, spare=0)
    if day not in {2: (4,), 5: (2, 4)}.get(number, ()):
        return page
    return about(page, family_in(week, "squat"), ItemNote(pain=4, settled_by_morning=False), pain_during=4)


def leg(number: int, day: int, week: Week) -> SessionDiary | None:
    """Bending sends tingling down the leg in week 3; arching hurts sharply in week 7."""
    page = comfortable(week, day, spare=0)
    if (number, day) == (2, 4):
        return about(page, E("fold"), ItemNote(pain=4), new_symptoms=("PAIN-06: tingling further down the leg",))
    if (number, day) == (6, 2):
        return about(page, E("arch"), ItemNote(pain=4), new_symptoms=("PAIN-05: a sharp pain",))
    return page


def ill(number: int, day: int, week: Week) -> SessionDiary | None:
    """A fever in the middle of week 5, three weeks of nothing, and back again."""
    if number in (5, 6, 7) or (number == 4 and day == 4):
        return None
    page = comfortable(week, day)
    return replace(page, new_symptoms=("fever",)) if (number, day) == (4, 2) else page


def a_cold(number: int, day: int, week: Week) -> SessionDiary | None:
    """A fever at the end of week 5 and no day missed."""
    return comfortable(week, day, new_symptoms=("fever",) if (number, day) == (4, 4) else ())


def a_week_off(number: int, day: int, week: Week) -> SessionDiary | None:
    """Nothing after the first session of week 6."""
    return None if number == 5 and day else comfortable(week, day)


def a_day_missed(number: int, day: int, week: Week) -> SessionDiary | None:
    """The last session of week 4 is missed."""
    return None if (number, day) == (3, 4) else comfortable(week, day)


def away_for_long(number: int, day: int, week: Week) -> SessionDiary | None:
    """Nothing for five weeks from week 10 on."""
    return None if 9 <= number <= 13 else comfortable(week, day)


def tiring(number: int, day: int, week: Week) -> SessionDiary | None:
    """Very tired after the last session of week 3, and all through weeks 7 and 8."""
    tired = 7 if (number, day) == (2, 4) else 6 if number in (6, 7) else 2
    return comfortable(week, day, tiredness=tired, tiredness_next_morning=tired)


def used_to_pain(number: int, day: int, week: Week) -> SessionDiary | None:
    """Pain is 5 as ever, 7 in sessions and 5 again by morning; in week 5 it stays at 7."""
    stays = (number, day) == (4, 4)
    return comfortable(week, day, pain=7, spare=0, pain_next_morning=7 if stays else 5)


def climbing(number: int, day: int, week: Week) -> SessionDiary | None:
    """Pain climbs from 1 to 3 in weeks 4 to 6, within what is allowed, and settles."""
    return comfortable(week, day, pain={3: 1, 4: 2, 5: 3}.get(number, 1), pain_next_morning=1)


def painful_review(number: int, day: int, week: Week) -> SessionDiary | None:
    """Eight weeks done; the last session before the review hurts."""
    return comfortable(week, day, pain=7 if (number, day) == (7, 4) else 2, pain_next_morning=2)


TREATED = B12(
    Answer.YES, "absorption", "injections", EverySchedule("weeks", 8), START - timedelta(days=7), START - timedelta(7)
)
WITH_NUMB_FEET = Numbness(("feet",), "same", Answer.YES)
INTERMEDIATE = a_person(level=Level.INTERMEDIATE)
CHARACTERS = {
    "steady": Character(steady, weeks=20),
    "flaring": Character(flaring),
    "missing": Character(missing),
    "hurting": Character(hurting, INTERMEDIATE, (*WITH_DIRECTIONS[1:], E("dog-two"))),
    "struggling": Character(struggling, INTERMEDIATE, WITH_DIRECTIONS),
    "sore mornings": Character(sore_mornings, INTERMEDIATE, WITH_DIRECTIONS),
    "leg": Character(leg, INTERMEDIATE, WITH_DIRECTIONS),
    "ill": Character(ill, INTERMEDIATE, WITH_DIRECTIONS),
    "a cold": Character(a_cold),
    "a week off": Character(a_week_off),
    "a day missed": Character(a_day_missed),
    "at the top": Character(steady, a_person(level=Level.ADVANCED), WITH_DIRECTIONS, weeks=20),
    "away for long": Character(away_for_long, weeks=20),
    "tiring": Character(tiring),
    "used to pain": Character(
        used_to_pain, a_person(back_pain=BackPain(5, Answer.NO, WorseWith.NEITHER, weeks=20, worst=7, average=5))
    ),
    "climbing": Character(climbing),
    "painful review": Character(painful_review),
    "treated": Character(
        steady,
        a_person(b12=TREATED, numbness=WITH_NUMB_FEET),
        weeks=12,
        check_in=lambda number: (
            {"b12_done": number != 8, "falls": number == 5} | ({"walk_minutes": 5} if number == 4 else {})
        ),
    ),
}
