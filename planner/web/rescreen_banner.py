"""The safety questions are due again (SCR-07): said above the pages on which somebody would go on exercising."""

from __future__ import annotations

from typing import Final

from flask import request
from flask_babel import lazy_gettext as _l

from planner.domain.kept import KeptPerson, PersonState
from planner.screening.rescreen import RescreenDue
from planner.use_cases.rescreening import find_rescreen
from planner.web.page import services
from planner.web.today import today_of

WAY_ON: Final = "check_ins.due"
WAY_ON_LABEL: Final = _l("Answer them now")
_PAGES: Final = frozenset({"weeks.show", "weeks.show_other", "sessions.done", "progress.show", "diaries.show"})


def rescreen_for(person: KeptPerson) -> RescreenDue | None:
    """Only looked up where it is shown, and while there is a plan."""
    if request.endpoint not in _PAGES or person.state is not PersonState.ACTIVE:
        return None
    s = services()
    return find_rescreen(s.storage, person, s.content.safety, today_of(person))
