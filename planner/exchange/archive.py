"""Records as JSON and CSV files in one ZIP archive, for a person who takes their data along."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one kind, each a mapping with the same keys."""

    name: str
    rows: Sequence[Mapping[str, Any]]


def table_files(tables: Sequence[Table]) -> dict[str, bytes]:
    """Each table as ``name.json`` and ``name.csv``. An empty table is an empty list and an empty file."""
    files: dict[str, bytes] = {}
    for table in tables:
        rows = [{key: _plain(value) for key, value in row.items()} for row in table.rows]
        files[f"{table.name}.json"] = json.dumps(rows, ensure_ascii=False, indent=2).encode()
        files[f"{table.name}.csv"] = _csv(rows)
    return files


def archive_of(files: Mapping[str, bytes], made: datetime) -> bytes:
    """A ZIP archive with ``files`` by name."""
    stamp = made.timetuple()[:6]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return buffer.getvalue()


def _plain(value: Any) -> Any:
    """As JSON has it: dates and times as text, sets in order, records as mappings."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(str(item) for item in value)
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _csv(rows: list[dict[str, Any]]) -> bytes:
    if not rows:
        return b""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows({key: _cell(value) for key, value in row.items()} for row in rows)
    # The mark at the front tells spreadsheets that this is UTF-8.
    return ("\ufeff" + text.getvalue()).encode()


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        # A spreadsheet would run such a text as a formula.
        return "'" + value if value.startswith(_FORMULA) else value
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value
