"""Many files read by several processes: what stops one stops no other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.form.form import Form
from toolkit.tasks.files.inputs import Filed, lost_input, read_file
from toolkit.tasks.files.parallel import cores, in_order


@dataclass(frozen=True)
class ReadFile:
    """Reads everything in one file; a record, so that another process can be given it as its work."""

    known: tuple[Form, ...]
    password: str = ""

    def __call__(self, path: Path) -> tuple[Filed, ...]:
        """What cannot be read is an outcome, not an exception."""
        return read_file(path, self.known, self.password)


def read_many(paths: Sequence[Path], known: tuple[Form, ...], password: str, jobs: int | None) -> Iterator[Filed]:
    """All submissions in the files, in order, each as it is read, by ``jobs`` processes; None: one for each core."""
    for filed in in_order(ReadFile(known, password), paths, jobs or cores(), lost_input):
        yield from filed
