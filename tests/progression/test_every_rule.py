"""Every rule of pain, progress, regress, return, fatigue and check-in: no simulated life ever breaks it.

``rules_of_months.py`` writes the rules a second time; this module judges months of weeks by them, those of
``lives.py`` (nothing but the prescription) and one eventful and one tired life of real weeks. The table of
``docs/generator.md`` says for each rule where it is judged.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from planner.domain.diary import Diary, ItemNote, SessionDiary
from planner.domain.exercise import ExerciseId, Level
from planner.domain.library import Library
from planner.domain.person import B12, Bones, EverySchedule, Haemoglobin, Profile
from planner.domain.week import BlockKind, CareKind, Session, Stopped, Week
from planner.generator.facts import facts_of
from planner.library.load import load_library
from planner.screening.outcome import Pace
from planner.screening.tables import SafetyTables
from planner.use_cases.diary_stop import stop_in_diary
from planner.use_cases.make_week import Content, History
from tests.generator import lives as real
from tests.generator.people import NO, START, YES, days, person
from tests.progression.lived import grew, held, pages_of, said, times_of, walking
from tests.progression.lives import Life
from tests.progression.real_lives import RealLife
from tests.progression.rules_of_months import IN_LIVES, breaches

ROOT = Path(__file__).parents[2]
FAMILIES = {"PAIN": 8, "PROG": 8, "REG": 4, "RET": 7, "FAT": 10, "CHK": 4}
"""How many rules of each kind the clinical reference has."""
ALL_RULES = [f"{family}-{number:02}" for family, most in FAMILIES.items() for number in range(1, most + 1)]


def _core(session: Session) -> ExerciseId:
    """The last exercise of the session's core block."""
    blocks = [block for block in session.blocks if block.kind is BlockKind.CORE] or session.blocks
    return blocks[0].items[-1].exercise


def eventful(number: int, place: int, session: Session) -> SessionDiary | None:
    """One thing a week: an exercise hurts, another is felt next morning, tingling down the leg, a fever, a week off."""
    page = real.page(session, spare=0)
    last = place == 3
    match number:
        case 1 if last:
            return replace(page, pain_during=7, exercises={_core(session): ItemNote(pain=7)})
        case 2 if last:
            return replace(page, exercises={_core(session): ItemNote(pain=4, settled_by_morning=False)})
        case 3 if last:
            return replace(page, new_symptoms=("PAIN-06: tingling down the leg",))
        case 5 if last:
            return replace(page, new_symptoms=("fever",))
        case 9 if place:
            return None
    return page


def getting_better(number: int, place: int, session: Session) -> SessionDiary:
    tired = TIREDNESS[number]
    return real.page(session, tired=tired)


TIREDNESS = (9, 8, 8, 6, 5, 5, 3, 2)
FOUR_DAYS = days(mon=30, wed=30, fri=30, sun=30)
INJECTED = B12(YES, "absorption", "injections", EverySchedule("weeks", 2), START - timedelta(7), START - timedelta(7))


