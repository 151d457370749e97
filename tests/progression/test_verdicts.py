"""Each rule about one exercise, on both sides of its boundary, through ``prescribe``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from planner.domain.diary import Diary, ItemDone, ItemNote, SessionDiary
from planner.domain.exercise import Dose, ExerciseId, Level
from planner.domain.library import Library
from planner.domain.person import B12, BackPain, EverySchedule, Profile, WorseWith
from planner.progression.prescribe import prescribe
from planner.progression.prescription import Prescription
from planner.screening.outcome import Passed
from tests.people import NO, START, YES, a_person
from tests.progression.people import a_check_in, a_library, a_page, a_week, an_item, done, notes

Screened = Callable[[Profile], Passed]
E = ExerciseId
LIBRARY = a_library()
LAST = START - timedelta(days=7)


def item(name: str, dose: Dose, effort: int = 4) -> Any:
    return an_item(LIBRARY.exercises[E(name)], dose, effort)


DOG = item("dog-one", Dose(1, 4, 5))
BUG = item("bug-one", Dose(1, 8, 8))
CALF = item("calf", Dose(1, 2, 30), 3)
SPARE = ItemNote(pain=1, last_set_reps=6)
"""Two repeats more than the four asked for."""


class OneWeek:
    """A week with sessions on Monday, Wednesday and Friday, and what the diary says of each."""

    def __init__(self, passed: Screened, items: tuple[Any, ...] = (DOG,), person: Profile | None = None) -> None:
        self.week = a_week(LAST, {0: items, 2: items, 4: items})
        self.person = person or a_person()
        self.passed = passed(self.person)

    def says(self, *pages: dict[str, Any] | None, **check_in: Any) -> Prescription:
        days = zip((0, 2, 4), pages, strict=False)
        return self.diary(*(a_page(self.week, day, **page) for day, page in days if page is not None), **check_in)

    def diary(self, *pages: SessionDiary, **check_in: Any) -> Prescription:
        diary = Diary(pages, (a_check_in(self.week, **check_in),))
        return prescribe((self.week,), diary, self.person, self.passed, LIBRARY, START)


def good(**changes: Any) -> dict[str, Any]:
    return {"exercises": notes(dog_one=SPARE)} | changes


def rules(prescription: Prescription) -> list[tuple[str, str]]:
    return [(str(change.exercise), change.rule) for change in prescription.changes]


@pytest.fixture
def week(passed: Screened) -> OneWeek:
    return OneWeek(passed)


def test_without_history_nothing_has_changed(passed: Screened) -> None:
    person = a_person()
    found = prescribe((), Diary(), person, passed(person), LIBRARY, START)
    assert found == Prescription(Level.BEGINNER, passed(person).pace)


def test_a_week_that_begins_on_the_same_day_is_not_history(passed: Screened) -> None:
    person = a_person()
    assert prescribe((a_week(START, {0: (DOG,)}),), Diary(), person, passed(person), LIBRARY, START).changes == ()


def test_room_to_spare_in_two_sessions_in_a_row_adds_one_repeat(week: OneWeek) -> None:
    found = week.says({}, good(), good())
    assert rules(found) == [("dog-one", "PROG-01")]
    # The level's dose is 6 × 5 s, the most repeats of a beginner's line, so the hold grows.
    assert found.doses[E("dog-one")] == Dose(1, 6, 7)


def test_room_to_spare_once_or_with_a_gap_between_changes_nothing(week: OneWeek) -> None:
    assert week.says({}, {}, good()).changes == ()
    assert week.says(good(), {}, good()).changes == ()


@pytest.mark.parametrize(("last_set", "changed"), [(5, False), (6, True)])
def test_two_repeats_more_are_room_and_one_is_not(week: OneWeek, last_set: int, changed: bool) -> None:
    page = good(exercises=notes(dog_one=ItemNote(pain=1, last_set_reps=last_set)))
    assert bool(week.says({}, page, page).changes) is changed


@pytest.mark.parametrize(("hold", "changed"), [(5, False), (6, True)])
def test_four_seconds_more_held_in_the_last_set_are_room_too(week: OneWeek, hold: int, changed: bool) -> None:
    page = {"done": done(dog_one=ItemDone(sets=1, reps=4, hold_seconds=hold))}
    assert bool(week.says(page, page, page).changes) is changed


@pytest.mark.parametrize(("effort", "changed"), [(4, True), (5, False)])
def test_effort_above_target_is_no_room(week: OneWeek, effort: int, changed: bool) -> None:
    assert bool(week.says({}, good(effort=effort), good(effort=effort)).changes) is changed


def test_pain_or_effort_not_said_is_no_room(week: OneWeek) -> None:
    assert week.says({}, good(effort=None), good(effort=None)).changes == ()
    silent = good(exercises=notes(dog_one=ItemNote(last_set_reps=6)), pain_during=None)
    assert week.says({}, silent, silent).changes == ()


def test_pain_of_three_to_five_counts_as_room_only_when_it_settles(week: OneWeek) -> None:
    def page(settled: bool) -> dict[str, Any]:
        return good(exercises=notes(dog_one=ItemNote(pain=5, last_set_reps=6, settled_by_morning=settled)))

    assert rules(week.says({}, page(True), page(True))) == [("dog-one", "PROG-01")]
    assert ("dog-one", "PROG-01") not in rules(week.says({}, page(False), page(False)))


@pytest.mark.parametrize(("effort", "changed"), [(5, False), (6, True)])
def test_effort_two_above_target_takes_something_off(week: OneWeek, effort: int, changed: bool) -> None:
    found = week.says({}, {}, {"effort": effort})
    assert rules(found) == ([("dog-one", "REG-01")] if changed else [])
    if changed:
        assert found.doses[E("dog-one")] == Dose(1, 2, 5)  # two repeats less than the four that were done


@pytest.mark.parametrize(("pain", "changed"), [(5, False), (6, True)])
def test_pain_above_five_takes_something_off(week: OneWeek, pain: int, changed: bool) -> None:
    assert rules(week.says({}, {}, {"pain_during": pain})) == ([("dog-one", "REG-01")] if changed else [])


def test_an_exercise_with_more_sets_loses_one(passed: Screened) -> None:
    person = a_person(level=Level.INTERMEDIATE)
    week = OneWeek(passed, (item("dog-one", Dose(3, (6, 4, 2), 8)),), person)
    week.week = a_week(LAST, {0: week.week.days[0].sessions[0].items}, level=Level.INTERMEDIATE)
    found = week.says({"pain_during": 6})
    assert found.doses[E("dog-one")] == Dose(2, (6, 4), 8)


@pytest.mark.parametrize(
    ("usual", "pain", "morning", "too_much"),
    [(3, 6, 2, True), (4, 6, 4, False), (4, 7, 4, True), (5, 7, 5, False), (5, 7, 6, True), (6, 6, 5, True)],
)
def test_a_usual_pain_of_four_or_five_may_rise_by_two_within_the_session(
    passed: Screened, usual: int, pain: int, morning: int, too_much: bool
) -> None:
    person = a_person(back_pain=BackPain(usual, NO, WorseWith.NEITHER, weeks=20, average=usual))
    week = OneWeek(passed, person=person)
    found = rules(week.says({}, {}, {"pain_during": pain, "pain_next_morning": morning}))
    assert ("dog-one", "REG-01") in found or ("dog-one", "PAIN-04") in found if too_much else found == []


@pytest.mark.parametrize(("morning", "changed"), [(3, False), (4, True)])
def test_pain_not_back_to_usual_by_morning_takes_something_off(week: OneWeek, morning: int, changed: bool) -> None:
    found = rules(week.says({}, {}, {"pain_during": 4, "pain_next_morning": morning}))
    assert found == ([("dog-one", "PAIN-04")] if changed else [])


def test_twice_in_a_row_not_settled_replaces_the_exercise(week: OneWeek) -> None:
    page = {"exercises": notes(dog_one=ItemNote(pain=4, settled_by_morning=False))}
    found = week.says({}, page, page)
    assert rules(found) == [("dog-one", "PAIN-04")]
    assert found.steps == {E("dog-one"): E("bug-one")}
    assert rules(week.says(page, {}, page)) == [("dog-one", "PAIN-04")]
    assert week.says(page, {}, page).steps == {}


def test_two_hard_sessions_go_one_step_back_and_three_leave_it_out(passed: Screened) -> None:
    week = OneWeek(passed, (item("dog-two", Dose(2, 5, 5)),))
    hard = {"effort": 7}
    two = week.says({}, hard, hard)
    assert two.steps == {E("dog-two"): E("dog-one")}
    assert rules(two) == [("dog-two", "REG-02")]
    three = week.says(hard, hard, hard)
    assert three.avoid == (E("dog-two"),)
    assert three.steps == {}
    assert [change.after for change in three.changes] == ["not this week"]


def test_only_the_exercise_that_hurt_gets_less(passed: Screened) -> None:
    week = OneWeek(passed, (DOG, BUG))
    found = week.says({}, {}, {"pain_during": 7, "exercises": notes(bug_one=ItemNote(pain=7))})
    assert rules(found) == [("bug-one", "REG-01")]


def test_light_work_is_not_blamed_for_a_hard_session(passed: Screened) -> None:
    week = OneWeek(passed, (DOG, CALF))
    assert rules(week.says({}, {}, {"pain_during": 7})) == [("dog-one", "REG-01")]


def test_a_skipped_exercise_is_no_evidence(week: OneWeek) -> None:
    page = {"pain_during": 7, "done": done(bug_one=ItemDone()), "skipped": (E("dog-one"),)}
    assert week.says({}, {}, page).changes == ()


def test_less_lasts_one_week_only(passed: Screened) -> None:
    first, second = a_week(LAST - timedelta(days=7), {0: (DOG,), 2: (DOG,)}), a_week(LAST, {0: (DOG,), 2: (DOG,)})
    person = a_person()
    pages = (
        a_page(first, 0),
        a_page(first, 2, pain_during=6),
        a_page(second, 0),
        a_page(second, 2),
    )
    found = prescribe((first, second), Diary(pages), person, passed(person), LIBRARY, START)
    assert found.doses == {}


def test_a_step_taken_lasts_until_the_next_one(passed: Screened) -> None:
    two = item("dog-two", Dose(2, 5, 5))
    first = a_week(LAST - timedelta(days=7), {0: (two,), 2: (two,)})
    second = a_week(LAST, {0: (DOG,), 2: (DOG,)})
    person = a_person()
    pages = (*(a_page(first, day, effort=7) for day in (0, 2)), *(a_page(second, day) for day in (0, 2)))
    found = prescribe((second, first), Diary(pages), person, passed(person), LIBRARY, START)
    assert found.steps == {E("dog-two"): E("dog-one")}
    assert found.changes == ()


def grow_up(passed: Screened, name: str, dose: Dose, weeks: int, *, beside: tuple[Any, ...] = ()) -> list[Prescription]:
    """Someone with room to spare in every session, week after week, always given what was prescribed."""
    person = a_person()
    outcome = passed(person)
    history, pages, found = [], [], []
    start = START - timedelta(weeks=weeks)
    prescribed = dose
    for _ in range(weeks):
        entry = item(name, prescribed, 6)
        week = a_week(start, dict.fromkeys((0, 2, 4), (entry, *beside)), level=person.level)
        history.append(week)
        last = prescribed.reps_of_sets()[-1]
        note = {E(name): ItemNote(pain=1, last_set_reps=last + 2)}
        pages += [a_page(week, day, effort=5, exercises=note) for day in (0, 2, 4)]
        start += timedelta(days=7)
        found.append(prescribe(tuple(history), Diary(tuple(pages)), person, outcome, LIBRARY, start))
        if E(name) in found[-1].steps:
            break
        prescribed = found[-1].doses.get(E(name), prescribed)
    return found


def test_repeats_grow_before_sets_and_sets_before_the_next_step(passed: Screened) -> None:
    found = grow_up(passed, "dog-two", Dose(2, 5, 5), 8)
    told = [prescription.doses.get(E("dog-two")) for prescription in found]
    assert told[:4] == [Dose(2, 6, 5), Dose(2, 6, 7), Dose(2, 6, 8), Dose(2, 6, 8)]
    # Level three is beyond a beginner, so the family ends here and other work comes beside it (PROG-07).
    assert found[3].variety == (E("bug-two"),)
    found = grow_up(passed, "dog-one", Dose(1, 6, 5), 7, beside=(item("squat-two", Dose(9, 8)),))
    told = [prescription.doses.get(E("dog-one")) for prescription in found]
    assert told[:5] == [Dose(1, 6, 7), Dose(1, 6, 8), Dose(2, 6, 5), Dose(2, 6, 7), Dose(2, 6, 8)]
    assert found[5].steps == {E("dog-one"): E("dog-two")}


def test_where_another_set_breaks_the_weekly_tenth_the_next_step_comes(passed: Screened) -> None:
    """Three sets more are a tenth of thirty sets, and more than a tenth of twenty-seven."""
    roomy = grow_up(passed, "dog-one", Dose(1, 6, 5), 3, beside=(item("squat-two", Dose(9, 8)),))
    assert (roomy[2].steps, roomy[2].doses[E("dog-one")]) == ({}, Dose(2, 6, 5))
    full = grow_up(passed, "dog-one", Dose(1, 6, 5), 3, beside=(item("squat-two", Dose(8, 8)),))
    assert full[2].steps == {E("dog-one"): E("dog-two")}


def test_the_next_usable_step_comes_when_the_line_is_full(passed: Screened) -> None:
    found = grow_up(passed, "bug-one", Dose(1, 8, 8), 2)
    assert found[0].steps == {E("bug-one"): E("bug-two")}
    assert rules(found[0]) == [("bug-one", "PROG-02")]


def test_a_loaded_exercise_at_its_end_gets_a_little_more_load(passed: Screened) -> None:
    found = grow_up(passed, "band", Dose(1, 8), 4)
    assert [prescription.changes[0].rule for prescription in found[:3]] == ["PROG-01", "PROG-01", "PROG-03"]
    assert "tenth" in found[2].changes[0].text


def test_where_no_step_is_left_other_work_for_the_same_muscles_is_proposed(passed: Screened) -> None:
    found = grow_up(passed, "bug-two", Dose(1, 8), 2)
    assert found[0].variety == (E("dog-two"),)
    assert found[0].steps == {}


def test_evidence_counts_once(week: OneWeek, passed: Screened) -> None:
    """Two sessions at the new dose are needed before the next change (PROG-06)."""
    first = a_week(LAST - timedelta(days=7), {0: (DOG,), 2: (DOG,)})
    second = a_week(LAST, {0: (item("dog-one", Dose(1, 6, 7)),)})
    spare = {"exercises": notes(dog_one=ItemNote(pain=1, last_set_reps=9))}
    pages = (*(a_page(first, day, **spare) for day in (0, 2)), a_page(second, 0, **spare))
    found = prescribe((first, second), Diary(pages), week.person, week.passed, LIBRARY, START)
    assert found.changes == ()
    assert found.doses == {E("dog-one"): Dose(1, 6, 7)}


def test_in_the_first_eight_weeks_of_treatment_one_thing_a_week_gets_harder(passed: Screened) -> None:
    spare = {"exercises": notes(dog_one=SPARE, bug_one=ItemNote(pain=1, last_set_reps=10))}

    def count(started: date) -> int:
        b12 = B12(YES, "diet", "tablets", EverySchedule("days", 1), started)
        found = OneWeek(passed, (DOG, BUG), a_person(b12=b12)).says({}, spare, spare)
        return len([change for change in found.changes if change.rule.startswith("PROG")])

    assert count(START - timedelta(days=55)) == 1
    assert count(START - timedelta(days=56)) == 2


@pytest.mark.parametrize(
    ("page", "check_in"),
    [
        ({}, {"tiredness_average": 6.0}),
        ({"new_symptoms": ("a new ache",)}, {}),
    ],
)
def test_nothing_gets_harder_after_a_week_that_says_stay(
    week: OneWeek, page: dict[str, Any], check_in: dict[str, Any]
) -> None:
    found = week.says(page, good(), good(), **check_in)
    assert found.changes == ()
    assert any(message.text.startswith("Nothing gets harder") for message in found.messages)


def test_tiredness_just_below_six_does_not_hold_back(week: OneWeek) -> None:
    assert week.says({}, good(), good(), tiredness_average=5.9).changes != ()


def test_fewer_than_seven_in_ten_sessions_hold_back(week: OneWeek) -> None:
    assert week.says(None, good(), good()).changes == ()
    assert week.says({}, good(), good()).changes != ()


def test_one_exercise_with_too_much_pain_holds_all_back(passed: Screened) -> None:
    week = OneWeek(passed, (DOG, BUG))
    hurt = {"exercises": notes(dog_one=SPARE, bug_one=ItemNote(pain=6))}
    found = week.says(hurt, good(), good())
    assert ("dog-one", "PROG-01") not in rules(found)


def test_a_missed_treatment_holds_back_only_with_symptoms(passed: Screened) -> None:
    b12 = B12(YES, "diet", "injections", EverySchedule("weeks", 12), START - timedelta(weeks=60), START)
    week = OneWeek(passed, person=a_person(b12=b12))
    assert week.says({}, good(), good(), b12_done=False, tiredness_average=3.9).changes != ()
    assert week.says({}, good(), good(), b12_done=False, tiredness_average=4.0).changes == ()
    assert week.says({}, good(), good(), b12_done=True, tiredness_average=4.0).changes != ()


def test_climbing_pain_holds_back(passed: Screened) -> None:
    person = a_person()
    before, after = a_week(LAST - timedelta(days=7), {0: (DOG,), 2: (DOG,)}), a_week(LAST, {0: (DOG,), 2: (DOG,)})

    def told(pain: int) -> Prescription:
        spare = {"exercises": notes(dog_one=SPARE)}
        pages = (*(a_page(before, d) for d in (0, 2)), *(a_page(after, d, pain_during=pain, **spare) for d in (0, 2)))
        return prescribe((before, after), Diary(pages), person, passed(person), LIBRARY, START)

    assert told(2).changes != ()
    assert told(3).changes == ()
    assert told(3).messages[-1].id == "PAIN-03"


def test_symptoms_down_the_leg_leave_that_direction_out(passed: Screened, library: Library) -> None:
    week = OneWeek(passed, (item("arch", Dose(1, 8)), DOG))
    found = week.says({}, {}, {"new_symptoms": ("pain further down the leg",)})
    assert found.avoid == (E("arch"),)
    assert found.rescreen
    assert [m.id for m in found.messages[:2]] == ["PAIN-06", "SCR-07"]


def test_a_sharp_pain_leaves_out_the_exercise_that_was_named(week: OneWeek) -> None:
    page = {"new_symptoms": ("PAIN-05",), "exercises": notes(dog_one=ItemNote(pain=4, settled_by_morning=True))}
    assert week.says({}, {}, page).avoid == (E("dog-one"),)


def test_all_is_the_same_for_the_same_diary(week: OneWeek) -> None:
    assert week.says({}, good(), good()) == week.says({}, good(), good())


TWO = item("bug-two", Dose(1, 8))
ROOM = ItemNote(pain=1, last_set_reps=10)


def after_weeks(passed: Screened, *weeks: dict[str, Any], level: Level = Level.BEGINNER) -> Prescription:
    """Weeks whose sessions held these exercises, each with two repeats to spare; the last ends at START."""
    starts = [START - timedelta(days=7 * n) for n in range(len(weeks), 0, -1)]
    made = tuple(
        a_week(s, {d: tuple(held.values()) for d in (0, 2, 4)}, level=level)
        for s, held in zip(starts, weeks, strict=True)
    )
    pages = tuple(
        a_page(week, day, exercises=notes(**dict.fromkeys(held, ROOM)))
        for week, held in zip(made, weeks, strict=True)
        for day in (0, 2, 4)
    )
    diary = Diary(pages, tuple(a_check_in(week) for week in made))
    person = a_person(level=level)
    return prescribe(made, diary, person, passed(person), LIBRARY, START)


def test_a_step_is_told_once_where_a_routine_holds_both(passed: Screened) -> None:
    both = {"bug_one": BUG, "bug_two": TWO}
    first, then = after_weeks(passed, {"bug_one": BUG}), after_weeks(passed, {"bug_one": BUG}, both)
    assert rules(first) == [("bug-one", "PROG-02")]
    assert ("bug-one", "PROG-02") not in rules(then)
    assert then.steps[E("bug-one")] == "bug-two"


def test_a_step_that_is_behind_somebody_does_not_bring_them_back_to_it(passed: Screened) -> None:
    """The second step has become the third; the first must not become the second again and undo that."""
    one, two, three = (item(f"bug-{n}", Dose(2, 8, hold)) for n, hold in (("one", 8), ("two", None), ("three", None)))
    then = {"bug_one": one, "bug_three": three}
    found = after_weeks(passed, {"bug_two": two}, then, level=Level.INTERMEDIATE)
    assert found.steps[E("bug-two")] == "bug-three"
    assert E("bug-one") not in found.steps
