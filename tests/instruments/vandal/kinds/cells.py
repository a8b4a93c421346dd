"""Single cells and ranges: dragged, copied, merged."""

from random import Random

from tests.instruments.vandal.book import Key, Sheet
from tests.instruments.vandal.edits import copy, move, new_sheet
from tests.instruments.vandal.kind import Act, Kind, chosen
from tests.instruments.vandal.kinds.lines import on_a_table, torn
from tests.instruments.vandal.patient import Patient
from toolkit.office.sheets.addresses import Box, Place


def at(sheet: Sheet, key: Key) -> Box:
    return Box(sheet.name, key[0], key[1], key[0], key[1])


def dragged(kind: str) -> Act:
    """An input cut and pasted onto a neighbour, a total, an empty cell beside the table, another sheet."""

    def act(patient: Patient, random: Random) -> str | None:
        ids = chosen(patient, random)
        if not ids or not torn(patient):
            return None
        sheet, key = patient.inputs()[ids[0]]
        target = _target(patient, sheet, key, kind, random)
        if target is None:
            return None
        patient.moving(patient.table_sheets(), lambda: move(patient.book, at(sheet, key), target))
        return f"{ids[0]}拖到{target.sheet}{target.ref}"

    return act


def _target(patient: Patient, sheet: Sheet, key: Key, kind: str, random: Random) -> Place | None:
    if kind == "sheet":
        return Place(new_sheet(patient.book, _free(patient, "Sheet")).name, *key)
    if kind == "aside":
        used = sheet.used()
        return Place(sheet.name, random.randint(1, used.bottom), used.right + random.randint(1, 4))
    figures = [
        other
        for other, cell in sheet.cells.items()
        if cell.tag in patient.form.cells
        and other != key
        and patient.form.cells[cell.tag].computed == (kind == "total")
    ]
    if not figures:
        return None
    near = sorted(figures, key=lambda other: abs(other[0] - key[0]) + abs(other[1] - key[1]))
    return Place(sheet.name, *random.choice(near[:4]))


def _free(patient: Patient, name: str) -> str:
    number = 1
    while patient.book.sheet(f"{name}{number}"):
        number += 1
    return f"{name}{number}"


def stray_copy(patient: Patient, sheet: Sheet, random: Random) -> str:
    """A copy of the whole table beside or below the original."""
    box, used = sheet.printed(), sheet.used()
    beside = Place(sheet.name, box.top, used.right + 2)
    target = random.choice((beside, Place(sheet.name, used.bottom + 3, box.left)))
    copy(patient.book, box, target)
    return f"表复制到{target.ref}"


def copied_over(patient: Patient, sheet: Sheet, random: Random) -> str | None:
    """A row's figures copied over another row: what stood there is gone, as the officer typed it."""
    here = {id: key for id, (where, key) in patient.inputs().items() if where is sheet}
    rows: dict[int, list[str]] = {}
    for id, key in here.items():
        rows.setdefault(key[0], []).append(id)
    if len(rows) < 2:
        return None
    one, other = random.sample(sorted(rows), 2)
    for id in rows[other]:
        source = next((each for each in rows[one] if here[each][1] == here[id][1]), None)
        if source:
            sheet.cells[here[id]].take(sheet.cells[here[source]])
            patient.figures[id] = patient.figures[source]
    return f"第{one}行复制到第{other}行"


def merged(cleared: bool) -> Act:
    """Several inputs merged into one; Excel keeps the first and deletes the rest, others keep them unseen."""

    def change(patient: Patient, sheet: Sheet, random: Random) -> str | None:
        here = [key for where, key in patient.inputs().values() if where is sheet]
        first = random.choice(here or [(0, 0)])
        wide, high = random.choice(((1, 0), (2, 0), (0, 1), (0, 2), (1, 1)))
        box = Box(sheet.name, first[0], first[1], first[0] + high, first[1] + wide)
        inside = sheet.within(box)
        if sum(key in inside for key in here) < 2 or any(merge.meets(box) for merge in sheet.merges):
            return None
        if not patient.relies_on("merges"):
            return None
        sheet.merges.append(box)
        for key, cell in inside.items():
            if cleared and key != first:
                cell.clear()
                patient.gone.add(cell.tag)
        return f"合并{box.ref}"

    return on_a_table(change)


def table_cut(whole: bool) -> Act:
    """A table cut and pasted to a new sheet: all that is on the sheet, or only what is printed."""

    def change(patient: Patient, sheet: Sheet, random: Random) -> str:
        box = sheet.used() if whole else sheet.printed()
        target = new_sheet(patient.book, _free(patient, "表"))
        down, right = random.choice(((0, 0), (0, 0), (2, 1)))
        move(patient.book, box, Place(target.name, box.top + down, box.left + right))
        return f"{box.ref}剪切到{target.name}"

    return on_a_table(change)


def table_moved(patient: Patient, sheet: Sheet, random: Random) -> str:
    """The printed table dragged a few cells down and to the right."""
    box = sheet.printed()
    target = Place(sheet.name, box.top + random.randint(1, 40), box.left + random.randint(0, 20))
    move(patient.book, box, target)
    return f"{box.ref}移到{target.ref}"


CELLS = (
    Kind("dragged-neighbour", "an input dragged onto a neighbour", "数字拖到旁边的格", dragged("input"), True),
    Kind("dragged-total", "an input dragged onto a total", "数字拖到合计格", dragged("total"), False),
    Kind("dragged-aside", "an input dragged out of the table", "数字拖到表外", dragged("aside"), True),
    Kind("dragged-sheet", "an input cut to another sheet", "数字剪切到别的工作表", dragged("sheet"), True),
    Kind("stray-copy", "a copy of the table beside the original", "表旁又粘了一份", on_a_table(stray_copy), True),
    Kind("copied-over", "a row copied over another", "一行数字复制到另一行", on_a_table(copied_over), True),
    Kind("merged", "inputs merged, all but the first deleted", "合并数字格，只留第一格", merged(True), True),
    Kind("merged-unseen", "inputs merged, all kept unseen", "合并数字格，内容仍在", merged(False), True),
    Kind("table-cut", "all of a sheet cut to a new one", "整张表剪切到新工作表", table_cut(True), True),
    Kind("table-cut-printed", "the printed table cut to a new sheet", "表格区域剪切到新工作表", table_cut(False), True),
    Kind("table-moved", "the printed table moved on its sheet", "表格区域在表内移动", on_a_table(table_moved), True),
)
