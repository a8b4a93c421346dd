"""A report in an older or another word processor's format as blocks: LibreOffice makes a .docx of it, that is read."""

from toolkit import limits
from toolkit.limits import within
from toolkit.office.compound import MAGIC
from toolkit.office.libreoffice import converted, office
from toolkit.office.zipfiles import is_zip
from toolkit.published.blocks import Block
from toolkit.published.messages import conversion_failed, no_converter
from toolkit.published.source import word

RTF = b"{\\rtf"


def blocks(data: bytes) -> tuple[Block, ...]:
    """From .doc and .wps, .rtf, .odt, Word's XML of 2003. Raises :class:`UserError` where there is no LibreOffice, or
    where it makes nothing of the file within the bounds.
    """
    within(len(data), limits.PRINTED, f"超过{limits.PRINTED >> 20}MB")
    if not (program := office()):
        raise no_converter()
    document = converted(program, data, (_suffix(data), "docx"), limits.OFFICE_SECONDS, strict=True)
    if not document:
        raise conversion_failed()
    return word.blocks(document)


def _suffix(data: bytes) -> str:
    """By its content; what was saved by another program under a name of its own is told from these too."""
    if data.startswith(MAGIC):
        return "doc"
    return "odt" if is_zip(data) else "rtf" if data.startswith(RTF) else "xml"
