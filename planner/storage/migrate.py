"""Bringing a database up to date. Alembic is heavy and is imported only when one of these is called."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Engine, NullPool, inspect, text

from planner.domain.errors import StorageFault
from planner.resources import data_folder
from planner.storage.engine import database_url, make_engine
from planner.storage.unavailable import plain_faults, unavailable

if TYPE_CHECKING:
    from alembic.config import Config
    from alembic.script import ScriptDirectory


def _config(url: str, lock_wait_seconds: float) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(data_folder("migrations")).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["url"] = url
    config.attributes["lock_wait_seconds"] = lock_wait_seconds
    return config


def current(engine: Engine) -> str | None:
    """The revision the database is at; None for an empty one. Raises StorageUnavailable."""
    file = _sqlite_file(engine.url)
    if file is not None and not file.exists():
        return None  # looking would make the file
    with plain_faults(), engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _scripts() -> ScriptDirectory:
    from alembic.script import ScriptDirectory

    return ScriptDirectory(str(data_folder("migrations")))


def require_current(engine: Engine) -> None:
    """Raises StorageUnavailable unless the database is exactly as new as this program."""
    found, scripts = current(engine), _scripts()
    if found != scripts.get_current_head():
        raise unavailable(StorageFault.OLDER if _is_known(found, scripts) else StorageFault.NEWER)


def _is_known(revision: str | None, scripts: ScriptDirectory) -> bool:
    return revision is None or revision in {known.revision for known in scripts.walk_revisions()}


def upgrade(url: str, *, lock_wait_seconds: float = 20) -> None:
    """Brings the database to the newest revision; makes it, and its folder, where there is none.

    Any number of processes may do this at once. Raises StorageUnavailable; then nothing was changed.
    """
    file = _sqlite_file(database_url(url))
    if file is not None:
        _make_private(file)
    found = current(make_engine(url, lock_wait_seconds=lock_wait_seconds, poolclass=NullPool))
    scripts = _scripts()
    if found == scripts.get_current_head():
        return
    if not _is_known(found, scripts):
        raise unavailable(StorageFault.NEWER)
    from alembic import command

    with plain_faults():
        command.upgrade(_config(url, lock_wait_seconds), "head")


def _sqlite_file(address: URL) -> Path | None:
    name = address.database
    if address.get_backend_name() != "sqlite" or not name or name.startswith(("file:", ":memory:")):
        return None
    return Path(name)


def _make_private(file: Path) -> None:
    """An empty file, which SQLite takes for an empty database, that nobody but its owner may read."""
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(file, os.O_CREAT | os.O_RDONLY, 0o600))
    except OSError as error:
        raise unavailable(StorageFault.UNREACHABLE) from error


def check(url: str) -> tuple[str, ...]:
    """How the tables differ from what this program wants, a sentence each; empty where they agree.

    Raises StorageUnavailable where the database cannot be read or is not at the newest revision.
    """
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from planner.storage.rows import Base

    engine = make_engine(url, poolclass=NullPool)
    require_current(engine)
    with plain_faults(), engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return tuple(_sentence(difference) for difference in compare_metadata(context, Base.metadata))


def _sentence(difference: Any) -> str:
    first = difference[0]
    words = first if isinstance(first, tuple) else difference
    return " ".join(str(getattr(word, "name", word)) for word in words if word is not None)
