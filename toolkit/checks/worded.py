"""A finding as a filer reads it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Worded:
    """``message``: where, what, and what to do. ``expected`` and ``found`` are the two sides in short."""

    message: str
    expected: str = ""
    found: str = ""
