"""汇总 of a district folder: which units are included, and the three files it writes."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from toolkit.checks.messages.naming import cell_name
from toolkit.checks.reading import Reading
from toolkit.checks.state import difference
from toolkit.district.district import District
from toolkit.district.ledger.labels import folded, free, label
from toolkit.district.ledger.records import SubmissionRecord
from toolkit.district.ledger.store import FILES
from toolkit.district.ledger.submissions import submission_of
from toolkit.district.messages import total_kept, units_missing
from toolkit.district.overview.status import label as standing_label
from toolkit.district.overview.status import stamp
from toolkit.district.units.roster import Unit
from toolkit.form.form import Form
from toolkit.form.library import forms
from toolkit.numbers import plain_number
from toolkit.report.content import title
from toolkit.report.text_digest import text_digest
from toolkit.submission.json import from_json
from toolkit.submission.submission import Submission
from toolkit.tasks.files.inputs import read_file
from toolkit.tasks.files.outputs import write
from toolkit.tasks.files.replacing import put, refuse_loss
from toolkit.tasks.names import LONGEST, file_name
from toolkit.tasks.render import report_name
from toolkit.tasks.total import Total, total, workbook
from toolkit.workbook.write.total_worksheet import Traced, total_worksheet

FOLDER = Path("汇总")
BOOK, TRACE, GATHERED = "汇总.xlsx", "汇总底稿.xlsx", "素材汇编.docx"


@dataclass(frozen=True, slots=True)
class Counted:
    """A unit with the submission of it that counts."""

    unit: Unit
    entry: SubmissionRecord
    submission: Submission


@dataclass(frozen=True, slots=True)
class SummedUp:
    """``stamp``: when, and who is not in it. ``differing``: parents whose own figures are not those of their parts.
    ``copies``: of files that somebody had edited.
    """

    total: Total
    stamp: str
    files: tuple[Path, ...]
    differing: tuple[str, ...]
    copies: tuple[Path, ...] = ()


def included_units(district: District, group: str = "") -> list[Counted]:
    """The units that enter the total, of a group or of all, as far as something of theirs counts."""
    found = []
    for unit in district.roster.units:
        entry = district.standing(unit).counted
        if unit.counted and group in ("", unit.group) and entry:
            found.append(Counted(unit, entry, submission_of(district.ledger, entry)))
    return found


def report_names(district: District, listed: Sequence[Counted]) -> dict[str, str]:
    """What each unit's report is called, without its suffix, by the unit's key: its full title, where no other's is."""
    called = {each.unit.key: report_name(each.submission) for each in listed}
    often = Counter(map(folded, called.values()))
    for each in listed:
        if often[folded(called[each.unit.key])] > 1 or len("".join(title(each.submission))) > LONGEST:
            lines = title(replace(each.submission, unit=label(district.ledger, each.unit)))
            called[each.unit.key] = "".join(map(file_name, lines))
    return called


def sum_up(district: District, group: str, partial: bool, now: datetime, force: bool = False) -> SummedUp:
    """Raises :class:`UserError` naming the units that are missing, unless ``partial``."""
    listed = included_units(district, group)
    due = [unit for unit in district.expected if unit.counted and group in ("", unit.group)]
    missing = [unit.short_name for unit in due if unit.key not in {each.unit.key for each in listed}]
    if missing and not partial:
        raise units_missing(count=len(missing), units="、".join(missing))
    name = f"{district.settings.name}{group}"
    summed = total([each.submission for each in listed], name)
    stamped = stamp(district, [each.unit for each in listed], now, group)
    folder = district.folder / FOLDER / (_folder(district, group) if group else "")
    book = _book(district, summed, listed, folder / BOOK)
    files = {
        folder / TRACE: total_worksheet(_traced(district, listed), name, stamped),
        folder / GATHERED: text_digest([each.submission for each in listed], name),
    }
    refuse_loss(files, force)
    write(folder / BOOK, book)
    copies = tuple(filter(None, [put(path, content, force) for path, content in files.items()]))
    return SummedUp(summed, stamped, (folder / BOOK, *files), tuple(_differing(district, listed)), copies)


