from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from planner.figures import Figure, Postures, parse_figure, read_postures
from planner.figures.stage import stage_figure
from planner.figures.staged import Staged

POSTURES = Path(__file__).parents[2] / "exercises" / "postures.yaml"


@pytest.fixture(scope="session")
def postures() -> Postures:
    return read_postures(yaml.safe_load(POSTURES.read_text(encoding="utf-8")))


@pytest.fixture
def figure(postures: Postures) -> Callable[[str], Figure]:
    """A figure from YAML text, which must be readable."""

    def read(text: str) -> Figure:
        made = parse_figure(yaml.safe_load(text), postures)
        assert isinstance(made, Figure), made
        return made

    return read


@pytest.fixture
def staged(figure: Callable[[str], Figure]) -> Callable[[str], tuple[Staged, ...]]:
    return lambda text: stage_figure(figure(text))


@pytest.fixture
def faults_of(postures: Postures) -> Callable[[str], list[str]]:
    """Every fault of a figure, read or not, as text."""
    from planner.figures import check_figure

    def find(text: str) -> list[str]:
        mapping: Mapping[str, Any] = yaml.safe_load(text)
        made = parse_figure(mapping, postures)
        return [str(f) for f in (check_figure(made) if isinstance(made, Figure) else made)]

    return find
