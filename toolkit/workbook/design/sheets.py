"""The parts of a laid-out workbook: sheets, the cover's lines of progress, the lines of the results."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from toolkit.form.form import Check, Form, Rule, TextField, TextRule
from toolkit.form.grid import FIGURE, Grid
from toolkit.form.phrase import Phrase
from toolkit.form.reserved_names import SHEETS
from toolkit.form.table import Table
from toolkit.office.sheets.addresses import Place
from toolkit.workbook.design.margins import GRID_LEFT, GRID_TOP, MarginRun

COVER, GUIDE, RESULTS, COLLECT = SHEETS
STATE_COLUMN = 4  # of the sheet of results
RESULTS_STAMP = Place(RESULTS, 1, STATE_COLUMN + 1)


@dataclass(frozen=True)
class TableSheet:
    """``declared``: the choice above the table; ``summary``: its state; ``runs``: what stands below and beside it."""

    table: Table
    heading: str
    grid: Grid
    declared: Place
    summary: Place
    runs: tuple[MarginRun, ...]

    @property
    def stamp(self) -> Place:
        """Where it says on paper whose it is, for which year, and the 校验码: in the last third of the title's line."""
        starts = [sum(self.grid.widths[:column]) / sum(self.grid.widths) for column in range(self.grid.columns)]
        column = next((c for c, start in enumerate(starts) if start >= 0.6), max(1, self.grid.columns - 1))
        return Place(self.table.sheet, 1, GRID_LEFT + column)

    @property
    def lines(self) -> tuple[tuple[Check, Place], ...]:
        """The live checks beside the table."""
        return tuple((each, place) for run in self.runs for each, place in run.cells if isinstance(each, Check))

    @property
    def last_year(self) -> dict[str, Place]:
        """Last year's cell, by the id of the figure; runs that hold no figures of last year are left out."""
        return {each: place for run in self.runs for each, place in run.cells if isinstance(each, str)}

    def place(self, row: int, column: int) -> Place:
        """The cell on the sheet for a row and column of the grid, which count from 0."""
        return Place(self.table.sheet, GRID_TOP + row, GRID_LEFT + column)


@dataclass(frozen=True)
class TextSheet:
    """Each text with the row of its label; its paragraphs follow one a row. Beside some of them stands a phrase."""

    sheet: str
    heading: str
    texts: tuple[tuple[TextField, Place], ...]
    phrases: tuple[tuple[Phrase, Place], ...]

    @property
    def stamp(self) -> Place:
        """The same: below the heading."""
        return Place(self.sheet, 2, 1)

    @property
    def last_row(self) -> int:
        """The last row of the last paragraph on the sheet, from 1."""
        return max(head.row + text.rows for text, head in self.texts)


@dataclass(frozen=True)
class Glance:
    """A sheet's line on the cover: its state in words, what is left to fill, what must be mended, what explained."""

    sheet: str
    state: Place
    left: Place
    errors: Place
    warnings: Place

    @property
    def cells(self) -> tuple[Place, ...]:
        """All four, in the order in which they stand side by side."""
        return self.state, self.left, self.errors, self.warnings


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
    """``identity``: where it stands whose the workbook is, all of it or what the main form's cover leaves open.

    ``first_word``: of the names of these cells.
    """

    form: Form
    first_word: str
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
        """The sheets of tables, by the table's id."""
        return {sheet.table.id: sheet for sheet in self.sheets if isinstance(sheet, TableSheet)}

    def glance(self, sheet: str) -> Glance:
        """The cover's line about the sheet of this name. Raises :class:`StopIteration` where there is none."""
        return next(glance for glance in self.glances if glance.sheet == sheet)

    def sheet_of(self, subject: Subject) -> str:
        """The sheet where a line of the results is to be mended."""
        if isinstance(subject, Check):
            return self.tables[subject.table].table.sheet
        return self.texts[subject.id if isinstance(subject, TextField) else subject.texts[0]][0].sheet

    @cached_property
    def figures(self) -> Mapping[str, Place]:
        """The cell of every figure, by its id."""
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
            **{f"{self.first_word}.{key}": place for key, place in self.identity.items()},
            **{f"cover.{key}": place for key, place in self.cover_fields.items()},
            **{f"declared.{id}": sheet.declared for id, sheet in self.tables.items()},
            **{f"last_year.{id}": place for id, place in self.last_year.items()},
            **{reason_name(key): reason.words for key, reason in self.reasons.items()},
            **{reason_name(key, "choice"): self.reasons[key].choice for key in self.reasons if self.form.choices(key)},
        }
        names = {name: (place,) for name, place in single.items()}
        return names | {f"text.{id}": places for id, places in self.texts.items()}


Layouts = tuple[Layout, ...]  # of one workbook: that of its main form, then those of its companions


def reason_name(key: str, part: str = "reason") -> str:
    """The defined name of a cell for the rule ``key``: its reason, or another ``part`` of its line."""
    return f"{part}." + key.replace("-", "_")  # a defined name may not contain a hyphen
