"""汇总 in a district folder: who is in it, and the three files that come of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from toolkit.checks.reading import Reading
from toolkit.district.district import Desk
from toolkit.district.ledger.labels import folded, free, label
from toolkit.district.ledger.records import Entry
from toolkit.district.ledger.store import FILES
from toolkit.district.ledger.submissions import submission_of
from toolkit.district.overview.status import label as standing_label
from toolkit.district.overview.status import stamp
from toolkit.district.overview.text_digest import gathered
from toolkit.district.overview.total import Total, compared, totalled
from toolkit.district.units.roster import Unit
from toolkit.errors import Refusal
from toolkit.form.form import Form
from toolkit.form.library import forms
from toolkit.report.content import title
from toolkit.submission.json import from_json
from toolkit.submission.submission import Submission
from toolkit.tasks.inputs import read_file
from toolkit.tasks.outputs import LONGEST, file_name, report_name, write
from toolkit.tasks.replacing import put, refuse_loss
from toolkit.workbook.write.book import blank
from toolkit.workbook.write.fill import fill, fill_beside
from toolkit.workbook.write.total_worksheet import Traced, trace

FOLDER = Path("汇总")
BOOK, TRACE, GATHERED = "汇总.xlsx", "汇总底稿.xlsx", "素材汇编.docx"


@dataclass(frozen=True, slots=True)
class Counted:
    """A unit with the submission of it that counts."""

    unit: Unit
    entry: Entry
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


def counted(desk: Desk, group: str = "") -> list[Counted]:
    """The units that enter the total, of a group or of all, as far as something of theirs counts."""
    found = []
    for unit in desk.roster.units:
        entry = desk.standing(unit).counted
        if unit.counted and group in ("", unit.group) and entry:
            found.append(Counted(unit, entry, submission_of(desk.ledger, entry)))
    return found


def report_names(desk: Desk, listed: Sequence[Counted]) -> dict[str, str]:
    """What each unit's report is called, without its suffix, by the unit's key: its full title, where no other's is."""
    called = {each.unit.key: report_name(each.submission) for each in listed}
    often = Counter(map(folded, called.values()))
    for each in listed:
        if often[folded(called[each.unit.key])] > 1 or len("".join(title(each.submission))) > LONGEST:
            lines = title(replace(each.submission, unit=label(desk.ledger, each.unit)))
            called[each.unit.key] = "".join(map(file_name, lines))
    return called


def sum_up(desk: Desk, group: str, partial: bool, now: datetime, force: bool = False) -> SummedUp:
    """Raises :class:`Refusal` naming the units that are missing, unless ``partial``."""
    listed = counted(desk, group)
    due = [unit for unit in desk.expected if unit.counted and group in ("", unit.group)]
    missing = [unit.short_name for unit in due if unit.key not in {each.unit.key for each in listed}]
    if missing and not partial:
        raise Refusal("units-missing", count=len(missing), units="、".join(missing))
    name = f"{desk.district.name}{group}"
    total = totalled([each.submission for each in listed], name)
    said = stamp(desk, [each.unit for each in listed], now, group)
    folder = desk.folder / FOLDER / (_folder(desk, group) if group else "")
    book = _book(desk, total, listed, folder / BOOK)
    files = {
        folder / TRACE: trace(_traced(desk, listed), name, said),
        folder / GATHERED: gathered([each.submission for each in listed], name),
    }
    refuse_loss(files, force)
    write(folder / BOOK, book)
    copies = tuple(filter(None, [put(path, content, force) for path, content in files.items()]))
    return SummedUp(total, said, (folder / BOOK, *files), tuple(_differing(desk, listed)), copies)


def _folder(desk: Desk, group: str) -> str:
    """What a group's folder is called: no other group's is, nor one of the files beside it."""
    taken = [BOOK, TRACE, GATHERED]
    for each in filter(None, desk.roster.groups):
        taken.append(free(each, "", taken))
        if each == group:
            break
    return taken[-1]


def _book(desk: Desk, total: Total, listed: Sequence[Counted], path: Path) -> bytes:
    """An ordinary workbook of the form; what somebody has written into the one before is kept."""
    others = {f"{desk.district.name}{each}" for each in ("", *desk.roster.groups)} - {total.submission.unit}
    kept = _kept(total.submission, path, others)
    empty = blank(kept.form, kept.unit, kept.year, kept.code, kept.level, kept.last_year, beside=desk.beside)
    made = fill(empty, kept, forms())
    if desk.beside:
        summed = _beside(desk.beside, listed, kept)
        made = fill_beside(made, summed, forms()) if summed else made
    return made


def _kept(total: Submission, path: Path, others: set[str]) -> Submission:
    """With the texts, the reasons and the figures that may not be added up; what cannot be kept is not overwritten."""
    if not path.is_file():
        return total
    (filed,) = read_file(path, forms())
    before = filed.outcome.submission if isinstance(filed.outcome, Reading) else None
    if before is None or before.form is not total.form or before.year != total.year or before.unit in others:
        raise Refusal("total-kept", path=path)
    typed = {id: entry for id, entry in before.entries.items() if not total.form.cells[id].adds}
    return replace(
        total,
        code=before.code,
        level=before.level,
        entries={**total.entries, **typed},
        texts=before.texts,
        reasons=before.reasons,
        last_year={**total.last_year, **before.last_year},
    )


def _beside(form: Form, listed: Sequence[Counted], total: Submission) -> Submission | None:
    parts = [from_json(each.entry.beside, (form,)).submission for each in listed if each.entry.beside]
    if not parts:
        return None
    summed = totalled(parts, total.unit).submission
    return replace(summed, code=total.code, level=total.level)


def _traced(desk: Desk, listed: Sequence[Counted]) -> list[Traced]:
    """Groups together, in the order of the list."""
    order = {group: position for position, group in enumerate(desk.roster.groups)}
    return [
        Traced(
            each.submission,
            each.unit.group,
            standing_label(desk.standing(each.unit)),
            f"{each.entry.name}（{FILES.as_posix()}/{each.entry.hash[:12]}…）",
        )
        for each in sorted(listed, key=lambda each: order[each.unit.group])
    ]


def _differing(desk: Desk, listed: Sequence[Counted]) -> list[str]:
    """A parent that reports for itself and its parts too: what it says against what they say."""
    by_key = {each.unit.key: each for each in listed}
    lines = []
    for parent in desk.roster.units:
        own = by_key.get(parent.key) or _own(desk, parent)
        below = [by_key[child.key] for child in desk.roster.children_of(parent) if child.key in by_key]
        if own and below:
            children = totalled([each.submission for each in below], parent.name).submission
            lines += [f"{parent.short_name}：{line}" for line in compared(own.submission, children)]
    return lines


def _own(desk: Desk, unit: Unit) -> Counted | None:
    entry = desk.standing(unit).counted
    return Counted(unit, entry, submission_of(desk.ledger, entry)) if entry else None
