"""What people type into inputs."""

from collections.abc import Callable
from random import Random

from tests.instruments.vandal.book import Cell
from tests.instruments.vandal.kind import Act, Kind, chosen
from tests.instruments.vandal.patient import Patient
from tests.instruments.vandal.styles import with_format

FULL = str.maketrans("0123456789,.", "０１２３４５６７８９，．")
DIGITS = "零一二三四五六七八九"
DATE, PERCENT = 14, 9  # the numbers of two built-in number formats
JANUARY_SECOND = 45_293  # what “1-2” becomes
Write = Callable[[Cell, int, Random], None]


def hanzi(number: int) -> str:
    """A number under 10,000 as it is said: 一百零二."""
    if number < 10:
        return DIGITS[number]
    said, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            said += ("零" if zero and said else "") + DIGITS[digit] + name
        zero = digit == 0
    return said.removeprefix("一") if said.startswith("一十") else said


def meant(write: Write, clear: bool = True, evidence: str = "") -> Act:
    """Type figures in some odd way; ``clear``: only one reading is possible. Otherwise the input must be named.

    ``evidence``: by what alone it shows.
    """

    def act(patient: Patient, random: Random) -> str | None:
        if evidence and not patient.relies_on(evidence):
            return None
        here = patient.inputs()
        ids = chosen(patient, random, 6)
        for id in ids:
            sheet, key = here[id]
            figure = patient.count(id, random) % 10_000
            patient.mean(id, figure)
            write(sheet.cells[key], figure, random)
            if not clear:
                patient.touched.add(id)
        return "、".join(ids) or None

    return act


def text(form: str) -> Write:
    return lambda cell, figure, random: cell.type(form.format(figure))


def one_of(*texts: str) -> Act:
    """Something that is no number: the input has no figure, and that is said."""

    def act(patient: Patient, random: Random) -> str | None:
        here = patient.inputs()
        ids = chosen(patient, random, 8)
        for id in ids:
            sheet, key = here[id]
            sheet.cells[key].type(random.choice(texts))
            patient.figures[id] = None
            patient.touched.add(id)
        return "、".join(ids) or None

    return act


def full_width(cell: Cell, figure: int, random: Random) -> None:
    cell.type(f"{figure}".translate(FULL))


def spaced(cell: Cell, figure: int, random: Random) -> None:
    before, after = (random.choice((" ", "　", "\u00a0", "\n", "\t", "\u200b", "")) for _ in range(2))
    cell.type(f"{before} {figure}{after}")


def thousands(cell: Cell, figure: int, random: Random) -> None:
    cell.type(f"{figure:,}" if random.random() < 0.5 else f"{figure:,}".translate(FULL))


def in_words(cell: Cell, figure: int, random: Random) -> None:
    cell.type(hanzi(figure))


def as_a_formula(cell: Cell, figure: int, random: Random) -> None:
    part = random.randint(0, figure)
    cell.calculate(f"{part}+{figure - part}", str(figure))


def as_a_formula_of_text(cell: Cell, figure: int, random: Random) -> None:
    cell.calculate('""&"/"', "/", "str")


def as_a_formula_uncalculated(cell: Cell, figure: int, random: Random) -> None:
    cell.calculate(f"{figure}+0", None)


def a_boolean(cell: Cell, figure: int, random: Random) -> None:
    cell.raw("b", random.choice("01"))


def an_error(cell: Cell, figure: int, random: Random) -> None:
    cell.raw("e", random.choice(("#N/A", "#VALUE!", "#REF!", "#DIV/0!")))


def an_iso_date(cell: Cell, figure: int, random: Random) -> None:
    cell.raw("d", "2024-01-02")


def formatted(number: int, serial: int | None = None, clear: bool = True) -> Act:
    """A cell with the number format of a date or a percentage; ``serial``: with the number that a program put there."""

    def act(patient: Patient, random: Random) -> str | None:
        format_of = with_format(patient.book, number)
        return meant(lambda cell, figure, _: dress(cell, figure, format_of), clear, "formats")(patient, random)

    def dress(cell: Cell, figure: int, format_of: Callable[[str], str]) -> None:
        cell.type(figure if serial is None else serial)
        cell.attributes["s"] = format_of(cell.attributes.get("s", "0"))

    return act


