"""The shapes of the files in ``exercises/safety``: every key, and what it may hold."""

from __future__ import annotations

from typing import Final

from planner.domain.exercise import Category, Level, Position, Tag
from planner.screening.conditions import KNOWN_CONDITIONS
from planner.screening.outcome import Pace
from planner.screening.tables import Tier
from planner.strict_yaml.shapes import Choice, Field, Keyed, ListOf, Record, Shape, Text, Whole

WORDS: Final = Text(longest=1500)
_WORD: Final = Text("a word of small letters", pattern="[a-z][a-z0-9-]*(?: [a-z-]+)*", longest=60)
_ID: Final = Text("an id such as RED-04b", pattern="[A-Z][A-Za-z0-9_-]*", longest=40)
_CODE: Final = Choice(tuple(sorted(KNOWN_CONDITIONS)), "condition code")
_TAGS: Final = ListOf(Choice(tuple(tag.value for tag in Tag), "movement tag"), unique=True)
_LIST: Final = ListOf(_WORD, unique=True)
_CODES: Final = ListOf(_CODE, unique=True)
_DAYS: Final = Whole(1, 1000, "days")
_TIER: Final = Choice(tuple(tier.value for tier in Tier))
EVIDENCE: Final = Field(
    ListOf(Text('a mark such as "C:S24", "G:NICE NG59", "D" or "R"', pattern="C:S[0-9]+b?|G:.+|D|R"), least=1),
    required=True,
)


def _must(shape: Shape) -> Field:
    return Field(shape, required=True)


def _file(name: str, fields: dict[str, Field]) -> Record:
    return Record({"format": _must(Choice((f"planner.safety.{name}/1",))), **fields})


_CAPS = Record(
    {
        "hold_seconds": Field(Whole(1, 120, "seconds")),
        "effort": Field(Whole(1, 10)),
        "level": Field(Whole(1, 5)),
        "session_minutes": Field(Whole(1, 240, "minutes")),
    }
)
_SCOPE = {
    "families": Field(_LIST),
    "positions": Field(ListOf(Choice(tuple(p.value for p in Position), "position"), unique=True)),
    "tags": Field(_TAGS),
    "text": _must(WORDS),
}
_LEAVE_OUT = Record(
    {
        "rule": _must(_WORD),
        "from_step": Field(Whole(1, 20)),
        "except_families": Field(_LIST),
        "without_equipment": Field(_LIST),
        "unless_owned": Field(_LIST),
        **_SCOPE,
    }
)
_RESTRICTION = Record(
    {
        "code": Field(_ID),
        "told_us": _must(WORDS),
        "exclude": Field(_TAGS),
        "adapt": Field(_TAGS),
        "caps": Field(_CAPS),
    }
)
_BY_SEX = Record({sex: _must(Whole(1, 300, "g/L")) for sex in ("female", "male", "not said")})
_PRESSURE = Record({side: _must(Whole(30, 300, "mmHg")) for side in ("systolic", "diastolic")})

