"""Typer's internals that this program needs: its own copy of Click has few public names.

The one file to look at when Typer moves; the pin in pyproject.toml says up to which version it was tried.
"""

from typer._click import Command, Context, HelpFormatter
from typer._click.exceptions import BadOptionUsage, BadParameter, MissingParameter, NoSuchOption, UsageError

__all__ = [
    "BadOptionUsage",
    "BadParameter",
    "Command",
    "Context",
    "HelpFormatter",
    "MissingParameter",
    "NoSuchOption",
    "UsageError",
]
