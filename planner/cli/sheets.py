"""``planner sheet``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from planner.cli.report import complain, json_option, say
from planner.cli.sheet_options import read_sheet_options, sheet_options
from planner.wiring import build_services

PRINTED, WRONG_FILE, STOPPED = 0, 2, 3


@click.command()
@click.argument("week_file", metavar="WEEK.json", type=click.Path(path_type=Path))
@click.argument("profile_file", metavar="PROFILE.yaml", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The PDF to write.")
@sheet_options
@json_option
def sheet(week_file: Path, profile_file: Path, out: Path, as_json: bool, **chosen: Any) -> int:
    """Print WEEK.json, hand-edited or not, for the person in PROFILE.yaml.

    Nothing is printed where the answers stop a plan or the week breaks a limit.
    Exit codes: 0 printed, 1 the week breaks a limit, 2 a file cannot be read, 3 stopped by screening.
    """
    from planner.domain.week import Stopped
    from planner.exchange.profile_file import read_profile
    from planner.exchange.week_file import week_from_json
    from planner.use_cases.judge_week import Judged, judge_week_file

    options = read_sheet_options(chosen)
    services = build_services()
    judged = judge_week_file(week_file, profile_file, services.content, None)
    match judged:
        case Stopped():
            say(judged.message, as_json=as_json, state=judged.state.value, message=judged.message)
            return STOPPED
        case Judged(breaches) if breaches:
            text = "\n".join(f"{breach.where}: {breach.limit}: {breach.text}" for breach in breaches)
            say(f"Not printed, as the week breaks a limit.\n{text}", as_json=as_json, breaches=len(breaches))
            return 1
        case tuple():
            complain(judged)
            return WRONG_FILE
    week = week_from_json(week_file.read_text(encoding="utf-8"))
    if isinstance(week, tuple):
        complain(week)
        return WRONG_FILE
    profile = read_profile(profile_file, week.start)
    if isinstance(profile, tuple):
        complain(profile)
        return WRONG_FILE
    out.write_bytes(services.sheet_pdf(week, profile, options, two_processes=True))
    say(f"Written to {out}", as_json=as_json, out=out)
    return PRINTED
