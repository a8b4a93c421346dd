"""What the records of an .xls say: values, errors, names, looks, hidden lines; nothing that they claim is believed."""

import io
import struct
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from tests.drawn import both_forms, second_form
from tests.office.drawn_compound import compound
from tests.office.sheets.drawn_parts import code_of_refusal, typed
from tests.office.sheets.drawn_xls import FONT_RECORDS, FONTS, code, file, look, record, shared, stream, text, xls
from toolkit.checks.check import check
from toolkit.office.sheets import xls as old
from toolkit.office.sheets.addresses import Place
from toolkit.office.sheets.book import DATED, ODD, PLAIN, Content, Sheet
from toolkit.office.sheets.open import opened
from toolkit.office.sheets.xls_records import Texts
from toolkit.rich_text import Run
from toolkit.submission.json import to_json
from toolkit.workbook.read.reader import read_book

AT = struct.pack("<3H", 3, 4, 0)  # the cell E4, of the first look
FONT_LIST = b"".join(FONT_RECORDS)


def sheet(cells: bytes, before: bytes = b"", after: bytes = b"") -> Sheet:
    """What a file of one sheet holds."""
    return opened(file({"表": cells}, before, after)).sheets["表"]


def content(cell: bytes, before: bytes = b"", after: bytes = b"") -> Content:
    return sheet(cell, before, after).at(4, 5)


def formula(result: bytes) -> bytes:
    return record(0x0006, AT + result + b"\0" * 8)


def number(value: float) -> bytes:
    return record(0x0203, AT + struct.pack("<d", value))


def rk(bits: int) -> bytes:
    return record(0x027E, AT + struct.pack("<I", bits))


VALUES = {
    "number": (number(12.0), 12),
    "decimals": (number(0.1), Decimal("0.1")),
    "no number": (number(float("nan")), "nan"),
    "short whole number": (rk(12 << 2 | 2), 12),
    "short negative number": (rk((-12 << 2 | 2) & 0xFFFFFFFF), -12),
    "short number in hundredths": (rk(1234 << 2 | 3), Decimal("12.34")),
    "upper half of a number": (rk(0x40280000), 12),
    "true": (record(0x0205, AT + b"\1\0"), "TRUE"),
    "error": (record(0x0205, AT + b"\x17\1"), "#REF!"),
    "unknown error": (record(0x0205, AT + b"\x63\1"), "#N/A"),
    "text": (record(0x0204, AT + text("一\x01二")), "一二"),
    "text that is nowhere": (record(0x00FD, AT + struct.pack("<I", 99)), None),
    "formula of a number": (formula(struct.pack("<d", 12.0)), 12),
    "formula of a truth": (formula(b"\1\0\1\0\0\0\xff\xff"), "TRUE"),
    "formula of an error": (formula(b"\2\0\7\0\0\0\xff\xff"), "#DIV/0!"),
    "formula of nothing": (formula(b"\3\0\0\0\0\0\xff\xff"), None),
    "formula of a text": (formula(b"\0\0\0\0\0\0\xff\xff") + record(0x0207, text("一二")), "一二"),
    "formula without its text": (formula(b"\0\0\0\0\0\0\xff\xff"), None),
    "cut short": (record(0x0203, AT + b"\0\0"), None),
    "cut shorter": (record(0x0203, b"\3"), None),
}


@pytest.mark.parametrize("name", VALUES)
def test_values(name: str) -> None:
    """Every way to hold a number, a text, an error, a nothing."""
    cell, value = VALUES[name]
    assert content(cell).value == value


def test_several_numbers_in_one_record() -> None:
    """Neighbours share a record, each with a look of its own."""
    both = struct.pack("<HHHIHIH", 3, 4, 0, 12 << 2 | 2, 1, 13 << 2 | 2, 5)
    found = sheet(record(0x00BD, both), FONT_LIST + look() + look(0, 9))
    assert (found.at(4, 5).value, found.at(4, 6).value) == (12, 13)
    assert (found.at(4, 5).shows, found.at(4, 6).shows) == (PLAIN, ODD)


