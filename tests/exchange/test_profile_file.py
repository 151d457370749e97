"""Reading a profile: what each answer means, and every mistake at its line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest
import yaml

from planner.domain import person as p
from planner.domain.exercise import Level
from planner.domain.library import Library
from planner.domain.person import Answer, Profile
from planner.exchange.profile_file import profile_from_answers, profile_from_text, read_profile
from planner.exchange.words import CLEARABLE, CONDITION_CODES, CONDITIONS, EQUIPMENT, MEDICINES, RED_FLAGS
from planner.library.safety import load_safety
from planner.resources import data_folder
from planner.screening.conditions import KNOWN_WORDS
from planner.screening.tables import SafetyTables
from planner.strict_yaml import Mistake

START = date(2026, 11, 23)
EXAMPLE = Path(__file__).parents[2] / "profile.example.yaml"
Edit = Callable[..., Profile | tuple[Mistake, ...]]

YES, NO, NOT_SURE = Answer.YES, Answer.NO, Answer.NOT_SURE

SAFETY_KEYS = (
    "red_flags", "numbness", "bones", "spine", "falls", "surgery_within_12_weeks", "hip_replacement", "pregnancy",
    "blood_pressure", "back_pain", "floor", "stand_10_minutes", "walk_10_minutes", "tiredness", "b12",
)  # fmt: skip


@pytest.fixture(scope="module")
def safety() -> SafetyTables:
    tables = load_safety(data_folder("exercises") / "safety")
    assert isinstance(tables, SafetyTables), [str(m) for m in tables]
    return tables


def good(read: Profile | tuple[Mistake, ...]) -> Profile:
    assert isinstance(read, Profile), [str(m) for m in read]
    return read


def told(read: Profile | tuple[Mistake, ...]) -> list[str]:
    assert isinstance(read, tuple), "the profile was read without a mistake"
    return [f"{m.key}: {m.message}" for m in read]


def only(read: Profile | tuple[Mistake, ...]) -> Mistake:
    assert isinstance(read, tuple), "the profile was read without a mistake"
    assert len(read) == 1, [str(m) for m in read]
    return read[0]


def without(example: str, key: str) -> str:
    """The example without a top-level key and the lines that belong to it."""
    kept, dropping = [], False
    for line in example.splitlines(keepends=True):
        if line[:1] not in (" ", "\n", "#"):
            dropping = line.startswith(f"{key}:")
        if not dropping:
            kept.append(line)
    return "".join(kept)


def test_the_example_reads_without_mistakes(library: Library) -> None:
    profile = good(read_profile(EXAMPLE, START, library))
    assert profile.name == "Example person"
    assert profile.age == 58
    assert list(profile.days) == ["mon", "tue", "thu", "sat"]
    assert profile.days["mon"] == p.DayOffer(20, time(7, 30))
    assert profile.bones == p.Bones(thin=YES, small_fall_fracture=NO, lost_height=NO, spine_fracture=NO)
    assert profile.b12.schedule == p.EverySchedule("weeks", 12)
    assert profile.b12.last_injection == date(2026, 9, 14)
    assert profile.haemoglobin == p.Haemoglobin(121.0, date(2026, 10, 20))
    assert (profile.blood_pressure.systolic, profile.blood_pressure.diastolic) == (128, 78)
    assert profile.red_flags == ()
    assert profile.level is Level.BEGINNER
    assert profile.reminders.posture == p.PostureBreaks(60, time(9), time(17))
    assert profile.reminders.quiet == p.QuietHours(time(21), time(7))
    assert profile.back_pain.worse_with is p.WorseWith.BENDING_OR_SITTING


def test_a_profile_needs_only_what_the_contract_requires(example: str) -> None:
    text = example
    for key in yaml.safe_load(example):
        if key not in (*SAFETY_KEYS, "name", "age", "days"):
            text = without(text, key)
    profile = good(profile_from_text(text, START))
    assert profile.equipment == frozenset()
    assert profile.joint_pain == p.JointPain(0, 0, 0, 0)
    assert profile.haemoglobin is None
    assert profile.clearance is None


@pytest.mark.parametrize("key", [*SAFETY_KEYS, "name", "age", "days"])
def test_a_missing_required_key_is_a_mistake(example: str, key: str) -> None:
    mistake = only(profile_from_text(without(example, key), START))
    assert mistake.key == key
    assert mistake.message.startswith("is missing; it must be ")


@pytest.mark.parametrize("key", ["floor", "stand_10_minutes", "walk_10_minutes", "surgery_within_12_weeks"])
def test_a_missing_answer_asks_for_yes_no_or_not_sure(example: str, key: str) -> None:
    mistake = only(profile_from_text(without(example, key), START))
    assert mistake.message == "is missing; it must be yes, no or not sure."


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("below_knee: no, ", "back_pain.below_knee"),
        ("last_12_months: no, ", "falls.last_12_months"),
        (", afraid: no", "falls.afraid"),
        ("high: no, ", "blood_pressure.high"),
        ("low: no, ", "blood_pressure.low"),
        ("thin: yes, ", "bones.thin"),
        (", small_fall_fracture: no", "bones.small_fall_fracture"),
        (", lost_height: no", "bones.lost_height"),
        (", spine_fracture: no", "bones.spine_fracture"),
        ("diagnosis: no, ", "spine.diagnosis"),
        (", surgery: no", "spine.surgery"),
        (", myelopathy: no", "spine.myelopathy"),
        ("had: no", "hip_replacement.had"),
        ("pregnant: no", "pregnancy.pregnant"),
        (", assessed: yes", "numbness.assessed"),
        ("  low: yes\n", "b12.low"),
    ],
)
def test_a_missing_part_of_a_safety_answer_is_a_mistake(edited: Edit, text: str, key: str) -> None:
    mistake = only(edited((text, "")))
    assert (mistake.key, mistake.message) == (key, "is missing; it must be yes, no or not sure.")


def test_a_mistake_names_file_line_and_key(tmp_path: Path, example: str) -> None:
    path = tmp_path / "someone.yaml"
    path.write_text(example.replace("age: 58", "age: old"), encoding="utf-8")
    read = read_profile(path, START)
    assert [str(m) for m in read] == [  # type: ignore[union-attr]
        f'{path}:3: age: must be a whole number from 0 to 130 years, not "old".'
    ]


def test_all_mistakes_are_listed_in_the_order_of_the_file(edited: Edit) -> None:
    read = edited(("age: 58", "age: 200"), ("paper: A4 ", "paper: A5 "), ('"18:00"}\n  thu', "18:00}\n  thu"),
                  ("tiredness: 4 ", "tiredness: 11 "), ("red_flags: none", "red_flags: [RED-99]"))  # fmt: skip
    assert isinstance(read, tuple)
    assert [m.key for m in read] == ["age", "paper", "days.tue.at", "tiredness", "red_flags[0]"]
    assert [m.line for m in read] == sorted(m.line for m in read)


@pytest.mark.parametrize(
    ("words", "answer"),
    [("yes", YES), ("no", NO), ("not sure", NOT_SURE), ('"yes"', YES), ("'no'", NO), ('"not sure"', NOT_SURE),
     ("Yes", YES), ("NO", NO), ("Not sure", NOT_SURE), ("not_sure", NOT_SURE), ("true", YES), ("false", NO)],
)  # fmt: skip
def test_yes_no_and_not_sure_are_words_quoted_or_not(edited: Edit, words: str, answer: Answer) -> None:
    assert good(edited(("floor: yes ", f"floor: {words} "))).floor is answer


@pytest.mark.parametrize("words", ["maybe", "y", "on", "1", "[yes]", "{a: yes}"])
def test_other_words_are_no_answer(edited: Edit, words: str) -> None:
    assert only(edited(("floor: yes ", f"floor: {words} "))).message.startswith("must be yes, no or not sure, not ")


@pytest.mark.parametrize(
    ("before", "after", "key"),
    [
        ("age: 58", "age: 131", "age"),
        ("age: 58", "age: -1", "age"),
        ("age: 58", "age: 58.5", "age"),
        ("now: 3,", "now: 11,", "back_pain.now"),
        ("now: 3,", "now: not sure,", "back_pain.now"),
        ("worst: 5,", "worst: -1,", "back_pain.worst"),
        ("tiredness: 4 ", "tiredness: not sure ", "tiredness"),
        ("mon: {minutes: 20", "mon: {minutes: 0", "days.mon.minutes"),
        ("mon: {minutes: 20", "mon: {minutes: 241", "days.mon.minutes"),
        ('mon: {minutes: 20, at: "07:30"}', 'mon: {at: "07:30"}', "days.mon.minutes"),
        ('mon: {minutes: 20, at: "07:30"}', "mon: {minutes: 20}", "days.mon.at"),
        ('mon: {minutes: 20, at: "07:30"}', "mon: 20", "days.mon"),
        ('mon: {minutes: 20, at: "07:30"}', 'mon: {minutes: 20, at: "7.30"}', "days.mon.at"),
        ('mon: {minutes: 20, at: "07:30"}', 'mon: {minutes: 20, at: "24:00"}', "days.mon.at"),
        ("knee: 0", "knee: 12", "joint_pain.knee"),
        ("days: 2,", "days: 8,", "activity.days"),
        ("areas: [feet]", "areas: [toes]", "numbness.areas[0]"),
        ("areas: [feet]", "areas: [feet, feet]", "numbness.areas[1]"),
        ("change: same", "change: bad", "numbness.change"),
        ("cause: absorption ", "cause: stomach ", "b12.cause"),
        ("{every_weeks: 12}", "{every_weeks: 0}", "b12.schedule.every_weeks"),
        ("{every_weeks: 12}", "12 weeks", "b12.schedule"),
        ("weeks: 20, now", "weeks: long, now", "back_pain.weeks"),
        ("email: person@example.org", 'email: "a b@example.org"', "reminders.email"),
        ("email: person@example.org", 'email: "a@example.org\\nBcc: b@example.org"', "reminders.email"),
        ("name: Example person", "name: 2020", "name"),
        ("name: Example person", 'name: ""', "name"),
        ("language: en-GB", "language: English", "language"),
        ("level: beginner ", "level: expert ", "level"),
        ("format: planner.profile/1", "format: planner.profile/2", "format"),
    ],
)
def test_a_value_outside_its_range_is_refused(edited: Edit, before: str, after: str, key: str) -> None:
    mistake = only(edited((before, after)))
    assert mistake.key == key
    assert mistake.message.endswith((".", '?"', "?"))


@pytest.mark.parametrize(
    ("before", "after", "key", "near"),
    [
        ("\nage: 58", "\nagee: 58", "agee", "age"),
        ("tiredness: 4 ", "tirednes: 4 ", "tirednes", "tiredness"),
        ("afraid: no", "afriad: no", "falls.afriad", "afraid"),
        ("conditions: []", "conditions: [glucoma]", "conditions[0]", "glaucoma"),
        ("medicines: []", "medicines: [blood_thiner]", "medicines[0]", "blood_thinner"),
        ("equipment: [chair,", "equipment: [chiar,", "equipment[0]", "chair"),
        ("red_flags: none", "red_flags: {yes: [RED-9a]}", "red_flags.yes[0]", "RED-09a"),
        ("time_zone: Europe/London", "time_zone: Europe/Lodnon", "time_zone", "Europe/London"),
        ("country: GB ", "country: UK ", "country", "GB"),
        ("  mon: {", "  monday: {", "days.monday", "mon"),
        ("best_day: sat", "best_day: satt", "best_day", "sat"),
        ("likes: [yoga]", "likes: [yogga]", "likes[0]", "yoga"),
        ("dislikes: [bird-dog]", "dislikes: [birddog]", "dislikes[0]", "bird-dog"),
        ("overrides: []", "overrides: [{exercise: brigde, reason: ok, by: me}]", "overrides[0].exercise", "bridge"),
        ("clearance: null", "clearance: {date: 2026-11-01, role: GP, for: [MYEL]}", "clearance.for[0]", "MYE"),
        ("clearance: null", "clearance: {date: 2026-11-01, role: GP, for: [MYE], allows: [breth]}",
         "clearance.allows[0]", "breath"),
    ],
)  # fmt: skip
def test_an_unknown_name_comes_with_the_nearest_known(
    edited: Edit, library: Library, before: str, after: str, key: str, near: str
) -> None:
    read = edited((before, after), library=library)
    assert isinstance(read, tuple)
    (mistake,) = [m for m in read if m.key == key]
    assert mistake.message.endswith(f'Did you mean "{near}"?')


def test_ids_are_not_looked_up_without_a_library(edited: Edit) -> None:
    assert good(edited(("likes: [yoga]", "likes: [my-own-routine]"))).likes == ("my-own-routine",)


@pytest.mark.parametrize("country", ["NO", '"NO"', "US", "FR"])
def test_norway_is_a_country(edited: Edit, country: str) -> None:
    assert good(edited(("country: GB ", f"country: {country} "))).country == country.strip('"')


@pytest.mark.parametrize(
    "zone", ["localtime", "../../etc/passwd", "Mars/Base", "/etc/localtime", "posix/Europe/London"]
)
def test_only_zones_of_the_world_are_time_zones(edited: Edit, zone: str) -> None:
    assert only(edited(("time_zone: Europe/London", f'time_zone: "{zone}"'))).key == "time_zone"


@pytest.mark.parametrize(
    ("before", "after", "key"),
    [
        ("started: 2025-03-03", "started: 2026-11-24", "b12.started"),
        ("last_injection: 2026-09-14", "last_injection: 2027-09-14", "b12.last_injection"),
        ("date: 2026-10-20", "date: 2026-12-20", "haemoglobin.date"),
        ("{had: no}", "{had: yes, date: 2026-11-25}", "hip_replacement.date"),
        ("clearance: null", "clearance: {date: 2026-11-24, role: GP, for: [MYE]}", "clearance.date"),
        ("started: 2025-03-03", "started: 1825-03-03", "b12.started"),
    ],
)
def test_a_dated_event_after_the_start_is_a_mistake(edited: Edit, before: str, after: str, key: str) -> None:
    assert only(edited((before, after))).key == key


def test_a_dated_event_on_the_start_is_none(edited: Edit) -> None:
    assert good(edited(("started: 2025-03-03", "started: 2026-11-23"))).b12.started == START


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ([("{pregnant: no}", "{pregnant: no, weeks: 20}")], "pregnancy.weeks"),
        ([("change: same", "change: worse")], "numbness.change"),
        ([("areas: [feet], change: same", "areas: [], change: worse"), ("none ", "{yes: [RED-08]} ")],
         "numbness.change"),
        ([("{had: no}", "{had: no, date: 2026-01-01}")], "hip_replacement.date"),
        ([("dislikes: [bird-dog]", "dislikes: [yoga]")], "dislikes[0]"),
        ([('from: "09:00", to: "17:00"', 'from: "17:00", to: "09:00"')], "reminders.posture.to"),
    ],
)  # fmt: skip
def test_answers_that_contradict_each_other_are_a_mistake(
    example: str, changes: list[tuple[str, str]], key: str
) -> None:
    text = example
    for before, after in changes:
        text = text.replace("red_flags: none " if before == "none " else before,
                            f"red_flags: {after}" if before == "none " else after)  # fmt: skip
    assert only(profile_from_text(text, START)).key == key


def test_numbness_that_gets_worse_is_read_where_red_flags_do_not_deny_it(edited: Edit) -> None:
    profile = good(edited(("change: same", "change: worse"), ("red_flags: none", "red_flags: {yes: [RED-04]}")))
    assert profile.numbness.change == "worse"


def test_without_numb_areas_nothing_more_is_asked(edited: Edit) -> None:
    profile = good(edited(("{areas: [feet], change: same, assessed: yes}", "{areas: []}")))
    assert profile.numbness == p.Numbness((), None, None)


def test_doubt_about_a_whole_question_is_doubt_about_each_part(edited: Edit) -> None:
    profile = good(edited(
        ("{areas: [feet], change: same, assessed: yes}", "not sure"),
        ("{last_12_months: no, afraid: no}", "not sure"),
        ("{thin: yes, small_fall_fracture: no, lost_height: no, spine_fracture: no}", "not sure"),
        ("{diagnosis: no, surgery: no, myelopathy: no}", "not sure"),
        ('{high: no, low: no, last: "128/78"}', "not sure"),
        ("{had: no}", "not sure"),
        ("{pregnant: no}", "not sure"),
        ("{value: 121, unit: g/L, date: 2026-10-20}", "not sure"),
    ))  # fmt: skip
    assert profile.numbness == p.Numbness(None, "not sure", NOT_SURE)
    assert profile.falls == p.Falls(NOT_SURE, NOT_SURE)
    assert profile.bones == p.Bones(NOT_SURE, NOT_SURE, NOT_SURE, NOT_SURE)
    assert profile.spine == p.Spine(NOT_SURE, NOT_SURE, NOT_SURE)
    assert profile.blood_pressure == p.BloodPressure(NOT_SURE, NOT_SURE, None, None)
    assert profile.hip_replacement.had is NOT_SURE
    assert profile.pregnancy.pregnant is NOT_SURE
    assert profile.haemoglobin is None


def test_doubt_inside_a_question_is_kept(edited: Edit) -> None:
    profile = good(edited(
        ("worse_with: bending_or_sitting}", "worse_with: not sure}"),
        ("areas: [feet], change: same, assessed: yes", "areas: not sure, change: not sure, assessed: not sure"),
        ("knee: 0, wrist: 0", "knee: not sure, wrist: 3"),
        ("cause: absorption ", "cause: not sure "),
        ("treatment: injections ", "treatment: not sure "),
        ("last: \"128/78\"", "last: not sure"),
        ("{had: no}", "{had: not sure, approach: not sure, limits: not sure}"),
    ))  # fmt: skip
    assert profile.back_pain.worse_with is p.WorseWith.NOT_SURE
    assert profile.numbness == p.Numbness(None, "not sure", NOT_SURE)
    assert profile.joint_pain == p.JointPain(None, 3, 0, 0)
    assert profile.b12.cause == "not_known"
    assert profile.b12.treatment == "not_yet"
    assert profile.blood_pressure.systolic is None
    assert profile.hip_replacement == p.HipReplacement(NOT_SURE, None, "unknown", NOT_SURE)


@pytest.mark.parametrize(
    ("written", "flags"),
    [
        ("none", ()),
        ("{yes: [RED-08], not_sure: [RED-05]}",
         (p.RedFlagAnswer("RED-05", NOT_SURE), p.RedFlagAnswer("RED-08", YES))),
        ("{yes: [{id: RED-02, severe: yes}]}", (p.RedFlagAnswer("RED-02", YES, severe=True),)),
        ("{yes: [{id: RED-02, severe: no}]}", (p.RedFlagAnswer("RED-02", YES),)),
        ("{not_sure: [{id: RED-02, severe: not sure}]}", (p.RedFlagAnswer("RED-02", NOT_SURE, severe=True),)),
        ("[RED-08]", (p.RedFlagAnswer("RED-08", YES),)),
    ],
)  # fmt: skip
def test_red_flags_are_read_with_answer_and_tier(
    edited: Edit, written: str, flags: tuple[p.RedFlagAnswer, ...]
) -> None:
    assert good(edited(("red_flags: none ", f"red_flags: {written} "))).red_flags == flags


@pytest.mark.parametrize(
    "written",
    ["[]", "{}", "{yes: []}", "{yes: [], not_sure: []}", "no", "null", "{none: yes}", "{yes: RED-08}",
     "{yes: [{severe: yes}]}", "{yes: [RED-08, RED-08]}", "{yes: [RED-08], not_sure: [RED-08]}", "not sure"],
)  # fmt: skip
def test_red_flags_that_do_not_say_clearly_are_a_mistake(edited: Edit, written: str) -> None:
    assert told(edited(("red_flags: none ", f"red_flags: {written} ")))[0].startswith("red_flags")


@pytest.mark.parametrize(
    ("written", "grams"),
    [("{value: 12.1}", 121.0), ("{value: 12.1, unit: g/dL}", 121.0), ("{value: 121}", 121.0), ("{value: 7}", 70.0),
     ("{value: 24.9, unit: g/L}", 249.0), ("{value: 25, unit: g/L}", 25.0), ("{value: 250}", 250.0)],
)  # fmt: skip
def test_haemoglobin_below_25_is_read_as_grams_per_decilitre(edited: Edit, written: str, grams: float) -> None:
    profile = good(edited(("{value: 121, unit: g/L, date: 2026-10-20}", written)))
    assert profile.haemoglobin == p.Haemoglobin(grams, None)


@pytest.mark.parametrize("written", ["{value: 251}", "{value: 1.4}", "{value: 121, unit: g/dL}", "{value: 0}"])
def test_an_impossible_haemoglobin_tells_the_range(edited: Edit, written: str) -> None:
    mistake = only(edited(("{value: 121, unit: g/L, date: 2026-10-20}", written)))
    assert mistake.key == "haemoglobin.value"
    assert "from 15 to 250 g/L" in mistake.message


@pytest.mark.parametrize("reading", ["78/128", "128/128", "310/90", "128", "128/78/60", "50/30", "128/20", "high"])
def test_an_impossible_blood_pressure_is_refused(edited: Edit, reading: str) -> None:
    assert only(edited(('"128/78"', f'"{reading}"'))).key == "blood_pressure.last"


@pytest.mark.parametrize(
    ("written", "key"),
    [("{value: 7.5, unit: mmol/L}", "haemoglobin.unit"), ('{value: "7.5 mmol/L"}', "haemoglobin.value")],
)
def test_haemoglobin_in_another_unit_is_refused_with_what_can_be_taken(edited: Edit, written: str, key: str) -> None:
    mistake = only(edited(("{value: 121, unit: g/L, date: 2026-10-20}", written)))
    assert mistake.key == key
    assert "from 15 to 250 g/L, or from 1.5 to below 25 g/dL" in mistake.message


@pytest.mark.parametrize("reading", ["17/10 kPa", "128 mmHg", "17.1/10.4"])
def test_blood_pressure_in_another_unit_is_refused_with_the_range(edited: Edit, reading: str) -> None:
    mistake = only(edited(('"128/78"', f'"{reading}"')))
    assert "mmHg" in mistake.message
    assert "from 60 to 300" in mistake.message


def test_a_diet_is_read_and_is_any_when_nobody_said(edited: Edit, example: str) -> None:
    assert good(profile_from_text(example, START)).diet == "any"
    assert good(edited(("likes: [yoga]", "likes: [yoga]\ndiet: vegan"))).diet == "vegan"
    assert only(edited(("likes: [yoga]", "likes: [yoga]\ndiet: carnivore"))).key == "diet"


def test_alternate_days_that_end_and_a_nasal_treatment_are_read(edited: Edit) -> None:
    phases = "{phases: [{every_days: 2, weeks: 2}, {every_months: 1}]}"
    b12 = good(edited(("{every_weeks: 12}", phases), ("treatment: injections", "treatment: nasal"))).b12
    assert b12.treatment == "nasal"
    assert b12.schedule == p.PhasedSchedule((p.EverySchedule("days", 2, 2), p.EverySchedule("months", 1)))


def test_a_phase_without_an_end_is_the_last(edited: Edit) -> None:
    mistake = only(edited(("{every_weeks: 12}", "{phases: [{every_days: 2}, {every_months: 1}]}")))
    assert mistake.key == "b12.schedule.phases[0]"
    assert mistake.message == "has no end, so it must be the last phase or say for how many weeks."


def test_a_very_high_blood_pressure_is_possible(edited: Edit) -> None:
    assert good(edited(('"128/78"', '"182 / 112"'))).blood_pressure.systolic == 182


@pytest.mark.parametrize(
    ("written", "schedule"),
    [
        ("{every_days: 1}", p.EverySchedule("days", 1)),
        ("{every_months: 3}", p.EverySchedule("months", 3)),
        ("{phases: [{times_per_week: 3, weeks: 2}, {every_months: 3}]}",
         p.PhasedSchedule((p.LoadingPhase(3, 2), p.EverySchedule("months", 3)))),
        ("null", None),
    ],
)  # fmt: skip
def test_b12_schedules_are_read(edited: Edit, written: str, schedule: object) -> None:
    assert good(edited(("{every_weeks: 12}", written))).b12.schedule == schedule


@pytest.mark.parametrize(
    "written",
    ["{}", "{every_weeks: 12, every_days: 3}", "{phases: []}", "{phases: [{times_per_week: 3}]}",
     "{phases: [{every_months: 3}, {times_per_week: 3, weeks: 2}]}", "{phases: [{}]}",
     "{phases: [{times_per_week: 3, weeks: 2, every_days: 1}]}"],
)  # fmt: skip
def test_a_schedule_that_is_none_is_a_mistake(edited: Edit, written: str) -> None:
    assert only(edited(("{every_weeks: 12}", written))).key.startswith("b12.schedule")


@pytest.mark.parametrize(
    ("written", "pregnancy"),
    [
        ("{pregnant: yes, weeks: 20}", p.Pregnancy(YES, 20)),
        ("{pregnant: yes}", p.Pregnancy(YES)),
        ("{birth_weeks_ago: 6}", p.Pregnancy(NO, None, 6)),
        ("{pregnant: not sure}", p.Pregnancy(NOT_SURE)),
    ],
)
def test_pregnancy_is_read_in_each_of_its_forms(edited: Edit, written: str, pregnancy: p.Pregnancy) -> None:
    assert good(edited(("{pregnant: no}", written))).pregnancy == pregnancy


def test_sex_bounds_nothing_but_the_blood_bands(edited: Edit) -> None:
    profile = good(edited(("sex: female", "sex: male"), ("{pregnant: no}", "{pregnant: yes, weeks: 20}")))
    assert profile.pregnancy.weeks == 20


def test_clearance_and_overrides_are_read(edited: Edit, library: Library) -> None:
    profile = good(edited(
        ("clearance: null", 'clearance: {date: 2026-11-01, role: physiotherapist, limits: "no lifting over 5 kg",'
                            " for: [MYE, RED-08, heart], allows: [breath, bridge]}"),
        ("overrides: []", 'overrides: [{exercise: bridge, reason: "supervised, went well", by: physiotherapist}]'),
        library=library,
    ))  # fmt: skip
    assert profile.clearance == p.Clearance(
        date(2026, 11, 1), "physiotherapist", "no lifting over 5 kg", ("MYE", "RED-08", "heart"), ("breath", "bridge")
    )
    assert [(o.exercise, o.by) for o in profile.overrides] == [("bridge", "physiotherapist")]


@pytest.mark.parametrize("missing", ["date: 2026-11-01", "role: GP", "for: [MYE]"])
def test_a_clearance_needs_date_role_and_what_it_is_for(edited: Edit, missing: str) -> None:
    parts = [part for part in ("date: 2026-11-01", "role: GP", "for: [MYE]") if part != missing]
    mistake = only(edited(("clearance: null", f"clearance: {{{', '.join(parts)}}}")))
    assert mistake.key == f"clearance.{missing.split(':')[0]}"


def test_a_clearance_clears_named_things_only(edited: Edit) -> None:
    assert only(edited(("clearance: null", "clearance: {date: 2026-11-01, role: GP, for: []}"))).key == "clearance.for"


def test_someone_under_18_is_a_valid_profile(edited: Edit) -> None:
    assert good(edited(("age: 58", "age: 12"))).age == 12


def test_no_day_at_all_is_a_mistake(example: str) -> None:
    text = without(example, "days") + "days: {}\n"
    assert only(profile_from_text(text, START)).key == "days"


@pytest.mark.parametrize("text", ["", "- a\n", "just words\n", "12\n"])
def test_a_file_that_is_no_profile_is_one_mistake(tmp_path: Path, text: str) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(text)
    assert only(read_profile(path, START)).line == 1


def test_a_missing_file_is_one_mistake(tmp_path: Path) -> None:
    assert only(read_profile(tmp_path / "none.yaml", START)).message == "there is no such file"


def test_answers_that_are_data_already_are_read_alike(example: str) -> None:
    data = yaml.safe_load(example)
    data["b12"]["started"] = "2025-03-03"
    assert profile_from_answers(data, START) == profile_from_text(example, START)
    data["name"] = "Zoë 😀"
    assert good(profile_from_answers(data, START)).name == "Zoë 😀"
    data["floor"] = "perhaps"
    assert only(profile_from_answers(data, START)).key == "floor"


def test_screening_knows_every_condition_and_every_clearance_can_be_written(safety: SafetyTables) -> None:
    assert {*CONDITIONS, *MEDICINES} == KNOWN_WORDS
    for stop in safety.stop_states.values():
        assert set(stop.cleared_by) <= set(CLEARABLE)
    assert set(safety.conditions) == set(CONDITION_CODES)
    assert {row.id for row in safety.red_flags.values()} == set(RED_FLAGS)


@pytest.mark.parametrize("words", [CONDITIONS, MEDICINES, RED_FLAGS, CONDITION_CODES, EQUIPMENT])
def test_the_word_lists_have_no_word_twice(words: tuple[str, ...]) -> None:
    assert len(set(words)) == len(words)


def test_the_equipment_words_are_those_of_the_vocabulary() -> None:
    vocabulary = yaml.safe_load((data_folder("exercises") / "vocabulary.yaml").read_text(encoding="utf-8"))
    assert tuple(sorted(EQUIPMENT)) == tuple(sorted(vocabulary["equipment"]))


def test_every_condition_and_medicine_can_be_told(edited: Edit) -> None:
    profile = good(edited(
        ("conditions: []", f"conditions: [{', '.join(CONDITIONS)}]\nconditions_not_sure: [reflux]"),
        ("medicines: []", f"medicines: [{', '.join(MEDICINES)}]\nmedicines_not_sure: [nsaid]"),
    ))  # fmt: skip
    assert profile.conditions == set(CONDITIONS)
    assert profile.conditions_not_sure == {"reflux"}
    assert profile.medicines == set(MEDICINES)
    assert profile.medicines_not_sure == {"nsaid"}
