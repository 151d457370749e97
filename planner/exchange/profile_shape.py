"""The shape of a profile file (contract, "Profile file"): every key, what it may hold, and the question behind it."""

from __future__ import annotations

from typing import Final

from planner.domain.person import WEEKDAYS
from planner.exchange.answers import OrNotSure, YesNoNotSure
from planner.exchange.words import CLEARABLE, CONDITIONS, EQUIPMENT, MEDICINES, RED_FLAGS
from planner.screening.haemoglobin import GRAMS_PER_DECILITRE_BELOW, HIGHEST_HAEMOGLOBIN, LOWEST_HAEMOGLOBIN
from planner.strict_yaml.shapes import (
    Choice,
    ClockTime,
    Day,
    Either,
    Field,
    ListOf,
    Number,
    Record,
    Text,
    Whole,
    by_type,
)

PROFILE_FORMAT: Final = "planner.profile/1"
RANGES_OF_PRESSURE: Final = "the first number from 60 to 300, the second from 30 to 200"
READING_PATTERN: Final = r"\s*([0-9]{2,3})\s*/\s*([0-9]{2,3})\s*"
RANGES_OF_HAEMOGLOBIN: Final = (
    f"from {LOWEST_HAEMOGLOBIN} to {HIGHEST_HAEMOGLOBIN} g/L, "
    f"or from {LOWEST_HAEMOGLOBIN / 10:g} to below {GRAMS_PER_DECILITRE_BELOW} g/dL"
)


class _HaemoglobinUnit(Choice):
    """Other units are refused with what can be taken: nothing but g/dL is converted (Q-17)."""

    __slots__ = ()

    @property
    def wants(self) -> str:
        return f"g/L or g/dL; we take {RANGES_OF_HAEMOGLOBIN}"


class _HaemoglobinValue(Number):
    __slots__ = ()

    @property
    def wants(self) -> str:
        return f"a number {RANGES_OF_HAEMOGLOBIN}"


_ANSWER = YesNoNotSure()
_ZERO_TO_TEN = Whole(0, 10)
_READING = Text(f'a reading in mmHg such as "128/78", {RANGES_OF_PRESSURE}', pattern=READING_PATTERN)
_WEEKDAY = Choice(WEEKDAYS)
_NAME_OF_EXERCISE = Text('an id such as "bird-dog"', pattern="[a-z0-9]+(?:-[a-z0-9]+)*", longest=60)


def _asked(about: str = "") -> Field:
    return Field(_ANSWER, required=True, about=about)


_EVERY = {
    "every_days": Field(Whole(1, 366)),
    "every_weeks": Field(Whole(1, 104)),
    "every_months": Field(Whole(1, 24)),
}
_PHASE = Record({**_EVERY, "times_per_week": Field(Whole(1, 7)), "weeks": Field(Whole(1, 104))})
_FLAG = Either(
    (
        Choice(RED_FLAGS, "red flag"),
        Record({"id": Field(Choice(RED_FLAGS, "red flag"), required=True), "severe": Field(_ANSWER)}),
    ),
    by_type(str, dict),
    "a red flag such as RED-08, or {id: RED-02, severe: yes}",
)
_FLAGS = ListOf(_FLAG)
_RED_FLAGS = Either(
    (Choice(("none",)), Record({"yes": Field(_FLAGS), "not_sure": Field(_FLAGS)}), _FLAGS),
    by_type(str, dict, list),
    "none, or {yes: [RED-08], not_sure: [RED-05]}",
)
_REMINDERS = Record(
    {
        "email": Field(Text("an e-mail address", pattern=r"[^@\s<>,;\"]+@[^@\s<>,;\"]+\.[^@\s<>,;\"]+", longest=254)),
        "session": Field(Record({"minutes_before": Field(Whole(0, 1440, "minutes"), required=True)})),
        "weekly": Field(
            Record({"day": Field(_WEEKDAY, required=True), "at": Field(ClockTime(), required=True)}),
            about="When the letter about the week ahead comes.",
        ),
        "posture": Field(
            Record(
                {
                    "every_minutes": Field(Whole(15, 480, "minutes"), required=True),
                    "from": Field(ClockTime(), required=True),
                    "to": Field(ClockTime(), required=True),
                }
            )
        ),
        "quiet": Field(Record({"from": Field(ClockTime(), required=True), "to": Field(ClockTime(), required=True)})),
    }
)
_CLEARANCE = Record(
    {
        "date": Field(Day(), required=True),
        "role": Field(Text(longest=100), required=True, about="Who agreed, such as physiotherapist."),
        "limits": Field(Text(longest=1000, lines=True, may_be_empty=True), about="Printed, never interpreted."),
        "for": Field(
            ListOf(Choice(CLEARABLE, "flag or condition"), least=1, unique=True),
            required=True,
            about="The flags and conditions it clears, and nothing else.",
        ),
        "allows": Field(ListOf(_NAME_OF_EXERCISE, unique=True), about="Families or exercises."),
    }
)
_OVERRIDE = Record(
    {
        "exercise": Field(_NAME_OF_EXERCISE, required=True),
        "reason": Field(Text(longest=1000, lines=True), required=True),
        "by": Field(Text(longest=100), required=True, about="The practitioner."),
    }
)

