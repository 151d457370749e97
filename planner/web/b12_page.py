"""A B12 record in words and pictures, for its page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from markupsafe import Markup

from planner.care.b12 import LBL_ABS, OVERDUE
from planner.care.blood import accepted
from planner.care.treatments import Treatment
from planner.domain.health_record import BloodResult, BloodTest, TreatmentState
from planner.figures.plots import Series, line_plot
from planner.figures.style import Style
from planner.use_cases.keep_b12 import B12View
from planner.web.forms.care import BLOOD_TESTS
from planner.web.forms.kinds import Words
from planner.web.language import long_date, month_and_year, short_date

_STATES = {
    TreatmentState.DONE: _l("Done"),
    TreatmentState.MISSED: _l("Did not take place"),
    TreatmentState.MOVED: _l("Moved"),
}
_NAMES = {
    "injections": _l("injection"),
    "tablets": _l("tablet"),
    "nasal": _l("nasal spray"),
}


_SHORT: Final = {
    BloodTest.B12: "B12",
    BloodTest.HAEMOGLOBIN: "Hb",
    BloodTest.FERRITIN: "Ferritin",
    BloodTest.FOLATE: "Folate",
}
_A_YEAR: Final = timedelta(days=300)
"""From here on a day without its year could be either."""


@dataclass(frozen=True, slots=True)
class ResultsOfATest:
    """Newest first; ``plot`` where there are two to join."""

    test: BloodTest
    name: Words
    results: tuple[BloodResult, ...]
    plot: Markup | None


@dataclass(frozen=True)
class B12Page:
    view: B12View
    today: date

    label_absorption = LBL_ABS
    overdue_text = OVERDUE

    @property
    def name(self) -> Words:
        """What the treatment is called: injection, tablet, nasal spray."""
        return _NAMES.get(self.view.profile.b12.treatment or "", _l("treatment"))

    def when(self, day: date) -> Words:
        """``in 15 days``."""
        days = (day - self.today).days
        if days == 0:
            return _("today")
        if days > 0:
            return ngettext("in %(num)s day", "in %(num)s days", days)
        return ngettext("%(num)s day ago", "%(num)s days ago", -days)

    @property
    def at_hand(self) -> Treatment | None:
        """The treatment that the page asks about: one that has passed unmarked, else one due today."""
        due_today = (treatment for treatment in self.view.coming if treatment.on == self.today)
        return self.view.overdue or next(due_today, None)

    def state(self, treatment: Treatment) -> Words:
        """What became of it, in a word or two."""
        if treatment.state is None:
            return _("Not marked") if treatment.overdue else _("Planned")
        word = _STATES[treatment.state]
        if treatment.on == treatment.due:
            return word
        if treatment.state is TreatmentState.DONE:
            return _("Done on %(day)s", day=long_date(treatment.on))
        return _("Moved to %(day)s", day=long_date(treatment.on))

    @cached_property
    def tests(self) -> tuple[ResultsOfATest, ...]:
        by_test = {test: [r for r in self.view.results if r.test is test] for test in BLOOD_TESTS}
        return tuple(
            ResultsOfATest(test, BLOOD_TESTS[test], tuple(reversed(results)), _plot(test, results))
            for test, results in by_test.items()
            if results
        )

    @property
    def accepted(self) -> tuple[tuple[Words, str], ...]:
        """What can be kept of each test."""
        return tuple((words, accepted(test)) for test, words in BLOOD_TESTS.items())


def _plot(test: BloodTest, results: list[BloodResult]) -> Markup | None:
    days = {result.taken: result for result in results}
    if len(days) < 2:
        return None
    values = [result.value for result in days.values()]
    room = (max(values) - min(values)) * 0.25 or max(values) * 0.1
    series = Series(_SHORT[test], tuple((day, result.value) for day, result in sorted(days.items())))
    title = _("%(test)s over time", test=BLOOD_TESTS[test])
    words = short_date if max(days) - min(days) < _A_YEAR else month_and_year
    plot = line_plot(
        [series], title=title, unit=results[0].unit, low=max(0.0, min(values) - room), high=max(values) + room,
        style=Style.SCREEN, day_words=words,
    )  # fmt: skip
    return Markup(plot)
