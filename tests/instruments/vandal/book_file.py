"""Takes a workbook's file apart into a :class:`~tests.instruments.vandal.book.Book` and puts it together again."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from xml.sax.saxutils import quoteattr

from tests.instruments.vandal.book import Book, Cell, Key, Name, Sheet
from tests.office.sheets.drawn_parts import MAIN, RELATED, TRANSITIONAL, parts_of
from toolkit.office.opc import zipped
from toolkit.office.sheets.addresses import letters, number_of, parse_area

ElementTree.register_namespace("", TRANSITIONAL)
ElementTree.register_namespace("r", RELATED)
WORKBOOK, RELATIONS, TYPES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
REF = re.compile(r"([A-Z]+)(\d+)")


def saved(book: Book) -> bytes:
    """The file again; only parts of deleted sheets are missing, only parts of new ones are added."""
    kept = {sheet.part for sheet in book.sheets}
    parts = {name: data for name, data in book.parts.items() if not _is_sheet(name) or name in kept}
    for sheet in book.sheets:
        parts[sheet.part] = _bytes(_sheet_root(sheet))
    parts[WORKBOOK] = _bytes(_workbook(book))
    parts[RELATIONS] = _relations(parts[RELATIONS].decode(), book.sheets)
    parts[TYPES] = _types(parts[TYPES].decode(), book.sheets)
    return zipped(parts)


def _workbook(book: Book) -> Element:
    listed = _emptied(book.root, "sheets")
    for number, sheet in enumerate(book.sheets, start=1):
        attributes = {
            **sheet.attributes,
            "name": sheet.name,
            "sheetId": str(number),
            f"{{{RELATED}}}id": _id(sheet),
        }
        ElementTree.SubElement(listed, MAIN + "sheet", attributes)
    names = _emptied(book.root, "definedNames")
    for name in book.names:
        if name.sheet is None or name.sheet in book.sheets:
            local = {} if name.sheet is None else {"localSheetId": str(book.sheets.index(name.sheet))}
            ElementTree.SubElement(names, MAIN + "definedName", {**name.attributes, **local}).text = name.text
    if not book.names:
        book.root.remove(names)
    for view in book.root.iter(MAIN + "workbookView"):
        view.attrib.update(activeTab="0", firstSheet="0")
    return book.root


def opened(workbook: bytes) -> Book:
    """A workbook as we draw it: one sheet a part, no shared formulas."""
    parts = parts_of(workbook)
    root = ElementTree.fromstring(parts[WORKBOOK])
    targets = dict(targets_of(parts[RELATIONS].decode()))
    sheets = [
        _opened_sheet(each, targets[each.attrib[f"{{{RELATED}}}id"]], parts) for each in root.iter(MAIN + "sheet")
    ]
    names = []
    for each in root.iter(MAIN + "definedName"):
        attributes = dict(each.attrib)
        local = attributes.pop("localSheetId", None)
        names.append(Name(attributes, each.text or "", None if local is None else sheets[int(local)]))
    return Book(parts, root, sheets, names)


def _opened_sheet(listed: Element, part: str, parts: dict[str, bytes]) -> Sheet:
    root = ElementTree.fromstring(parts[part])
    cells: dict[Key, Cell] = {}
    rows = {}
    for row in root.iter(MAIN + "row"):
        rows[int(row.attrib["r"])] = {key: value for key, value in row.attrib.items() if key not in ("r", "spans")}
        for each in row:
            found = REF.fullmatch(each.attrib["r"])
            assert found
            attributes = {key: value for key, value in each.attrib.items() if key != "r"}
            cells[int(found[2]), number_of(found[1])] = Cell(attributes, list(each))
    name = listed.attrib["name"]
    merges = [parse_area(each.attrib["ref"], name) for each in root.iter(MAIN + "mergeCell")]
    state = {key: value for key, value in listed.attrib.items() if key == "state"}
    return Sheet(name, part, root, state, cells, rows, _columns(root), [merge for merge in merges if merge])


def _columns(root: Element) -> dict[int, dict[str, str]]:
    found = {}
    for each in root.iter(MAIN + "col"):
        attributes = {key: value for key, value in each.attrib.items() if key not in ("min", "max")}
        last = min(int(each.attrib["max"]), int(each.attrib["min"]) + 99)
        found.update({column: dict(attributes) for column in range(int(each.attrib["min"]), last + 1)})
    return found


def _sheet_root(sheet: Sheet) -> Element:
    data = _emptied(sheet.root, "sheetData")
    by_row: dict[int, dict[int, Cell]] = {row: {} for row in sheet.rows}
    for (row, column), cell in sheet.cells.items():
        by_row.setdefault(row, {})[column] = cell
    for row in sorted(by_row):
        line = ElementTree.SubElement(data, MAIN + "row", {"r": str(row), **sheet.rows.get(row, {})})
        for column in sorted(by_row[row]):
            cell = by_row[row][column]
            each = ElementTree.SubElement(line, MAIN + "c", {"r": f"{letters(column)}{row}", **cell.attributes})
            each.extend(cell.inner)
    if sheet.columns:
        columns = _emptied(sheet.root, "cols", before="sheetData")
        for column in sorted(sheet.columns):
            place = {"min": str(column), "max": str(column)}
            ElementTree.SubElement(columns, MAIN + "col", {**sheet.columns[column], **place})
    _write_merges(sheet)
    for each in sheet.root.findall(MAIN + "dimension"):
        sheet.root.remove(each)
    return sheet.root


def _write_merges(sheet: Sheet) -> None:
    found = sheet.root.find(MAIN + "mergeCells")
    if found is None and sheet.merges:
        found = Element(MAIN + "mergeCells")
        after = [each.tag for each in sheet.root].index(MAIN + "sheetData") + 1
        while after < len(sheet.root) and sheet.root[after].tag in (MAIN + "sheetProtection", MAIN + "autoFilter"):
            after += 1
        sheet.root.insert(after, found)
    if found is not None:
        found.clear()
        for merge in sheet.merges:
            ElementTree.SubElement(found, MAIN + "mergeCell", {"ref": merge.ref})
        if not sheet.merges:
            sheet.root.remove(found)


def _emptied(root: Element, name: str, before: str = "") -> Element:
    found = root.find(MAIN + name)
    if found is None:
        found = Element(MAIN + name)
        tags = [each.tag for each in root]
        root.insert(tags.index(MAIN + before) if before else len(root), found)
    attributes = dict(found.attrib)
    found.clear()
    found.attrib.update(attributes)
    return found


def _bytes(root: Element) -> bytes:
    data: bytes = ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return data


def _is_sheet(part: str) -> bool:
    return part.startswith("xl/worksheets/sheet")


def _id(sheet: Sheet) -> str:
    return "sheet-" + sheet.part.rpartition("/")[2].removesuffix(".xml")


def targets_of(relations: str) -> Iterator[tuple[str, str]]:
    for tag in re.findall("<Relationship [^>]*>", relations):
        attributes = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        target = attributes["Target"]
        yield attributes["Id"], target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _relations(relations: str, sheets: list[Sheet]) -> bytes:
    others = re.sub(r'<Relationship [^>]*/worksheet"[^>]*/>', "", relations)
    made = "".join(
        f'<Relationship Type="{RELATED}/worksheet" Target="/{sheet.part}" Id="{_id(sheet)}"/>' for sheet in sheets
    )
    return others.replace("</Relationships>", made + "</Relationships>").encode()


def _types(types: str, sheets: list[Sheet]) -> bytes:
    others = re.sub(r'<Override [^>]*"/xl/worksheets/[^>]*/>', "", types)
    made = "".join(
        f"<Override PartName={quoteattr('/' + sheet.part)} ContentType={quoteattr(SHEET_TYPE)}/>" for sheet in sheets
    )
    return others.replace("</Types>", made + "</Types>").encode()
