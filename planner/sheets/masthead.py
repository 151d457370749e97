"""What stands above a sheet: who hands it out, and the code that leads to the person's own page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from planner.sheets.logo import logo_drawing
from planner.sheets.options import SheetOptions
from planner.sheets.press import Drawings
from planner.sheets.spelling import Own

LOGO: Final = "clinic-logo"
CODE: Final = "own-page"
_HEIGHT: Final = 17.0
_LARGE_HEIGHT: Final = 26.0
_WORDS_ALONE: Final = 13.0


@dataclass(frozen=True, slots=True)
class Masthead:
    """Empty where there is neither a clinic nor an address. ``room`` is its height in millimetres."""

    name: str
    telephone: str
    logo: str
    code: str
    address: str
    room: float
    drawings: Drawings

    def __bool__(self) -> bool:
        return bool(self.name or self.telephone or self.logo or self.code)


def masthead_of(options: SheetOptions) -> Masthead:
    clinic = options.clinic
    logo = logo_drawing(clinic.logo, grey=options.grey) if clinic else None
    code = _code(options.own_page) if options.own_page else None
    drawings = {name: picture for name, picture in ((LOGO, logo), (CODE, code)) if picture is not None}
    head = Masthead(
        Own(clinic.name if clinic else ""),
        Own(clinic.telephone if clinic else ""),
        LOGO if logo else "",
        CODE if code else "",
        Own(options.own_page.removeprefix("https://").removeprefix("http://")),
        (_LARGE_HEIGHT if options.large_print else _HEIGHT) if drawings else _WORDS_ALONE,
        drawings,
    )
    return head if head else Masthead("", "", "", "", "", 0.0, {})


def _code(address: str) -> str | None:
    """A QR code as one black path; None for an address too long, or no text."""
    import segno

    try:
        code = segno.make(address, error="m", micro=False)
    except (segno.DataOverflowError, UnicodeError):
        return None
    rows = [
        f"M{start} {y}h{end - start}v1h{start - end}z"
        for y, row in enumerate(code.matrix, 2)
        for start, end in _runs(row)
    ]
    size = code.symbol_size(border=2)[0]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
        f'<path fill="#000000" d="{"".join(rows)}"/></svg>'
    )


def _runs(row: bytearray) -> list[tuple[int, int]]:
    """Where the dark stretches of a row begin and end, two places further for the quiet edge."""
    runs: list[tuple[int, int]] = []
    for x, dark in enumerate(row, 2):
        if not dark:
            continue
        if runs and runs[-1][1] == x:
            runs[-1] = (runs[-1][0], x + 1)
        else:
            runs.append((x, x + 1))
    return runs
