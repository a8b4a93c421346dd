"""What a message is answered with: what came, what was found in it, and what was found before and is mended now."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from toolkit.checks.reading import Reading
from toolkit.checks.told import Told
from toolkit.district import ledger_read
from toolkit.district.desk import Desk
from toolkit.district.examine import beside_in, examined
from toolkit.district.records import SUBMISSION, Entry, Fault, File, Message
from toolkit.district.roster import Unit
from toolkit.district.states import Standing
from toolkit.district.store import kept
from toolkit.files.filed import read_data
from toolkit.form.library import forms
from toolkit.workbook.kind import WORKBOOK, kind


@dataclass(frozen=True, slots=True)
class Answered:
    """One submission as it was examined; ``workbook``: its bytes, where marks can be put into them.

    ``mended`` and ``left``: of what was found in the submission before this one.
    """

    unit: Unit
    entry: Entry
    reading: Reading
    told: tuple[Told, ...]
    workbook: bytes | None
    mended: tuple[Fault, ...] = ()
    left: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """``unit``: whom the message is from, as far as that is known; ``others``: its files that are no submission."""

    message: Message
    unit: Unit | None
    submissions: tuple[Answered, ...]
    others: tuple[File, ...]
    standings: dict[str, Standing] = field(default_factory=dict)


def answer(desk: Desk, message: Message) -> Answer:
    """Everything there is to say about a message."""
    files = ledger_read.files_of(desk.ledger, message.id)
    submissions = tuple(each for file in files for each in _answered(desk, file))
    others = tuple(file for file in files if file.outcome != SUBMISSION)
    standings = {each.unit.key: desk.standing(each.unit) for each in submissions}
    return Answer(message, desk.roster.of_key(message.unit), submissions, others, standings)


def _answered(desk: Desk, file: File) -> Iterator[Answered]:
    unit, entry = desk.roster.of_key(file.unit), ledger_read.entry_of_file(desk.ledger, file.id)
    if unit is None or entry is None:
        return
    data = kept(desk.folder, file.hash)
    for filed in read_data(Path(file.name), data, forms()):
        if isinstance(filed.outcome, Reading) and (not filed.position or file.name.endswith(f"第{filed.position}份）")):
            told = examined(desk, filed.outcome, unit, beside_in(desk, filed.outcome, data))
            mended, left = since(desk, entry)
            yield Answered(unit, entry, filed.outcome, told, data if kind(data) == WORKBOOK else None, mended, left)


def since(desk: Desk, entry: Entry) -> tuple[tuple[Fault, ...], tuple[Fault, ...]]:
    """Of what was to be mended or explained in the unit's submission before: what is, and what is not."""
    before = [each for each in ledger_read.entries(desk.ledger, entry.unit) if each.id < entry.id]
    asked = [fault for fault in before[-1].faults if fault.level != "note"] if before else []
    now = {(fault.code, fault.cells) for fault in entry.faults if fault.level != "note"}
    mended = tuple(fault for fault in asked if (fault.code, fault.cells) not in now)
    return mended, tuple(fault for fault in asked if (fault.code, fault.cells) in now)
