"""How somebody wants their sheet, read from the address of the sheet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, cast

from flask_babel import lazy_gettext as _l

from planner.domain.person import Answer, Profile
from planner.sheets.options import USUAL_PARTS, Paper, Part, PerPage, SheetOptions
from planner.web.forms.kinds import Sent, Words

PARTS: Final[Mapping[Part, Words]] = {
    Part.WEEK: _l("The week on one page"),
    Part.SESSIONS: _l("The sessions to tick off"),
    Part.EXERCISES: _l("Each exercise, drawn and explained"),
    Part.BESIDE: _l("B12, walking, food and posture"),
    Part.BACKGROUND: _l("Why this week"),
    Part.DIARY: _l("The diary"),
    Part.B12: _l("B12 and food for a year"),
}
"""Parts of the handout that a person may choose; the usual ones at first."""
_PAPERS: Final = ("A4", "Letter")
_PER_PAGE: Final = ("1", "2", "4", "6")


def parts_for(profile: Profile) -> Mapping[Part, Words]:
    """The sheet on B12 is for those whose B12 is or may be low."""
    return {part: words for part, words in PARTS.items() if part is not Part.B12 or profile.b12.low is not Answer.NO}


def read_options(sent: Sent, profile: Profile) -> SheetOptions:
    """Anything that the address cannot mean counts as not said. Without ``part`` the usual parts are printed."""
    chosen = frozenset(part for part in parts_for(profile) if part.value in sent.getlist("part")) or USUAL_PARTS
    paper, per_page = sent.get("paper"), sent.get("per_page")
    return SheetOptions(
        paper=cast(Paper, paper) if paper in _PAPERS else None,
        large_print="large" in sent,
        grey="grey" in sent,
        landscape="landscape" in sent,
        per_page=cast(PerPage, int(per_page)) if per_page in _PER_PAGE else None,
        parts=chosen,
        language=profile.language,
    )
