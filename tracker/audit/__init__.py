"""The hash-chained log: what was done to accounts, roles, settings and reviews, never a pulse."""
