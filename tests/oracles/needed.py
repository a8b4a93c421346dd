"""What a test needs from outside: skipped where it is missing, but never on CI."""

import os

import pytest


def needed(present: bool, what: str) -> pytest.MarkDecorator:
    """Skips a test where a program is missing; where ``CI`` is set the test runs, and fails for want of it."""
    return pytest.mark.skipif(not present and not os.environ.get("CI"), reason=f"{what}: not installed")
