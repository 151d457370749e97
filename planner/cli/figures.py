"""``planner figure``."""

from __future__ import annotations

from pathlib import Path

import click

from planner.cli.report import complain, say
from planner.wiring import build_services

PNG_WIDTH = 960


@click.command()
@click.argument("exercise")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The file to write: .svg or .png.")
@click.option("--frame", type=click.IntRange(min=1), help="One frame alone, counted from 1.")
@click.option("--animated", is_flag=True, help="An SVG that moves between its frames.")
@click.option("--grey", is_flag=True, help="For printing without colour.")
def figure(exercise: str, out: Path, frame: int | None, animated: bool, grey: bool) -> int:
    """Draw EXERCISE. Exit code 2 for an id that nobody knows, with the nearest names."""
    from planner.domain.exercise import ExerciseId
    from planner.figures import Style
    from planner.figures.raster import png
    from planner.strict_yaml import did_you_mean

    services = build_services()
    known = services.content.library.exercises
    found = known.get(ExerciseId(exercise))
    if found is None:
        complain([f"There is no exercise {exercise}.{did_you_mean(exercise, known)}"])
        return 2
    if out.suffix not in (".svg", ".png"):
        raise click.UsageError("--out must end in .svg or .png")
    if animated and (out.suffix == ".png" or frame is not None):
        raise click.UsageError("--animated makes a whole SVG; it goes with neither --frame nor a PNG.")
    frames = len(found.figure.get("frames", [{}]))
    if frame is not None and frame > frames:
        raise click.UsageError(f"{exercise} has {frames} frame{'s' if frames > 1 else ''}.")
    style = Style.GREY if grey else Style.SCREEN if animated else Style.PRINT
    svg = services.draw(found, style=style, animated=animated, frame=frame)
    out.write_bytes(png(svg, PNG_WIDTH, "#ffffff") if out.suffix == ".png" else svg.encode())
    say(f"{found.name}: {out}")
    return 0
