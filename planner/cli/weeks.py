"""``planner week`` and ``planner check``."""

from __future__ import annotations

import gc
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, assert_never

import click

from planner.cli.report import complain, json_option, say
from planner.cli.sheet_options import read_sheet_options, sheet_options
from planner.wiring import build_services, in_second_process, next_monday

if TYPE_CHECKING:
    from planner.domain.library import Library
    from planner.domain.week import Stopped
    from planner.generator.outcome import NoWeekPossible
    from planner.strict_yaml import Mistake
    from planner.use_cases.hand_out_week import PreparedWeek, PrintWeek

    Prepared = PreparedWeek | NoWeekPossible | Stopped | tuple[Mistake, ...]

START = click.DateTime(formats=["%Y-%m-%d"])
PROFILE = click.Path(path_type=Path)

PLANNED, BREACHES, WRONG_FILE, STOPPED, NO_WEEK = 0, 1, 2, 3, 4


def start_date(given: datetime | None) -> date:
    """The day that was asked for, or the first Monday after today."""
    return given.date() if given else next_monday()


@click.command()
@click.argument("profile", type=PROFILE)
@click.option("--start", type=START, help="First day of the week (default: next Monday).")
@click.option("--out", type=click.Path(path_type=Path), help="Folder for the files (default: week-START/).")
@click.option("--history", type=click.Path(path_type=Path), help="Folder with earlier week.json and diary.yaml files.")
@sheet_options
@json_option
def week(
    profile: Path,
    start: datetime | None,
    out: Path | None,
    history: Path | None,
    as_json: bool,
    **chosen: Any,
) -> int:
    """Plan one week from PROFILE: plan, sheet, calendar, text.

    Exit codes: 0 planned, 2 the file is wrong, 3 stopped by screening, 4 no week possible.
    """
    # A week is one short run: looking for garbage in it takes longer than what is found is worth.
    gc.disable()
    look = read_sheet_options(chosen)
    services = build_services()
    first = start_date(start)
    folder = out or Path(f"week-{first.isoformat()}")

    def prepare() -> tuple[Prepared, Library]:
        from planner.use_cases.prepare_week import prepare_week

        return prepare_week(profile, first, services.content, history), services.library

    planning = in_second_process(prepare)
    services.warm_up_printing(look)
    # The library comes along with the week: reading it a second time would take longer.
    prepared, services.library = planning()
    return _hand_out(prepared, first, folder, partial(services.sheet_pdf, options=look, two_processes=True), as_json)


def _hand_out(prepared: Prepared, start: date, folder: Path, print_week: PrintWeek, as_json: bool) -> int:
    from planner.domain.week import Stopped
    from planner.generator.outcome import NoWeekPossible
    from planner.use_cases.hand_out_week import PreparedWeek, hand_out_week

    hand_out_week(prepared, folder, print_week)
    match prepared:
        case PreparedWeek(week=made, summary=summary):
            state = made.screening.state.value
            say(f"{summary}\nWritten to {folder}/", as_json=as_json, state=state, start=start, out=folder)
            return PLANNED
        case Stopped() | NoWeekPossible():
            return tell_refusal(prepared, as_json=as_json)
        case tuple():
            complain(prepared)
            return WRONG_FILE
        case _:
            assert_never(prepared)


def tell_refusal(refusal: Stopped | NoWeekPossible, *, as_json: bool) -> int:
    """Says why there is no week; the exit code."""
    from planner.domain.week import Stopped

    if isinstance(refusal, Stopped):
        say(
            refusal.message,
            as_json=as_json,
            state=refusal.state.value,
            flags=refusal.flags,
            message=refusal.message,
        )
        return STOPPED
    clashes = [clash.text for clash in refusal.clashes]
    say(
        "\n".join(["No week is possible with these answers.", *clashes, refusal.nearest_change]),
        as_json=as_json,
        state="NO_WEEK",
        clashes=clashes,
        nearest_change=refusal.nearest_change,
    )
    return NO_WEEK


@click.command()
@click.argument("week_file", metavar="WEEK.json", type=click.Path(path_type=Path))
@click.argument("profile", type=PROFILE)
@click.option("--history", type=click.Path(path_type=Path), help="Folder with earlier week.json and diary.yaml files.")
@json_option
def check(week_file: Path, profile: Path, history: Path | None, as_json: bool) -> int:
    """Judge WEEK.json, hand-edited or not, for the person in PROFILE. No solver is used.

    Exit codes: 0 clean, 1 breaches, 2 a file cannot be read.
    """
    from planner.domain.week import Stopped
    from planner.use_cases.judge_week import Judged, judge_week_file

    outcome = judge_week_file(week_file, profile, build_services().content, history)
    match outcome:
        case Judged(breaches=()):
            say("The week keeps every limit.", as_json=as_json, breaches=0)
            return PLANNED
        case Judged(breaches):
            for breach in breaches:
                say(
                    f"{breach.where}: {breach.limit}: {breach.text}",
                    as_json=as_json,
                    limit=breach.limit,
                    where=breach.where,
                    sentence=breach.text,
                )
            return BREACHES
        case Stopped():
            say(
                f"There should be no plan: {outcome.message}",
                as_json=as_json,
                limit="SCR-04",
                where="week",
                sentence=outcome.message,
            )
            return BREACHES
        case tuple():
            complain(outcome)
            return WRONG_FILE
        case _:
            assert_never(outcome)
