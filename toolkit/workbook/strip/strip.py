"""A copy of a workbook without macros, external links, or anything that runs or loads something.

What comes from a unit and goes back with our name on it must carry nothing but what a report needs. What may stay is
listed, part by part and function by function; a formula that reaches outside is gone, and what it showed stays. The
list of parts and their relationships are written anew. In what stays, only what named something that is gone is cut
out: all else in it is there byte for byte.
"""

from dataclasses import dataclass

from toolkit.office.filetypes import WORKBOOK, kind, refusal
from toolkit.office.opc import CONTENT_TYPES, Package, content_types_xml, relationships_part, relationships_xml
from toolkit.office.sheets.addresses import parse_area
from toolkit.office.xml import parse
from toolkit.office.xml_edit import tree
from toolkit.workbook.mark.boxes import with_boxes
from toolkit.workbook.mark.colours import CELLS
from toolkit.workbook.mark.comments import VML
from toolkit.workbook.mark.tabs import without_tabs
from toolkit.workbook.strip.elements import cleaned
from toolkit.workbook.strip.formulas import without_reaching
from toolkit.workbook.strip.parts import (
    BOOK,
    BOXES,
    KEPT,
    MACROS,
    NOTES,
    OBJECTS,
    OUTSIDE,
    SHEET,
    Kept,
    kept_of,
    media_types,
)


@dataclass(frozen=True, slots=True)
class Stripped:
    """``left_out``: which of :data:`MACROS`, :data:`OUTSIDE`, :data:`OBJECTS` did not come along."""

    data: bytes
    left_out: tuple[str, ...]


def stripped(data: bytes) -> Stripped:
    """Raises :class:`~toolkit.errors.UserError` where it is no .xlsx file that can be read."""
    if kind(data) != WORKBOOK:
        raise refusal(data)
    kept = kept_of(Package(data))
    changed = {name: _part(kept, name) for name in kept.kinds}
    _boxes(kept, changed)
    changed |= {relationships_part(name): relationships_xml(each) for name, each in kept.related.items() if each}
    changed[CONTENT_TYPES] = content_types_xml(media_types(kept.kinds))
    keys = {name.casefold() for name in changed}
    dropped = frozenset(name for name in kept.package.names if name.casefold() not in keys)
    said = tuple(each for each in (MACROS, OUTSIDE, OBJECTS) if each in kept.left_out)
    return Stripped(kept.package.rewritten(changed, dropped), said)


def _part(kept: Kept, name: str) -> bytes:
    """A part as it stays. Every one that is XML is parsed once: none may have a document type."""
    part_kind, package = kept.kinds[name], kept.package
    if part_kind in ("image", BOXES):  # boxes are drawn anew
        return package.part(name)
    data = package.xml(name)
    if part_kind not in (*KEPT, "table"):
        parse(data)
        return data
    if part_kind == BOOK:
        data = without_tabs(data, frozenset(each.id for each in kept.related[name] if kept.kinds[each.target] == SHEET))
    found = cleaned(data, kept.cut[name])
    data, formulas = without_reaching(found.data) if part_kind == SHEET else (found.data, 0)
    if found.outside or formulas:
        kept.left_out.add(OUTSIDE)
    return data


def _boxes(kept: Kept, changed: dict[str, bytes]) -> None:
    """VML can hold anything, and no parser reads it: the boxes of a sheet's comments are drawn anew, all else goes."""
    for sheet in [name for name, each in kept.kinds.items() if each == SHEET]:
        notes = kept.target(sheet, NOTES)
        held = tree(changed[sheet], CELLS).one("legacyDrawing")
        ids = {value for key, value in held.attributes.items() if ":" in key} if held else set()
        for boxes in [each for each in kept.related[sheet] if kept.kinds[each.target] == BOXES]:
            if notes and boxes.id in ids:
                changed[boxes.target] = with_boxes(VML, changed[sheet], _notes(changed[notes]))
            else:
                kept.related[sheet].remove(boxes)
                kept.cut[sheet] |= {boxes.id}
        changed[sheet] = cleaned(changed[sheet], kept.cut[sheet]).data
    left = {each.target for related in kept.related.values() for each in related}
    for name in [name for name, each in kept.kinds.items() if each == BOXES and name not in left]:
        del kept.kinds[name], changed[name]


def _notes(comments: bytes) -> dict[str, str]:
    """What stands at each cell, as far as it decides how large its box is."""
    found = {}
    for each in tree(comments).all("commentList", "comment"):
        ref = each.attributes.get("ref", "")
        if parse_area(ref, ""):
            found[ref] = "".join(piece.text for piece in (*each.all("text", "t"), *each.all("text", "r", "t")))
    return found
