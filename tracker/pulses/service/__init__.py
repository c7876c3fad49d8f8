"""The verbs of the pulse room: open, submit, close, void, plan, take in results."""
