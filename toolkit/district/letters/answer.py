"""The answer to a message: files received, problems found, and problems of earlier files that are solved now."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from toolkit.checks.messages.told import Told
from toolkit.checks.reading import Reading
from toolkit.district.district import District
from toolkit.district.intake.examine import examined
from toolkit.district.ledger.ledger import Ledger
from toolkit.district.ledger.outcomes import sentence_of
from toolkit.district.ledger.records import SUBMISSION, FaultRecord, File, Message, SubmissionRecord
from toolkit.district.ledger.standing import Standing
from toolkit.district.ledger.store import kept
from toolkit.district.messages import wrong_form
from toolkit.district.units.roster import Unit
from toolkit.office.filetypes import WORKBOOK, kind
from toolkit.tasks.files.inputs import read_data


@dataclass(frozen=True, slots=True)
class Answered:
    """One submission as it was examined; ``workbook``: its bytes, where marks can be put into them.

    ``mended`` and ``left``: of what was found in the submission before this one.
    """

    unit: Unit
    entry: SubmissionRecord
    reading: Reading
    told: tuple[Told, ...]
    workbook: bytes | None
    mended: tuple[FaultRecord, ...] = ()
    left: tuple[FaultRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What there is to say to one unit about a message.

    ``unit``: whom it is said to; None where nobody knows. ``submission``: the unit's newest in the message, if there is
    any; ``more``: how many of it there are besides. ``others``: its files that are no submission.
    """

    message: Message
    unit: Unit | None
    submission: Answered | None = None
    more: int = 0
    others: tuple[File, ...] = ()
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class Whose:
    """The units that submissions in a message are from, and those in whose name alone one came.

    ``any``: whether there was a submission at all.
    """

    known: tuple[Unit, ...]
    unconfirmed: tuple[Unit, ...]
    any: bool


def whose_submissions(district: District, message: Message) -> Whose:
    """From the ledger alone: no file is read."""
    taken = _taken(district.ledger, message)
    units = [unit for key in dict.fromkeys(file.unit for file in taken) if (unit := district.roster.of_key(key))]
    ids = {file.id for file in taken}
    known = (unit for unit in units if ids & {each.file for each in district.standing(unit).own})
    unconfirmed = (unit for unit in units if ids & {each.file for each in district.standing(unit).unconfirmed})
    return Whose(tuple(known), tuple(unconfirmed), bool(taken))


def is_for_elsewhere(district: District, message: Message) -> bool:
    """Whether a message is about a report that is collected in another folder, and about nothing else."""
    files = district.ledger.files_of(message.id)
    return bool(files) and all(_elsewhere(district, file) for file in files)


def _elsewhere(district: District, file: File) -> bool:
    """The ledger keeps the sentence that a file was turned away with."""
    own = district.settings.form.name
    errors = [wrong_form(found=each, expected=own) for each in district.settings.elsewhere]
    return any(file.outcome == each.code and sentence_of(file) == each.text for each in errors)


def answer(district: District, message: Message, unit: Unit | None, alone: bool) -> Answer:
    """Everything there is to say about a message to one unit; None: to whoever it is from, for there is no submission.

    ``alone``: nobody else is answered, so that it is told of what is nobody's, too.
    """
    files = district.ledger.files_of(message.id)
    others = [file for file in files if file.outcome != SUBMISSION and not _elsewhere(district, file)]
    if unit is None:
        sender = district.roster.of_address(message.sender) if message.letter else None
        return Answer(message, sender or district.roster.of_key(message.unit), others=tuple(others))
    standing = district.standing(unit)
    own = {each.file for each in standing.own}
    sent = [file for file in _taken(district.ledger, message) if file.unit == unit.key and file.id in own]
    newest = next((each for file in sent[-1:] for each in _answered(district, file)), None)
    told = tuple(file for file in others if file.unit == unit.key or (alone and not file.unit))
    return Answer(message, unit, newest, len(sent) - 1, told, standing)


def _taken(ledger: Ledger, message: Message) -> list[File]:
    return [file for file in ledger.files_of(message.id) if file.outcome == SUBMISSION]


def _answered(district: District, file: File) -> Iterator[Answered]:
    unit, entry = district.roster.of_key(file.unit), district.ledger.entry_of_file(file.id)
    if unit is None or entry is None:
        return
    data = kept(district.folder, file.hash)
    for filed in read_data(Path(file.name), data, district.forms):
        if isinstance(filed.outcome, Reading) and (not filed.position or file.name.endswith(f"第{filed.position}份）")):
            told = examined(district, filed.outcome, unit)
            mended, left = since(district, entry)
            yield Answered(unit, entry, filed.outcome, told, data if kind(data) == WORKBOOK else None, mended, left)


def since(district: District, entry: SubmissionRecord) -> tuple[tuple[FaultRecord, ...], tuple[FaultRecord, ...]]:
    """Of what was to be mended or explained in the unit's submission before: what is, and what is not."""
    unit = district.roster.of_key(entry.unit)
    before = [each for each in district.standing(unit).own if each.id < entry.id] if unit else []
    asked = [fault for fault in before[-1].faults if fault.level != "note"] if before else []
    now = {(fault.code, fault.cells) for fault in entry.faults if fault.level != "note"}
    mended = tuple(fault for fault in asked if (fault.code, fault.cells) not in now)
    return mended, tuple(fault for fault in asked if (fault.code, fault.cells) in now)
