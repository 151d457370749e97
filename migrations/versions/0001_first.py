"""The first tables: accounts, people, practitioners, weeks, diaries, reminders and the outbox."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NOT_DONE = sa.text("done_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", Key, nullable=False),
        sa.Column("email", sa.String(length=320), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("fs_uniquifier", sa.String(length=64), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("password", sa.Text(), nullable=True),
        sa.Column("us_totp_secrets", sa.Text(), nullable=True),
        sa.Column("us_phone_number", sa.String(length=128), nullable=True),
        sa.Column("tf_primary_method", sa.String(length=64), nullable=True),
        sa.Column("tf_totp_secret", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
        sa.UniqueConstraint("email", name="uq_accounts_email"),
        sa.UniqueConstraint("fs_uniquifier", name="uq_accounts_fs_uniquifier"),
        sa.UniqueConstraint("us_phone_number", name="uq_accounts_us_phone_number"),
    )
    op.create_table(
        "persons",
        sa.Column("id", Key, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("stop_message", sa.Text(), nullable=True),
        sa.Column("feed_secret", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_persons"),
        sa.UniqueConstraint("feed_secret", name="uq_persons_feed_secret"),
        sa.UniqueConstraint("key", name="uq_persons_key"),
    )
    op.create_table(
        "practices",
        sa.Column("id", Key, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_practices"),
    )
    op.create_table(
        "rate_limits",
        sa.Column("key", sa.String(length=128), nullable=False),
        sa.Column("window_start", sa.DateTime(timezone=True), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", "window_start", name="pk_rate_limits"),
    )
    op.create_table(
        "roles",
        sa.Column("id", Key, nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_roles"),
        sa.UniqueConstraint("name", name="uq_roles_name"),
    )
    op.create_table(
        "account_person",
        sa.Column("account_id", Key, nullable=False),
        sa.Column("person_id", Key, nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name="fk_account_person_account_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_account_person_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("account_id", "person_id", name="pk_account_person"),
    )
    op.create_index("ix_account_person_person_id", "account_person", ["person_id"])
    op.create_table(
        "accounts_roles",
        sa.Column("account_id", Key, nullable=False),
        sa.Column("role_id", Key, nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name="fk_accounts_roles_account_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["role_id"], ["roles.id"], name="fk_accounts_roles_role_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("account_id", "role_id", name="pk_accounts_roles"),
    )
    op.create_table(
        "consents",
        sa.Column("id", Key, nullable=False),
        sa.Column("person_id", Key, nullable=False),
        sa.Column("version", sa.String(length=32), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_consents_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_consents"),
    )
    op.create_index("ix_consents_person_id", "consents", ["person_id"])
    op.create_table(
        "outbox",
        sa.Column("id", Key, nullable=False),
        sa.Column("once_key", sa.String(length=255), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("person_id", Key, nullable=True),
        sa.Column("to_address", sa.String(length=320), nullable=False),
        sa.Column("parameters", sa.Text(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claimed_by", sa.String(length=64), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(length=32), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("message_id", sa.String(length=255), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(done_at IS NULL) = (outcome IS NULL)", name="ck_outbox_done_has_outcome"),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_outbox_person_id", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("message_id", name="uq_outbox_message_id"),
        sa.UniqueConstraint("once_key", name="uq_outbox_once_key"),
    )
    op.create_index("ix_outbox_due", "outbox", ["next_at"], sqlite_where=NOT_DONE, postgresql_where=NOT_DONE)
    op.create_index(
        "ix_outbox_waiting_person", "outbox", ["person_id"], sqlite_where=NOT_DONE, postgresql_where=NOT_DONE
    )
    op.create_table(
        "practitioners",
        sa.Column("id", Key, nullable=False),
        sa.Column("account_id", Key, nullable=False),
        sa.Column("practice_id", Key, nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("profession", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name="fk_practitioners_account_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name="fk_practitioners_practice_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_practitioners"),
        sa.UniqueConstraint("account_id", name="uq_practitioners_account_id"),
    )
    op.create_index("ix_practitioners_practice_id", "practitioners", ["practice_id"])
    op.create_table(
        "reminders",
        sa.Column("person_id", Key, nullable=False),
        sa.Column("email", sa.String(length=320), nullable=True),
        sa.Column("session_minutes_before", sa.Integer(), nullable=True),
        sa.Column("weekly_day", sa.String(length=3), nullable=True),
        sa.Column("weekly_at", sa.Time(), nullable=True),
        sa.Column("posture_every_minutes", sa.Integer(), nullable=True),
        sa.Column("posture_from", sa.Time(), nullable=True),
        sa.Column("posture_to", sa.Time(), nullable=True),
        sa.Column("quiet_from", sa.Time(), nullable=True),
        sa.Column("quiet_to", sa.Time(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_reminders_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id", name="pk_reminders"),
    )
    op.create_table(
        "screenings",
        sa.Column("id", Key, nullable=False),
        sa.Column("person_id", Key, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("flags", sa.Text(), nullable=False),
        sa.Column("conditions", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_screenings_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_screenings"),
    )
    op.create_index("ix_screenings_person_id", "screenings", ["person_id"])
    op.create_table(
        "session_diaries",
        sa.Column("id", Key, nullable=False),
        sa.Column("person_id", Key, nullable=False),
        sa.Column("week_start", sa.Date(), nullable=False),
        sa.Column("session", sa.String(length=32), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_session_diaries_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_session_diaries"),
        sa.UniqueConstraint(
            "person_id", "week_start", "session", name="uq_session_diaries_person_id_week_start_session"
        ),
    )
    op.create_table(
        "sign_in_links",
        sa.Column("id", Key, nullable=False),
        sa.Column("account_id", Key, nullable=False),
        sa.Column("token_sha256", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name="fk_sign_in_links_account_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_sign_in_links"),
        sa.UniqueConstraint("token_sha256", name="uq_sign_in_links_token_sha256"),
    )
    op.create_index("ix_sign_in_links_account_id", "sign_in_links", ["account_id"])
    op.create_index("ix_sign_in_links_expires_at", "sign_in_links", ["expires_at"])
    op.create_table(
        "week_check_ins",
        sa.Column("id", Key, nullable=False),
        sa.Column("person_id", Key, nullable=False),
        sa.Column("week_start", sa.Date(), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_week_check_ins_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_week_check_ins"),
        sa.UniqueConstraint("person_id", "week_start", name="uq_week_check_ins_person_id_week_start"),
    )
    op.create_table(
        "weeks",
        sa.Column("id", Key, nullable=False),
        sa.Column("person_id", Key, nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sheet_sha256", sa.String(length=64), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_weeks_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_weeks"),
        sa.UniqueConstraint("person_id", "start", "sequence", name="uq_weeks_person_id_start_sequence"),
    )
    if op.get_bind().dialect.name == "postgresql":
        # Every letter leaves dead versions of its row behind; the default waits until a fifth of the table is dead.
        op.execute("ALTER TABLE outbox SET (autovacuum_vacuum_scale_factor = 0.02)")


def downgrade() -> None:
    for table in (
        "weeks",
        "week_check_ins",
        "sign_in_links",
        "session_diaries",
        "screenings",
        "reminders",
        "practitioners",
        "outbox",
        "consents",
        "accounts_roles",
        "account_person",
        "roles",
        "rate_limits",
        "practices",
        "persons",
        "accounts",
    ):
        op.drop_table(table)
