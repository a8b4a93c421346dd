"""Many files read by several workers: what stops one stops no other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.form.form import Form
from toolkit.tasks.files.inputs import Filed, Sent, lost_input, read_file
from toolkit.tasks.files.workers import Workers


@dataclass(frozen=True)
class ReadFile:
    """Reads everything in one file; a record, so that another process can be given it as its work."""

    known: tuple[Form, ...]
    password: str = ""

    def __call__(self, file: Path | Sent) -> tuple[Filed, ...]:
        """What cannot be read is an outcome, not an exception."""
        return read_file(file, self.known, self.password)


def read_many(paths: Sequence[Path], known: tuple[Form, ...], password: str, workers: Workers) -> Iterator[Filed]:
    """All submissions in the files, in order, each as it is read."""
    for filed in workers.in_order(ReadFile(known, password), paths, lost_input):
        yield from filed
