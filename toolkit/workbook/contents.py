"""An .xlsx file as a book: one pass over its parts gives content, formula, cached value and runs of every cell."""

from collections.abc import Mapping
from functools import cached_property

from toolkit.form.expression import Number
from toolkit.submission.entry import number
from toolkit.submission.text import Run
from toolkit.workbook.book import EMPTY, PLAIN, Book, Content, Sheet
from toolkit.workbook.formats import Format, formats
from toolkit.workbook.package import Package, elements, related
from toolkit.workbook.parts import OFF, RawCell, RawRuns, raw_sheet, shared_strings, unescape, whole
from toolkit.workbook.places import Place, parse_area, parse_reference

CUSTOM = ("custom-properties", "customProperties")  # as most programs write it, and in a strict Open XML file
BOOLEANS = {"0": "FALSE", "1": "TRUE"}


class Contents:
    """A workbook's sheets, names, properties and cells. Raises :class:`~toolkit.submission.refusal.Refusal`."""

    def __init__(self, package: Package) -> None:
        self.package = package
        root = related(package, "")
        self.workbook = next((part for kind, part in root.values() if kind == "officeDocument"), "xl/workbook.xml")
        self._custom = next((part for kind, part in root.values() if kind in CUSTOM), "")
        self._related = related(package, self.workbook)
        self.sheets: dict[str, str] = {}
        self.names: dict[str, tuple[Place, ...]] = {}
        self._from_1904 = False
        listed = elements(package.part(self.workbook), frozenset({"sheet", "definedName", "workbookPr"}))
        for name, attributes, text in listed:
            if name == "definedName" and "localSheetId" in attributes:  # copying a sheet doubles its names
                self.names.setdefault(attributes.get("name", ""), parse_reference(text))
            elif name == "definedName":
                self.names[attributes.get("name", "")] = parse_reference(text)
            elif name == "workbookPr":
                self._from_1904 = attributes.get("date1904", "0") not in OFF
            elif attributes.get("id") in self._related:
                self.sheets[attributes.get("name", "")] = self._related[attributes["id"]][1]

    @cached_property
    def properties(self) -> Mapping[str, str]:
        """The custom document properties, as texts."""
        found: dict[str, str] = {}
        name = ""
        if self._custom in self.package:
            values = frozenset({"property", "lpwstr", "i4", "r8", "lpstr"})
            for element, attributes, text in elements(self.package.part(self._custom), values):
                if element == "property":
                    name = attributes.get("name", "")
                else:
                    found[name] = text
        return found

    def _part(self, kind: str) -> bytes | None:
        part = next((part for found, part in self._related.values() if found == kind), "")
        return self.package.part(part) if part in self.package else None

    @cached_property
    def book(self) -> Book:
        """All of it. Macros are told by their part alone."""
        macros = any(kind == "vbaProject" for kind, _ in self._related.values())
        sheets = {name: self.sheet(name) for name in self.sheets}
        return Book(sheets, self.names, self.properties, macros=macros, from_1904=self._from_1904)

    def sheet(self, name: str) -> Sheet:
        if self.sheets[name] not in self.package:
            return Sheet()
        raw = raw_sheet(self.package.part(self.sheets[name]))
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
            position = whole(raw.value, -1)
            runs = self._shared[position] if 0 <= position < len(self._shared) else ()
        elif raw.kind == "inlineStr":
            runs = raw.runs
        elif raw.kind == "str":
            runs = ((unescape(raw.value), None),) if raw.has_value else ()
        else:
            value = _plain_value(raw)
            return Content(value, raw.formula, shows=PLAIN if isinstance(value, str) else look.shows)
        styled = tuple(Run(text, look.bold if own is None else own) for text, own in runs)
        calculated = raw.has_value or not raw.formula
        return Content("".join(run.text for run in styled) if calculated else None, raw.formula, styled)


def _plain_value(raw: RawCell) -> Number | str | None:
    """A number where it is one, else the text that stands for it: TRUE, #REF!, a date."""
    if raw.kind in ("", "n"):
        found = number(raw.value)
        return found if found is not None else raw.value or None
    return (BOOLEANS.get(raw.value, raw.value) if raw.kind == "b" else raw.value) or None
