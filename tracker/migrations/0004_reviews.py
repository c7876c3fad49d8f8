"""Promotion cycles and reviews."""

import sqlalchemy as sa
from alembic import op

revision = "0004_reviews"
down_revision = "0003_customers"

# What is written into a file stays as it was written: the database itself refuses to change it.
FROZEN = (
    "review_evidence",
    "review_proposal",
    "review_snapshot",
    "review_statement",
    "review_step",
    "review_used",
)
PROTECT = {
    "sqlite": [
        "CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'a review is only added to'); END",
    ],
    "postgresql": [
        "CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION review_refuse()",
    ],
}
REFUSE = (
    "CREATE FUNCTION review_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'a review is only added to'; END $$"
)


def upgrade() -> None:
    op.create_table(
        "promotion_cycle",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=120), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("decide_by", sa.Date(), nullable=False),
        sa.Column("first_decider_id", sa.Integer(), nullable=False),
        sa.Column("second_decider_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("decide_by >= ends_on", name=op.f("ck_promotion_cycle_decides_after_period")),
        sa.CheckConstraint(
            "first_decider_id <> second_decider_id", name=op.f("ck_promotion_cycle_two_deciders")
        ),
        sa.CheckConstraint("starts_on < ends_on", name=op.f("ck_promotion_cycle_period_in_order")),
        sa.ForeignKeyConstraint(
            ["first_decider_id"], ["person.id"], name=op.f("fk_promotion_cycle_first_decider_id")
        ),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_promotion_cycle_made_by_id")),
        sa.ForeignKeyConstraint(
            ["second_decider_id"], ["person.id"], name=op.f("fk_promotion_cycle_second_decider_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promotion_cycle")),
    )
    op.create_table(
        "review_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.LargeBinary(length=32), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('consent', 'assessment')", name=op.f("ck_review_document_known_kind")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["person.id"], name=op.f("fk_review_document_recorded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_document")),
    )
    op.create_table(
        "promotion_criterion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "source IN ('marks', 'words', 'good-things', 'added')",
            name=op.f("ck_promotion_criterion_known_source"),
        ),
        sa.CheckConstraint("minimum >= 0", name=op.f("ck_promotion_criterion_minimum_not_negative")),
        sa.CheckConstraint("weight BETWEEN 1 AND 100", name=op.f("ck_promotion_criterion_weight_in_range")),
        sa.ForeignKeyConstraint(
            ["cycle_id"], ["promotion_cycle.id"], name=op.f("fk_promotion_criterion_cycle_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promotion_criterion")),
        sa.UniqueConstraint("cycle_id", "position", name=op.f("uq_promotion_criterion_cycle_id_position")),
        sa.UniqueConstraint("cycle_id", "source", name=op.f("uq_promotion_criterion_cycle_id_source")),
    )
    with op.batch_alter_table("promotion_criterion", schema=None) as batch_op:
        batch_op.create_index("ix_promotion_criterion_cycle_id", ["cycle_id"], unique=False)

    op.create_table(
        "review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("team_name", sa.String(length=120), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shared_on", sa.Date(), nullable=True),
        sa.Column("answer_due_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("contest_until", sa.Date(), nullable=True),
        sa.Column("was_contested", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('approved', 'rejected', 'not-enough')", name=op.f("ck_review_known_outcome")
        ),
        sa.CheckConstraint(
            "state IN ('requested', 'draft', 'shared', 'answered', 'proposed', 'approved', 'rejected', "
            "'not-enough', 'contested', 'closed', 'withdrawn', 'declined')",
            name=op.f("ck_review_known_state"),
        ),
        sa.ForeignKeyConstraint(["cycle_id"], ["promotion_cycle.id"], name=op.f("fk_review_cycle_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_review_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
    )
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.create_index("ix_review_person_id", ["person_id"], unique=False)
        batch_op.create_index(
            "uq_review_cycle_id_person_id_live",
            ["cycle_id", "person_id"],
            unique=True,
            sqlite_where=sa.text("state NOT IN ('withdrawn', 'declined')"),
            postgresql_where=sa.text("state NOT IN ('withdrawn', 'declined')"),
        )

    op.create_table(
        "review_decider",
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_review_decider_person_id")),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"], name=op.f("fk_review_decider_review_id")),
        sa.PrimaryKeyConstraint("review_id", "person_id", name=op.f("pk_review_decider")),
    )
    with op.batch_alter_table("review_decider", schema=None) as batch_op:
        batch_op.create_index("ix_review_decider_person_id", ["person_id"], unique=False)

    op.create_table(
        "review_download",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_review_download_by_id")),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"], name=op.f("fk_review_download_review_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_download")),
    )
    with op.batch_alter_table("review_download", schema=None) as batch_op:
        batch_op.create_index("ix_review_download_review_id", ["review_id"], unique=False)

    op.create_table(
        "review_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_review_proposal_by_id")),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"], name=op.f("fk_review_proposal_review_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_proposal")),
        sa.UniqueConstraint("review_id", name=op.f("uq_review_proposal_review_id")),
    )
    op.create_table(
        "review_snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("rules_version", sa.String(length=20), nullable=False),
        sa.Column("gathered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("team_n", sa.Integer(), nullable=False),
        sa.Column("team_mean", sa.Double(), nullable=True),
        sa.Column("team_low", sa.Double(), nullable=True),
        sa.Column("team_high", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"], name=op.f("fk_review_snapshot_review_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_snapshot")),
        sa.UniqueConstraint("review_id", "version", name=op.f("uq_review_snapshot_review_id_version")),
    )
    op.create_table(
        "review_statement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=10), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.CheckConstraint("part IN ('person', 'lead')", name=op.f("ck_review_statement_known_part")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_review_statement_by_id")),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"], name=op.f("fk_review_statement_review_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_statement")),
    )
    with op.batch_alter_table("review_statement", schema=None) as batch_op:
        batch_op.create_index("ix_review_statement_review_id", ["review_id"], unique=False)

    op.create_table(
        "review_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_review_step_by_id")),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"], name=op.f("fk_review_step_review_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_step")),
        sa.UniqueConstraint("review_id", "number", name=op.f("uq_review_step_review_id_number")),
    )
    op.create_table(
        "review_view",
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_review_view_person_id")),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"], name=op.f("fk_review_view_review_id")),
        sa.PrimaryKeyConstraint("review_id", "person_id", "day", name=op.f("pk_review_view")),
    )
    op.create_table(
        "review_evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("author", sa.String(length=120), nullable=False),
        sa.Column("proof", sa.String(length=20), nullable=True),
        sa.Column("confirmers", sa.Integer(), nullable=False),
        sa.Column("moment_en", sa.String(length=80), nullable=False),
        sa.Column("moment_nl", sa.String(length=80), nullable=False),
        sa.Column("channel_en", sa.String(length=80), nullable=False),
        sa.Column("channel_nl", sa.String(length=80), nullable=False),
        sa.Column("scale", sa.String(length=40), nullable=False),
        sa.Column("mark", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('score', 'good-thing', 'added')", name=op.f("ck_review_evidence_known_kind")
        ),
        sa.CheckConstraint(
            "proof IN ('self', 'colleague', 'customer')", name=op.f("ck_review_evidence_known_proof")
        ),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"], name=op.f("fk_review_evidence_review_id")),
        sa.ForeignKeyConstraint(
            ["snapshot_id"], ["review_snapshot.id"], name=op.f("fk_review_evidence_snapshot_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_evidence")),
        sa.UniqueConstraint("snapshot_id", "number", name=op.f("uq_review_evidence_snapshot_id_number")),
    )
    with op.batch_alter_table("review_evidence", schema=None) as batch_op:
        batch_op.create_index("ix_review_evidence_review_id", ["review_id"], unique=False)

    op.create_table(
        "review_dispute",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("ruling", sa.String(length=10), nullable=True),
        sa.Column("ruled_by_id", sa.Integer(), nullable=True),
        sa.Column("ruled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ruling_reason", sa.Text(), nullable=False),
        sa.CheckConstraint("ruling IN ('stands', 'out')", name=op.f("ck_review_dispute_known_ruling")),
        sa.CheckConstraint(
            "(ruling IS NULL) = (ruled_by_id IS NULL)", name=op.f("ck_review_dispute_ruled_by_somebody")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_review_dispute_by_id")),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["review_evidence.id"], name=op.f("fk_review_dispute_evidence_id")
        ),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"], name=op.f("fk_review_dispute_review_id")),
        sa.ForeignKeyConstraint(["ruled_by_id"], ["person.id"], name=op.f("fk_review_dispute_ruled_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_dispute")),
        sa.UniqueConstraint("evidence_id", name=op.f("uq_review_dispute_evidence_id")),
    )
    with op.batch_alter_table("review_dispute", schema=None) as batch_op:
        batch_op.create_index("ix_review_dispute_review_id", ["review_id"], unique=False)

    op.create_table(
        "review_used",
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["review_evidence.id"], name=op.f("fk_review_used_evidence_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["review_proposal.id"], name=op.f("fk_review_used_proposal_id")
        ),
        sa.PrimaryKeyConstraint("proposal_id", "evidence_id", name=op.f("pk_review_used")),
    )

    kind = op.get_bind().dialect.name
    if kind == "postgresql":
        op.execute(REFUSE)
    for table in FROZEN:
        for statement in PROTECT[kind]:
            op.execute(statement.format(table=table))


