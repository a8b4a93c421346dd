"""What nobody sees on the screen: lines without height, hidden sheets and groups; and merges that repeat values."""

from collections.abc import Callable
from random import Random

from tests.instruments.vandal.book import Sheet
from tests.instruments.vandal.edits import COLUMNS, ROWS, new_sheet
from tests.instruments.vandal.kind import Act, Fair, Kind
from tests.instruments.vandal.kinds.lines import deleted, lines, on_a_table
from tests.instruments.vandal.kinds.marks import names_dropped, names_of_a_sheet_dropped, names_shifted, own_names
from tests.instruments.vandal.patient import Patient
from tests.instruments.vandal.raw import element
from tests.office.sheets.drawn_parts import MAIN
from toolkit.office.sheets.addresses import Box, parse_reference


def unseen(patient: Patient, sheet: Sheet, axis: int, line: int) -> None:
    """What stands in a line that is not shown must be told, where it is more than 0."""
    for id, (where, key) in patient.inputs().items():
        if where is sheet and key[axis] == line and patient.figures[id]:
            patient.touched.add(id)


def flat(axis: int, attributes: dict[str, str], clear: bool = False) -> Act:
    """A row or column of figures with these attributes; ``clear``: it can be seen."""

    def change(patient: Patient, sheet: Sheet, random: Random) -> str | None:
        pool = lines(patient, sheet, axis, computed=False)
        if not pool or not (clear or patient.relies_on("looks")):
            return None
        line = random.choice(pool)
        of = sheet.rows if axis == ROWS else sheet.columns
        of.setdefault(line, {}).update(attributes)
        if not clear:
            unseen(patient, sheet, axis, line)
        return f"第{line}行（列）"

    return on_a_table(change)


def default_hidden(patient: Patient, sheet: Sheet, random: Random) -> str:
    """Rows that are not listed are hidden, as Excel writes it when all rows below are; those of the form are listed."""
    for each in sheet.root.findall(MAIN + "sheetFormatPr"):
        sheet.root.remove(each)
    at = next((at for at, each in enumerate(sheet.root) if each.tag in (MAIN + "cols", MAIN + "sheetData")), 0)
    sheet.root.insert(at, element("sheetFormatPr", defaultRowHeight="14.4", zeroHeight="1"))
    for row, _ in sheet.cells:
        sheet.rows.setdefault(row, {}).setdefault("ht", "20")
    return "未列出的行隐藏"


def one_hidden(state: str) -> Act:
    def act(patient: Patient, random: Random) -> str | None:
        sheets = [sheet for sheet in patient.table_sheets() if sheet.attributes.get("state", "visible") == "visible"]
        if not sheets:
            return None
        sheet = random.choice(sheets)
        sheet.attributes["state"] = state
        return f"隐藏{sheet.name}"

    return act


def filtered(patient: Patient, sheet: Sheet, random: Random) -> str | None:
    """A filter on the table hides a row."""
    pool = lines(patient, sheet, ROWS, computed=False)
    if not pool or not patient.relies_on("looks"):
        return None
    box, line = sheet.printed(), random.choice(pool)
    sheet.rows.setdefault(line, {})["hidden"] = "1"
    after = [each.tag for each in sheet.root].index(MAIN + "sheetData") + 1
    while sheet.root[after].tag == MAIN + "sheetProtection":
        after += 1
    sheet.root.insert(after, element("autoFilter", ref=box.ref))
    unseen(patient, sheet, ROWS, line)
    return f"筛选{box.ref}"


def merges_repeated(patient: Patient, random: Random) -> str | None:
    """Each cell of a merged area repeats the first one's value, as ExcelJS writes it."""
    if not patient.erases("merges repeated"):
        return None
    repeated = 0
    for sheet in patient.book.sheets:
        for box in sheet.merges:
            first = sheet.cells.get((box.top, box.left))
            if first is None or first.blank or first.formula is not None:
                continue
            for row in box.rows():
                for place in row:
                    other = sheet.cell(place.row, place.column)
                    if other is not first and not other.tag and other.blank:
                        other.take(first)
                        repeated += 1
    return f"{repeated}格" if repeated else None