# how numbers are shown | what is made of that
CODES = {"0": PLAIN, "#,##0.00": PLAIN, "0%": ODD, ";;;": ODD, "yyyy/m/d": DATED, '"5"': ODD}


@pytest.mark.parametrize("written", CODES)
def test_formats_of_numbers(written: str) -> None:
    """12 that is seen as 1200% is told, as in an .xlsx."""
    assert content(number(12), FONT_LIST + code(200, written) + look(0, 200)).shows == CODES[written]


def test_formats_that_have_only_a_number() -> None:
    """Excel writes no code for those that every program knows."""
    shows = [content(number(12), FONT_LIST + look(0, known)).shows for known in (0, 1, 9, 14)]
    assert shows == [PLAIN, PLAIN, ODD, DATED]


@pytest.mark.parametrize(
    ("style", "found"),
    [
        (look(FONTS["struck"]), {"struck": "12"}),
        (look(FONTS["raised"]), {"raised": "12"}),
        (look(FONTS["white"]), {"unseen": True}),
        (look(FONTS["white"], pattern=1, paper=8), {}),
        (look(FONTS["plain"], pattern=1, paper=8), {"unseen": True}),
        (look(FONTS["white"], pattern=2, paper=9), {}),
        (look(FONTS["tiny"]), {"unseen": True}),
        (look(99), {}),
        (record(0x00E0, b"\0"), {}),
    ],
)
def test_looks_of_a_cell(style: bytes, found: dict[str, object]) -> None:
    """What is struck out, raised or unseen, by font and fill."""
    assert content(number(12), FONT_LIST + style) == Content(12, **found)  # type: ignore[arg-type]


def test_a_palette_of_its_own() -> None:
    """Its ninth colour need not be white."""
    palette = record(0x0092, struct.pack("<H", 2) + b"\0\0\0\0\xff\0\0\0")
    assert not content(number(12), FONT_LIST + palette + look(FONTS["white"])).unseen


@pytest.mark.parametrize("style", [look(), look(FONTS["bold"])])
def test_looks_of_words(style: bytes) -> None:
    """A text's parts have fonts of their own; before the first of them it looks as its cell does."""
    marked = [(1, FONTS["struck"]), (2, FONTS["raised"]), (3, FONTS["bold"]), (4, FONTS["plain"])]
    found = content(record(0x00FD, AT + b"\0" * 4), FONT_LIST + style, shared([text("一二三四五", marked)]))
    bold = style == look(FONTS["bold"])
    runs = (
        (Run("一", True), Run("二三"), Run("四", True), Run("五"))
        if bold
        else (Run("一二三"), Run("四", True), Run("五"))
    )
    assert found == Content("一二三四五", runs=runs, struck="二", raised="三")


def test_hidden_lines() -> None:
    """By their mark, by a height or width of nothing, and all rows of which nothing is said."""
    rows = record(0x0208, struct.pack("<4H", 1, 0, 0, 300) + b"\0" * 4 + b"\x20\0\0\0")
    rows += record(0x0208, struct.pack("<4H", 2, 0, 0, 0) + b"\0" * 8)
    rows += record(0x0208, struct.pack("<4H", 5, 0, 0, 300) + b"\0" * 8)
    columns = record(0x007D, struct.pack("<5H", 1, 2, 900, 0, 1)) + record(0x007D, struct.pack("<5H", 7, 7, 0, 0, 0))
    found = sheet(rows + columns)
    assert (found.hidden_rows, found.hidden_columns) == ((range(2, 4),), (range(2, 4), range(8, 9)))
    assert sheet(rows + record(0x0225, b"\2\0\0\0")).hidden_rows == (range(1, 6), range(7, 65_537))


def name(written: str, formula: bytes, flags: int = 0, wide: bool = False) -> bytes:
    raw = written.encode("utf-16-le" if wide else "latin-1")
    head = struct.pack("<HBBH", flags, 0, len(written), len(formula)) + b"\0" * 8
    return record(0x0018, head + bytes([wide]) + raw + formula)


