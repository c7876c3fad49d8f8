"""Kindline: engagement pulses, small good things, customers' scores and promotion reviews."""
