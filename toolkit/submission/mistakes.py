"""Collects the mistakes in a submission as JSON, to report them together."""

from dataclasses import dataclass, field
from unicodedata import category

from toolkit import limits
from toolkit.errors import UserError
from toolkit.submission.messages import key_missing, unknown_id, wrong_shape

MOST = 10  # that are told; the rest is counted


@dataclass
class SubmissionMistakes:
    """``errors``: those that are told, each with its sentence; ``count``: of all."""

    errors: list[UserError] = field(default_factory=list)
    count: int = 0

    def put(self, error: UserError) -> None:
        """Count an error, and keep it if fewer than :data:`MOST` are kept."""
        self.count += 1
        if len(self.errors) < MOST:
            self.errors.append(error)

    def add(self, path: str, what: str) -> None:
        """Add a mistake in the value at ``path``; ``what`` may begin with “应是”."""
        self.wrong(path, what.removeprefix("应是"))

    def wrong(self, path: str, expected: str) -> None:
        """Add ``wrong-shape``: the value at ``path`` should be ``expected``."""
        self.put(wrong_shape(where=path, expected=expected))

    def missing(self, path: str, expected: str) -> None:
        """Add ``key-missing`` for a required key."""
        self.put(key_missing(path))

    def unknown(self, path: str) -> None:
        """``path``: of an id in one of the tables of a submission, “figures.requests.new.nobody”."""
        id = path.removeprefix("last_year.").partition(".")[2][: limits.NAME]
        self.put(unknown_id(where=path.partition(".")[0], id=shown(id)))

    def tell(self) -> None:
        """Raise the first of them, with the sentences of all; nothing where there are none."""
        if self.errors:
            more = f"另外还有{self.count - MOST}处。" if self.count > MOST else ""
            raise UserError(self.errors[0].code, "".join(error.text for error in self.errors) + more)


def shown(key: str) -> str:
    """What a file calls something, fit to be printed and mailed."""
    return "".join("�" if category(character).startswith("C") else character for character in key[: limits.NAME])
