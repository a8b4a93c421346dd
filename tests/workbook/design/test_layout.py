"""A form laid out on sheets: where everything stands, and by which name it is found again."""

import re
from collections import Counter
from collections.abc import Iterator

from tests.office.sheets.drawn_parts import empty
from toolkit.form.form import Form
from toolkit.form.grid import FIGURE
from toolkit.form.reserved_names import TABLES
from toolkit.office.opc import Package
from toolkit.office.sheets.addresses import Place
from toolkit.office.sheets.xlsx import Contents
from toolkit.workbook.design.layout import layout
from toolkit.workbook.design.sheets import Layout, TextSheet

ORDER = [
    "封面",
    "填表说明",
    "一、总体情况",
    "二、主动公开",
    "三、收到和处理申请",
    "四、复议诉讼",
    "五、问题及改进",
    "六、其他事项",
    "校验结果",
    "数据采集单",
]
LEGAL_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*")
LIKE_A_CELL = re.compile(r"(?i)[A-Z]{1,3}\d+|R\d*C\d*|[RC]")
NOT_IN_SHEET_NAMES = set("[]:*?/\\")


def things(placed: Layout) -> Iterator[tuple[str, Place]]:
    """Everything that is written anywhere, with each cell it takes up."""
    for sheet in placed.tables.values():
        for cell in sheet.grid.cells:
            for down in range(cell.height):
                for right in range(cell.width):
                    yield cell.cell or cell.text, sheet.place(cell.row + down, cell.column + right)
        yield "title", Place(sheet.table.sheet, 1, 1)
        yield "hint", Place(sheet.table.sheet, sheet.declared.row, 1)
        yield "summary", sheet.summary
        for check, place in sheet.lines:
            yield f"{check.rule}", place
    for written in placed.sheets:
        if isinstance(written, TextSheet):
            yield "title", Place(written.sheet, 1, 1)
            yield "hint", Place(written.sheet, 2, 1)
            yield from ((f"head of {text.id}", head) for text, head in written.texts)
            yield from ((phrase.text, place) for phrase, place in written.phrases)
    yield "summary", placed.summary
    for glance in (*placed.glances, placed.glance_total):
        for place in (glance.state, glance.left, glance.errors, glance.warnings):
            yield f"glance at {glance.sheet}", place
    yield from (("result", line.state) for line in placed.results)
    for name, places in placed.names.items():
        if name not in placed.figures:
            yield from ((name, place) for place in places)


def test_no_two_things_share_a_cell(any_form: Form) -> None:
    """What is drawn later would wipe out what was drawn first."""
    taken = Counter(place for _, place in things(layout(any_form)))
    assert [place for place, count in taken.items() if count > 1] == []


def test_every_figure_and_text_has_a_place(any_form: Form) -> None:
    """A figure without a cell could not be filed."""
    placed = layout(any_form)
    assert placed.figures.keys() == any_form.cells.keys()
    assert {id: len(places) for id, places in placed.texts.items()} == {
        id: text.rows for id, text in any_form.texts.items()
    }


def test_the_cells_that_messages_name(official: Form) -> None:
    """The sentences in the users' words call these cells D29 and B5; the district's letters do so too."""
    figures = layout(official).figures
    assert (figures["requests.handled.person"].ref, figures["requests.handled.person"].sheet) == (
        "D29",
        "三、收到和处理申请",
    )
    assert (figures["publication.rules.issued"].ref, figures["publication.rules.issued"].sheet) == (
        "B5",
        "二、主动公开",
    )
    assert figures["requests.handled.total"].ref == "J29"
    assert figures["disputes.after_review.total"].ref == "O6"


def test_a_figure_stands_where_the_grid_prints_it(any_form: Form) -> None:
    """Workbook and Word report show the same table."""
    placed = layout(any_form)
    for sheet in placed.tables.values():
        printed = {cell.cell: (cell.row, cell.column) for cell in sheet.grid.cells if cell.kind == FIGURE}
        corner = sheet.place(0, 0)
        for id, (row, column) in printed.items():
            assert placed.figures[id] == corner.moved(row, column)


def test_names_are_legal(any_form: Form) -> None:
    """Excel drops a defined name that is not, and takes one that looks like a cell for that cell."""
    for name in layout(any_form).names:
        assert LEGAL_NAME.fullmatch(name), name
        assert not LIKE_A_CELL.fullmatch(name), name
        assert len(name) <= 255, name


def test_no_two_names_differ_by_case_only(any_form: Form) -> None:
    """To Excel they are one name."""
    names = [name.lower() for name in layout(any_form).names]
    assert len(set(names)) == len(names)


def test_every_name_is_that_of_one_thing(any_form: Form) -> None:
    """A figure, a text or a field that took another's name would be read in its place."""
    placed = layout(any_form)
    fields = (placed.figures, placed.identity, placed.cover_fields, placed.tables, placed.last_year, placed.reasons)
    choices = sum(bool(any_form.choices(key)) for key in placed.reasons)
    assert len(placed.names) == sum(map(len, fields)) + choices + len(placed.texts)


def test_sheets_come_in_the_officers_order(official: Form) -> None:
    """The order of the printed report; cover and guide before it, results and the paper for colleagues behind."""
    assert list(Contents(Package(empty(official))).sheets) == ORDER


def test_sheet_names_are_legal(any_form: Form) -> None:
    """Excel repairs a workbook whose sheet names are not, and links to them break."""
    for name in Contents(Package(empty(any_form))).sheets:
        assert 0 < len(name) <= 31
        assert not NOT_IN_SHEET_NAMES & set(name)
        assert name == name.strip(" '")


def test_live_lines_stand_beside_their_line(official: Form) -> None:
    """An officer sees below the column that it does not balance."""
    sheet = layout(official).tables["requests"]
    shown = [(place.ref, check.looks_back) for check, place in sheet.lines]
    assert shown == [(f"{column}31", False) for column in "DEFGHIJ"] + [(f"{column}33", True) for column in "DEFGHIJ"]
    assert [place.ref for place in sheet.last_year.values()] == ["D32", "E32", "F32", "G32", "H32", "I32", "J32"]


def test_the_line_above_a_table_has_three_parts_in_order(any_form: Form) -> None:
    """A narrow table still has room for the question, the choice and what is left to fill."""
    for sheet in layout(any_form).tables.values():
        assert 1 < sheet.declared.column < sheet.summary.column


def test_no_table_can_take_a_name_of_the_workbooks_own(any_form: Form) -> None:
    """A definition refuses such a table by this list, so the list must hold every first word in use."""
    tables = {table.id for table in any_form.tables}
    assert {name.partition(".")[0] for name in layout(any_form).names} - tables <= set(TABLES)
