"""The colours a figure is drawn in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class Palette:
    paper: str
    top: str
    top_far: str
    trousers: str
    trousers_far: str
    skin: str
    skin_far: str
    skin_shade: str
    neck: str
    hair: str
    eye: str
    edge: str
    ghost: str
    arrow: str
    ground: str
    shadow: str
    mat: str
    wood: str
    wood_dark: str
    grey: str
    grey_dark: str
    soft: str
    soft_dark: str
    strap: str


LIGHT = Palette(
    paper="#ffffff", top="#1b8079", top_far="#86b9b4", trousers="#17474d", trousers_far="#86a3a6", skin="#dfb391",
    skin_far="#edd5c2", skin_shade="#c79673", neck="#d3a27e", hair="#3d332f", eye="#2b2422", edge="#fff",
    ghost="#d3e2e0", arrow="#b4552d",
    ground="#c3cfce", shadow="#dfe6e5", mat="#b9d2cf", wood="#e5d4b8", wood_dark="#bfa37d", grey="#dce3e3",
    grey_dark="#b6c2c3",
    soft="#e9e4d8", soft_dark="#cfc7b5", strap="#b4552d",
)  # fmt: skip

DARK = Palette(
    paper="#152022", top="#3fa39b", top_far="#2b625f", trousers="#7fa9ad", trousers_far="#40585c", skin="#dfb391",
    skin_far="#94775f", skin_shade="#b98a68", neck="#cc9f7c", hair="#6b5a51", eye="#1b1514", edge="#152022",
    ghost="#2a3d3f", arrow="#f0a27c",
    ground="#4a5c5e", shadow="#0d1517", mat="#35514f", wood="#8f7a5d", wood_dark="#6f5d45", grey="#47575a",
    grey_dark="#5d6f72",
    soft="#8a8474", soft_dark="#6b6658", strap="#f0a27c",
)  # fmt: skip

GREYS = Palette(
    paper="#ffffff", top="#6e6e6e", top_far="#b4b4b4", trousers="#3a3a3a", trousers_far="#9a9a9a", skin="#d6d6d6",
    skin_far="#e6e6e6", skin_shade="#a8a8a8", neck="#bfbfbf", hair="#2b2b2b", eye="#1c1c1c", edge="#fff",
    ghost="#e2e2e2", arrow="#1c1c1c",
    ground="#b8b8b8", shadow="#e6e6e6", mat="#d4d4d4", wood="#d0d0d0", wood_dark="#b0b0b0", grey="#e2e2e2",
    grey_dark="#bdbdbd",
    soft="#ececec", soft_dark="#cccccc", strap="#555555",
)  # fmt: skip


def night() -> str:
    """CSS that turns a light drawing dark where the reader's device asks for it. Only for drawings that are
    files of their own.
    """
    rules = []
    for name in Palette.__dataclass_fields__:
        day, dark = getattr(LIGHT, name), getattr(DARK, name)
        if day != dark:
            rules.append(f'[fill="{day}"]{{fill:{dark}}}[stroke="{day}"]{{stroke:{dark}}}')
    return "@media(prefers-color-scheme:dark){" + "".join(dict.fromkeys(rules)) + "}"


class Style(Enum):
    """What the drawing is for.

    PRINT has attributes only and may stand inside HTML and PDF. SCREEN is for files of their own shown by
    ``<img>``: it follows the
    reader's light or dark setting. SCREEN_DARK is always dark. GREY is for printers without colour.
    """

    PRINT = "print"
    SCREEN = "screen"
    SCREEN_DARK = "screen-dark"
    GREY = "grey"

    @property
    def palette(self) -> Palette:
        return {"screen-dark": DARK, "grey": GREYS}.get(self.value, LIGHT)
