"""A roster file that waits for a decision."""

import sqlalchemy as sa
from alembic import op

revision = "0006_people_import"
down_revision = "0005_jobs"


def upgrade() -> None:
    op.create_table(
        "roster_upload",
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("holds_everybody", sa.Boolean(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_roster_upload_by_id")),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_roster_upload")),
    )


def downgrade() -> None:
    op.drop_table("roster_upload")
