"""Which parts of a workbook come along when it is passed on: those of the kinds listed here, reached from one another.

Whatever else there is, and every relationship to anywhere outside, stays behind.
"""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from toolkit.office.edit_session import OFFICE, STRICT, relationships_of
from toolkit.office.package import RELATIONSHIP, Package, elements
from toolkit.office.xml_spans import attribute, tree
from toolkit.workbook.mark.colours import CELLS
from toolkit.workbook.mark.comments import VML_TYPE

MACROS, OUTSIDE, OBJECTS = "macros", "outside", "objects"  # what was left out
SHEET, BOOK, NOTES, BOXES = "worksheet", "officeDocument", "comments", "vmlDrawing"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml"
TYPES_SPACE = "http://schemas.openxmlformats.org/package/2006/content-types"
RELS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
BASES = (
    OFFICE, STRICT, f"{PACKAGE}/metadata", "http://schemas.microsoft.com/office/2017/10/relationships",
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
    """What stays: parts with their kinds; of each, its relationships (id, type, target) and those that are gone."""

    package: Package
    kinds: dict[str, str] = field(default_factory=dict)
    related: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)
    cut: dict[str, frozenset[str]] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)

    def target(self, source: str, wanted: str) -> str:
        return next((to for _, _, to in self.related.get(source, ()) if self.kinds[to] == wanted), "")


def kept_of(package: Package) -> Kept:
    """Raises :class:`~toolkit.errors.Refusal` where the package's own lists cannot be read."""
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
        for id, type, target, outside in _read(kept.package, source):
            name = _kind(type)
            known = not outside and name in KEPT.get(of, ()) and _whole(kept, target, name, reached)
            if known:
                kept.related[source].append((id, type, target))
                if target not in kept.kinds:
                    kept.kinds[target] = name
                    reached.add(target.casefold())
                    waiting.append((target, name))
            else:
                cut.add(id)
                _note(kept, name, outside)
        kept.cut[source] = frozenset(cut)


def _read(package: Package, source: str) -> Iterator[tuple[str, str, str, bool]]:
    """The relationships of a part: id, type, the part it leads to, and whether that is said to lie outside."""
    rels = relationships_of(source)
    if rels not in package:
        return
    folder = posixpath.dirname(source)
    seen: set[str] = set()
    for _, attributes, _ in elements(package.xml(rels), RELATIONSHIP):
        id = attributes.get("Id", "")
        target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", ""))).lstrip("/")
        if id not in seen:
            seen.add(id)
            yield id, attributes.get("Type", ""), target, attributes.get("TargetMode", "Internal") != "Internal"


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


def written(related: list[tuple[str, str, str]]) -> bytes:
    """A part's relationships."""
    each = (
        f'<Relationship Id="{attribute(id)}" Type="{attribute(type)}" Target="/{attribute(target)}"/>'
        for id, type, target in related
    )
    return f'<Relationships xmlns="{PACKAGE}">{"".join(each)}</Relationships>'.encode()


def types(kinds: Mapping[str, str]) -> bytes:
    """The list of the package's parts, each with what it may be and nothing more."""
    each = (
        f'<Override PartName="/{attribute(name)}" ContentType="{_content(name, kind)}"/>'
        for name, kind in kinds.items()
    )
    return (
        f'<Types xmlns="{TYPES_SPACE}"><Default Extension="rels" ContentType="{RELS_TYPE}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{"".join(each)}</Types>'
    ).encode()


def _content(name: str, kind: str) -> str:
    return PICTURES[posixpath.splitext(name)[1].lower()] if kind == "image" else CONTENT[kind]
