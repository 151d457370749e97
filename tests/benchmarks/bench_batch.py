"""Memory and time of ``planner batch`` for a whole clinic of people made at random.

    .venv/bin/python tests/benchmarks/bench_batch.py           60 people, a process for each processor
    .venv/bin/python tests/benchmarks/bench_batch.py 500 2     500 people, two processes

Prints for each tenth of the people done how much memory the parent and its largest child hold, and the peaks (Linux:
from /proc). Flat means that the last tenths hold no more than the first.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.contract.people import START, anybody

BATCH = [sys.executable, "-c", "from planner.cli import main; main()", "batch"]
EVERY = 0.2
"""Seconds between looks."""


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    jobs = int(sys.argv[2]) if len(sys.argv) > 2 else os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as folder:
        profiles, out = Path(folder, "profiles"), Path(folder, "out")
        profiles.mkdir()
        for seed in range(people):
            text = yaml.safe_dump(anybody(seed), sort_keys=False, allow_unicode=True)
            (profiles / f"{seed:04}.yaml").write_text(text, encoding="utf-8")
        watch(profiles, out, people, jobs, Path(folder))


def watch(profiles: Path, out: Path, people: int, jobs: int, data: Path) -> None:
    command = [*BATCH, str(profiles), "--out", str(out), "--start", str(START), "--jobs", str(jobs)]
    begun, tenth = time.monotonic(), 1
    parent_peak = child_peak = held = 0
    environment = os.environ | {"PLANNER_DATA": str(data)}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment) as batch:
        while batch.poll() is None:
            children = [megabytes(child, "VmRSS") for child in children_of(batch.pid)]
            held = max([held, *children])
            parent_peak = max(parent_peak, megabytes(batch.pid, "VmHWM"))
            child_peak = max([child_peak, *(megabytes(child, "VmHWM") for child in children_of(batch.pid))])
            done = sum(1 for _ in out.glob("*/")) if out.is_dir() else 0
            if done * 10 >= people * tenth:
                print(f"{done:4} people, {time.monotonic() - begun:6.1f} s: largest child {held} MB", flush=True)
                tenth, held = done * 10 // people + 1, 0
            time.sleep(EVERY)
    took = time.monotonic() - begun
    peaks = f"peak of the parent {parent_peak} MB, of a child {child_peak} MB"
    print(f"{people} people, {jobs} processes, {took:.1f} s: {peaks}")


def children_of(pid: int) -> list[int]:
    """Of all its threads: those that take the place of others are started by one of their own."""
    found: list[int] = []
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            found += map(int, (task / "children").read_text().split())
    return found


def megabytes(pid: int, what: str) -> int:
    """``VmRSS`` (held now) or ``VmHWM`` (the most it ever held); 0 for a process that has gone."""
    try:
        found = re.search(rf"^{what}:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(), re.MULTILINE)
    except OSError:
        return 0
    return int(found[1]) // 1024 if found else 0


if __name__ == "__main__":
    main()
