"""Promotion reviews: cycles, files of evidence, and decisions that two people take and one can answer.

This room never reads a pulse, not even as a team's figure.
"""
