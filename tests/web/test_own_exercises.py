"""Exercises of a practice's own: made in the browser, drawn, picked, planned, and seen by nobody else."""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Callable
from typing import Any

import pdfplumber
import pytest

from tests.web.conftest import TestServices, Visitor

Visit = Callable[[], Visitor]
BRIDGE: dict[str, Any] = {
    "name": "Bridge with a ball", "category": "core", "position": "supine", "level": "2", "dose_row": "DOSE-03",
    "regions": ["buttocks", "back-thigh"], "targets": ["gluteus maximus", "hamstrings"], "equipment": ["mat or bed"],
    "family": "", "step": "1", "tags": ["SUPINE", "FLOOR"], "sets": "2", "reps": "8", "hold_seconds": "3",
    "sides": "1", "setup": "Lie on your back and bend your knees.",
    "steps": "Press your feet down.\nLift your hips.\nLower slowly.", "breathing": "Breathe out on the way up.",
    "feel": "Your buttocks.", "mistakes": "Lifting too high.", "stop_if": "Your back hurts.", "shared": "yes",
    "pictures": "2", "p0.posture": "hook-lying", "p0.was": "hook-lying", "p1.posture": "bridge", "p1.was": "bridge",
}  # fmt: skip


def png(width: int = 4, height: int = 3, extra: bytes = b"") -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = b"".join(b"\0" + b"\x20\x80\x60" * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    text = chunk(b"tEXt", b"Comment\0secret place") + extra
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + text + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    )


@pytest.fixture
def ola(visit: Visit) -> Visitor:
    ola = visit().sign_in("ola@example.org")
    ola.send("/practice/new", {"practice": "High Street", "name": "Ola Berg", "profession": "physiotherapist"})
    return ola


def text_of(pdf: bytes) -> str:
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        return "\n".join(page.extract_text() for page in opened.pages)


def made(visitor: Visitor, form: dict[str, Any] | None = None, do: str = "ready") -> str:
    """The name of the exercise in weeks and handouts."""
    sent = visitor.send("/practice/exercises/new", {**BRIDGE, **(form or {}), "do": do})
    assert sent.status_code == 303, re.findall(r'class="slip"[^>]*>(.*?)</p>', sent.text)
    number = sent.headers["Location"].rpartition("#e")[2]
    names = re.findall(r"/practice/drawing/(own-\d+-[a-z0-9-]+)\.svg", visitor.get("/practice/exercises").text)
    return next(name for name in names if name.startswith(f"own-{number}-"))


def test_what_is_made_in_the_browser_is_found_and_printed(ola: Visitor) -> None:
    name = made(ola)
    assert name.endswith("-bridge-with-a-ball")
    assert f'name="add" value="{name}"' in ola.get("/practice/handout?q=ball").text
    assert ola.get(f"/practice/drawing/{name}.svg").data.startswith(b"<svg")
    text = text_of(ola.send("/practice/handout/print", {"pick": name}).data)
    assert "Bridge with a ball" in text
    assert "Press your feet down." in text
