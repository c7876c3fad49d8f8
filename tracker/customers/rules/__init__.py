"""Pure decisions about customer scores: scales, how many are enough, and what a row of a file must hold."""
