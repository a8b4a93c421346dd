"""An .xlsx file as a book: one pass over its parts gives content, formula, cached value and runs of every cell."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from toolkit import limits
from toolkit.limits import within
from toolkit.numbers import Number, number, plain_number
from toolkit.office.filetypes import WORKBOOK, kind, refusal
from toolkit.office.opc import Package
from toolkit.office.sheets.addresses import Place, parse_area, parse_reference
from toolkit.office.sheets.book import EMPTY, PLAIN, Book, Content, Sheet, together
from toolkit.office.sheets.number_formats import shown, shown_by
from toolkit.office.sheets.xlsx_cells import RawCell, raw_sheet, whole
from toolkit.office.sheets.xlsx_formats import Format, formats
from toolkit.office.sheets.xlsx_strings import OFF, RawRun, RawRuns, shared_strings, unescape
from toolkit.office.xml import elements
from toolkit.rich_text import Run

CUSTOM = ("custom-properties", "customProperties")  # as most programs write it, and in a strict Open XML file
LISTED = frozenset(("sheet", "definedName", "workbookPr"))
LOST = "…"  # a text that the file says is there and does not have
USUAL = Format()
BOOLEANS = {"0": "FALSE", "1": "TRUE"}


class Contents:
    """A workbook's sheets, names, properties and cells. Raises :class:`~toolkit.errors.UserError`."""

    def __init__(self, package: Package) -> None:
        if kind(package.data) != WORKBOOK:
            raise refusal(package.data)
        self.package = package
        root = package.relationships("").parts().values()
        self.workbook = next((each.target for each in root if each.kind == "officeDocument"), "xl/workbook.xml")
        self._custom = next((each.target for each in root if each.kind in CUSTOM), "")
        self._related = package.relationships(self.workbook).parts()
        self.sheets: dict[str, str] = {}
        self.names: dict[str, tuple[Place, ...]] = {}
        self._texts: dict[tuple[int, bool, bool, bool], _Styled] = {}
        self._contents: dict[tuple[str, int, str | None], Content] = {}
        self._gone: list[str] = []
        self._from_1904 = False
        named, used = 0, set[str]()
        for name, attributes, text in elements(package.xml(self.workbook), LISTED, own=True):
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
            elif not (leads := self._related.get(attributes.get("id", ""))) or not leads.target:
                self._gone.append(attributes.get("name", ""))
            elif leads.target not in used:
                used.add(leads.target)  # no program writes one part as two sheets, but a bomb might
                self.sheets[attributes.get("name", "")] = leads.target

    @cached_property
    def properties(self) -> Mapping[str, str]:
        """The custom document properties, as texts."""
        if self._custom not in self.package:
            return {}
        stated = elements(self.package.xml(self._custom), frozenset({"property"}))
        return {attributes.get("name", ""): text for _, attributes, text in stated}

    def _part(self, kind: str) -> bytes | None:
        part = next((each.target for each in self._related.values() if each.kind == kind), "")
        return self.package.xml(part) if part in self.package else None

    @property
    def macros(self) -> bool:
        """Whether there are any; told by their part alone."""
        return any(each.kind == "vbaProject" for each in self._related.values())

    @cached_property
    def book(self) -> Book:
        """All of it."""
        sheets: dict[str, Sheet] = {}
        left = limits.CELLS
        for name, part in self.sheets.items():
            if part in self.package:
                sheets[name] = self.sheet(name, left)
                left -= len(sheets[name].cells)
        gone = *self._gone, *(name for name in self.sheets if name not in sheets)
        return Book(sheets, self.names, self.properties, True, self.macros, self._from_1904, gone)

    def sheet(self, name: str, most: int = limits.CELLS) -> Sheet:
        """The sheet of this name with its cells, merged areas and hidden lines.

        Raises :class:`~toolkit.errors.UserError` where its XML is damaged or it has more than ``most`` cells.
        """
        raw = raw_sheet(self.package.xml(self.sheets[name]), most)
        areas = (parse_area(ref, name) for ref in raw.merged)
        return Sheet(
            cells={at: content for at, cell in raw.cells.items() if (content := self._content(cell)) is not EMPTY},
            merged=tuple(area for area in areas if area),
            hidden_rows=together(raw.hidden_rows),
            hidden_columns=together(raw.hidden_columns),
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
        """The same object for all cells that hold the same value in the same format."""
        if raw.formula is not None:
            return self._made(raw)
        key = raw.kind, raw.format, raw.value if raw.has_value else None
        alone = not (raw.runs or raw.others or raw.again)
        found = self._contents.get(key) if alone else None
        if found is None:
            found = self._made(raw)
            found = EMPTY if found == EMPTY else found
            if alone:
                self._contents[key] = found
        return found

    def _made(self, raw: RawCell) -> Content:
        look = self._formats[raw.format] if raw.format < len(self._formats) else USUAL
        content = self._value(raw, look)
        rivals = self._rivals(raw, look, content.value) if raw.others or raw.again or _crossed(raw) else ()
        if raw.kind == "s" and not 0 <= whole(raw.value, -1) < len(self._shared) and raw.value:
            rivals = (*rivals, LOST)
        if rivals or look.unseen:
            content = replace(content, rivals=rivals, unseen=look.unseen and content.value is not None)
        return content

    def _value(self, raw: RawCell, look: Format) -> Content:
        if raw.kind == "s":
            styled = self._shared_text(whole(raw.value, -1), look)
        elif raw.kind == "inlineStr":
            styled = _styled(raw.runs, look)
        elif raw.kind == "str" and raw.has_value and not (look.struck or look.raised):
            text = unescape(raw.value)
            return Content(text, raw.formula, (Run(text, look.bold),))
        elif raw.kind == "str":
            styled = _styled((RawRun(unescape(raw.value)),) if raw.has_value else (), look)
        else:
            return _number(_plain_value(raw), raw.formula, look)
        shown = styled.text if raw.has_value or not raw.formula else None
        return Content(shown, raw.formula, styled.runs, struck=styled.struck, raised=styled.raised)

    def _rivals(self, raw: RawCell, look: Format, value: Number | str | None) -> tuple[Number | str, ...]:
        """What the file says of the cell besides its value, as far as it is something else."""
        others = [_plain_value(RawCell("", 0, unescape(other))) for other in raw.others]
        others += [self._value(each, look).value for each in raw.again]
        others += [_plain_value(RawCell("", 0, other)) for each in raw.again for other in each.others]
        for each in (raw, *raw.again):
            if _crossed(each):
                typed = unescape(each.value) if each.kind == "inlineStr" else _styled(each.runs, look).text
                others.append(_plain_value(RawCell("", 0, typed)))
        return tuple(dict.fromkeys(each for each in others if each not in (None, "", value)))

    def _shared_text(self, position: int, look: Format) -> "_Styled":
        """Made once: a long text may stand in every cell."""
        key = position, look.bold, look.struck, look.raised
        if key not in self._texts:
            runs = self._shared[position] if 0 <= position < len(self._shared) else ()
            self._texts[key] = _styled(runs, look)
        return self._texts[key]


class _Styled(NamedTuple):
    """A text with its runs, and what of it is struck out or raised."""

    text: str
    runs: tuple[Run, ...]
    struck: str = ""
    raised: str = ""


def _crossed(raw: RawCell) -> bool:
    """Whether a cell holds a value of one type beside one of another: a text in it, and a number or another text."""
    return bool(raw.value) if raw.kind == "inlineStr" else bool(raw.runs)


def _styled(runs: RawRuns, look: Format) -> _Styled:
    """The text, and its runs, each as it says itself or else as its cell is."""
    if len(runs) == 1 and not (look.struck or look.raised or runs[0].struck or runs[0].raised):
        [(text, bold, _, _)] = runs
        return _Styled(text, (Run(text, look.bold if bold is None else bold),))
    styled = tuple(Run(run.text, look.bold if run.bold is None else run.bold) for run in runs)
    if not (look.struck or look.raised or any(run.struck or run.raised for run in runs)):
        return _Styled("".join(run.text for run in styled), styled)
    struck = [run.text for run in runs if (look.struck if run.struck is None else run.struck)]
    raised = [run.text for run in runs if (look.raised if run.raised is None else run.raised)]
    return _Styled("".join(run.text for run in styled), styled, "".join(struck), "".join(raised))


def _number(value: Number | str | None, formula: str | None, look: Format) -> Content:
    if value is None or not (look.code or look.struck or look.raised):
        return Content(value, formula)
    written = value if isinstance(value, str) else plain_number(value)
    struck, raised = (written if marked else "" for marked in (look.struck, look.raised))
    if isinstance(value, str) or not look.code:
        return Content(value, formula, struck=struck, raised=raised)
    shows = shown_by(look.code, value)
    seen = shown(look.code, value) if shows != PLAIN else None
    return Content(value, formula, shows=shows, seen=seen, struck=struck, raised=raised)


def _plain_value(raw: RawCell) -> Number | str | None:
    """A number where it is one, else the text that stands for it: TRUE, #REF!, a date."""
    if raw.kind in ("", "n"):
        found = number(raw.value)
        return found if found is not None else raw.value or None
    return (BOOLEANS.get(raw.value, raw.value) if raw.kind == "b" else raw.value) or None
