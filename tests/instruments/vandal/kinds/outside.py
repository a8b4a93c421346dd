"""Figures outside the cells that are for them: only values move, as a script or “paste values” leaves it."""

from collections.abc import Callable
from random import Random

from tests.instruments.vandal.book import Key, Sheet
from tests.instruments.vandal.edits import new_sheet
from tests.instruments.vandal.kind import Act, Kind
from tests.instruments.vandal.patient import Patient, cover_of
from toolkit.office.sheets.addresses import Box
from toolkit.submission.submission import BLANKS_ARE_ZERO
from toolkit.workbook.design.sheets import RESULTS

Inputs = dict[str, Key]
Aim = Callable[[Patient, Sheet, Box, Random], tuple[Sheet, int, int] | None]  # where to: the sheet, so far down, right


def moved(aim: Aim, declared: bool = True, only: str = "") -> Act:
    """The figures of a table, or of one line of it, or one alone, stand elsewhere; their cells are blank.

    ``declared``: the table's blanks count as 0, so that no loss shows by itself; else nothing is declared. ``only``:
    the figures of the first row or column (they land on headings or labels), or tables of a single row.
    """

    def act(patient: Patient, random: Random) -> str | None:
        table = random.choice([table.id for table in patient.form.tables])
        held = {id: place for id, place in patient.inputs().items() if patient.form.cells[id].table == table}
        sheets = {id: sheet for id, (sheet, _) in held.items()}
        chosen_so = patient.original.declared.get(table) == BLANKS_ARE_ZERO
        if not held or len(set(map(id, sheets.values()))) > 1 or (declared and not chosen_so):
            return None
        sheet = next(iter(sheets.values()))
        here = {id: key for id, (_, key) in held.items()}
        box = _around(sheet, here)
        some = _some(here, box, only, random)
        if not _full(patient, some) or (only and not patient.erases("labels")):
            return None
        aimed = aim(patient, sheet, box, random)
        if aimed is None:
            return None
        if not declared:
            patient.undeclare(table)
        _take(patient, sheet, some, *aimed)
        return f"{sheet.name}：{len(some)}个数字移到{aimed[0].name}，下{aimed[1]}右{aimed[2]}"

    return act


def _around(sheet: Sheet, here: Inputs) -> Box:
    rows, columns = [row for row, _ in here.values()], [column for _, column in here.values()]
    return Box(sheet.name, min(rows), min(columns), max(rows), max(columns))


def _some(here: Inputs, box: Box, only: str, random: Random) -> Inputs:
    """All of them; or a line; or one."""
    if only:
        return {id: key for id, key in here.items() if (key[0] == box.top if only == "top" else key[1] == box.left)}
    one = here[random.choice(sorted(here))]
    scope = random.choice(("all", "all", "row", "one"))
    if scope == "row":
        return {id: key for id, key in here.items() if key[0] == one[0]}
    return {id: key for id, key in here.items() if scope == "all" or key == one}


def _full(patient: Patient, some: Inputs) -> bool:
    """Some figure other than 0 is among them: else nothing is lost."""
    return any(patient.figures[id] for id in some)


def _take(patient: Patient, sheet: Sheet, some: Inputs, target: Sheet, down: int, right: int) -> None:
    for id, (row, column) in some.items():
        cell, there = sheet.cells[row, column], target.cell(row + down, column + right)
        if not cell.blank:
            there.take(cell)
            cell.clear()
            patient.outside[id] = there


def below(patient: Patient, sheet: Sheet, box: Box, random: Random) -> tuple[Sheet, int, int]:
    """Right below the table's own rectangle, a block's height away."""
    return sheet, box.bottom - box.top + 1, 0


def one_down(patient: Patient, sheet: Sheet, box: Box, random: Random) -> tuple[Sheet, int, int] | None:
    """Pasted one row too low; only where the table has a single row, else they would land on one another."""
    return (sheet, random.choice((1, 2)), 0) if box.top == box.bottom else None


