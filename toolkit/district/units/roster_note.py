"""Adds an address to a unit's row of 单位名单; every other cell and byte of the file is unchanged."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from toolkit.district.settings import DistrictSettings
from toolkit.district.units.messages import address_not_noted
from toolkit.district.units.roster import Unit
from toolkit.district.units.roster_file import ADDRESSES, CSV, FULL, SHEET, TITLES, line_of
from toolkit.district.units.roster_rows import ENCODINGS, Rows, csv_rows, sheet_rows
from toolkit.errors import UserError
from toolkit.mail.server_errors import is_address
from toolkit.office.loading import load
from toolkit.office.messages import unreadable
from toolkit.office.opc import Package
from toolkit.office.sheets.addresses import Place, position
from toolkit.office.sheets.open import opened
from toolkit.office.sheets.xlsx import Contents
from toolkit.office.sheets.xlsx_edit import text_element
from toolkit.office.xml_edit import Element, Splice, prefixed, spliced, tree, with_attribute
from toolkit.office.xml_write import element
from toolkit.tasks.files.outputs import write
from toolkit.tasks.names import bare

BETWEEN = "、"
MARK = b"\xef\xbb\xbf"  # of UTF-8, as Excel writes it
OPEN = ("~${}", ".~lock.{}#")  # what Excel and WPS, and LibreOffice, put beside a file that is open


def note_address(settings: DistrictSettings, unit: Unit, address: str) -> None:
    """From now on the address is the unit's; nothing is done where it is already.

    Raises :class:`UserError`, with what to write by hand, where the file is open somewhere, cannot be written, or would
    not be read back as the same list with this one address more.
    """
    if address in unit.addresses:
        return
    path, number = line_of(settings, unit)
    by_hand = address_not_noted(address=address, path=path, unit=unit.name, column=ADDRESSES)
    if not is_address(address) or any((path.parent / each.format(path.name)).exists() for each in OPEN):
        raise by_hand
    try:
        before = load(path)
        after = _noted(path, before, number, address)
        if _rows(path, after) != _expected(_rows(path, before), number, address):
            raise by_hand
        write(path, after)
    except UserError as refusal:
        raise by_hand from refusal


def _noted(path: Path, data: bytes, number: int, address: str) -> bytes:
    return _in_csv(data, number, address) if path.suffix == CSV[-4:] else _in_workbook(data, number, address)


def _rows(path: Path, data: bytes) -> Rows:
    if path.suffix == CSV[-4:]:
        return csv_rows(path, data, TITLES, FULL)
    return sheet_rows(path, opened(data), SHEET, TITLES, FULL)


def _expected(rows: Rows, number: int, address: str) -> Rows:
    noted = tuple(
        (at, {**row, ADDRESSES: _more(row.get(ADDRESSES, ""), address)} if at == number else row)
        for at, row in rows.rows
    )
    return Rows(noted, rows.unknown)


def _more(there: str, address: str) -> str:
    return f"{there}{BETWEEN}{address}" if there else address


def _in_workbook(data: bytes, number: int, address: str) -> bytes:
    contents = Contents(Package(data))
    cells = contents.book.sheets[SHEET].cells
    column = _first(at[1] for at, each in sorted(cells.items()) if bare(str(each.value)) == ADDRESSES)
    there = cells.get((number, column))
    if there and there.formula is not None:
        raise unreadable()
    part = contents.sheets[SHEET]
    text = _more(str(there.value or "").strip() if there else "", address)
    return contents.package.rewritten(
        {part: _with_text(contents.package.part(part), Place(SHEET, number, column), text)}
    )


def _first(columns: Iterator[int]) -> int:
    found = next(columns, None)
    if found is None:  # the list has no such column at all
        raise unreadable()
    return found


def _with_text(data: bytes, place: Place, text: str) -> bytes:
    """A sheet's XML with a text in a cell, which need not have been there; its row is, for the unit stands in it."""
    rows = tree(data).needed("sheetData").children
    row = next((each for each in rows if each.attributes.get("r") == str(place.row)), None)
    if row is None:
        raise unreadable()
    return spliced(data, _cell(data, row, place, text))


def _cell(data: bytes, row: Element, place: Place, text: str) -> Iterator[Splice]:
    there = next((each for each in row.children if each.attributes.get("r") == place.ref), None)
    kept = {key: value for key, value in there.attributes.items() if key not in ("r", "t")} if there else {}
    cell = element("c", {"r": place.ref, **kept, "t": "inlineStr"}, element("is", {}, text_element(text)))
    made = prefixed(cell, row.prefix).encode()
    if there:
        yield there.start, there.end, made
        return
    after = (each for each in row.children if (position(each.attributes.get("r", "")) or (0, 0))[1] > place.column)
    at = next((each.start for each in after), row.close)
    yield at, at, made
    yield with_attribute(data, row, "spans", None)


@dataclass(frozen=True, slots=True)
class _Field:
    """Where a field stands in the text of a CSV, its quotation marks included."""

    start: int
    end: int


FIELD = re.compile(r'(?:"(?:[^"]|"")*"|[^,\r\n])*')
ENDS = re.compile(r"\r\n|\r|\n")


def _in_csv(data: bytes, number: int, address: str) -> bytes:
    """In its own encoding, with its own line ends."""
    mark = MARK if data.startswith(MARK) else b""
    text, encoding = _decoded(data.removeprefix(mark))
    records = list(_records(text))
    values = list(csv.reader(io.StringIO(text, newline="")))
    head = next((each for each in values if FULL in map(bare, each)), [])
    column = _first(at for at, value in enumerate(head) if bare(value) == ADDRESSES)
    fields, there = records[number - 1], values[number - 1]
    if column < len(fields):
        start, end, before = fields[column].start, fields[column].end, ""
    else:
        start = end = fields[-1].end
        before = "," * (column - len(fields) + 1)
    new = _more(there[column].strip() if column < len(there) else "", address)
    quoted = '"' + new.replace('"', '""') + '"' if set(new) & set(',"\r\n') else new
    return mark + (text[:start] + before + quoted + text[end:]).encode(encoding)


def _decoded(data: bytes) -> tuple[str, str]:
    for encoding in ("utf-8", *ENCODINGS[1:]):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise unreadable()


def _records(text: str) -> Iterator[list[_Field]]:
    """Every record of a CSV, as the standard library counts them."""
    at, fields = 0, list[_Field]()
    while at < len(text) or fields:
        found = FIELD.match(text, at)
        assert found
        fields.append(_Field(at, found.end()))
        at = found.end()
        if at < len(text) and text[at] == ",":
            at += 1
            continue
        yield fields
        fields = []
        ending = ENDS.match(text, at)
        at = ending.end() if ending else len(text)
