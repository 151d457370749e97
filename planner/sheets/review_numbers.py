"""The numbers behind the rules as tables for review."""

from __future__ import annotations

from planner.domain.exercise import ExerciseId
from planner.domain.library import Library
from planner.screening.files import SafetyFile, SafetyFiles
from planner.sheets.review_limits import LIMIT_WORDS
from planner.sheets.review_rows import Column, Row, Table, cap_lines, is_ours, listed, marked_row


def haemoglobin(files: SafetyFiles) -> Table:
    file = files["haemoglobin"]
    rows = []
    for band, row in file.values["bands"].items():
        below = tuple(f"{sex}: below {value} g/L" for sex, value in row["below"].items())
        rows.append(
            marked_row(
                band,
                below,
                cap_lines(row["caps"]),
                (row["action"],),
                note=file.note("bands", band),
                marks=row["evidence"],
            )
        )
    unknown = file.values["unknown"]
    rows.append(marked_row(unknown["id"], ("unknown",), (), (unknown["action"],), note="", marks=unknown["evidence"]))
    about = (
        f"Below {file.values['same_day_below']} g/L the person is sent to be seen today. A reading is old after "
        f"{file.values['fresh_months']} months; if it was below {file.values['kept_below']} g/L, its band is kept."
    )
    columns = (
        Column("Band", 18),
        Column("Haemoglobin", 52),
        Column("Caps", 40),
        Column("What the plan does", 85),
        Column("Evidence", 27),
    )
    return Table("Haemoglobin", about, columns, tuple(rows), "haemoglobin.yaml", file.about)


def pace(files: SafetyFiles) -> Table:
    file = files["limits"]
    note = file.note("tiredness")
    rows = tuple(
        Row(name, ((f"from {row['from']} of 10",), cap_lines(row["caps"])), is_ours((), note))
        for name, row in file.values["tiredness"].items()
    )
    columns = (Column("Pace", 25), Column("Tiredness", 60), Column("Caps of the week", 137))
    return Table("Pace by tiredness", "Tiredness of the last days, 0 to 10.", columns, rows, "limits.yaml", note)


def fallback(files: SafetyFiles, library: Library) -> Table:
    file = files["limits"]
    rows = []
    for name in file.values["fallback"]:
        exercise = library.exercises[ExerciseId(name)]
        carried = listed(sorted(exercise.tags or ())) or "none"
        rows.append(Row(name, ((exercise.name,), (exercise.position.value,), (carried,))))
    about = (
        f"Shown where fewer than {file.values['fewest_usable']} exercises are left, without those that were left out."
    )
    columns = (Column("Exercise", 50), Column("Name", 82), Column("Position", 40), Column("Tags", 50))
    return Table("Fallback list", about, columns, tuple(rows), "limits.yaml", file.note("fallback"))


def numbers(files: SafetyFiles) -> Table:
    """Pressure marks and all other limits; those with a table of their own are left out."""
    file = files["limits"]
    rows = []
    for key, words in LIMIT_WORDS.items():
        note = file.note(key)
        rows.append(Row(key, ((words,), (_value(file, key),), (note,)), is_ours((), note)))
    columns = (Column("Key", 54), Column("What it decides", 72), Column("Now", 36), Column("Rule", 60))
    return Table("Limits and short lists", "Numbers behind the rules.", columns, tuple(rows), "limits.yaml", file.about)


def _value(file: SafetyFile, key: str) -> str:
    value = file.values[key]
    if isinstance(value, dict) and "systolic" in value:
        return f"{value['systolic']}/{value['diastolic']} mmHg"
    if isinstance(value, dict):
        return ", ".join(f"{name} {listed(e) if isinstance(e, list) else e}" for name, e in value.items())
    return listed(value) if isinstance(value, list) else str(value)


def emergency(files: SafetyFiles) -> Table:
    file = files["emergency"]
    unknown = file.values["unknown"]
    rows = [
        marked_row(
            code,
            (row["name"],),
            (row["emergency"],),
            (row.get("urgent") or f"“{unknown['urgent']}”",),
            note="",
            marks=row["evidence"],
        )
        for code, row in file.values["countries"].items()
    ]
    other = ("any other country",), (f"“{unknown['emergency']}”",), (f"“{unknown['urgent']}”",)
    rows.append(marked_row("—", *other, note="", marks=unknown["evidence"]))
    columns = (
        Column("Code", 15),
        Column("Country", 52),
        Column("Emergency", 45),
        Column("Urgent care", 58),
        Column("Evidence", 52),
    )
    return Table(
        "Emergency numbers",
        "Urgent care in quotes: the person reads these words instead of a number.",
        columns,
        tuple(rows),
        "emergency.yaml",
        file.about,
    )
