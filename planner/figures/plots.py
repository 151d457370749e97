"""Numbers over weeks as one plain SVG: lines or bars, for a page and for paper alike.

Nothing is told by colour alone: each line has markers and dashes of its own and its name stands at its end, bands are
bounded by dashes and named in the key below. What is missing leaves a gap. Same numbers, same bytes.

With ``Style.SCREEN`` the drawing takes the colour of the text around it, so it follows light and dark: put it into the
page itself, not into ``<img>``. It has classes (``plot-line`` …) and no style of its own, which a strict policy asks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from xml.sax.saxutils import escape

from planner.figures.plot_ink import FONT, Ink, ink_of, marker, text_width
from planner.figures.plot_scale import Scale, date_ticks, number, spread, ticks
from planner.figures.style import Style

Day = Callable[[date], str]

_DASHES = ("", "6 3", "2 2.5", "8 2.5 2 2.5")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_TOP = 20.0
_ROW = 13.5
_MANY_POINTS = 36
"""With more than so many points on a line only some have a marker."""


@dataclass(frozen=True, slots=True)
class Series:
    """A line: days in order, each with its value or None where nothing was written down."""

    name: str
    points: tuple[tuple[date, float | None], ...]


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of the upright axis that means something, and the words for it in the key."""

    low: float
    high: float
    label: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened on a day, shown on the lower axis: filled where it was done, hollow where not."""

    day: date
    label: str
    done: bool = True


@dataclass(frozen=True, slots=True)
class Bar:
    """``of`` is what it is measured against, the plan say: an outline behind the bar. ``value`` None is a gap."""

    label: str
    value: float | None
    of: float | None = None


def short_day(day: date) -> str:
    """``3 Nov``."""
    return f"{day.day} {_MONTHS[day.month - 1]}"


def line_plot(
    series: Sequence[Series],
    *,
    title: str,
    unit: str,
    low: float,
    high: float,
    bands: Sequence[Band] = (),
    marks: Sequence[Mark] = (),
    description: str = "",
    style: Style = Style.PRINT,
    size: tuple[int, int] = (320, 150),
    day_words: Day = short_day,
) -> str:
    """Lines over dates between ``low`` and ``high``; values beyond are drawn at the edge.

    ``unit`` stands above the upright axis. ``description`` is for people who hear the drawing: by default the first,
    last, lowest and highest value of each line. ``size`` is in points of print. No point at all gives empty axes.
    """
    ink = ink_of(style)
    days = sorted({day for line in series for day, _ in line.points} | {mark.day for mark in marks})
    first, last = (days[0], days[-1]) if days else (date(2000, 1, 1), date(2000, 1, 2))
    if first == last:
        first, last = first - timedelta(days=1), last + timedelta(days=1)
    left = 5 + max(text_width(number(rung)) for rung in ticks(low, high))
    names = [line.name for line in series if any(value is not None for _, value in line.points)]
    right = size[0] - 6 - max((text_width(name, strong=True) for name in names), default=8)
    keys = list(dict.fromkeys([(band.label, None) for band in bands] + [(m.label, m.done) for m in marks]))
    places = _key_places([label for label, _ in keys], left, size[0])
    rows = max((row for _, row in places), default=-1) + 1
    bottom = size[1] - 17 - _ROW * rows
    rungs = ticks(low, high, _rungs_in(bottom - _TOP))
    across = Scale(first.toordinal(), last.toordinal(), left + 6, right - 4)
    up = Scale(low, high, bottom, _TOP)
    out = [_band(band, up, left, right, ink) for band in bands]
    out += [_rung(rung, up, left, right, ink) for rung in rungs]
    out += _day_names(first, last, across, bottom, ink, day_words)
    out += [_line(line, place, across, up, ink) for place, line in enumerate(series)]
    out += _names(series, up, right, ink)
    out += [marker(4 if m.done else 5, across(m.day.toordinal()), bottom, ink, "mark", size=3.4) for m in marks]
    out += [
        _key(key, x, size[1] - 4 - _ROW * (rows - 1 - row), ink) for key, (x, row) in zip(keys, places, strict=True)
    ]
    out.append(ink.text(0, 9, unit, "plot-unit", muted=True))
    return _svg(out, title, description or _told(series, bands, marks, day_words), size)


def bar_plot(
    bars: Sequence[Bar],
    *,
    title: str,
    unit: str,
    low: float = 0,
    high: float,
    of_label: str = "",
    description: str = "",
    style: Style = Style.PRINT,
    size: tuple[int, int] = (320, 150),
) -> str:
    """A bar for each label, its value above it; a dash where there is none. ``of_label`` names the outlines."""
    ink = ink_of(style)
    bottom = size[1] - 17 - (_ROW if of_label else 0)
    rungs = ticks(low, high, _rungs_in(bottom - _TOP - 4))
    left, right = 5 + max(text_width(number(rung)) for rung in rungs), float(size[0] - 2)
    up = Scale(low, high, bottom, _TOP + 4)
    out = [_rung(rung, up, left, right, ink) for rung in rungs]
    step = (right - left - 4) / max(1, len(bars))
    widest = max((text_width(bar.label) for bar in bars), default=0.0)
    named = max(1, -(-int(widest + 5) // max(1, int(step))))
    for place, bar in enumerate(bars):
        middle = left + 4 + step * (place + 0.5)
        out += _bar(bar, middle, min(26.0, step * 0.72), up, ink)
        if place % named == 0:
            out.append(ink.text(middle, bottom + 12.5, bar.label, "plot-day", muted=True, anchor="middle"))
    if of_label:
        out.append(ink.outline(left, size[1] - 12.5, 9, 9, "plot-of"))
        out.append(ink.text(left + 14, size[1] - 4.5, of_label, "plot-key", muted=True))
    out.append(ink.text(0, 9, unit, "plot-unit", muted=True))
    return _svg(out, title, description or _told_bars(bars), size)


def _band(band: Band, up: Scale, left: float, right: float, ink: Ink) -> str:
    top, bottom = up(band.high), up(band.low)
    edges = "".join(
        ink.path(f"M{left:.1f} {y:.1f}H{right:.1f}", "plot-edge", colour=ink.muted, width=0.7, dash="3 3")
        for y in (top, bottom)
    )
    return ink.area(left, top, right - left, bottom - top, "plot-band") + edges


def _rung(value: float, up: Scale, left: float, right: float, ink: Ink) -> str:
    y = up(value)
    line = ink.path(f"M{left:.1f} {y:.1f}H{right:.1f}", "plot-rung", colour=ink.rule, width=0.6)
    return line + ink.text(left - 4, y + 3.2, number(value), "plot-number", muted=True, anchor="end")


def _day_names(first: date, last: date, across: Scale, bottom: float, ink: Ink, day_words: Day) -> list[str]:
    out = []
    for day in date_ticks(first, last, across.end - across.start, text_width(day_words(date(2026, 12, 28))) + 10):
        x = across(day.toordinal())
        out.append(ink.path(f"M{x:.1f} {bottom:.1f}v3", "plot-tick", colour=ink.muted, width=0.7))
        out.append(ink.text(x, bottom + 13, day_words(day), "plot-day", muted=True, anchor="middle"))
    return out


def _line(line: Series, place: int, across: Scale, up: Scale, ink: Ink) -> str:
    """Runs of days with values joined, markers on them; a value between two gaps is its marker alone."""
    runs: list[list[tuple[float, float]]] = [[]]
    for day, value in line.points:
        if value is None:
            runs.append([])
        else:
            runs[-1].append((across(day.toordinal()), up(value)))
    count = sum(map(len, runs))
    every = 1 if count <= _MANY_POINTS else -(-count // 18)
    d = "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in run) for run in runs if len(run) > 1)
    drawn = [ink.path(d, "plot-line", colour=ink.lines[place % 4], width=1.6, dash=_DASHES[place % 4])] if d else []
    drawn += [
        marker(place % 4, x, y, ink, "line", size=2.6)
        for run in runs
        for number_in_run, (x, y) in enumerate(run)
        if number_in_run % every == 0 or number_in_run == len(run) - 1
    ]
    return "".join(drawn)


def _names(series: Sequence[Series], up: Scale, right: float, ink: Ink) -> list[str]:
    """Each line's name at its end, moved apart where two would touch."""
    ends = []
    for place, line in enumerate(series):
        known = [value for _, value in line.points if value is not None]
        if known:
            ends.append((up(known[-1]), place, line.name))
    wanted = [y for y, _, _ in sorted(ends)]
    places = spread(wanted, 11.5, up.end + 4, up.start)
    return [
        ink.text(right + 4, y + 3.2, name, "plot-name", colour=ink.lines[place % 4], strong=True)
        for y, (_, place, name) in zip(places, sorted(ends), strict=True)
    ]


