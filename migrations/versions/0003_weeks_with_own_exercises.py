"""Weeks that hold an exercise of somebody's own are found without reading every week."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_weeks_with_own_exercises",
        "weeks",
        ["person_id"],
        sqlite_where=sa.text("instr(text, '\"own-') > 0"),
        postgresql_where=sa.text("strpos(text, '\"own-') > 0"),
    )


def downgrade() -> None:
    op.drop_index("ix_weeks_with_own_exercises", "weeks")
