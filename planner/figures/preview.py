"""Draws exercises or figure files into one labelled contact sheet, to look at while writing them.

``python -m planner.figures.preview bird-dog /tmp/mine.yaml --out /tmp/sheet.png``: an id, a file with a
``figure`` part or
holding a figure alone, or a folder. ``--frame N`` draws one frame, ``--dark`` the dark colours, ``--check``
prints faults too.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from planner.figures.checks import check_figure
from planner.figures.drawing import draw
from planner.figures.parse import Postures, parse_figure, parse_postures
from planner.figures.raster import png
from planner.figures.spec import Fault, Figure
from planner.figures.style import Style

CELL_WIDTH, CELL_HEIGHT, LABEL = 480, 360, 40


def contact_sheet(cells: list[tuple[str, str]], columns: int, style: Style = Style.PRINT) -> str:
    """One SVG with every (label, svg) in a grid."""
    rows = -(-len(cells) // columns)
    width, height = columns * CELL_WIDTH, rows * (CELL_HEIGHT + LABEL)
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<rect width="{width}" height="{height}" fill="{style.palette.paper}"/>'
    ]
    for i, (label, svg) in enumerate(cells):
        x, y = (i % columns) * CELL_WIDTH, (i // columns) * (CELL_HEIGHT + LABEL)
        inner = svg.replace(
            "<svg ", f'<svg x="{x + 8}" y="{y + 4}" width="{CELL_WIDTH - 16}" height="{CELL_HEIGHT - 8}" ', 1
        )
        out.append(inner)
        out.append(
            f'<text x="{x + CELL_WIDTH / 2}" y="{y + CELL_HEIGHT + 20}" font-size="20" font-family="DejaVu Sans"'
            f' text-anchor="middle" fill="{style.palette.trousers}">{escape(label)}</text>'
        )
    return "".join(out) + "</svg>"


def figure_part(path: Path) -> Any:
    """The figure part of an exercise file, or the whole of a file that is one."""
    import yaml

    whole = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(whole, Mapping):
        return whole
    return whole.get("figure", whole if "posture" in whole else None)


def find_files(names: list[str], exercises: Path) -> list[Path]:
    """Exercise ids, files and folders → files, in the order given."""
    found: list[Path] = []
    for name in names:
        path = Path(name)
        if path.is_dir():
            found += sorted(path.rglob("*.yaml"))
        elif path.is_file():
            found.append(path)
        else:
            found += sorted(exercises.rglob(f"{name}.yaml"))
    return found


def read_postures(exercises: Path) -> Postures:
    """The postures file; ends the program with its faults where it has any."""
    import yaml

    postures = parse_postures(yaml.safe_load((exercises / "postures.yaml").read_text(encoding="utf-8")))
    if isinstance(postures, tuple):
        raise SystemExit("\n".join(f"postures.yaml: {fault}" for fault in postures))
    return postures


def main(arguments: list[str] | None = None) -> int:
    from planner.resources import data_folder

    parser = argparse.ArgumentParser(prog="planner.figures.preview")
    parser.add_argument("names", nargs="+", help="exercise ids, files or folders")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--columns", type=int, default=0)
    parser.add_argument("--frame", type=int)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--grey", action="store_true")
    options = parser.parse_args(arguments)
    exercises = data_folder("exercises")
    postures = read_postures(exercises)
    style = Style.SCREEN_DARK if options.dark else Style.GREY if options.grey else Style.PRINT
    cells: list[tuple[str, str]] = []
    faults = 0
    for path in find_files(options.names, exercises):
        part = figure_part(path)
        if not isinstance(part, Mapping):
            continue
        figure = parse_figure(part, postures)
        problems: tuple[Fault, ...] = figure if not isinstance(figure, Figure) else check_figure(figure)
        for problem in problems:
            faults += 1
            sys.stdout.write(f"{path}: {problem}\n")
        if isinstance(figure, Figure):
            cells.append((path.stem, draw(figure, title=path.stem, style=style, frame=options.frame)))
    if not cells:
        sys.stdout.write("nothing to draw\n")
        return 1
    columns = options.columns or min(4, len(cells))
    sheet = contact_sheet(cells, columns, style)
    options.out.write_bytes(png(sheet, min(2400, columns * CELL_WIDTH)))
    sys.stdout.write(f"{len(cells)} drawn, {faults} faults: {options.out}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
