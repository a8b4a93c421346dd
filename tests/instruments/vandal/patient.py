"""A workbook while it is being damaged, with the truth beside it; and what comes of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from random import Random

from tests.instruments.vandal.book import Book, Cell, Key, Sheet
from tests.instruments.vandal.book_file import opened, saved
from tests.instruments.vandal.calculated import recalculated
from toolkit.form.form import Form
from toolkit.form.grid import FIGURE
from toolkit.numbers import Number
from toolkit.office.sheets.addresses import Place
from toolkit.rich_text import plain
from toolkit.submission.submission import Submission
from toolkit.workbook.design.layout import layout
from toolkit.workbook.design.sheets import COVER

LABEL, TEXT, HEAD, CHOICE = "label", "text:", "head:", "declared:"
Finish = Callable[[bytes], bytes]
PROGRAM, CELLS, SHARED, TWICE, ROWS, XML, ENCODING, PARTS, ZIP = range(
    9
)  # the order in which a file as a whole is changed


@dataclass(frozen=True)
class Damaged:
    """A damaged workbook and the truth about it.

    ``figures``: what the officer means in each input; ``texts``: the paragraphs. ``touched`` must be named in a
    finding whatever is read: two readings are possible, or the cell cannot be read. ``lost``: not in the file any
    more. ``stated``: what meddled-with totals say; a number that is not the sum must be named. ``outside``: where the
    number of an input stands that is not in its cell any more; a finding on that place names the input.
    ``refusable``: a sentence that nobody can read the file is fair.
    """

    workbook: bytes
    original: Submission
    said: tuple[str, ...]
    kinds: tuple[str, ...]
    figures: dict[str, Number | None]
    texts: dict[str, tuple[str, ...]]
    lost: frozenset[str]
    touched: frozenset[str]
    stated: dict[str, Number | str]
    places: dict[str, Place]  # where each cell of the form is now
    nameless: bool  # nothing says any more whose file it is
    outside: dict[str, Place] = field(default_factory=dict)
    refusable: bool = False


@dataclass
class Patient:
    original: Submission
    book: Book
    figures: dict[str, Number | None]
    texts: dict[str, list[str]]
    touched: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    totals: set[str] = field(default_factory=set)
    said: list[str] = field(default_factory=list)
    late: list[Callable[[], None]] = field(default_factory=list)
    finishes: list[tuple[int, Finish]] = field(default_factory=list)
    needs: list[frozenset[str]] = field(default_factory=list)
    erased: set[str] = field(default_factory=set)
    outside: dict[str, Cell] = field(default_factory=dict)
    refusable: bool = False
    rewritten: bool = False  # the order or the references of cells are changed already
    stale: bool = False  # saved by a program that does not calculate
    cover: bool = True
    properties: bool = True

    @property
    def form(self) -> Form:
        return self.original.form

    def inputs(self) -> dict[str, tuple[Sheet, Key]]:
        """The inputs whose cells are there and unequivocal."""
        found = self.book.tagged()
        usable = [each.id for each in self.form.inputs if each.id in found]
        return {id: found[id] for id in usable if id not in self.touched and id not in self.outside}

    def computed(self) -> dict[str, Cell]:
        found = {tag: sheet.cells[key] for tag, (sheet, key) in self.book.tagged().items()}
        return {each.id: found[each.id] for each in self.form.computed if each.id in found}

    def paragraphs(self, id: str = "") -> dict[str, tuple[Sheet, Key]]:
        """The cells that paragraphs are typed into, by tag; of one text or of all."""
        start = f"{TEXT}{id}:" if id else TEXT
        return {tag: place for tag, place in self.book.tagged().items() if tag.startswith(start)}

    def table_sheets(self) -> list[Sheet]:
        return [
            sheet for sheet in self.book.sheets if any(cell.tag in self.form.cells for cell in sheet.cells.values())
        ]

    def text_sheets(self) -> list[Sheet]:
        return [sheet for sheet in self.book.sheets if any(cell.tag.startswith(TEXT) for cell in sheet.cells.values())]

    def labels(self) -> list[Cell]:
        """The headings of the tables and of the texts."""
        return [cell for _, _, cell in self.book.cells() if cell.tag == LABEL or cell.tag.startswith(HEAD)]

    def mean(self, id: str, figure: Number | None) -> None:
        """The officer changed a figure; a blank counts as its table was declared."""
        declared = self.form.cells[id].table in self.original.declared
        self.figures[id] = 0 if figure is None and declared else figure

    def count(self, id: str, random: Random) -> int:
        """A figure to type anew: mostly the one that is there."""
        figure = self.figures[id]
        keep = isinstance(figure, int) and figure >= 0 and random.random() < 0.7
        return figure if keep and isinstance(figure, int) else random.randrange(100)

    def moving(self, sheets: Iterable[Sheet], act: Callable[[], None]) -> None:
        """Inputs that read differently by their place and by their cell after an edit are touched."""
        before = [(sheet, key, cell.tag) for sheet in sheets for key, cell in sheet.cells.items()]
        act()
        for sheet, key, id in before:
            if id in self.figures and self._at(sheet, key, id) != self.figures[id]:
                self.touched.add(id)

    def _at(self, sheet: Sheet, key: Key, id: str) -> Number | str | None:
        """What stands now where an input was before."""
        cell = sheet.cells.get(key)
        if cell is None or cell.blank:
            return 0 if self.form.cells[id].table in self.original.declared else None
        return self.figures.get(cell.tag, cell.value)

    def relies_on(self, *evidence: str) -> bool:
        """Whether one of these is still there to show what a damage did; from now on one of them must stay."""
        self.needs.append(frozenset(evidence))
        return not self._unseen()

    def erases(self, *evidence: str) -> bool:
        """Whether these may be lost or made to lie: not if then nobody could know what another damage did."""
        self.erased.update(evidence)
        return not self._unseen()

    def _unseen(self) -> bool:
        return any(need <= self.erased for need in self.needs)

    def finished(self, kinds: tuple[str, ...], recalculate: bool) -> Damaged:
        if recalculate and not self.stale:
            recalculated(self.book)
        for each in self.late:
            each()
        here = self.book.tagged()
        contents = {id: here[id][0].cells[here[id][1]].value for id in self.totals if id in here}
        workbook = saved(self.book)
        for _, finish in sorted(self.finishes, key=lambda each: each[0]):
            workbook = finish(workbook)
        return Damaged(
            workbook=workbook,
            original=self.original,
            said=tuple(self.said),
            kinds=kinds,
            figures=self.figures,
            texts={id: tuple(written) for id, written in self.texts.items()},
            lost=frozenset(self.gone | {each.id for each in self.form.inputs if each.id not in here}),
            touched=frozenset(id for id in self.touched if id in here or not self._computed(id)),
            stated={id: value for id, value in contents.items() if value not in (None, "")},
            places={tag: Place(sheet.name, *key) for tag, (sheet, key) in here.items()},
            nameless=not (self.cover or self.properties),
            outside=self._outside(),
            refusable=self.refusable,
        )

    def _outside(self) -> dict[str, Place]:
        """Where the numbers stand now that left their cells; a number that is overwritten stands nowhere."""
        at = {id(cell): Place(sheet.name, *key) for sheet, key, cell in self.book.cells()}
        return {input: at[id(cell)] for input, cell in self.outside.items() if id(cell) in at}

    def undeclare(self, table: str) -> None:
        """The officer never chose anything above this table; what was blank is unfilled."""
        declared = {key: value for key, value in self.original.declared.items() if key != table}
        for _, _, cell in self.book.cells():
            if cell.tag == CHOICE + table:
                cell.clear()
        for each in self.form.inputs:
            if each.table == table and self.original.entries.get(each.id) is None and not self.figures[each.id]:
                self.figures[each.id] = None
        self.original = replace(self.original, declared=declared)

    def _computed(self, id: str) -> bool:
        return id in self.form.cells and self.form.cells[id].computed


def patient(workbook: bytes, original: Submission) -> Patient:
    """A filled workbook as it was drawn, every cell of the form tagged with what it is."""
    book, placed = opened(workbook), layout(original.form)
    tags = dict[tuple[str, int, int], str]()
    for id, place in placed.figures.items():
        tags[place.sheet, place.row, place.column] = id
    for table, drawn in placed.tables.items():
        tags[drawn.declared.sheet, drawn.declared.row, drawn.declared.column] = CHOICE + table
        for each in drawn.grid.cells:
            at = drawn.place(each.row, each.column)
            if each.kind != FIGURE:
                tags[at.sheet, at.row, at.column] = LABEL
    for id, places in placed.texts.items():
        head = places[0].moved(down=-1)
        tags[head.sheet, head.row, head.column] = HEAD + id
        for number, place in enumerate(places):
            tags[place.sheet, place.row, place.column] = f"{TEXT}{id}:{number}"
    for (name, row, column), tag in tags.items():
        sheet = book.sheet(name)
        assert sheet is not None
        sheet.cell(row, column).tag = tag
    return Patient(
        original,
        book,
        {each.id: original.figure(each.id) for each in original.form.inputs},
        {id: [plain(said) for said in original.texts.get(id, ())] for id in original.form.texts},
    )


def cover_of(book: Book) -> Sheet | None:
    return book.sheet(COVER)
