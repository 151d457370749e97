"""The safety files as tables for review, each row as it stands in its file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from planner.domain.library import Library
from planner.screening.files import SafetyFiles
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


def conditions(files: SafetyFiles) -> Table:
    file = files["conditions"]
    rows = []
    for code, row in file.values["conditions"].items():
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
        rows.append(
            marked_row(
                code,
                told,
                cap_lines(row["caps"]),
                said,
                extra,
                note=file.note("conditions", code),
                marks=row["evidence"],
            )
        )
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
        tuple(rows),
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


def adaptations(files: SafetyFiles) -> Table:
    file = files["adaptations"]
    rows = []
    for code, row in file.values["adaptations"].items():
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
        rows.append(
            marked_row(
                code,
                tuple(row["tags"]),
                (row["reference"],),
                words,
                does,
                note=file.note("adaptations", code),
                marks=row["evidence"],
            )
        )
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
        tuple(rows),
        "adaptations.yaml",
        file.about,
    )


def red_flags(files: SafetyFiles) -> Table:
    file = files["red_flags"]
    rows = []
    for flag, row in file.values["red_flags"].items():
        tier: Lines = (TIER_WORDS[row["tier"]],)
        if severe := row.get("severe"):
            tier += (f"{TIER_WORDS[severe['tier']]}, when {severe['when']}",)
        question = (row["question"], *filter(None, (row.get("after_birth"),)))
        rows.append(
            marked_row(flag, question, tier, (row["reason"],), note=file.note("red_flags", flag), marks=row["evidence"])
        )
    columns = (Column("Id", 18), Column("Question", 92), Column("Tier", 42), Column("Reason shown", 44), _EVIDENCE)
    return Table(
        "Red flags",
        "Answered with yes or not sure, no plan is made. The worst tier decides which message the person reads.",
        columns,
        tuple(rows),
        "red_flags.yaml",
        file.about,
    )


def stop_states(files: SafetyFiles) -> Table:
    file = files["stop_states"]
    rows = [
        marked_row(
            name,
            (listed(row["flags"]),),
            (row["reason"],),
            (listed(row["cleared_by"]) or "nothing",),
            note=file.note("states", name),
            marks=row["evidence"],
        )
        for name, row in file.values["states"].items()
    ]
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
        tuple(rows),
        "stop_states.yaml",
        file.about,
    )


def ambers(files: SafetyFiles) -> Table:
    file = files["ambers"]
    rows = []
    for flag, row in file.values["ambers"].items():
        action = (row["action"], *(_restriction_line(r) for r in (row.get("restrictions") or {}).values()))
        if row.get("article"):
            action += (f"Serves {listed(row['article'])} of the founding article.",)
        rows.append(
            marked_row(
                flag,
                (row["trigger"],),
                (row["message"],),
                action,
                note=file.note("ambers", flag),
                marks=row["evidence"],
            )
        )
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
        tuple(rows),
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
