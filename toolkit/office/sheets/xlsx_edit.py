"""Changes single cells of a workbook and leaves every other byte of its parts as it was."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from xml.sax.saxutils import escape as xml

from toolkit.errors import Refusal
from toolkit.numbers import Number, said
from toolkit.office.package import local, parser, run
from toolkit.office.sheets.addresses import Place
from toolkit.office.sheets.xlsx import Contents
from toolkit.office.sheets.xlsx_strings import escape
from toolkit.office.xml_spans import prefixed
from toolkit.rich_text import Paragraph, Run

FONT, SIZE = "宋体", 11  # of every cell; a bold run must say them again
BOLD_RUN = f'<rPr><b/><sz val="{SIZE}"/><rFont val="{FONT}"/></rPr>'
EMPTY: Mapping[str, bytes] = {}
NO_HEIGHTS: Mapping[tuple[str, int], float] = {}
HEIGHT = re.compile(r"""\s(ht|customHeight)\s*=\s*("[^"]*"|'[^']*')""")
NAME = re.compile(rb"<([^\s/>]+)")

# What a cell is to hold: nothing, a number, a plain text, a text with bold runs, or (for a formula) its cached value.
New = Number | str | Paragraph | None


@dataclass(slots=True)
class _Span:
    """Where an element (of a row: its opening tag) stands in the bytes, ``end`` after its last byte."""

    start: int
    end: int = 0


@dataclass(slots=True)
class _Element:
    """A row or cell with its attributes and, of a cell, its ``<f>`` element if it has one."""

    span: _Span
    attributes: dict[str, str]
    formula: _Span | None = None


def rewrite(
    contents: Contents,
    changes: Mapping[Place, New],
    parts: Mapping[str, bytes] = EMPTY,
    heights: Mapping[tuple[str, int], float] = NO_HEIGHTS,
    keep_formulas: bool = True,
) -> bytes:
    """The whole workbook with some cells changed, some other parts replaced, some rows (sheet, row) made as high.

    A formula is kept and gets a new cached value, unless ``keep_formulas`` is off: then it is typed over. Raises
    :class:`Refusal` for a cell that the workbook does not have.
    """
    by_sheet: dict[str, dict[str, New]] = {}
    for place, new in changes.items():
        by_sheet.setdefault(place.sheet, {})[place.ref] = new
    changed = dict(parts)
    for sheet, cells in by_sheet.items():
        if sheet not in contents.sheets:
            raise Refusal("no-place", id=sheet)
        part = contents.sheets[sheet]
        rows = {row: height for (name, row), height in heights.items() if name == sheet}
        changed[part] = patched(contents.package.part(part), cells, rows, keep_formulas)
    return contents.package.rewritten(changed)


def patched(data: bytes, changes: Mapping[str, New], heights: Mapping[int, float], keep_formulas: bool = True) -> bytes:
    """One sheet's XML with the given cells (by reference) changed and the given rows made as high."""
    found, rows = _found(data, frozenset(changes), frozenset(str(row) for row in heights))
    for ref in changes.keys() - found.keys():
        raise Refusal("no-place", id=ref)
    splices = [(cell.span, _cell(data, ref, cell, changes[ref], keep_formulas)) for ref, cell in found.items()]
    splices += [(row.span, _row(data, row, heights[int(number)])) for number, row in rows.items()]
    pieces: list[bytes] = []
    position = 0
    for span, new in sorted(splices, key=lambda splice: splice[0].start):
        pieces += [data[position : span.start], new]
        position = span.end
    return b"".join([*pieces, data[position:]])


def _found(data: bytes, cells: frozenset[str], rows: frozenset[str]) -> tuple[dict[str, _Element], dict[str, _Element]]:
    """The wanted cells with their bytes, and the opening tags of the wanted rows."""
    found: dict[str, _Element] = {}
    opened: dict[str, _Element] = {}
    current: _Element | None = None
    made = parser()

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal current
        at, kind, ref = made.CurrentByteIndex, local(name), attributes.get("r", "")
        if kind == "row" and ref in rows:
            opened[ref] = _Element(_Span(at, _tag_end(data, at)), attributes)
        elif kind == "c" and ref in cells:
            current = found[ref] = _Element(_Span(at), attributes)
        elif kind == "f" and current:
            current.formula = _Span(at)

    def end(name: str) -> None:
        nonlocal current
        if current and local(name) in ("c", "f"):
            span = current.span if local(name) == "c" else current.formula
            assert span is not None
            opening = _tag_end(data, span.start)
            empty = data[opening - 2 : opening] == b"/>"
            span.end = opening if empty else _tag_end(data, made.CurrentByteIndex)
            if local(name) == "c":
                current = None

    made.StartElementHandler, made.EndElementHandler = start, end
    run(made, data)
    return found, opened


def _tag_end(data: bytes, start: int) -> int:
    """After a tag's ``>``; the attributes of rows and cells hold none."""
    return data.index(b">", start) + 1


def _row(data: bytes, row: _Element, height: float) -> bytes:
    """A row's opening tag with a height; not a fixed one, so that programs fit it anew when somebody types there."""
    tag = HEIGHT.sub("", data[row.span.start : row.span.end].decode())
    close = "/>" if tag.endswith("/>") else ">"
    return f'{tag.removesuffix(close)} ht="{height:g}"{close}'.encode()


def _cell(data: bytes, ref: str, cell: _Element, new: New, keep_formulas: bool) -> bytes:
    name = NAME.match(data, cell.span.start)
    assert name is not None
    prefix = name.group(1).decode().removesuffix("c")  # some programs write <x:c>
    kept = {key: value for key, value in cell.attributes.items() if key not in ("t", "r") and ":" not in key}
    formula = b""
    if cell.formula and keep_formulas:
        formula = data[cell.formula.start : cell.formula.end]
    kind, inner = _content(new, bool(formula))
    attributes = "".join(f' {key}="{xml(value)}"' for key, value in {"r": ref, **kept, **kind}.items())
    content = formula + prefixed(inner, prefix).encode()
    return f"<{prefix}c{attributes}".encode() + (b">" + content + f"</{prefix}c>".encode() if content else b"/>")


def _content(new: New, formula: bool) -> tuple[dict[str, str], str]:
    """The cell's type and the elements inside."""
    if isinstance(new, str) and formula:
        return {"t": "str"}, f"<v>{xml(escape(new))}</v>"
    if isinstance(new, int | Decimal):
        return {}, f"<v>{said(new)}</v>"
    if not new:
        return {}, ""
    runs = (Run(new),) if isinstance(new, str) else new
    if not any(part.bold for part in runs):
        return {"t": "inlineStr"}, f"<is>{text_element(''.join(part.text for part in runs))}</is>"
    parts = (f"<r>{BOLD_RUN if part.bold else ''}{text_element(part.text)}</r>" for part in runs)
    return {"t": "inlineStr"}, f"<is>{''.join(parts)}</is>"


def text_element(text: str) -> str:
    return f'<t xml:space="preserve">{xml(escape(text))}</t>'