def downgrade() -> None:
    op.drop_table("review_used")
    with op.batch_alter_table("review_dispute", schema=None) as batch_op:
        batch_op.drop_index("ix_review_dispute_review_id")

    op.drop_table("review_dispute")
    with op.batch_alter_table("review_evidence", schema=None) as batch_op:
        batch_op.drop_index("ix_review_evidence_review_id")

    op.drop_table("review_evidence")
    op.drop_table("review_view")
    op.drop_table("review_step")
    with op.batch_alter_table("review_statement", schema=None) as batch_op:
        batch_op.drop_index("ix_review_statement_review_id")

    op.drop_table("review_statement")
    op.drop_table("review_snapshot")
    op.drop_table("review_proposal")
    with op.batch_alter_table("review_download", schema=None) as batch_op:
        batch_op.drop_index("ix_review_download_review_id")

    op.drop_table("review_download")
    with op.batch_alter_table("review_decider", schema=None) as batch_op:
        batch_op.drop_index("ix_review_decider_person_id")

    op.drop_table("review_decider")
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_review_cycle_id_person_id_live",
            sqlite_where=sa.text("state NOT IN ('withdrawn', 'declined')"),
            postgresql_where=sa.text("state NOT IN ('withdrawn', 'declined')"),
        )
        batch_op.drop_index("ix_review_person_id")

    op.drop_table("review")
    with op.batch_alter_table("promotion_criterion", schema=None) as batch_op:
        batch_op.drop_index("ix_promotion_criterion_cycle_id")

    op.drop_table("promotion_criterion")
    op.drop_table("review_document")
    op.drop_table("promotion_cycle")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION review_refuse()")
