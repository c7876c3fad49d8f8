"""Pulses: items, rounds with their sealed sheets, the release ledger, results from elsewhere."""

import sqlalchemy as sa
from alembic import op

revision = "0002_pulses"
down_revision = "0001_people"

# A released figure never changes: the database itself refuses it.
FROZEN = (
    "pulse_cell",
    "pulse_spread",
    "pulse_split",
    "pulse_moment",
    "pulse_participation",
    "pulse_node",
    "pulse_round_item",
)

ITEMS = (
    (
        "E01",
        "need",
        "Expectations",
        "Verwachtingen",
        "My priorities for this week are clear to me.",
        "Het is mij duidelijk wat deze week mijn prioriteiten zijn.",
    ),
    (
        "E02",
        "need",
        "Equipment",
        "Middelen",
        "The tools, information and systems I needed were available in time.",
        "De middelen, informatie en systemen die ik nodig had, waren op tijd beschikbaar.",
    ),
    (
        "E03",
        "need",
        "Strengths",
        "Talenten",
        "This week's tasks made good use of my talents.",
        "In mijn taken van deze week kwamen mijn talenten goed tot hun recht.",
    ),
    (
        "E04",
        "need",
        "Recognition",
        "Waardering",
        "Over the past week, somebody let me know they valued something I did.",
        "De afgelopen week heeft iemand laten merken dat iets wat ik deed gewaardeerd werd.",
    ),
    (
        "E05",
        "need",
        "Being cared for",
        "Aandacht",
        "At work there is genuine interest in how I am doing.",
        "Op het werk is er oprechte belangstelling voor hoe het met mij gaat.",
    ),
    (
        "E06",
        "need",
        "Development",
        "Ontwikkeling",
        "I am stimulated to take a next step in my growth.",
        "Ik word gestimuleerd om een volgende stap in mijn groei te zetten.",
    ),
    (
        "E07",
        "need",
        "Voice",
        "Inspraak",
        "When I bring up an idea or a concern, something is done with it.",
        "Als ik een idee of zorg inbreng, wordt daar iets mee gedaan.",
    ),
    (
        "E08",
        "need",
        "Purpose",
        "Betekenis",
        "I can see what our work means for customers or society.",
        "Ik zie wat ons werk betekent voor klanten of de samenleving.",
    ),
    (
        "E09",
        "need",
        "Colleagues’ quality",
        "Kwaliteit van collega’s",
        "In my team we hold each other to a high standard.",
        "In mijn team houden we elkaar aan een hoge standaard.",
    ),
    (
        "E10",
        "need",
        "Connection",
        "Verbinding",
        "There is someone at work I am close to and can be myself with.",
        "Er is op het werk iemand met wie ik een goede band heb en bij wie ik mezelf kan zijn.",
    ),
    (
        "E11",
        "need",
        "Progress talk",
        "Gesprek over voortgang",
        "I recently had a useful conversation about how my work is going.",
        "Ik heb onlangs een nuttig gesprek gehad over hoe het met mijn werk gaat.",
    ),
    (
        "E12",
        "need",
        "Learning",
        "Leren",
        "Lately I have learned something that helps me in my work.",
        "De laatste tijd heb ik iets geleerd waar ik in mijn werk iets aan heb.",
    ),
    (
        "A01",
        "outcome",
        "Energy",
        "Energie",
        "I start my working day with energy.",
        "Ik begin mijn werkdag met energie.",
    ),
    (
        "A02",
        "outcome",
        "Pride",
        "Trots",
        "I am proud of what our team does for customers.",
        "Ik ben trots op wat ons team voor klanten doet.",
    ),
    (
        "A03",
        "outcome",
        "Advocacy",
        "Aanraden",
        "I would advise someone dear to me to come and work here.",
        "Ik zou iemand die mij dierbaar is aanraden hier te komen werken.",
    ),
    (
        "S01",
        "service",
        "Service priority",
        "Service voorop",
        "In our team, good service visibly comes first every day.",
        "In ons team staat goede service elke dag zichtbaar voorop.",
    ),
    (
        "S02",
        "service",
        "Example",
        "Voorbeeld",
        "Our manager sets the right example in dealing with customers.",
        "Onze leidinggevende geeft het goede voorbeeld in de omgang met klanten.",
    ),
    (
        "S03",
        "service",
        "Reward",
        "Gezien worden",
        "Whoever does something extra for a customer is noticed for it here.",
        "Wie iets extra's doet voor een klant, wordt daar hier in gezien.",
    ),
    (
        "S04",
        "service",
        "Room",
        "Ruimte",
        "I have the room to solve a customer's problem on the spot.",
        "Ik heb de ruimte om een probleem van een klant meteen op te lossen.",
    ),
    (
        "S05",
        "service",
        "Feedback use",
        "Luisteren naar klanten",
        "We hear what customers think of us and act on it.",
        "Wij horen wat klanten van ons vinden en doen er iets mee.",
    ),
    (
        "S06",
        "service",
        "Internal help",
        "Hulp van andere afdelingen",
        "Other departments help me to help the customer.",
        "Andere afdelingen helpen mij om de klant te helpen.",
    ),
)


