"""Runs the migrations on the database named by ``planner.storage.migrate``. There is no alembic.ini."""

from __future__ import annotations

from alembic import context
from sqlalchemy import NullPool, text

from planner.storage.engine import SQLITE_BEGIN, make_engine
from planner.storage.rows import Base

UPGRADE_LOCK = 826401
"""Any number, always the same: processes that upgrade at the same moment wait for each other."""


def run() -> None:
    attributes = context.config.attributes
    engine = make_engine(
        attributes["url"], lock_wait_seconds=attributes.get("lock_wait_seconds", 20), poolclass=NullPool
    )
    sqlite = engine.dialect.name == "sqlite"
    with engine.connect().execution_options(**{SQLITE_BEGIN: "IMMEDIATE"}) as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=sqlite,
            compare_type=True,
            transactional_ddl=True,
        )
        with context.begin_transaction():
            if not sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": UPGRADE_LOCK})
            context.run_migrations()


run()
