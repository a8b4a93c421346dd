"""What cells are found by: defined names, hidden keys, labels."""

import re
from collections.abc import Callable
from random import Random

from tests.instruments.vandal.book import Name
from tests.instruments.vandal.kind import Act, Kind
from tests.instruments.vandal.patient import Patient
from tests.instruments.vandal.references import carried
from toolkit.office.sheets.addresses import Box

KEY = re.compile(r"[a-z_*][a-z0-9_.* -]*")
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
NARROW = {wide: narrow for narrow, wide in WIDE.items()}


def own_names(patient: Patient) -> list[Name]:
    return [name for name in patient.book.names if not name.built_in]


def names_lie(patient: Patient) -> bool:
    """Whether the names may be made to point elsewhere: keys or labels must be left to contradict them."""
    return patient.erases("names") and patient.relies_on("keys", "labels")


def names_dropped(share: float) -> Act:
    def act(patient: Patient, random: Random) -> str | None:
        if not patient.erases("names"):
            return None
        gone = [name for name in own_names(patient) if random.random() < share]
        patient.book.names = [name for name in patient.book.names if name not in gone]
        return f"{len(gone)}个名称丢失" if gone else None

    return act


def names_of_a_sheet_dropped(patient: Patient, random: Random) -> str | None:
    """As when a sheet is copied into a fresh file and back."""
    sheets = [*patient.table_sheets(), *patient.text_sheets()]
    if not sheets or not patient.erases("names"):
        return None
    sheet = random.choice(sheets)
    kept = [name for name in patient.book.names if name.built_in or f"'{sheet.name}'!" not in name.text]
    if len(kept) == len(patient.book.names):
        return None
    patient.book.names = kept
    return f"{sheet.name}的名称丢失"


def names_shifted(patient: Patient, random: Random) -> str | None:
    """Every name of a sheet points some rows or columns away, as after an edit that adjusted only the cells."""
    sheets = [*patient.table_sheets(), *patient.text_sheets()]
    if not sheets or not names_lie(patient):
        return None
    sheet, (down, right) = random.choice(sheets), random.choice(((1, 0), (2, 0), (0, 1), (-1, 0)))

    def carry(box: Box) -> Box | None:
        moved = Box(box.sheet, box.top + down, box.left + right, box.bottom + down, box.right + right)
        return moved if box.sheet == sheet.name else box

    for name in own_names(patient):
        name.text = carried(name.text, carry, "")
    return f"{sheet.name}的名称错位（{down}，{right}）"


def names_crossed(patient: Patient, random: Random) -> str | None:
    """Two inputs' names point to each other's cell."""
    named = {name.attributes["name"]: name for name in own_names(patient) if name.sheet is None}
    ids = [id for id in patient.inputs() if id in named]
    if len(ids) < 2 or not names_lie(patient):
        return None
    one, other = (named[id] for id in random.sample(ids, 2))
    one.text, other.text = other.text, one.text
    return f"名称{one.attributes['name']}与{other.attributes['name']}互换"


def keys_cleared(patient: Patient, random: Random) -> str | None:
    """The hidden keys beside the tables: whatever looks like one outside what is printed."""
    if not patient.erases("keys"):
        return None
    cleared = 0
    for sheet in [*patient.table_sheets(), *patient.text_sheets()]:
        for cell in sheet.cells.values():
            if not cell.tag and isinstance(cell.value, str) and KEY.fullmatch(cell.value):
                cell.clear()
                cleared += 1
    return f"{cleared}个隐藏标识被清除" if cleared else None


def labels_edited(change: Callable[[str, Random], str]) -> Act:
    """Every label slightly otherwise; the words stay."""

    def act(patient: Patient, random: Random) -> str | None:
        edited = 0
        for cell in patient.labels():
            if isinstance(cell.value, str) and (after := change(cell.value, random)) != cell.value:
                cell.type(after)
                edited += 1
        return f"{edited}个栏目名称改了写法" if edited else None

    return act


def spaced(label: str, random: Random) -> str:
    return "".join(each + random.choice(("", "", " ", "　", "\n")) for each in label)


def widened(label: str, random: Random) -> str:
    return label.translate(random.choice((WIDE, NARROW)))


def renumbered(label: str, random: Random) -> str:
    found = re.match(r"(\d+)[.．]", label)
    if found:
        return f"{found[1]}{random.choice('、．,')}{label[found.end() :]}"
    return re.sub(r"^（(.)）", r"(\1)", label)


def labels_overwritten(share: float) -> Act:
    """Labels replaced by words, numbers, or another label."""

    def act(patient: Patient, random: Random) -> str | None:
        cells = [cell for cell in patient.labels() if cell.value]
        if not cells or not patient.erases("labels"):
            return None
        others = [cell.value for cell in cells]
        gone = random.sample(cells, max(1, round(len(cells) * share)))
        for cell in gone:
            cell.type(random.choice(("其他", "待定", 7, random.choice(others), None)))
        return f"{len(gone)}个栏目名称被改掉"

    return act


MARKS = (
    Kind("names-dropped", "all defined names dropped", "全部名称丢失", names_dropped(1), True),
    Kind("some-names-dropped", "half of the names dropped", "一半名称丢失", names_dropped(0.5), True),
    Kind("sheet-names-dropped", "the names of one sheet dropped", "一张表的名称丢失", names_of_a_sheet_dropped, True),
    Kind("names-shifted", "names point to neighbouring cells", "名称错位", names_shifted, True),
    Kind("names-crossed", "two names point to each other's cell", "两个名称互换", names_crossed, True),
    Kind("keys-cleared", "the hidden keys cleared", "隐藏标识被清除", keys_cleared, True),
    Kind("labels-spaced", "spaces and line ends in labels", "栏目名称里有空格、换行", labels_edited(spaced), True),
    Kind("labels-widened", "labels in full or half width", "栏目名称全角半角互换", labels_edited(widened), True),
    Kind("labels-renumbered", "“1、” for “1.”, “(一)” for “（一）”", "栏目序号写法不同", labels_edited(renumbered)),
    Kind("some-labels-overwritten", "some labels overwritten", "个别栏目名称被改掉", labels_overwritten(0.05), True),
    Kind("labels-overwritten", "half of the labels overwritten", "一半栏目名称被改掉", labels_overwritten(0.5), True),
)
