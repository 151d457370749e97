"""SVG → PNG, and PNG without colour."""

from __future__ import annotations

from io import BytesIO
from typing import Final

_COLOURS: Final = 64
_FLAT: Final = 2048
"""So many different colours, edges included, has a drawing at most; a photograph has more."""


def png_of(svg: str, width: int = 480) -> bytes:
    """A drawing as a PNG on white, for letters. One of few colours gets a palette: a third of the size, and nobody
    sees it."""
    from PIL import Image

    full = png(svg, width, "#ffffff")
    with Image.open(BytesIO(full), formats=("PNG",)) as image:
        picture = image.convert("RGB")
    if picture.getcolors(_FLAT) is None:
        return full
    small = BytesIO()
    few = picture.quantize(_COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(small, "PNG", optimize=True)
    return small.getvalue()


def in_grey(picture: bytes) -> bytes:
    """A PNG without its colours; what is see-through stays so."""
    from PIL import Image

    with Image.open(BytesIO(picture), formats=("PNG",)) as image:
        if image.mode not in ("P", "RGB", "RGBA"):
            return picture
        grey = image.convert("RGBA").convert("LA")
    out = BytesIO()
    grey.save(out, "PNG", optimize=True)
    return out.getvalue()


def png(svg: str, width: int, background: str | None = None) -> bytes:
    """The drawing as a PNG ``width`` pixels wide; transparent unless a background colour is given."""
    import resvg_py

    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=width, background=background))
