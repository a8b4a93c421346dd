"""``nianbao district collect``: fetches mail and files, reads, checks, stores and answers them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated

from toolkit.cli.district.mailbox import account
from toolkit.cli.district.options import Send
from toolkit.cli.district.send import send_letters, told_letters
from toolkit.cli.options import argument
from toolkit.cli.terminal.console import complain, note, progress, say
from toolkit.district.clock import now
from toolkit.district.district import District, alone, open_district
from toolkit.district.intake.collect import Collected, collect
from toolkit.district.ledger.outcomes import sentence_of
from toolkit.district.ledger.records import ACCOMPANYING, SAME, SUBMISSION, File, Message
from toolkit.district.ledger.standing import UNCONFIRMED
from toolkit.district.ledger.store import LETTERS
from toolkit.district.letters.correspondence import from_mailbox
from toolkit.district.letters.decide import sender_of
from toolkit.district.letters.reply import reply
from toolkit.errors import UserError
from toolkit.mail.mailbox.delivery import Delivery
from toolkit.mail.mailbox.folder import in_folder
from toolkit.tasks.files.guard import working_on


def run(
    sources: Annotated[
        list[Path] | None, argument("来源", "文件夹或文件：填报表、邮件（.eml、.mbox）、邮箱目录（Maildir）。")
    ] = None,
    send: Send = False,
) -> int:
    """The exit code is 2 where something could not be read or sent, else 0: what units got wrong is no fault here."""
    with open_district(Path()) as place, alone(place.folder):
        with _deliveries(place, sources or []) as deliveries:
            found = _collected(place, deliveries)
        failed = _answered(place, now())
        _summary(place, found)
        unsent = send_letters(place) if send else told_letters(place)
    return 2 if failed or unsent or any(each.refusal for each in found) else 0


@contextmanager
def _deliveries(place: District, sources: list[Path]) -> Iterator[Iterator[Delivery]]:
    if sources:
        yield (each for source in sources for each in in_folder(source))
    else:
        with from_mailbox(place, account(place)) as found:
            yield found


def _collected(place: District, deliveries: Iterator[Delivery]) -> list[Collected]:
    """Each told as it is filed, so that one sees how it goes."""
    found = []
    for each in progress(collect(place, deliveries, now()), "收件"):
        if each.refusal:
            complain(f"× {each.delivery.name}：{each.refusal.text}")
        elif each.new:
            _tell(place, each.message)
        found.append(each)
    return found


def _tell(place: District, id: str) -> None:
    message = place.ledger.message(id)
    assert message
    for file in place.ledger.files_of(id):
        say(f"● {_who(place, message, file)}  {outcome(place, file)}")
    if not place.ledger.files_of(id) and not message.automatic:
        say(f"● {message.sender or message.source}  来信没有附件：{message.subject}")


def _who(place: District, message: Message, file: File) -> str:
    unit = place.roster.of_key(file.unit)
    return unit.short_name if unit else f"{message.sender or message.source}（{file.name}）"


def outcome(place: District, file: File) -> str:
    """What a file was taken for, in a few words."""
    if file.outcome == SUBMISSION:
        entry = place.ledger.entry_of_file(file.id)
        assert entry
        strange = "" if entry.vouched else f"  {UNCONFIRMED}，来自{sender_of(place.ledger, entry) or '（没有写明）'}"
        return f"校验码{entry.check_code}  必须改正{entry.errors}处，需要说明{entry.warnings}处{strange}"
    if file.outcome == SAME:
        return "和以前报来的是同一份文件"
    if file.outcome == ACCOMPANYING:
        return "随填报表附带的文件，已归档"
    return sentence_of(file)


def _answered(place: District, at: datetime) -> int:
    """Answers to every message that has none yet; how many could not be made."""
    failed = 0
    unheard: list[str] = []
    for message in place.ledger.messages():
        try:
            with working_on(message.source):
                unheard += [each.unit for each in reply(place, message, at) if not each.recipients and each.made == at]
        except UserError as refusal:
            complain(f"× {message.source}：回复没有做成：{refusal.text}")
            failed += 1
    if units := [unit for key in dict.fromkeys(unheard) if (unit := place.roster.of_key(key))]:
        named = "、".join(unit.short_name for unit in units)
        note(f"单位名单里没有邮箱、答复要另外转告的{len(units)}家：{named}。答复在“{place.folder / LETTERS}”。")
    return failed


def _summary(place: District, found: list[Collected]) -> None:
    messages = [message for each in found if each.new and (message := place.ledger.message(each.message))]
    new = [message for message in messages if not message.automatic]
    files = [file for message in new for file in place.ledger.files_of(message.id)]
    taken = sum(file.outcome == SUBMISSION for file in files)
    note(f"这次收到{len(new)}件，其中填报表{taken}份。要看各单位报送情况，请运行 nianbao district status。")