def hundredths(patient: Patient, random: Random) -> str | None:
    """“5” typed where the format is percent: 0.05 is stored."""
    format_of = with_format(patient.book, PERCENT)

    def write(cell: Cell, figure: int, _: Random) -> None:
        cell.raw("n", f"0.{figure % 100:02}")
        cell.attributes["s"] = format_of(cell.attributes.get("s", "0"))

    return meant(write, clear=False, evidence="formats")(patient, random)


def blanks(patient: Patient, random: Random) -> str | None:
    """Figures deleted: blank, or 0 where the table is declared."""
    here = patient.inputs()
    ids = chosen(patient, random, 8)
    for id in ids:
        sheet, key = here[id]
        sheet.cells[key].clear()
        patient.mean(id, None)
    return "、".join(ids) or None


def run_together(patient: Patient, random: Random) -> str | None:
    """A row that was copied as text lands in its first cell; the others stay empty."""
    here = patient.inputs()
    first = random.choice(list(here) or [""])
    if not first:
        return None
    sheet, (row, column) = here[first]
    line = [id for id, (where, key) in here.items() if where is sheet and key[0] == row and key[1] >= column]
    if len(line) < 2:
        return None
    joined = random.choice(("", " ", "　")).join(str(patient.count(id, random)) for id in line)
    for id in line:
        sheet.cells[here[id][1]].clear()
        patient.mean(id, None)
    patient.figures[first] = None
    patient.touched.add(first)
    sheet.cells[row, column].type(joined + "。")
    return f"{first}：“{joined}”"


TYPED = (
    Kind("text-digits", "digits as text", "数字以文本形式存放", meant(text("{}"))),
    Kind("full-width", "full-width digits", "全角数字", meant(full_width)),
    Kind("with-unit", "“12件”", "数字后带单位", meant(text("{}件"))),
    Kind("point-zero", "“12.0” as text", "文本“12.0”", meant(text("{}.0"))),
    Kind("spaces", "spaces, line ends and invisible spaces around a number", "数字前后有空格、换行", meant(spaced)),
    Kind("thousands", "thousands separators in text", "带千位分隔符的文本", meant(thousands)),
    Kind("hanzi", "Chinese numerals", "中文数字", meant(in_words)),
    Kind("note-inside", "“22（其中修订16件）”", "数字后带括号说明", meant(text("{}（其中修订1件）"), clear=False)),
    Kind("ten-thousands", "“3万”: a unit that changes the number", "数字后带“万”", meant(text("{}万"), clear=False)),
    Kind("change-word", "“减4”", "“增”“减”加数字", meant(text("减{}"), clear=False)),
    Kind(
        "slash", "“/”, “—”, “无” and the like", "填“/”“—”“无”等", one_of("/", "—", "－", "无", "N/A", "-", "没有", "／")
    ),
    Kind(
        "words",
        "words where a number belongs",
        "数字格里填了文字",
        one_of("见附件", "同上", "待补", "约3件", "2-3", "12、13"),
    ),
    Kind("blanked", "figures deleted", "清空数字", blanks),
    Kind("run-together", "a row of figures in one cell", "一行数字粘进一格", run_together),
    Kind("date-serial", "“1-2” that became a date", "“1-2”变成日期", formatted(DATE, JANUARY_SECOND, clear=False)),
    Kind("date-format", "a number shown as a date", "数字显示成日期", formatted(DATE)),
    Kind("iso-date", "a date as some programs store it", "日期型单元格", meant(an_iso_date, False, "types")),
    Kind("percent-format", "a number shown as a percentage", "数字显示成百分比", formatted(PERCENT)),
    Kind("percent-typed", "“5” typed into a percentage: 0.05", "百分比格里填“5”变成0.05", hundredths),
    Kind("boolean", "TRUE or FALSE", "逻辑值", meant(a_boolean, clear=False)),
    Kind("error-value", "an error value", "错误值", meant(an_error, clear=False)),
    Kind("input-formula", "a formula in an input, calculated", "输入格里用公式，有计算结果", meant(as_a_formula)),
    Kind(
        "input-formula-text",
        "a formula in an input that gives a text",
        "输入格公式得出文字",
        meant(as_a_formula_of_text, False),
    ),
    Kind(
        "input-formula-bare",
        "a formula in an input that was never calculated",
        "输入格公式未计算",
        meant(as_a_formula_uncalculated, evidence="formulas"),
    ),
)
