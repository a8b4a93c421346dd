"""A small IMAP server that lets nobody into a folder who has not said which program it is, as 163 and 126 do."""

import contextlib
import socketserver
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

LETTER = b"From: a@test.example\r\nMessage-ID: <1@test.example>\r\nSubject: x\r\n\r\nhello\r\n"


@dataclass
class Unsafe:
    """``wants``: whether ID is among what it can do; ``said``: all commands, in order."""

    port: int = 0
    wants: bool = True
    said: list[str] = field(default_factory=list)


class _Handler(socketserver.StreamRequestHandler):
    unsafe: Unsafe
    introduced = False

    def handle(self) -> None:
        self._say("* OK ready")
        for line in self.rfile:
            tag, _, rest = line.decode().strip().partition(" ")
            command = rest.upper().removeprefix("UID ").split()[0]
            self.unsafe.said.append(command)
            getattr(self, f"_{command.lower()}", self._ok)(tag, rest)
            if command == "LOGOUT":
                return

    def _say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")

    def _ok(self, tag: str, rest: str) -> None:
        self._say(f"{tag} OK done")

    def _capability(self, tag: str, rest: str) -> None:
        self._say(f"* CAPABILITY IMAP4rev1{' ID' if self.unsafe.wants else ''}")
        self._ok(tag, rest)

    def _id(self, tag: str, rest: str) -> None:
        self.introduced = '"name" "nianbao"' in rest
        self._say("* ID NIL")
        self._ok(tag, rest)

    def _examine(self, tag: str, rest: str) -> None:
        if not self.introduced:
            self._say(f"{tag} NO SELECT Unsafe Login. Please contact kefu@188.com for help")
            return
        self._say("* 1 EXISTS")
        self._say("* OK [UIDVALIDITY 7] UIDs valid")
        self._say(f"{tag} OK [READ-ONLY] EXAMINE done")

    def _search(self, tag: str, rest: str) -> None:
        self._say("* SEARCH 3")
        self._ok(tag, rest)

    def _fetch(self, tag: str, rest: str) -> None:
        if "BODY" in rest:
            self.wfile.write(b"* 1 FETCH (UID 3 BODY[]<0> {%d}\r\n%b)\r\n" % (len(LETTER), LETTER))
        else:
            self._say(f'* 1 FETCH (UID 3 INTERNALDATE "15-Jan-2025 09:30:00 +0800" RFC822.SIZE {len(LETTER)})')
        self._ok(tag, rest)

    def _logout(self, tag: str, rest: str) -> None:
        self._say("* BYE")
        self._ok(tag, rest)


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True


@contextlib.contextmanager
def unsafe_server(wants: bool = True) -> Iterator[Unsafe]:
    """The server on a free port, gone when it is over."""
    found = Unsafe(wants=wants)
    with _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"unsafe": found})) as server:
        found.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield found
        finally:
            server.shutdown()
            thread.join()
