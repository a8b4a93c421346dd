"""PDF: geometry becomes tables and paragraphs, and the process that opens a file stays within its bounds."""

from collections.abc import Iterator

import pytest

from tests.drawn import ROOT, official_form
from tests.instruments.oracles.office import needs_office
from tests.published import printed
from tests.published.test_read import assert_all_right, sample
from toolkit.errors import UserError
from toolkit.published.blocks import Passage, PrintedTable
from toolkit.published.pdf.document import blocks, of_pages
from toolkit.published.pdf.sheet import Glyph, PdfPage, Ruling, page_of
from toolkit.published.read import readings
from toolkit.report.content import Closing, Figures, Heading, Prose, report
from toolkit.report.pdf import pdf
from toolkit.rich_text import plain
from toolkit.submission.submission import Submission

WIDTH, HEIGHT = 595.0, 842.0
SIZE, ROW = 8.0, 24.0  # points: of a glyph, and of a row of a table
LEFT, RIGHT, TOP, BOTTOM = 60.0, 540.0, 780.0, 100.0


class Printer:
    """Draws a submission as a printer would: page by page, tables with rulings, tables broken over pages."""

    def __init__(self) -> None:
        self.pages: list[PdfPage] = []
        self._new_page()

    def _new_page(self) -> None:
        self.y, self.glyphs, self.across, self.down = TOP, [], [], []  # type: ignore[var-annotated]

    def end_page(self) -> None:
        self.write(f"- {len(self.pages) + 1} -", 290, 40)
        page = PdfPage(WIDTH, HEIGHT, tuple(self.glyphs), tuple(self.across), tuple(self.down))
        self.pages.append(page)
        self._new_page()

    def write(self, text: str, x: float, y: float) -> None:
        for character in text:
            wide = SIZE if ord(character) > 127 else SIZE / 2
            low = 1.0 if character in "，。、" else 0.0  # marks lie low in their line
            self.glyphs.append(Glyph(character, x, y - low, x + wide, y + SIZE - 5 * low, y))
            x += wide

    def paragraph(self, text: str) -> None:
        for number, line in enumerate(self._lines(text)):
            if self.y < BOTTOM:
                self.end_page()
            self.write(line, LEFT + (2 * SIZE if number == 0 else 0), self.y)
            self.y -= 14

    def _lines(self, text: str) -> Iterator[str]:
        room = int((RIGHT - LEFT) / SIZE)
        first, rest = text[: room - 2], text[room - 2 :]
        yield first
        yield from (rest[at : at + room] for at in range(0, len(rest), room))

    def table(self, cells: list[printed.Printed]) -> None:
        columns = max(cell.column + cell.width for cell in cells)
        step = (RIGHT - LEFT) / columns
        row = 0
        last = max(cell.row + cell.height for cell in cells)
        while row < last:
            room = int((self.y - BOTTOM) / ROW)
            if room < 2:
                self.end_page()
                continue
            end = min(last, row + room)
            self._part(cells, row, end, step)
            row = end
        self.y -= 20

    def _part(self, cells: list[printed.Printed], first: int, end: int, step: float) -> None:
        """The rows of a table that this page has room for; a cell over the end of the page is on both."""
        for cell in cells:
            top, bottom = max(cell.row, first), min(cell.row + cell.height, end)
            if top >= bottom:
                continue
            left, right = LEFT + cell.column * step, LEFT + (cell.column + cell.width) * step
            high, low = self.y - (top - first) * ROW, self.y - (bottom - first) * ROW
            self.across += [Ruling(high, left, right), Ruling(low, left, right)]
            self.down += [Ruling(left, low, high), Ruling(right, low, high)]
            if cell.row >= first:
                self._inside(cell.text, left, high, right - left)
        self.y -= (end - first) * ROW

    def _inside(self, text: str, left: float, high: float, wide: float) -> None:
        """A cell's words, smaller where they are many, broken into lines as narrow cells do."""
        room = max(1, int((wide - 2) / (SIZE / 2 if text.isascii() else SIZE)))
        for number, at in enumerate(range(0, len(text), room)):
            self.write(text[at : at + room], left + 1, high - 7 - 5.5 * number)


