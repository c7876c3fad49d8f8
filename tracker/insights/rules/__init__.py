"""Pure decisions about the linkage: which cells count, what they amount to, and in which words."""
