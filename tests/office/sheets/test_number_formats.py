"""What a number format makes of a number: only what is known to leave it alone is plain."""

from decimal import Decimal

import pytest

from tests.drawn import rows, typed_number
from toolkit.office.sheets.number_formats import shown, shown_by

# the format's code | the number | what it is seen as | what is seen, where it is not as it is and can be told
CODES = r"""
General                             | 5         |       |
G/通用格式                          | 5         |       |
@                                   | 5         |       |
#,##0.00;[Red]-#,##0.00             | -5        |       |
#,##0_);[红色](#,##0)               | -5        |       |
[$¥-804]#,##0                       | 7         |       |
"¥"#,##0.00;"¥"-#,##0.00            | -7        |       |
[DBNum1][$-804]General              | 7         |       |
_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ | 0     |       |
[>9]0;[<5]0;0                       | 7         |       |
[>9]\9\9;0                        | 3         |       |
0;0;\7                             | 4         |       |
\5                                 | 0         | odd   | 5
"5"                                 | 12        | odd   | 5
;;;                                 | 12        | odd   |
0\0                                | 12        | odd   | 120
General\0                          | 12        | odd   | 120
#,##0,.00                           | 12000     | odd   | 12.00
#,##0,                              | 1234567   | odd   | 1,235
[>9]\9\9;0                        | 12        | odd   | 99
0;0;\7                             | 0         | odd   | 7
0;0                                 | -3        | odd   | 3
0;-0;                               | 0         | odd   |
0\%                                | 12        | odd   | 12%
0%                                  | 12        | odd   | 1200%
[h]                                 | 5         | odd   | 120
[mm]                                | 5         | odd   | 7200
0-0                                 | 12        | odd   | 1-2
0 0                                 | 12        | odd   | 1 2
-0                                  | 12        | odd   | -12
\-0                                | 12        | odd   | -12
*5                                  | 12        | odd   | ?
_5                                  | 12        | odd   |
0*0                                 | 12        | odd   | ?
[$7]0                               | 12        | odd   | 712
[White]0                            | 12        | odd   | 12
0.0"件"                             | 12.34     | odd   | 12.3件
# ?/?                               | 5         | odd   | ?
0.00E+00                            | 5         | odd   | ?
yyyy/m/d                            | 5         | dated | ?
[h]:mm                              | 5         | dated | ?
"""


@pytest.mark.parametrize(("code", "number", "seen_as", "seen"), rows(CODES.replace("\\\\", "\\")))
def test_what_is_seen(code: str, number: str, seen_as: str, seen: str) -> None:
    """Each section counts for the numbers it applies to, and for no others."""
    stored = typed_number(number)
    assert isinstance(stored, int | Decimal)
    assert shown_by(code, stored) == seen_as
    if seen_as:
        assert shown(code, stored) == (None if seen == "?" else seen)


def test_without_a_number_all_sections_count() -> None:
    """Where a program asks for the format before the number is there."""
    assert [shown_by(code) for code in ("", "0;-0", "0;0;\\7", "0;-0;", "yyyy", ";;;")] == [
        "",
        "",
        "odd",
        "odd",
        "dated",
        "odd",
    ]


def test_no_format_is_a_crash() -> None:
    """A stranger may write anything there."""
    for code in ("[", '"', "\\", ";;;;;;", "[>]0", "[<>1e5]0", "_", "*", "0.0.0", ",,,", "[$]0", "%" * 99, "0" * 999):
        for number in (0, -1, 10**14, Decimal("0.5")):
            assert shown_by(code, number) in ("", "odd", "dated")
            assert isinstance(shown(code, number), str | None)
