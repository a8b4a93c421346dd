"""Settings of a mailbox: servers, user, password, sender."""

from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Literal

Security = Literal["tls", "starttls", "none"]


@dataclass(frozen=True, slots=True)
class Account:
    """The password (an 授权码 with most providers) is never shown when an account is printed."""

    user: str
    password: str = field(repr=False)
    imap_host: str = ""
    imap_port: int = 993
    imap_security: Security = "tls"
    smtp_host: str = ""
    smtp_port: int = 465
    smtp_security: Security = "tls"
    address: str = ""  # what letters are from; "": the user
    name: str = ""  # how the sender is shown
    inbox: str = "INBOX"
    drafts: str = ""  # "": found by its special use, or by its usual names

    @property
    def sender(self) -> str:
        """The address that letters come from: the one that is set, else the user's name."""
        return self.address or self.user

    @property
    def in_the_clear(self) -> tuple[str, ...]:
        """Servers on other machines to which the password and all letters go for anybody to read on the way."""
        servers = ((self.imap_host, self.imap_security), (self.smtp_host, self.smtp_security))
        return tuple(dict.fromkeys(host for host, how in servers if host and how == "none" and not _is_here(host)))


def _is_here(host: str) -> bool:
    """This machine itself: its name for itself, or an address that leaves it by no wire."""
    try:
        return host.lower().rstrip(".") == "localhost" or ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
