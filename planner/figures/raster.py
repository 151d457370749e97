"""SVG → PNG."""

from __future__ import annotations


def png(svg: str, width: int, background: str | None = None) -> bytes:
    """The drawing as a PNG ``width`` pixels wide; transparent unless a background colour is given."""
    import resvg_py

    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=width, background=background))
