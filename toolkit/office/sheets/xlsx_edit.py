"""Edits single cells of a workbook; every other byte of its parts is unchanged."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from toolkit.numbers import Number, plain_number
from toolkit.office.messages import no_place
from toolkit.office.sheets.addresses import Place
from toolkit.office.sheets.xlsx import Contents
from toolkit.office.sheets.xlsx_strings import escape
from toolkit.office.xml_edit import Element, Splice, prefixed, select, spliced
from toolkit.office.xml_write import Xml, element
from toolkit.rich_text import Paragraph, Run

FONT, SIZE = "宋体", 11  # of every cell; a bold run must say them again
BOLD_RUN = element("rPr", {}, element("b"), element("sz", {"val": SIZE}), element("rFont", {"val": FONT}))
EMPTY: Mapping[str, bytes] = {}
NO_HEIGHTS: Mapping[tuple[str, int], float] = {}
NO_ROWS: Mapping[int, float] = {}
HEIGHT = re.compile(r"""\s(ht|customHeight)\s*=\s*("[^"]*"|'[^']*')""")

# What a cell is to hold: nothing, a number, a plain text, a text with bold runs, or (for a formula) its cached value.
New = Number | str | Paragraph | None


def rewrite(
    contents: Contents,
    changes: Mapping[Place, New],
    parts: Mapping[str, bytes] = EMPTY,
    heights: Mapping[tuple[str, int], float] = NO_HEIGHTS,
    keep_formulas: bool = True,
) -> bytes:
    """The whole workbook with some cells changed, some other parts replaced, some rows (sheet, row) made as high.

    A formula is kept and gets a new cached value, unless ``keep_formulas`` is off: then it is typed over. Raises
    :class:`UserError` for a cell that the workbook does not have.
    """
    changed = dict(parts)
    for sheet, cells in by_sheet(changes).items():
        if sheet not in contents.sheets:
            raise no_place(sheet)
        part = contents.sheets[sheet]
        rows = {row: height for (name, row), height in heights.items() if name == sheet}
        changed[part] = patched(contents.package.part(part), cells, rows, keep_formulas)
    return contents.package.rewritten(changed)


def by_sheet(changes: Mapping[Place, New]) -> dict[str, dict[str, New]]:
    """The same changes by sheet and reference."""
    found: dict[str, dict[str, New]] = {}
    for place, new in changes.items():
        found.setdefault(place.sheet, {})[place.ref] = new
    return found


def patched(
    data: bytes, changes: Mapping[str, New], heights: Mapping[int, float] = NO_ROWS, keep_formulas: bool = True
) -> bytes:
    """One sheet's XML with the given cells (by reference) changed and the given rows made as high."""
    rows = {str(row): height for row, height in heights.items()}
    cells: dict[str, Element] = {}
    splices: list[Splice] = []
    for found in _found(data, changes, rows):
        if found.name == "c":
            cells[found.attributes["r"]] = found
        else:
            splices.append((found.start, found.inside, _row(data, found, rows[found.attributes["r"]])))
    for ref in changes.keys() - cells.keys():
        raise no_place(ref)
    splices += [(cell.start, cell.end, _cell(data, cell, changes[ref], keep_formulas)) for ref, cell in cells.items()]
    return spliced(data, splices)


@dataclass(frozen=True)
class OpenSheet:
    """A sheet's XML, and where in it some cells stand: found once, changed for one file after another."""

    data: bytes
    cells: Mapping[str, Element]  # by reference

    def with_cells(self, changes: Mapping[str, New]) -> bytes:
        """The XML with these of its cells changed, formulas kept."""
        cells = ((self.cells[ref], new) for ref, new in changes.items())
        return spliced(self.data, [(cell.start, cell.end, _cell(self.data, cell, new, True)) for cell, new in cells])


def open_sheet(data: bytes, refs: Collection[str]) -> OpenSheet:
    """A sheet whose cells of these references will change; raises :class:`UserError` where it has not all of them."""
    cells = {found.attributes["r"]: found for found in _found(data, refs, ())}
    for ref in set(refs) - cells.keys():
        raise no_place(ref)
    return OpenSheet(data, cells)


def _found(data: bytes, cells: Collection[str], rows: Collection[str]) -> Iterator[Element]:
    """The wanted rows, and the wanted cells in whatever row."""

    def wanted(name: str, attributes: Mapping[str, str]) -> bool:
        return attributes.get("r") in (cells if name == "c" else rows if name == "row" else ())

    for outermost in select(data, wanted):
        yield outermost
        yield from (cell for cell in outermost.all("c") if cell.attributes.get("r") in cells)


def _row(data: bytes, row: Element, height: float) -> bytes:
    """A row's opening tag with a height; not a fixed one, so that programs fit it anew when somebody types there."""
    tag = HEIGHT.sub("", data[row.start : row.inside].decode())
    close = "/>" if tag.endswith("/>") else ">"
    return f'{tag.removesuffix(close)} ht="{height:g}"{close}'.encode()


def _cell(data: bytes, cell: Element, new: New, keep_formulas: bool) -> bytes:
    """A cell with its own format and other content, its formula as it stands."""
    own = {key: value for key, value in cell.attributes.items() if key not in ("t", "r") and ":" not in key}
    formula = cell.one("f") if keep_formulas else None
    kind, inner = _content(new, bool(formula))
    written = Xml(data[formula.start : formula.end].decode() if formula else "")
    content = filter(None, (written, prefixed(inner, cell.prefix)))
    return element(f"{cell.prefix}c", {"r": cell.attributes["r"], **own, "t": kind}, *content).encode()


def _content(new: New, formula: bool) -> tuple[str | None, Xml]:
    """The cell's type and the elements inside."""
    if isinstance(new, str) and formula:
        return "str", element("v", {}, escape(new))
    if isinstance(new, int | Decimal):
        return None, element("v", {}, plain_number(new))
    if not new:
        return None, Xml()
    runs = (Run(new),) if isinstance(new, str) else new
    if not any(run.bold for run in runs):
        return "inlineStr", element("is", {}, text_element("".join(run.text for run in runs)))
    parts = (element("r", {}, BOLD_RUN if run.bold else Xml(), text_element(run.text)) for run in runs)
    return "inlineStr", element("is", {}, *parts)


def text_element(text: str) -> Xml:
    """``<t>`` of a string, its spaces kept and its control characters written as Excel does."""
    return element("t", {"xml:space": "preserve"}, escape(text))
