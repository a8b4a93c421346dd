"""What the list of commands knows of a command; its module is not imported for it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CommandEntry:
    """``home``: “module:name” of the function, or of the Typer app of a command with commands below it.

    ``help``: paragraphs divided by blank lines, the first of which stands in the list. ``examples``: one a line.
    """

    name: str
    home: str
    help: str
    examples: str
