"""A code to scan."""

from __future__ import annotations

import io


def qr_svg(address: str) -> str:
    """The code as an SVG element that needs no style attribute; black on white, so that every camera reads it."""
    import segno

    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", xmldecl=False, svgns=True, nl=False, scale=4, border=3, dark="#000", light="#fff",
        svgclass="qr", lineclass=None, title="QR",
    )  # fmt: skip
    return out.getvalue().decode()
