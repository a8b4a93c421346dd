"""The district's mailbox and mail server; connects only when first needed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from types import ModuleType

from toolkit.district.district import District
from toolkit.district.ledger import outbox
from toolkit.district.ledger.outbox import Posted
from toolkit.district.ledger.records import DRAFTED, PLACED, WAITING
from toolkit.mail.account import Account
from toolkit.mail.mailbox.delivery import Delivery
from toolkit.mail.messages import no_imap
from toolkit.mail.outgoing.smtp import sending


@contextmanager
def from_mailbox(district: District, account: Account) -> Iterator[Iterator[Delivery]]:
    """What is new in the mailbox; it is only read."""
    box = _mailbox()
    with box.connected(account) as client:
        yield box.deliveries(client, account.inbox, district.ledger.met, account)


def send_all(district: District, account: Account, now: datetime) -> Iterator[Posted]:
    """Every letter that waits, by SMTP; the mailbox, if there is one, tells what went out before."""
    waiting = district.ledger.letters(*WAITING)
    if not waiting:
        return
    with sending(account) as send, _looking(account, any(each.state != DRAFTED for each in waiting)) as held:
        yield from outbox.post(district, send, held, now)


@contextmanager
def _looking(account: Account, needed: bool) -> Iterator[Callable[[str], bool] | None]:
    """Connects only where something is to be looked for; None where there is no mailbox."""
    if not account.imap_host:
        yield None
    elif not needed:
        yield lambda id: False
    else:
        box = _mailbox()
        with box.connected(account) as client:
            yield lambda id: box.holds(client, account.inbox, id)


def draft_all(district: District, account: Account, now: datetime) -> int:
    """Every letter that waits, put into the mailbox's folder of drafts, once; how many were put there."""
    count, box = 0, _mailbox()
    with box.connected(account) as client:
        folder = box.drafts_folder(client, account)
        for letter in district.ledger.letters(DRAFTED):
            if not box.holds(client, folder, letter.id):
                box.append_draft(client, folder, (district.folder / letter.path).read_bytes())
                count += 1
            district.ledger.change_letter(letter, PLACED, now)  # from there a person sends it, and the program does not
    return count


def _mailbox() -> ModuleType:
    """What speaks IMAP is an optional part of the program."""
    try:
        from toolkit.mail.mailbox import imap  # noqa: PLC0415
    except ImportError as error:
        raise no_imap() from error
    return imap
