"""``planner serve`` and ``planner worker``."""

from __future__ import annotations

import signal
import sys
from threading import Event

import click

from planner.cli.report import say
from planner.wiring import Services, build_services


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen at.")
def serve(host: str, port: int) -> int:
    """Start the web application and the reminder worker; print the address and a sign-in link."""
    from planner.web.app import create_app
    from planner.web.server import address_for, run_server
    from planner.web.warm_up import settle, warm_up_meanwhile
    from planner.worker.clock import start_clock

    services = build_services()
    services.bring_database_up()
    services.served_at = address_for(host, port)
    app = create_app(services)
    clock = start_clock(services.tick)
    say(f"The planner answers at {services.served_at}")
    say(f"Sign in on this machine with this link (once, within 15 minutes):\n  {services.host_link()}")
    if not services.config.base_url and host not in ("127.0.0.1", "localhost", "::1"):
        say("Set PLANNER_BASE_URL to the address that others use: other names are refused.")
    say("Press Ctrl-C to stop.")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    settle()
    warm_up_meanwhile(app, services)
    try:
        run_server(app, host, port)
    finally:
        clock.shutdown(wait=True)
    return 0


@click.command()
def worker() -> int:
    """Start the reminder worker alone; any number may run on one PostgreSQL."""
    from planner.worker.clock import run_worker

    services: Services = build_services()
    services.storage  # noqa: B018  fails here, in one sentence, where the database is not ready
    stop = Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    say("The reminder worker is running. Press Ctrl-C to stop.")
    run_worker(services.tick, stop)
    return 0
