"""Pure decisions of the pulse room; it knows no database and no clock."""
