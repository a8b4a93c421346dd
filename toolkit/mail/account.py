"""A mailbox as the district uses it: where its servers are, and who logs in."""

from dataclasses import dataclass, field
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
        return self.address or self.user
