"""Colours over cells: rules before all others, recognised by what they say."""

import re

from tests.drawn import official_form
from tests.office.sheets.drawn_parts import parts_of, sheet_part, typed, with_part
from tests.workbook.mark.marking import coloured, error, opened
from toolkit.checks.finding import Level, Spot
from toolkit.workbook.mark.mark import marked
from toolkit.workbook.mark.problem_list import Mark

SHEET = "三、收到和处理申请"
MARKS = [
    error("甲", Spot(SHEET, "D8"), Spot(SHEET, "D9")),
    Mark(Level.WARNING, "乙", (Spot(SHEET, "D6"), Spot(SHEET, "D8"))),
    Mark(Level.NOTE, "丙", (Spot(SHEET, "E6"),)),
]


def priorities(workbook: bytes) -> dict[str, int]:
    """Every rule of the sheet by its formula: which comes before which."""
    areas = opened(workbook)[SHEET].conditional_formatting
    return {f"{area.sqref} {rule.formula[0]}": rule.priority for area in areas for rule in area.rules}


def test_ours_come_before_those_that_are_there() -> None:
    """The workbook's own red would hide what is only to be explained; the order among its own rules stays."""
    before, after = priorities(typed(official_form())), priorities(marked(typed(official_form()), MARKS))
    ours = {rule: priority for rule, priority in after.items() if "nianbao.mark" in rule}
    assert {rule.partition(" ")[0]: priority for rule, priority in ours.items()} == {"D8:D9": 1, "D6": 2, "E6": 3}
    assert {rule: priority - 3 for rule, priority in after.items() if rule not in ours} == before


def test_they_go_whoever_saved_them() -> None:
    """Other quotes, other order, one area with a rule of the unit's own."""
    made = marked(typed(official_form()), MARKS)
    part = sheet_part(made, SHEET)

    own = '<cfRule type="expression" priority="9"><formula>1</formula></cfRule>'
    ours = '<cfRule type="expression" dxfId="([0-9]+)" priority="([0-9]+)"><formula>"nianbao.mark"&lt;&gt;""'
    theirs = """<cfRule priority = '\\2' dxfId='7' type='expression'><formula>"nianbao.mark"&lt;&gt; "" """

    def saved(xml: str) -> str:
        return re.sub(ours, theirs, xml).replace('sqref="E6">', f'sqref="E6">{own}')

    clean = marked(with_part(made, part, saved), ())
    assert coloured(clean) == set()
    assert priorities(clean).keys() == priorities(typed(official_form())).keys() | {"E6 1"}
    assert b"nianbao.mark" not in parts_of(clean)[part]
