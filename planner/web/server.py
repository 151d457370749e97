"""The web server: waitress, one process, a few threads."""

from __future__ import annotations

from flask import Flask

THREADS = 6


def address_for(host: str, port: int) -> str:
    """The address to type into a browser; a server that listens everywhere is reached here by the loopback name."""
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host
    return f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"


def run_server(app: Flask, host: str, port: int) -> None:
    """Serves until it is interrupted. Raises OSError where the address is taken or not ours."""
    from waitress import serve

    serve(app, host=host, port=port, threads=THREADS, ident=None)
