"""汇总底稿: every total is a live formula that LibreOffice calculates as we do, and that a changed figure changes."""

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.instruments.oracles.office import needs_office, recalculated
from tests.instruments.oracles.validator import needs_validator, problems
from tests.tasks.test_total import complete, units
from toolkit.form.form import Form
from toolkit.tasks.total import total
from toolkit.workbook.design.layout import layout
from toolkit.workbook.write.total_worksheet import FIRST, FIRST_ROW, HEAD_ROW, SHEET, WHERE_ROW, Traced, total_worksheet

STAMP = "截至1月28日，应报5家，已审核通过4家，未计入：戊乡。"


def traced(form: Form, count: int = 5) -> list[Traced]:
    parts = [complete(each) for each in units(form, 7, count)]
    return [
        Traced(part, "镇街" if number < 3 else "区直部门", "审核通过", f"=甲{number}.xlsx")
        for number, part in enumerate(parts)
    ]


def sheet(path: Path, name: str, values: bool = True) -> Worksheet:
    found = load_workbook(path, data_only=values)[name]
    assert isinstance(found, Worksheet)
    return found


@needs_office
def test_libreoffice_adds_up_as_we_do(any_form: Form, tmp_path: Path) -> None:
    """Totals, subtotals, the units' own totals, and the tables laid out as printed."""
    path = tmp_path / "底稿.xlsx"
    path.write_bytes(total_worksheet(traced(any_form), "原州区", STAMP))
    (again,) = recalculated([path], tmp_path / "out")
    for name in load_workbook(path).sheetnames:
        ours, theirs = sheet(path, name), sheet(again, name)
        for row in ours.iter_rows():
            for cell in row:
                other = theirs[cell.coordinate].value
                same = cell.value == other or float(str(cell.value)) == pytest.approx(float(str(other)))
                assert same, f"{name} {cell.coordinate}"


@needs_office
def test_a_changed_figure_changes_the_total(official: Form, tmp_path: Path) -> None:
    """The first input of the first unit, raised by ten."""
    path = tmp_path / "底稿.xlsx"
    path.write_bytes(total_worksheet(traced(official), "原州区", STAMP))
    book = load_workbook(path)
    cell = book[SHEET].cell(FIRST_ROW, FIRST)
    before = sheet(path, SHEET).cell(FIRST_ROW + 7, FIRST).value
    cell.value = int(str(cell.value)) + 10
    book.save(path)
    (again,) = recalculated([path], tmp_path / "out")
    assert sheet(again, SHEET).cell(FIRST_ROW + 7, FIRST).value == int(str(before)) + 10


def test_each_figure_leads_back_to_unit_file_and_cell(official: Form, tmp_path: Path) -> None:
    """Its name, and where it stands in every unit's workbook; files are names, never formulas."""
    path = tmp_path / "底稿.xlsx"
    path.write_bytes(total_worksheet(traced(official), "原州区", STAMP))
    ws = sheet(path, SHEET, values=False)
    for position, id in enumerate(official.cells):
        place = layout(official).figures[id]
        assert ws.cell(WHERE_ROW, FIRST + position).value == f"{place.sheet} {place.ref}"
        assert ws.cell(HEAD_ROW, FIRST + position).value
    assert ws.cell(FIRST_ROW, 6).value == "=甲0.xlsx"
    assert ws.cell(FIRST_ROW, 6).data_type == "s"
    assert STAMP in [ws.cell(2, 1).value]


def test_the_total_row_is_the_total(official: Form, tmp_path: Path) -> None:
    """What stands at the bottom is what the submission says."""
    parts = traced(official)
    path = tmp_path / "底稿.xlsx"
    path.write_bytes(total_worksheet(parts, "原州区", STAMP))
    ws = sheet(path, SHEET)
    summed = total([part.submission for part in parts], "原州区")
    last = ws.max_row
    assert ws.cell(last, 1).value == "合计"
    for position, cell in enumerate(official.cells.values()):
        printed = ws.cell(last, FIRST + position).value
        expected = summed.submission.figure(cell.id)
        assert printed == "不相加" if not cell.adds else float(str(printed)) == pytest.approx(float(expected or 0))


def test_groups_are_brought_together(official: Form, tmp_path: Path) -> None:
    """In whatever order they come; a single group has no subtotal, for it would say what the total says."""
    path = tmp_path / "底稿.xlsx"
    mixed = [replace(part, group="镇街" if number % 2 else "") for number, part in enumerate(traced(official, 4))]
    path.write_bytes(total_worksheet(mixed, "原州区", STAMP))
    lines = [row[0] for row in sheet(path, SHEET).values][FIRST_ROW - 1 :]
    assert lines == ["单位0", "单位2", "小计：（未分组）", "单位1", "单位3", "小计：镇街", "合计"]
    path.write_bytes(total_worksheet([replace(part, group="") for part in mixed], "原州区", STAMP))
    lines = [row[0] for row in sheet(path, SHEET).values][FIRST_ROW - 1 :]
    assert lines == ["单位0", "单位1", "单位2", "单位3", "合计"]


@needs_office
def test_a_single_group_is_added_up_alike(official: Form, tmp_path: Path) -> None:
    """Without subtotals the total adds the units themselves."""
    path = tmp_path / "底稿.xlsx"
    path.write_bytes(total_worksheet([replace(part, group="") for part in traced(official)], "原州区", STAMP))
    (again,) = recalculated([path], tmp_path / "out")
    ours, theirs = sheet(path, SHEET), sheet(again, SHEET)
    for column, cell in enumerate(official.cells.values(), start=FIRST):
        if cell.adds:
            values = [float(str(each.cell(ours.max_row, column).value)) for each in (ours, theirs)]
            assert values[0] == pytest.approx(values[1])


def test_counts_show_all_their_digits(official: Form, tmp_path: Path) -> None:
    """A narrow column shows a count of ten million as 1E+07 unless the cell says otherwise."""
    path = tmp_path / "底稿.xlsx"
    path.write_bytes(total_worksheet(traced(official), "原州区", STAMP))
    ws = sheet(path, SHEET)
    for row in range(FIRST_ROW, ws.max_row + 1):
        for column, cell in enumerate(official.cells.values(), start=FIRST):
            assert ws.cell(row, column).number_format == ("General" if cell.kind == "amount" else "0")


def test_the_same_parts_give_the_same_bytes(official: Form) -> None:
    """No clock in it."""
    assert total_worksheet(traced(official), "原州区", STAMP) == total_worksheet(traced(official), "原州区", STAMP)


@needs_validator
def test_it_is_valid(any_form: Form, tmp_path: Path) -> None:
    """For the Open XML SDK."""
    path = tmp_path / "底稿.xlsx"
    path.write_bytes(total_worksheet(traced(any_form), "原州区", STAMP))
    assert problems(path) == []
