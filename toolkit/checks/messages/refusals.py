"""The sentence of an error, for callers that do not ask it themselves yet."""

from toolkit.errors import UserError


def refused(error: UserError) -> str:
    """The sentence that a person reads."""
    return error.text
