"""Pictures that people upload in the place of a drawing: only PNG, and only what makes the picture of it."""

from __future__ import annotations

import struct
import zlib
from base64 import b64encode
from typing import Final
from xml.sax.saxutils import escape

from planner.figures.raster import in_grey

LARGEST: Final = 300 * 1000
"""Bytes of a file."""
MOST_PIXELS: Final = 3000
"""Of a side."""
_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_KEPT: Final = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
_CHANNELS: Final = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_DEPTHS: Final = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}


class NoPicture(ValueError):
    """The file is no PNG picture that can be used; the text says why."""


def clean_png(raw: bytes) -> bytes:
    """The picture in a wrapping of our own: no texts, places, dates or profiles. Raises NoPicture."""
    if not raw.startswith(_SIGNATURE):
        raise NoPicture("This is no PNG picture. Save it as PNG and choose it again.")
    if len(raw) > LARGEST:
        raise NoPicture(f"The picture is larger than {LARGEST // 1000} kB. Make it smaller and choose it again.")
    chunks = _chunks(raw)
    if not chunks or chunks[0][0] != b"IHDR" or len(chunks[0][1]) != 13 or chunks[-1][0] != b"IEND":
        raise NoPicture("This PNG picture is damaged.")
    _check_pixels(chunks[0][1], b"".join(body for kind, body in chunks if kind == b"IDAT"))
    return _SIGNATURE + b"".join(_chunk(kind, body) for kind, body in chunks)


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height in pixels of a picture that ``clean_png`` gave."""
    width, height = struct.unpack(">II", png[16:24])
    return int(width), int(height)


def picture_svg(png: bytes, *, title: str, grey: bool = False) -> str:
    """The picture as an SVG of its own, four to three like every drawing; in ``grey`` without its colours."""
    shown = in_grey(png) if grey else png
    width, height = size_of(png)
    wide, high = max(width, height * 4 / 3), max(height, width * 3 / 4)
    where = f'x="{(wide - width) / 2:g}" y="{(high - height) / 2:g}" width="{width}" height="{height}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {wide:g} {high:g}">'
        f"<title>{escape(title)}</title>"
        f'<image {where} href="data:image/png;base64,{b64encode(shown).decode()}"/></svg>'
    )


def _chunks(raw: bytes) -> list[tuple[bytes, bytes]]:
    found, at = [], len(_SIGNATURE)
    while at + 12 <= len(raw):
        (length,) = struct.unpack(">I", raw[at : at + 4])
        kind, body = raw[at + 4 : at + 8], raw[at + 8 : at + 8 + length]
        check = raw[at + 8 + length : at + 12 + length]
        if len(body) != length or check != struct.pack(">I", zlib.crc32(kind + body)):
            return []
        if kind in _KEPT:
            found.append((kind, body))
        if kind == b"IEND":
            return found
        at += 12 + length
    return []


def _check_pixels(header: bytes, packed: bytes) -> None:
    """The header is one of the standard's, and the pixels are as many as it says: no picture that fills the memory."""
    width, height, depth, colour, _compression, _filter, interlaced = struct.unpack(">IIBBBBB", header)
    if not (1 <= width <= MOST_PIXELS and 1 <= height <= MOST_PIXELS):
        raise NoPicture(f"A picture may have at most {MOST_PIXELS} pixels on a side.")
    if depth not in _DEPTHS.get(colour, ()) or interlaced:
        raise NoPicture("This kind of PNG cannot be used. Save it as an ordinary PNG that is not interlaced.")
    expected = height * (1 + (width * _CHANNELS[colour] * depth + 7) // 8)
    unpacking = zlib.decompressobj()
    try:
        pixels = unpacking.decompress(packed, expected + 1)
    except zlib.error:
        pixels = b""
    if len(pixels) != expected:
        raise NoPicture("This PNG picture is damaged.")


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
