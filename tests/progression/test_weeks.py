"""Gaps, flares, easy weeks, levels, walks: what concerns the week as a whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from planner.domain.diary import Diary, ItemNote, SessionDiary, WeekDiary
from planner.domain.exercise import Dose, ExerciseId, Level
from planner.domain.person import DayOffer, Haemoglobin, Profile
from planner.domain.week import Caps, Week
from planner.progression.level import level_for
from planner.progression.prescribe import prescribe
from planner.progression.prescription import Prescription
from planner.progression.walks import Walks, less_walking, more_walking, most_total
from planner.screening.outcome import Pace, Passed
from tests.people import START, a_person
from tests.progression.people import a_check_in, a_library, a_page, a_week, an_item, notes

Screened = Callable[[Profile], Passed]
E = ExerciseId
LIBRARY = a_library()
ONE_WEEK = timedelta(days=7)


def item(name: str, dose: Dose, effort: int = 4) -> Any:
    return an_item(LIBRARY.exercises[E(name)], dose, effort)


TWO_SETS = (item("dog-two", Dose(2, 5, 5)), item("bug-two", Dose(1, 8)))


class Months:
    """So many weeks of three sessions that end at START, all done and comfortable unless told otherwise."""

    def __init__(self, passed: Screened, weeks: int, *, ends: date = START, **week: Any) -> None:
        week.setdefault("walks", (3, 10))
        self.person = a_person(level=week.get("level", Level.BEGINNER))
        self.screened = passed
        starts = [ends - ONE_WEEK * n for n in range(weeks, 0, -1)]
        self.weeks: list[Week] = [a_week(start, {0: TWO_SETS, 2: TWO_SETS, 4: TWO_SETS}, **week) for start in starts]
        self.pages: dict[tuple[int, int], SessionDiary] = {
            (number, day): a_page(week, day) for number, week in enumerate(self.weeks) for day in (0, 2, 4)
        }
        self.check_ins: list[WeekDiary] = [a_check_in(week, walk_minutes=30) for week in self.weeks]

    def page(self, number: int, day: int, **changes: Any) -> None:
        number %= len(self.weeks)
        self.pages[number, day] = replace(self.pages[number, day], **changes)

    def misses(self, number: int, *days: int) -> None:
        for day in days:
            del self.pages[number % len(self.weeks), day]

    def check_in(self, number: int, **changes: Any) -> None:
        number %= len(self.weeks)
        self.check_ins[number] = replace(self.check_ins[number], **changes)

    @property
    def diary(self) -> Diary:
        return Diary(tuple(self.pages.values()), tuple(self.check_ins))

    def next(self, start: date = START) -> Prescription:
        return prescribe(tuple(self.weeks), self.diary, self.person, self.screened(self.person), LIBRARY, start)

    def level(self, start: date = START) -> Level:
        return level_for(tuple(self.weeks), self.diary, self.person, start)


def ids(prescription: Prescription) -> list[str]:
    return [message.id for message in prescription.messages]


@pytest.mark.parametrize(
    ("days", "rule", "factor", "rescreen"),
    [
        (0, None, 1.0, False),
        (1, "RET-01", 1.0, False),
        (3, "RET-01", 1.0, False),
        (4, "RET-02", 1.0, False),
        (7, "RET-02", 1.0, False),
        (8, "RET-03", 0.75, False),
        (13, "RET-03", 0.75, False),
        (14, "RET-03", 0.75, True),
        (15, "RET-04", 0.5, True),
        (28, "RET-04", 0.5, True),
        (29, "RET-05", 1.0, True),
    ],
)
def test_the_return_fits_the_days_missed(
    passed: Screened, days: int, rule: str | None, factor: float, rescreen: bool
) -> None:
    """Days without a plan after the last planned week are missed days."""
    found = Months(passed, 5, ends=START - timedelta(days=days)).next()
    assert found.volume_factor == factor
    assert found.rescreen is rescreen
    assert [name for name in ids(found) if name.startswith("RET")] == ([rule] if rule else [])


def test_days_between_sessions_are_not_missed_days(passed: Screened) -> None:
    months = Months(passed, 2)
    months.weeks = [a_week(week.start, {0: TWO_SETS}) for week in months.weeks]
    months.misses(0, 2, 4)
    months.misses(1, 2, 4)
    assert [name for name in ids(months.next()) if name.startswith("RET")] == []


def test_days_count_from_the_first_session_missed(passed: Screened) -> None:
    months = Months(passed, 2)
    months.misses(-1, 2, 4)
    assert "RET-02" in ids(months.next())
    months.misses(-1, 0)
    assert "RET-02" in ids(months.next())
    months.misses(-2, 4)
    assert "RET-03" in ids(months.next())


def test_a_missed_session_before_one_that_was_done_is_forgotten(passed: Screened) -> None:
    months = Months(passed, 2)
    months.misses(-1, 0, 2)
    assert [name for name in ids(months.next()) if name.startswith("RET")] == []


def test_without_any_diary_only_the_days_without_a_plan_are_missed(passed: Screened) -> None:
    months = Months(passed, 3)
    months.pages, months.check_ins = {}, []
    assert [name for name in ids(months.next()) if name.startswith("RET")] == []
    assert "RET-03" in ids(months.next(START + timedelta(days=9)))


def test_a_long_break_goes_one_step_down_at_half_and_builds_up_over_a_second_week(passed: Screened) -> None:
    months = Months(passed, 4, ends=START - timedelta(days=20))
    first = months.next()
    assert first.steps == {E("dog-two"): E("dog-one"), E("bug-two"): E("bug-one")}
    assert first.doses[E("dog-one")] == Dose(1, 3, 5)
    assert {change.rule for change in first.changes} == {"RET-04"}
    back = a_week(START, {0: TWO_SETS, 2: TWO_SETS, 4: TWO_SETS}, walks=(3, 5))
    months.weeks.append(back)
    months.pages |= {(4, day): a_page(back, day) for day in (0, 2, 4)}
    second = months.next(START + ONE_WEEK)
    assert (second.volume_factor, second.steps) == (0.75, first.steps)
    third_week = a_week(START + ONE_WEEK, {0: TWO_SETS, 2: TWO_SETS, 4: TWO_SETS})
    months.weeks.append(third_week)
    months.pages |= {(5, day): a_page(third_week, day) for day in (0, 2, 4)}
    third = months.next(START + 2 * ONE_WEEK)
    assert (third.volume_factor, third.steps) == (1.0, {})


def test_after_more_than_four_weeks_off_everything_begins_again(passed: Screened) -> None:
    months = Months(passed, 14, ends=START - timedelta(days=30), level=Level.INTERMEDIATE)
    found = months.next()
    assert (found.level, found.doses, found.steps) == (Level.BEGINNER, {}, {})
    assert (found.most_sets, found.walk_days) == (None, None)


def test_a_return_says_it_without_reproach(passed: Screened) -> None:
    found = Months(passed, 4, ends=START - timedelta(days=9)).next()
    assert found.messages[0].text == "Ready when you are. Today's plan is shorter."


@pytest.mark.parametrize(("pain", "morning", "flare"), [(6, 6, True), (5, 6, False), (6, 5, False)])
def test_pain_three_above_usual_into_the_next_day_is_a_flare(
    passed: Screened, pain: int, morning: int, flare: bool
) -> None:
    months = Months(passed, 2)
    months.page(-1, 4, pain_during=pain, pain_next_morning=morning)
    found = months.next()
    assert ("REG-03" in ids(found)) is flare
    assert (found.restorative_days, found.volume_factor) == ((3, 0.5) if flare else (0, 1.0))


def test_after_a_flare_the_amount_comes_back_in_steps(passed: Screened) -> None:
    months = Months(passed, 3)
    months.page(-2, 4, pain_during=7, pain_next_morning=7)
    assert months.next().volume_factor == 0.75
    later = Months(passed, 4)
    later.page(-3, 4, pain_during=7, pain_next_morning=7)
    assert later.next().volume_factor == 1.0


def test_fever_means_half_and_the_safety_questions_again(passed: Screened) -> None:
    months = Months(passed, 2)
    months.page(-1, 0, new_symptoms=("fever",))
    found = months.next()
    assert (found.volume_factor, found.rescreen) == (0.5, True)
    assert "RET-06" in ids(found)


@pytest.mark.parametrize(("weeks", "easy"), [(2, False), (3, True), (4, False), (7, True)])
def test_every_fourth_week_is_easy_from_intermediate_on(passed: Screened, weeks: int, easy: bool) -> None:
    months = Months(passed, weeks, level=Level.INTERMEDIATE)
    found = months.next()
    assert found.easy_week is easy
    if easy:
        assert found.most_sets == 5  # 60 % of nine
        assert found.doses[E("dog-two")] == Dose(2, (6, 4), 8)
        assert {change.rule for change in found.changes} == {"REG-04", "PROG-08"}  # walks go on growing


def test_an_easy_week_keeps_to_the_exercises_of_the_week_before(passed: Screened) -> None:
    """REG-04: the same exercises; a step taken counts as the same."""
    months = Months(passed, 3, level=Level.INTERMEDIATE)
    assert months.next().same_exercises == {E("dog-two"), E("bug-two")}
    assert Months(passed, 2, level=Level.INTERMEDIATE).next().same_exercises == frozenset()


@pytest.mark.parametrize(("tiredness", "easy"), [(4.9, False), (5.0, True)])
def test_beginners_get_an_easy_week_only_when_tired(passed: Screened, tiredness: float, easy: bool) -> None:
    months = Months(passed, 3)
    months.check_in(-1, tiredness_average=tiredness)
    assert months.next().easy_week is easy


@pytest.mark.parametrize(
    ("weeks", "level"),
    [(4, Level.BEGINNER), (7, Level.BEGINNER), (8, Level.INTERMEDIATE), (9, Level.BEGINNER)],
)
def test_intermediate_comes_at_a_four_weekly_review_after_six_steady_weeks(
    passed: Screened, weeks: int, level: Level
) -> None:
    assert Months(passed, weeks).level() is level


@pytest.mark.parametrize(("weeks", "level"), [(8, Level.INTERMEDIATE), (11, Level.INTERMEDIATE), (12, Level.ADVANCED)])
def test_advanced_comes_after_twelve_quiet_weeks(passed: Screened, weeks: int, level: Level) -> None:
    assert Months(passed, weeks, level=Level.INTERMEDIATE).level() is level


def test_weeks_of_low_energy_are_no_way_to_a_higher_level(passed: Screened) -> None:
    """FAT-03: ten easy minutes are steady, but not what a higher level builds on."""
    assert Months(passed, 8, caps=Caps(session_minutes=10)).level() is Level.BEGINNER
    assert Months(passed, 8, caps=Caps(session_minutes=15)).level() is Level.INTERMEDIATE


def test_the_level_waits_where_the_week_before_the_review_says_stay(passed: Screened) -> None:
    """PROG-05: a higher level is progress too."""
    months = Months(passed, 8)
    months.page(-1, 4, pain_during=6)
    assert months.level() is Level.BEGINNER


def test_one_week_of_too_much_pain_in_twelve_keeps_the_level(passed: Screened) -> None:
    months = Months(passed, 12, level=Level.INTERMEDIATE)
    months.page(0, 0, pain_during=6)
    assert months.level() is Level.INTERMEDIATE


def test_a_thin_week_among_the_last_six_keeps_the_level(passed: Screened) -> None:
    months = Months(passed, 8)
    months.misses(2, 0)
    assert months.level() is Level.BEGINNER


@pytest.mark.parametrize(("flare", "level"), [(1, Level.INTERMEDIATE), (2, Level.BEGINNER), (5, Level.BEGINNER)])
def test_the_level_waits_for_four_full_weeks_after_a_flare(passed: Screened, flare: int, level: Level) -> None:
    """The two weeks after it hold half and three quarters (REG-03): they say nothing about a higher level."""
    months = Months(passed, 8)
    months.page(flare, 4, pain_during=8, pain_next_morning=7)
    assert months.level() is level


@pytest.mark.parametrize(("pain", "level"), [(2, Level.INTERMEDIATE), (3, Level.BEGINNER)])
def test_the_level_rises_only_when_pain_is_stable(passed: Screened, pain: int, level: Level) -> None:
    months = Months(passed, 8)
    for number in range(4, 8):
        for day in (0, 2, 4):
            months.page(number, day, pain_during=pain)
    assert months.level() is level


def test_a_level_cap_keeps_a_beginner_a_beginner(passed: Screened) -> None:
    months = Months(passed, 8)
    months.person = replace(months.person, haemoglobin=Haemoglobin(95, START - timedelta(days=9)))
    assert months.next().level is Level.BEGINNER


def test_a_new_level_is_told_and_changes_the_doses(passed: Screened) -> None:
    months = Months(passed, 8)
    found = months.next()
    assert found.level is Level.INTERMEDIATE
    assert ids(found)[0] == "PROG-06"
    assert next((c.exercise, c.rule, c.after) for c in found.changes) == (
        "dog-two",
        "PROG-06",
        "6, then 4, then 2 times on each side, hold 8 seconds",
    )


def test_a_new_level_takes_nothing_away(passed: Screened) -> None:
    """What is dosed alike at all levels keeps what was gained."""
    arch = item("arch", Dose(1, 8), 3)
    months = Months(passed, 8)
    months.weeks = [a_week(week.start, dict.fromkeys((0, 2, 4), (arch, *TWO_SETS))) for week in months.weeks]
    months.pages = {(n, d): a_page(week, d) for n, week in enumerate(months.weeks) for d in (0, 2, 4)}
    for day in (2, 4):
        months.page(0, day, effort=3, exercises=notes(arch=ItemNote(pain=1, last_set_reps=10)))
    found = months.next()
    assert found.level is Level.INTERMEDIATE
    assert found.doses[E("arch")] == Dose(1, 9)


def test_the_history_overrides_the_level_of_the_profile(passed: Screened) -> None:
    months = Months(passed, 2, level=Level.INTERMEDIATE)
    months.person = a_person(level=Level.BEGINNER)
    assert months.level() is Level.INTERMEDIATE


@pytest.mark.parametrize(("total", "most"), [(15, 20), (49, 54), (50, 55), (60, 66), (105, 115)])
def test_the_weekly_walking_rises_by_a_tenth_or_by_five_minutes(total: int, most: int) -> None:
    assert most_total(total) == most


def test_walking_grows_in_days_before_minutes() -> None:
    walks, seen = Walks(3, 10), []
    for _ in range(7):
        more = more_walking(walks, Level.BEGINNER)
        if more is None:
            break
        assert more.total <= most_total(walks.total)
        seen.append((more.days, more.minutes))
        walks = more
    assert seen[:2] == [(4, 8), (5, 7)]
    assert all(days == 5 for days, _ in seen[2:])
    assert seen[-1][1] <= 15


@pytest.mark.parametrize(("walks", "weeks"), [(Walks(3, 5), 22), (Walks(3, 10), 20)])
def test_walks_reach_the_goal_of_week_01_within_six_months(walks: Walks, weeks: int) -> None:
    """PROG-04 in whole minutes on five days: from nothing in the 23rd week, from half an hour in the 21st."""
    for week in range(weeks):
        assert walks.total < 150
        longer = more_walking(walks, Level.BEGINNER if week < 8 else Level.INTERMEDIATE)
        assert longer is not None
        walks = longer
    assert walks.total >= 150


def test_walks_at_the_end_of_their_line_grow_no_more() -> None:
    assert more_walking(Walks(5, 15), Level.BEGINNER) is None
    assert more_walking(Walks(5, 15), Level.INTERMEDIATE) == Walks(5, 16)
    assert more_walking(Walks(5, 28), Level.ADVANCED) == Walks(5, 30)
    assert more_walking(Walks(5, 30), Level.ADVANCED) is None  # the 150 minutes of WEEK-01


def test_less_walking_shortens_walks_before_it_drops_days() -> None:
    assert less_walking(Walks(4, 20), 0.5) == Walks(4, 10)
    assert less_walking(Walks(4, 6), 0.5) == Walks(2, 5)


@pytest.mark.parametrize(("walked", "asked"), [(26, (3, 10)), (27, (4, 8)), (None, (3, 10))])
def test_walks_grow_only_when_they_were_walked(passed: Screened, walked: int | None, asked: tuple[int, int]) -> None:
    months = Months(passed, 1)
    months.check_in(-1, walk_minutes=walked)
    found = months.next()
    assert (found.walk_days, found.walk_minutes) == asked
    assert ([c.rule for c in found.changes] == ["PROG-08"]) is (asked == (4, 8))


def test_a_reduced_week_is_no_yardstick_for_walks_or_sets(passed: Screened) -> None:
    months = Months(passed, 3)
    months.weeks[-1] = a_week(months.weeks[-1].start, {0: TWO_SETS[:1]}, walks=(2, 5))
    months.misses(-1, 2, 4)
    found = months.next()
    assert (found.walk_days, found.walk_minutes) == (3, 10)
    assert found.most_sets == 10


@pytest.mark.parametrize(("sets", "most"), [(9, 10), (18, 19), (30, 33)])
def test_the_sets_of_a_week_rise_by_a_tenth(passed: Screened, sets: int, most: int) -> None:
    entry = item("bug-two", Dose(sets // 3, 8))
    months = Months(passed, 1)
    months.weeks[0] = a_week(months.weeks[0].start, dict.fromkeys((0, 2, 4), (entry,)))
    assert months.next().most_sets == most
    months.check_in(-1, tiredness_average=7.0)
    assert months.next().most_sets == sets


def test_low_energy_weeks_set_no_ceiling(passed: Screened) -> None:
    assert Months(passed, 1, caps=Caps(session_minutes=10)).next().most_sets is None


@pytest.mark.parametrize(
    ("tiredness", "morning", "pace"),
    [(5, 3, Pace.YELLOW), (5, 2, Pace.GREEN), (4, 4, Pace.GREEN), (5, None, Pace.YELLOW)],
)
def test_tiredness_that_stays_up_lowers_the_state(
    passed: Screened, tiredness: int, morning: int | None, pace: Pace
) -> None:
    months = Months(passed, 1)
    months.page(-1, 4, tiredness=tiredness, tiredness_next_morning=morning)
    found = months.next()
    assert found.pace is pace
    assert ("FAT-09" in ids(found)) is (pace is Pace.YELLOW)


def test_tiredness_that_stays_up_in_a_yellow_week_makes_the_next_session_restorative(passed: Screened) -> None:
    months = Months(passed, 1)
    months.page(-1, 4, tiredness=8, tiredness_next_morning=8)
    offer = DayOffer(20, months.person.days["mon"].at)
    months.person = replace(months.person, tiredness=5, days={"tue": offer, "fri": offer})
    found = months.next()
    assert (found.pace, found.restorative_days) == (Pace.YELLOW, 2)


def test_a_fall_asks_for_the_safety_questions(passed: Screened) -> None:
    months = Months(passed, 1)
    months.check_in(-1, falls=True)
    found = months.next()
    assert found.rescreen
    assert ids(found)[:2] == ["HELP-07", "SCR-07"]


@pytest.mark.parametrize(("days", "told"), [((4, 5), False), ((5, 5), True)])
def test_ten_painkiller_days_in_two_weeks_are_spoken_of(passed: Screened, days: tuple[int, int], told: bool) -> None:
    months = Months(passed, 2)
    for number, count in enumerate(days):
        months.check_in(number, painkiller_days=count)
    assert ("NSAID-08" in ids(months.next())) is told


def test_no_better_after_six_weeks_suggests_a_look_at_the_back(passed: Screened) -> None:
    def told(weeks: int, pain: int, last: int) -> bool:
        months = Months(passed, weeks)
        for number in range(weeks):
            for day in (0, 2, 4):
                months.page(number, day, pain_during=last if number == weeks - 1 else pain)
        return "HELP-06" in ids(months.next())

    assert told(6, 4, 4)
    assert not told(5, 4, 4)
    assert not told(6, 4, 3)
    assert not told(6, 2, 2)


@pytest.mark.parametrize(("last_day", "expected"), [(6, True), (5, False)])
def test_strength_work_on_the_day_before_the_start_is_remembered(
    passed: Screened, last_day: int, expected: bool
) -> None:
    before = a_week(START - ONE_WEEK, {last_day: (item("squat-one", Dose(1, 8)),)})
    person = a_person()
    prescription = prescribe((before,), Diary(), person, passed(person), LIBRARY, START)
    assert prescription.strength_the_day_before is expected


def test_walks_are_told_against_those_of_the_week_before(passed: Screened) -> None:
    """After a week of fewer walks the old amount is more than last week's, not less than the best of four."""
    months = Months(passed, 4, walks=(5, 8))
    months.weeks[-1] = a_week(months.weeks[-1].start, {0: TWO_SETS, 2: TWO_SETS, 4: TWO_SETS}, walks=(4, 5))
    change = next(c for c in months.next().changes if c.exercise == "walk-5")
    assert (change.before, change.after) == ("4 × 5 min", "5 × 8 min")
    assert change.text == "A little more walking again, on the way back."
