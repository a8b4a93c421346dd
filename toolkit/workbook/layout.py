"""Places a form on sheets. The only module that knows where anything stands; everybody else asks by name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import groupby

from toolkit.form.grid import FIGURE, Grid, grid
from toolkit.form.model import Check, Form, Rule, TextField, TextRule
from toolkit.form.phrase import Phrase
from toolkit.form.table import Table
from toolkit.workbook.places import Place

COVER, GUIDE, RESULTS = "封面", "填表说明", "校验结果"
IDENTITY = ("form", "fingerprint", "unit", "code", "level", "year", "check_code")
COVER_FIELDS = ("filled_by", "reviewed_by", "head", "phone", "filled_on")
GRID_TOP, GRID_LEFT = 3, 1
TEXT_COLUMN, TEXT_WIDTH = 2, 96
PHRASE_COLUMN = 3
STATE_COLUMN = 4


@dataclass(frozen=True)
class TableSheet:
    """``declared``: the choice above the table; ``blanks``: cells left to fill; ``lines``: live checks beside it."""

    table: Table
    heading: str
    grid: Grid
    declared: Place
    blanks: Place
    lines: tuple[tuple[Check, Place], ...]

    def place(self, row: int, column: int) -> Place:
        return Place(self.table.sheet, GRID_TOP + row, GRID_LEFT + column)


@dataclass(frozen=True)
class TextSheet:
    """Each text with the row of its label; its paragraphs follow one a row. Beside some of them stands a phrase."""

    sheet: str
    heading: str
    texts: tuple[tuple[TextField, Place], ...]
    phrases: tuple[tuple[Phrase, Place], ...]

    @property
    def last_row(self) -> int:
        return max(head.row + text.rows for text, head in self.texts)


Subject = Check | TextField | TextRule


@dataclass(frozen=True)
class ResultLine:
    """One line of the sheet of results: what is checked, and the cell that shows its state."""

    family: str
    subject: Subject
    state: Place


@dataclass(frozen=True)
class Layout:
    form: Form
    identity: Mapping[str, Place]
    cover_fields: Mapping[str, Place]
    sheets: tuple[TableSheet | TextSheet, ...]
    summary: Place
    results: tuple[ResultLine, ...]
    last_year: Mapping[str, Place]
    reasons: Mapping[str, Place]

    @cached_property
    def tables(self) -> Mapping[str, TableSheet]:
        return {sheet.table.id: sheet for sheet in self.sheets if isinstance(sheet, TableSheet)}

    @cached_property
    def figures(self) -> Mapping[str, Place]:
        return {
            cell.cell: sheet.place(cell.row, cell.column)
            for sheet in self.tables.values()
            for cell in sheet.grid.cells
            if cell.kind == FIGURE
        }

    @cached_property
    def texts(self) -> Mapping[str, tuple[Place, ...]]:
        """The cells of each text, one a paragraph."""
        return {
            text.id: tuple(head.moved(down=1 + row) for row in range(text.rows))
            for sheet in self.sheets
            if isinstance(sheet, TextSheet)
            for text, head in sheet.texts
        }

    @cached_property
    def names(self) -> Mapping[str, tuple[Place, ...]]:
        """The workbook's defined names: a figure's is its id, the rest carry what they are in front."""
        single = {
            **self.figures,
            **{f"nianbao.{key}": place for key, place in self.identity.items()},
            **{f"cover.{key}": place for key, place in self.cover_fields.items()},
            **{f"declared.{id}": sheet.declared for id, sheet in self.tables.items()},
            **{f"last_year.{id}": place for id, place in self.last_year.items()},
            **{reason_name(id): place for id, place in self.reasons.items()},
        }
        names = {name: (place,) for name, place in single.items()}
        return names | {f"text.{id}": places for id, places in self.texts.items()}


def reason_name(rule: str) -> str:
    return "reason." + rule.replace("-", "_")  # a defined name may not contain a hyphen


@cache
def layout(form: Form) -> Layout:
    results, last_year, reasons = _results(form)
    summary = Place(RESULTS, 2, 1)
    return Layout(form, *_cover(), tuple(_sheets(form)), summary, results, last_year, reasons)


def _cover() -> tuple[dict[str, Place], dict[str, Place]]:
    """Who and when on top, what the officer writes, the 校验码; form and fingerprint at the foot."""
    order = ("unit", "code", "level", "year", *COVER_FIELDS, "seal", "check_code")
    rows = {key: Place(COVER, 4 + position, 3) for position, key in enumerate(order)}
    foot = max(place.row for place in rows.values()) + 10
    rows |= {"form": Place(COVER, foot, 3), "fingerprint": Place(COVER, foot + 1, 3)}
    return {key: rows[key] for key in IDENTITY}, {key: rows[key] for key in COVER_FIELDS}


def _sheets(form: Form) -> Iterator[TableSheet | TextSheet]:
    written = [section for section in form.sections if section.texts]
    for section in form.sections:
        if section.table:
            yield _table_sheet(form, form.table(section.table), section.heading)
        else:
            front = form.front if section is written[0] else ()
            back = form.back if section is written[-1] else ()
            yield _text_sheet(form, section.sheet, section.heading, (*front, *section.texts, *back))


def _text_sheet(form: Form, sheet: str, heading: str, texts: Sequence[TextField]) -> TextSheet:
    row = 3
    placed = []
    for text in texts:
        placed.append((text, Place(sheet, row, TEXT_COLUMN)))
        row += text.rows + 1
    beside = {text.id: Place(sheet, head.row, PHRASE_COLUMN) for text, head in placed}
    phrases = tuple((phrase, beside[phrase.text]) for phrase in form.phrases if phrase.text in beside)
    return TextSheet(sheet, heading, tuple(placed), phrases)


def _table_sheet(form: Form, table: Table, heading: str) -> TableSheet:
    drawn = grid(table)
    first, last = _thirds(drawn)
    declared = Place(table.sheet, GRID_TOP - 1, GRID_LEFT + first)
    blanks = Place(table.sheet, GRID_TOP - 1, GRID_LEFT + last)
    return TableSheet(table, heading, drawn, declared, blanks, tuple(_lines(form, table, drawn)))


def _thirds(drawn: Grid) -> tuple[int, int]:
    """Where the second and last part of the line above a table begin: about a third of the width each."""
    total = sum(drawn.widths)
    starts = [sum(drawn.widths[:column]) for column in range(drawn.columns)]
    first = next((column for column, start in enumerate(starts) if start >= total * 0.3), 1)
    last = next((column for column, start in enumerate(starts) if start >= total * 0.7), drawn.columns - 1)
    first = min(max(first, 1), drawn.columns - 2) if drawn.columns > 2 else 1
    return first, max(last, first + 1)


def _lines(form: Form, table: Table, drawn: Grid) -> Iterator[tuple[Check, Place]]:
    """The state of each rule of this year below (or right of) the line it holds in; one rule a row (or column)."""
    own = [check for check in form.checks if check.rule and check.table == table.id and not check.looks_back]
    figures = {cell.cell: cell for cell in drawn.cells if cell.kind == FIGURE}
    down = right = 0
    for _, same in groupby(own, key=lambda check: check.rule and check.rule.id):
        checks = list(same)
        across = checks[0].along == "column" and checks[0].line is not None
        for check in checks:
            cell = figures[next(id for id in check.cells if id in figures)]
            if across:
                yield check, Place(table.sheet, GRID_TOP + drawn.rows + down, GRID_LEFT + cell.column)
            else:
                yield check, Place(table.sheet, GRID_TOP + cell.row, GRID_LEFT + drawn.columns + right)
        down, right = (down + 1, right) if across else (down, right + 1)


FAMILIES = ("勾稽关系（表内）", "与上年核对", "文字")


def _results(form: Form) -> tuple[tuple[ResultLine, ...], dict[str, Place], dict[str, Place]]:
    """Lines by family with a heading row before each, then the cells for last year's figures and for reasons."""
    texts: list[Subject] = [text for text in form.texts.values() if text.required]
    families: list[list[Subject]] = [
        [check for check in form.checks if not check.looks_back],
        [check for check in form.checks if check.looks_back],
        [*texts, *(rule for rule in form.text_rules if rule.live)],
    ]
    row = 4
    lines = []
    for family, subjects in zip(FAMILIES, families, strict=True):
        row += 1 if subjects else 0
        for subject in subjects:
            lines.append(ResultLine(family, subject, Place(RESULTS, row, STATE_COLUMN)))
            row += 1
    row += 1 if form.last_year else 0
    last_year = {id: Place(RESULTS, row + down, STATE_COLUMN) for down, id in enumerate(form.last_year)}
    row += len(last_year) + 1
    reasons = {rule.id: Place(RESULTS, row + down, STATE_COLUMN) for down, rule in enumerate(reasoned(form))}
    return tuple(lines), last_year, reasons


def reasoned(form: Form) -> list[Rule | TextRule]:
    """The rules that a written reason settles."""
    rules: list[Rule | TextRule] = [*form.rules, *form.text_rules]
    return [rule for rule in rules if rule.id in form.explainable]