def _rungs_in(room: float) -> int:
    """How many steps of an upright axis can be told apart."""
    return max(1, min(5, int(room / 15)))


def _key_places(labels: Sequence[str], left: float, width: float) -> list[tuple[float, int]]:
    """Beginning and row of each line of the key: side by side as far as there is room."""
    places: list[tuple[float, int]] = []
    x, row = left, 0
    for label in labels:
        length = 14 + text_width(label) + 14
        if x > left and x + length > width:
            x, row = left, row + 1
        places.append((x, row))
        x += length
    return places


def _key(key: tuple[str, bool | None], left: float, y: float, ink: Ink) -> str:
    """A line of the key: a band where ``done`` is None, else a mark."""
    label, done = key
    if done is not None:
        return marker(4 if done else 5, left + 4, y - 3, ink, "mark", size=3.4) + ink.text(
            left + 14, y, label, "plot-key", muted=True
        )
    swatch = ink.area(left, y - 8, 9, 9, "plot-band") + ink.path(
        f"M{left:.1f} {y - 8:.1f}h9M{left:.1f} {y + 1:.1f}h9", "plot-edge", colour=ink.muted, width=0.7, dash="3 3"
    )
    return swatch + ink.text(left + 14, y, label, "plot-key", muted=True)


def _bar(bar: Bar, middle: float, width: float, up: Scale, ink: Ink) -> list[str]:
    out = []
    foot = up.start
    if bar.of is not None:
        top = up(bar.of)
        out.append(ink.outline(middle - width / 2 - 1.5, top, width + 3, foot - top, "plot-of"))
    top = foot if bar.value is None else up(bar.value)
    if bar.value is not None and top < foot:
        out.append(ink.solid(middle - width / 2, top, width, foot - top, "plot-bar"))
    said = "–" if bar.value is None else number(bar.value)
    above = min(top, up(bar.of)) if bar.of is not None else top
    out.append(ink.text(middle, above - 3, said, "plot-value", anchor="middle", strong=True))
    return out


