"""Reads of the pulse room."""
