"""What a district puts into its workbooks: indicators of its own, and a list of units to choose from."""

from collections.abc import Mapping
from functools import cache

from tests.drawn import YEAR, both_forms, rows
from toolkit.checks.reading import Reading
from toolkit.district.units.indicators import IndicatorLine, indicators
from toolkit.form.form import Form
from toolkit.numbers import Number
from toolkit.office.opc import Package
from toolkit.office.sheets.xlsx import Contents
from toolkit.submission.submission import Submission
from toolkit.workbook.design.unit_list import Listed
from toolkit.workbook.read.reader import read_book
from toolkit.workbook.write.common import common

INDICATORS = """
主动公开总数   | 条   | 相加   | 门户网站公开数、公众号公开数
门户网站公开数 | 条   | 相加   |
公众号公开数   | 条   | 相加   |
新闻发布会     | 场   |        |
办理满意率     | ％   | 不汇总 |
"""


def lines(text: str) -> list[IndicatorLine]:
    """Indicators as drawn, from the second row of a sheet on."""
    return [IndicatorLine(row, *cells) for row, cells in enumerate(rows(text), start=2)]


@cache
def companion_form(text: str = INDICATORS) -> Form:
    form = indicators(lines(text))
    assert form
    return form


def amounts(*figures: Number | str | None) -> dict[str, Number | str]:
    """What was typed for each indicator, from the first; None for a blank or a sum."""
    named = zip(companion_form().cells, figures, strict=False)
    return {id: typed for id, typed in named if typed is not None}


def filed_companion(entries: Mapping[str, Number | str], form: Form | None = None) -> Submission:
    return Submission(form or companion_form(), "青石镇", YEAR, entries=entries)


def both_read(workbook: bytes, companion: Form | None = None) -> tuple[Reading, Reading | None]:
    """What the workbook's own form gave, and what its sheet of indicators."""
    book = Contents(Package(workbook)).book
    main = read_book(book, (*both_forms(), companion or companion_form()))
    return main, next(iter(main.companions), None)


@cache
def units(form: Form) -> tuple[Listed, ...]:
    """Some with all figures of last year, some with one, some with none; names that programs may stumble over."""
    first = form.last_year[:1]
    return (
        Listed("青石镇", "0640402", form.levels[0].id, {id: number for number, id in enumerate(form.last_year)}),
        Listed("A&B“开发区”", "640403", "", dict.fromkeys(first, 7)),
        Listed("=1+1街道", "", form.levels[-1].id),
        *(Listed(f"第{number}局", f"64{number:04}", form.levels[0].id) for number in range(297)),
    )


@cache
def for_all(form: Form, with_indicators: bool = False) -> bytes:
    return common(form, YEAR, units(form), (companion_form(),) if with_indicators else ())
