"""Diaries by the day, health records, practices, and what an edited week needs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.drop_index("ix_outbox_waiting_person", "outbox")
    op.create_index("ix_outbox_person", "outbox", ["person_id", "done_at"])
    op.create_table(
        "suspended_addresses",
        sa.Column("address", sa.String(length=320), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("address", name="pk_suspended_addresses"),
    )
    op.create_table(
        "access_log",
        sa.Column("id", Key, nullable=False),
        sa.Column("person_id", Key, nullable=False),
        sa.Column("account_id", Key, nullable=True),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_access_log_account_id", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_access_log_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_access_log"),
    )
    op.create_index("ix_access_log_person_id_at", "access_log", ["person_id", "at"])

    op.create_table(
        "blood_results",
        sa.Column("id", Key, nullable=False),
        sa.Column("person_id", Key, nullable=False),
        sa.Column("test", sa.String(length=32), nullable=False),
        sa.Column("taken", sa.Date(), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("unit", sa.String(length=32), nullable=False),
        sa.Column("typed", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_blood_results_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_blood_results"),
    )
    op.create_index("ix_blood_results_person_id_taken", "blood_results", ["person_id", "taken"])

    op.create_table(
        "day_logs",
        sa.Column("person_id", Key, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_day_logs_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id", "day", name="pk_day_logs"),
    )
    op.create_table(
        "devices",
        sa.Column("id", Key, nullable=False),
        sa.Column("account_id", Key, nullable=False),
        sa.Column("secret_sha256", sa.String(length=64), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_devices_account_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_devices"),
        sa.UniqueConstraint("secret_sha256", name="uq_devices_secret_sha256"),
    )
    op.create_index("ix_devices_account_id", "devices", ["account_id"])

    op.create_table(
        "handout_links",
        sa.Column("id", Key, nullable=False),
        sa.Column("person_id", Key, nullable=False),
        sa.Column("token_sha256", sa.String(length=64), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_handout_links_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_handout_links"),
        sa.UniqueConstraint("token_sha256", name="uq_handout_links_token_sha256"),
    )
    op.create_index("ix_handout_links_person_id", "handout_links", ["person_id"])

    op.create_table(
        "invitations",
        sa.Column("id", Key, nullable=False),
        sa.Column("practice_id", Key, nullable=False),
        sa.Column("email", sa.String(length=320), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("token_sha256", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name="fk_invitations_practice_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_invitations"),
        sa.UniqueConstraint("token_sha256", name="uq_invitations_token_sha256"),
    )
    op.create_index("ix_invitations_practice_id", "invitations", ["practice_id"])

    op.create_table(
        "outcome_scores",
        sa.Column("id", Key, nullable=False),
        sa.Column("person_id", Key, nullable=False),
        sa.Column("measure", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_outcome_scores_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_outcome_scores"),
    )
    op.create_index(
        "ix_outcome_scores_person_id_measure_day", "outcome_scores", ["person_id", "measure", "day"], unique=True
    )

    op.create_table(
        "own_exercises",
        sa.Column("id", Key, nullable=False),
        sa.Column("account_id", Key, nullable=False),
        sa.Column("practice_id", Key, nullable=True),
        sa.Column("exercise", sa.String(length=80), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("licence", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("picture", sa.LargeBinary(), nullable=True),
        sa.Column("picture_type", sa.String(length=32), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name="fk_own_exercises_account_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name="fk_own_exercises_practice_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_own_exercises"),
    )
    op.create_index("ix_own_exercises_account_id_exercise", "own_exercises", ["account_id", "exercise"], unique=True)
    op.create_index("ix_own_exercises_practice_id", "own_exercises", ["practice_id"])

    op.create_table(
        "practice_person",
        sa.Column("practice_id", Key, nullable=False),
        sa.Column("person_id", Key, nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_practice_person_person_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name="fk_practice_person_practice_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("practice_id", "person_id", name="pk_practice_person"),
    )
    op.create_index("ix_practice_person_person_id", "practice_person", ["person_id"])

    op.create_table(
        "templates",
        sa.Column("id", Key, nullable=False),
        sa.Column("account_id", Key, nullable=False),
        sa.Column("practice_id", Key, nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_templates_account_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["practice_id"], ["practices.id"], name="fk_templates_practice_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_templates"),
    )
    op.create_index("ix_templates_account_id", "templates", ["account_id"])
    op.create_index("ix_templates_practice_id", "templates", ["practice_id"])

    op.create_table(
        "treatment_marks",
        sa.Column("person_id", Key, nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("moved_to", sa.Date(), nullable=True),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_treatment_marks_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id", "due", name="pk_treatment_marks"),
    )
    op.add_column("practices", sa.Column("telephone", sa.Text(), nullable=False, server_default=""))
    op.add_column("practices", sa.Column("logo", sa.LargeBinary(), nullable=True))
    op.add_column("practices", sa.Column("logo_type", sa.String(length=32), nullable=True))

    op.add_column("practitioners", sa.Column("role", sa.String(length=32), nullable=False, server_default="member"))
    op.add_column("practitioners", sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True))

    op.add_column("reminders", sa.Column("letters", sa.Text(), nullable=True))

    op.add_column("weeks", sa.Column("made_by", sa.String(length=32), nullable=False, server_default="person"))
    op.add_column("weeks", sa.Column("edits", sa.Text(), nullable=False, server_default="{}"))
    op.add_column("weeks", sa.Column("notes", sa.Text(), nullable=False, server_default="{}"))
    op.add_column("weeks", sa.Column("signed_by", sa.Text(), nullable=True))
    op.add_column("weeks", sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_index("ix_outbox_person", "outbox")
    waiting = sa.text("done_at IS NULL")
    op.create_index("ix_outbox_waiting_person", "outbox", ["person_id"], sqlite_where=waiting, postgresql_where=waiting)
    for table, column in (
        ("weeks", "signed_at"),
        ("weeks", "signed_by"),
        ("weeks", "notes"),
        ("weeks", "edits"),
        ("weeks", "made_by"),
        ("reminders", "letters"),
        ("practitioners", "removed_at"),
        ("practitioners", "role"),
        ("practices", "logo_type"),
        ("practices", "logo"),
        ("practices", "telephone"),
    ):
        op.drop_column(table, column)
    for table in (
        "treatment_marks",
        "templates",
        "practice_person",
        "own_exercises",
        "outcome_scores",
        "invitations",
        "handout_links",
        "devices",
        "day_logs",
        "blood_results",
        "access_log",
        "suspended_addresses",
    ):
        op.drop_table(table)
