"""How somebody wants their sheet, read from the address of the sheet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, cast

from flask_babel import lazy_gettext as _l

from planner.sheets.options import Paper, Part, PerPage, SheetOptions
from planner.web.forms.kinds import Sent, Words

PARTS: Final[Mapping[Part, Words]] = {
    Part.WEEK: _l("The week on one page"),
    Part.SESSIONS: _l("The sessions to tick off"),
    Part.EXERCISES: _l("Each exercise, drawn and explained"),
    Part.BESIDE: _l("B12, walking, food and posture"),
    Part.BACKGROUND: _l("Why this week"),
    Part.DIARY: _l("The diary"),
}
"""Parts of the handout that a person may choose; all of them at first."""
_PAPERS: Final = ("A4", "Letter")
_PER_PAGE: Final = ("1", "2", "4", "6")


def read_options(sent: Sent, language: str) -> SheetOptions:
    """Anything that the address cannot mean counts as not said. Without ``part`` all parts are printed."""
    chosen = frozenset(part for part in PARTS if part.value in sent.getlist("part")) or frozenset(PARTS)
    paper, per_page = sent.get("paper"), sent.get("per_page")
    return SheetOptions(
        paper=cast(Paper, paper) if paper in _PAPERS else None,
        large_print="large" in sent,
        grey="grey" in sent,
        landscape="landscape" in sent,
        per_page=cast(PerPage, int(per_page)) if per_page in _PER_PAGE else None,
        parts=chosen,
        language=language,
    )
