"""``planner mail``."""

from __future__ import annotations

import click

from planner.cli.report import complain, json_option, say
from planner.mail.senders import Refused, Sent, Unreachable
from planner.wiring import build_services


@click.group()
def mail() -> None:
    """Try out the settings for mail."""


@mail.command()
@click.argument("address")
@json_option
def test(address: str, as_json: bool) -> int:
    """Send one letter to ADDRESS at once. Exit code 1 if it does not go out."""
    services = build_services()
    config = services.config
    where = (
        f"the local mailbox {config.mailbox}"
        if services.mailbox is not None
        else f"{config.smtp_host}:{config.smtp_port} ({config.smtp_security})"
    )
    match services.try_out_mail(address):
        case Sent():
            say(f"The letter to {address} was taken by {where}.", as_json=as_json, sent=True, by=where)
            return 0
        case Refused(text) | Unreachable(text):
            complain([f"The letter was not taken by {where}: {text}"])
    return 1
