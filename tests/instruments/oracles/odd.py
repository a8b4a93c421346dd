"""An IMAP server with ten letters that speaks oddly of one of them, and only of that one."""

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.instruments.oracles.certificate import HOST
from toolkit.mail.account import Account

COUNT, ODD = 10, 4
DATE = '"15-Jan-2026 09:30:00 +0800"'
HANG_UP = b"hang up"
ASKED = re.compile(rb"(\S+) UID (\w+) ?([0-9,:]*) ?(.*)")


def raw(uid: int) -> bytes:
    return b"Message-ID: <%d@example.com>\r\n\r\n%d\r\n" % (uid, uid)


def glance(uid: int, date: str = DATE, size: str = "60") -> bytes:
    return b"* %d FETCH (UID %d INTERNALDATE %s RFC822.SIZE %s)\r\n" % (uid, uid, date.encode(), size.encode())


def body(uid: int, name: bytes = b"BODY[]<0>") -> bytes:
    return b"* %d FETCH (UID %d %s {%d}\r\n%s)\r\n" % (uid, uid, name, len(raw(uid)), raw(uid))


@dataclass
class Odd:
    """``glance`` and ``body`` are what it says of the odd letter when asked when it came, and what it is.

    ``search``: the numbers of the letters it has. ``mended``: it is as good as any.
    """

    port: int
    glance: bytes = b""
    body: bytes = b""
    search: bytes = b" ".join(b"%d" % uid for uid in range(1, COUNT + 1))
    mended: bool = False
    backwards: bool = False
    logins: int = 0
    asked: list[bytes] = field(default_factory=list)

    def account(self) -> Account:
        return Account("clerk", "secret", imap_host=HOST, imap_port=self.port, imap_security="none")

    def answer(self, line: bytes) -> bytes:
        tag, command = line.split()[:2]
        if command == b"UID":
            return self._about(line)
        self.logins += command == b"LOGIN"
        said = {
            b"CAPABILITY": b"* CAPABILITY IMAP4rev1\r\n",
            b"EXAMINE": b"* 10 EXISTS\r\n* OK [UIDVALIDITY 1] x\r\n",
        }
        return said.get(command, b"") + tag + b" OK done\r\n"

    def _about(self, line: bytes) -> bytes:
        found = ASKED.match(line)
        assert found
        tag, command, uids, what = found.groups()
        self.asked.append(line)
        if command == b"SEARCH":
            return b"* SEARCH " + self.search + b"\r\n" + tag + b" OK done\r\n"
        answers = [self._letter(int(uid), what) for uid in uids.split(b",")]
        if HANG_UP in answers:
            return HANG_UP
        return b"".join(answers[::-1] if self.backwards else answers) + tag + b" OK done\r\n"

    def _letter(self, uid: int, what: bytes) -> bytes:
        whole = b"BODY" in what
        said = self.body if whole else self.glance
        if uid == ODD and said and not self.mended:
            return said
        return body(uid) if whole else glance(uid)


@contextmanager
def odd(glance: bytes = b"", body: bytes = b"") -> Iterator[Odd]:
    """A running server."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"* OK ready\r\n")
            while line := self.rfile.readline():
                answer = told.answer(line)
                if answer == HANG_UP:
                    return
                self.wfile.write(answer)

    with socketserver.ThreadingTCPServer((HOST, 0), Handler) as server:
        told = Odd(server.server_address[1], glance, body)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield told
        finally:
            server.shutdown()
            thread.join()
