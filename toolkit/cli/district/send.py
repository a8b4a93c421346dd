"""``nianbao district send``: sends the waiting letters."""

from typing import Annotated

import typer

from toolkit.cli.district.mailbox import account
from toolkit.cli.district.options import HERE
from toolkit.cli.terminal.console import complain, note, progress
from toolkit.district.clock import now
from toolkit.district.district import District, alone, open_district
from toolkit.district.ledger import outbox
from toolkit.district.ledger.records import DRAFTED, SENDING, SENT
from toolkit.district.ledger.store import LETTERS
from toolkit.district.letters.correspondence import draft_all, send_all


def run(
    drafts: Annotated[bool, typer.Option("--drafts", help="放进邮箱的草稿箱，不发出。")] = False,
    again: Annotated[bool, typer.Option("--again", help="可能已经发出的，重发。")] = False,
    sent: Annotated[bool, typer.Option("--sent", help="可能已经发出的，记为已发。")] = False,
) -> int:
    """Send the waiting letters or put them into the drafts folder. Exit code 2 if one could not be sent."""
    with open_district(HERE) as place, alone(place.folder):
        if again or sent:
            count = outbox.settle(place.ledger, DRAFTED if again else SENT, now())
            note(f"可能已经发出的{count}封，已记为{'待发' if again else '已发'}。")
        if drafts:
            note(f"已放进草稿箱：{draft_all(place, account(place), now())}封。")
            return 0
        return 2 if send_letters(place) else 0


def send_letters(place: District) -> int:
    """Send all that waits; how many could not be sent."""
    sent = failed = unclear = 0
    for each in progress(send_all(place, account(place), now()), "发信"):
        if each.refusal:
            complain(f"× {each.letter.subject}：{each.refusal.text}")
        sent += each.state == SENT
        unclear += each.state == SENDING
        failed += each.state == DRAFTED
    note(f"已发出{sent}封。" + (f"没有发出{failed}封，再运行一次会重试。" if failed else ""))
    if unclear:
        wait = f"过{place.settings.patience // 60}分钟再运行一次"
        complain(f"有{unclear}封可能已经发出，没有重发。{wait}；怎么办见 nianbao district send --help。")
    return failed + unclear


def told_letters(place: District) -> int:
    """Where the letters lie that wait; 0, for that is no fault."""
    waiting = len(place.ledger.letters(DRAFTED))
    if waiting:
        note(f"有{waiting}封信等待发出，在“{place.folder / LETTERS}”。要发出，请运行 nianbao district send。")
    return 0
