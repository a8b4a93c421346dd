"""The formulas of a workbook: what they are made of, and that they go back to what was typed."""

import re
from collections.abc import Iterator
from functools import cache

import pytest

from tests.drawn import rows, second_form
from tests.office.sheets.drawn_parts import MAIN, STRING, empty, places_in, sheets_of
from toolkit.form.definition.phrases import default_phrase
from toolkit.form.form import Check, Form
from toolkit.office.sheets.addresses import Place
from toolkit.workbook.design.layout import layout
from toolkit.workbook.formulas import texts
from toolkit.workbook.formulas.functions import FUNCTIONS
from toolkit.workbook.formulas.tree import text
from toolkit.workbook.formulas.workbook import formulas

LONGEST = 8192

TOTALS = """
三、收到和处理申请 | D29 | SUM(D8:D28)
三、收到和处理申请 | J6  | SUM(D6:I6)
三、收到和处理申请 | J29 | SUM(D8:I28)
四、复议诉讼       | O6  | SUM(K6:N6)
藏书和经费         | C11 | SUM(C7:C9)-SUM(C10)
藏书和经费         | G11 | SUM(C7:F9)-SUM(C10:F10)
藏书和经费         | C16 | SUM(C14:C15)
到室人次           | F6  | SUM(D6:E6)
"""

BALANCE = (
    "IF(COUNT(D6:D28,D30)+IF('封面'!D19=0,COUNTBLANK(D6:D28)+COUNTBLANK(D30),0)<24,"
    '"未填完",'
    'IF(ROUND(SUM(D6:D7)-(SUM(D8:D28,D30)),6)=0,"平","不平，差"&ABS(ROUND(SUM(D6:D7)-(SUM(D8:D28,D30)),6))))'
)


def written(form: Form) -> Iterator[tuple[str, str]]:
    """Every formula in the workbook with its sheet: in cells, in colours that depend on values, in limits of inputs."""
    for sheet, root in sheets_of(empty(form)).items():
        for tag in ("f", "formula", "formula1", "formula2"):
            yield from ((sheet, element.text or "") for element in root.iter(f"{MAIN}{tag}"))


@cache
def in_cells(form: Form) -> dict[Place, str]:
    """The formula of every cell that has one."""
    return {place: node.excel(place.sheet) for place, node in formulas(form).items()}


def test_only_functions_that_every_spreadsheet_program_has(any_form: Form) -> None:
    """Officers use Excel 2010, WPS and LibreOffice."""
    used = {
        name for _, formula in written(any_form) for name in re.findall(r"([A-Za-z_.0-9]+)\(", STRING.sub("", formula))
    }
    assert used <= FUNCTIONS


def test_no_formula_is_too_long(any_form: Form) -> None:
    """Excel takes 8,192 characters."""
    assert max(len(formula) for _, formula in written(any_form)) < LONGEST


def test_no_formula_holds_a_bare_name(any_form: Form) -> None:
    """Only addresses, numbers, texts and functions: a word is a name that no program knows."""
    for _, formula in written(any_form):
        bare = re.sub(r"'(?:[^']|'')*'!", "", STRING.sub("", formula)).replace("$", "")
        words = re.findall(r"[A-Za-z一-龥_]+(?![A-Za-z_(\d])", bare)
        assert words == [], formula


def test_totals_are_read_only_by_the_check_of_their_own_sum(any_form: Form) -> None:
    """A total that was pasted over must not make a balance look right or wrong."""
    placed = layout(any_form)
    computed = {placed.figures[cell.id] for cell in any_form.computed}
    lines = [(line, line.subject.total) for line in placed.results if isinstance(line.subject, Check)]
    own = {place: total for line, total in lines for place in (line.state, line.told)}
    for place, formula in in_cells(any_form).items():
        own_total = {placed.figures[total]} if (total := own.get(place)) else set()
        assert computed & set(places_in(formula, place.sheet)) == own_total, place


def test_colours_read_no_total_but_the_one_they_colour(any_form: Form) -> None:
    """The same holds for what turns a cell red."""
    placed = layout(any_form)
    computed = {placed.figures[cell.id] for cell in any_form.computed}
    for sheet, root in sheets_of(empty(any_form)).items():
        for colour in root.iter(f"{MAIN}conditionalFormatting"):
            coloured = set(places_in(colour.get("sqref", "").replace(" ", ","), sheet))
            for formula in colour.iter(f"{MAIN}formula"):
                assert computed & set(places_in(formula.text or "", sheet)) <= coloured


