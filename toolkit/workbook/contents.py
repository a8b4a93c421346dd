"""An .xlsx file as a book: one pass over its parts gives content, formula, cached value and runs of every cell."""

from collections.abc import Mapping
from functools import cached_property

from toolkit.form.expression import Number
from toolkit.submission import limits
from toolkit.submission.entry import number
from toolkit.submission.limits import within
from toolkit.submission.text import Run
from toolkit.workbook.book import EMPTY, PLAIN, Book, Content, Sheet
from toolkit.workbook.formats import Format, formats
from toolkit.workbook.kind import WORKBOOK, kind, refusal
from toolkit.workbook.package import Package, elements, related
from toolkit.workbook.parts import OFF, RawCell, RawRuns, raw_sheet, shared_strings, unescape, whole
from toolkit.workbook.places import Place, parse_area, parse_reference

CUSTOM = ("custom-properties", "customProperties")  # as most programs write it, and in a strict Open XML file
BOOLEANS = {"0": "FALSE", "1": "TRUE"}


class Contents:
    """A workbook's sheets, names, properties and cells. Raises :class:`~toolkit.submission.refusal.Refusal`."""

    def __init__(self, package: Package) -> None:
        if kind(package.data) != WORKBOOK:
            raise refusal(package.data)
        self.package = package
        root = related(package, "")
        self.workbook = next((part for kind, part in root.values() if kind == "officeDocument"), "xl/workbook.xml")
        self._custom = next((part for kind, part in root.values() if kind in CUSTOM), "")
        self._related = related(package, self.workbook)
        self.sheets: dict[str, str] = {}
        self.names: dict[str, tuple[Place, ...]] = {}
        self._texts: dict[tuple[int, bool], tuple[str, tuple[Run, ...]]] = {}
        self._from_1904 = False
        named, used = 0, set[str]()
        listed = elements(package.xml(self.workbook), frozenset({"sheet", "definedName", "workbookPr"}))
        for name, attributes, text in listed:
            if name == "definedName":
                places = parse_reference(text)
                named += len(places)
                within(named, limits.NAMED, "名称指向的格超过{}个")
                if "localSheetId" in attributes:  # copying a sheet doubles its names
                    self.names.setdefault(attributes.get("name", ""), places)
                else:
                    self.names[attributes.get("name", "")] = places
            elif name == "workbookPr":
                self._from_1904 = attributes.get("date1904", "0") not in OFF
            elif (part := self._related.get(attributes.get("id", ""), ("", ""))[1]) and part not in used:
                used.add(part)  # no program writes one part as two sheets, but a bomb might
                self.sheets[attributes.get("name", "")] = part

    @cached_property
    def properties(self) -> Mapping[str, str]:
        """The custom document properties, as texts."""
        found: dict[str, str] = {}
        name = ""
        if self._custom in self.package:
            values = frozenset({"property", "lpwstr", "i4", "r8", "lpstr"})
            for element, attributes, text in elements(self.package.xml(self._custom), values):
                if element == "property":
                    name = attributes.get("name", "")
                else:
                    found[name] = text
        return found

    def _part(self, kind: str) -> bytes | None:
        part = next((part for found, part in self._related.values() if found == kind), "")
        return self.package.xml(part) if part in self.package else None

    @property
    def macros(self) -> bool:
        """Whether there are any; told by their part alone."""
        return any(kind == "vbaProject" for kind, _ in self._related.values())

    @cached_property
    def book(self) -> Book:
        """All of it."""
        sheets: dict[str, Sheet] = {}
        left = limits.CELLS
        for name in self.sheets:
            sheets[name] = self.sheet(name, left)
            left -= len(sheets[name].cells)
        return Book(sheets, self.names, self.properties, macros=self.macros, from_1904=self._from_1904)

    def sheet(self, name: str, most: int = limits.CELLS) -> Sheet:
        if self.sheets[name] not in self.package:
            return Sheet()
        raw = raw_sheet(self.package.xml(self.sheets[name]), most)
        areas = (parse_area(ref, name) for ref in raw.merged)
        return Sheet(
            cells={at: content for at, cell in raw.cells.items() if (content := self._content(cell)) != EMPTY},
            merged=tuple(area for area in areas if area),
            hidden_rows=frozenset(raw.hidden_rows),
            hidden_columns=tuple(raw.hidden_columns),
        )

    @cached_property
    def _formats(self) -> tuple[Format, ...]:
        data = self._part("styles")
        return () if data is None else formats(data)

    @cached_property
    def _shared(self) -> list[RawRuns]:
        data = self._part("sharedStrings")
        return [] if data is None else shared_strings(data)

    def _content(self, raw: RawCell) -> Content:
        look = self._formats[raw.format] if raw.format < len(self._formats) else Format()
        if raw.kind == "s":
            text, styled = self._shared_text(whole(raw.value, -1), look.bold)
        elif raw.kind == "inlineStr":
            text, styled = _styled(raw.runs, look.bold)
        elif raw.kind == "str":
            text, styled = _styled(((unescape(raw.value), None),) if raw.has_value else (), look.bold)
        else:
            value = _plain_value(raw)
            return Content(value, raw.formula, shows=PLAIN if isinstance(value, str) else look.shows)
        return Content(text if raw.has_value or not raw.formula else None, raw.formula, styled)

    def _shared_text(self, position: int, bold: bool) -> tuple[str, tuple[Run, ...]]:
        """Made once: a long text may stand in every cell."""
        if (position, bold) not in self._texts:
            runs = self._shared[position] if 0 <= position < len(self._shared) else ()
            self._texts[position, bold] = _styled(runs, bold)
        return self._texts[position, bold]


def _styled(runs: RawRuns, bold: bool) -> tuple[str, tuple[Run, ...]]:
    """The text, and its runs, each as bold as it says itself or else as its cell is."""
    styled = tuple(Run(text, bold if own is None else own) for text, own in runs)
    return "".join(run.text for run in styled), styled


def _plain_value(raw: RawCell) -> Number | str | None:
    """A number where it is one, else the text that stands for it: TRUE, #REF!, a date."""
    if raw.kind in ("", "n"):
        found = number(raw.value)
        return found if found is not None else raw.value or None
    return (BOOLEANS.get(raw.value, raw.value) if raw.kind == "b" else raw.value) or None