def fill_bank() -> None:
    table = sa.table(
        "pulse_item",
        *(
            sa.column(name)
            for name in ("code", "version", "bank", "need_en", "need_nl", "text_en", "text_nl")
        ),
    )
    op.bulk_insert(
        table,
        [
            {
                "code": code,
                "version": 1,
                "bank": bank,
                "need_en": need_en,
                "need_nl": need_nl,
                "text_en": text_en,
                "text_nl": text_nl,
            }
            for code, bank, need_en, need_nl, text_en, text_nl in ITEMS
        ],
    )


def freeze() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION pulse_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'a released figure never changes'; END $$"
        )
    for table in FROZEN:
        if op.get_bind().dialect.name == "postgresql":
            op.execute(
                f"CREATE TRIGGER {table}_frozen BEFORE UPDATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION pulse_refuse()"
            )
        else:
            op.execute(
                f"CREATE TRIGGER {table}_frozen BEFORE UPDATE ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'a released figure never changes'); END"
            )


def thaw() -> None:
    for table in FROZEN:
        where = f" ON {table}" if op.get_bind().dialect.name == "postgresql" else ""
        op.execute(f"DROP TRIGGER {table}_frozen{where}")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION pulse_refuse()")


def upgrade() -> None:
    op.create_table(
        "pulse_comment",
        sa.Column("k", sa.LargeBinary(length=16), nullable=False),
        sa.Column("block", sa.Integer(), nullable=False),
        sa.Column("node_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.CheckConstraint("length(k) = 16", name=op.f("ck_pulse_comment_key_length")),
        sa.PrimaryKeyConstraint("k", name=op.f("pk_pulse_comment")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("pulse_comment", schema=None) as batch_op:
        batch_op.create_index("ix_pulse_comment_block", ["block", "node_id"], unique=False)

    op.create_table(
        "pulse_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("bank", sa.String(length=10), nullable=False),
        sa.Column("need_en", sa.String(length=60), nullable=False),
        sa.Column("need_nl", sa.String(length=60), nullable=False),
        sa.Column("text_en", sa.String(length=300), nullable=False),
        sa.Column("text_nl", sa.String(length=300), nullable=False),
        sa.CheckConstraint("bank IN ('need', 'outcome', 'service')", name=op.f("ck_pulse_item_known_bank")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pulse_item")),
        sa.UniqueConstraint("code", "version", name=op.f("uq_pulse_item_code_version")),
    )
    op.create_table(
        "pulse_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("week", sa.Integer(), nullable=False),
        sa.Column("block", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=5), nullable=False),
        sa.Column("state", sa.String(length=7), nullable=False),
        sa.Column("live", sa.Integer(), nullable=True),
        sa.Column("void_reason", sa.String(length=10), nullable=True),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("time_zone", sa.String(length=60), nullable=False),
        sa.Column("k_score", sa.Integer(), nullable=False),
        sa.Column("k_comment", sa.Integer(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("key_fingerprint", sa.String(length=16), nullable=False),
        sa.Column("notice_version", sa.Integer(), nullable=False),
        sa.Column("scrubbed", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "(state = 'void') = (void_reason IS NOT NULL)", name=op.f("ck_pulse_round_void_has_reason")
        ),
        sa.CheckConstraint(
            "(state IN ('open', 'closing')) = (live IS NOT NULL)",
            name=op.f("ck_pulse_round_live_while_running"),
        ),
        sa.CheckConstraint("kind IN ('quick', 'full')", name=op.f("ck_pulse_round_known_kind")),
        sa.CheckConstraint(
            "state IN ('open', 'closing', 'closed', 'void')", name=op.f("ck_pulse_round_known_state")
        ),
        sa.CheckConstraint("closes_on >= opens_on", name=op.f("ck_pulse_round_dates_in_order")),
        sa.CheckConstraint("k_comment >= 10", name=op.f("ck_pulse_round_comment_floor")),
        sa.CheckConstraint("k_score >= 5", name=op.f("ck_pulse_round_score_floor")),
        sa.CheckConstraint("live IS NULL OR live = 1", name=op.f("ck_pulse_round_live_is_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pulse_round")),
        sa.UniqueConstraint("live", name=op.f("uq_pulse_round_live")),
    )
    with op.batch_alter_table("pulse_round", schema=None) as batch_op:
        batch_op.create_index("ix_pulse_round_block", ["block"], unique=False)
        batch_op.create_index(
            "uq_pulse_round_week_counted",
            ["week"],
            unique=True,
            sqlite_where=sa.text("state <> 'void'"),
            postgresql_where=sa.text("state <> 'void'"),
        )

    op.create_table(
        "pulse_setting",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("anchor", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("needs_a_round", sa.Integer(), nullable=False),
        sa.Column("automatic", sa.Boolean(), nullable=False),
        sa.Column("k_score", sa.Integer(), nullable=False),
        sa.Column("k_comment", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_pulse_setting_only_one")),
        sa.CheckConstraint("k_comment >= 10", name=op.f("ck_pulse_setting_comment_floor")),
        sa.CheckConstraint("k_score >= 5", name=op.f("ck_pulse_setting_score_floor")),
        sa.CheckConstraint("needs_a_round IN (3, 4, 5, 6, 12)", name=op.f("ck_pulse_setting_known_needs")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pulse_setting")),
    )
    op.create_table(
        "pulse_week",
        sa.Column("week", sa.Integer(), nullable=False),
        sa.Column("skipped", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.String(length=5), nullable=True),
        sa.CheckConstraint(
            "kind IS NULL OR kind IN ('quick', 'full')", name=op.f("ck_pulse_week_known_kind")
        ),
        sa.PrimaryKeyConstraint("week", name=op.f("pk_pulse_week")),
    )
    op.create_table(
        "pulse_box",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("k", sa.LargeBinary(length=16), nullable=False),
        sa.Column("ct", sa.LargeBinary(length=4144), nullable=False),
        sa.CheckConstraint("length(ct) = 4144", name=op.f("ck_pulse_box_one_length")),
        sa.CheckConstraint("length(k) = 16", name=op.f("ck_pulse_box_key_length")),
        sa.ForeignKeyConstraint(["round_id"], ["pulse_round.id"], name=op.f("fk_pulse_box_round_id")),
        sa.PrimaryKeyConstraint("round_id", "k", name=op.f("pk_pulse_box")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "pulse_cell",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("node_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.CheckConstraint("n >= 5", name=op.f("ck_pulse_cell_score_floor")),
        sa.CheckConstraint("total >= n AND total <= 5 * n", name=op.f("ck_pulse_cell_total_on_scale")),
        sa.ForeignKeyConstraint(["item_id"], ["pulse_item.id"], name=op.f("fk_pulse_cell_item_id")),
        sa.ForeignKeyConstraint(["round_id"], ["pulse_round.id"], name=op.f("fk_pulse_cell_round_id")),
        sa.PrimaryKeyConstraint("round_id", "node_id", "item_id", name=op.f("pk_pulse_cell")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("pulse_cell", schema=None) as batch_op:
        batch_op.create_index("ix_pulse_cell_node_id", ["node_id"], unique=False)

    op.create_table(
        "pulse_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=80), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("file_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("low", sa.Float(precision=53), nullable=False),
        sa.Column("high", sa.Float(precision=53), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("same", sa.Integer(), nullable=False),
        sa.Column("waiting", sa.LargeBinary(), nullable=True),
        sa.Column("left_out", sa.Text(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("high > low", name=op.f("ck_pulse_import_scale_in_order")),
        sa.CheckConstraint(
            "state IN ('checked', 'taken', 'undone')", name=op.f("ck_pulse_import_known_state")
        ),
        sa.CheckConstraint(
            "(state = 'checked') = (waiting IS NOT NULL)", name=op.f("ck_pulse_import_waits_while_checked")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_pulse_import_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pulse_import")),
    )
    op.create_table(
        "pulse_moment",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("item_a", sa.Integer(), nullable=False),
        sa.Column("item_b", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("sum_a", sa.Float(precision=53), nullable=False),
        sa.Column("sum_b", sa.Float(precision=53), nullable=False),
        sa.Column("sum_aa", sa.Float(precision=53), nullable=False),
        sa.Column("sum_bb", sa.Float(precision=53), nullable=False),
        sa.Column("sum_ab", sa.Float(precision=53), nullable=False),
        sa.Column("within_a", sa.Float(precision=53), nullable=False),
        sa.Column("within_b", sa.Float(precision=53), nullable=False),
        sa.Column("within_aa", sa.Float(precision=53), nullable=False),
        sa.Column("within_bb", sa.Float(precision=53), nullable=False),
        sa.Column("within_ab", sa.Float(precision=53), nullable=False),
        sa.CheckConstraint("n >= 100", name=op.f("ck_pulse_moment_moment_floor")),
        sa.ForeignKeyConstraint(["item_a"], ["pulse_item.id"], name=op.f("fk_pulse_moment_item_a")),
        sa.ForeignKeyConstraint(["item_b"], ["pulse_item.id"], name=op.f("fk_pulse_moment_item_b")),
        sa.ForeignKeyConstraint(["round_id"], ["pulse_round.id"], name=op.f("fk_pulse_moment_round_id")),
        sa.PrimaryKeyConstraint("round_id", "item_a", "item_b", name=op.f("pk_pulse_moment")),
    )
    op.create_table(
        "pulse_node",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("node_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("label", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["pulse_round.id"], name=op.f("fk_pulse_node_round_id")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_pulse_node_team_id")),
        sa.PrimaryKeyConstraint("round_id", "node_id", name=op.f("pk_pulse_node")),
    )
    with op.batch_alter_table("pulse_node", schema=None) as batch_op:
        batch_op.create_index("ix_pulse_node_node_id", ["node_id"], unique=False)
        batch_op.create_index("ix_pulse_node_team_id", ["team_id"], unique=False)

    op.create_table(
        "pulse_nullifier",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("h", sa.LargeBinary(length=32), nullable=False),
        sa.CheckConstraint("length(h) = 32", name=op.f("ck_pulse_nullifier_length")),
        sa.ForeignKeyConstraint(["round_id"], ["pulse_round.id"], name=op.f("fk_pulse_nullifier_round_id")),
        sa.PrimaryKeyConstraint("round_id", "h", name=op.f("pk_pulse_nullifier")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "pulse_participation",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("node_id", sa.Integer(), nullable=False),
        sa.Column("rate_band", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "rate_band BETWEEN 10 AND 90 AND rate_band % 10 = 0", name=op.f("ck_pulse_participation_band")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["pulse_round.id"], name=op.f("fk_pulse_participation_round_id")
        ),
        sa.PrimaryKeyConstraint("round_id", "node_id", name=op.f("pk_pulse_participation")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "pulse_roster",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("node_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_pulse_roster_person_id")),
        sa.ForeignKeyConstraint(["round_id"], ["pulse_round.id"], name=op.f("fk_pulse_roster_round_id")),
        sa.PrimaryKeyConstraint("round_id", "person_id", name=op.f("pk_pulse_roster")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "pulse_round_item",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["pulse_item.id"], name=op.f("fk_pulse_round_item_item_id")),
        sa.ForeignKeyConstraint(["round_id"], ["pulse_round.id"], name=op.f("fk_pulse_round_item_round_id")),
        sa.PrimaryKeyConstraint("round_id", "place", name=op.f("pk_pulse_round_item")),
        sa.UniqueConstraint("round_id", "item_id", name=op.f("uq_pulse_round_item_round_id_item_id")),
    )
    op.create_table(
        "pulse_seat",
        sa.Column("block", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("node_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_pulse_seat_person_id")),
        sa.PrimaryKeyConstraint("block", "person_id", name=op.f("pk_pulse_seat")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "pulse_split",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("node_id", sa.Integer(), nullable=False),
        sa.Column("shift", sa.Integer(), nullable=False),
        sa.Column("rule_version", sa.Integer(), nullable=False),
        sa.Column("engaged", sa.Integer(), nullable=False),
        sa.Column("not_engaged", sa.Integer(), nullable=False),
        sa.Column("actively_disengaged", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "engaged + not_engaged + actively_disengaged >= 30", name=op.f("ck_pulse_split_split_floor")
        ),
        sa.CheckConstraint("shift IN (-25, 0, 25)", name=op.f("ck_pulse_split_known_shift")),
        sa.ForeignKeyConstraint(["round_id"], ["pulse_round.id"], name=op.f("fk_pulse_split_round_id")),
        sa.PrimaryKeyConstraint("round_id", "node_id", "shift", name=op.f("pk_pulse_split")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "pulse_spread",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("node_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("sum_sq", sa.Integer(), nullable=False),
        sa.Column("h1", sa.Integer(), nullable=False),
        sa.Column("h2", sa.Integer(), nullable=False),
        sa.Column("h3", sa.Integer(), nullable=False),
        sa.Column("h4", sa.Integer(), nullable=False),
        sa.Column("h5", sa.Integer(), nullable=False),
        sa.CheckConstraint("h1 + h2 + h3 + h4 + h5 = n", name=op.f("ck_pulse_spread_counts_add_up")),
        sa.CheckConstraint("n >= 10", name=op.f("ck_pulse_spread_spread_floor")),
        sa.CheckConstraint(
            "sum_sq = h1 + 4 * h2 + 9 * h3 + 16 * h4 + 25 * h5", name=op.f("ck_pulse_spread_squares_fit")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["pulse_item.id"], name=op.f("fk_pulse_spread_item_id")),
        sa.ForeignKeyConstraint(["round_id"], ["pulse_round.id"], name=op.f("fk_pulse_spread_round_id")),
        sa.PrimaryKeyConstraint("round_id", "node_id", "item_id", name=op.f("pk_pulse_spread")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "pulse_result",
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
            "period_kind IN ('week', 'month', 'quarter', 'year')", name=op.f("ck_pulse_result_known_period")
        ),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_pulse_result_days_in_order")),
        sa.CheckConstraint("n >= 5", name=op.f("ck_pulse_result_score_floor")),
        sa.ForeignKeyConstraint(["import_id"], ["pulse_import.id"], name=op.f("fk_pulse_result_import_id")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_pulse_result_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pulse_result")),
        sa.UniqueConstraint(
            "team_id", "measure", "first_day", "last_day", name="uq_pulse_result_team_measure_period"
        ),
    )
    with op.batch_alter_table("pulse_result", schema=None) as batch_op:
        batch_op.create_index("ix_pulse_result_import_id", ["import_id"], unique=False)

    fill_bank()
    freeze()


def downgrade() -> None:
    thaw()
    with op.batch_alter_table("pulse_result", schema=None) as batch_op:
        batch_op.drop_index("ix_pulse_result_import_id")

    op.drop_table("pulse_result")
    op.drop_table("pulse_spread")
    op.drop_table("pulse_split")
    op.drop_table("pulse_seat")
    op.drop_table("pulse_round_item")
    op.drop_table("pulse_roster")
    op.drop_table("pulse_participation")
    op.drop_table("pulse_nullifier")
    with op.batch_alter_table("pulse_node", schema=None) as batch_op:
        batch_op.drop_index("ix_pulse_node_team_id")
        batch_op.drop_index("ix_pulse_node_node_id")

    op.drop_table("pulse_node")
    op.drop_table("pulse_moment")
    op.drop_table("pulse_import")
    with op.batch_alter_table("pulse_cell", schema=None) as batch_op:
        batch_op.drop_index("ix_pulse_cell_node_id")

    op.drop_table("pulse_cell")
    op.drop_table("pulse_box")
    op.drop_table("pulse_week")
    op.drop_table("pulse_setting")
    with op.batch_alter_table("pulse_round", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_pulse_round_week_counted",
            sqlite_where=sa.text("state <> 'void'"),
            postgresql_where=sa.text("state <> 'void'"),
        )
        batch_op.drop_index("ix_pulse_round_block")

    op.drop_table("pulse_round")
    op.drop_table("pulse_item")
    with op.batch_alter_table("pulse_comment", schema=None) as batch_op:
        batch_op.drop_index("ix_pulse_comment_block")

    op.drop_table("pulse_comment")
