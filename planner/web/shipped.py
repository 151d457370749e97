"""The few files that are served as they are. They are small, so they are read once and kept."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from planner.resources import data_folder

_MEDIA_TYPES: Final = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}


@dataclass(frozen=True, slots=True)
class ShippedFile:
    """``mark`` changes with the content."""

    content: bytes
    media_type: str
    mark: str


@cache
def static_files() -> Mapping[str, ShippedFile]:
    return _files(Path(__file__).parent / "static")


@cache
def fonts() -> Mapping[str, ShippedFile]:
    return _files(data_folder("templates") / "fonts")


def _files(folder: Path) -> Mapping[str, ShippedFile]:
    contents = {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.suffix in _MEDIA_TYPES}
    return {
        path.relative_to(folder).as_posix(): ShippedFile(
            content, _MEDIA_TYPES[path.suffix], hashlib.sha256(content).hexdigest()[:12]
        )
        for path, content in contents.items()
    }
