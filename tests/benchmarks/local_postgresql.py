"""A PostgreSQL of its own for one run, in a temporary folder: gone when the ``with`` block ends."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

BINARIES = max(Path("/usr/lib/postgresql").glob("*/bin"), default=None)


def _run(command: Sequence[object], folder: Path) -> None:
    # PostgreSQL refuses root.
    runner = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    path = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
    subprocess.run(
        [*runner, *map(str, command)],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=True,
        env=os.environ | {"PATH": path},
    )


@contextmanager
def local_postgresql(*databases: str) -> Iterator[tuple[str, ...]]:
    """The addresses of empty ``databases``. Writes are not forced to the disk: the disk is not what is measured."""
    if BINARIES is None:
        raise SystemExit("PostgreSQL is not installed: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="planner-pg-"))  # a socket's path must be short
    if os.getuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    try:
        _run([BINARIES / "initdb", "-D", folder / "db", "-U", "tester", "-A", "trust", "--no-sync"], folder)
        options = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=40 -c shared_buffers=256MB"
        _run([BINARIES / "pg_ctl", "-D", folder / "db", "-w", "-l", folder / "log", "-o", options, "start"], folder)
        try:
            for name in databases:
                _run([BINARIES / "createdb", "-h", folder, "-U", "tester", name], folder)
            yield tuple(f"postgresql://tester@/{name}?host={folder}" for name in databases)
        finally:
            _run([BINARIES / "pg_ctl", "-D", folder / "db", "-m", "immediate", "stop"], folder)
    finally:
        shutil.rmtree(folder)
