"""Loads ``exercises/safety`` into ``SafetyTables``, or says every mistake. Incomplete tables are no tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from planner.domain.exercise import Category, ExerciseId, Level, Position, Tag
from planner.domain.week import Caps
from planner.library.safety_checks import check_whole
from planner.library.safety_shape import FILES
from planner.screening.tables import (
    AdaptationRow,
    Amber,
    Cell,
    ConditionRow,
    Cue,
    HaemoglobinBand,
    HaemoglobinTable,
    LeaveOut,
    Limits,
    Numbers,
    PaceRow,
    Pressure,
    RedFlag,
    Restriction,
    SafetyTables,
    Scope,
    StopCause,
    Tier,
)
from planner.strict_yaml import Document, Mistake, read_mapping
from planner.strict_yaml.report import Report

Values = Mapping[str, Any]


def load_safety(folder: Path) -> SafetyTables | tuple[Mistake, ...]:
    """The tables of ``folder`` (``exercises/safety``), or every mistake in them."""
    reports: dict[str, Report] = {}
    mistakes: list[Mistake] = []
    for name, shape in FILES.items():
        document = read_mapping(folder / f"{name}.yaml")
        if not isinstance(document, Document):
            mistakes.extend(document)
            continue
        reports[name] = Report(document)
        shape.check(document.value, (), reports[name])
        mistakes.extend(reports[name].mistakes)
    if mistakes:
        return tuple(mistakes)
    check_whole(reports)
    mistakes = [mistake for report in reports.values() for mistake in report.mistakes]
    return tuple(mistakes) or _tables({name: report.document.value for name, report in reports.items()})


def _tables(files: Mapping[str, Values]) -> SafetyTables:
    unknown = files["emergency"]["unknown"]
    elsewhere = Numbers(unknown["emergency"], unknown["urgent"])
    columns = _columns(files["matrix"])
    return SafetyTables(
        conditions={
            code: _condition(code, files["conditions"]["conditions"][code], cells) for code, cells in columns.items()
        },
        adaptations={code: _adaptation(code, row) for code, row in files["adaptations"]["adaptations"].items()},
        red_flags={flag: _red_flag(flag, row) for flag, row in files["red_flags"]["red_flags"].items()},
        ambers={flag: _amber(flag, row) for flag, row in files["ambers"]["ambers"].items()},
        stop_states={
            name: StopCause(tuple(row["flags"]), row["reason"], tuple(row["cleared_by"]), tuple(row["evidence"]))
            for name, row in files["stop_states"]["states"].items()
        },
        messages=dict(files["messages"]["messages"]),
        numbers={
            country: Numbers(row["emergency"], row.get("urgent") or elsewhere.urgent)
            for country, row in files["emergency"]["countries"].items()
        },
        numbers_elsewhere=elsewhere,
        tag_words={Tag(tag): row["plain"] for tag, row in files["tags"]["tags"].items()},
        haemoglobin=_haemoglobin(files["haemoglobin"]),
        limits=_limits(files["limits"]),
        sources=dict(files["sources"]["sources"]),
    )


def _columns(matrix: Values) -> dict[str, dict[Tag, Cell]]:
    """The matrix by condition; allowed cells are left out."""
    codes = matrix["conditions"].split()
    columns: dict[str, dict[Tag, Cell]] = {code: {} for code in codes}
    for tag, row in matrix["tags"].items():
        for code, letter in zip(codes, row.split(), strict=True):
            if Cell(letter) is not Cell.ALLOW:
                columns[code][Tag(tag)] = Cell(letter)
    return columns


def _caps(caps: Values | None) -> Caps:
    return Caps(**{key: value for key, value in (caps or {}).items() if value is not None})


def _scope(row: Values) -> Scope:
    return Scope(
        families=frozenset(row.get("families") or ()),
        from_step=row.get("from_step") or 0,
        except_families=frozenset(row.get("except_families") or ()),
        positions=frozenset(Position(p) for p in row.get("positions") or ()),
        tags=frozenset(Tag(t) for t in row.get("tags") or ()),
        without_equipment=frozenset(row.get("without_equipment") or ()),
    )


def _condition(code: str, row: Values, cells: Mapping[Tag, Cell]) -> ConditionRow:
    restriction = Restriction(
        code=code,
        told_us=row["told_us"],
        cells=cells,
        caps=_caps(row["caps"]),
        leave_out=tuple(
            LeaveOut(extra["rule"], _scope(extra), extra["text"], frozenset(extra.get("unless_owned") or ()))
            for extra in row.get("leave_out") or ()
        ),
        cues=tuple(Cue(_scope(cue), cue["text"]) for cue in row.get("cues") or ()),
    )
    return ConditionRow(restriction, row["title"], row["extra_rules"], tuple(row["evidence"]))


def _adaptation(code: str, row: Values) -> AdaptationRow:
    return AdaptationRow(
        code=code,
        tags=tuple(Tag(tag) for tag in row["tags"]),
        replaces=row["action"] == "replace",
        words=row["words"],
        evidence=tuple(row["evidence"]),
        instead=tuple(row.get("instead") or ()),
        needs=tuple(row.get("needs") or ()),
        notes=dict(row.get("notes") or {}),
        **(row.get("limits") or {}),
    )


def _red_flag(flag: str, row: Values) -> RedFlag:
    severe = row.get("severe") or {}
    return RedFlag(
        id=flag,
        question=row["question"],
        tier=Tier(row["tier"]),
        reason=row["reason"],
        evidence=tuple(row["evidence"]),
        severe_tier=Tier(severe["tier"]) if severe else None,
        severe_when=severe.get("when"),
        after_birth=row.get("after_birth"),
    )


def _amber(flag: str, row: Values) -> Amber:
    return Amber(
        id=flag,
        trigger=row["trigger"],
        action=row["action"],
        message=row["message"],
        article=tuple(row.get("article") or ()),
        restrictions={name: _restriction(flag, r) for name, r in (row.get("restrictions") or {}).items()},
        evidence=tuple(row["evidence"]),
    )


def _restriction(flag: str, row: Values) -> Restriction:
    cells = {Tag(tag): Cell.ADAPT for tag in row.get("adapt") or ()}
    cells |= {Tag(tag): Cell.EXCLUDE for tag in row.get("exclude") or ()}
    return Restriction(row.get("code") or flag, row["told_us"], cells, _caps(row.get("caps")))


def _haemoglobin(values: Values) -> HaemoglobinTable:
    return HaemoglobinTable(
        bands=tuple(
            HaemoglobinBand(name, row["below"], _caps(row["caps"]), tuple(row["evidence"]))
            for name, row in values["bands"].items()
        ),
        same_day_below=values["same_day_below"],
        fresh_months=values["fresh_months"],
        kept_below=values["kept_below"],
        unknown_id=values["unknown"]["id"],
    )


def _limits(values: Values) -> Limits:
    special: dict[str, Any] = {
        "pressure_stop": Pressure(**values["pressure_stop"]),
        "pressure_needs_clearance": Pressure(**values["pressure_needs_clearance"]),
        "pressure_high": Pressure(**values["pressure_high"]),
        "tiredness": {pace: PaceRow(row["from"], _caps(row["caps"])) for pace, row in values["tiredness"].items()},
        "daily_gate_also": {flag: tuple(codes) for flag, codes in values["daily_gate_also"].items()},
        "fallback": tuple(ExerciseId(name) for name in values["fallback"]),
        "hold_cap_categories": tuple(Category(name) for name in values["hold_cap_categories"]),
        "yoga_effort": {Level(level): effort for level, effort in values["yoga_effort"].items()},
    }
    plain: dict[str, Any] = {f.name: values[f.name] for f in fields(Limits) if f.name not in special}
    lists_as_tuples: dict[str, Any] = {key: tuple(v) if isinstance(v, list) else v for key, v in plain.items()}
    return Limits(**special, **lists_as_tuples)
