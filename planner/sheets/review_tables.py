"""The safety files as tables for review, each row as it stands in its file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from planner.domain.library import Library
from planner.screening.files import SafetyFile, SafetyFiles
from planner.sheets.review_rows import (
    Column,
    Lines,
    Row,
    Table,
    cap_lines,
    is_ours,
    listed,
    marked_row,
    note_lines,
    scope_words,
)

_EVIDENCE: Final = Column("Evidence", 27)
TIER_WORDS: Final = {
    "EMERG": "EMERG: emergency number now",
    "SAMEDAY": "SAMEDAY: seen today",
    "CLEAR": "CLEAR: no plan until a clinician agrees",
}


def _rows(file: SafetyFile, section: str, cells: Callable[[Mapping[str, Any]], tuple[Lines, ...]]) -> tuple[Row, ...]:
    """A row for each entry of a section, with its note and its evidence."""
    return tuple(
        marked_row(key, *cells(row), note=file.note(section, key), marks=row["evidence"])
        for key, row in file.values[section].items()
    )


def _of_condition(row: Mapping[str, Any]) -> tuple[Lines, ...]:
    extra = (
        row["extra_rules"],
        *(
            f"Left out: {scope_words(out)}"
            + (f"; not where there is a {' or '.join(out['unless_owned'])}" if out.get("unless_owned") else "")
            + f". Reason shown: “{out['text']}”"
            for out in row.get("leave_out") or ()
        ),
    )
    said = tuple(f"{cue['text']} ({scope_words(cue)})" for cue in row.get("cues") or ())
    told = (row["title"], f"The person reads: “… because you told us about {row['told_us']}”")
    return told, cap_lines(row["caps"]), said, extra


def conditions(files: SafetyFiles) -> Table:
    file = files["conditions"]
    columns = (
        Column("Code", 12),
        Column("Condition", 44),
        Column("Caps", 30),
        Column("Words shown with exercises", 50),
        Column("Extra rules", 61),
        _EVIDENCE,
    )
    return Table(
        "Conditions, caps and extra rules",
        "Caps bind every exercise of a person with the condition; over several conditions the lowest counts.",
        columns,
        _rows(file, "conditions", _of_condition),
        "conditions.yaml",
        file.about,
    )


def tags(files: SafetyFiles, library: Library) -> Table:
    file = files["tags"]
    rows = []
    for tag, row in file.values["tags"].items():
        count = sum(tag in (exercise.tags or ()) for exercise in library.exercises.values())
        rows.append(Row(tag, ((row["meaning"],), (row["plain"],), (str(count),))))
    columns = (
        Column("Tag", 31),
        Column("Meaning", 100),
        Column("Words of a reason: “Left out because …:”", 71),
        Column("Exercises", 20),
    )
    return Table(
        "Movement tags",
        "What a movement may be hard on. The exercises carry these; the matrix says what each means for whom.",
        columns,
        tuple(rows),
        "tags.yaml",
        file.about,
    )


def _of_adaptation(row: Mapping[str, Any]) -> tuple[Lines, ...]:
    instead = f"an easier step, or one of the families {listed(row.get('instead') or ())}"
    does: Lines = (
        "keeps the exercise, changed" if row["action"] == "keep" else f"leaves it out; {instead}, takes its place",
    )
    does += tuple(
        f"at most {value} {'s hold' if key == 'hold_seconds' else key}"
        for key, value in (row.get("limits") or {}).items()
    )
    if row.get("needs"):
        does += (f"needs one of: {listed(row['needs'])}; otherwise the cell counts as E",)
    words = (row["words"], *(f"{at}: {text}" for at, text in (row.get("notes") or {}).items()))
    return tuple(row["tags"]), (row["reference"],), words, does


def adaptations(files: SafetyFiles) -> Table:
    file = files["adaptations"]
    columns = (
        Column("Code", 14),
        Column("Tags", 28),
        Column("Clinical reference", 53),
        Column("Words the person reads", 64),
        Column("What the program does", 48),
        Column("Evidence", 16),
    )
    return Table(
        "Adaptations",
        "What a letter A of the matrix asks for.",
        columns,
        _rows(file, "adaptations", _of_adaptation),
        "adaptations.yaml",
        file.about,
    )


def _of_red_flag(row: Mapping[str, Any]) -> tuple[Lines, ...]:
    tier: Lines = (TIER_WORDS[row["tier"]],)
    if severe := row.get("severe"):
        tier += (f"{TIER_WORDS[severe['tier']]}, when {severe['when']}",)
    return (row["question"], *filter(None, (row.get("after_birth"),))), tier, (row["reason"],)


def red_flags(files: SafetyFiles) -> Table:
    file = files["red_flags"]
    columns = (Column("Id", 18), Column("Question", 92), Column("Tier", 42), Column("Reason shown", 44), _EVIDENCE)
    return Table(
        "Red flags",
        "Answered with yes or not sure, no plan is made. The worst tier decides which message the person reads.",
        columns,
        _rows(file, "red_flags", _of_red_flag),
        "red_flags.yaml",
        file.about,
    )


def _of_stop_state(row: Mapping[str, Any]) -> tuple[Lines, ...]:
    return (listed(row["flags"]),), (row["reason"],), (listed(row["cleared_by"]) or "nothing",)


def stop_states(files: SafetyFiles) -> Table:
    file = files["stop_states"]
    columns = (
        Column("State", 32),
        Column("Shown as", 28),
        Column("Reason shown", 100),
        Column("A clearance that names one of these answers it", 42),
        _EVIDENCE,
    )
    return Table(
        "Stops without a red flag",
        "Told in other answers. No plan is made until a clinician agrees.",
        columns,
        _rows(file, "states", _of_stop_state),
        "stop_states.yaml",
        file.about,
    )


def _of_amber(row: Mapping[str, Any]) -> tuple[Lines, ...]:
    action = (row["action"], *(_restriction_line(r) for r in (row.get("restrictions") or {}).values()))
    if row.get("article"):
        action += (f"Serves {listed(row['article'])} of the founding article.",)
    return (row["trigger"],), (row["message"],), action


def ambers(files: SafetyFiles) -> Table:
    file = files["ambers"]
    columns = (
        Column("Id", 18),
        Column("Trigger", 40),
        Column("Words the person reads", 70),
        Column("What the plan does", 68),
        _EVIDENCE,
    )
    return Table(
        "Amber flags",
        "A plan is made, with restrictions.",
        columns,
        _rows(file, "ambers", _of_amber),
        "ambers.yaml",
        file.about,
    )


def _restriction_line(row: Mapping[str, Any]) -> str:
    parts = [f"reason code {row['code']}"] if row.get("code") else []
    parts += [f"leaves out {listed(row['exclude'])}"] if row.get("exclude") else []
    parts += [f"adapts {listed(row['adapt'])}"] if row.get("adapt") else []
    parts += cap_lines(row["caps"]) if row.get("caps") else ()
    return f"For {row['told_us']}: {'; '.join(parts)}."


def messages(files: SafetyFiles) -> Table:
    file = files["messages"]
    rows = [
        Row(name, ((text, *note_lines(note)),), is_ours((), note))
        for name, text in file.values["messages"].items()
        for note in (file.note("messages", name),)
    ]
    columns = (Column("Id", 34), Column("Message, word for word", 188))
    return Table(
        "Messages",
        "Braces are filled in: the reasons of the flags, the numbers of the country, the condition in plain words.",
        columns,
        tuple(rows),
        "messages.yaml",
        file.about,
    )


def sources(files: SafetyFiles) -> Table:
    file = files["sources"]
    rows = tuple(Row(name, ((text,),)) for name, text in file.values["sources"].items())
    about = "What stands behind the marks C and the ids that begin with S."
    return Table("Sources", about, (Column("Id", 14), Column("Source", 208)), rows, "sources.yaml")
