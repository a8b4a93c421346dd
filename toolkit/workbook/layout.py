"""Places a form on sheets. The only module that knows where anything stands; everybody else asks by name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from toolkit.form.grid import FIGURE, Grid, grid
from toolkit.form.model import Check, Form, Rule, TextField, TextRule
from toolkit.form.phrase import Phrase
from toolkit.form.reserved import SHEETS
from toolkit.form.table import Table
from toolkit.workbook.beside import GRID_LEFT, GRID_TOP, Run, beside
from toolkit.workbook.places import Place

COVER, GUIDE, RESULTS, COLLECT = SHEETS
IDENTITY = ("form", "fingerprint", "unit", "code", "level", "year", "check_code")
COVER_FIELDS = ("filled_by", "reviewed_by", "head", "phone", "filled_on")
TEXT_COLUMN, TEXT_WIDTH = 2, 96
RESULTS_TOP, STATE_COLUMN = 4, 4
PHRASE_COLUMN = 3
COLLECT_UNIT = Place(COLLECT, 2, 1)
COVER_TOP, GLANCES, STEPS = 4, 13, 8  # the cover's first row, its rows up to the glances, and from them to the foot


@dataclass(frozen=True)
class TableSheet:
    """``declared``: the choice above the table; ``summary``: its state; ``runs``: what stands below and beside it."""

    table: Table
    heading: str
    grid: Grid
    declared: Place
    summary: Place
    runs: tuple[Run, ...]

    @property
    def stamp_column(self) -> int:
        """The last third of the title's line."""
        starts = [sum(self.grid.widths[:column]) / sum(self.grid.widths) for column in range(self.grid.columns)]
        return GRID_LEFT + next((c for c, start in enumerate(starts) if start >= 0.6), max(1, self.grid.columns - 1))

    @property
    def lines(self) -> tuple[tuple[Check, Place], ...]:
        """The live checks beside the table."""
        return tuple((each, place) for run in self.runs for each, place in run.cells if isinstance(each, Check))

    @property
    def last_year(self) -> dict[str, Place]:
        return {each: place for run in self.runs for each, place in run.cells if isinstance(each, str)}

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


@dataclass(frozen=True)
class Glance:
    """A sheet's line on the cover: its state in words, what is left to fill, what must be mended, what explained."""

    sheet: str
    state: Place
    left: Place
    errors: Place
    warnings: Place


@dataclass(frozen=True)
class Reason:
    """Where a reason is written: the choice, and the words."""

    choice: Place
    words: Place


Subject = Check | TextField | TextRule


@dataclass(frozen=True)
class ResultLine:
    """One line of the sheet of results: what is checked, and the cell that shows its state."""

    family: str
    subject: Subject
    state: Place

    @property
    def told(self) -> Place:
        """The cell that says what is checked, and both numbers once they differ."""
        return self.state.moved(right=-1)

    @property
    def level(self) -> str:
        """How grave it is when it breaks: a total is always arithmetic; that a text is missing is told apart."""
        match self.subject:
            case Check(rule=None):
                return "error"
            case Check(rule=Rule() as rule) | (TextRule() as rule):
                return rule.level
            case _:
                return ""


@dataclass(frozen=True)
class Layout:
    form: Form
    identity: Mapping[str, Place]
    cover_fields: Mapping[str, Place]
    sheets: tuple[TableSheet | TextSheet, ...]
    glances: tuple[Glance, ...]
    glance_total: Glance
    summary: Place
    results: tuple[ResultLine, ...]
    last_year: Mapping[str, Place]
    reasons: Mapping[str, Reason]

    @cached_property
    def tables(self) -> Mapping[str, TableSheet]:
        return {sheet.table.id: sheet for sheet in self.sheets if isinstance(sheet, TableSheet)}

    @cached_property
    def stamps(self) -> tuple[Place, ...]:
        """Where each sheet that is printed says whose it is, for which year, and the 校验码."""
        tables = (Place(sheet.table.sheet, 1, sheet.stamp_column) for sheet in self.tables.values())
        texts = (Place(sheet.sheet, 2, 1) for sheet in self.sheets if isinstance(sheet, TextSheet))
        return (*tables, *texts, Place(RESULTS, 1, STATE_COLUMN + 1))

    def glance(self, sheet: str) -> Glance:
        return next(glance for glance in self.glances if glance.sheet == sheet)

    def sheet_of(self, subject: Subject) -> str:
        """The sheet where a line of the results is to be mended."""
        if isinstance(subject, Check):
            return self.tables[subject.table].table.sheet
        return self.texts[subject.id if isinstance(subject, TextField) else subject.texts[0]][0].sheet

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
            **{reason_name(key): reason.words for key, reason in self.reasons.items()},
            **{reason_name(key, "choice"): self.reasons[key].choice for key in self.reasons if self.form.choices(key)},
        }
        names = {name: (place,) for name, place in single.items()}
        return names | {f"text.{id}": places for id, places in self.texts.items()}


