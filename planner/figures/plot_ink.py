"""The strokes of a plot in the colours of its style, as attributes only."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape

from planner.figures.style import Style

FONT = " font-family=\"Sheet, 'Sheet ext', 'Atkinson Hyperlegible Next', sans-serif\""
_LETTER = 5.9
"""Mean width of a letter of 10 points, rather too much than too little."""


@dataclass(frozen=True, slots=True)
class Ink:
    """Colours; ``live`` leaves them to the page: the colour of its text, paler where a colour would be paler."""

    ink: str
    muted: str
    rule: str
    band: str
    lines: tuple[str, str, str, str]
    paper: str
    live: bool = False

    def _class(self, name: str) -> str:
        return f' class="{name}"' if self.live else ""

    def _pale(self, share: str) -> str:
        return f' opacity="{share}"' if self.live else ""

    def path(self, d: str, name: str, *, colour: str, width: float, dash: str = "") -> str:
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        pale = self._pale(".25") if name == "plot-rung" else self._pale(".7") if name in _QUIET else ""
        return (
            f'<path{self._class(name)} d="{d}" fill="none" stroke="{colour}" stroke-width="{width:g}"'
            f' stroke-linejoin="round"{dashes}{pale}/>'
        )

    def area(self, x: float, y: float, width: float, height: float, name: str) -> str:
        """The fill of a band."""
        return self._box(x, y, width, height, name, f'fill="{self.band}"{self._pale(".12")}')

    def solid(self, x: float, y: float, width: float, height: float, name: str) -> str:
        return self._box(x, y, width, height, name, f'fill="{self.lines[0]}"')

    def outline(self, x: float, y: float, width: float, height: float, name: str) -> str:
        return self._box(
            x, y, width, height, name, f'fill="none" stroke="{self.muted}" stroke-width="0.7" stroke-dasharray="2.5 2"'
        )

    def _box(self, x: float, y: float, width: float, height: float, name: str, paint: str) -> str:
        return (
            f'<path{self._class(name)} d="M{x:.1f} {y:.1f}h{max(width, 0):.1f}v{max(height, 0):.1f}'
            f'h{-max(width, 0):.1f}z" {paint}/>'
        )

    def text(
        self, x: float, y: float, words: str, name: str, *, muted: bool = False, anchor: str = "start",
        strong: bool = False, colour: str = "",
    ) -> str:  # fmt: skip
        paint = colour or (self.muted if muted else self.ink)
        where = f' text-anchor="{anchor}"' if anchor != "start" else ""
        weight = ' font-weight="700"' if strong else ""
        pale = self._pale(".8") if muted else ""
        place = f'x="{x:.1f}" y="{y:.1f}"'
        return f'<text{self._class(name)} {place} fill="{paint}"{where}{weight}{pale}>{escape(words)}</text>'


_QUIET = ("plot-edge", "plot-tick")
_LIVE = "currentColor"


def ink_of(style: Style) -> Ink:
    match style:
        case Style.SCREEN:
            return Ink(_LIVE, _LIVE, _LIVE, _LIVE, (_LIVE,) * 4, "none", live=True)
        case Style.SCREEN_DARK:
            return Ink(
                "#e6eeed", "#a9bbba", "#35494b", "#2a3d3f", ("#6cc9c1", "#f0a27c", "#c9b6f2", "#e6eeed"), "#152022"
            )
        case Style.GREY:
            return Ink(
                "#1c1c1c", "#555555", "#d4d4d4", "#ececec", ("#1c1c1c", "#555555", "#777777", "#333333"), "#ffffff"
            )
        case _:
            return Ink(
                "#1d2a2c", "#566668", "#d5dddc", "#eef4f3", ("#12706b", "#8a3b12", "#5a4a9c", "#1d2a2c"), "#ffffff"
            )


def text_width(words: str, *, strong: bool = False) -> float:
    """About how wide words of 10 points are."""
    return len(words) * (_LETTER + strong)


def marker(kind: int, x: float, y: float, ink: Ink, name: str, *, size: float) -> str:
    """Circle, square, triangle, diamond; 4 is a filled drop on the axis, 5 a hollow one."""
    s = size
    d = (
        f"M{x - s:.1f} {y:.1f}a{s:g} {s:g} 0 1 0 {2 * s:g} 0a{s:g} {s:g} 0 1 0 {-2 * s:g} 0z",
        f"M{x - s * 0.9:.1f} {y - s * 0.9:.1f}h{1.8 * s:.1f}v{1.8 * s:.1f}h{-1.8 * s:.1f}z",
        f"M{x:.1f} {y - s * 1.2:.1f}l{s * 1.15:.1f} {s * 2:.1f}h{-2.3 * s:.1f}z",
        f"M{x:.1f} {y - s * 1.25:.1f}l{s * 1.25:.1f} {s * 1.25:.1f}l{-s * 1.25:.1f} {s * 1.25:.1f}"
        f"l{-s * 1.25:.1f} {-s * 1.25:.1f}z",
    )
    if kind < 4:
        return f'<path{ink._class("plot-" + name)} d="{d[kind]}" fill="{ink.lines[kind]}"/>'
    paint = f'fill="{ink.ink}"' if kind == 4 else f'fill="{ink.paper}" stroke="{ink.ink}" stroke-width="1.1"'
    return f'<path{ink._class("plot-" + name)} d="{d[3]}" {paint}/>'
