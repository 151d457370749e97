"""Finds the data folders, in a checkout or an installed wheel."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Literal


def data_folder(name: Literal["exercises", "templates", "migrations"]) -> Path:
    """The folder inside the package where it came from a wheel, beside the package in a checkout."""
    inside = Path(str(files("planner"))) / "_bundled" / name
    return inside if inside.is_dir() else Path(__file__).resolve().parent.parent / name