def merges_dropped(patient: Patient, random: Random) -> str | None:
    """No merged cells any more: what saves values only."""
    if not patient.erases("merges") or not any(sheet.merges for sheet in patient.book.sheets):
        return None
    for sheet in patient.book.sheets:
        sheet.merges = []
    return "合并取消"


def merged_alike(patient: Patient, sheet: Sheet, random: Random) -> str | None:
    """Two inputs with the same figure merged, the figure in both: one of them may be meant, or both."""
    here = {key: id for id, (where, key) in patient.inputs().items() if where is sheet and patient.figures[id]}
    pairs = [(key, (key[0], key[1] + 1)) for key in here if (key[0], key[1] + 1) in here]
    if not pairs or not patient.relies_on("merges"):
        return None
    one, other = random.choice(pairs)
    box = Box(sheet.name, *one, *other)
    if any(merge.meets(box) for merge in sheet.merges):
        return None
    sheet.cells[other].take(sheet.cells[one])
    patient.figures[here[other]] = patient.figures[here[one]]
    patient.touched.add(here[other])
    sheet.merges.append(box)
    return f"合并{box.ref}"


def odd_sheet(state: str, name: str, width: int) -> Act:
    """A sheet of a program's own, with numbers that are none of the form's."""

    def act(patient: Patient, random: Random) -> str | None:
        if patient.book.sheet(name):
            return None
        sheet = new_sheet(patient.book, name)
        if state:
            sheet.attributes["state"] = state
        for row in range(1, 6):
            for column in range(1, width + 1):
                sheet.cell(row, column).type(f"项目{row}" if column == 1 else random.randrange(100))
        return f"加了{name}"

    return act


def both(*acts: Act) -> Act:
    """One after the other, all of them or none."""

    def act(patient: Patient, random: Random) -> str | None:
        done = []
        for each in acts:
            said = next(filter(None, (each(patient, random) for _ in range(12))), None)
            if said is None:
                return None
            done.append(said)
        return "；".join(done)

    return act


def names_in_a_text(patient: Patient, random: Random) -> str | None:
    """Names that are broken, foreign, or no reference at all beside ours."""
    for name, text in (
        ("旧名称", "#REF!"),
        ("_xlfn.SUM", "#NAME?"),
        ("税率", "0.13"),
        ("整列", "Sheet9!$A:$A"),
        ("外部", "'[1]去年.xlsx]表'!$A$1"),
    ):
        patient.book.names.append(type(own_names(patient)[0])({"name": name}, text)) if own_names(patient) else None
    return "多出名称" if own_names(patient) else None


def names_leftover(patient: Patient, random: Random) -> str | None:
    """Half of the names gone, and one of those left points to a cell of the same sheet that is none of the form's."""
    if not patient.erases("names") or not patient.relies_on("keys", "labels"):
        return None
    kept = [name for name in own_names(patient) if random.random() < 0.5]
    inputs = [name for name in kept if name.attributes["name"] in patient.inputs()]
    if not inputs:
        return None
    patient.book.names = [name for name in patient.book.names if name.built_in or name in kept]
    name = random.choice(inputs)
    [place, *_] = parse_reference(name.text) or [None]
    sheet = place and patient.book.sheet(place.sheet)
    if not place or not sheet:
        return None
    others = [
        key
        for key, cell in sheet.cells.items()
        if not cell.tag and isinstance(cell.value, int) and cell.formula is None
    ]
    row, column = random.choice(others) if others else (place.row, place.column + random.randint(1, 3))
    name.text = type(place)(place.sheet, row, column).fixed
    return f"{name.attributes['name']}指向{name.text}"


def typed_beside(patient: Patient, sheet: Sheet, random: Random) -> str | None:
    """A working column beside the table: small words, no numbers."""
    used = sheet.used()
    for row in lines(patient, sheet, ROWS)[:5]:
        sheet.cell(row, used.right + 1).type(random.choice(("已核", "√", "李", "见底稿", "OK")))
    return "表旁打勾"


