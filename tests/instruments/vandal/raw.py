"""The XML of cells and sheets, changed once all else is done: what no program writes, or only some do."""

from collections.abc import Callable
from functools import partial
from random import Random
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from tests.instruments.vandal.book import Cell, Key, Sheet
from tests.instruments.vandal.book_file import RELATIONS, WORKBOOK, targets_of
from tests.instruments.vandal.kind import Act, chosen
from tests.instruments.vandal.patient import CELLS, ROWS, Patient
from tests.office.sheets.drawn_parts import MAIN, RELATED, parts_of
from toolkit.office.opc import zipped
from toolkit.office.sheets.addresses import letters, position

Write = Callable[[Element, int, Random], None]  # the cell, the figure, chance
Redo = Callable[[Element, dict[str, Element], Random], None]  # the sheet's root, its cells by reference, chance
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def element(name: str, text: str = "", **attributes: str) -> Element:
    made = Element(MAIN + name, attributes)
    made.text = text
    return made


def bare(cell: Element, kind: str = "") -> Element:
    """The cell with nothing in it, of this type."""
    cell[:] = []
    cell.attrib.pop("t", None)
    if kind:
        cell.attrib["t"] = kind
    return cell


def parts_by_sheet(parts: dict[str, bytes]) -> dict[str, str]:
    """The part of each sheet by its name."""
    targets = dict(targets_of(parts[RELATIONS].decode()))
    listed = ElementTree.fromstring(parts[WORKBOOK]).iter(MAIN + "sheet")
    return {each.attrib["name"]: targets[each.attrib[f"{{{RELATED}}}id"]] for each in listed}


def cells_of(root: Element) -> dict[str, Element]:
    return {cell.attrib["r"]: cell for cell in root.iter(MAIN + "c") if "r" in cell.attrib}


def changed(workbook: bytes, sheet: str, change: Callable[[Element], None]) -> bytes:
    """A workbook after a change of one sheet's XML."""
    parts = parts_of(workbook)
    part = parts_by_sheet(parts)[sheet]
    root = ElementTree.fromstring(parts[part])
    change(root)
    return zipped({**parts, part: ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)})


def written(write: Write, clear: bool = True, refusable: bool = False, known: bool = True, least: int = 0) -> Act:
    """Some inputs' cells written anew. ``clear``: only one reading is possible; else the input must be named.

    ``known``: the figure is still there to be read. ``least``: the smallest figure that shows what was done.
    """

    def act(patient: Patient, random: Random) -> str | None:
        here = patient.inputs()
        figures: dict[str, tuple[Cell, int]] = {}
        for id in chosen(patient, random, 6):
            sheet, key = here[id]
            figure = patient.count(id, random) % 10_000
            figure = figure if figure >= least else random.randrange(least, 99)
            patient.mean(id, figure)
            sheet.cells[key].type(figure)
            figures[id] = sheet.cells[key], figure
            patient.touched |= set() if clear else {id}
            patient.figures[id] = patient.figures[id] if known else None
        patient.refusable = patient.refusable or (refusable and bool(figures))
        patient.finishes.append((CELLS, _cells_written(patient, figures, write, random.random())))
        return "、".join(figures) or None

    return act


def _cells_written(
    patient: Patient, figures: dict[str, tuple[Cell, int]], write: Write, seed: float
) -> Callable[[bytes], bytes]:
    """Those that still hold their figure: what another damage wrote there stays."""
    typed = {id(cell): figure for cell, figure in figures.values()}

    def finish(workbook: bytes) -> bytes:
        random = Random(seed)
        for sheet in patient.book.sheets:
            kept = {key: cell for key, cell in sheet.cells.items() if id(cell) in typed and cell.formula is None}
            refs = {ref(key): typed[id(cell)] for key, cell in kept.items() if cell.value == typed[id(cell)]}
            if refs:
                workbook = changed(workbook, sheet.name, partial(_write_all, write, refs, random))
        return workbook

    return finish


def _write_all(write: Write, refs: dict[str, int], random: Random, root: Element) -> None:
    cells = cells_of(root)
    for each, figure in refs.items():
        write(cells[each], figure, random)


def ref(key: Key) -> str:
    return f"{letters(key[1])}{key[0]}"


def redone(redo: Redo, said: str, refusable: bool = False, tables: bool = True) -> Act:
    """The XML of one sheet of figures, or of texts, written otherwise; its cells say the same."""

    def act(patient: Patient, random: Random) -> str | None:
        sheets = patient.table_sheets() if tables else patient.text_sheets()
        if not sheets or patient.rewritten:
            return None
        sheet = random.choice(sheets)
        patient.rewritten = True
        patient.refusable = patient.refusable or refusable
        patient.finishes.append((ROWS, _redone(patient, sheet, redo, random.random())))
        return f"{sheet.name}：{said}"

    return act


def _redone(patient: Patient, sheet: Sheet, redo: Redo, seed: float) -> Callable[[bytes], bytes]:
    def finish(workbook: bytes) -> bytes:
        if sheet not in patient.book.sheets:
            return workbook
        return changed(workbook, sheet.name, lambda root: redo(root, cells_of(root), Random(seed)))

    return finish


def rivals(patient: Patient, random: Random, most: int = 4) -> dict[str, Cell]:
    """Some inputs of one sheet that hold figures, which from now on are doubtful."""
    here = patient.inputs()
    sheets = patient.table_sheets()
    sheet = random.choice(sheets) if sheets else None
    full = [
        id for id, (where, key) in here.items() if where is sheet and patient.figures[id] and not where.cells[key].blank
    ]
    some = random.sample(full, min(most, len(full)))
    return {id: here[id][0].cells[here[id][1]] for id in some}


def place(ref: str) -> tuple[int, int]:
    found = position(ref)
    assert found
    return found
