"""The page to hand to colleagues: who is asked for which figures, with a box for each."""

import io
from dataclasses import replace
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from tests.instruments.oracles.office import needs_office, pages, to_pdf
from tests.office.sheets.drawn_parts import UNIT, YEAR, empty, showing_only
from toolkit.form.form import Form
from toolkit.workbook.design.sheets import COLLECT
from toolkit.workbook.write.collect import by_office

ASKED = """
司法所（或法制机构）
  表二　规章：本年制发（件）|本年废止（件）|现行有效（件）
  表二　行政规范性文件：本年制发（件）|本年废止（件）|现行有效（件）
  表四　行政复议：结果维持（件）|结果纠正（件）|其他结果（件）|尚未审结（件）
  表四　未经复议直接起诉：结果维持（件）|结果纠正（件）|其他结果（件）|尚未审结（件）
  表四　复议后起诉：结果维持（件）|结果纠正（件）|其他结果（件）|尚未审结（件）
便民服务中心（或审批机构）
  表二　行政许可：本年处理决定数量（件）
综合执法队（或执法机构）
  表二　行政处罚：本年处理决定数量（件）
  表二　行政强制：本年处理决定数量（件）
财政所（或财务机构）
  表二　行政事业性收费：本年收费金额（单位：万元）
政务公开承办科室
  表三　收到和处理政府信息公开申请情况：
"""


def paper(workbook: bytes) -> Worksheet:
    sheet = openpyxl.load_workbook(io.BytesIO(workbook))[COLLECT]
    assert isinstance(sheet, Worksheet)
    return sheet


def said(sheet: Worksheet) -> list[str]:
    return [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]


def test_each_office_is_asked_once_for_what_it_has(official: Form) -> None:
    """Figures of two tables from one office stand together; the long table is one line."""
    drawn = "\n"
    for office, lines in by_office(official).items():
        drawn += f"{office}\n" + "".join(f"  {line.name}：{'|'.join(line.boxes)}\n" for line in lines)
    assert drawn == ASKED


def test_all_of_it_stands_on_the_sheet(any_form: Form) -> None:
    """With unit, year and cut-off date on top, and a place for name and date at each office."""
    words = said(paper(empty(any_form)))
    assert f"单位：{UNIT}　　报告年度：{YEAR}年" in words
    assert [word for word in words if any_form.cut_off in word]
    for office, lines in by_office(any_form).items():
        assert words.count(office) == 1
        assert all(text in words for line in lines for text in (line.name, line.means, *line.boxes))
    assert len([word for word in words if word.startswith("提供人：")]) == len(by_office(any_form))


def test_computed_figures_are_not_asked_for(second: Form) -> None:
    """Nobody is asked for a sum."""
    names = [line.name for lines in by_office(second).values() for line in lines]
    assert not [name for name in names if "年末在架" in name or "进账" in name]


@needs_office
def test_it_prints_on_one_page(any_form: Form, tmp_path: Path) -> None:
    """One sheet of paper to hand round."""
    file = tmp_path / "paper.xlsx"
    file.write_bytes(showing_only(empty(any_form), COLLECT))
    assert pages(to_pdf(file, tmp_path)) == 1


def test_a_form_that_names_no_office_has_no_such_sheet(second: Form) -> None:
    """The page is optional, as all of its data is."""
    book = openpyxl.load_workbook(io.BytesIO(empty(replace(second, sources=()))))
    assert COLLECT not in book.sheetnames
