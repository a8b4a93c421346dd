"""Input files, on disk or as named bytes, and what was read from each: a reading or an error."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from toolkit import limits
from toolkit.checks.reading import Reading
from toolkit.errors import UserError
from toolkit.form.form import Form
from toolkit.office.loading import LOCK, load
from toolkit.office.messages import lock_file_instead
from toolkit.published.source.open import SUFFIXES as PRINTED
from toolkit.published.source.open import TELLING
from toolkit.tasks.files.guard import working_on
from toolkit.tasks.messages import process_lost, several_submissions, took_too_long
from toolkit.tasks.names import file_name
from toolkit.tasks.read import read_all

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".et", ".ods", ".json", *PRINTED)  # of files that may hold a submission


@dataclass(frozen=True)
class Filed:
    """What one file gave, or why it gave nothing; ``position`` is its place in a JSON array, 0 if it stands alone."""

    path: Path
    outcome: Reading | UserError
    position: int = 0

    @property
    def name(self) -> str:
        """The path, with the position in Chinese where the file holds several submissions."""
        return f"{self.path}（第{self.position}份）" if self.position else str(self.path)

    @property
    def stem(self) -> str:
        """What an output made from it is called."""
        if self.position and isinstance(self.outcome, Reading):
            return file_name(f"{self.outcome.submission.unit}-{self.outcome.submission.year}")
        return self.path.stem


@dataclass(frozen=True)
class Sent:
    """A file for a machine with another working folder: its bytes, where they lie there, or why it has none."""

    path: Path
    content: bytes | Path | UserError

    def load(self) -> bytes:
        """The bytes; raises :class:`~toolkit.errors.UserError`."""
        if isinstance(self.content, UserError):
            raise self.content
        return self.content if isinstance(self.content, bytes) else load(self.content)


def refusal_line(name: str, refusal: UserError) -> str:
    """Why something could not be done with a file of that name; it is named once."""
    sentence = refusal.text
    return sentence if refusal.path else f"{name}：{sentence}"


def lost_input(path: Path, late: bool) -> tuple[Filed, ...]:
    """What a file gave whose process ended before it was read; ``late``: because it took too long."""
    return (Filed(path, took_too_long(path, limits.FILE_SECONDS) if late else process_lost(path)),)


def read_files(paths: Iterable[Path], known: tuple[Form, ...], password: str = "") -> Iterator[Filed]:
    """All submissions in the files, each as it is read; what cannot be read is an outcome, not an exception."""
    for path in paths:
        yield from read_file(path, known, password)


def read_file(
    file: Path | Sent, known: tuple[Form, ...], password: str = "", any_revision: bool = False
) -> tuple[Filed, ...]:
    """Everything in one file; what cannot be read is refused one by one."""
    path = file.path if isinstance(file, Sent) else file
    try:
        data = file.load() if isinstance(file, Sent) else load(file)
    except UserError as refusal:
        return (Filed(path, refusal),)
    return read_data(path, data, known, password, any_revision, printed=True)


def read_data(
    path: Path,
    data: bytes,
    known: tuple[Form, ...],
    password: str = "",
    any_revision: bool = False,
    most: int = limits.SUBMISSIONS,
    printed: bool = False,
) -> tuple[Filed, ...]:
    """The same for a file that was loaded already; ``path`` is what it is called, ``most`` how many it may hold.

    ``printed``: it may be a published report too.
    """
    try:
        with working_on(str(path)):
            outcomes = read_all(data, known, password, any_revision, most, printed)
            return tuple(Filed(path, outcome, position) for position, outcome in outcomes)
    except UserError as refusal:
        told_by_name = refusal.code in ("unreadable", "plain-text") and path.name.startswith(LOCK)
        return (Filed(path, lock_file_instead() if told_by_name else refusal),)


def readable(paths: Iterable[Path]) -> list[Path]:
    """Those that may hold a submission, by their names, published reports last; no owner files, no hidden ones."""
    files = (each for each in paths if each.suffix.lower() in SUFFIXES and not each.name.startswith((LOCK, ".")))
    return sorted((each for each in files if each.is_file()), key=lambda each: (each.suffix.lower() in PRINTED, each))


def is_other_document(filed: Filed) -> bool:
    """Whether it is a Word file, a page, a PDF or a text that holds no report: a folder may have any of them."""
    printed = filed.path.suffix.lower() in PRINTED
    return printed and isinstance(filed.outcome, UserError) and filed.outcome.code not in TELLING


def read_one(path: Path, known: tuple[Form, ...], password: str = "", any_revision: bool = False) -> Reading:
    """The only submission in a file; raises :class:`UserError`."""
    filed = read_file(path, known, password, any_revision)
    if len(filed) > 1:
        raise several_submissions(path=path, count=len(filed))
    if isinstance(filed[0].outcome, UserError):
        raise filed[0].outcome
    return filed[0].outcome


def read_named(path: Path, known: tuple[Form, ...], password: str = "") -> Reading:
    """The same for a command that takes several files: the error says which of them it is about."""
    try:
        return read_one(path, known, password)
    except UserError as error:
        raise error.about(path, refusal_line(str(path), error)) from error
