"""The colours and the kinds of cells of every sheet of ours, drawn from nothing or added when it is marked."""

from dataclasses import dataclass

from toolkit.office.sheets.xlsx_edit import SIZE
from toolkit.workbook.design.labels import PASSWORD

INK, FAINT, RED, GREEN, LINE = "1F2937", "6B7280", "B42318", "1E7B34", "9CA3AF"
ORANGE, RUST, SKY, BLUE_INK = "FDDDAE", "9A3412", "D6E8FC", "1D4ED8"
PAPER, YELLOW, GREY, BLUE, PINK, MINT = "FFFFFF", "FFFBE6", "F3F4F6", "E8EEF7", "FBD5D5", "DDF3E4"


@dataclass(frozen=True)
class Look:
    """A kind of cell. Only an ``input`` is unlocked; every other look is locked by its own format."""

    fill: str = ""
    bold: bool = False
    size: int = SIZE
    color: str = INK
    across: str = "left"
    wrap: bool = True
    border: bool = False
    input: bool = False
    numbers: str = "General"
    upright: str = "center"


def lock_of(password: str) -> str:
    """A password as a sheet's protection holds it, in hexadecimal digits ([MS-OFFCRYPTO], 2.3.7.1)."""
    code = len(password) ^ 0xCE4B
    for position, letter in enumerate(password, start=1):
        turned = ord(letter) << position
        code ^= turned >> 15 | turned & 0x7FFF
    return f"{code:X}"


LOCK = lock_of(PASSWORD)

TITLE = Look(bold=True, size=16, across="center")
PLAIN = Look()
STAMP = Look(color=FAINT, size=9, across="right")
HINT = Look(color=FAINT, size=10)
HEAD = Look(fill=BLUE, bold=True, across="center", border=True)
SIDE = Look(fill=GREY, border=True)
CENTRED = Look(fill=GREY, across="center", border=True)
COUNT_INPUT = Look(fill=YELLOW, across="center", border=True, input=True, wrap=False)
TOTAL = Look(fill=GREY, bold=True, across="center", border=True, wrap=False)
TEXT_INPUT = Look(fill=YELLOW, border=True, input=True, upright="top", numbers="@")
CHOICE = Look(fill=YELLOW, across="center", border=True, input=True)
UNIT_CHOICE = Look(fill=YELLOW, border=True, input=True)
LOOKED_UP = Look(fill=GREY, across="center", border=True, wrap=False)
STATE = Look(across="center", border=True, wrap=True, size=10)
SUMMARY = Look(across="center", border=True, size=10)
CODE = Look(bold=True, size=14, across="left", border=True)
LINK = Look(fill=GREY, color=BLUE_INK, border=True)
FOOT = Look(color=FAINT, size=9)
KEY = Look(color=FAINT, size=9, wrap=False)
