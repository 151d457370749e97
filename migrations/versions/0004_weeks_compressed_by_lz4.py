"""A week's text is read for every letter: PostgreSQL unpacks it three times as fast from lz4 as from its own format."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# For what is kept from now on. A server that was built without lz4, or is older than 14, keeps its own format.
_PACK = """
DO $$ BEGIN
    ALTER TABLE weeks ALTER COLUMN text SET COMPRESSION {method};
EXCEPTION WHEN feature_not_supported OR syntax_error THEN
    NULL;
END $$
"""


def upgrade() -> None:
    _pack("lz4")


def downgrade() -> None:
    _pack("default")


def _pack(method: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_PACK.format(method=method))
