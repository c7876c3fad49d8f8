"""Small good things: what people did for customers, who saw it, and the walls on which teams read it."""
