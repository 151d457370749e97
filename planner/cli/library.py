"""``planner library check``, ``planner library sheet`` and ``planner library review``."""

from __future__ import annotations

from pathlib import Path

import click

from planner.cli.report import complain, json_option, say
from planner.config import read_config
from planner.wiring import check_library, open_content, open_safety_files


@click.group()
def library() -> None:
    """Check the exercises and routines; print the drawings, and the safety tables for review."""


@library.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@json_option
def check(folder: Path | None, as_json: bool) -> int:
    """Load and check every exercise, routine and drawing, of FOLDER or of the program. Exit code 1 for any mistake."""
    from planner.domain.library import Library

    found = check_library(read_config(), folder)
    if not isinstance(found, Library):
        complain(found)
        say("1 mistake." if len(found) == 1 else f"{len(found)} mistakes.", as_json=as_json, mistakes=len(found))
        return 1
    exercises, routines = len(found.exercises), len(found.routines)
    drawn = sum(bool(exercise.figure) for exercise in found.exercises.values())
    say(
        f"{exercises} exercises, {routines} routines, {drawn} drawings, no mistakes. Version {found.version}.",
        as_json=as_json,
        exercises=exercises,
        routines=routines,
        drawings=drawn,
        mistakes=0,
        version=found.version,
    )
    return 0


@library.command()
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The PDF to write.")
@click.option("--no-names", is_flag=True, help="Number the drawings and write their names into a key file beside it.")
def sheet(out: Path, no_names: bool) -> int:
    """Print every drawing on one contact sheet."""
    from planner.sheets.contact_sheet import contact_sheet

    exercises = list(open_content(read_config()).library.exercises.values())
    out.write_bytes(contact_sheet(exercises, with_names=not no_names))
    say(f"{len(exercises)} drawings written to {out}")
    if no_names:
        key = out.with_suffix(".key.txt")
        key.write_text("".join(f"{n}\t{e.id}\t{e.name}\n" for n, e in enumerate(exercises, 1)), encoding="utf-8")
        say(f"Their names are in {key}")
    return 0


@library.command()
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The PDF to write.")
def review(out: Path) -> int:
    """Print the safety tables and all exercises, with sources, for a clinician to review with a pen."""
    from planner.sheets.review import review_pdf

    content = open_content(read_config())
    out.write_bytes(review_pdf(open_safety_files(), content.library))
    say(f"The tables and {len(content.library.exercises)} exercises are in {out}")
    return 0
