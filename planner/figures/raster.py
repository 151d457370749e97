"""SVG → PNG."""

from __future__ import annotations


def png_of(svg: str, width: int = 480) -> bytes:
    """A drawing as a PNG on white, for letters."""
    return png(svg, width, "#ffffff")


def png(svg: str, width: int, background: str | None = None) -> bytes:
    """The drawing as a PNG ``width`` pixels wide; transparent unless a background colour is given."""
    import resvg_py

    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=width, background=background))