PROFILE: Final = Record(
    {
        "format": Field(Choice((PROFILE_FORMAT,))),
        "name": Field(Text(longest=100), required=True),
        "age": Field(Whole(0, 130, "years"), required=True, about="Q-01"),
        "sex": Field(Choice(("female", "male", "not said")), about="Only for the haemoglobin bands."),
        "country": Field(Text("a country code of two letters, such as GB", longest=2), about="ISO 3166-1."),
        "time_zone": Field(Text("a time zone such as Europe/London", longest=64), about="IANA name."),
        "paper": Field(Choice(("A4", "Letter"))),
        "language": Field(Text("a language such as en-GB", pattern="[a-z]{2,3}(?:-[A-Z]{2})?", longest=6)),
        "level": Field(Choice(("beginner", "intermediate", "advanced"))),
        "days": Field(
            Record(
                {
                    day: Field(
                        Record(
                            {
                                "minutes": Field(Whole(1, 240, "minutes"), required=True),
                                "at": Field(ClockTime(), required=True),
                            }
                        )
                    )
                    for day in WEEKDAYS
                }
            ),
            required=True,
            about="Q-10. A day left out is a day without a session.",
        ),
        "best_day": Field(_WEEKDAY),
        "back_pain": Field(
            Record(
                {
                    "weeks": Field(Whole(0, 5200, "weeks")),
                    "now": Field(_ZERO_TO_TEN, required=True),
                    "worst": Field(_ZERO_TO_TEN),
                    "average": Field(_ZERO_TO_TEN),
                    "below_knee": _asked(),
                    "worse_with": Field(
                        OrNotSure(Choice(("bending_or_sitting", "arching_or_standing", "both", "neither"))),
                        required=True,
                    ),
                }
            ),
            required=True,
            about="Q-02 to Q-05. Pain from 0 to 10.",
        ),
        "activity": Field(
            Record(
                {
                    "days": Field(Whole(0, 7, "days a week"), required=True),
                    "minutes": Field(Whole(0, 10080, "minutes a week"), required=True),
                }
            ),
            about="Q-06. Days a week and minutes a week over the last three months.",
        ),
        "floor": _asked("Q-07. Down to the floor and up again without help?"),
        "stand_10_minutes": _asked("Q-08"),
        "walk_10_minutes": _asked("Q-08"),
        "equipment": Field(ListOf(Text(longest=60), unique=True), about=f"Q-09. Such as {', '.join(EQUIPMENT)}."),
        "tiredness": Field(_ZERO_TO_TEN, required=True, about="Q-11"),
        "numbness": Field(
            OrNotSure(
                Record(
                    {
                        "areas": Field(
                            OrNotSure(ListOf(Choice(("feet", "legs", "hands")), unique=True)), required=True
                        ),
                        "change": Field(OrNotSure(Choice(("same", "better", "worse")))),
                        "assessed": Field(_ANSWER, about="Has a clinician looked at it?"),
                    }
                )
            ),
            required=True,
            about="Q-12",
        ),
        "b12": Field(
            Record(
                {
                    "low": _asked("Q-13"),
                    "cause": Field(OrNotSure(Choice(("absorption", "diet", "medicine", "not_known"))), about="Q-14"),
                    "treatment": Field(
                        OrNotSure(Choice(("injections", "tablets", "both", "nasal", "not_yet"))), about="Q-15"
                    ),
                    "schedule": Field(
                        Record({**_EVERY, "phases": Field(ListOf(_PHASE, least=1, most=10))}),
                        about="As the clinic set it; one of its keys.",
                    ),
                    "started": Field(Day()),
                    "last_injection": Field(Day()),
                }
            ),
            required=True,
            about="Q-13 to Q-16",
        ),
        "haemoglobin": Field(
            OrNotSure(
                Record(
                    {
                        "value": Field(_HaemoglobinValue(0, 1000), required=True),
                        "unit": Field(_HaemoglobinUnit(("g/L", "g/dL"))),
                        "date": Field(Day()),
                    }
                )
            ),
            about="Q-17. A number below 25 is read as g/dL.",
        ),
        "falls": Field(
            OrNotSure(Record({"last_12_months": _asked(), "afraid": _asked()})), required=True, about="Q-18"
        ),
        "blood_pressure": Field(
            OrNotSure(
                Record(
                    {
                        "high": _asked(),
                        "low": _asked(),
                        "last": Field(
                            OrNotSure(
                                Text(
                                    f'a reading in mmHg such as "128/78", {RANGES_OF_PRESSURE}', pattern=READING_PATTERN
                                )
                            )
                        ),
                    }
                )
            ),
            required=True,
            about="Q-19",
        ),
        "bones": Field(
            OrNotSure(
                Record(
                    {
                        "thin": _asked(),
                        "small_fall_fracture": _asked(),
                        "lost_height": _asked(),
                        "spine_fracture": _asked(),
                    }
                )
            ),
            required=True,
            about="Q-20, Q-21",
        ),
        "spine": Field(
            OrNotSure(Record({"diagnosis": _asked(), "surgery": _asked(), "myelopathy": _asked()})),
            required=True,
            about="Q-22",
        ),
        "surgery_within_12_weeks": _asked("Q-22"),
        "hip_replacement": Field(
            OrNotSure(
                Record(
                    {
                        "had": _asked(),
                        "date": Field(Day()),
                        "approach": Field(OrNotSure(Choice(("posterior", "anterior", "unknown")))),
                        "limits": Field(_ANSWER, about="Does the surgeon still set limits?"),
                    }
                )
            ),
            required=True,
            about="Q-22",
        ),
        "pregnancy": Field(
            OrNotSure(
                Record(
                    {
                        "pregnant": Field(_ANSWER),
                        "weeks": Field(Whole(0, 45, "weeks")),
                        "birth_weeks_ago": Field(Whole(0, 3000, "weeks")),
                    }
                )
            ),
            required=True,
            about="Q-23",
        ),
        "conditions": Field(ListOf(Choice(CONDITIONS, "condition"), unique=True), about="Q-23"),
        "conditions_not_sure": Field(ListOf(Choice(CONDITIONS, "condition"), unique=True)),
        "joint_pain": Field(
            Record({joint: Field(OrNotSure(_ZERO_TO_TEN)) for joint in ("knee", "wrist", "shoulder", "neck")}),
            about="Q-23. Today's pain from 0 to 10.",
        ),
        "medicines": Field(ListOf(Choice(MEDICINES, "medicine"), unique=True), about="Q-24"),
        "medicines_not_sure": Field(ListOf(Choice(MEDICINES, "medicine"), unique=True)),
        "red_flags": Field(_RED_FLAGS, required=True, about="none means that all were asked and all answers are no."),
        "clearance": Field(_CLEARANCE),
        "overrides": Field(ListOf(_OVERRIDE)),
        "likes": Field(ListOf(_NAME_OF_EXERCISE, unique=True), about="Categories, routines or exercises."),
        "dislikes": Field(ListOf(_NAME_OF_EXERCISE, unique=True), about="Categories, routines or exercises."),
        "diet": Field(Choice(("any", "vegetarian", "vegan")), about="What food ideas respect; any by default."),
        "reminders": Field(_REMINDERS),
    },
    title="Profile",
    about="One person's answers to the intake questions.",
)