H = Fair.HARMLESS
DELETED: Callable[[int, bool | None, bool], Act] = deleted

UNSEEN = (
    Kind("row-flat", "a row of height 0", "行高为0", flat(ROWS, {"ht": "0", "customHeight": "1"})),
    Kind("row-thin", "a row of half a point", "行高极小", flat(ROWS, {"ht": "0.5", "customHeight": "1"}, clear=True)),
    Kind("column-flat", "a column of width 0", "列宽为0", flat(COLUMNS, {"width": "0", "customWidth": "1"})),
    Kind("row-folded", "a row in a folded group", "行被折叠", flat(ROWS, {"outlineLevel": "1", "hidden": "1"})),
    Kind(
        "column-folded",
        "a column in a folded group",
        "列被折叠",
        flat(COLUMNS, {"outlineLevel": "1", "hidden": "1", "width": "9"}),
    ),
    Kind("default-hidden", "rows that are not listed hidden", "其余行隐藏", on_a_table(default_hidden), fair=H),
    Kind("filtered", "a row hidden by a filter", "筛选隐藏了一行", on_a_table(filtered)),
    Kind("sheet-hidden", "a sheet of figures hidden", "一张填报表隐藏", one_hidden("hidden"), True),
    Kind("sheet-very-hidden", "a sheet of figures very hidden", "一张填报表深度隐藏", one_hidden("veryHidden"), True),
    Kind("merges-repeated", "merged areas repeat their value", "合并区每格重复内容", merges_repeated, True, H),
    Kind("merges-dropped", "all merged cells taken apart", "所有合并被取消", merges_dropped, True, H),
    Kind(
        "merged-alike",
        "two inputs merged, the figure in both",
        "合并两格，两格数字相同",
        on_a_table(merged_alike),
        True,
    ),
    Kind("own-sheet", "a sheet of one's own with numbers", "自己加的数据表", odd_sheet("", "台账", 4), True, H),
    Kind(
        "own-sheet-hidden", "the same, very hidden", "自己加的隐藏数据表", odd_sheet("veryHidden", "_cache", 9), True, H
    ),
    Kind("odd-names", "names that are broken or foreign", "多出失效的名称", names_in_a_text, fair=H),
    Kind("ticks", "ticks beside the table", "表旁打勾", on_a_table(typed_beside), True, H),
    Kind(
        "column-and-names",
        "a column deleted, all names gone",
        "删一列，名称全丢",
        both(DELETED(COLUMNS, False, True), names_dropped(1)),
        True,
    ),
    Kind(
        "column-and-half",
        "a column deleted, half of the names gone",
        "删一列，名称丢一半",
        both(DELETED(COLUMNS, False, True), names_dropped(0.5)),
        True,
    ),
    Kind(
        "column-naive-half",
        "a column deleted and half of the names gone, nothing adjusted",
        "删一列，名称丢一半且未跟着变",
        both(names_dropped(0.5), DELETED(COLUMNS, False, False)),
        True,
    ),
    Kind(
        "row-naive-half",
        "a row deleted and half of the names gone, nothing adjusted",
        "删一行，名称丢一半且未跟着变",
        both(names_dropped(0.5), DELETED(ROWS, False, False)),
        True,
    ),
    Kind(
        "column-and-sheet",
        "a column deleted, a sheet's names gone",
        "删一列，一张表名称丢失",
        both(DELETED(COLUMNS, False, True), names_of_a_sheet_dropped),
        True,
    ),
    Kind(
        "column-and-shift",
        "a column deleted, names pointing elsewhere",
        "删一列，名称错位",
        both(DELETED(COLUMNS, False, True), names_shifted),
        True,
    ),
    Kind(
        "names-leftover",
        "half of the names gone, one of the rest astray",
        "名称丢一半，余下的指错",
        names_leftover,
        True,
    ),
)
