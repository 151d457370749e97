"""The documentation says what is there."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from planner.cli.commands import COMMANDS
from planner.config import Config, ConfigError, read_config

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("setting", fields(Config), ids=lambda f: f.name)
def test_every_setting_is_documented_with_its_own_help(setting: object) -> None:
    name = f"`PLANNER_{setting.name.upper()}`"  # type: ignore[attr-defined]
    row = next(line for line in SETTINGS.splitlines() if name in line)
    assert setting.metadata["help"] in row  # type: ignore[attr-defined]


def test_a_misspelt_setting_is_an_error() -> None:
    with pytest.raises(ConfigError, match="PLANNER_SMTP_HOSTS"):
        read_config({"PLANNER_SMTP_HOSTS": "mail.example.org"})


@pytest.mark.parametrize("command", COMMANDS)
def test_the_readme_names_every_command(command: str) -> None:
    assert f"planner {command}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_no_committed_file_names_a_machine_path_or_a_download_address() -> None:
    for lock in ROOT.glob("requirements*.lock"):
        assert "://" not in lock.read_text(encoding="utf-8")
