"""What a cell's format makes of its content."""

from decimal import Decimal

import pytest

from tests.drawn import rows, typed_number
from tests.office.sheets.drawn_parts import BOLD_IS_1, TRANSITIONAL
from toolkit.office.sheets.number_formats import shown_by
from toolkit.office.sheets.xlsx_formats import Format, as_date, formats

# the format's code | what a number is seen as
CODES = """
General             |
0                   |
0.00                |
#,##0               |
#,##0.00;[Red]-#,##0.00 |
0_ ;[Red]\\-0\\     |
@                   |
yyyy/m/d            | dated
yyyy"年"m"月"d"日"  | dated
[$-804]aaaa         | odd
m"月"d"日"          | dated
h:mm                | dated
[h]:mm:ss           | dated
0%                  | odd
0.00E+00            | odd
# ?/?               | odd
0"万"               | odd
0"件"               | odd
#,##0,              | odd
"共"General         | odd
"""

# the number | counted from 1904 | as it is seen
DATES = """
45293       |     | 2024-01-02
45293.5     |     | 2024-01-02
0.5         |     | 12:00
0.75        |     | 18:00
43831       | yes | 2024-01-02
99999999999 |     |
"""


def test_bold_formats_are_those_whose_font_is_bold() -> None:
    """Not the formats of styles, not the fonts of colours; ``val="0"`` is not bold."""
    found = formats(BOLD_IS_1.format(main=TRANSITIONAL).encode())
    assert [format.bold for format in found] == [False, True, False]


def test_a_format_without_its_font_is_not_bold() -> None:
    """A damaged style sheet costs the bold, not the text."""
    assert formats(b"<styleSheet><cellXfs><xf fontId='7'/><xf/></cellXfs></styleSheet>") == (Format(), Format())


def test_formats_by_number_and_by_code() -> None:
    """14 is a date everywhere; a number of its own is explained in the style sheet."""
    xml = """<styleSheet><numFmts><numFmt numFmtId="176" formatCode="0%"/></numFmts><cellXfs>
        <xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/><xf numFmtId="176"/><xf numFmtId="4"/>
        </cellXfs></styleSheet>"""
    assert [shown_by(format.code) for format in formats(xml.encode())] == ["", "dated", "odd", "odd", ""]


@pytest.mark.parametrize(("code", "seen"), rows(CODES))
def test_codes(code: str, seen: str) -> None:
    """A figure that is seen as a date or with a unit is not what the officer believes to have typed."""
    assert shown_by(code) == seen


@pytest.mark.parametrize(("number", "from_1904", "seen"), rows(DATES))
def test_dates(number: str, from_1904: str, seen: str) -> None:
    """The officer is told what stands there in the form in which it is seen."""
    typed = typed_number(number)
    assert isinstance(typed, int | Decimal)
    assert as_date(typed, bool(from_1904)) == seen


# the font | the fill | whether nobody sees it
LOOKS = """
<color rgb="FFFFFFFF"/> |                                                                              | yes
<color theme="0"/>      | <patternFill patternType="none"/>                                            | yes
<color rgb="FFFFFFFF"/> | <patternFill patternType="solid"><fgColor rgb="FFFFFBE6"/></patternFill>     | yes
<color rgb="FFFFFFFF"/> | <patternFill patternType="solid"><fgColor rgb="FF1F2937"/></patternFill>     |
<color theme="4"/>      |                                                                              |
<color rgb="FF000000"/> | <patternFill patternType="solid"><fgColor indexed="8"/></patternFill>        | yes
<sz val="1"/>           |                                                                              | yes
<sz val="9"/>           |                                                                              |
                        |                                                                              |
"""


@pytest.mark.parametrize(("font", "fill", "unseen"), rows(LOOKS))
def test_what_nobody_sees(font: str, fill: str, unseen: str) -> None:
    """White on white, or a point high."""
    looks = f"<fonts><font>{font}</font></fonts><fills><fill>{fill}</fill></fills>"
    xml = f"<styleSheet>{looks}<cellXfs><xf/></cellXfs></styleSheet>"
    assert formats(xml.encode())[0].unseen is bool(unseen)


def test_what_a_cell_format_does_not_say_its_style_does() -> None:
    """And what it says counts, whatever the flags beside it say."""
    xml = """<styleSheet><fonts><font/><font><strike/></font></fonts><cellStyleXfs><xf fontId="1"/></cellStyleXfs>
        <cellXfs><xf xfId="0"/><xf xfId="0" fontId="0"/><xf fontId="1" applyFont="0"/></cellXfs></styleSheet>"""
    assert [each.struck for each in formats(xml.encode())] == [True, False, True]
