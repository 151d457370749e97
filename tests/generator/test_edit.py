"""Edits of a finished week: what stays, what is planned again, what is refused and in which words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.domain.edits import (
    AfterMiss,
    Edit,
    Edits,
    LoseDay,
    Moved,
    MoveSession,
    Pin,
    Replan,
    RestoreDay,
    SetDose,
    SwapExercise,
    Unpin,
)
from planner.domain.exercise import Dose, ExerciseId
from planner.domain.library import Library
from planner.domain.person import WEEKDAYS, Bones
from planner.domain.week import BlockKind, Session, SessionId, Week
from planner.exchange.edits_text import edits_from_json, edits_to_json
from planner.exchange.week_file import week_from_json, week_to_json
from planner.generator.check import check_week
from planner.generator.edit import Edited, change_week
from planner.generator.outcome import NotAllowed, NoWeekPossible, Planned
from planner.generator.problem import WeekProblem
from planner.generator.solve import plan_week
from planner.generator.swaps import reason_for, swaps_for
from planner.progression.gaps import after_gap
from planner.screening.gate import screen
from planner.screening.outcome import Passed
from planner.screening.tables import SafetyTables
from tests.generator.conftest import ProblemOf, WeekOf
from tests.generator.people import NO, START, YES, days, person, varied

Planning = tuple[Week, WeekProblem]
MON, TUE, WED, THU, FRI, SAT, SUN = (START + timedelta(days=n) for n in range(7))


def session(week: Week, name: str) -> Session:
    return next(s for _, s in week.sessions if s.id == name)


def on(week: Week, day: date) -> Session | None:
    found = next(d for d in week.days if d.date == day).sessions
    return found[0] if found else None


def core_of(session: Session) -> ExerciseId:
    return next(b for b in session.blocks if b.kind is BlockKind.CORE).items[0].exercise


def edited(planning: Planning, edit: Edit, today: date = MON, done: Collection[str] = ()) -> Edited:
    """The outcome of an edit that is allowed; the week is clean by the laws that ``planner check`` uses."""
    week, problem = planning
    outcome = change_week(week, edit, problem, today, frozenset(SessionId(name) for name in done))
    assert isinstance(outcome, Edited), outcome
    assert check_week(outcome.week, problem) == ()
    return outcome


def refusal(planning: Planning, edit: Edit, today: date = MON, done: Collection[str] = ()) -> NotAllowed:
    week, problem = planning
    outcome = change_week(week, edit, problem, today, frozenset(SessionId(name) for name in done))
    assert isinstance(outcome, NotAllowed), outcome
    assert all(breach.text.endswith(".") for breach in outcome.breaches)
    return outcome


def blocks_by_day(week: Week) -> dict[date, object]:
    return {day.date: tuple(s.blocks for s in day.sessions) for day in week.days}


# Pins


def test_a_pin_changes_no_session_and_is_written_into_the_week(plain: Planning) -> None:
    outcome = edited(plain, Pin(SessionId("mon-1")))
    assert blocks_by_day(outcome.week) == blocks_by_day(plain[0])
    assert outcome.week.edits is not None
    assert outcome.week.edits.is_pinned(SessionId("mon-1"))
    assert outcome.told[-1] == "Everything else stays as it was."


def test_letting_go_of_a_session_lets_go_of_the_exercises_pinned_in_it_too(plain: Planning) -> None:
    week, problem = plain
    name = SessionId("mon-1")
    both = edited((edited(plain, Pin(name)).week, problem), Pin(name, core_of(session(week, name))))
    assert both.edits.pinned_exercises(name) == (core_of(session(week, name)),)
    assert edited((both.week, problem), Unpin(name)).week.edits is None


def test_planning_again_keeps_what_is_pinned(plain: Planning) -> None:
    week, problem = plain
    kept = session(week, "sat-1")
    pinned = edited(plain, Pin(SessionId("sat-1")))
    again = edited((pinned.week, problem), LoseDay(TUE))
    again = edited((again.week, problem), Replan())
    assert session(again.week, "sat-1").blocks == kept.blocks


def test_planning_again_says_when_it_changed_nothing(plain: Planning) -> None:
    once = edited(plain, Replan())
    twice = edited((once.week, plain[1]), Replan())
    assert blocks_by_day(twice.week) == blocks_by_day(once.week)
    assert twice.told == ("Nothing changed: this is still the best week for your answers and days.",)


def test_planning_again_keeps_a_pinned_exercise_in_its_session_at_its_dose(plain: Planning) -> None:
    week, problem = plain
    name, exercise = SessionId("thu-1"), core_of(session(week, "thu-1"))
    smaller = edited(plain, SetDose(name, exercise, Dose(1, 3, _item(session(week, name), exercise).hold_seconds)))
    again = edited((smaller.week, problem), Replan())
    assert _item(session(again.week, name), exercise).reps == 3


def _item(session: Session, exercise: ExerciseId):  # type: ignore[no-untyped-def]
    return next(item for item in session.items if item.exercise == exercise)


def test_an_exercise_that_is_not_there_cannot_be_pinned(plain: Planning) -> None:
    assert refusal(plain, Pin(SessionId("mon-1"), ExerciseId("no-such-thing"))).breaches[0].limit == "SESSION"
    assert refusal(plain, Pin(SessionId("wed-1"))).breaches[0].limit == "SESSION"


# Swaps


def test_the_best_three_substitutes_come_with_reasons_and_each_gives_a_clean_week(plain: Planning) -> None:
    week, problem = plain
    name, old = SessionId("thu-1"), core_of(session(week, "thu-1"))
    swaps = swaps_for(week, name, old, problem, MON)
    assert 1 <= len(swaps) <= 3
    for swap in swaps:
        assert swap.reason.endswith(".")
        outcome = edited(plain, SwapExercise(name, old, swap.exercise))
        there = [item.exercise for item in session(outcome.week, name).items]
        assert swap.exercise in there
        assert old not in there
        others = {d: b for d, b in blocks_by_day(outcome.week).items() if d != THU}
        assert others == {d: b for d, b in blocks_by_day(week).items() if d != THU}


def test_substitutes_are_of_the_same_family_or_for_the_same_muscles(plain: Planning, library: Library) -> None:
    week, problem = plain
    for _, found in week.sessions:
        for item in found.items:
            old = library.exercises[item.exercise]
            for swap in swaps_for(week, found.id, item.exercise, problem, MON):
                new = library.exercises[swap.exercise]
                assert new.family == old.family or set(new.targets) & set(old.targets)
                assert new.id in problem.usable


def test_a_swapped_exercise_stays_when_the_week_is_planned_again(plain: Planning) -> None:
    week, problem = plain
    name, old = SessionId("thu-1"), core_of(session(week, "thu-1"))
    swap = swaps_for(week, name, old, problem, MON)[0]
    swapped = edited(plain, SwapExercise(name, old, swap.exercise))
    again = edited((swapped.week, problem), Replan())
    assert swap.exercise in [item.exercise for item in session(again.week, name).items]


def test_an_exercise_that_screening_refuses_is_refused_with_its_reason(week_of: WeekOf) -> None:
    week, problem = planning = week_of(person(bones=Bones(YES, NO, NO, NO)))
    name = week.sessions[0][1].id
    refused = next(iter(problem.passed.exercises.refused))
    found = refusal(planning, SwapExercise(name, week.sessions[0][1].items[0].exercise, refused))
    assert found.breaches[0].limit == "SAFE-02"


def test_an_exercise_for_other_muscles_is_no_substitute(plain: Planning, library: Library) -> None:
    week, problem = plain
    name, old = SessionId("mon-1"), core_of(session(week, "mon-1"))
    there = {item.exercise for item in session(week, name).items}
    other = next(
        e.exercise.id
        for e in problem.usable.values()
        if not set(e.exercise.targets) & set(library.exercises[old].targets)
        and e.exercise.id not in there
        and e.exercise.family != library.exercises[old].family
    )
    assert refusal(plain, SwapExercise(name, old, other)).breaches[0].limit == "RT-01"


def test_nothing_is_offered_for_a_session_that_is_done_or_over(plain: Planning) -> None:
    week, problem = plain
    name = SessionId("mon-1")
    exercise = core_of(session(week, name))
    assert swaps_for(week, name, exercise, problem, MON, {name}) == ()
    assert swaps_for(week, name, exercise, problem, TUE) == ()
    assert swaps_for(week, name, ExerciseId("no-such-thing"), problem, MON) == ()


# Doses


def test_less_of_an_exercise_is_allowed_and_the_minutes_follow(plain: Planning) -> None:
    week, _problem = plain
    name, exercise = SessionId("mon-1"), core_of(session(week, "mon-1"))
    hold = _item(session(week, name), exercise).hold_seconds
    outcome = edited(plain, SetDose(name, exercise, Dose(1, 2, hold)))
    assert _item(session(outcome.week, name), exercise).reps == 2
    assert session(outcome.week, name).minutes < session(week, name).minutes


def test_more_than_the_table_of_doses_is_refused_in_words(plain: Planning) -> None:
    name = SessionId("mon-1")
    exercise = core_of(session(plain[0], name))
    hold = _item(session(plain[0], name), exercise).hold_seconds
    assert "DOSE" in [b.limit for b in refusal(plain, SetDose(name, exercise, Dose(9, 30, hold))).breaches]


@pytest.mark.parametrize("dose", [Dose(0, 3), Dose(1, 0), Dose(1, None, None, 3.0), Dose(2, (3,)), Dose(1, 3, 0)])
def test_a_dose_that_is_none_is_refused_and_nothing_breaks(plain: Planning, dose: Dose) -> None:
    name = SessionId("mon-1")
    assert refusal(plain, SetDose(name, core_of(session(plain[0], name)), dose)).breaches[0].limit == "DOSE"


# Days


def test_a_session_moves_to_a_day_that_was_not_offered_and_takes_its_minutes_with_it(plain: Planning) -> None:
    week, problem = plain
    before = session(week, "mon-1")
    outcome = edited(plain, MoveSession(SessionId("mon-1"), WED))
    moved = on(outcome.week, WED)
    assert moved is not None
    assert (moved.blocks, moved.id, moved.budget_minutes) == (before.blocks, "wed-1", before.budget_minutes)
    assert on(outcome.week, MON) is None
    assert next(d for d in outcome.week.days if d.date == MON).rest
    back = edited((outcome.week, problem), MoveSession(SessionId("wed-1"), MON))
    assert back.edits.moved == ()
    assert blocks_by_day(back.week) == blocks_by_day(week)


def test_two_sessions_change_places(plain: Planning) -> None:
    week, _ = plain
    outcome = edited(plain, MoveSession(SessionId("mon-1"), TUE))
    found = on(outcome.week, TUE)
    assert found is not None
    assert found.blocks == session(week, "mon-1").blocks
    assert on(outcome.week, MON) is not None
    assert len(outcome.week.sessions) == len(week.sessions)


def test_a_pin_goes_along_when_its_session_moves(plain: Planning) -> None:
    pinned = edited(plain, Pin(SessionId("mon-1")))
    outcome = edited((pinned.week, plain[1]), MoveSession(SessionId("mon-1"), WED))
    assert outcome.edits.pinned == (Pin(SessionId("wed-1")),)


def test_a_move_that_puts_strength_on_two_days_running_is_planned_around_or_refused(week_of: WeekOf) -> None:
    week, problem = planning = week_of(person())
    strong = [d.date for d, s in week.sessions if _strength(s, problem)]
    assert strong
    target = strong[0] + timedelta(days=1)
    other = next((s.id for d, s in week.sessions if d.date != strong[0] and _strength(s, problem)), None)
    assert other is not None
    outcome = change_week(week, MoveSession(other, target), problem, MON)
    if isinstance(outcome, Edited):
        assert check_week(outcome.week, problem) == ()
        days = [any(_strength(s, problem) for s in d.sessions) for d in outcome.week.days]
        assert not any(one and two for one, two in pairwise(days))
    else:
        assert isinstance(outcome, NotAllowed)
        assert outcome.breaches[0].limit == "WEEK-04"
    # Where both must stay as they are, there is no way around it.
    pinned = edited(planning, Pin(next(s.id for d, s in week.sessions if d.date == strong[0])))
    both = edited((pinned.week, problem), Pin(other))
    assert refusal((both.week, problem), MoveSession(other, target)).breaches[0].limit == "WEEK-04"


def _strength(session: Session, problem: WeekProblem) -> bool:
    return any(problem.library.exercises[item.exercise].is_strength for item in session.items)


def test_sessions_stay_within_their_week_and_out_of_the_past(plain: Planning) -> None:
    assert refusal(plain, MoveSession(SessionId("mon-1"), SUN + timedelta(days=1))).breaches[0].limit == "DATES"
    assert refusal(plain, MoveSession(SessionId("thu-1"), MON), TUE).breaches[0].limit == "DONE"
    assert refusal(plain, MoveSession(SessionId("mon-1"), WED), TUE, ["mon-1"]).breaches[0].limit == "DONE"
    assert refusal(plain, Replan(), SUN + timedelta(days=1)).breaches[0].limit == "DATES"


def test_a_lost_day_is_free_and_comes_back(plain: Planning) -> None:
    _week, problem = plain
    lost = edited(plain, LoseDay(THU))
    assert on(lost.week, THU) is None
    assert lost.edits.lost == (THU,)
    assert "Thursday is free now." in lost.told
    back = edited((lost.week, problem), RestoreDay(THU))
    assert on(back.week, THU) is not None
    assert back.week.edits is None


def test_losing_every_day_leaves_a_week_of_walks_and_posture_breaks(plain: Planning) -> None:
    week, problem = plain
    for day in (MON, TUE, THU, SAT):
        week = edited((week, problem), LoseDay(day)).week
    assert week.sessions == ()
    assert all(day.care for day in week.days)


def test_a_lost_day_takes_what_week_03_needs_from_the_days_that_are_left(week_of: WeekOf) -> None:
    week, _problem = planning = week_of(person(days=days(mon=20, wed=20, fri=20)))
    outcome = edited(planning, LoseDay(week.sessions[0][0].date))
    law = next(law for law in outcome.week.laws if law.id == "WEEK-03")
    assert law.kept, law.text


def test_what_is_done_or_over_is_never_planned_again(plain: Planning) -> None:
    week, problem = plain
    outcome = edited(plain, Replan(), WED, ["mon-1"])
    for day in (MON, TUE):
        assert on(outcome.week, day) == on(week, day)
    assert outcome.week.days[:2] == week.days[:2]
    assert outcome.edits.as_of == WED
    lost = edited((outcome.week, problem), LoseDay(THU), THU, ["mon-1", "sat-1"])
    assert on(lost.week, SAT) == on(week, SAT) or on(outcome.week, SAT) == on(lost.week, SAT)
    assert refusal((lost.week, problem), LoseDay(SAT), THU, ["mon-1", "sat-1"]).breaches[0].limit == "DONE"


# After a miss


def test_after_a_miss_skipping_leaves_the_rest_alone(plain: Planning) -> None:
    week, _ = plain
    outcome = edited(plain, AfterMiss("skip"), TUE)
    assert blocks_by_day(outcome.week) == blocks_by_day(week)
    assert outcome.told[0] == "Ready when you are."


def test_after_a_miss_the_sessions_can_move_along(plain: Planning) -> None:
    _week, _ = plain
    outcome = edited(plain, AfterMiss("shift"), TUE)
    assert on(outcome.week, MON) is None
    assert [d.date for d, _ in outcome.week.sessions] == [TUE, THU, SAT]
    assert any("nothing has to be made up" in text for text in outcome.told)


def test_after_a_miss_the_rest_of_the_week_can_take_over(plain: Planning) -> None:
    _week, problem = plain
    outcome = edited(plain, AfterMiss("squeeze"), TUE)
    assert on(outcome.week, MON) is None
    offered = {day: offer.minutes for day, offer in problem.profile.days.items()}
    assert all(s.minutes <= offered[d.weekday] for d, s in outcome.week.sessions)
    assert all(len(day.sessions) <= 1 for day in outcome.week.days)


def test_after_eight_days_without_a_session_what_follows_is_lighter(plain: Planning) -> None:
    week, problem = plain
    for choice in ("skip", "shift", "squeeze"):
        outcome = change_week(week, AfterMiss(choice), problem, TUE, (), after_gap(9))
        assert isinstance(outcome, Edited)
        assert check_week(outcome.week, problem) == ()
        assert _sets_from(outcome.week, TUE) < _sets_from(week, TUE) or _minutes_from(
            outcome.week, TUE
        ) < _minutes_from(week, TUE)
        assert any("RET-03" in text for text in outcome.told)


def _sets_from(week: Week, first: date) -> int:
    return sum(item.sets for d, s in week.sessions if d.date >= first for item in s.items)


def _minutes_from(week: Week, first: date) -> float:
    return sum(s.minutes for d, s in week.sessions if d.date >= first)


def test_after_a_fortnight_the_safety_questions_come_first(plain: Planning) -> None:
    week, problem = plain
    outcome = change_week(week, AfterMiss("shift"), problem, TUE, (), after_gap(15))
    assert isinstance(outcome, NotAllowed)
    assert outcome.breaches[0].limit == "SCR-07"


def test_without_a_miss_there_is_nothing_to_choose(plain: Planning) -> None:
    assert refusal(plain, AfterMiss("shift")).breaches[0].limit == "RET-01"
    assert refusal(plain, AfterMiss("shift"), TUE, ["mon-1"]).breaches[0].limit == "RET-01"


def test_no_word_after_a_miss_blames(plain: Planning) -> None:
    for choice in ("skip", "shift", "squeeze"):
        told = " ".join(edited(plain, AfterMiss(choice), TUE).told).lower()
        assert not any(word in told for word in ("fail", "must", "should have", "streak", "sorry", "missed"))


# The same laws for the file


def test_an_edited_week_survives_its_file_and_is_judged_alike(plain: Planning) -> None:
    outcome = edited(plain, MoveSession(SessionId("mon-1"), WED))
    back = week_from_json(week_to_json(outcome.week))
    assert back == outcome.week
    assert isinstance(back, Week)
    without = replace(back, edits=None)
    assert "OFFERED" in [breach.limit for breach in check_week(without, plain[1])]


def test_a_week_nobody_edited_says_nothing_of_edits(plain: Planning) -> None:
    assert '"edits"' not in week_to_json(plain[0])


def test_edits_come_back_from_their_text() -> None:
    edits = Edits(
        WED,
        (SessionId("wed-1"),),
        (Pin(SessionId("thu-1")), Pin(SessionId("sat-1"), ExerciseId("bridge"))),
        (FRI,),
        (Moved(MON, SUN, time(7, 30), 20),),
    )
    assert edits_from_json(edits_to_json(edits)) == edits
    assert edits_to_json(Edits()) == "{}"
    assert isinstance(edits_from_json('{"lost": ["soon"]}'), tuple)


# Anybody, anything


DAYS = st.integers(0, 6).map(lambda number: START + timedelta(days=number))


@st.composite
def edits_of(draw: st.DrawFn, week: Week, problem: WeekProblem) -> Edit:
    """An edit that somebody could try: mostly of what is there, now and then of what is not."""
    names = [s.id for _, s in week.sessions] or [SessionId("mon-1")]
    name = draw(st.sampled_from([*names, *(SessionId(f"{day}-1") for day in WEEKDAYS)]))
    there = next((s for _, s in week.sessions if s.id == name), None)
    exercises = [item.exercise for item in there.items] if there else [ExerciseId("bridge")]
    exercise = draw(st.sampled_from(exercises))
    anything = st.sampled_from(sorted(problem.library.exercises))
    offered = [swap.exercise for swap in swaps_for(week, name, exercise, problem, START)]
    new = draw(st.sampled_from(offered) if offered and draw(st.booleans()) else anything)
    dose = draw(st.builds(Dose, st.integers(1, 3), st.integers(1, 12), st.sampled_from((None, 5, 8))))
    return draw(
        st.sampled_from(
            (
                Pin(name),
                Pin(name, exercise),
                Unpin(name),
                SwapExercise(name, exercise, ExerciseId(new)),
                MoveSession(name, draw(DAYS)),
                LoseDay(draw(DAYS)),
                RestoreDay(draw(DAYS)),
                SetDose(name, exercise, dose),
                AfterMiss("skip"),
                AfterMiss("shift"),
                AfterMiss("squeeze"),
                Replan(),
            )
        )
    )


@settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much],
)
@given(data=st.data())
def test_any_edit_of_anybodys_week_is_refused_in_words_or_gives_a_clean_week(
    data: st.DataObject, problem_of: ProblemOf, library: Library, safety: SafetyTables
) -> None:
    profile = varied(data.draw(st.integers(0, 10_000), label="person"))
    if not isinstance(screen(profile, library, safety, START), Passed):
        return
    problem = problem_of(profile)
    outcome = plan_week(problem)
    if not isinstance(outcome, Planned):
        return
    week = outcome.week
    today, done = START, set[SessionId]()
    for _ in range(4):
        today = min(SUN, today + timedelta(days=data.draw(st.integers(0, 2), label="days go by")))
        done |= {s.id for d, s in week.sessions if d.date <= today and data.draw(st.booleans(), label="done")}
        edit = data.draw(edits_of(week, problem), label="edit")
        result = change_week(week, edit, problem, today, done, after_gap(data.draw(st.sampled_from((0, 1, 5, 9, 20)))))
        if not isinstance(result, Edited):
            assert result.clashes if isinstance(result, NoWeekPossible) else result.breaches
            continue
        assert check_week(result.week, problem) == ()
        assert week_from_json(week_to_json(result.week)) == result.week
        assert edits_from_json(edits_to_json(result.edits)) == result.edits
        for before, after in zip(week.days, result.week.days, strict=True):
            assert not any(s.id in done for s in before.sessions) or before.sessions == after.sessions
        week = result.week


# What is told


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (Pin(SessionId("mon-1")), "The session on Monday stays, whatever is planned again around it."),
        (Unpin(SessionId("mon-1")), "It may change when the week is planned again."),
        (MoveSession(SessionId("mon-1"), MON), "The session is on Monday already."),
        (MoveSession(SessionId("mon-1"), WED), "The session is on Wednesday now."),
        (LoseDay(WED), "Wednesday stays free."),
        (LoseDay(THU), "Thursday is free now."),
    ],
)
def test_every_edit_says_first_what_became_of_it(plain: Planning, edit: Edit, told: str) -> None:
    assert edited(plain, edit).told[0] == told


def test_a_pinned_exercise_is_told_by_its_name_and_day(plain: Planning) -> None:
    item = session(plain[0], "mon-1").items[0]
    assert edited(plain, Pin(SessionId("mon-1"), item.exercise)).told[0].startswith(f"{item.name} on Monday stays")


@pytest.mark.parametrize(
    ("today", "told"),
    [
        (TUE, "The last of them waits for another week; nothing has to be made up."),
        (SAT, "The last 3 of them wait for another week; nothing has to be made up."),
        (SUN, "They wait for another week; nothing has to be made up."),
    ],
)
def test_sessions_that_find_no_day_are_counted(plain: Planning, today: date, told: str) -> None:
    assert told in edited(plain, AfterMiss("shift"), today).told


def test_lighter_sessions_after_a_break_are_told_once(plain: Planning) -> None:
    week, problem = plain
    outcome = change_week(week, AfterMiss("skip"), problem, FRI, (), after_gap(9))
    assert isinstance(outcome, Edited)
    assert outcome.told.count("Ready when you are.") == 1
    assert "The sessions to come are lighter for now (RET-03)." in outcome.told


def test_a_swap_says_what_both_exercises_share(plain: Planning) -> None:
    exercises = plain[1].library.exercises
    balance = reason_for(exercises[ExerciseId("weight-shift-support")], exercises[ExerciseId("feet-together-support")])
    assert balance.startswith("Another balance exercise: it ")
    lying = reason_for(exercises[ExerciseId("hinge-wall-tap")], exercises[ExerciseId("glute-set")])
    assert lying.endswith(". You do it lying down or on the floor.")
