from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from planner.domain.errors import StorageFault, StorageUnavailable
from planner.storage import migrate
from planner.storage.engine import make_engine


def _execute(url: str, statement: str) -> None:
    engine = make_engine(url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_an_empty_database_is_brought_up_to_date_and_agrees_with_the_rows(empty_url: str) -> None:
    migrate.upgrade(empty_url)
    assert migrate.check(empty_url) == ()


def test_upgrading_twice_changes_nothing(own_url: str) -> None:
    migrate.upgrade(own_url)
    assert migrate.check(own_url) == ()


def test_a_table_that_somebody_changed_is_named_by_check(own_url: str) -> None:
    _execute(own_url, "ALTER TABLE persons ADD COLUMN nickname TEXT")
    _execute(own_url, "DROP INDEX ix_outbox_due")
    differences = migrate.check(own_url)
    assert any("nickname" in sentence for sentence in differences)
    assert any("ix_outbox_due" in sentence for sentence in differences)


def test_check_of_an_empty_database_says_what_to_do(empty_url: str) -> None:
    with pytest.raises(StorageUnavailable, match="planner db upgrade") as caught:
        migrate.check(empty_url)
    assert caught.value.fault is StorageFault.OLDER
    assert not Path(empty_url.removeprefix("sqlite:///")).exists()


@pytest.mark.parametrize("act", [migrate.upgrade, migrate.check])
def test_a_database_from_a_newer_version_is_refused_in_one_sentence(own_url: str, act: object) -> None:
    _execute(own_url, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StorageUnavailable) as caught:
        act(own_url)  # type: ignore[operator]
    assert caught.value.fault is StorageFault.NEWER
    assert "newer version" in str(caught.value)
    engine = make_engine(own_url)
    with pytest.raises(StorageUnavailable, match="newer version"):
        migrate.require_current(engine)
    assert migrate.current(engine) == "9999"
    engine.dispose()


def test_three_processes_may_upgrade_at_the_same_moment(empty_url: str) -> None:
    program = "import sys; from planner.storage import migrate; migrate.upgrade(sys.argv[1])"
    workers = [
        subprocess.Popen([sys.executable, "-c", program, empty_url], stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    for worker in workers:
        _, errors = worker.communicate()
        assert worker.returncode == 0, errors
    assert migrate.check(empty_url) == ()


def test_going_back_leaves_nothing_behind(own_url: str) -> None:
    from alembic import command

    command.downgrade(migrate._config(own_url, 20), "base")
    engine = make_engine(own_url)
    assert inspect(engine).get_table_names() == ["alembic_version"]
    engine.dispose()


def test_nobody_but_its_owner_can_read_a_new_sqlite_file(tmp_path: Path) -> None:
    file = tmp_path / "data" / "planner.sqlite3"
    migrate.upgrade(f"sqlite:///{file}")
    assert file.stat().st_mode & 0o077 == 0
    assert file.parent.stat().st_mode & 0o077 == 0
