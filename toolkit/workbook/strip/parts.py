"""Selects the parts of a workbook that may stay: of a listed kind, and reachable by relationships.

Whatever else there is, and every relationship to anywhere outside, stays behind.
"""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from toolkit.office.opc import OFFICE, RELATIONSHIPS_SPACE, STRICT, Package, Relationship, Relationships
from toolkit.office.xml_edit import tree
from toolkit.workbook.mark.colours import CELLS
from toolkit.workbook.mark.comments import VML_TYPE

MACROS, OUTSIDE, OBJECTS = "macros", "outside", "objects"  # what was left out
SHEET, BOOK, NOTES, BOXES = "worksheet", "officeDocument", "comments", "vmlDrawing"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml"
BASES = (
    OFFICE, STRICT, f"{RELATIONSHIPS_SPACE}/metadata", "http://schemas.microsoft.com/office/2017/10/relationships",
    "http://www.wps.cn/officeDocument/2020",
)  # fmt: skip
KEPT: Mapping[str, frozenset[str]] = {  # of a part of each kind, what it may point to; "" is the package
    "": frozenset((BOOK, "core-properties", "metadata/core-properties", "custom-properties", "customProperties")),
    BOOK: frozenset((SHEET, "styles", "sharedStrings", "theme", "person", "cellImage")),
    SHEET: frozenset((NOTES, BOXES, "threadedComment", "drawing", "table", "image")),
    "drawing": frozenset(("image",)),
    "theme": frozenset(("image",)),
    "cellImage": frozenset(("image",)),
}
CONTENT = {
    BOOK: f"{EXCEL}.sheet.main+xml",
    **{each: f"{EXCEL}.{each}+xml" for each in (SHEET, "styles", "sharedStrings", NOTES, "table")},
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
    "drawing": "application/vnd.openxmlformats-officedocument.drawing+xml",
    BOXES: VML_TYPE,
    "core-properties": "application/vnd.openxmlformats-package.core-properties+xml",
    "custom-properties": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    "threadedComment": "application/vnd.ms-excel.threadedcomments+xml",
    "person": "application/vnd.ms-excel.person+xml",
    "cellImage": "application/vnd.wps-officedocument.cellimage+xml",
}
CONTENT |= {"metadata/core-properties": CONTENT["core-properties"], "customProperties": CONTENT["custom-properties"]}
PICTURES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".bmp": "image/bmp"}
WITH_MACROS = frozenset(("vbaProject", "xlMacrosheet", "xlIntlMacrosheet", "dialogsheet", "attachedToolbars"))
REACHING = frozenset(("externalLink", "connections", "queryTable", "hyperlink", "attachedTemplate"))
UNSAID = frozenset(
    ("calcChain", "printerSettings", "extended-properties", "extendedProperties", "thumbnail", "sheetMetadata")
)  # made anew by whatever opens the file, or nobody's loss


@dataclass(slots=True)
class Kept:
    """What stays: parts with their kinds; of each, its relationships, and the ids of those that are gone."""

    package: Package
    kinds: dict[str, str] = field(default_factory=dict)
    related: dict[str, list[Relationship]] = field(default_factory=dict)
    cut: dict[str, frozenset[str]] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)

    def target(self, source: str, wanted: str) -> str:
        """The name of the first part of kind ``wanted`` that ``source`` is related to; empty where there is none."""
        return next((each.target for each in self.related.get(source, ()) if self.kinds[each.target] == wanted), "")


def kept_of(package: Package) -> Kept:
    """Raises :class:`~toolkit.errors.UserError` where the package's own lists cannot be read."""
    kept = Kept(package)
    _follow(kept)
    return kept


def _follow(kept: Kept) -> None:
    """From part to part; each is of the kind by which it is first reached, and no other."""
    waiting = [("", "")]
    reached: set[str] = set()
    while waiting:
        source, of = waiting.pop(0)
        kept.related[source], cut = [], set()
        for each in _first_of_each(kept.package.relationships(source)):
            kind, outside = _kind(each.type), each.mode != "Internal"
            if not outside and kind in KEPT.get(of, ()) and _whole(kept, each.target, kind, reached):
                kept.related[source].append(each)
                if each.target not in kept.kinds:
                    kept.kinds[each.target] = kind
                    reached.add(each.target.casefold())
                    waiting.append((each.target, kind))
            else:
                cut.add(each.id)
                _note(kept, kind, outside)
        kept.cut[source] = frozenset(cut)


def _first_of_each(relationships: Relationships) -> Iterator[Relationship]:
    """Each id once: programs do not agree which of two counts."""
    seen: set[str] = set()
    for each in relationships:
        if each.id not in seen:
            seen.add(each.id)
            yield each


def _kind(type: str) -> str:
    """What is said behind one of the known beginnings; a type of anybody else's is as it stands."""
    return next((type.removeprefix(f"{base}/") for base in BASES if type.startswith(f"{base}/")), type)


def _whole(kept: Kept, target: str, name: str, reached: set[str]) -> bool:
    """Whether a part is there, is of no other kind already, and is what it should be."""
    if target not in kept.package or (target.casefold() in reached and kept.kinds.get(target) != name):
        return False
    if name == "image":
        return posixpath.splitext(target)[1].lower() in PICTURES
    if name == SHEET:
        return tree(kept.package.xml(target), CELLS).name == SHEET
    return True


def _note(kept: Kept, name: str, outside: bool) -> None:
    last = name.rpartition("/")[2]
    if last in WITH_MACROS:
        kept.left_out.add(MACROS)
    elif outside or last in REACHING:
        kept.left_out.add(OUTSIDE)
    elif last not in UNSAID:
        kept.left_out.add(OBJECTS)


def media_types(kinds: Mapping[str, str]) -> dict[str, str]:
    """What each part may be, by its kind."""
    return {name: _media_type(name, kind) for name, kind in kinds.items()}


def _media_type(name: str, kind: str) -> str:
    return PICTURES[posixpath.splitext(name)[1].lower()] if kind == "image" else CONTENT[kind]
