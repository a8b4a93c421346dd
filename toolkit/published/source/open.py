"""Any file that holds a printed report, as blocks: told by its content."""

from collections.abc import Callable

from toolkit.errors import UserError
from toolkit.office.filetypes import kind, refusal
from toolkit.office.opc import Package
from toolkit.office.zipfiles import is_zip
from toolkit.published.blocks import Block
from toolkit.published.pdf import document
from toolkit.published.source import converted, plain, web, word

Reader = Callable[[bytes], tuple[Block, ...]]


def _word(data: bytes) -> tuple[Block, ...]:
    return word.blocks(data) if _is_docx(data) else converted.blocks(data)


def _is_docx(data: bytes) -> bool:
    return is_zip(data) and any(name.casefold().endswith("document.xml") for name in Package(data).names)


READERS: dict[str, Reader] = {"word": _word, "html": web.blocks, "text": plain.blocks, "pdf": document.blocks}
SUFFIXES = (  # of files that may be one
    *(".docx", ".doc", ".wps", ".rtf", ".odt", ".html", ".htm", ".shtml", ".mht", ".mhtml", ".pdf", ".md", ".txt"),
)
TELLING = (
    *("too-large", "no-pdf-library", "pdf-password", "pdf-picture", "no-converter", "conversion-failed"),
)  # refusals that say more than the kind does


def is_printed(data: bytes) -> bool:
    """Whether a file is of a kind that a report may be printed in, a workbook apart."""
    return kind(data) in READERS


def blocks(data: bytes) -> tuple[Block, ...]:
    """Raises :class:`UserError` for what is none of these kinds, or broken."""
    found = kind(data)
    if found not in READERS:
        raise refusal(data)
    try:
        return READERS[found](data)
    except UserError as why:
        raise why if why.code in TELLING else refusal(data) from why
