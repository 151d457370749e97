"""HTML of other programs as plain sentences."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

_BREAKS: Final = frozenset({"p", "li", "br", "div", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "td"})
_UNSEEN: Final = frozenset({"script", "style", "template", "title", "head", "iframe", "object"})
_CONTROL: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def one_line(text: str) -> str:
    """Without signs that cannot be seen, which YAML files may not hold either."""
    return " ".join(_CONTROL.sub(" ", text).split())


def lines_of(html: str) -> list[str]:
    """A line for each paragraph or entry of a list; what a browser would run or hide is left out."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = (one_line(line) for line in "".join(reader.parts).split("\n"))
    return [line for line in lines if line]


def sentences(lines: list[str], longest: int) -> list[str]:
    """The lines, those that are one long paragraph cut after their sentences, none longer than ``longest``."""
    if len(lines) == 1:
        lines = re.split(r"(?<=[.!?]) +(?=[^a-z])", lines[0])
    return [line if len(line) <= longest else f"{line[: longest - 1]}…" for line in lines]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        if tag in _UNSEEN:
            self._hidden += 1
        elif tag in _BREAKS:
            self.parts.append("\n")

    def handle_startendtag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        if tag in _BREAKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag in _BREAKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            # A line break in the source is a space to a reader.
            self.parts.append(data.replace("\n", " "))
