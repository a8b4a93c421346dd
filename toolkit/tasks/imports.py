"""``import``: a published report as a workbook or as JSON, and what in it must be looked at again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from toolkit.checks.finding import Finding, Level, Quoting
from toolkit.checks.messages.naming import cell_name
from toolkit.checks.messages.told import Told, tell
from toolkit.checks.reading import Reading
from toolkit.checks.totals import check_totals
from toolkit.form.form import Form
from toolkit.form.library import forms
from toolkit.numbers import plain_number
from toolkit.report.web.listing import ListItem, listing
from toolkit.rich_text import one_line
from toolkit.submission.submission import Submission
from toolkit.tasks.export import export
from toolkit.tasks.mark import mark
from toolkit.tasks.names import file_name
from toolkit.workbook.read.reader import read
from toolkit.workbook.write.repair import named, repaired

TITLE = "核对单"
COLUMNS = ("文件", "单位", "年度", "哪一格", "从外到里的标题", "报告里的原文", "读作", "为什么要核对")
NOTHING, MISSING = "（空白）", "（没有找到）"
WHY = {
    "import-place": "旁边的文字与表样对不上，不知是不是这一行的数",
    "import-shape": "这一行的格数与表样不一样，不知哪个数在哪一列",
    "import-heading": "上面的列名与表样不一样",
    "import-group": "报告里合成了一行，没有分列",
    "import-run-on": "与旁边的数连在一起，断不开",
}


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """One line of the 核对单: a figure by its name and by all headings above and beside it, from the outside in; what
    was seen of it, what it was read as, and why to look again.
    """

    cell: str
    path: str
    seen: str
    value: str
    why: str
    level: Level


@dataclass(frozen=True, slots=True)
class ImportedReport:
    """``name``: what its file is called, without a suffix. ``source``: its reading, with unit and year."""

    name: str
    data: bytes
    source: Reading
    checkpoints: tuple[Checkpoint, ...]

    @property
    def sure(self) -> bool:
        """Whether every figure was found and none is doubtful."""
        return not self.source.submission.doubtful and not _missing(self.source)


def imported(
    reading: Reading, unit: str = "", year: int = 0, to: str = "xlsx", known: tuple[Form, ...] | None = None
) -> ImportedReport:
    """``to``: ``xlsx``, a workbook with doubtful figures filled in and marked, missing ones blank and marked; or
    ``json``. ``unit`` and ``year`` go before what the report says.

    Raises :class:`~toolkit.errors.UserError` where nobody knows whose it is, or no form serves its year.
    """
    known = forms() if known is None else known
    given = one_line(unit, "单位名称")
    who = replace(reading.submission, unit=given or reading.submission.unit, year=year or reading.submission.year)
    source = named(replace(reading, submission=who), "", 0)
    submission = source.submission
    data = export(submission) if to == "json" else _workbook(source, known)
    name = file_name(f"{submission.unit}-{submission.year}")
    return ImportedReport(name, data, source, tuple(_checkpoints(source)))


def sheet(reports: Sequence[tuple[str, ImportedReport]]) -> bytes:
    """The 核对单 of several files, each with what it is called, as a web page."""
    rows = [
        (ListItem(file), ListItem(submission.unit), ListItem(str(submission.year)), *_items(point))
        for file, report in reports
        for point in report.checkpoints
        if (submission := report.source.submission)
    ]
    sure = sum(report.sure for _, report in reports)
    notes = (
        f"共{len(reports)}份报告，其中{sure}份全部读清。下面各格请对照原来的报告核对，在填报表里改正。",
        "没有列出的数，都是照报告读的。",
    )
    return listing(TITLE, notes, COLUMNS, rows)


def _items(point: Checkpoint) -> Iterator[ListItem]:
    tone = {Level.ERROR: "bad", Level.WARNING: "open"}.get(point.level, "")
    yield ListItem(point.cell)
    yield ListItem(point.path)
    yield ListItem(point.seen)
    yield ListItem(point.value, tone=tone)
    yield ListItem(point.why)


def _missing(source: Reading) -> tuple[str, ...]:
    return tuple(id for each in source.findings if each.code == "import-missing" for id in each.cells)


def _checkpoints(source: Reading) -> Iterator[Checkpoint]:
    """Doubtful figures, missing ones, and totals that are not what the report itself adds up to."""
    submission, form = source.submission, source.submission.form
    why = {id: WHY[each.code] for each in source.findings if each.code in WHY for id in each.cells}
    for id, seen in submission.doubtful.items():
        reason = why.get(id, "拿不准读得对不对")
        yield Checkpoint(*_where(id, form), seen or NOTHING, _value(submission, id), reason, Level.WARNING)
    for id in _missing(source):
        yield Checkpoint(*_where(id, form), MISSING, NOTHING, "报告里没有找到，没有填", Level.ERROR)
    for told in tell(source, (each for each in check_totals(source) if each.code == "total-differs")):
        where, words = _where(told.finding.cells[0], form), told.words
        yield Checkpoint(*where, words.found, words.expected, "报告里的合计与各项相加不等，按各项相加计", Level.NOTE)


def _where(id: str, form: Form) -> tuple[str, str]:
    """A figure's name, and the way to it: its table, then its rows and its columns from the outside in."""
    cell = form.cells[id]
    ways = (" › ".join((*(group.label for group in line.groups), line.label)) for line in (cell.row, cell.column))
    return cell_name(cell, form), f"{form.table(cell.table).title}：" + "；".join(ways)


def _value(submission: Submission, id: str) -> str:
    """What stands for a figure now; of a computed one, what its inputs make."""
    figure = submission.figure(id)
    return NOTHING if figure is None else plain_number(figure)


def _workbook(source: Reading, known: tuple[Form, ...]) -> bytes:
    data = repaired(source, known)
    anew = read(data, known)
    return mark(data, anew, _marks(source, anew)).data


def _marks(source: Reading, anew: Reading) -> tuple[Told, ...]:
    """A mark at each doubtful figure with what was seen of it, and at those that were not found."""
    doubtful = source.submission.doubtful
    inputs = [cell.id for cell in source.submission.form.inputs]
    found: list[Finding] = [
        Quoting("import-doubtful", Level.WARNING, (id,), quotes=(doubtful[id],)) for id in inputs if id in doubtful
    ]
    missing = set(_missing(source))
    found += [Finding("import-missing", Level.ERROR, (id,)) for id in inputs if id in missing]
    return tell(anew, found)
