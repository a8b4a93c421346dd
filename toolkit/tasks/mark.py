"""``mark``: the filer's own workbook with problems highlighted."""

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.checks.messages.told import Told
from toolkit.checks.reading import Reading
from toolkit.office.filetypes import ENCRYPTED, JSON, ODS, OLD, kind
from toolkit.tasks.messages import cannot_mark
from toolkit.workbook.mark.from_findings import marks, suffix, whose
from toolkit.workbook.mark.mark import marked

UNMARKABLE = (JSON, ODS, OLD, ENCRYPTED)  # readable, but with no parts that a mark could be put into


@dataclass(frozen=True, slots=True)
class MarkedWorkbook:
    """The bytes, and under which suffix Excel opens them."""

    data: bytes

    @property
    def suffix(self) -> str:
        """What the file must be called, ``.xlsm`` with macros: Excel opens it under no other name."""
        return suffix(self.data)


def mark(data: bytes, reading: Reading, messages: Sequence[Told], name: str = "文件") -> MarkedWorkbook:
    """The workbook with a colour and a comment at each cell with a problem and a list in front; nothing else changes.

    ``reading`` and ``messages`` are what :func:`read` and :func:`check` gave of it; without any message its marks are
    taken away. ``name`` is what it is called in a refusal.

    Raises :class:`~toolkit.errors.UserError` for what is no .xlsx or .xlsm without a password.
    """
    refuse_unmarkable(data, name)
    return MarkedWorkbook(marked(data, marks(tuple(messages)), whose(reading.submission)))


def refuse_unmarkable(data: bytes, name: str) -> None:
    """Raises :class:`~toolkit.errors.UserError` for what can be read but not marked."""
    if kind(data) in UNMARKABLE:
        raise cannot_mark(name)
