"""Converts a Word file to PDF with LibreOffice, if it is installed."""

import hashlib
import re

from toolkit.office.libreoffice import converted, office
from toolkit.report.messages import no_office, office_failed

SECONDS = 120
CLOCK = re.compile(rb"/CreationDate\(D:[^)]{1,30}\)")
NUMBERS = re.compile(rb"/ID \[ <\w{32}>\s<\w{32}> \]|/DocChecksum /\w{32}")
NUMBER = re.compile(rb"[0-9A-F]{32}")


def pdf(document: bytes) -> bytes:
    """Raises :class:`UserError` where LibreOffice is missing, fails or takes too long; leaves no file behind."""
    program = office()
    if not program:
        raise no_office()
    if printed := converted(program, document, ("docx", "pdf"), SECONDS):
        return timeless(printed)
    raise office_failed()


def timeless(printed: bytes) -> bytes:
    """Without the clock, and numbered by its content, so that the same report gives the same bytes; nothing moves."""
    still = CLOCK.sub(lambda found: b" " * len(found[0]), printed)
    number = hashlib.md5(NUMBERS.sub(b"", still), usedforsecurity=False).hexdigest().upper().encode()
    return NUMBERS.sub(lambda found: NUMBER.sub(number, found[0]), still)
