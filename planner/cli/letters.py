"""``planner send``."""

from __future__ import annotations

import click

from planner.cli.report import complain, json_option, say
from planner.use_cases.lapse import end_lapsed
from planner.wiring import build_services


@click.command()
@json_option
def send(as_json: bool) -> int:
    """Send what is due, once, and end. Exit code 1 if a letter failed for good."""
    services = build_services()
    # Whoever sends from a timetable of their own has no clock that looks at clearances.
    end_lapsed(services.storage, services.content, services.now(), services.message_domain)
    report = services.send_due()
    done = {state.value: count for state, count in report.done.items() if count}
    queue = {state.value: count for state, count in report.queue.items()}
    sentence = ", ".join(f"{count} {state}" for state, count in done.items()) or "nothing was due"
    waiting = queue.get("queued", 0)
    text = f"Letters: {sentence}. Still waiting: {waiting}."
    if services.mailbox is not None:
        text += f"\nNo mail server is set: the letters are in the local mailbox {services.config.mailbox}"
    say(text, as_json=as_json, done=done, queue=queue, trouble=report.trouble)
    if report.trouble:
        complain([f"The mail server could not be used: {report.trouble}"])
    return 1 if report.any_failed else 0
