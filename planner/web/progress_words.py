"""Plots of the last weeks, each with a sentence that says the same; and outcome measures in the words of OUT-13.

The drawings are our own and escape their words, so they go into the page as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from markupsafe import Markup

from planner.domain.diary import DayLog, SessionDiary
from planner.domain.health_record import OutcomeScore
from planner.domain.outcome_measures import (
    MEASURES,
    TANDEM_SECONDS,
    Noticed,
    Progress,
    is_below_average,
    needs_review,
    progress,
)
from planner.figures.plots import Band, Bar, Series, bar_plot, line_plot
from planner.figures.style import Style
from planner.use_cases.show_progress import ProgressView
from planner.web.forms.kinds import Words
from planner.web.language import short_date

_RECENT: Final = timedelta(days=14)
_SIZE: Final = (262, 170)
"""Small enough that its words can be read on a telephone."""
NAMES: Final[dict[str, Words]] = {
    "OUT-01": _l("Pain in the last week"),
    "OUT-02": _l("What matters to you"),
    "OUT-03": _l("Roland-Morris list"),
    "OUT-04": _l("Oswestry index"),
    "OUT-08": _l("Tiredness in the last week"),
    "OUT-09": _l("Steadiness and numbness"),
    "OUT-11": _l("Standing up from a chair in 30 seconds"),
}
_OF: Final[dict[str, Words]] = {
    "OUT-01": _l("of 10, lower is better"),
    "OUT-02": _l("of 10, higher is better"),
    "OUT-03": _l("of 24, lower is better"),
    "OUT-04": _l("of 100, lower is better"),
    "OUT-08": _l("of 10, lower is better"),
    "OUT-09": _l("of 10, lower is better"),
    "OUT-11": _l("times, higher is better"),
}
_CHANGE: Final[dict[Noticed, Words]] = {
    Noticed.SMALLER: _l("smaller than the change people usually notice"),
    Noticed.ABOUT: _l("about the change people usually notice"),
    Noticed.LARGER: _l("larger than the change people usually notice"),
}


@dataclass(frozen=True, slots=True)
class Plot:
    """``svg`` is None while there is nothing to draw; ``sentence`` then says what would fill it."""

    title: str
    svg: Markup | None
    sentence: str


@dataclass(frozen=True, slots=True)
class MeasureLine:
    name: Words
    now: str
    of: Words
    day: date
    change: str
    notes: tuple[str, ...] = ()


def plots(view: ProgressView) -> tuple[Plot, ...]:
    return (_pain(view), _tiredness(view), _effort(view), _walking(view), _sessions(view))


def _pain(view: ProgressView) -> Plot:
    mornings = _by_day(view.days, lambda log: log.pain)
    highest = _by_session(view.sessions, lambda d: d.pain_during)
    series = (Series(_("each day"), mornings), Series(_("in sessions"), highest))
    bands = (Band(0, 2, _("0 to 2: carry on")), Band(2, 5, _("3 to 5: fine if it settles by morning")))
    return _lines(view, _("Pain"), series, bands, mornings or highest)


def _tiredness(view: ProgressView) -> Plot:
    points = _by_day(view.days, lambda log: log.tiredness)
    return _lines(view, _("Tiredness"), (Series(_("each day"), points),), (), points)


def _effort(view: ProgressView) -> Plot:
    points = _by_session(view.sessions, lambda d: d.effort)
    return _lines(view, _("Effort"), (Series(_("in sessions"), points),), (), points)


Points = tuple[tuple[date, float | None], ...]


def _lines(view: ProgressView, title: str, series: Sequence[Series], bands: Sequence[Band], said: Points) -> Plot:
    known = [(day, value) for day, value in said if value is not None]
    if not known:
        return Plot(title, None, _("Nothing is written down yet."))
    svg = line_plot(
        [line for line in series if line.points],
        title=title,
        unit=_("0 to 10"),
        low=0,
        high=10,
        bands=bands,
        style=Style.SCREEN,
        size=_SIZE,
        day_words=short_date,
    )
    return Plot(title, Markup(svg), _lately(known, view.today))


def _lately(known: Sequence[tuple[date, float]], today: date) -> str:
    """The last two weeks beside the first two; no promise and no praise."""
    late = [value for day, value in known if day > today - _RECENT]
    if not late:
        return str(_("Nothing is written down for the last two weeks."))
    now = _("%(mean)s on average in the last two weeks", mean=_plain(fmean(late)))
    early = [value for day, value in known if day < known[0][0] + _RECENT]
    if known[0][0] > today - 2 * _RECENT:
        return f"{now}."
    first = short_date(known[0][0])
    return str(_("%(now)s; %(mean)s in the two weeks from %(day)s.", now=now, mean=_plain(fmean(early)), day=first))


def _walking(view: ProgressView) -> Plot:
    bars = [Bar(short_date(w.start), w.walked, w.walks_planned or None) for w in view.weeks]
    known = [bar.value for bar in bars if bar.value is not None]
    if not known:
        return Plot(_("Walking"), None, _("No walk is written down yet."))
    high = _ceiling([*known, *(bar.of or 0 for bar in bars)])
    sentence = ngettext(
        "%(num)s minute in the last week written down.",
        "%(num)s minutes in the last week written down.",
        round(known[-1]),
    )
    return _bars(_("Walking"), bars, _("minutes a week"), high, _("planned"), sentence)


def _sessions(view: ProgressView) -> Plot:
    weeks = [w for w in view.weeks if w.planned]
    if not weeks:
        return Plot(_("Sessions done"), None, _("No session has been due yet."))
    bars = [Bar(short_date(w.start), w.done, w.planned) for w in weeks]
    done, planned = sum(w.done for w in weeks[-4:]), sum(w.planned for w in weeks[-4:])
    sentence = _(
        "%(done)s of %(planned)s sessions in the last four weeks. A missed one is not made up for.",
        done=done,
        planned=planned,
    )
    return _bars(
        _("Sessions done"), bars, _("sessions a week"), _ceiling([w.planned for w in weeks]), _("planned"), sentence
    )


def _bars(title: str, bars: Sequence[Bar], unit: str, high: float, of: str, sentence: str) -> Plot:
    svg = bar_plot(bars, title=title, unit=unit, high=high, of_label=of, style=Style.SCREEN, size=_SIZE)
    return Plot(title, Markup(svg), sentence)


def _by_day(days: Iterable[DayLog], value: Callable[[DayLog], float | None]) -> Points:
    return tuple((log.day, known) for log in days if (known := value(log)) is not None)


def _by_session(sessions: Iterable[tuple[date, SessionDiary]], value: Callable[[SessionDiary], float | None]) -> Points:
    return tuple((day, known) for day, diary in sessions if (known := value(diary)) is not None)


def _ceiling(values: Iterable[float]) -> float:
    """A round number that all bars stay below."""
    highest = max(values, default=1)
    step = 1 if highest <= 10 else 10 if highest <= 100 else 50
    return float(-(-highest // step) * step or 1)


def measure_lines(view: ProgressView) -> tuple[MeasureLine, ...]:
    by_measure = {m: [s for s in view.scores if s.measure == m] for m in MEASURES}
    return tuple(_measure_line(view, m, scores) for m, scores in by_measure.items() if scores)


def _measure_line(view: ProgressView, measure: str, scores: Sequence[OutcomeScore]) -> MeasureLine:
    first, last = scores[0], scores[-1]
    comparable = len(scores) > 1 and first.score is not None and last.score is not None
    if comparable and first.score is not None and last.score is not None:
        change = _change(progress(MEASURES[measure], first.score, last.score), first.day)
    else:
        change = _("Your first measurement. The next ones are compared with it.")
    shown = "–" if last.score is None else _plain(last.score)
    return MeasureLine(NAMES[measure], shown, _OF[measure], last.day, change, _notes(view, measure, first, last))


def _change(change: Progress, first_day: date) -> str:
    if change.better is None:
        return str(_("The same as on %(day)s.", day=short_date(first_day)))
    direction = _("better") if change.better else _("worse")
    plain = _(
        "%(size)s %(direction)s than %(first)s on %(day)s",
        size=_plain(abs(change.now - change.first)),
        direction=direction,
        first=_plain(change.first),
        day=short_date(first_day),
    )
    if change.noticed is None:
        return f"{plain}."
    return str(_("%(plain)s: %(noticed)s.", plain=plain, noticed=_CHANGE[change.noticed]))


def _notes(view: ProgressView, measure: str, first: OutcomeScore, last: OutcomeScore) -> tuple[str, ...]:
    if measure == "OUT-09" and last is not first and needs_review(first.answers, last.answers):
        return (_("This has spread or grown since you began. Please show it to your doctor or clinic."),)
    if measure != "OUT-11":
        return ()
    notes = []
    below = None
    if view.profile is not None and last.score is not None:
        below = is_below_average(int(last.score), view.profile.age, view.profile.sex)
    if below:
        notes.append(
            _("This is below the average for your age. Leg and balance work help; a physiotherapist can look at it.")
        )
    tandem = last.answers.get("balance", {}).get("heel-to-toe")
    if tandem is not None and tandem < TANDEM_SECONDS:
        notes.append(
            _("Heel to toe for under 10 seconds goes with more falls. Please tell your clinic; keep a support near.")
        )
    return tuple(notes)


def _plain(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
