"""``docs/screening.md`` names every id of sections B, C3 and C4: where it lives, on what evidence, and its tests.

The lists between the markers are made from the tables: ``python tests/screening/test_docs.py`` writes them again.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from planner.library.safety import load_safety
from planner.resources import data_folder
from planner.screening.rules import RULES
from planner.screening.tables import SafetyTables

FOLDER = Path(__file__).parent
DOCUMENT = FOLDER.parent.parent / "docs" / "screening.md"

IDS = (
    *(f"Q-{n:02d}" for n in range(1, 25)),
    *(f"HB-{n:02d}" for n in range(1, 6)),
    "RED-01", "RED-02", "RED-03", "RED-04", "RED-04b", "RED-05", "RED-06", "RED-07", "RED-08", "RED-09a", "RED-09b",
    "RED-10a", "RED-10b", *(f"RED-{n}" for n in range(11, 21)),
    "MSG-EMERG", "MSG-SAMEDAY", "MSG-CLEAR", "MSG-NOTSURE", "MSG-AMBER", "MSG-STOPNOW", "MSG-HELP-DAY2", "MSG-PAUSE",
    *(f"AMB-{n:02d}" for n in range(1, 26)),
    *(f"SCR-{n:02d}" for n in range(1, 13)),
    *(f"CHK-{n:02d}" for n in range(1, 5)),
    *(f"SAFE-{n:02d}" for n in range(1, 13)),
    "LOC-01", "LOC-02", "LOC-03",
    *(f"AD-{n:02d}" for n in range(1, 24)),
    *(f"FAT-{n:02d}" for n in range(1, 11)),
    *(f"PAIN-{n:02d}" for n in range(1, 9)),
    "LBL-ABS",
    *(f"FOOD-{n:02d}" for n in range(1, 6)),
    *(f"NSAID-{n:02d}" for n in range(1, 10)),
    *(f"HELP-{n:02d}" for n in range(1, 9)),
)  # fmt: skip
"""Sections B, C3 (LOC), C4, D4, D5 and E2 to E5, and the label of E1."""

TRACED: dict[str, list[str]] = yaml.safe_load((FOLDER / "traced.yaml").read_text(encoding="utf-8"))
"""Id to the tests that show it."""

SEEN: dict[str, list[str]] = yaml.safe_load((FOLDER / "seen.yaml").read_text(encoding="utf-8"))
"""Id of a text to the places where a person sees it; an id without places of its own has those of its kind."""
TEXTS = ("SAFE", "NSAID", "HELP", "FOOD", "LBL", "MSG")

ELSEWHERE = {
    "Q-02": "plan goals; `planner/exchange/profile_shape.py`",
    "Q-10": "`planner/generator/problem.py`",
    "MSG-HELP-DAY2": "`exercises/safety/messages.yaml`, for the application's check-ins",
    "MSG-PAUSE": "`exercises/safety/messages.yaml`, for the application",
    "SAFE-03": "`planner/domain/stop_words.py`, sheets, letters and session pages",
    "SAFE-04": "the exercise files: `breathing` of each",
    "SAFE-05": "the exercise files; cues of PN in `exercises/safety/conditions.yaml`",
    "SAFE-07": "`planner/generator/problem.py`",
    "SAFE-09": "a preference for the generator, no exclusion",
    "SAFE-10": "the letters",
    "SAFE-11": "sheets",
    "SAFE-12": "the HEAT row of `exercises/safety/matrix.yaml`, AD-23; no exercise carries HEAT",
}
"""Ids of the sections that are not decided by screening: who keeps them instead."""

FILE_OF = {
    "RED": "red_flags.yaml",
    "AMB": "ambers.yaml",
    "AD": "adaptations.yaml",
    "HB": "haemoglobin.yaml",
    "MSG": "messages.yaml",
    "LBL": "messages.yaml",
}
PACES = ("FAT-01", "FAT-02", "FAT-03", "FAT-04")


def shown_by(name: str) -> tuple[str, ...]:
    """The tests of an id; flags and adaptations without tests of their own have those of all."""
    return tuple(TRACED.get(name) or TRACED.get(name.split("-")[0]) or ())


def places_of(name: str) -> tuple[str, ...]:
    found = []
    kind = name.split("-")[0]
    if kind in FILE_OF:
        found.append(f"`exercises/safety/{FILE_OF[kind]}`")
    if name in PACES:
        found.append("`exercises/safety/limits.yaml`")
    for rule in RULES:
        if name in rule.ids:
            found.append(f"`{type(rule).__name__}`")
    found.extend(WHERE.get(name, ()))
    if name in ELSEWHERE:
        found.append(ELSEWHERE[name])
    return tuple(dict.fromkeys(found))


_CONDITIONS_FILE = "`planner/screening/conditions.py`"
WHERE = {
    **{f"Q-{n:02d}": (_CONDITIONS_FILE,) for n in (4, 5, 11, 12, 17, 18, 19, 20, 21, 22, 23, 24)},
    "Q-03": ("`StrongPainTodayMakesTheFirstDaysRestful`",),
    "Q-06": ("`AnInactivePersonWithHeartLungOrKidneyDiseaseNeedsClearance`",),
    "Q-13": ("`planner/screening/rules/b12.py`",),
    "Q-14": ("`AnAbsorptionProblemIsNamed`",),
    "Q-15": ("`planner/screening/rules/b12.py`",),
    "Q-16": ("`planner/screening/rules/b12.py`",),
    "SCR-01": ("`planner/screening/gate.py`",),
    "SCR-03": ("`planner/screening/gate.py`",),
    "SCR-04": ("`planner/screening/gate.py`: a stop holds no plan",),
    "SCR-05": ("`planner/screening/answers.py`, `gate.py`",),
    "SCR-06": ("`planner/screening/restrict.py`",),
    "SCR-07": ("`planner/screening/rescreen.py`", "`exercises/safety/limits.yaml`", "`planner/use_cases/next_week.py`"),
    "SCR-08": ("`planner/screening/daily_gate.py`", "`exercises/safety/limits.yaml`"),
    "SCR-09": ("`planner/screening/gate.py`, `restrict.py`",),
    "CHK-01": ("`planner/web/pages/sessions.py`", "`planner/use_cases/keep_diary.py`"),
    "CHK-02": ("`planner/domain/diary.py`: DayLog",),
    "CHK-03": ("`planner/care/plan.py`", "`planner/domain/diary.py`: WeekDiary"),
    "CHK-04": ("`planner/care/plan.py`", "`planner/web/pages/progress.py`"),
    "FAT-05": ("`planner/generator/today.py`", "`planner/care/cards.py`"),
    "FAT-06": ("`planner/care/walking.py`", "`exercises/safety/haemoglobin.yaml`"),
    "FAT-07": ("`planner/progression/replay.py`",),
    "FAT-08": ("`planner/generator/wishes/days.py`",),
    "FAT-09": ("`planner/progression/prescribe.py`",),
    "FAT-10": ("`planner/care/walking.py`",),
    **{f"PAIN-{n:02d}": ("`planner/progression/facts.py`",) for n in (1, 2)},
    "PAIN-03": ("`planner/progression/blocks.py`",),
    "PAIN-04": ("`planner/progression/verdicts.py`",),
    **{f"PAIN-{n:02d}": ("`planner/progression/symptoms.py`",) for n in (5, 6)},
    "PAIN-07": ("`exercises/safety/ambers.yaml`: the messages of AMB-01 and AMB-02",),
    "PAIN-08": ("`planner/care/painkillers.py`",),
    "FOOD-01": ("`planner/care/foods.py`",),
    "FOOD-02": ("`planner/care/food.py`",),
    "FOOD-03": ("`planner/care/food_log.py`",),
    "FOOD-04": ("`planner/care/cards.py`",),
    "FOOD-05": ("`planner/care/cards.py`",),
    **{f"NSAID-{n:02d}": ("`planner/care/painkillers.py`",) for n in range(1, 10)},
    **{f"HELP-{n:02d}": ("`planner/care/help.py`",) for n in range(1, 9)},
    "SCR-12": ("`ambers.yaml`: AMB-22 and AMB-23 have no rule",),
    "SAFE-01": ("`exercises/safety/*.yaml`",),
    "SAFE-02": ("`planner/screening/gate.py`", "`planner/library/safety_checks.py`"),
    "SAFE-06": ("`exercises/safety/limits.yaml`", "`planner/screening/gate.py`"),
    "SAFE-08": ("`exercises/safety/limits.yaml`", "`planner/screening/gate.py`"),
    "LOC-03": ("`planner/screening/restrict.py` (the cap)", "`planner/progression/dose.py` (the repeats)"),
    "MSG-EMERG": ("`planner/screening/gate.py`",),
    "MSG-SAMEDAY": ("`planner/screening/gate.py`",),
    "MSG-CLEAR": ("`planner/screening/gate.py`",),
    "MSG-AMBER": ("`planner/screening/gate.py`",),
    "AMB-22": ("no rule: no question asks it (SCR-12)",),
    "AMB-23": ("no rule: no question asks it (SCR-12)",),
}


def table() -> str:
    lines = ["| id | where | tests |", "|---|---|---|"]
    for name in IDS:
        tests = ", ".join(f"`{test}`" for test in shown_by(name)) or "with its layer"
        lines.append(f"| {name} | {'; '.join(places_of(name))} | {tests} |")
    return "\n".join(lines)


def seen_at(name: str) -> tuple[str, ...]:
    return tuple(SEEN.get(name) or SEEN[name.split("-")[0]])


def seen() -> str:
    lines = ["| id | where a person sees it |", "|---|---|"]
    texts = (name for name in IDS if name.startswith(TEXTS))
    return "\n".join([*lines, *(f"| {name} | {'; '.join(seen_at(name))} |" for name in texts)])


def paragraphs(safety: SafetyTables) -> str:
    """A paragraph for each id whose facts are data."""
    return "\n\n".join([*_red_flags(safety), *_ambers(safety), *_bands(safety), *_adaptations(safety)])


def _evidence(marks: tuple[str, ...]) -> str:
    return f"Evidence: {', '.join(marks)}."


def _red_flags(safety: SafetyTables) -> Iterator[str]:
    for flag in safety.red_flags.values():
        severe = f" ({flag.severe_tier}: {flag.severe_when})" if flag.severe_tier else ""
        yield f"**{flag.id}** {flag.tier}{severe}. {flag.question} *{flag.reason}* {_evidence(flag.evidence)}"


def _ambers(safety: SafetyTables) -> Iterator[str]:
    for amber in safety.ambers.values():
        yield f"**{amber.id}** {amber.trigger}: {amber.action}. {_evidence(amber.evidence)}"


def _bands(safety: SafetyTables) -> Iterator[str]:
    for band in safety.haemoglobin.bands:
        ends = band.below
        end = f"{ends['female']} g/L (men {ends['male']})" if ends["female"] != ends["male"] else f"{ends['male']} g/L"
        yield f"**{band.id}** Haemoglobin below {end}. {_evidence(band.evidence)}"


def _adaptations(safety: SafetyTables) -> Iterator[str]:
    for row in safety.adaptations.values():
        kind = "replaces" if row.replaces else "keeps"
        tags = ", ".join(row.tags)
        yield f"**{row.code}** for {tags}, {kind} the exercise: {row.words} {_evidence(row.evidence)}"


def rewritten(text: str, safety: SafetyTables) -> str:
    """The document with its generated parts made anew."""
    for name, content in (("paragraphs", paragraphs(safety)), ("seen", seen()), ("table", table())):
        start, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
        before, rest = text.split(start)
        after = rest.split(end)[1]
        text = f"{before}{start}\n\n{content}\n\n{end}{after}"
    return text


@pytest.fixture(scope="module")
def document() -> str:
    return DOCUMENT.read_text(encoding="utf-8")


def test_the_generated_parts_are_up_to_date(document, safety):
    assert rewritten(document, safety) == document, "run python tests/screening/test_docs.py"


@pytest.mark.parametrize("name", IDS)
def test_every_id_has_a_paragraph_and_a_row(document, name):
    assert re.search(rf"^\*\*(?:[^*\n]*, )?{re.escape(name)}\b[^*\n]*\*\*", document, re.M), f"no paragraph for {name}"
    assert f"\n| {name} | " in document


@pytest.mark.parametrize("name", IDS)
def test_every_id_lives_somewhere(name):
    assert places_of(name)
    assert shown_by(name) or name in ELSEWHERE


def test_every_text_is_seen_somewhere_that_exists():
    root = FOLDER.parent.parent
    for name in (name for name in IDS if name.startswith(TEXTS)):
        for place in seen_at(name):
            path = re.match(r"`([^`]+)`", place)
            assert path is None or (root / path[1]).exists(), (name, place)


def test_every_boundary_has_a_test():
    """HB, RED, AMB, SCR, LOC, FAT and PAIN: none is left to "its layer"."""
    for name in IDS:
        if name.startswith(("HB", "RED", "AMB", "SCR", "LOC", "FAT", "PAIN")):
            assert shown_by(name), name


def test_every_test_that_is_named_exists():
    defined = {
        f"{path.name if path.parent == FOLDER else path.relative_to(FOLDER.parent)}::{node.name}"
        for path in FOLDER.parent.glob("*/test_*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
    }
    assert {test for tests in TRACED.values() for test in tests} <= defined


def test_every_law_names_ids_that_the_document_explains(document):
    for rule in RULES:
        assert rule.ids, type(rule).__name__
        assert type(rule).__doc__, type(rule).__name__
        for name in rule.ids:
            assert f"**{name}" in document or f", {name}" in document, name


def test_every_source_is_known(safety):
    tables = (safety.conditions, safety.red_flags, safety.ambers, safety.adaptations, safety.stop_states)
    marks = [mark for rows in tables for row in rows.values() for mark in row.evidence]
    assert all(mark[2:] in safety.sources for mark in marks if mark.startswith("C:"))


if __name__ == "__main__":
    tables = load_safety(data_folder("exercises") / "safety")
    assert isinstance(tables, SafetyTables)
    DOCUMENT.write_text(rewritten(DOCUMENT.read_text(encoding="utf-8"), tables), encoding="utf-8")
