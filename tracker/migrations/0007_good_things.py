"""Good things."""

import sqlalchemy as sa
from alembic import op

revision = "0007_good_things"
down_revision = "0006_people_import"


def upgrade() -> None:
    op.create_table(
        "good_thing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("client_key", sa.String(length=36), nullable=False),
        sa.Column("way", sa.String(length=10), nullable=False),
        sa.Column("sentence", sa.String(length=280), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("logged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("moment", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("could_copy", sa.Boolean(), nullable=True),
        sa.Column("named_team_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("way IN ('log', 'thanks')", name=op.f("ck_good_thing_known_way")),
        sa.CheckConstraint("length(client_key) = 36", name=op.f("ck_good_thing_key_of_the_page")),
        sa.CheckConstraint("length(sentence) BETWEEN 10 AND 280", name=op.f("ck_good_thing_one_sentence")),
        sa.CheckConstraint(
            "minutes IS NULL OR minutes BETWEEN 1 AND 480", name=op.f("ck_good_thing_minutes_in_a_day")
        ),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_good_thing_author_id")),
        sa.ForeignKeyConstraint(["named_team_id"], ["team.id"], name=op.f("fk_good_thing_named_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_good_thing")),
        sa.UniqueConstraint("author_id", "client_key", name=op.f("uq_good_thing_author_id_client_key")),
    )
    with op.batch_alter_table("good_thing", schema=None) as batch_op:
        batch_op.create_index(
            "ix_good_thing_author_id_happened_on", ["author_id", "happened_on"], unique=False
        )
        batch_op.create_index("ix_good_thing_happened_on", ["happened_on"], unique=False)

    op.create_table(
        "good_thing_named",
        sa.Column("good_thing_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["good_thing_id"], ["good_thing.id"], name=op.f("fk_good_thing_named_good_thing_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_good_thing_named_person_id")),
        sa.PrimaryKeyConstraint("good_thing_id", "person_id", name=op.f("pk_good_thing_named")),
    )
    with op.batch_alter_table("good_thing_named", schema=None) as batch_op:
        batch_op.create_index("ix_good_thing_named_person_id", ["person_id"], unique=False)

    op.create_table(
        "good_thing_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("good_thing_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["good_thing_id"], ["good_thing.id"], name=op.f("fk_good_thing_note_good_thing_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_good_thing_note")),
    )
    with op.batch_alter_table("good_thing_note", schema=None) as batch_op:
        batch_op.create_index("ix_good_thing_note_good_thing_id", ["good_thing_id"], unique=False)

    op.create_table(
        "good_thing_proof",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("good_thing_id", sa.Integer(), nullable=False),
        sa.Column("rung", sa.String(length=10), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("source_key", sa.String(length=80), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(rung = 'colleague' AND person_id IS NOT NULL AND source_key IS NULL)"
            " OR (rung = 'customer' AND person_id IS NULL AND source_key IS NOT NULL)",
            name=op.f("ck_good_thing_proof_colleague_or_customer"),
        ),
        sa.ForeignKeyConstraint(
            ["good_thing_id"], ["good_thing.id"], name=op.f("fk_good_thing_proof_good_thing_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_good_thing_proof_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_good_thing_proof")),
        sa.UniqueConstraint(
            "good_thing_id", "person_id", name=op.f("uq_good_thing_proof_good_thing_id_person_id")
        ),
        sa.UniqueConstraint(
            "good_thing_id", "source_key", name=op.f("uq_good_thing_proof_good_thing_id_source_key")
        ),
    )
    with op.batch_alter_table("good_thing_proof", schema=None) as batch_op:
        batch_op.create_index("ix_good_thing_proof_person_id_at", ["person_id", "at"], unique=False)

    op.create_table(
        "good_thing_reaction",
        sa.Column("good_thing_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.CheckConstraint(
            "kind IN ('thank-you', 'well-done', 'learned')", name=op.f("ck_good_thing_reaction_known_kind")
        ),
        sa.ForeignKeyConstraint(
            ["good_thing_id"], ["good_thing.id"], name=op.f("fk_good_thing_reaction_good_thing_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_good_thing_reaction_person_id")),
        sa.PrimaryKeyConstraint("good_thing_id", "person_id", "kind", name=op.f("pk_good_thing_reaction")),
    )
    with op.batch_alter_table("good_thing_reaction", schema=None) as batch_op:
        batch_op.create_index("ix_good_thing_reaction_person_id", ["person_id"], unique=False)

    op.create_table(
        "good_thing_team",
        sa.Column("good_thing_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["good_thing_id"], ["good_thing.id"], name=op.f("fk_good_thing_team_good_thing_id")
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_good_thing_team_team_id")),
        sa.PrimaryKeyConstraint("good_thing_id", "team_id", name=op.f("pk_good_thing_team")),
    )
    with op.batch_alter_table("good_thing_team", schema=None) as batch_op:
        batch_op.create_index(
            "ix_good_thing_team_team_id_good_thing_id", ["team_id", "good_thing_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("good_thing_team", schema=None) as batch_op:
        batch_op.drop_index("ix_good_thing_team_team_id_good_thing_id")

    op.drop_table("good_thing_team")
    with op.batch_alter_table("good_thing_reaction", schema=None) as batch_op:
        batch_op.drop_index("ix_good_thing_reaction_person_id")

    op.drop_table("good_thing_reaction")
    with op.batch_alter_table("good_thing_proof", schema=None) as batch_op:
        batch_op.drop_index("ix_good_thing_proof_person_id_at")

    op.drop_table("good_thing_proof")
    with op.batch_alter_table("good_thing_note", schema=None) as batch_op:
        batch_op.drop_index("ix_good_thing_note_good_thing_id")

    op.drop_table("good_thing_note")
    with op.batch_alter_table("good_thing_named", schema=None) as batch_op:
        batch_op.drop_index("ix_good_thing_named_person_id")

    op.drop_table("good_thing_named")
    with op.batch_alter_table("good_thing", schema=None) as batch_op:
        batch_op.drop_index("ix_good_thing_happened_on")
        batch_op.drop_index("ix_good_thing_author_id_happened_on")

    op.drop_table("good_thing")