def drawn(submission: Submission) -> list[PdfPage]:
    printer = Printer()
    content = report(submission)
    known = printed.values(submission)
    for line in content.title:
        printer.write(line, 200, printer.y)
        printer.y -= 24
    for part in content.parts:
        match part:
            case Heading(_, text):
                printer.paragraph(text)
            case Prose(runs):
                printer.paragraph(plain(runs).replace("\n", ""))
            case Figures(_, grid, _):
                printer.table(printed.cells(grid, known))
            case Closing(closing):
                for words in closing:
                    printer.paragraph(plain(words))
    printer.end_page()
    return printer.pages


def test_drawn_pages_come_back() -> None:
    """Tables broken by the end of a page, labels and numbers broken by narrow cells, numbers of pages."""
    given = sample("huaian-2024")
    pages = drawn(given)
    assert len(pages) > 2
    (found,) = readings(of_pages(pages), (official_form(),))
    assert_all_right(found, given)
    assert found.submission.texts.keys() == given.texts.keys()


def test_a_ruled_box_is_a_table_and_the_rest_are_paragraphs() -> None:
    """Four cells, one of them over two columns."""
    printer = Printer()
    printer.paragraph("上面的话")
    cells = [(0, 0, 1, 2, "甲"), (1, 0, 1, 1, "1"), (1, 1, 1, 1, "2")]
    printer.table([printed.Printed(*cell, "figure") for cell in cells])
    printer.paragraph("下面的话")
    printer.end_page()
    above, table, below = of_pages(printer.pages)
    assert isinstance(above, Passage)
    assert isinstance(below, Passage)
    assert (above.text, below.text) == ("上面的话", "下面的话")
    assert isinstance(table, PrintedTable)
    assert [(each.row, each.column, each.height, each.width, each.text) for each in table.cells] == cells


def test_who_signs_stands_aside() -> None:
    """A date that a narrow place broke in two is one line; a heading that a full line runs into is a paragraph."""
    wide = "".join(["上面的话很长很长"] * 8)[: int((RIGHT - LEFT) / SIZE) - 2]
    printer = Printer()
    for text in (wide, "（三）政府信息管理", "做好了。", *["很长的一段话。" * 30] * 2):
        printer.paragraph(text)
    for text in ("青石镇", "2025年1月20", "日"):
        printer.write(text, RIGHT - 46, printer.y)
        printer.y -= 14
    printer.end_page()
    *_, signs, date = of_pages(printer.pages)
    assert isinstance(signs, Passage)
    assert isinstance(date, Passage)
    assert [(each.text, each.aside) for each in (signs, date)] == [("青石镇", True), ("2025年1月20日", True)]


def test_pages_without_words_are_pictures() -> None:
    """A scan has rulings at most."""
    with pytest.raises(UserError, match="pdf-picture"):
        of_pages([page_of([WIDTH, HEIGHT, [], [], []])] * 3)


def test_what_is_no_pdf() -> None:
    """The process that opened it ends; nobody else does."""
    pytest.importorskip("pypdfium2", reason="pypdfium2 (extra pdf) is not installed")
    for data in (b"%PDF-1.7\n" + b"1 0 obj <<" * 10_000, b"%PDF-1.4\n%%EOF", b"%PDF-"):
        with pytest.raises(UserError):
            blocks(data)


def test_without_the_library_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """PDF is an extra."""
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(UserError, match="no-pdf-library"):
        blocks(b"%PDF-1.7")


@needs_office
def test_what_libreoffice_prints_comes_back() -> None:
    """Our own Word report as a PDF of another maker."""
    pytest.importorskip("pypdfium2", reason="pypdfium2 (extra pdf) is not installed")
    given = sample("huaian-2024")
    document = (ROOT / "samples" / "huaian-2024" / "report.docx").read_bytes()
    (found,) = readings(blocks(pdf(document)), (official_form(),))
    assert_all_right(found, given)
    assert found.submission.texts.keys() == given.texts.keys()