def _told(series: Sequence[Series], bands: Sequence[Band], marks: Sequence[Mark], day_words: Day) -> str:
    """What the picture says, in words."""
    said = []
    for line in series:
        known = [(day, value) for day, value in line.points if value is not None]
        if not known:
            said.append(f"{line.name}: nothing written down.")
            continue
        values = [value for _, value in known]
        said.append(
            f"{line.name}: {number(values[0])} on {day_words(known[0][0])}, {number(values[-1])} on"
            f" {day_words(known[-1][0])}, lowest {number(min(values))}, highest {number(max(values))},"
            f" {len(known)} of {len(line.points)} written down."
        )
    said += [f"{band.label}: {number(band.low)} to {number(band.high)}." for band in bands]
    for label in dict.fromkeys(mark.label for mark in marks):
        said.append(f"{label}: {', '.join(day_words(mark.day) for mark in marks if mark.label == label)}.")
    return " ".join(said)


def _told_bars(bars: Sequence[Bar]) -> str:
    return ", ".join(
        f"{bar.label}: {'nothing written down' if bar.value is None else number(bar.value)}"
        + (f" of {number(bar.of)}" if bar.of is not None else "")
        for bar in bars
    )


def _svg(parts: Sequence[str], title: str, description: str, size: tuple[int, int]) -> str:
    inside = "".join(parts)
    key = sha256(f"{title}|{description}|{inside}".encode()).hexdigest()[:6]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {size[0]} {size[1]}" font-size="10"{FONT}'
        f' aria-labelledby="t{key} d{key}"><title id="t{key}">{escape(title)}</title>'
        f'<desc id="d{key}">{escape(description)}</desc>{inside}</svg>'
    )