MATRIX: Final = _file("matrix", {"evidence": EVIDENCE, "conditions": _must(Text()), "tags": _must(Keyed(_ID, Text()))})
TAGS: Final = _file("tags", {"tags": _must(Keyed(_ID, Record({"plain": _must(WORDS), "meaning": _must(WORDS)})))})
CONDITIONS: Final = _file(
    "conditions",
    {
        "conditions": _must(
            Keyed(
                _CODE,
                Record(
                    {
                        "title": _must(WORDS),
                        "told_us": _must(WORDS),
                        "caps": _must(_CAPS),
                        "extra_rules": _must(WORDS),
                        "leave_out": Field(ListOf(_LEAVE_OUT)),
                        "cues": Field(ListOf(Record(_SCOPE))),
                        "evidence": EVIDENCE,
                    }
                ),
            )
        )
    },
)
ADAPTATIONS: Final = _file(
    "adaptations",
    {
        "adaptations": _must(
            Keyed(
                _ID,
                Record(
                    {
                        "tags": _must(_TAGS),
                        "action": _must(Choice(("keep", "replace"))),
                        "reference": _must(WORDS),
                        "words": _must(WORDS),
                        "instead": Field(_LIST),
                        "needs": Field(_LIST),
                        "notes": Field(Keyed(_CODE, WORDS)),
                        "limits": Field(
                            Record(
                                {
                                    "hold_seconds": Field(Whole(1, 120, "seconds")),
                                    "minutes": Field(Whole(1, 60, "minutes")),
                                    "sets": Field(Whole(1, 10)),
                                    "reps": Field(Whole(1, 50)),
                                }
                            )
                        ),
                        "evidence": EVIDENCE,
                    }
                ),
            )
        )
    },
)
RED_FLAGS: Final = _file(
    "red-flags",
    {
        "red_flags": _must(
            Keyed(
                _ID,
                Record(
                    {
                        "question": _must(WORDS),
                        "tier": _must(_TIER),
                        "severe": Field(Record({"tier": _must(_TIER), "when": _must(WORDS)})),
                        "after_birth": Field(WORDS),
                        "reason": _must(WORDS),
                        "evidence": EVIDENCE,
                    }
                ),
            )
        )
    },
)
AMBERS: Final = _file(
    "ambers",
    {
        "ambers": _must(
            Keyed(
                _ID,
                Record(
                    {
                        "trigger": _must(WORDS),
                        "action": _must(WORDS),
                        "message": _must(WORDS),
                        "article": Field(ListOf(Text("an id such as A17", pattern="A[0-9]+"))),
                        "restrictions": Field(Keyed(Text(pattern="[a-z_]+"), _RESTRICTION)),
                        "evidence": EVIDENCE,
                    }
                ),
            )
        )
    },
)
STOP_STATES: Final = _file(
    "stop-states",
    {
        "states": _must(
            Keyed(
                _ID,
                Record(
                    {
                        "flags": _must(ListOf(_ID, least=1)),
                        "reason": _must(WORDS),
                        "cleared_by": _must(ListOf(Text())),
                        "evidence": EVIDENCE,
                    }
                ),
            )
        )
    },
)
MESSAGES: Final = _file("messages", {"messages": _must(Keyed(_ID, WORDS))})
_PLACE = {"emergency": _must(Text()), "urgent": Field(Text()), "evidence": EVIDENCE}
EMERGENCY: Final = _file(
    "emergency",
    {
        "unknown": _must(Record({**_PLACE, "urgent": _must(Text())})),
        "countries": _must(
            Keyed(Text("a country code of two letters", pattern="[A-Z]{2}"), Record({"name": _must(Text()), **_PLACE}))
        ),
    },
)
HAEMOGLOBIN: Final = _file(
    "haemoglobin",
    {
        "same_day_below": _must(Whole(1, 300, "g/L")),
        "fresh_months": _must(Whole(1, 24, "months")),
        "kept_below": _must(Whole(1, 300, "g/L")),
        "bands": _must(
            Keyed(
                _ID,
                Record({"below": _must(_BY_SEX), "action": _must(WORDS), "caps": _must(_CAPS), "evidence": EVIDENCE}),
            )
        ),
        "unknown": _must(Record({"id": _must(_ID), "action": _must(WORDS), "evidence": EVIDENCE})),
    },
)
LIMITS: Final = _file(
    "limits",
    {
        "adult_age": _must(Whole(1, 130, "years")),
        "clearance_days": _must(_DAYS),
        "recent_operation_days": _must(_DAYS),
        "pressure_stop": _must(_PRESSURE),
        "pressure_needs_clearance": _must(_PRESSURE),
        "pressure_high": _must(_PRESSURE),
        "pressure_controlled_hold_seconds": _must(Whole(1, 120, "seconds")),
        "fracture_reviewed_level": _must(Whole(1, 5)),
        "anaemia_tiredness": _must(Whole(0, 10)),
        "pain_restorative_from": _must(Whole(0, 10)),
        "restorative_days": _must(Whole(0, 7, "days")),
        "joint_pain_from": _must(Whole(1, 10)),
        "joint_pain_excludes_from": _must(Whole(1, 10)),
        "together": _must(_CODES),
        "together_least": _must(Whole(1, 20)),
        "together_level": _must(Whole(1, 5)),
        "pregnancy_condition_week": _must(Whole(1, 45, "weeks")),
        "after_birth_weeks": _must(Whole(1, 100, "weeks")),
        "active_days": _must(Whole(1, 7, "days")),
        "active_minutes": _must(Whole(1, 10080, "minutes")),
        "b12_first_days": _must(_DAYS),
        "b12_first_weeks_days": _must(_DAYS),
        "tiredness": _must(
            Record({pace.value: _must(Record({"from": _must(Whole(0, 10)), "caps": _must(_CAPS)})) for pace in Pace})
        ),
        "operation_allows": _must(_LIST),
        "first_b12_days_allow": _must(_LIST),
        "first_b12_days_allow_dose_rows": _must(ListOf(_ID)),
        "short_walk_families": _must(_LIST),
        "short_walk_highest_step": _must(Whole(1, 20)),
        "get_up_seconds": _must(Whole(0, 600, "seconds")),
        "get_up_seconds_slow": _must(Whole(0, 600, "seconds")),
        "get_up_slow_for": _must(_CODES),
        "floor_changes": _must(Whole(0, 10)),
        "floor_changes_few": _must(Whole(0, 10)),
        "floor_changes_few_for": _must(_CODES),
        "daily_extensors_for": _must(_CODES),
        "daily_balance_for": _must(_CODES),
        "rescreen_days": _must(_DAYS),
        "rescreen_days_off": _must(_DAYS),
        "daily_gate": _must(ListOf(_ID, least=1, unique=True)),
        "daily_gate_also": _must(Keyed(_ID, ListOf(_ID, least=1, unique=True))),
        "fewest_usable": _must(Whole(1, 50)),
        "fallback": _must(_LIST),
        "hold_cap_categories": _must(ListOf(Choice(tuple(c.value for c in Category)))),
        "hold_cap_yoga_from_effort": _must(Whole(0, 10)),
        "yoga_effort": _must(Record({level.value: _must(Whole(0, 10)) for level in Level})),
        "everywhere": _must(_LIST),
    },
)
SOURCES: Final = _file("sources", {"sources": _must(Keyed(_ID, WORDS))})

FILES: Final = {
    "matrix": MATRIX,
    "tags": TAGS,
    "conditions": CONDITIONS,
    "adaptations": ADAPTATIONS,
    "red_flags": RED_FLAGS,
    "ambers": AMBERS,
    "stop_states": STOP_STATES,
    "messages": MESSAGES,
    "emergency": EMERGENCY,
    "haemoglobin": HAEMOGLOBIN,
    "limits": LIMITS,
    "sources": SOURCES,
}
"""File name without ``.yaml``, and its shape."""