def _folder(district: District, group: str) -> str:
    """What a group's folder is called: no other group's is, nor one of the files beside it."""
    taken = [BOOK, TRACE, GATHERED]
    for each in filter(None, district.roster.groups):
        taken.append(free(each, "", taken))
        if each == group:
            break
    return taken[-1]


def _book(district: District, summed: Total, listed: Sequence[Counted], path: Path) -> bytes:
    """An ordinary workbook of the form; what somebody has written into the one before is kept."""
    others = {f"{district.settings.name}{each}" for each in ("", *district.roster.groups)} - {summed.submission.unit}
    kept = _kept(summed.submission, path, others)
    return workbook(kept, district.companions, _filed(district.companions, listed, kept))


def _kept(total: Submission, path: Path, others: set[str]) -> Submission:
    """With the texts, the reasons and the figures that may not be added up; what cannot be kept is not overwritten."""
    if not path.is_file():
        return total
    (filed,) = read_file(path, forms())
    before = filed.outcome.submission if isinstance(filed.outcome, Reading) else None
    if before is None or before.form is not total.form or before.year != total.year or before.unit in others:
        raise total_kept(path)
    cells = total.form.cells
    typed = {id: entry for id, entry in before.entries.items() if not cells[id].adds and not cells[id].weight}
    return replace(
        total,
        code=before.code,
        level=before.level,
        entries={**total.entries, **typed},
        texts=before.texts,
        reasons=before.reasons,
        last_year={**total.last_year, **before.last_year},
    )


def _filed(companions: tuple[Form, ...], listed: Sequence[Counted], main: Submission) -> Iterator[Submission]:
    """The sum of what the units filed on companion forms."""
    parts = [from_json(data, companions).submission for each in listed for data in each.entry.companions]
    for form in companions:
        if own := [part for part in parts if part.form is form]:
            yield total(own, main.unit, main.level, main.code).submission


def _traced(district: District, listed: Sequence[Counted]) -> list[Traced]:
    """Groups together, in the order of the list."""
    order = {group: position for position, group in enumerate(district.roster.groups)}
    return [
        Traced(
            each.submission,
            each.unit.group,
            standing_label(district.standing(each.unit)),
            f"{each.entry.name}（{FILES.as_posix()}/{each.entry.hash[:12]}…）",
        )
        for each in sorted(listed, key=lambda each: order[each.unit.group])
    ]


def _differing(district: District, listed: Sequence[Counted]) -> list[str]:
    """A parent that reports for itself and its parts too: what it says against what they say."""
    by_key = {each.unit.key: each for each in listed}
    lines = []
    for parent in district.roster.units:
        own = by_key.get(parent.key) or _own(district, parent)
        below = [by_key[child.key] for child in district.roster.children_of(parent) if child.key in by_key]
        if own and below:
            children = total([each.submission for each in below], parent.name).submission
            lines += [f"{parent.short_name}：{line}" for line in differences(own.submission, children)]
    return lines


def differences(own: Submission, children: Submission) -> list[str]:
    """A parent's own figures against the sum of those below it: a line for each that differs."""
    return [
        f"{cell_name(cell, own.form)}：本单位填{plain_number(mine)}，所属单位相加{plain_number(theirs)}，"
        f"{difference(mine, theirs)}。"
        for cell in own.form.inputs
        if (mine := own.figure(cell.id)) is not None
        and (theirs := children.figure(cell.id)) is not None
        and mine != theirs
    ]


def _own(district: District, unit: Unit) -> Counted | None:
    entry = district.standing(unit).counted
    return Counted(unit, entry, submission_of(district.ledger, entry)) if entry else None
