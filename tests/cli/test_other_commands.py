"""The commands around the week: people, letters, the library, drawings, schemas, the database."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import jsonschema
import pytest
import yaml

from planner.cli.commands import COMMANDS
from planner.cli.run import run
from tests.contract.people import someone

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "profile.example.yaml"
START = "2026-11-23"


def planner(*arguments: object) -> int:
    return run(COMMANDS, [str(a) for a in arguments])


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PLANNER_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def test_help_loads_none_of_the_heavy_libraries() -> None:
    heavy = {"click", "flask", "sqlalchemy", "weasyprint", "ortools", "pydantic", "yaml", "jinja2"}
    code = "import sys; from planner.cli import main; sys.argv[1:] = ['--help']; main(); print(*sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "Plan one week" in said
    assert not heavy & set(said.splitlines()[-1].split())


def test_a_person_is_kept_and_the_letters_go_out_once(data_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert planner("db", "upgrade") == 0
    assert planner("person", "add", EXAMPLE, "--start", START, "--json") == 0
    kept = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert kept["letters"] >= 2
    assert planner("send", "--json") == 0
    assert json.loads(capsys.readouterr().out)["done"]["sent"] >= 1
    letters = list((data_folder / "mailbox" / "new").iterdir())
    assert any(b"application/pdf" in letter.read_bytes() for letter in letters)
    assert planner("person", "add", EXAMPLE, "--start", START) == 0
    assert planner("send", "--json") == 0
    assert "sent" not in json.loads(capsys.readouterr().out.splitlines()[-1])["done"]
    assert len(list((data_folder / "mailbox" / "new").iterdir())) == len(letters)


def test_a_stopped_person_is_not_kept_and_gets_no_letter(data_folder: Path, tmp_path: Path) -> None:
    profile = tmp_path / "p.yaml"
    answers = someone(
        red_flags={"yes": ["RED-01"]}, reminders={"email": "p@example.org", "session": {"minutes_before": 30}}
    )
    profile.write_text(yaml.safe_dump(answers))
    assert planner("db", "upgrade") == 0
    assert planner("person", "add", profile, "--start", START) == 3
    assert planner("send") == 0
    assert not list((data_folder / "mailbox").rglob("*.eml")) + list((data_folder / "mailbox" / "new").glob("*"))


def test_a_database_that_was_never_made_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert planner("person", "add", EXAMPLE, "--start", START) == 1
    assert "planner db upgrade" in capsys.readouterr().err


def test_a_database_from_a_newer_program_is_one_sentence_and_stays_as_it_is(
    data_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert planner("db", "upgrade") == 0
    with sqlite3.connect(data_folder / "planner.sqlite3") as database:
        database.execute("UPDATE alembic_version SET version_num = 'from_the_future'")
    database.close()
    assert planner("send") == 1
    assert planner("db", "upgrade") == 1
    errors = capsys.readouterr().err.strip().splitlines()
    assert len(errors) == 2
    assert "newer" in errors[0]


def test_db_check_is_content_with_a_fresh_database() -> None:
    assert planner("db", "check") == 1
    assert planner("db", "upgrade") == 0
    assert planner("db", "check") == 0


def test_a_batch_goes_on_after_a_bad_file_and_writes_a_summary(tmp_path: Path) -> None:
    folder = tmp_path / "people"
    folder.mkdir()
    shutil.copy(EXAMPLE, folder / "anna.yaml")
    (folder / "ben.yaml").write_text("name: Ben\n")
    (folder / "cleo.yaml").write_text(yaml.safe_dump(someone(red_flags={"yes": ["RED-08"]})))
    assert planner("batch", folder, "--out", tmp_path / "out", "--start", START, "--jobs", 2) == 1
    rows = list(csv.DictReader((tmp_path / "out" / "summary.csv").read_text().splitlines()))
    assert [(row["file"], row["exit"]) for row in rows] == [("anna.yaml", "0"), ("ben.yaml", "2"), ("cleo.yaml", "3")]
    assert rows[2]["flags"] == "RED-08"
    assert (tmp_path / "out" / "anna" / "week.pdf").exists()
    assert (tmp_path / "out" / "cleo" / "stopped.json").exists()
    assert not (tmp_path / "out" / "ben").exists()


def test_one_job_too_works_in_a_process_of_its_own_that_can_be_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "people"
    folder.mkdir()
    (folder / "cleo.yaml").write_text(yaml.safe_dump(someone(red_flags={"yes": ["RED-08"]})))
    built_here = import_module("planner.cli.batch")._services
    built_here.cache_clear()
    assert planner("batch", folder, "--out", tmp_path / "out", "--start", START, "--jobs", 1) == 0
    assert (tmp_path / "out" / "cleo" / "stopped.json").exists()
    assert built_here.cache_info().currsize == 0


def test_a_batch_of_nobody_is_an_empty_summary(tmp_path: Path) -> None:
    (tmp_path / "people").mkdir()
    assert planner("batch", tmp_path / "people", "--out", tmp_path / "out") == 0
    assert len((tmp_path / "out" / "summary.csv").read_text().splitlines()) == 1


def test_the_shipped_library_has_no_mistakes(capsys: pytest.CaptureFixture[str]) -> None:
    assert planner("library", "check", "--json") == 0
    counts = json.loads(capsys.readouterr().out)
    assert counts["exercises"] == counts["drawings"] >= 136
    assert counts["routines"] == 27


def test_a_broken_exercise_is_named_at_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(ROOT / "exercises", tmp_path / "exercises")
    path = tmp_path / "exercises" / "core" / "bridge.yaml"
    path.write_text(path.read_text().replace("level: 2", "level: 9").replace("posture: ", "posture: un", 1))
    assert planner("library", "check", tmp_path / "exercises") == 1
    errors = capsys.readouterr().err.splitlines()
    assert len(errors) == 2
    assert all(line.startswith(f"{path}:") for line in errors)


def test_a_drawing_is_written_as_svg_and_as_png(tmp_path: Path) -> None:
    assert planner("figure", "bird-dog", "--out", tmp_path / "b.svg") == 0
    assert "<title" in (tmp_path / "b.svg").read_text()
    assert planner("figure", "bird-dog", "--out", tmp_path / "b.png", "--frame", 1, "--grey") == 0
    assert (tmp_path / "b.png").read_bytes().startswith(b"\x89PNG")
    assert planner("figure", "bird-dog", "--out", tmp_path / "m.svg", "--animated") == 0
    assert "prefers-reduced-motion" in (tmp_path / "m.svg").read_text()


def test_an_unknown_drawing_is_exit_2_with_the_nearest_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert planner("figure", "birddog", "--out", tmp_path / "b.svg") == 2
    assert "bird-dog" in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["profile", "week", "exercise", "routine", "diary"])
def test_every_schema_is_a_valid_schema(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert planner("schema", kind) == 0
    schema = json.loads(capsys.readouterr().out)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="pdfinfo is not installed: apt-get install poppler-utils")
def test_the_paper_for_reviewers_is_a_tagged_pdf(tmp_path: Path) -> None:
    out = tmp_path / "review.pdf"
    assert planner("library", "review", "--out", out) == 0
    info = subprocess.run(["pdfinfo", out], capture_output=True, text=True, check=True).stdout
    assert "Tagged:          yes" in info
    text = subprocess.run(["pdftotext", "-layout", out, "-"], capture_output=True, text=True, check=True).stdout
    pages = text.split("\f")
    (matrix,) = [page for page in pages if "Matrix of conditions and tags" in page and "FLEX_LOAD" in page]
    assert "HEAT" in matrix, "the matrix fits one page"
    assert "Signature" in pages[-2]
