"""A sheet put before all others, and taken out again: what counts sheets by their position moves along."""

from collections.abc import Iterable, Iterator

from toolkit.errors import Refusal
from toolkit.office.edit_session import Changes, office
from toolkit.office.sheets.addresses import quoted
from toolkit.office.sheets.xlsx_cells import whole
from toolkit.office.xml_spans import Element, Splice, at_end, attribute, gone, in_order, spliced, tree, with_attribute
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


def first_tab(changes: Changes, workbook: str, name: str, sheet: bytes, titles: str) -> None:
    """A new first sheet, open in front; its rows ``titles`` stand on every printed page."""
    data = changes.part(workbook)
    root = tree(data)
    part = changes.add("xl/worksheets/sheet", ".xml", sheet, TYPE)
    id = changes.relate(workbook, "worksheet", part, root.space)
    sheets = root.needed("sheets")
    number = 1 + max((whole(each.attributes.get("sheetId", "")) for each in sheets.children), default=0)
    new = f'<sheet xmlns:r="{office(root.space)}" name="{attribute(name)}" sheetId="{number}" r:id="{id}"/>'
    splices = list(_moved(data, root, 0, 1))
    splices.append((sheets.inside, sheets.inside, _with_prefix(new, sheets)))
    for view in root.all("bookViews", "workbookView"):
        splices += [with_attribute(data, view, each, None) for each in ("firstSheet", "activeTab")]
    printed = (
        f'<definedName name="_xlnm.Print_Titles" localSheetId="0">{attribute(quoted(name))}!{titles}</definedName>'
    )
    names = root.one("definedNames")
    whole_new = f"<definedNames>{printed}</definedNames>"
    splices.append(at_end(data, names, printed) if names else in_order(root, whole_new, ORDER))
    changes.put(workbook, spliced(data, splices))


def drop_tab(changes: Changes, workbook: str, part: str) -> None:
    """A sheet goes, wherever it stands by now."""
    data = changes.part(workbook)
    root = tree(data)
    ids = {id for id, (_, target) in changes.related(workbook).items() if target == part}
    listed = root.needed("sheets").children
    position = next(number for number, each in enumerate(listed) if _relation(each) in ids)
    changes.put(workbook, _without_tab(data, root, position))
    changes.unrelate(workbook, part)
    for kind, target in changes.related(part).values():
        if kind in PRINTED and target in changes:
            changes.drop(target)
    changes.drop(part)


def without_tabs(workbook: bytes, kept: frozenset[str]) -> bytes:
    """The workbook's part with the sheets of these relationships alone; raises :class:`Refusal` where that is none."""
    for _ in range(MOST):
        root = tree(workbook)
        found = [_relation(each) in kept for each in root.needed("sheets").children]
        if all(found) and found:
            return workbook
        if not any(found):
            break
        workbook = _without_tab(workbook, root, found.index(False))
    raise Refusal("unreadable")


def _without_tab(data: bytes, root: Element, position: int) -> bytes:
    listed = root.needed("sheets").children
    return spliced(data, [gone(listed[position]), *_moved(data, root, position, -1), *_viewed(data, root, position)])


def deselect(changes: Changes, sheets: Iterable[str]) -> None:
    """Two selected sheets are a group, and what is typed goes into both."""
    for sheet in sheets:
        data = changes.part(sheet)
        views = tree(data, CELLS).all("sheetViews", "sheetView")
        selected = [view for view in views if view.attributes.get("tabSelected") in SELECTED]
        changes.put(sheet, spliced(data, [with_attribute(data, view, "tabSelected", None) for view in selected]))


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


def _with_prefix(xml: str, sheets: Element) -> bytes:
    return xml.replace("<sheet", f"<{sheets.prefix}sheet", 1).encode()
