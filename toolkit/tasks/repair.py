"""``repair``: a new workbook filled with everything that could be recovered from a damaged one."""

from dataclasses import dataclass, replace

from toolkit.checks.messages.told import Told, tell
from toolkit.checks.reading import Reading
from toolkit.form.form import Form
from toolkit.form.library import forms
from toolkit.rich_text import one_line
from toolkit.tasks.check import check, errors
from toolkit.workbook.read.reader import read
from toolkit.workbook.write.repair import named, repaired


@dataclass(frozen=True, slots=True)
class RepairedWorkbook:
    """``damage``: what was found while the old file was read. ``source`` is its reading, with unit and year if they had
    to be given. ``reading`` and ``messages``: the new workbook, and what is still to be done in it. ``lost_sheet``: a
    district's own sheet, which is not drawn again; empty where there was none.
    """

    data: bytes
    source: Reading
    damage: tuple[Told, ...]
    reading: Reading
    messages: tuple[Told, ...]
    lost_sheet: str

    def summary(self, output: str) -> str:
        """How much was found and written to ``output``, and how much is still to be done."""
        submission = self.reading.submission
        figures = sum(submission.entry(cell.id).number is not None for cell in submission.form.inputs)
        paragraphs = sum(map(len, submission.texts.values()))
        left = len(errors(self.messages))
        todo = f"还有{left}处要在新表上补填或改正（见“必须改正”）" if left else "没有要补填的"
        return f"已找回{figures}个数、{paragraphs}段文字，写进了{output}；{todo}。"

    @property
    def loss(self) -> str:
        """That a district's sheet is not in the new workbook; empty where there was none."""
        sheet = self.lost_sheet
        return (
            f"工作表“{sheet}”是区里另加的，新表里没有，请从原文件里抄过去，或者向区里另要一份填报表。" if sheet else ""
        )


def repair(reading: Reading, unit: str = "", year: int = 0, known: tuple[Form, ...] | None = None) -> RepairedWorkbook:
    """A new workbook filled with what was read of another one, however it came back.

    ``reading``: best read with ``any_revision``. ``unit`` and ``year``: for a file that does not say them.

    Raises :class:`~toolkit.errors.UserError` where nobody knows whose it is, and where a text is too long for a cell.
    """
    known = forms() if known is None else known
    source = _certain(named(reading, one_line(unit, "单位名称"), year))
    data = repaired(source, known)
    anew = read(data, known)
    lost = "" if source.companions else source.companion_sheet
    return RepairedWorkbook(data, source, tell(source, source.findings), anew, check(anew), lost)


def _certain(reading: Reading) -> Reading:
    """Without figures of a printed report that may be others: they stay blank and have to be filled in."""
    found = reading.submission
    if not found.doubtful:
        return reading
    entries = {id: typed for id, typed in found.entries.items() if id not in found.doubtful}
    return replace(reading, submission=replace(found, entries=entries, doubtful={}))
