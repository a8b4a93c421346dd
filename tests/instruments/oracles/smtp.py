"""An SMTP server that does what a test tells it: refuses at any step, hangs up, wants a password or encryption."""

import ssl
from asyncio import WriteTransport
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.instruments.oracles.certificate import HOST
from tests.instruments.oracles.postoffice import PASSWORD, free_port
from toolkit.mail.account import Account, Security

USER = "clerk@example.com"


@dataclass
class Post:
    """What the server is told to do, and what it was given; both may change while it runs."""

    port: int
    security: Security
    password: str  # "": anybody may send
    refused: dict[str, str] = field(default_factory=dict)  # by step, or by address: the answer that refuses it
    hangs_up_at: str = ""  # MAIL, RCPT, DATA (before it is taken), TAKEN (after), QUIT
    letters: list[tuple[tuple[str, ...], bytes]] = field(default_factory=list)

    def account(self, password: str = PASSWORD, user: str = USER) -> Account:
        return Account(user, password, smtp_host=HOST, smtp_port=self.port, smtp_security=self.security)

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's own names, here and below
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.password and not session.authenticated:
            return "530 who are you"
        envelope.mail_from = address
        return self._answer(server, "MAIL")

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return self._answer(server, "RCPT")

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = self._answer(server, "DATA")
        if answer == "250 OK" and self.hangs_up_at != "DATA":
            raw = bytes(envelope.original_content or b"")
            self.letters.append((tuple(envelope.rcpt_tos), raw))
        return self._answer(server, "TAKEN") if answer == "250 OK" else answer

    async def handle_QUIT(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        return self._answer(server, "QUIT").replace("250", "221")

    def _answer(self, server: SMTP, step: str) -> str:
        if step == self.hangs_up_at and isinstance(server.transport, WriteTransport):
            server.transport.abort()
        return self.refused.get(step, "250 OK")


@contextmanager
def post(
    security: Security = "none",
    files: tuple[Path, Path] | None = None,
    password: str = "",
) -> Iterator[Post]:
    """A running server; with a password, it takes letters from those alone who log in with it."""
    told = Post(free_port(), security, password)
    context = None
    if files:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(*files)

    def log_in(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object) -> AuthResult:
        right = isinstance(data, LoginPassword) and data.password == told.password.encode()
        return AuthResult(success=right, handled=False)

    controller = Controller(
        told,
        hostname=HOST,
        port=told.port,
        ssl_context=context if security == "tls" else None,
        tls_context=context if security == "starttls" else None,
        require_starttls=security == "starttls",
        authenticator=log_in if password else None,
        auth_require_tls=not password,
    )
    controller.start()
    try:
        yield told
    finally:
        controller.stop()
