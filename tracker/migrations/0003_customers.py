"""Customers: scores with their sums, imports, results from elsewhere."""

import sqlalchemy as sa
from alembic import op

revision = "0003_customers"
down_revision = "0002_pulses"

ON_SCALE = (
    "(scale = 'recommend' AND value BETWEEN 0 AND 10)"
    " OR (scale = 'satisfaction' AND value BETWEEN 1 AND 5)"
    " OR (scale = 'effort' AND value BETWEEN 1 AND 7)"
    " OR (scale IN ('mark', 'friendliness') AND value BETWEEN 1 AND 10)"
)


def upgrade() -> None:
    op.create_table(
        "customer_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=80), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("file_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("low", sa.Float(precision=53), nullable=True),
        sa.Column("high", sa.Float(precision=53), nullable=True),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("same", sa.Integer(), nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("problems", sa.Text(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(kind = 'results') = (low IS NOT NULL AND high IS NOT NULL)",
            name=op.f("ck_customer_import_results_have_scale"),
        ),
        sa.CheckConstraint(
            "(state = 'undone') = (undone_at IS NOT NULL)", name=op.f("ck_customer_import_undone_has_moment")
        ),
        sa.CheckConstraint("kind IN ('scores', 'results')", name=op.f("ck_customer_import_known_kind")),
        sa.CheckConstraint(
            "state IN ('checked', 'taken', 'undone')", name=op.f("ck_customer_import_known_state")
        ),
        sa.CheckConstraint("low IS NULL OR high > low", name=op.f("ck_customer_import_scale_in_order")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_customer_import_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_import")),
    )
    op.create_table(
        "customer_rollup",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("week", sa.Integer(), nullable=False),
        sa.Column("scale", sa.String(length=12), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("squares", sa.Integer(), nullable=False),
        sa.Column("top", sa.Integer(), nullable=False),
        sa.Column("promoters", sa.Integer(), nullable=False),
        sa.Column("passives", sa.Integer(), nullable=False),
        sa.Column("detractors", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "promoters + passives + detractors = CASE scale WHEN 'recommend' THEN n ELSE 0 END",
            name=op.f("ck_customer_rollup_groups_add_up"),
        ),
        sa.CheckConstraint(
            "scale IN ('recommend', 'satisfaction', 'effort', 'mark', 'friendliness')",
            name=op.f("ck_customer_rollup_known_scale"),
        ),
        sa.CheckConstraint("n > 0", name=op.f("ck_customer_rollup_not_empty")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_customer_rollup_team_id")),
        sa.PrimaryKeyConstraint("team_id", "week", "scale", name=op.f("pk_customer_rollup")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "customer_import_part",
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["customer_import.id"],
            name=op.f("fk_customer_import_part_import_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("import_id", "number", name=op.f("pk_customer_import_part")),
    )
    op.create_table(
        "customer_left_out",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("measure", sa.String(length=80), nullable=False),
        sa.Column("period_kind", sa.String(length=8), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("rule", sa.String(length=12), nullable=False),
        sa.CheckConstraint(
            "period_kind IN ('week', 'month', 'quarter', 'year')",
            name=op.f("ck_customer_left_out_known_period"),
        ),
        sa.CheckConstraint("rule IN ('too-few', 'leaves-few')", name=op.f("ck_customer_left_out_known_rule")),
        sa.ForeignKeyConstraint(
            ["import_id"], ["customer_import.id"], name=op.f("fk_customer_left_out_import_id")
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_customer_left_out_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_left_out")),
    )
    with op.batch_alter_table("customer_left_out", schema=None) as batch_op:
        batch_op.create_index("ix_customer_left_out_import_id", ["import_id"], unique=False)

    op.create_table(
        "customer_result",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("measure", sa.String(length=80), nullable=False),
        sa.Column("period_kind", sa.String(length=8), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("mean", sa.Float(precision=53), nullable=False),
        sa.CheckConstraint(
            "period_kind IN ('week', 'month', 'quarter', 'year')",
            name=op.f("ck_customer_result_known_period"),
        ),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_customer_result_days_in_order")),
        sa.CheckConstraint("n >= 10", name=op.f("ck_customer_result_enough")),
        sa.ForeignKeyConstraint(
            ["import_id"], ["customer_import.id"], name=op.f("fk_customer_result_import_id")
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_customer_result_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_result")),
        sa.UniqueConstraint(
            "team_id", "measure", "first_day", "last_day", name="uq_customer_result_team_measure_period"
        ),
    )
    with op.batch_alter_table("customer_result", schema=None) as batch_op:
        batch_op.create_index("ix_customer_result_import_id", ["import_id"], unique=False)

    op.create_table(
        "customer_score",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=80), nullable=False),
        sa.Column("key", sa.LargeBinary(length=16), nullable=False),
        sa.Column("content", sa.LargeBinary(length=8), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("week", sa.Integer(), nullable=False),
        sa.Column("scale", sa.String(length=12), nullable=False),
        sa.Column("value", sa.SmallInteger(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("not_about_person", sa.Boolean(), nullable=False),
        sa.Column("channel_id", sa.Integer(), nullable=True),
        sa.Column("moment_id", sa.Integer(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=True),
        sa.Column("reference", sa.LargeBinary(length=32), nullable=True),
        sa.Column("external_id", sa.String(length=120), nullable=True),
        sa.CheckConstraint(
            ON_SCALE,
            name=op.f("ck_customer_score_on_scale"),
        ),
        sa.ForeignKeyConstraint(["channel_id"], ["choice.id"], name=op.f("fk_customer_score_channel_id")),
        sa.ForeignKeyConstraint(
            ["import_id"], ["customer_import.id"], name=op.f("fk_customer_score_import_id")
        ),
        sa.ForeignKeyConstraint(["moment_id"], ["choice.id"], name=op.f("fk_customer_score_moment_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_customer_score_person_id")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_customer_score_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_score")),
    )
    with op.batch_alter_table("customer_score", schema=None) as batch_op:
        batch_op.create_index("ix_customer_score_import_id", ["import_id"], unique=False)
        batch_op.create_index(
            "ix_customer_score_person_id_day",
            ["person_id", "day"],
            unique=False,
            sqlite_where=sa.text("person_id IS NOT NULL"),
            postgresql_where=sa.text("person_id IS NOT NULL"),
        )
        batch_op.create_index("uq_customer_score_key", ["key"], unique=True)


def downgrade() -> None:
    with op.batch_alter_table("customer_score", schema=None) as batch_op:
        batch_op.drop_index("uq_customer_score_key")
        batch_op.drop_index(
            "ix_customer_score_person_id_day",
            sqlite_where=sa.text("person_id IS NOT NULL"),
            postgresql_where=sa.text("person_id IS NOT NULL"),
        )
        batch_op.drop_index("ix_customer_score_import_id")

    op.drop_table("customer_score")
    with op.batch_alter_table("customer_result", schema=None) as batch_op:
        batch_op.drop_index("ix_customer_result_import_id")

    op.drop_table("customer_result")
    with op.batch_alter_table("customer_left_out", schema=None) as batch_op:
        batch_op.drop_index("ix_customer_left_out_import_id")

    op.drop_table("customer_left_out")
    op.drop_table("customer_import_part")
    op.drop_table("customer_rollup")
    op.drop_table("customer_import")
