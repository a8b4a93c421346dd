"""Paragraphs: inserted, moved, deleted, pasted beside the cells that are for them."""

from random import Random

from tests.instruments.vandal.book import Cell, Key, Sheet
from tests.instruments.vandal.edits import ROWS, Shift, move, shift
from tests.instruments.vandal.kind import Act, Kind
from tests.instruments.vandal.kinds.marks import names_lie
from tests.instruments.vandal.patient import HEAD, TEXT, Patient
from toolkit.office.sheets.addresses import Box, Place

ADDED = "另补充一段：全年组织培训两次。"


def text_of(tag: str) -> str:
    return tag.removeprefix(TEXT).rpartition(":")[0]


def written(patient: Patient) -> list[tuple[str, Sheet, Key]]:
    """Every paragraph that is there: its text, and its cell."""
    return [
        (text_of(tag), sheet, key)
        for tag, (sheet, key) in patient.paragraphs().items()
        if not sheet.cells[key].blank and said(sheet.cells[key]) in patient.texts[text_of(tag)]
    ]


def said(cell: Cell) -> str:
    return "" if cell.value is None else str(cell.value).replace("\r\n", "\n").replace("\r", "\n").strip()


def inserted(adjust: bool) -> Act:
    """A row inserted before a paragraph, and another paragraph typed there."""

    def act(patient: Patient, random: Random) -> str | None:
        rows = written(patient)
        if not rows or not (adjust or names_lie(patient)):
            return None
        id, sheet, (row, column) = random.choice(rows)
        top = min(key[0] for where, key in patient.paragraphs(id).values() if where is sheet)
        shift(patient.book, Shift(sheet, ROWS, row, 1), adjust)
        if row > top or not adjust:  # else the row stands above the first one and belongs to nobody
            sheet.cell(row, column).type(ADDED)
            sheet.cell(row, column).tag = f"{TEXT}{id}:added{row}"
            patient.texts[id].append(ADDED)
        return f"{id}第{row}行前插入一行"

    return act


def deleted(patient: Patient, random: Random) -> str | None:
    """The row of a paragraph deleted: the officer does not want it any more."""
    rows = [each for each in written(patient) if len(patient.paragraphs(each[0])) > 1]
    if not rows:
        return None
    id, sheet, key = random.choice(rows)
    patient.texts[id].remove(said(sheet.cells[key]))
    shift(patient.book, Shift(sheet, ROWS, key[0], -1))
    return f"删去{id}第{key[0]}行"


def text_deleted(patient: Patient, random: Random) -> str | None:
    """All rows of a text deleted, its heading too."""
    rows = written(patient)
    if not rows:
        return None
    id, sheet, _ = random.choice(rows)
    lines = [key[0] for where, key in patient.paragraphs(id).values() if where is sheet]
    first = min(lines) - 1 if any(cell.tag == HEAD + id for cell in sheet.cells.values()) else min(lines)
    shift(patient.book, Shift(sheet, ROWS, first, first - max(lines) - 1))
    return f"删去{id}各行"


def moved(where: str) -> Act:
    """A paragraph dragged to an empty row of its text, or out of the cells for it."""

    def act(patient: Patient, random: Random) -> str | None:
        rows = written(patient)
        if not rows:
            return None
        id, sheet, key = random.choice(rows)
        target = _target(patient, id, sheet, key, where, random)
        if target is None:
            return None
        move(patient.book, Box(sheet.name, *key, *key), target)
        return f"{id}的一段移到{target.ref}"

    return act


def _target(patient: Patient, id: str, sheet: Sheet, key: Key, where: str, random: Random) -> Place | None:
    used = sheet.used()
    if where == "below":
        return Place(sheet.name, used.bottom + random.randint(1, 5), key[1])
    if where == "beside":
        return Place(sheet.name, key[0], used.right + random.randint(1, 3))
    cells = {place: other.cells[place] for other, place in patient.paragraphs(id).values() if other is sheet}
    free = [place for place, cell in cells.items() if cell.blank]
    if not free:
        return None
    target = random.choice(free)
    return Place(sheet.name, *target)


def stray(patient: Patient, random: Random) -> str | None:
    """A text typed outside: nothing is lost."""
    sheets = patient.text_sheets()
    if not sheets:
        return None
    sheet = random.choice(sheets)
    used = sheet.used()
    row, column = random.choice(((used.bottom + 2, 2), (random.randint(1, used.bottom), used.right + 1)))
    sheet.cell(row, column).type("此处请李主任再看一下。")
    return f"{sheet.name}空白处写字"


def all_in_one(patient: Patient, random: Random) -> str | None:
    """All paragraphs of a text pasted into its first cell, as lines."""
    rows = written(patient)
    if not rows:
        return None
    id, sheet, _ = random.choice(rows)
    places = sorted(key for where, key in patient.paragraphs(id).values() if where is sheet)
    own = [key for other, where, key in rows if other == id and where is sheet]
    if len(own) < 2 or len(own) != len(patient.texts[id]):
        return None
    joined = "\n".join(said(sheet.cells[key]) for key in sorted(own))
    for key in own:
        sheet.cells[key].clear()
    sheet.cells[places[0]].type(joined)
    patient.texts[id] = [joined]
    return f"{id}各段粘在一格"


TEXTS = (
    Kind("paragraph-inserted", "a paragraph in a row of its own inserted", "插入一段", inserted(True), True),
    Kind("paragraph-inserted-naive", "the same, nothing adjusted", "插入一段，名称未跟着变", inserted(False), True),
    Kind("paragraph-deleted", "a paragraph's row deleted", "删去一段", deleted, True),
    Kind("text-deleted", "all rows of a text deleted", "删去一项文字的全部行", text_deleted, True),
    Kind(
        "paragraph-moved", "a paragraph dragged to another row of its text", "一段移到同项的空行", moved("within"), True
    ),
    Kind("paragraph-below", "a paragraph dragged below all cells", "一段移到填写区下方", moved("below"), True),
    Kind("paragraph-beside", "a paragraph dragged beside the cells", "一段移到填写区右侧", moved("beside"), True),
    Kind("stray-text", "words outside the cells", "填写区外写字", stray, True),
    Kind("one-cell", "all paragraphs in one cell", "多段粘在一格", all_in_one),
)
