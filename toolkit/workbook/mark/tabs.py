"""Inserts or removes the problem list as first sheet, and renumbers everything that refers to sheets by index."""

from collections.abc import Iterable, Iterator

from toolkit.office.edit_session import EditSession
from toolkit.office.messages import unreadable
from toolkit.office.opc import office_relationships
from toolkit.office.sheets.addresses import quoted
from toolkit.office.sheets.xlsx_cells import whole
from toolkit.office.xml_edit import Element, Splice, at_end, gone, in_order, prefixed, spliced, tree, with_attribute
from toolkit.office.xml_write import element
from toolkit.workbook.mark.colours import CELLS

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
PRINTED = ("printerSettings", "comments", "vmlDrawing")  # what a program may have hung on a sheet of ours since
MOST = 50  # sheets that are taken away at once: more is no workbook of anybody's
SELECTED = ("1", "true")
ORDER = (
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups",
    "externalReferences", "definedNames", "calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr",
    "smartTagTypes", "webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst",
)  # fmt: skip


def first_tab(session: EditSession, workbook: str, name: str, sheet: bytes, titles: str) -> None:
    """A new first sheet, open in front; its rows ``titles`` stand on every printed page."""
    data = session.part(workbook)
    root = tree(data)
    part = session.add("xl/worksheets/sheet", ".xml", sheet, TYPE)
    id = session.relate(workbook, "worksheet", part, root.space)
    sheets = root.needed("sheets")
    number = 1 + max((whole(each.attributes.get("sheetId", "")) for each in sheets.children), default=0)
    attributes = {"xmlns:r": office_relationships(root.space), "name": name, "sheetId": number, "r:id": id}
    splices = list(_moved(data, root, 0, 1))
    splices.append((sheets.inside, sheets.inside, prefixed(element("sheet", attributes), sheets.prefix).encode()))
    for view in root.all("bookViews", "workbookView"):
        splices += [with_attribute(data, view, each, None) for each in ("firstSheet", "activeTab")]
    belongs = {"name": "_xlnm.Print_Titles", "localSheetId": 0}
    printed = element("definedName", belongs, f"{quoted(name)}!{titles}")
    names = root.one("definedNames")
    splices.append(
        at_end(data, names, printed) if names else in_order(root, element("definedNames", {}, printed), ORDER)
    )
    session.put(workbook, spliced(data, splices))


def drop_tab(session: EditSession, workbook: str, part: str) -> None:
    """A sheet goes, wherever it stands by now."""
    data = session.part(workbook)
    root = tree(data)
    ids = {each.id for each in session.relationships(workbook).parts().values() if each.target == part}
    listed = root.needed("sheets").children
    position = next(number for number, each in enumerate(listed) if _relation(each) in ids)
    session.put(workbook, _without_tab(data, root, position))
    session.unrelate(workbook, part)
    for each in session.relationships(part).parts().values():
        if each.kind in PRINTED and each.target in session:
            session.drop(each.target)
    session.drop(part)


def without_tabs(workbook: bytes, kept: frozenset[str]) -> bytes:
    """The workbook's part with the sheets of these relationships alone; raises :class:`UserError` if none is left."""
    for _ in range(MOST):
        root = tree(workbook)
        found = [_relation(each) in kept for each in root.needed("sheets").children]
        if all(found) and found:
            return workbook
        if not any(found):
            break
        workbook = _without_tab(workbook, root, found.index(False))
    raise unreadable()


def _without_tab(data: bytes, root: Element, position: int) -> bytes:
    listed = root.needed("sheets").children
    return spliced(data, [gone(listed[position]), *_moved(data, root, position, -1), *_viewed(data, root, position)])


def deselect(session: EditSession, sheets: Iterable[str]) -> None:
    """Two selected sheets are a group, and what is typed goes into both."""
    for sheet in sheets:
        data = session.part(sheet)
        views = tree(data, CELLS).all("sheetViews", "sheetView")
        selected = [view for view in views if view.attributes.get("tabSelected") in SELECTED]
        session.put(sheet, spliced(data, [with_attribute(data, view, "tabSelected", None) for view in selected]))


def _moved(data: bytes, root: Element, position: int, by: int) -> Iterator[Splice]:
    """Names that belong to a sheet know it by its position; those of a sheet that goes, go with it."""
    for names in root.all("definedNames"):
        theirs = [each for each in names.children if by < 0 and _sheet_of(each) == position]
        if theirs and len(theirs) == len(names.children):
            yield gone(names)
            continue
        yield from map(gone, theirs)
        for name in names.children:
            if name not in theirs and _sheet_of(name) >= position:
                yield with_attribute(data, name, "localSheetId", str(_sheet_of(name) + by))


def _sheet_of(name: Element) -> int:
    return whole(name.attributes.get("localSheetId", ""), -1)


def _viewed(data: bytes, root: Element, position: int) -> Iterator[Splice]:
    """The sheet in front stays in front; where it was the one that goes, the first that can be seen."""
    left = [each for number, each in enumerate(root.needed("sheets").children) if number != position]
    shown = next((number for number, each in enumerate(left) if each.attributes.get("state") in (None, "visible")), 0)
    for view in root.all("bookViews", "workbookView"):
        for key, otherwise in (("firstSheet", 0), ("activeTab", shown)):
            number = whole(view.attributes.get(key, ""))
            after = otherwise if number == position else number - (number > position)
            yield with_attribute(data, view, key, str(after) if after else None)


def _relation(sheet: Element) -> str:
    return next((value for key, value in sheet.attributes.items() if key.endswith(":id")), "")
