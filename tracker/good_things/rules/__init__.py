"""Pure decisions about good things: what one is, until when it changes, what its words must not hold."""