def tired_answers(number: int, profile: Profile) -> Profile:
    blood = Haemoglobin(95 + 4 * number, START + timedelta(weeks=number))
    injected = replace(INJECTED, last_injection=START + timedelta(weeks=number // 2 * 2) - timedelta(days=7))
    return replace(profile, tiredness=TIREDNESS[number], haemoglobin=blood, b12=injected)


@pytest.fixture(scope="session")
def content(safety: SafetyTables) -> Content:
    loaded = load_library(ROOT / "exercises")
    assert isinstance(loaded, Library)
    return Content(loaded, safety)


@pytest.fixture(scope="session")
def eventful_life(content: Content) -> RealLife:
    who = person(days=real.FOUR_DAYS, level=Level.INTERMEDIATE)
    return RealLife(real.live(real.Character("eventful", who, eventful), content, 11))


@pytest.fixture(scope="session")
def tired_life(content: Content) -> RealLife:
    who = person(days=FOUR_DAYS, b12=INJECTED, tiredness=TIREDNESS[0])
    return RealLife(real.live(real.Character("tired", who, getting_better, tired_answers), content, len(TIREDNESS)))


@pytest.mark.parametrize("rule", IN_LIVES)
def test_no_life_breaks_a_rule(rule: str, lives: dict[str, Life]) -> None:
    assert [f"{name}: {breach}" for name, life in lives.items() for breach in breaches(rule, life)] == []


@pytest.mark.parametrize("rule", IN_LIVES)
def test_no_real_week_breaks_a_rule(rule: str, eventful_life: RealLife, tired_life: RealLife) -> None:
    assert [*breaches(rule, eventful_life), *breaches(rule, tired_life)] == []


def told_rules(life: Life) -> set[str]:
    changes = {change.rule for told in life.told for change in told.changes}
    return changes | {message.id for told in life.told for message in told.messages}


MET: dict[str, tuple[str, Callable[[Life], bool]]] = {
    "PAIN-01": ("hurting", lambda life: any(t.too_much for times in times_of(life).values() for t in times)),
    "PAIN-02": (
        "used to pain",
        lambda life: any(t.pain == 7 and not t.bad for t in times_of(life)[ExerciseId("dog-one")]),
    ),
    "PROG-04": ("steady", lambda life: walking(life)[-1] > walking(life)[0]),
    "PROG-07": ("at the top", lambda life: any(told.variety for told in life.told)),
    "RET-07": ("missing", lambda life: "RET-03" in told_rules(life)),
    "FAT-05": ("steady", lambda life: any(grew(told) for told in life.told)),
    "PAIN-03": ("climbing", lambda life: "PAIN-03" in told_rules(life)),
    "PAIN-04": ("sore mornings", lambda life: {"down", "gone"} == _fate_of_the_squat(life)),
    "PAIN-05": ("leg", lambda life: "PAIN-05" in told_rules(life)),
    "PAIN-06": ("leg", lambda life: ExerciseId("fold") in life.told[3].avoid),
    "PROG-03": ("steady", lambda life: "PROG-03" in told_rules(life)),
    "PROG-06": ("steady", lambda life: life.told[-1].level is Level.ADVANCED),
    "REG-02": (
        "hurting",
        lambda life: any("dog" in old and "dog" in new for t in life.told for old, new in t.steps.items()),
    ),
    "RET-01": ("a day missed", lambda life: "RET-01" in told_rules(life)),
    "RET-02": ("a week off", lambda life: "RET-02" in told_rules(life)),
    "RET-04": ("ill", lambda life: [told.volume_factor for told in life.told[7:11]] == [0.5, 0.5, 0.75, 1.0]),
    "RET-05": ("away for long", lambda life: life.told[14].level is Level.BEGINNER),
    "RET-06": ("a cold", lambda life: [told.volume_factor for told in life.told[5:8]] == [0.5, 0.75, 1.0]),
    "FAT-07": ("treated", lambda life: any(len(grew(told)) > 1 for told in life.told[8:])),
    "FAT-09": ("tiring", lambda life: life.told[3].pace is Pace.YELLOW),
}
"""Where a rule is not simply told by its own id: the life that meets it, and how one sees that."""


def _fate_of_the_squat(life: Life) -> set[str]:
    less = any(c.rule == "PAIN-04" and "squat" in c.exercise for c in life.told[3].changes)
    return {"down" if less else "", "gone" if ExerciseId("squat-two") not in held(life.weeks[6]) else ""}


@pytest.mark.parametrize("rule", IN_LIVES)
def test_each_rule_is_met_by_some_life(rule: str, lives: dict[str, Life]) -> None:
    """A rule that nobody meets is kept for nothing."""
    if rule in MET:
        name, met = MET[rule]
        assert met(lives[name])
    else:
        assert any(rule in told_rules(life) for life in lives.values())


# What the generator, care and the check-ins do of it, in real weeks ---------------------------------------------------


def minutes(week: Week) -> list[float]:
    return [session.minutes for _, session in week.sessions]


def blocks(week: Week) -> set[BlockKind]:
    return {block.kind for _, session in week.sessions for block in session.blocks}


def words(week: Week) -> str:
    care = [item.text for day in week.days for item in day.care]
    reasons = [item.why for _, session in week.sessions for item in session.items]
    told = [m.text for m in week.screening.messages] + [c.text for c in week.changes] + [law.text for law in week.laws]
    return " ".join([*care, *reasons, *told]).lower()


def test_a_person_who_is_not_tired_has_the_planned_sessions(tired_life: RealLife, eventful_life: RealLife) -> None:
    """FAT-01."""
    assert tired_life.told[-1].pace is Pace.GREEN
    first = eventful_life.weeks[0]
    assert all(0.8 * session.budget_minutes <= session.minutes for _, session in first.sessions)


def test_a_tired_person_keeps_core_and_walks_and_rests_longer(tired_life: RealLife) -> None:
    """FAT-02."""
    for number in (3, 4, 5):
        week, told = tired_life.weeks[number], tired_life.told[number]
        assert told.pace is Pace.YELLOW
        assert BlockKind.CORE in blocks(week)
        assert walking(tired_life)[number] > 0
        assert max(item.effort for _, session in week.sessions for item in session.items) <= 5


def test_a_very_tired_person_has_ten_easy_minutes(tired_life: RealLife) -> None:
    """FAT-03."""
    for number in (1, 2):
        week = tired_life.weeks[number]
        assert max(minutes(week)) <= 10
        assert max(item.effort for _, session in week.sessions for item in session.items) <= 3
        named = {block.routine for _, session in week.sessions for block in session.blocks if block.routine}
        assert named <= {"core-low-energy", "yoga-breath-five", "yoga-restorative"}


def test_an_exhausted_person_only_breathes(tired_life: RealLife) -> None:
    """FAT-04."""
    week = tired_life.weeks[0]
    assert blocks(week) == {BlockKind.BREATHING}
    assert walking(tired_life)[0] == 0


def test_sessions_grow_by_five_minutes_in_two_weeks_after_weeks_of_short_ones(tired_life: RealLife) -> None:
    """FAT-06: ten minutes until week 3, then fifteen, then twenty, however much is offered."""
    most = [max(session.budget_minutes for _, session in week.sessions) for week in tired_life.weeks]
    assert most[1:] == [10, 10, 15, 15, 20, 20, 25]


def test_the_day_of_an_injection_has_no_strength_work_or_says_so(tired_life: RealLife) -> None:
    """FAT-08."""
    injected = [n for n, problem in enumerate(tired_life.lived.problems) if problem.care.b12_dates]
    assert len(injected) >= 3
    for number in injected:
        week, problem = tired_life.weeks[number], tired_life.lived.problems[number]
        by = [
            s for slot, day in zip(problem.slots, week.days, strict=True) if slot.after_injection for s in day.sessions
        ]
        law = next(law for law in week.laws if law.id == "FAT-08")
        assert law.kept is not any(facts_of(problem, session).strength for session in by)


def test_effort_is_told_by_talking_and_never_by_the_pulse(eventful_life: RealLife, tired_life: RealLife) -> None:
    """FAT-10."""
    for week in (*eventful_life.weeks, *tired_life.weeks):
        assert not re.search(r"heart rate|pulse|bpm|beats a minute", words(week))
    assert "you can talk in" in words(eventful_life.weeks[0])


def test_every_week_says_that_painkillers_are_not_for_getting_through_a_session(eventful_life: RealLife) -> None:
    """PAIN-08."""
    assert all(
        "do not take painkillers in order to get through a session" in words(week) for week in eventful_life.weeks
    )


def test_sudden_pain_in_the_middle_of_thin_bones_back_stops_the_plan(content: Content) -> None:
    """PAIN-07."""
    who = person(days=real.FOUR_DAYS, bones=Bones(YES, NO, NO, NO))
    life = real.live(real.Character("thin bones", who, lambda number, place, session: real.page(session)), content, 1)
    page = replace(life.pages[-1], new_symptoms=("RED-05: sudden sharp pain in the middle of the back",))
    history = History(tuple(life.weeks), Diary((*life.pages[:-1], page), tuple(life.check_ins)))
    assert isinstance(stop_in_diary(who, content, history, START + timedelta(weeks=1)), Stopped)
    calm = History(tuple(life.weeks), Diary(tuple(life.pages), tuple(life.check_ins)))
    assert stop_in_diary(who, content, calm, START + timedelta(weeks=1)) is None


def test_what_is_new_after_a_session_has_the_safety_questions_asked_again(lives: dict[str, Life]) -> None:
    """CHK-01."""
    life = lives["leg"]
    after = [n + 1 for n in range(len(life.weeks)) if any(page.new_symptoms for page in pages_of(life, n))]
    assert after == [3, 7]
    assert all(life.told[n].rescreen and said(life.told[n], "SCR-07") for n in after)


def test_the_morning_after_counts(lives: dict[str, Life]) -> None:
    """CHK-02: pain and tiredness of the morning decide what the evening alone would not."""
    assert any(c.rule == "PAIN-04" for c in lives["sore mornings"].told[3].changes)
    assert said(lives["tiring"].told[3], "FAT-09")


def test_every_week_ends_with_a_look_back_whose_answers_count(eventful_life: RealLife, lives: dict[str, Life]) -> None:
    """CHK-03: walks not walked do not grow, a treatment missed or a fall is heard."""
    for week in eventful_life.weeks:
        assert [item.rule for day in week.days for item in day.care if item.kind is CareKind.CHECK_IN][:1] == ["CHK-03"]
    treated = lives["treated"]
    assert treated.told[6].rescreen
    assert "treatment was missed" in " ".join(message.text for message in treated.told[9].messages)
    assert walking(treated)[5] <= walking(treated)[4]


def test_every_fourth_week_asks_more(eventful_life: RealLife) -> None:
    """CHK-04."""
    asked = [any(item.rule == "CHK-04" for day in week.days for item in day.care) for week in eventful_life.weeks]
    assert asked == [number % 4 == 3 for number in range(len(asked))]


# The table of the documentation ---------------------------------------------------------------------------------------


def test_the_documentation_says_for_every_rule_where_it_is_judged() -> None:
    text = (ROOT / "docs" / "generator.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `((?:PAIN|PROG|REG|RET|FAT|CHK)-\d\d)` \|.*\| `(\w+)` \|$", text, re.MULTILINE))
    assert list(rows) == ALL_RULES
    here = (ROOT / "tests/progression/test_every_rule.py").read_text(encoding="utf-8")
    judges = {rule: {judge.__name__ for judge in found} for rule, found in IN_LIVES.items()}
    for rule, where in rows.items():
        assert where in judges.get(rule, ()) or f"def {where}(" in here, rule
