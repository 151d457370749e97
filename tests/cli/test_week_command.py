"""``planner week`` and ``planner check``: files, exit codes and what is said."""

from __future__ import annotations

import json
import shutil
from io import BytesIO
from pathlib import Path
from typing import Any

import icalendar
import pdfplumber
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


def write(path: Path, answers: dict[str, Any]) -> Path:
    path.write_text(yaml.safe_dump(answers, sort_keys=False), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def example_week(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("example")
    assert planner("week", EXAMPLE, "--start", START, "--out", folder) == 0
    return folder


def test_a_planned_week_leaves_its_four_files(example_week: Path) -> None:
    assert sorted(p.name for p in example_week.iterdir()) == ["week.ics", "week.json", "week.pdf", "week.txt"]
    assert json.loads((example_week / "week.json").read_text())["format"] == "planner.week/1"
    assert (example_week / "week.pdf").read_bytes().startswith(b"%PDF-")
    assert icalendar.Calendar.from_ical((example_week / "week.ics").read_bytes()).walk("VEVENT")
    assert "Monday 23 November 2026" in (example_week / "week.txt").read_text()


def first_page(folder: Path) -> Any:
    return pdfplumber.open(BytesIO((folder / "week.pdf").read_bytes())).pages[0]


def has_colour(page: Any) -> bool:
    paints = (thing.get("non_stroking_color") for thing in (*page.chars, *page.rects, *page.curves))
    return any(len(paint) == 3 and max(paint) - min(paint) > 0.01 for paint in paints if isinstance(paint, tuple))


def test_a_sheet_can_be_grey_in_large_print_and_on_letter(example_week: Path, tmp_path: Path) -> None:
    look = ("--grey", "--large-print", "--paper", "Letter")
    assert planner("week", EXAMPLE, "--start", START, "--out", tmp_path, *look) == 0
    usual, asked = first_page(example_week), first_page(tmp_path)
    assert (round(usual.width), round(usual.height), has_colour(usual)) == (595, 842, True)
    assert (round(asked.width), round(asked.height), has_colour(asked)) == (612, 792, False)
    assert min(char["size"] for char in usual.chars) < 10
    assert min(char["size"] for char in asked.chars) > 17.9


def test_paper_nobody_makes_is_refused_before_anything_is_planned(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert planner("week", EXAMPLE, "--out", tmp_path / "week", "--paper", "A7") == 2
    assert "'A7' is not one of 'A4', 'Letter'" in capsys.readouterr().err
    assert not (tmp_path / "week").exists()


def test_the_same_input_gives_the_same_files_but_for_the_solvers_seconds(example_week: Path, tmp_path: Path) -> None:
    assert planner("week", EXAMPLE, "--start", START, "--out", tmp_path) == 0
    for name in ("week.pdf", "week.ics", "week.txt"):
        assert (tmp_path / name).read_bytes() == (example_week / name).read_bytes(), name
    first, second = (json.loads((folder / "week.json").read_text()) for folder in (example_week, tmp_path))
    first["solver"].pop("seconds"), second["solver"].pop("seconds")
    assert first == second


def test_a_fresh_week_is_clean_by_its_own_check(example_week: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert planner("check", example_week / "week.json", EXAMPLE) == 0
    assert "keeps every limit" in capsys.readouterr().out


def test_a_hand_edited_week_is_judged_with_a_sentence_for_each_breach(
    example_week: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    week = json.loads((example_week / "week.json").read_text())
    item = next(i for d in week["days"] for s in d["sessions"] for b in s["blocks"] for i in b["items"])
    item["exercise"] = "seated-forward-lean"
    item["seconds"] += 600
    edited = tmp_path / "week.json"
    edited.write_text(json.dumps(week))
    assert planner("check", edited, EXAMPLE) == 1
    said = capsys.readouterr().out
    assert "SAFE-02" in said
    assert "SECONDS" in said


def test_a_stop_removes_the_sheet_of_an_earlier_run(
    example_week: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "week"
    shutil.copytree(example_week, folder)
    profile = write(tmp_path / "p.yaml", someone(red_flags={"yes": ["RED-09a"]}))
    assert planner("week", profile, "--start", START, "--out", folder) == 3
    assert [p.name for p in folder.iterdir()] == ["stopped.json"]
    stopped = json.loads((folder / "stopped.json").read_text())
    assert (stopped["format"], stopped["state"], stopped["flags"]) == ("planner.stopped/1", "STOP_EMERG", ["RED-09a"])
    assert "Chest pain or fainting needs urgent care. Please call 999" in stopped["message"]
    assert stopped["message"] in capsys.readouterr().out


def test_a_day_moved_to_another_date_is_a_breach(
    example_week: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    week = json.loads((example_week / "week.json").read_text(encoding="utf-8"))
    week["days"][3]["date"], week["days"][4]["weekday"] = "2026-12-24", "mon"
    edited = tmp_path / "week.json"
    edited.write_text(json.dumps(week), encoding="utf-8")
    assert planner("check", edited, EXAMPLE) == 1
    said = capsys.readouterr().out
    assert "2026-12-24" in said
    assert "is not a Monday" in said


def test_a_stopped_person_has_no_week_that_check_would_accept(example_week: Path, tmp_path: Path) -> None:
    profile = write(tmp_path / "p.yaml", someone(red_flags={"yes": ["RED-01"]}))
    assert planner("check", example_week / "week.json", profile) == 1


def test_a_wrong_profile_lists_every_mistake_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = someone(tiredness=14, floor="maybe")
    del answers["bones"]
    profile = write(tmp_path / "p.yaml", answers)
    assert planner("week", profile, "--start", START, "--out", tmp_path / "out") == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 3
    assert all(line.startswith(f"{profile}:") for line in lines)
    assert {line.split(": ")[1] for line in lines} == {"tiredness", "floor", "bones"}
    assert not (tmp_path / "out").exists()


def test_a_wrong_profile_leaves_earlier_files_alone(example_week: Path, tmp_path: Path) -> None:
    folder = tmp_path / "week"
    shutil.copytree(example_week, folder)
    assert planner("week", tmp_path / "nobody.yaml", "--out", folder) == 2
    assert len(list(folder.iterdir())) == 4


def test_no_usable_session_at_all_is_exit_4_with_the_clash_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    profile = write(tmp_path / "p.yaml", someone(days={"mon": {"minutes": 1, "at": "09:00"}}))
    assert planner("week", profile, "--start", START, "--out", tmp_path / "out") == 4
    assert "No week is possible" in capsys.readouterr().out


def test_json_lines_instead_of_prose(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    profile = write(tmp_path / "p.yaml", someone(red_flags={"not_sure": ["RED-20"]}))
    assert planner("week", profile, "--start", START, "--out", tmp_path / "out", "--json") == 3
    said = json.loads(capsys.readouterr().out)
    assert said["state"] == "STOP_CLEAR"
    assert "You chose 'not sure'" in said["message"]


@pytest.mark.parametrize("arguments", [("week",), ("week", "x", "--start", "soon"), ("weak",), ("check", "x")])
def test_wrong_usage_is_exit_2(arguments: tuple[str, ...]) -> None:
    assert planner(*arguments) == 2


def test_check_calls_an_unreadable_file_exit_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "week.json"
    broken.write_text('{"format": "planner.week/1", "start": ')
    assert planner("check", broken, EXAMPLE) == 2
    assert f"{broken}:" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "taken").write_text("a file, not a folder")
    assert planner("week", EXAMPLE, "--start", START, "--out", tmp_path / "taken") == 1
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_a_second_week_uses_the_history_of_the_first(example_week: Path, tmp_path: Path) -> None:
    history = tmp_path / "history"
    shutil.copytree(example_week, history / "first")
    sessions = [d["sessions"][0] for d in json.loads((example_week / "week.json").read_text())["days"] if d["sessions"]]
    diary = {
        "format": "planner.diary/1",
        "sessions": [
            {
                "week": START,
                "session": s["id"],
                "done": "all",
                "effort": 8,
                "pain_during": 7,
                "pain_next_morning": 3,
                "tiredness": 4,
            }
            for s in sessions
        ],
    }
    (history / "diary.yaml").write_text(yaml.safe_dump(diary))
    out = tmp_path / "second"
    assert planner("week", EXAMPLE, "--start", "2026-11-30", "--history", history, "--out", out) == 0
    changes = json.loads((out / "week.json").read_text())["changes"]
    assert {change["rule"] for change in changes} & {"REG-01", "REG-02", "PAIN-01"}
