"""A small IMAP server that answers as 163 does, and other ways that no real server at hand answers."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.instruments.oracles.certificate import HOST
from toolkit.mail.account import Account

UNSAFE = "NO SELECT Unsafe Login. Please contact the provider for help"
HANG_UP, SILENT = "hang up", "silent"  # instead of an answer


@dataclass
class Unsafe:
    """``answers`` replaces what it says to a command; ``commands`` are those it was given, in order."""

    port: int
    capabilities: str
    answers: dict[str, str]
    commands: list[str] = field(default_factory=list)

    def account(self) -> Account:
        return Account("clerk", "secret", imap_host=HOST, imap_port=self.port, imap_security="none")

    def answer(self, command: str) -> str:
        """What a command gets: lines without their tag but the last, which begins with OK, NO or BAD."""
        introduced = "ID" in self.commands[self.commands.index("LOGIN") :] if "LOGIN" in self.commands else False
        usual = {
            "CAPABILITY": f"* CAPABILITY IMAP4rev1 {self.capabilities}\r\nOK done",
            "ID": '* ID ("name" "Coremail")\r\nOK done',
            "EXAMINE": "* 1 EXISTS\r\n* OK [UIDVALIDITY 1] valid\r\nOK [READ-ONLY] done" if introduced else UNSAFE,
            "SEARCH": "* SEARCH 1\r\nOK done",
            "FETCH": '* 1 FETCH (UID 1 INTERNALDATE "15-Jan-2026 09:30:00 +0800" RFC822.SIZE 9)\r\nOK done',
            "LIST": '* LIST () "/" "INBOX"\r\n* LIST (\\Noselect) "/" "&UXZO1mWHTvZZOQ-"\r\nOK done',
            "LOGOUT": "* BYE\r\nOK done",
        }
        return self.answers.get(command, usual.get(command, "OK done"))


@contextmanager
def unsafe(capabilities: str = "ID", **answers: str) -> Iterator[Unsafe]:
    """A running server; ``HANG_UP`` and ``SILENT`` are answers, too."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"* OK Coremail System IMap Server Ready\r\n")
            while words := self.rfile.readline().decode("ascii").split():
                tag, command = words[0], words[2 if words[1] == "UID" else 1]
                told.commands.append(command)
                answer = told.answer(command)
                if answer == HANG_UP:
                    return
                if answer == SILENT:
                    continue
                *before, last = answer.split("\r\n")
                self.wfile.write("".join(f"{line}\r\n" for line in [*before, f"{tag} {last}"]).encode("utf-8"))

    with socketserver.ThreadingTCPServer((HOST, 0), Handler) as server:
        told = Unsafe(server.server_address[1], capabilities, answers)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield told
        finally:
            server.shutdown()
            thread.join()
