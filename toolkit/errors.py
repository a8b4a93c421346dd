"""What ends the work on one file: it is not ours, or cannot be read at all. Everything less is a finding."""

from pathlib import Path


class UserError(Exception):
    """What a person is told when something cannot be done.

    Made by the functions of a package's ``messages.py``, one a sentence. ``code`` names the reason for programs;
    ``text`` is the sentence, with what to do; ``path``: the file it names, if it names one.
    """

    def __init__(self, code: str, text: str, path: Path | str | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.text = text
        self.path = path

    def about(self, path: Path, line: str) -> "UserError":
        """The same reason, told by a ``line`` that names the file it is about."""
        return UserError(self.code, line, path)

    def __reduce__(self) -> tuple[type["UserError"], tuple[str, str, Path | str | None]]:
        """All three go along to another process."""
        return type(self), (self.code, self.text, self.path)
