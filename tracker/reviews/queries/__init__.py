"""Reads of cycles, of reviews as cases to act on, and of the whole file that every reader sees alike."""
