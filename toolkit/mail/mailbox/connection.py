"""An IMAP connection for a whole run, reopened a limited number of times when the server closes it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field

from toolkit import limits
from toolkit.errors import UserError
from toolkit.mail.account import Account
from toolkit.mail.mailbox.bounded import Client
from toolkit.mail.messages import connection_lost

Connect = Callable[[Account], AbstractContextManager[Client]]


@dataclass
class Connection:
    """``left``: how often the server may be called again; 0 where it does not answer any more."""

    client: Client
    account: Account | None
    connect: Connect
    left: int
    lost: bool = False
    odd: int = 0  # answers that were none
    opened: ExitStack = field(default_factory=ExitStack)

    @contextmanager
    def asking(self) -> Iterator[Client]:
        """The connection, a new one if the last was lost; raises :class:`UserError`."""
        if self.lost:
            self._again()
        try:
            yield self.client
        except UserError as refusal:
            self.lost = self.lost or refusal.code == "mail-lost"
            raise

    @property
    def dead(self) -> bool:
        """Whether the connection is lost and may not be opened again."""
        return self.lost and not self.left

    def _again(self) -> None:
        lost = connection_lost(self.client.host)
        if not self.account or not self.left:
            raise lost
        self.left -= 1
        try:
            self.client = self.opened.enter_context(self.connect(self.account))
        except UserError as refusal:
            self.left = 0
            raise lost from refusal
        self.lost = False


@contextmanager
def line(client: Client, account: Account | None, connect: Connect) -> Iterator[Connection]:
    """Closes what it opened; with no account there is nobody to call."""
    made = Connection(client, account, connect, limits.RECONNECTED if account else 0)
    with made.opened:
        yield made
