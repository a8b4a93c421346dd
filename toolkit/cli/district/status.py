"""``nianbao district status``, ``show``, ``remind``, ``assess``."""

from typing import Annotated

from rich import box
from rich.table import Table

from toolkit.cli.district.options import HERE, Send, UnitName, told_faults, unit_named
from toolkit.cli.district.send import send_letters, told_letters
from toolkit.cli.options import option
from toolkit.cli.terminal.console import note, say, say_table
from toolkit.cli.terminal.written import Force, put_out
from toolkit.district.clock import format_time, now
from toolkit.district.district import District, alone, open_district
from toolkit.district.intake.attribution import listed as listed_there
from toolkit.district.ledger.records import (
    ADDRESS,
    CLERK,
    DECIDED,
    EARLIER,
    SUBMISSION,
    TOKEN,
    Message,
    SubmissionRecord,
)
from toolkit.district.ledger.standing import UNCONFIRMED, Standing
from toolkit.district.letters.answer import since
from toolkit.district.letters.remind import owing, remind
from toolkit.district.overview.assess import BOOK, assessment
from toolkit.district.overview.changes import changes
from toolkit.district.overview.status import PAGE, TONES, StatusLine, counts, label, lines, page, sender, unconfirmed
from toolkit.tasks.files.outputs import write

STYLES = {"good": "green", "bad": "red", "open": "yellow"}
VOUCHED = {
    TOKEN: "凭文件里区里发给它的标识认定",
    ADDRESS: "凭单位名单上的邮箱认定",
    CLERK: "从文件夹收进来的",
    EARLIER: "以前的版本收的，没有核对来历",
    "": "不是名单上它的邮箱，没有能认定的标识",
}
SHOWN = 20  # changed cells of one submission


def status(group: Annotated[str, option("--group", metavar="分组", help="只看这一组。")] = "") -> int:
    """Print where each unit stands, and write the same as a web page."""
    with open_district(HERE) as place:
        listed = [each for each in lines(place) if group in ("", each.unit.group)]
        say_table(_table(listed))
        say(counts(listed), "bold")
        _unconfirmed(place, listed)
        _strangers(place)
        write(place.folder / PAGE, page(place, now()))
        note(f"已写成网页：{place.folder / PAGE}")
    return 0


def _table(listed: list[StatusLine]) -> Table:
    """Drawn with lines that a Chinese Windows console has."""
    table = Table(box=box.SQUARE, show_lines=False)
    for title in ("单位", "状态", "校验码", "改正", "说明", "最近报来"):
        table.add_column(title)
    for each in listed:
        newest = each.standing.newest
        shown = each.standing.counted or newest
        table.add_row(
            each.unit.short_name,
            label(each.standing),
            shown.check_code if shown else "",
            str(newest.errors) if newest else "",
            str(newest.warnings) if newest else "",
            format_time(newest.received) if newest else "",
            style=STYLES.get(TONES.get(each.standing.state, ""), ""),
        )
    return table


def _unconfirmed(place: District, listed: list[StatusLine]) -> None:
    if waiting := unconfirmed(place.ledger, listed):
        say(f"{UNCONFIRMED}{len(waiting)}份，问清楚后用 nianbao district confirm 确认，或者用 return 退回：")
    for each in waiting:
        say(f"  {each}")


def _strangers(place: District) -> None:
    """What was collected and cannot be told whose it is, or was not answered, is never lost from sight."""
    unknown = [each for each in place.ledger.messages() if not each.automatic and _strange(place, each)]
    if unknown:
        say(f"看不出是哪个单位的来信和文件{len(unknown)}件：")
        for each in unknown[:SHOWN]:
            say(f"  {format_time(each.received)}  {each.sender or each.source}  {each.subject}")


def _strange(place: District, message: Message) -> bool:
    files = place.ledger.files_of(message.id)
    if message.letter and not listed_there(message.sender, place.roster):
        return not any(file.outcome == SUBMISSION for file in files)
    return not (message.unit or any(file.unit for file in files))


def show(unit: UnitName) -> int:
    """Print all submissions and decisions of one unit."""
    with open_district(HERE) as place:
        chosen = unit_named(place, unit)
        standing = place.standing(chosen)
        say(f"● {chosen.name}  {label(standing)}", "bold")
        before: SubmissionRecord | None = None
        for entry in place.ledger.entries(chosen.key):
            _say_entry(place, entry, before, standing)
            before = entry if entry in standing.own else before
        for decision in place.ledger.decisions(chosen.key):
            rest = "  ".join(filter(None, (decision.remark, decision.url)))
            number = f"（序号{decision.submission}）" if decision.submission else ""
            say(f"  {format_time(decision.at)}  {DECIDED.get(decision.kind, decision.kind)}{number}  {rest}".rstrip())
    return 0


def _say_entry(place: District, entry: SubmissionRecord, before: SubmissionRecord | None, standing: Standing) -> None:
    counted = standing.counted is not None and standing.counted.id == entry.id
    say(
        f"  序号{entry.id}  {format_time(entry.received)}  {entry.name}  校验码{entry.check_code}  "
        f"必须改正{entry.errors}处，需要说明{entry.warnings}处{'  ← 以这一份为准' if counted else ''}"
    )
    waits = f"，{UNCONFIRMED}" if entry in standing.unconfirmed else ""
    say(f"      来自{sender(place.ledger, entry)}，{VOUCHED[entry.vouched]}{waits}")
    if before is None:
        return
    found = changes(before.data, entry.data, place.settings.form)
    for line in found[:SHOWN]:
        say(f"      {line}")
    if len(found) > SHOWN:
        say(f"      另有{len(found) - SHOWN}处不同")
    mended, left = since(place, entry)
    for fault in mended:
        say(f"      已改：{fault.message}")
    for fault in left:
        say(f"      未改：{fault.message}")


def remind_all(send: Send = False) -> int:
    """Write or send reminders to all units that owe a report. Exit code 2 where one could not be made or sent."""
    with open_district(HERE) as place, alone(place.folder):
        for line, _ in remind(place, now()):
            say(f"● {line.unit.short_name}  {label(line.standing)}{'' if line.unit.addresses else '  （没有邮箱）'}")
        if not owing(place):
            note("没有要催报的单位。")
        unsent = send_letters(place) if send else told_letters(place)
        return 2 if told_faults(place) or unsent else 0


def assess(force: Force = False) -> int:
    """Write the workbook of 考核 for all units."""
    with open_district(HERE) as place:
        put_out(place.folder / BOOK, assessment(place), force)
        note(f"已写成：{place.folder / BOOK}")
    return 0
