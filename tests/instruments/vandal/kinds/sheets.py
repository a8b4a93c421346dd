"""Whole sheets: renamed, reordered, copied, deleted, hidden; and what says whose file it is."""

from random import Random

from tests.instruments.vandal.book import Sheet
from tests.instruments.vandal.edits import delete, duplicate, new_sheet, rename
from tests.instruments.vandal.kind import Act, Kind
from tests.instruments.vandal.patient import Patient, cover_of
from toolkit.workbook.design.sheets import GUIDE, RESULTS

NAMES = ("Sheet1", "表三（改）", "A'B&C", " 二 ", "三、收到和处理申请 (2)", "2024", "!新表")
CUSTOM = "docProps/custom.xml"


def form_sheets(patient: Patient) -> list[Sheet]:
    return [*patient.table_sheets(), *patient.text_sheets()]


def renamed(patient: Patient, random: Random) -> str | None:
    done = []
    for sheet in random.sample(patient.book.sheets, random.randint(1, 3)):
        name = random.choice(NAMES)
        if patient.book.sheet(name) is None:
            done.append(f"{sheet.name}改为{name}")
            rename(patient.book, sheet, name)
    return "、".join(done) or None


def names_swapped(patient: Patient, random: Random) -> str | None:
    """Two sheets take each other's name."""
    sheets = form_sheets(patient)
    if len(sheets) < 2:
        return None
    one, other = random.sample(sheets, 2)
    first, second = one.name, other.name
    for sheet, name in ((one, "换名"), (other, first), (one, second)):
        rename(patient.book, sheet, name)
    return f"{first}与{second}互换名称"


def reordered(patient: Patient, random: Random) -> str | None:
    before = list(patient.book.sheets)
    random.shuffle(patient.book.sheets)
    return "工作表换了次序" if before != patient.book.sheets else None


def hidden(patient: Patient, random: Random) -> str | None:
    shown = random.choice(patient.book.sheets)
    for sheet in patient.book.sheets:
        if sheet is not shown and random.random() < 0.5:
            sheet.attributes["state"] = random.choice(("hidden", "veryHidden"))
    return "隐藏工作表"


def copied(changed: bool, first: bool = False) -> Act:
    """A sheet copied; ``changed``: and then figures are typed into the copy: which one is meant, nobody can know."""

    def act(patient: Patient, random: Random) -> str | None:
        sheets = patient.table_sheets() if changed else form_sheets(patient)
        if not sheets:
            return None
        sheet = random.choice(sheets)
        name = f"{sheet.name[:25]} (2)"
        if patient.book.sheet(name):
            return None
        twin = duplicate(patient.book, sheet, name)
        if first:
            patient.book.sheets.remove(twin)
            patient.book.sheets.insert(0, twin)
        if changed:
            here = {id: key for id, (where, key) in patient.inputs().items() if where is sheet}
            for id in random.sample(sorted(here), min(len(here), 3)):
                twin.cells[here[id]].type((patient.count(id, random)) + 1)
                patient.touched.add(id)
        return f"复制{sheet.name}"

    return act


def deleted(of_the_form: bool) -> Act:
    def act(patient: Patient, random: Random) -> str | None:
        wanted = form_sheets(patient) if of_the_form else [patient.book.sheet(RESULTS), patient.book.sheet(GUIDE)]
        sheets = [sheet for sheet in wanted if sheet is not None]
        if not sheets:
            return None
        sheet = random.choice(sheets)
        delete(patient.book, sheet)
        return f"删去{sheet.name}"

    return act


def cover_deleted(patient: Patient, random: Random) -> str | None:
    cover = cover_of(patient.book)
    if cover is None:
        return None
    delete(patient.book, cover)
    patient.cover = False
    return "删去封面"


def cover_cleared(patient: Patient, random: Random) -> str | None:
    cover = cover_of(patient.book)
    if cover is None:
        return None
    for cell in cover.cells.values():
        cell.clear()
    patient.cover = False
    return "封面清空"


def properties_dropped(patient: Patient, random: Random) -> str | None:
    """What most programs other than Excel do when they save."""
    if CUSTOM not in patient.book.parts:
        return None
    patient.book.parts.pop(CUSTOM)
    for part in ("_rels/.rels", "[Content_Types].xml"):
        elements = patient.book.parts[part].decode().replace("><", ">\n<").split("\n")
        patient.book.parts[part] = "".join(each for each in elements if CUSTOM not in each).encode()
    patient.properties = False
    return "自定义属性丢失"


def foreign_sheet(patient: Patient, random: Random) -> str | None:
    """A sheet of the officer's own, with figures and labels like ours."""
    if patient.book.sheet("我的底稿"):
        return None
    sheet = new_sheet(patient.book, "我的底稿")
    for row, label in enumerate(
        sorted({cell.value for cell in patient.labels() if isinstance(cell.value, str)})[:20], 1
    ):
        sheet.cell(row, 1).type(label)
        sheet.cell(row, 2).type(random.randrange(100))
    return "加了一张底稿"


SHEETS = (
    Kind("renamed", "sheets renamed", "工作表改名", renamed, True),
    Kind("names-swapped", "two sheets take each other's name", "两张工作表互换名称", names_swapped, True),
    Kind("reordered", "sheets reordered", "工作表换次序", reordered, True),
    Kind("sheets-hidden", "sheets hidden", "隐藏工作表", hidden, True),
    Kind("sheet-copied", "a sheet copied", "复制工作表", copied(False), True),
    Kind(
        "sheet-copied-first",
        "a sheet copied, the copy in front",
        "复制工作表并放在最前",
        copied(False, first=True),
        True,
    ),
    Kind("sheet-copied-changed", "a sheet copied, and the copy changed", "复制工作表后改了副本", copied(True), True),
    Kind("sheet-deleted", "a sheet of the form deleted", "删去填报的工作表", deleted(True), True),
    Kind("results-deleted", "the sheet of results or the guide deleted", "删去校验结果或说明", deleted(False), True),
    Kind("foreign-sheet", "a sheet of one's own with the same labels", "自己加的底稿，栏目相同", foreign_sheet, True),
    Kind("cover-deleted", "the cover deleted", "删去封面", cover_deleted, True),
    Kind("cover-cleared", "the cover cleared", "封面清空", cover_cleared, True),
    Kind("properties-dropped", "the custom properties dropped", "自定义属性丢失", properties_dropped, True),
)
