"""The sums per team, week and scale, changed by whole imports in the transaction that changes the scores."""

from sqlalchemy import text
from sqlalchemy.orm import Session

# The groups of one import, with the same sums as the rollup. Tops and groups repeat `rules.scales`; a test
# compares the two on every value of every scale.
GROUPS = """
SELECT team_id, week, scale, count(*) AS n, sum(value) AS total, sum(value * value) AS squares,
  sum(CASE WHEN value >= CASE scale WHEN 'satisfaction' THEN 5 WHEN 'effort' THEN 7 ELSE 9 END
      THEN 1 ELSE 0 END) AS top,
  sum(CASE WHEN scale = 'recommend' AND value >= 9 THEN 1 ELSE 0 END) AS promoters,
  sum(CASE WHEN scale = 'recommend' AND value BETWEEN 7 AND 8 THEN 1 ELSE 0 END) AS passives,
  sum(CASE WHEN scale = 'recommend' AND value <= 6 THEN 1 ELSE 0 END) AS detractors
FROM customer_score WHERE import_id = :import_id GROUP BY team_id, week, scale
"""
ADD = (
    "INSERT INTO customer_rollup"
    " (team_id, week, scale, n, total, squares, top, promoters, passives, detractors)"
    + GROUPS
    + """ON CONFLICT (team_id, week, scale) DO UPDATE SET
  n = customer_rollup.n + excluded.n, total = customer_rollup.total + excluded.total,
  squares = customer_rollup.squares + excluded.squares, top = customer_rollup.top + excluded.top,
  promoters = customer_rollup.promoters + excluded.promoters,
  passives = customer_rollup.passives + excluded.passives,
  detractors = customer_rollup.detractors + excluded.detractors
"""
)
EMPTIED = """
DELETE FROM customer_rollup WHERE (team_id, week, scale, n) IN (
  SELECT team_id, week, scale, count(*) FROM customer_score WHERE import_id = :import_id
  GROUP BY team_id, week, scale)
"""
SUBTRACT = (
    """UPDATE customer_rollup SET
  n = customer_rollup.n - gone.n, total = customer_rollup.total - gone.total,
  squares = customer_rollup.squares - gone.squares, top = customer_rollup.top - gone.top,
  promoters = customer_rollup.promoters - gone.promoters,
  passives = customer_rollup.passives - gone.passives,
  detractors = customer_rollup.detractors - gone.detractors
FROM ("""
    + GROUPS
    + """) AS gone WHERE customer_rollup.team_id = gone.team_id
  AND customer_rollup.week = gone.week AND customer_rollup.scale = gone.scale
"""
)


def add_to_rollup(session: Session, import_id: int) -> None:
    """Add an import's scores to the sums."""
    session.execute(text(ADD), {"import_id": import_id})


def take_from_rollup(session: Session, import_id: int) -> None:
    """Take an import's scores out of the sums; call it while the scores are still there."""
    session.execute(text(EMPTIED), {"import_id": import_id})
    session.execute(text(SUBTRACT), {"import_id": import_id})