def far_down(patient: Patient, sheet: Sheet, box: Box, random: Random) -> tuple[Sheet, int, int]:
    return sheet, max(40, box.bottom + 2), 0


def far_right(patient: Patient, sheet: Sheet, box: Box, random: Random) -> tuple[Sheet, int, int]:
    return sheet, 0, max(20, box.right + 2)


def very_far(patient: Patient, sheet: Sheet, box: Box, random: Random) -> tuple[Sheet, int, int]:
    """The last rows and columns that there are, or nearly so."""
    return random.choice(((sheet, 1_000_000, 0), (sheet, 0, 16_000)))


def to_the_left(patient: Patient, sheet: Sheet, box: Box, random: Random) -> tuple[Sheet, int, int] | None:
    return (sheet, 0, -1) if box.left > 1 else None


def above(patient: Patient, sheet: Sheet, box: Box, random: Random) -> tuple[Sheet, int, int] | None:
    return (sheet, -1, 0) if box.top > 1 else None


def fresh_sheet(state: str = "") -> Aim:
    def aim(patient: Patient, sheet: Sheet, box: Box, random: Random) -> tuple[Sheet, int, int] | None:
        name = "数据"
        if patient.book.sheet(name):
            return None
        made = new_sheet(patient.book, name)
        if state:
            made.attributes["state"] = state
        return made, random.choice((0, 0, 3)), 0

    return aim


def other_table(patient: Patient, sheet: Sheet, box: Box, random: Random) -> tuple[Sheet, int, int] | None:
    """Onto another table's sheet, below or beside what is there."""
    others = [each for each in patient.table_sheets() if each is not sheet]
    if not others:
        return None
    other = random.choice(others)
    used = other.used()
    return random.choice(((other, used.bottom + 2, 0), (other, 0, used.right + 2)))


def text_sheet(patient: Patient, sheet: Sheet, box: Box, random: Random) -> tuple[Sheet, int, int] | None:
    others = patient.text_sheets()
    return (random.choice(others), 60, 12) if others else None


def named_sheet(cover: bool) -> Aim:
    def aim(patient: Patient, sheet: Sheet, box: Box, random: Random) -> tuple[Sheet, int, int] | None:
        other = cover_of(patient.book) if cover else patient.book.sheet(RESULTS)
        return (other, other.used().bottom + 3, 0) if other else None

    return aim


AIMS: tuple[tuple[str, str, str, Aim, str], ...] = (
    ("below", "right below the table", "表格正下方", below, ""),
    ("one-row-down", "one row too low", "低一行", one_down, ""),
    ("far-down", "40 rows down", "下方40行", far_down, ""),
    ("far-right", "20 columns to the right", "右侧20列", far_right, ""),
    ("very-far", "the end of the sheet", "工作表尽头", very_far, ""),
    ("left", "the labels on the left", "左边的栏目名称上", to_the_left, "left"),
    ("above", "the headings above", "上边的表头上", above, "top"),
    ("new-sheet", "a new sheet", "新工作表", fresh_sheet(), ""),
    ("hidden-sheet", "a new hidden sheet", "隐藏的新工作表", fresh_sheet("veryHidden"), ""),
    ("other-table", "another table's sheet", "别的表的工作表", other_table, ""),
    ("text-sheet", "a sheet of texts", "文字的工作表", text_sheet, ""),
    ("cover", "the cover", "封面", named_sheet(True), ""),
    ("results", "the sheet of results", "校验结果", named_sheet(False), ""),
)


def _kinds(name: str, english: str, chinese: str, aim: Aim, only: str) -> tuple[Kind, Kind]:
    return (
        Kind(
            f"outside-{name}",
            f"figures on {english}, blanks declared 0",
            f"数字落在{chinese}，已选空格均为0",
            moved(aim, True, only),
            True,
        ),
        Kind(
            f"outside-{name}-undeclared",
            f"figures on {english}, nothing declared",
            f"数字落在{chinese}，未作选择",
            moved(aim, False, only),
            True,
        ),
    )


OUTSIDE = tuple(kind for each in AIMS for kind in _kinds(*each))
