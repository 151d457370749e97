"""``planner batch``."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

import click

from planner.cli.report import complain, json_option, say
from planner.cli.weeks import NO_WEEK, PLANNED, START, STOPPED, WRONG_FILE, start_date
from planner.wiring import Services, build_services

if TYPE_CHECKING:
    from planner.exchange.summary_file import SummaryLine

PEOPLE_PER_PROCESS = 50
"""A process is replaced after so many people, so that memory stays flat over a whole clinic."""


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Folder for everybody's folders.")
@click.option("--start", type=START, help="First day of the weeks (default: next Monday).")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes at work (default: one for each processor).")
@json_option
def batch(folder: Path, out: Path, start: datetime | None, jobs: int | None, as_json: bool) -> int:
    """Plan the weeks of every *.yaml in FOLDER. Exit code 1 if any file was wrong."""
    from planner.exchange.summary_file import summary_to_csv

    profiles = sorted(folder.glob("*.yaml"))
    out.mkdir(parents=True, exist_ok=True)
    lines: list[SummaryLine] = []
    with click.progressbar(length=len(profiles), label="Weeks", hidden=as_json) as bar:
        for line, trouble in _hand_out_all(profiles, start_date(start), out, jobs or os.cpu_count() or 1):
            lines.append(line)
            complain(trouble)
            bar.update(1)
    lines.sort(key=lambda line: line.file)
    (out / "summary.csv").write_text(summary_to_csv(lines), encoding="utf-8")
    counts = {code: sum(line.exit == code for line in lines) for code in (PLANNED, STOPPED, NO_WEEK)}
    failed = len(lines) - sum(counts.values())
    say(
        f"{counts[PLANNED]} planned, {counts[STOPPED]} stopped by screening, {counts[NO_WEEK]} without a week,"
        f" {failed} failed. Summary: {out / 'summary.csv'}",
        as_json=as_json,
        planned=counts[PLANNED],
        stopped=counts[STOPPED],
        no_week=counts[NO_WEEK],
        failed=failed,
    )
    return 1 if failed else 0


def _hand_out_all(
    profiles: list[Path], start: date, out: Path, jobs: int
) -> Iterator[tuple[SummaryLine, tuple[str, ...]]]:
    # Fresh processes instead of forks: the PDF library and the solver both keep threads.
    from multiprocessing import get_context

    work = partial(_hand_out_one, start=start, out=out)
    processes = max(1, min(jobs, len(profiles)))
    with get_context("spawn").Pool(processes, maxtasksperchild=PEOPLE_PER_PROCESS) as pool:
        yield from pool.imap_unordered(work, profiles)


@cache
def _services() -> Services:
    return build_services()


def _hand_out_one(profile: Path, *, start: date, out: Path) -> tuple[SummaryLine, tuple[str, ...]]:
    """One person's line, and what to say on standard error."""
    from planner.domain.week import Stopped
    from planner.exchange.summary_file import SummaryLine
    from planner.generator.outcome import NoWeekPossible
    from planner.use_cases.hand_out_week import PreparedWeek, hand_out_week
    from planner.use_cases.prepare_week import prepare_week

    services = _services()
    try:
        outcome = prepare_week(profile, start, services.content)
        hand_out_week(outcome, out / profile.stem, services.sheet_pdf)
    except OSError as trouble:
        return SummaryLine(profile.name, 1, "NOT_WRITTEN"), (f"{profile}: {trouble.strerror or trouble}",)
    match outcome:
        case PreparedWeek(week=week):
            return SummaryLine(profile.name, PLANNED, week.screening.state.value, week.screening.flags), ()
        case Stopped(state=state, flags=flags):
            return SummaryLine(profile.name, STOPPED, state.value, flags), ()
        case NoWeekPossible():
            return SummaryLine(profile.name, NO_WEEK, "NO_WEEK"), ()
        case tuple():
            return SummaryLine(profile.name, WRONG_FILE, "WRONG_FILE"), tuple(map(str, outcome))
        case _:
            assert_never(outcome)
