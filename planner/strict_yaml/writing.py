"""Writes plain data as YAML that reads back the same."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import yaml

from planner.strict_yaml.building import Document
from planner.strict_yaml.reading import read_text


def write_text(value: Mapping[str, Any]) -> str:
    """Keys in the order given. Raises ValueError for what no file of ours may hold."""
    plain = dict(value)
    text = yaml.safe_dump(plain, sort_keys=False, allow_unicode=True, width=110, default_flow_style=None)
    if _reads_as(text, plain):
        return text
    # JSON is YAML too, and leaves nothing to the reading of plain words.
    text = json.dumps(plain, ensure_ascii=False, indent=1) + "\n"
    if not _reads_as(text, plain):
        raise ValueError("this holds signs that no file may hold")
    return text


def _reads_as(text: str, value: Mapping[str, Any]) -> bool:
    read = read_text(text, file="written")
    return isinstance(read, Document) and read.value == value