def reason_name(key: str, part: str = "reason") -> str:
    return f"{part}." + key.replace("-", "_")  # a defined name may not contain a hyphen


@cache
def layout(form: Form) -> Layout:
    sheets = tuple(_sheets(form))
    glances, total = _glances(sheets)
    identity, cover_fields = _cover(total.state.row)
    tables = [each for each in sheets if isinstance(each, TableSheet)]
    beside_tables = {id: place for each in tables for id, place in each.last_year.items()}
    results, elsewhere, reasons = _results(form, [id for id in form.last_year if id not in beside_tables])
    last_year = {id: (beside_tables | elsewhere)[id] for id in form.last_year}
    summary = Place(RESULTS, 2, 1)
    return Layout(form, identity, cover_fields, sheets, glances, total, summary, results, last_year, reasons)


def _cover(last: int) -> tuple[dict[str, Place], dict[str, Place]]:
    """Who and when on top, what the officer writes, the 校验码; below the glances form and fingerprint."""
    order = ("unit", "code", "level", "year", *COVER_FIELDS, "seal", "check_code")
    rows = {key: Place(COVER, COVER_TOP + position, 3) for position, key in enumerate(order)}
    rows |= {"form": Place(COVER, last + STEPS, 3), "fingerprint": Place(COVER, last + STEPS + 1, 3)}
    return {key: rows[key] for key in IDENTITY}, {key: rows[key] for key in COVER_FIELDS}


def _glances(sheets: tuple[TableSheet | TextSheet, ...]) -> tuple[tuple[Glance, ...], Glance]:
    """One line a sheet below the cover's fields, and one for their sum."""
    top = COVER_TOP + GLANCES
    names = [each.table.sheet if isinstance(each, TableSheet) else each.sheet for each in sheets]
    *glances, total = (
        Glance(name, *(Place(COVER, top + row, column) for column in range(3, 7)))
        for row, name in enumerate([*names, ""])
    )
    return tuple(glances), total


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
    summary = Place(table.sheet, GRID_TOP - 1, GRID_LEFT + last)
    return TableSheet(table, heading, drawn, declared, summary, beside(form, table, drawn))


def _thirds(drawn: Grid) -> tuple[int, int]:
    """Where the second and last part of the line above a table begin: about a third of the width each."""
    total = sum(drawn.widths)
    starts = [sum(drawn.widths[:column]) for column in range(drawn.columns)]
    first = next((column for column, start in enumerate(starts) if start >= total * 0.3), 1)
    last = next((column for column, start in enumerate(starts) if start >= total * 0.7), drawn.columns - 1)
    first = min(max(first, 1), drawn.columns - 2) if drawn.columns > 2 else 1
    return first, max(last, first + 1)


FAMILIES = ("勾稽关系（表内）", "与上年核对", "文字")


def _results(form: Form, last_year: list[str]) -> tuple[tuple[ResultLine, ...], dict[str, Place], dict[str, Reason]]:
    """Lines by family with a heading row before each; then last year's figures that stand beside no table, and the
    reasons for a rule as a whole. A line that a reason settles has the cells for it beside its state.
    """
    texts: list[Subject] = [text for text in form.texts.values() if text.required]
    families: list[list[Subject]] = [
        [check for check in form.checks if not check.looks_back],
        [check for check in form.checks if check.looks_back],
        [*texts, *(rule for rule in form.text_rules if rule.live)],
    ]
    row = RESULTS_TOP
    lines = []
    for family, subjects in zip(FAMILIES, families, strict=True):
        row += 1 if subjects else 0
        for subject in subjects:
            lines.append(ResultLine(family, subject, Place(RESULTS, row, STATE_COLUMN)))
            row += 1
    reasons = {key: _reason(line.state.row) for line in lines if (key := reason_key(line.subject)) in form.reason_keys}
    row += 1 if last_year else 0
    figures = {id: Place(RESULTS, row + down, STATE_COLUMN) for down, id in enumerate(last_year)}
    row += len(last_year) + 1
    whole = [key for key in form.reason_keys if key not in reasons]
    reasons |= {key: _reason(row + down) for down, key in enumerate(whole)}
    return tuple(lines), figures, {key: reasons[key] for key in form.reason_keys}


def _reason(row: int) -> Reason:
    return Reason(Place(RESULTS, row, STATE_COLUMN + 1), Place(RESULTS, row, STATE_COLUMN + 2))


def reason_key(subject: Subject) -> str:
    """Under which key a reason for a line of the results is filed."""
    return subject.reason_key if isinstance(subject, Check) else subject.id
