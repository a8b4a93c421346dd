"""Colours over a sheet's cells that leave their formats alone: rules that always hold, with a text of ours inside."""

from collections.abc import Mapping

from toolkit.checks.finding import Level
from toolkit.workbook.changes import Changes
from toolkit.workbook.mark_styles import Styles
from toolkit.workbook.places import Place, areas_of
from toolkit.workbook.tree import Element, Splice, gone, in_order, spliced, tree

FORMULA = '"nianbao.mark"&lt;&gt;""'
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


def colour(changes: Changes, sheet: str, styles: Styles, cells: Mapping[Level, list[Place]]) -> None:
    """One rule a level, after the rules that are there."""
    data = changes.part(sheet)
    root = tree(data, CELLS)
    taken = (rule.attributes.get("priority", "") for rule in root.all("conditionalFormatting", "cfRule"))
    priority = max((int(each) for each in taken if each.isdecimal()), default=0)
    splices = []
    for more, (level, places) in enumerate(cells.items(), start=1):
        rule = f'<cfRule type="expression" dxfId="{styles.mark(level)}" priority="{priority + more}">'
        inside = f"{rule}<formula>{FORMULA}</formula></cfRule>"
        area = f'<conditionalFormatting sqref="{areas_of(places)}">{inside}</conditionalFormatting>'
        splices.append(in_order(root, area, ORDER))
    changes.put(sheet, spliced(data, splices))


def uncolour(changes: Changes, sheet: str) -> None:
    """Our rules go, whoever saved them since."""
    data = changes.part(sheet)
    splices: list[Splice] = []
    for area in tree(data, CELLS).all("conditionalFormatting"):
        rules = list(area.all("cfRule"))
        ours = [rule for rule in rules if _ours(rule)]
        splices += [gone(area)] if ours and len(ours) == len(rules) else [gone(rule) for rule in ours]
    changes.put(sheet, spliced(data, splices))


def _ours(rule: Element) -> bool:
    return any(OURS in formula.text for formula in rule.all("formula"))
