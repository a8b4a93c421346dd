"""What happens to totals: numbers pasted over formulas, other formulas, broken references, old results."""

from collections.abc import Callable
from random import Random

from tests.instruments.vandal.book import Cell
from tests.instruments.vandal.kind import Act, Kind
from tests.instruments.vandal.patient import Patient
from tests.instruments.vandal.references import LOST, REFERENCE, copied
from toolkit.numbers import Number


def totals(change: Callable[[Cell, Number, Random], None], stale: bool = False) -> Act:
    """Change some computed cells; one that then states another number than the sum must be named.

    ``stale``: what is changed are results, so nothing may calculate them anew.
    """

    def act(patient: Patient, random: Random) -> str | None:
        here = patient.computed()
        if not here:
            return None
        ids = random.sample(sorted(here), min(len(here), random.randint(1, 5)))
        for id in ids:
            change(here[id], patient.original.figure(id) or 0, random)
            patient.totals.add(id)
        patient.stale = patient.stale or stale
        return "、".join(ids)

    return act


def pasted_right(cell: Cell, total: Number, random: Random) -> None:
    cell.type(total)


def pasted_wrong(cell: Cell, total: Number, random: Random) -> None:
    cell.type(total + random.choice((-1, 1, 6, 100)))


def pasted_text(cell: Cell, total: Number, random: Random) -> None:
    cell.type(random.choice(("/", f"{total}件", "见附件", f"{total}")))


def emptied(cell: Cell, total: Number, random: Random) -> None:
    cell.clear()


def other_formula(cell: Cell, total: Number, random: Random) -> None:
    wrong = total + random.choice((0, 1, -6))
    cell.calculate(f"{wrong}+0", f"{wrong}")


def broken_reference(cell: Cell, total: Number, random: Random) -> None:
    formula = REFERENCE.sub(LOST, cell.formula or LOST, count=1)
    if random.random() < 0.5:
        cell.calculate(formula, LOST, "e")
    else:
        cell.calculate(formula, f"{total + 1}")


def cached_error(cell: Cell, total: Number, random: Random) -> None:
    cell.cache(random.choice(("#VALUE!", "#NAME?", "#DIV/0!")), "e")


def old_result(cell: Cell, total: Number, random: Random) -> None:
    cell.cache(f"{total + random.randint(1, 9)}")


def empty_text_cached(cell: Cell, total: Number, random: Random) -> None:
    cell.cache("", "str")


def shared(patient: Patient, random: Random) -> str | None:
    """One formula for a whole row of totals, as Excel writes it when it is filled to the right."""
    patient.late.append(lambda: _share_rows(patient))
    return "公式合并存放"


def _share_rows(patient: Patient) -> None:
    here = patient.book.tagged()
    rows: dict[tuple[str, int], list[str]] = {}
    for id in patient.computed():
        sheet, (row, _) = here[id]
        rows.setdefault((sheet.name, row), []).append(id)
    for number, ids in enumerate(rows.values()):
        if len(ids) > 1:
            _share(patient, sorted(ids, key=lambda id: here[id][1]), number)


def _share(patient: Patient, ids: list[str], number: int) -> None:
    """Those of a row's formulas that are the first one's copies."""
    sheet, (row, first) = patient.book.tagged()[ids[0]]
    formula = sheet.cells[row, first].formula
    for id in ids if formula else ():
        where, key = patient.book.tagged()[id]
        found = where.cells[key].child("f")
        if formula and found is not None and copied(formula, 0, key[1] - first) == found.text:
            found.attrib.update({"t": "shared", "si": str(number)})
            found.text = formula if id == ids[0] else ""


def never_calculated(patient: Patient, random: Random) -> str | None:
    """A program that does not calculate writes formulas without results."""
    cells = [cell for _, _, cell in patient.book.cells() if cell.formula is not None]
    if any(cell.tag in patient.figures for cell in cells) and not patient.relies_on("formulas"):
        return None
    for cell in cells:
        cell.cache(None)
    patient.stale = True
    return f"{len(cells)}个公式" if cells else None


TOTALS = (
    Kind("pasted-right", "values pasted over totals, right ones", "合计粘成数值，数对", totals(pasted_right)),
    Kind("pasted-wrong", "values pasted over totals, wrong ones", "合计粘成数值，数错", totals(pasted_wrong)),
    Kind("pasted-text", "texts typed over totals", "合计改成文字", totals(pasted_text)),
    Kind("total-emptied", "totals deleted", "合计被清空", totals(emptied)),
    Kind("other-formula", "a total's formula replaced by another", "合计公式被换", totals(other_formula)),
    Kind("broken-formula", "a total's formula refers to #REF!", "合计公式引用失效", totals(broken_reference)),
    Kind("cached-error", "an error cached in a total", "合计缓存为错误值", totals(cached_error, stale=True)),
    Kind("stale", "old results in totals", "合计未重新计算", totals(old_result, stale=True)),
    Kind("cached-empty", "an empty text cached in a total", "合计缓存为空文本", totals(empty_text_cached, stale=True)),
    Kind("shared-formula", "a row of totals as one shared formula", "一行合计共用一个公式", shared),
    Kind("never-calculated", "no cached result anywhere", "全部公式没有计算结果", never_calculated),
)
