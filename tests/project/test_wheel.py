"""The wheel carries everything: built from the source archive, installed elsewhere, it plans a week."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(*command: object, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    settings = {k: v for k, v in os.environ.items() if not k.startswith(("PLANNER_", "PYTHON"))}
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, env=settings | env, capture_output=True, text=True, check=True
    )


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python whose ``planner`` comes from the wheel; the locked dependencies are borrowed from this environment."""
    place = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", place, cwd=ROOT)
    # Not with tarfile: its filters came with Python 3.11.4, and without one it warns from 3.12 on.
    run("tar", "-xzf", next(place.glob("*.tar.gz")), cwd=place)
    source = next(folder for folder in place.iterdir() if folder.is_dir())
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", place, cwd=source)
    run(sys.executable, "-m", "venv", "--without-pip", place / "venv", cwd=place)
    python = place / "venv" / "bin" / "python"
    packages = Path(
        run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=place).stdout.strip()
    )
    run(
        sys.executable,
        "-m",
        "pip",
        "install",
        "-q",
        "--no-deps",
        "--target",
        packages,
        next(place.glob("*.whl")),
        cwd=place,
    )
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return python


def test_an_installed_wheel_plans_a_week(installed: Path, tmp_path: Path) -> None:
    where = run(installed, "-c", "import planner; print(planner.__file__)", cwd=tmp_path).stdout
    assert str(installed.parent.parent) in where
    profile = tmp_path / "me.yaml"
    profile.write_bytes((ROOT / "profile.example.yaml").read_bytes())
    run(
        installed,
        "-c",
        "from planner.cli import main; main()",
        "week",
        profile,
        "--start",
        "2026-11-23",
        "--out",
        "w",
        cwd=tmp_path,
    )
    assert json.loads((tmp_path / "w" / "week.json").read_text())["format"] == "planner.week/1"
    assert (tmp_path / "w" / "week.pdf").read_bytes().startswith(b"%PDF")


def test_an_installed_wheel_makes_its_database(installed: Path, tmp_path: Path) -> None:
    command = (installed, "-c", "from planner.cli import main; main()", "db")
    run(*command, "upgrade", cwd=tmp_path, PLANNER_DATA=str(tmp_path / "data"))
    said = run(*command, "check", cwd=tmp_path, PLANNER_DATA=str(tmp_path / "data")).stdout
    assert "as it should be" in said
