"""One pass over a workbook's parts: of every cell asked for its content, formula, cached value and bold runs."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from toolkit.form.expression import Number
from toolkit.submission.entry import number
from toolkit.submission.text import Run
from toolkit.workbook.package import Package, elements, related
from toolkit.workbook.parts import RawCell, RawRuns, bold_formats, raw_cells, shared_strings, unescape, whole
from toolkit.workbook.places import Place, parse_reference

CUSTOM = ("custom-properties", "customProperties")  # as most programs write it, and in a strict Open XML file
BOOLEANS = {"0": "FALSE", "1": "TRUE"}


@dataclass(frozen=True, slots=True)
class Content:
    """A cell: ``value`` is a number, a text, or None where there is nothing (or a formula was never calculated).

    ``formula`` is None where the cell holds none. ``runs`` are a text's parts with their own bold.
    """

    value: Number | str | None = None
    formula: str | None = None
    runs: tuple[Run, ...] = ()


EMPTY = Content()


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
        for name, attributes, text in elements(package.part(self.workbook), frozenset({"sheet", "definedName"})):
            if name == "definedName" and "localSheetId" in attributes:  # copying a sheet doubles its names
                self.names.setdefault(attributes.get("name", ""), parse_reference(text))
            elif name == "definedName":
                self.names[attributes.get("name", "")] = parse_reference(text)
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
    def _bold_formats(self) -> frozenset[int]:
        """The cell formats (``cellXfs``) whose font is bold."""
        data = self._part("styles")
        return frozenset() if data is None else bold_formats(data)

    @cached_property
    def _shared(self) -> list[RawRuns]:
        data = self._part("sharedStrings")
        return [] if data is None else shared_strings(data)

    def cells(self, sheet: str, wanted: frozenset[str]) -> dict[str, Content]:
        """The wanted cells (by reference, “D8”) of a sheet; those that are not there are missing from the answer."""
        part = self.sheets.get(sheet, "")
        if part not in self.package:
            return {}
        return {ref: self._content(raw) for ref, raw in raw_cells(self.package.part(part), wanted).items()}

    def _content(self, raw: RawCell) -> Content:
        if raw.kind == "s":
            position = whole(raw.value, -1)
            runs = self._shared[position] if 0 <= position < len(self._shared) else ()
        elif raw.kind == "inlineStr":
            runs = raw.runs
        elif raw.kind == "str":
            runs = ((unescape(raw.value), None),) if raw.has_value else ()
        else:
            return Content(_plain_value(raw), raw.formula)
        bold = raw.format in self._bold_formats
        styled = tuple(Run(text, bold if own is None else own) for text, own in runs)
        calculated = raw.has_value or not raw.formula
        return Content("".join(run.text for run in styled) if calculated else None, raw.formula, styled)


def _plain_value(raw: RawCell) -> Number | str | None:
    """A number where it is one, else the text that stands for it: TRUE, #REF!, a date."""
    if raw.kind in ("", "n"):
        found = number(raw.value)
        return found if found is not None else raw.value or None
    return (BOOLEANS.get(raw.value, raw.value) if raw.kind == "b" else raw.value) or None
