"""Number formats: harmless ones, and those that show another number than the one that is stored."""

from random import Random

from tests.instruments.vandal.kind import Act, Fair, Kind, chosen
from tests.instruments.vandal.patient import Patient
from tests.instruments.vandal.styles import with_code, with_format

# What a format of each sort makes of 12, as Excel, WPS and LibreOffice show it.
HARMLESS: dict[str, tuple[str, str, tuple[str | int, ...]]] = {
    "plain": ("a plain number format", "普通数字格式", ("General", "0", "0.00", "#,##0", "#,##0.00", "@", 1, 3, 49)),
    "sections": (
        "a format with a section for each sign",
        "分正负零的格式",
        ("0_);(0)", "#,##0;[Red]-#,##0", "General;General;General", "0_ ;[Red]\\-0\\ ", 37, 38, 39, 40),
    ),
    "accounting": (
        "an accounting format",
        "会计格式",
        (41, 42, 43, 44, '_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"_ ;_ @_ ', '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)'),
    ),
    "currency": (
        "a currency before the number",
        "货币格式",
        ("[$¥-804]#,##0", "¥#,##0", "\\¥#,##0.00;\\¥\\-#,##0.00", '"￥"0', "[$$-409]#,##0"),
    ),
    "dbnum": (
        "Chinese numerals by a number format",
        "中文数字格式",
        ("[DBNum1][$-804]General", "[DBNum2][$-804]General", "[DBNum3][$-804]0", "[DBNum1]0"),
    ),
    "unit": (
        "a unit behind the number",
        "格式自带单位",
        ('0"件"', "0\\件", '#,##0" 件"', "0件", '[=0]"无";0"件"', "0_件"),
    ),
    "colour": ("a coloured number", "带颜色的格式", ("[Red]0", "[Color10]0", "[Blue][>100]0;[Red]0")),
    "zero-hidden": ("a format that hides zeros", "零不显示的格式", ("0;-0;;@", "#", "#,###", '0;0;"-"', "0;\\-0;\\-")),
    "leading-zeros": ("leading zeros by a number format", "补零格式", ("000", "0000", "00000000", "???0")),
    "scientific": ("a scientific format with all digits", "科学计数格式", ("0.0000E+00", "##0.0###E+0")),
}

ODD: dict[str, tuple[str, str, tuple[str | int, ...]]] = {
    "literal": (
        "a format that shows a literal number",
        "格式里写死了数字",
        ("\\5", '"5"', '"100"', "[$7]", '"十五"', "!5", "\\9\\9"),
    ),
    "appended": (
        "a format that adds a digit",
        "格式在数字旁加了数字",
        ("0\\0", "General\\0", '0"0"', '"1"0', "[$7]0", "0!0", "\\10", '0"00"', "[$1-804]0"),
    ),
    "nothing": ("a format that shows nothing", "不显示内容的格式", (";;;", ";;", '""', '" "', "_5", ";;;@", "* ")),
    "words": ("a format that shows a word", "格式显示为文字", ('"/"', '"无"', "\\/", '"见附件"', '"—";"—";"—"')),
    "thousands": (
        "a format that shows thousands",
        "千位缩放格式",
        ("0,", "#,##0,", "#,##0,.00", '0.0,"千"', "0,,", '0!.0,"万"', '0\\.0,"万"'),
    ),
    "ten-thousand": ("a unit that changes the number", "格式带“万”", ('0"万"', "0万", '0"万元"', '0"亿"', '0"百"')),
    "percent": ("percentages of all sorts", "各种百分比格式", ("0%", "0.00%", "0\\%", '0"%"', 9, 10, "0‰", "%0")),
    "condition": (
        "a format that shows something else from some number on",
        "带条件的格式",
        ("[>9]\\9\\9;0", '[>=0]"1";0', '[<1000000]"少";0', "[>-1]\\0;General", "[>0]0\\0;0"),
    ),
    "sign": ("a format that adds a sign", "格式加了负号", ("-0", "\\-0", '"-"0', "(0)", "-#,##0;0", '"减"0')),
    "split": (
        "a format that splits the digits",
        "格式把数字拆开",
        ("0-0", "0 0", "0\\-0", "0/0", '0"年"0"月"', "0\\.0"),
    ),
    "fill": ("a digit that fills the cell", "用数字填充的格式", ("*5", "0*0", "*10", "0*5", "General*9")),
    "date": (
        "dates of all sorts",
        "各种日期格式",
        ('yyyy"年"m"月"d"日"', "m/d", "yyyy-mm-dd", "d", "[$-804]aaaa", "mmm-yy", 14, 15, 16, 17, 22, 27, 31, 57, 58),
    ),
    "time": (
        "times of all sorts",
        "各种时间格式",
        ("h:mm", "[h]", "[mm]", "[ss]", "[h]:mm:ss", 18, 20, 21, 45, 46, 47),
    ),
    "fraction": ("fractions over a fixed number", "分数格式", ("0/100", "# ??/100;0/8", "0/8", "?/10")),
}


def shown_as(codes: tuple[str | int, ...], clear: bool) -> Act:
    """Figures with one of these formats: a built-in one by number, else its code. What shows otherwise is named."""

    def act(patient: Patient, random: Random) -> str | None:
        code = random.choice(codes)
        return dressed(patient, random, code, clear)

    return act


def dressed(patient: Patient, random: Random, code: str | int, clear: bool, most: int = 6) -> str | None:
    """Some figures in this format, so large that what it shows of them is no number of theirs by chance."""
    style = with_code(patient.book, code) if isinstance(code, str) else with_format(patient.book, code)
    if not clear and not patient.relies_on("formats"):
        return None
    here, ids = patient.inputs(), chosen(patient, random, most)
    for id in ids:
        sheet, key = here[id]
        figure = patient.count(id, random)
        figure = figure if LEAST < figure < MOST and figure not in SAID else random.choice((12, 23, 48, 307))
        patient.mean(id, figure)
        sheet.cells[key].type(figure)
        sheet.cells[key].attributes["s"] = style(sheet.cells[key].attributes.get("s", "0"))
        if not clear:
            patient.touched.add(id)
    return f"{'、'.join(ids)}：格式{code}" if ids else None


LEAST, MOST, SAID = (
    11,
    9999,
    (15, 99, 100),
)  # what a format says of a smaller number, or of these, may be right by chance

FORMATS = (
    *(
        Kind(f"format-{name}", english, chinese, shown_as(codes, True), fair=Fair.HARMLESS)
        for name, (english, chinese, codes) in HARMLESS.items()
    ),
    *(
        Kind(f"format-{name}", english, chinese, shown_as(codes, False))
        for name, (english, chinese, codes) in ODD.items()
    ),
)
