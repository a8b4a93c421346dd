"""imapclient with limits on the length of a line and of the whole answer to one command.

imaplib takes lines of a million bytes only, which the numbers of 140,000 letters fill, and literals of any size at all.
"""

import imaplib
from typing import IO, TYPE_CHECKING

from imapclient import IMAPClient
from imapclient.imap4 import IMAP4WithTimeout
from imapclient.tls import IMAP4_TLS

from toolkit import limits

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer


class _Bounded(imaplib.IMAP4):
    """Whoever answers beyond the bounds is out of step for good: the connection is given up (``abort``)."""

    file: IO[bytes]
    taken = 0  # bytes of the answer to the last command

    def send(self, data: "Buffer") -> None:
        self.taken = 0
        super().send(data)

    def read(self, size: int) -> bytes:
        self._count(size)
        return self.file.read(size)

    def readline(self) -> bytes:
        """Without a line end where it is too long, and imaplib gives up by itself."""
        line = self.file.readline(limits.ANSWERED_LINE)
        self._count(len(line))
        return line

    def _count(self, size: int) -> None:
        self.taken += size
        if self.taken > limits.ANSWERED:
            raise self.abort("an answer without end")


class _Plain(_Bounded, IMAP4WithTimeout):  # type: ignore[misc]  # the library has no types
    pass


class _Tls(_Bounded, IMAP4_TLS):  # type: ignore[misc]
    pass


class Client(IMAPClient):  # type: ignore[misc]
    """``secret``: what must never be shown, whatever the server says back."""

    secret = ""

    def _create_IMAP4(self) -> imaplib.IMAP4:  # noqa: N802 - imapclient's own name
        seconds = getattr(self._timeout, "connect", None)
        if self.ssl:
            return _Tls(self.host, self.port, self.ssl_context, seconds)  # type: ignore[call-arg]
        return _Plain(self.host, self.port, seconds)
