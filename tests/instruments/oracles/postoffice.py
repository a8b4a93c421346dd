"""A real mailbox and a real mail server on this machine: Dovecot, and an SMTP server that puts letters into it.

Dovecot runs as an ordinary user with a configuration of its own, on a free port of the loopback.
"""

import asyncio
import contextlib
import mailbox
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.instruments.oracles.certificate import certificate
from tests.instruments.oracles.needed import needed, program

USER, PASSWORD = "desk@test.example", "secret"
RUNNER = "nobody"  # whoever runs the tests as root runs the servers as somebody who is not
SECONDS = 20
CONFIGURATION = """
base_dir = {base}/run
state_dir = {base}/state
log_path = {base}/log
listen = 127.0.0.1
protocols = imap
ssl = yes
ssl_cert = <{certificate}
ssl_key = <{key}
auth_failure_delay = 0
disable_plaintext_auth = no
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:{base}/mail/%u/Maildir
mail_fsync = never
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={base}/mail/%u
}}
namespace inbox {{
  inbox = yes
  mailbox 草稿箱 {{
    auto = create
    special_use = \\Drafts
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {encrypted_port}
  }}
}}
"""

needs_dovecot = needed(program("dovecot") is not None, "Dovecot (dovecot-imapd)")


@dataclass
class PostOffice:
    """``letters`` are all that were sent, in order, with their recipients. Ours lie in the mailbox ``maildir``.

    ``encrypted_port``: the mailbox over TLS. ``refuse``: recipients that are not known; ``slow``: seconds between
    taking a letter and saying so. ``drop``: it never says so.
    """

    folder: Path
    imap_port: int
    encrypted_port: int
    smtp_port: int = 0
    letters: list[tuple[bytes, list[str]]] = field(default_factory=list)
    refuse: set[str] = field(default_factory=set)
    slow: float = 0
    drop: bool = False
    controllers: list[Controller] = field(default_factory=list)

    @property
    def certificate(self) -> Path:
        """What a program must trust to talk to the mailbox encrypted."""
        return self.folder / "certificate.pem"

    @property
    def maildir(self) -> Path:
        return self._maildir(USER)

    def _maildir(self, user: str) -> Path:
        return self.folder / "mail" / user / "Maildir"

    def open(self, user: str) -> None:
        """One more mailbox, with the same password."""
        self._maildir(user).parent.mkdir(parents=True, exist_ok=True)
        mailbox.Maildir(self._maildir(user), create=True).close()
        for path in (self._maildir(user).parent, *self._maildir(user).parent.rglob("*")):
            _give(path)

    def put(self, raw: bytes, received: float = 0, user: str = USER) -> None:
        """A letter into a mailbox, as if it had come from outside, at a time (by the clock, if none is given)."""
        maildir = self._maildir(user)
        box = mailbox.Maildir(maildir, create=True)
        message = mailbox.MaildirMessage(raw)
        message.set_date(received or time.time())
        key = box.add(message if received else raw)
        for path in (*maildir.glob("*/"), *maildir.glob(f"*/{key}*")):
            _give(path)
        box.close()

    async def handle_RCPT(  # noqa: N802 - aiosmtpd calls it so
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refuse:
            return "550 unknown"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content or b""
        raw = content if isinstance(content, bytes) else content.encode()
        self.letters.append((raw, list(envelope.rcpt_tos)))
        for address in envelope.rcpt_tos:
            if self._maildir(address).is_dir():
                self.put(raw, user=address)
        await asyncio.sleep(self.slow)
        if self.drop and isinstance(server.transport, asyncio.Transport):
            server.transport.abort()
        return "250 taken"

    def stop(self) -> None:
        """No more mail server."""
        while self.controllers:
            self.controllers.pop().stop()

    @property
    def settings(self) -> str:
        """The section of a district's settings that leads here."""
        return (
            f'user = "{USER}"\nimap_host = "127.0.0.1"\nimap_port = {self.imap_port}\nimap_security = "none"\n'
            f'smtp_host = "127.0.0.1"\nsmtp_port = {self.smtp_port}\nsmtp_security = "none"\npatience = 0\n'
        )


@contextlib.contextmanager
def post_office() -> Iterator[PostOffice]:
    """Both servers with an empty mailbox, gone when it is over."""
    folder = Path(tempfile.mkdtemp(prefix="nianbao-post-"))
    office = PostOffice(folder, free_port(), free_port())
    try:
        with _dovecot(office):
            controller = Controller(office, hostname="127.0.0.1", port=free_port(), data_size_limit=200 * 2**20)
            controller.start()
            office.smtp_port, office.controllers = controller.port, [controller]
            try:
                yield office
            finally:
                office.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _dovecot(office: PostOffice) -> Iterator[None]:
    runner = pwd.getpwnam(RUNNER) if os.getuid() == 0 else pwd.getpwuid(os.getuid())
    for name in ("run", "state", f"mail/{USER}"):
        (office.folder / name).mkdir(parents=True)
    office.open(USER)
    import grp  # noqa: PLC0415 - only where there are groups

    text = CONFIGURATION.format(
        base=office.folder, user=runner.pw_name, group=grp.getgrgid(runner.pw_gid).gr_name,
        uid=runner.pw_uid, gid=runner.pw_gid, password=PASSWORD, port=office.imap_port,
        encrypted_port=office.encrypted_port, certificate=office.certificate, key=certificate(office.folder)[1],
    )  # fmt: skip
    (office.folder / "dovecot.conf").write_text(text, encoding="utf-8")
    for path in (office.folder, *office.folder.rglob("*")):
        _give(path)
    server = subprocess.Popen(
        [program("dovecot") or "dovecot", "-F", "-c", str(office.folder / "dovecot.conf")],
        user=runner.pw_uid if os.getuid() == 0 else None,
        group=runner.pw_gid if os.getuid() == 0 else None,
        extra_groups=[] if os.getuid() == 0 else None,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(office)
        yield
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(SECONDS)


def _give(path: Path) -> None:
    if os.getuid() == 0:
        runner = pwd.getpwnam(RUNNER)
        os.chown(path, runner.pw_uid, runner.pw_gid)


def _wait_for(office: PostOffice) -> None:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", office.imap_port), 1) as connection:
            if connection.recv(100).startswith(b"* OK"):
                return
        time.sleep(0.05)
    log = office.folder / "log"
    raise AssertionError(f"dovecot does not answer: {log.read_text() if log.exists() else ''}")


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