def test_every_formula_reads_cells_that_hold_something(any_form: Form) -> None:
    """Inputs, texts, choices, other formulas; a formula that reads an empty corner of a sheet is off by a row."""
    placed = layout(any_form)
    known = {place for places in placed.names.values() for place in places}
    known |= in_cells(any_form).keys()
    for place, formula in in_cells(any_form).items():
        assert set(places_in(formula, place.sheet)) <= known, place


def test_every_total_reads_just_its_inputs(any_form: Form) -> None:
    """Seen from the letters, not from the expression that made them."""
    placed = layout(any_form)
    for cell in any_form.computed:
        place = placed.figures[cell.id]
        expected = sorted(placed.figures[ref.id] for ref in any_form.sums[cell.id].refs)
        assert sorted(places_in(in_cells(any_form)[place], place.sheet)) == expected


@pytest.mark.parametrize(("sheet", "ref", "formula"), rows(TOTALS))
def test_totals_are_what_an_officer_would_type(sheet: str, ref: str, formula: str, official: Form) -> None:
    """Short sums over inputs, corners too; people look into cells."""
    totals = {**in_cells(official), **in_cells(second_form())}
    assert {(place.sheet, place.ref): total for place, total in totals.items()}[sheet, ref] == formula


def test_a_live_balance(official: Form) -> None:
    """Waiting while a cell is blank and the table not declared; else it holds, or says by how much it does not."""
    assert in_cells(official)[Place("三、收到和处理申请", 31, 4)] == BALANCE


def test_a_live_rule_about_texts(official: Form) -> None:
    """Waiting while nothing is written; spaces between the characters do not count."""
    placed = layout(official)
    other = "'六、其他事项'!B4:B23"
    live = in_cells(official)
    by_rule = {line.subject.id: live[line.state] for line in placed.results if not isinstance(line.subject, Check)}
    assert by_rule["fee-statement"] == (
        f'IF(COUNTA({other})=0,"未填完",IF(SUMPRODUCT(--ISNUMBER(FIND("信息处理费",SUBSTITUTE({other}," ",""))))>0,'
        '"已写明","未写明"))'
    )
    assert "FIND('封面'!C7&\"年\",SUBSTITUTE('一、总体情况'!" in by_rule["overview-year"]
    assert by_rule["unit-in-preamble"].startswith("IF(COUNTA('一、总体情况'!B4:B6)=0,\"可以不写\",")
    assert "FIND(SUBSTITUTE('封面'!C4,\" \",\"\"),SUBSTITUTE('一、总体情况'!" in by_rule["unit-in-preamble"]
    found, improved = "'五、问题及改进'!B4:B23", "'五、问题及改进'!B25:B44"
    count = f"SUMPRODUCT(LEN({found}))+SUMPRODUCT(LEN({improved}))"
    shown = f'"已写"&{count}&"字，至少30字"'
    assert by_rule["problems-too-short"] == (
        f'IF(COUNTA({found},{improved})=0,"未填完",IF({count}>=30,{shown},"字数不足，"&{shown}))'
    )
    assert "personal-numbers" not in by_rule  # no formula knows a pattern: it is looked for when the file comes in


def test_a_phrase_waits_for_its_table(official: Form) -> None:
    """Half a table would make a false sentence."""
    formula = in_cells(official)[Place("一、总体情况", 40, 3)]
    blanks = "COUNT('二、主动公开'!B6:D6)+IF('封面'!D18=0,COUNTBLANK('二、主动公开'!B6:D6),0)"
    blanks = blanks.replace("B6:D6", "$B$6:$D$6").replace("D18", "$D$18")  # it may be copied elsewhere as it is
    assert formula.startswith(f'IF({blanks}<3,"（表二填完后自动生成）",IF(')


def test_a_long_text_is_split(official: Form) -> None:
    """Excel takes no more than 255 characters between quotation marks."""
    phrase = default_phrase("preamble", "长" * 250 + '{unit}“"')
    hundred, fifty = "长" * 100, "长" * 50
    expected = f'"{hundred}"&"{hundred}"&"{fifty}"&$C$4&"“"""'
    assert texts.phrase(layout(official), phrase).excel("封面") == expected


def test_a_text_in_a_formula_is_quoted() -> None:
    """A quotation mark in a form's label must not end the string."""
    assert text('说"是"') == '"说""是"""'
