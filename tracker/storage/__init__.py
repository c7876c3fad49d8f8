"""Storage: engine, column types, sessions and the one commit. Knows no web."""
