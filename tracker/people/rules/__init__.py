"""Pure decisions about people and teams: the tree, stand-ins, default lists and the plan of an import."""
