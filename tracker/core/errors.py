"""The errors of the whole product: what went wrong, never how it is shown.

A code names the reason in a word; each room keeps the sentence for its codes beside its forms.
"""


class KindlineError(Exception):
    """Something that the product refuses, with a code for the reason and the facts around it."""

    def __init__(self, code: str = "", **facts: object) -> None:
        super().__init__(code or type(self).__name__)
        self.code = code
        self.facts = facts


class NotFoundError(KindlineError):
    """There is no such thing, or the asker may not know of it."""


class ForbiddenError(KindlineError):
    """The asker may see the thing but not do this with it."""


class ConflictError(KindlineError):
    """The thing is in a state in which this cannot be done."""


class InvalidError(KindlineError):
    """What was handed in does not mean anything that can be stored."""


class NotEnoughDataError(KindlineError):
    """The data cannot carry the answer: a result to be shown, not a fault."""
