"""Raw view of a generated workbook: sheets, names, formats and strings as stored, duplicates included."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from xml.etree.ElementTree import Element, fromstring

from toolkit.office.opc import Package
from toolkit.office.sheets.addresses import Box, Place, parse_area, parse_reference
from toolkit.office.sheets.xlsx import Contents
from toolkit.workbook.write.tidy import MAIN, STYLES

STRINGS = "xl/sharedStrings.xml"
RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
YES = ("1", "true")


@dataclass(frozen=True)
class DefinedName:
    """A name as written; ``sheet`` is the number of the only sheet that knows it, “” where all do."""

    name: str
    text: str
    sheet: str


@dataclass(frozen=True)
class RawFormat:
    """``own``: the lock is the format's own word, not what a program takes for granted."""

    locked: bool
    own: bool


@dataclass(frozen=True)
class Formula:
    """A formula without ``=``, wherever a sheet may hold one; ``ref`` are the cells it is for."""

    sheet: str
    ref: str
    text: str


class DrawnSheet:
    def __init__(self, name: str, root: Element) -> None:
        self.name = name
        self.root = root
        self.cells: Mapping[str, Element] = {cell.get("r", ""): cell for cell in self.all("c")}
        self.merges = [area for each in self.all("mergeCell") for area in self.areas(each.get("ref", ""))]
        self.validations = list(self.all("dataValidation"))
        self.colours = list(self.all("conditionalFormatting"))

    def all(self, tag: str) -> Iterator[Element]:
        """All elements with this local name in the sheet's XML, in document order."""
        return self.root.iter(MAIN + tag)

    def one(self, tag: str) -> Element:
        """The first element of its kind; an empty one where there is none."""
        found = next(self.all(tag), None)
        return Element(tag) if found is None else found

    def areas(self, refs: str) -> list[Box]:
        """The rectangles of a ``sqref``: addresses with spaces between (ISO/IEC 29500-1, 18.18.76); others are left
        out.
        """
        return [area for ref in refs.split() if (area := parse_area(ref, self.name))]

    @cached_property
    def used(self) -> Box | None:
        """The smallest rectangle around all cells that hold anything."""
        full = (ref for ref, cell in self.cells.items() if len(cell))
        boxes = [area for ref in full for area in self.areas(ref)]
        return _around(boxes) if boxes else None

    @cached_property
    def drawn(self) -> Box | None:
        """The smallest rectangle around all cells that hold anything or look like something."""
        boxes = [area for ref in self.cells for area in self.areas(ref)]
        return _around(boxes) if boxes else None

    def format(self, ref: str) -> int:
        """The index into ``cellXfs`` of the cell ``ref``; 0 where the file has no such cell."""
        cell = self.cells.get(ref)
        return 0 if cell is None else int(cell.get("s", "0"))

    def formula(self, ref: str) -> str:
        """The formula of the cell ``ref`` without ``=``; empty where it has none."""
        cell = self.cells.get(ref)
        return "" if cell is None else cell.findtext(f"{MAIN}f", "")

    @property
    def formulas(self) -> Iterator[Formula]:
        """Of cells, colours and validations; a list written out, too, for it is a formula of one string."""
        for ref in self.cells:
            if text := self.formula(ref):
                yield Formula(self.name, ref, text)
        for holder, tags in ((self.colours, ("formula",)), (self.validations, ("formula1", "formula2"))):
            for element in holder:
                for tag in tags:
                    for each in element.iter(MAIN + tag):
                        yield Formula(self.name, element.get("sqref", ""), each.text or "")


def _around(boxes: list[Box]) -> Box:
    return Box(
        boxes[0].sheet,
        min(box.top for box in boxes),
        min(box.left for box in boxes),
        max(box.bottom for box in boxes),
        max(box.right for box in boxes),
    )


class RawBook:
    """Raises :class:`~toolkit.errors.UserError` where the file is no workbook at all."""

    def __init__(self, data: bytes) -> None:
        package = Package(data)
        part = Contents(package).workbook
        parts = package.relationships(part).parts()
        self.root = fromstring(package.part(part))
        self.sheets = [
            DrawnSheet(each.get("name", ""), fromstring(package.part(parts[each.get(RELATIONSHIP, "")].target)))
            for each in self.root.iter(f"{MAIN}sheet")
        ]
        self.names = [
            DefinedName(each.get("name", ""), each.text or "", each.get("localSheetId", ""))
            for each in self.root.iter(f"{MAIN}definedName")
        ]
        self.styles = fromstring(package.part(STYLES))
        shared = fromstring(package.part(STRINGS)) if STRINGS in package else Element("sst")
        self._shared = [_text(item) for item in shared.iter(f"{MAIN}si")]

    @cached_property
    def by_name(self) -> Mapping[str, DrawnSheet]:
        """The sheets by name; of two with one name, the last."""
        return {sheet.name: sheet for sheet in self.sheets}

    @cached_property
    def places(self) -> Mapping[str, tuple[Place, ...]]:
        """The cells of every name that all sheets know."""
        return {each.name: parse_reference(each.text) for each in self.names if not each.sheet}

    @cached_property
    def formats(self) -> list[RawFormat]:
        """The cell formats in the order of ``cellXfs`` (ISO/IEC 29500-1, 18.8.10)."""
        return self._formats("cellXfs")

    @cached_property
    def normal(self) -> list[RawFormat]:
        """What a paste can bring along: the style Normal, and the cell format 0."""
        return self._formats("cellStyleXfs")[:1] + self.formats[:1]

    def _formats(self, group: str) -> list[RawFormat]:
        return [_format(each) for each in self.styles.iterfind(f"{MAIN}{group}/{MAIN}xf")]

    def format_of(self, sheet: DrawnSheet, ref: str) -> RawFormat:
        """The format of the cell ``ref`` on a sheet."""
        return self.formats[sheet.format(ref)]

    def texts(self, sheet: DrawnSheet) -> Iterable[tuple[str, str]]:
        """Every cell that holds a text, with it."""
        for ref, cell in sheet.cells.items():
            if cell.get("t") == "s":
                yield ref, self._shared[int(cell.findtext(f"{MAIN}v", "0"))]
            elif cell.get("t") in ("inlineStr", "str"):
                yield ref, _text(cell)


def _format(element: Element) -> RawFormat:
    protection = element.find(f"{MAIN}protection")
    if protection is None:
        return RawFormat(locked=True, own=False)
    return RawFormat(protection.get("locked", "1") in YES, own=element.get("applyProtection") in YES)


def _text(element: Element) -> str:
    return "".join(each.text or "" for each in element.iter() if each.tag in (f"{MAIN}t", f"{MAIN}v"))