def test_names() -> None:
    """As Excel and WPS write them, in either width; what Excel keeps for itself and what is no cell is left out."""
    tabs = record(0x0017, struct.pack("<HHHH", 1, 0, 0, 0))
    one = b"\x3a" + struct.pack("<HHH", 0, 5, 6 | 0xC000)
    area = b"\x3b" + struct.pack("<HHHHH", 0, 5, 6, 6, 6)
    nowhere = b"\x3a" + struct.pack("<HHH", 9, 5, 6)
    written = tabs + name("a.b", one) + name("中文", area, wide=True) + name("x", one, flags=0x20)
    written += name("y", b"\x1e\1\0") + name("z", nowhere) + record(0x0018, b"\0") + name("a.b", area)
    found = opened(file({"表": b""}, after=written)).names
    assert found == {"a.b": (Place("表", 6, 7),), "中文": (Place("表", 6, 7), Place("表", 7, 7))}


def test_charts_within_a_sheet_are_no_cells() -> None:
    """A chart keeps its numbers in records of the same kind."""
    chart = record(0x0809, b"\0\6\x20\0") + number(99) + record(0x000A)
    assert sheet(chart + number(12)).at(4, 5).value == 12
    assert sheet(number(12) + chart).at(4, 5).value == 12


def test_texts_that_go_on_in_another_record() -> None:
    """In the middle of a text the width of its characters is said anew."""
    body = (struct.pack("<HB", 4, 1) + "一二".encode("utf-16-le"), b"\0ab" + struct.pack("<HB", 1, 0), b"\0c")
    texts = Texts(body)
    assert (texts.text(), texts.text(), texts.more) == (("一二ab", b""), ("c", b""), False)


def test_excel_5() -> None:
    """Its texts are in a code page, and it knows no table of texts."""
    begins = record(0x0809, struct.pack("<HH", 0x0500, 5) + b"\0" * 4)
    page = record(0x0042, struct.pack("<H", 936))
    cells = begins + number(12) + record(0x0204, struct.pack("<4H", 0, 0, 0, 4) + "年报".encode("gbk")) + record(0x000A)
    sheet_name = "表".encode("gbk")
    at = len(begins + page) + 4 + 7 + len(sheet_name) + 4
    listed = record(0x0085, struct.pack("<IHB", at, 0, len(sheet_name)) + sheet_name)
    found = opened(compound({"Book": begins + page + listed + record(0x000A) + cells})).sheets["表"]
    assert (found.at(1, 1).value, found.at(4, 5).value) == ("年报", 12)


def test_the_same_as_another_reader_sees() -> None:
    """python-calamine reads the same cells of what was written here, so the writer is no mirror of the reader."""
    data = xls(opened(typed(second_form())))
    theirs = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for sheet_name, ours in opened(data).sheets.items():
        other = theirs.get_sheet_by_name(sheet_name)
        top, left = other.start or (0, 0)
        seen = {
            (top + 1 + down, left + 1 + right): value
            for down, row in enumerate(other.to_python())
            for right, value in enumerate(row)
            if value != ""
        }
        assert {at: content.value for at, content in ours.cells.items()} == seen


def test_a_filled_workbook_comes_back() -> None:
    """Figures, texts, bold, names."""
    book = opened(typed(second_form()))
    ours, theirs = (read_book(each, both_forms()) for each in (book, opened(xls(book))))
    assert to_json(theirs.submission) == to_json(ours.submission)
    assert [finding.code for finding in check(theirs)] == [*(finding.code for finding in check(ours)), "values-only"]


def test_an_old_file_without_sheets_is_no_workbook() -> None:
    """Whatever its records are."""
    for data in (b"", b"\x09\x08\xff\xff", record(0x0809), stream({})):
        assert code_of_refusal(lambda data=data: old.book(compound({"Workbook": data}))) == "unreadable"  # type: ignore[misc]
