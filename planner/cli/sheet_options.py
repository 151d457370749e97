"""The options of every command that prints."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import click

from planner.sheets.options import USUAL_PARTS, Clinic, Paper, Part, PerPage, SheetOptions

_OPTIONS = (
    click.option(
        "--paper", type=click.Choice(["A4", "Letter"]), help="Paper of the sheet (default: the person's own)."
    ),
    click.option("--large-print", is_flag=True, help="A sheet in letters of 18 points and more."),
    click.option("--grey", is_flag=True, help="A sheet without colour."),
    click.option("--landscape", is_flag=True, help="Turn the week on one page."),
    click.option("--per-page", type=click.Choice(["1", "2", "4", "6"]), help="Exercises a page (default: what fits)."),
    click.option(
        "--parts",
        metavar="PART,…",
        help=f"What to print, of {', '.join(Part)} (default: all but b12).",
    ),
    click.option("--clinic", help="Name of the practice, at the top."),
    click.option("--telephone", help="Its telephone number."),
    click.option("--logo", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Its logo, PNG or SVG."),
    click.option("--address", help="Address of the person's own page, printed as a QR code."),
)
NAMES = ("paper", "large_print", "grey", "landscape", "per_page", "parts", "clinic", "telephone", "logo", "address")


def sheet_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command all of them."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def read_sheet_options(chosen: dict[str, Any]) -> SheetOptions:
    """What was chosen, as the sheets want it. Raises click.BadParameter for a part that does not exist."""
    clinic, telephone, logo = chosen["clinic"] or "", chosen["telephone"] or "", cast("Path | None", chosen["logo"])
    head = Clinic(clinic, telephone, logo.read_bytes() if logo else None)
    return SheetOptions(
        paper=cast("Paper | None", chosen["paper"]),
        large_print=chosen["large_print"],
        grey=chosen["grey"],
        landscape=chosen["landscape"],
        per_page=cast("PerPage | None", int(chosen["per_page"]) if chosen["per_page"] else None),
        parts=_parts(chosen["parts"]),
        clinic=head if clinic or telephone or logo else None,
        own_page=chosen["address"] or "",
    )


def _parts(text: str | None) -> frozenset[Part]:
    if text is None:
        return USUAL_PARTS
    names = [name.strip() for name in text.split(",") if name.strip()]
    unknown = [name for name in names if name not in list(Part)]
    if unknown or not names:
        raise click.BadParameter(f"The parts are {', '.join(Part)}.", param_hint="--parts")
    return frozenset(Part(name) for name in names)
