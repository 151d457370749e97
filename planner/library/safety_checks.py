"""Do the safety tables fit together, and is everything there that a rule of screening asks for? Fails closed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from string import Formatter
from typing import Any, Final

from planner.domain.exercise import Tag
from planner.screening.conditions import KNOWN_CONDITIONS
from planner.screening.rules import RULES
from planner.screening.tables import Cell
from planner.strict_yaml import KeyPath
from planner.strict_yaml.report import Report

PLACEHOLDERS: Final = {
    "MSG-EMERG": {"reason", "emergency"},
    "MSG-SAMEDAY": {"reason", "urgent", "emergency"},
    "MSG-CLEAR": {"reason"},
    "MSG-AMBER": {"condition"},
}
"""What the templates of B3 are filled with."""
PLAIN_MESSAGES: Final = (
    "MSG-NOTSURE", "MSG-STOPNOW", "MSG-HELP-DAY2", "MSG-PAUSE", "LBL-ABS", "FAT-04", "LOC-02", "Q-22", "SCR-01",
    "SCR-10", "SCR-11",
)  # fmt: skip
STOP_STATES: Final = ("MYE", "SUR", "AMB-08", "EYE", "AMB-19", "OUT_OF_SCOPE")
RESTRICTIONS: Final = {
    "AMB-07": ("first_weeks", "first_days"),
    "AMB-10": ("early", "after_birth"),
    "AMB-11": ("leg_pain_with_arching",),
    "AMB-19": ("agreed",),
    "AMB-21": ("bleeding",),
    "AMB-25": ("epilepsy",),
}
HAEMOGLOBIN_BANDS: Final = ("HB-01", "HB-02", "HB-03", "HB-04")


def check_whole(reports: Mapping[str, Report]) -> None:
    """Adds every mistake that a single key cannot show. Only for files whose shapes are sound."""
    _check_matrix(reports["matrix"])
    _check_there(reports["tags"], ("tags",), (tag.value for tag in Tag))
    _check_there(reports["conditions"], ("conditions",), KNOWN_CONDITIONS)
    _check_adaptations(reports["adaptations"], reports["matrix"])
    _check_there(reports["red_flags"], ("red_flags",), _ids_of_rules("RED-"))
    _check_there(reports["ambers"], ("ambers",), _ids_of_rules("AMB-"))
    for flag, names in RESTRICTIONS.items():
        if flag in reports["ambers"].document.value["ambers"]:
            _check_there(reports["ambers"], ("ambers", flag, "restrictions"), names)
    _check_there(reports["stop_states"], ("states",), STOP_STATES)
    _check_there(reports["messages"], ("messages",), (*PLACEHOLDERS, *PLAIN_MESSAGES))
    _check_messages(reports["messages"])
    _check_bands(reports["haemoglobin"])
    _check_tiredness(reports["limits"])
    _check_daily_gate(reports)
    _check_sources(reports)


def _ids_of_rules(start: str) -> Iterator[str]:
    return (name for rule in RULES for name in rule.ids if name.startswith(start))


def _check_there(report: Report, path: KeyPath, names: Iterable[str]) -> None:
    inside: Any = report.document.value
    for key in path:
        inside = inside.get(key) or {}
    for name in sorted(set(names)):
        if name not in inside:
            report.add(path, f"{name} is missing; the rules of screening need it.")


def _check_matrix(report: Report) -> None:
    matrix = report.document.value
    codes = matrix["conditions"].split()
    for code in sorted(set(codes) ^ KNOWN_CONDITIONS):
        fault = "is missing" if code in KNOWN_CONDITIONS else "is not a known condition"
        report.add(("conditions",), f"{code} {fault}.")
    if len(set(codes)) != len(codes):
        report.add(("conditions",), "names a condition twice.")
    _check_there(report, ("tags",), (tag.value for tag in Tag))
    letters = {cell.value for cell in Cell}
    for tag, row in matrix["tags"].items():
        cells = row.split()
        if tag not in Tag.__members__:
            report.add(("tags", tag), "is not a known movement tag.")
        if len(cells) != len(codes):
            report.add(("tags", tag), f"must have {len(codes)} cells, one a condition, and this has {len(cells)}.")
        for cell in sorted(set(cells) - letters):
            report.add(("tags", tag), f'"{cell}" is no cell; write E, A or a dot.')


def _check_adaptations(report: Report, matrix: Report) -> None:
    owner: dict[str, str] = {}
    for code, row in report.document.value["adaptations"].items():
        for place, tag in enumerate(row["tags"]):
            if owner.setdefault(tag, code) != code:
                report.add(("adaptations", code, "tags", place), f"{tag} is adapted by {owner[tag]} already.")
        if row["action"] == "replace" and not row.get("instead"):
            report.add(("adaptations", code), "replaces an exercise, so it must name families under instead.")
    for tag, cells in matrix.document.value["tags"].items():
        if Cell.ADAPT.value in cells.split() and tag not in owner:
            matrix.add(("tags", tag), "has a cell A, but no adaptation names this tag.")


def _check_messages(report: Report) -> None:
    for name, text in report.document.value["messages"].items():
        try:
            wants = {key for _, key, _, _ in Formatter().parse(text) if key is not None}
        except ValueError:
            report.add(("messages", name), "has a curly bracket that is never closed.")
            continue
        if wants != PLACEHOLDERS.get(name, set()):
            needed = ", ".join(f"{{{key}}}" for key in sorted(PLACEHOLDERS.get(name, ()))) or "no curly brackets"
            report.add(("messages", name), f"must hold {needed}.")


def _check_bands(report: Report) -> None:
    bands = report.document.value["bands"]
    if tuple(bands) != HAEMOGLOBIN_BANDS:
        report.add(("bands",), f"must be {', '.join(HAEMOGLOBIN_BANDS)}, in this order.")
        return
    for sex in ("female", "male", "not said"):
        ends = [band["below"][sex] for band in bands.values()]
        if ends != sorted(set(ends)):
            report.add(("bands",), f"must rise from band to band ({sex}).")


def _check_tiredness(report: Report) -> None:
    starts = [row["from"] for row in report.document.value["tiredness"].values()]
    if starts[0] != 0 or starts != sorted(set(starts)):
        report.add(("tiredness",), "must begin at 0 and rise from state to state.")


def _check_daily_gate(reports: Mapping[str, Report]) -> None:
    """SCR-08 asks red flags that are there, for conditions and amber flags that are there."""
    limits, flags = reports["limits"], reports["red_flags"].document.value["red_flags"]
    known = {*KNOWN_CONDITIONS, *reports["ambers"].document.value["ambers"]}
    also = limits.document.value["daily_gate_also"]
    for place, flag in enumerate(limits.document.value["daily_gate"]):
        if flag not in flags:
            limits.add(("daily_gate", place), f"{flag} is not a red flag.")
    for flag, codes in also.items():
        if flag not in flags:
            limits.add(("daily_gate_also", flag), "is not a red flag.")
        for place, code in enumerate(codes):
            if code not in known:
                limits.add(("daily_gate_also", flag, place), f"{code} is not a known condition or amber flag.")


def _check_sources(reports: Mapping[str, Report]) -> None:
    known = reports["sources"].document.value["sources"]
    for report in reports.values():
        for path, mark in _marks(report.document.value, ()):
            source = re.fullmatch(r"C:(S\d+b?)", mark)
            if source and source[1] not in known:
                report.add(path, f"{source[1]} is not among the sources.")


def _marks(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """Every evidence mark in a file, with its key path."""
    if not isinstance(value, dict):
        return
    for key, inner in value.items():
        if key == "evidence":
            yield from (((*path, key, place), mark) for place, mark in enumerate(inner))
        else:
            yield from _marks(inner, (*path, key))
