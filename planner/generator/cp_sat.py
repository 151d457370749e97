"""Loads CP-SAT's Python layer without pandas, which is more than half of its load time.

The layer imports pandas for conveniences with tables that are not used here: ``Index`` and ``Series`` stand only in
annotations and ``isinstance`` checks. While it loads, two empty classes stand in for them; pandas itself stays free to
be imported by anybody else afterwards. Where pandas is there already, nothing is replaced.
"""

from __future__ import annotations

import sys
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any


@cache
def cp_model() -> Any:
    """``ortools.sat.python.cp_model``."""
    if "pandas" in sys.modules:
        return import_module("ortools.sat.python.cp_model")
    nothing = ModuleType("pandas")
    nothing.Index = type("Index", (), {})  # type: ignore[attr-defined]
    nothing.Series = type("Series", (), {})  # type: ignore[attr-defined]
    sys.modules["pandas"] = nothing
    try:
        return import_module("ortools.sat.python.cp_model")
    finally:
        del sys.modules["pandas"]
