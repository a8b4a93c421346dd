"""Highlights cells without changing their formats: always-true conditional formats with a marker in their formula."""

from collections.abc import Iterator, Mapping

from toolkit.checks.finding import Level
from toolkit.office.edit_session import EditSession
from toolkit.office.sheets.addresses import Place, areas_of
from toolkit.office.sheets.xlsx_cells import whole
from toolkit.office.xml_edit import Element, Splice, gone, in_order, spliced, tree, with_attribute
from toolkit.office.xml_write import element
from toolkit.workbook.mark.styles import MarkStyles

FORMULA = '"nianbao.mark"<>""'
OURS = '"nianbao.mark"'
CELLS = frozenset({"sheetData"})
ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems",
    "tableParts", "extLst",
)  # fmt: skip


def colour(session: EditSession, sheet: str, styles: MarkStyles, cells: Mapping[Level, list[Place]]) -> None:
    """One rule a level, before the rules that are there: what is to be explained must not look like a mistake.

    Excel goes by the priority, LibreOffice by the order in the file.
    """
    data = session.part(sheet)
    root = tree(data, CELLS)
    rules = root.all("conditionalFormatting", "cfRule")
    splices = [with_attribute(data, rule, "priority", str(_priority(rule) + len(cells))) for rule in rules]
    for priority, (level, places) in enumerate(cells.items(), start=1):
        looks = {"type": "expression", "dxfId": styles.mark(level), "priority": priority}
        rule = element("cfRule", looks, element("formula", {}, FORMULA))
        area = element("conditionalFormatting", {"sqref": areas_of(places)}, rule)
        splices.append(in_order(root, area, ORDER, first=True))
    session.put(sheet, spliced(data, splices))


def uncolour(session: EditSession, sheet: str) -> None:
    """Our rules go, whoever saved them since; the others move up again."""
    data = session.part(sheet)
    areas = list(tree(data, CELLS).all("conditionalFormatting"))
    before = [_priority(rule) for area in areas for rule in area.all("cfRule") if _ours(rule)]
    if before:
        session.put(sheet, spliced(data, (splice for area in areas for splice in _uncoloured(data, area, before))))


def _uncoloured(data: bytes, area: Element, before: list[int]) -> Iterator[Splice]:
    rules = list(area.all("cfRule"))
    if all(map(_ours, rules)):
        yield gone(area)
        return
    for rule in rules:
        if _ours(rule):
            yield gone(rule)
        else:
            priority = _priority(rule)
            yield with_attribute(data, rule, "priority", str(priority - sum(ours < priority for ours in before)))


def _priority(rule: Element) -> int:
    return whole(rule.attributes.get("priority", ""), 1)


def _ours(rule: Element) -> bool:
    return any(OURS in formula.text for formula in rule.all("formula"))
