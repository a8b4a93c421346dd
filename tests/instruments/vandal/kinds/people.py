"""More of what people type into inputs: slips, habits, sums; and totals that programs store as text."""

from random import Random

from tests.instruments.vandal.book import Cell
from tests.instruments.vandal.kind import Act, Fair, Kind, chosen
from tests.instruments.vandal.kinds.typed import FULL, Write, hanzi, meant, one_of, text
from tests.instruments.vandal.patient import Patient

FORMAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
BOLD = str.maketrans("0123456789", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗")


def formal(cell: Cell, figure: int, random: Random) -> None:
    cell.type(hanzi(figure).translate(FORMAL))


def hanzi_with_unit(cell: Cell, figure: int, random: Random) -> None:
    cell.type(hanzi(figure) + "件")


def wide_with_unit(cell: Cell, figure: int, random: Random) -> None:
    cell.type(f"{figure}".translate(FULL) + random.choice(("件", "　件", " 件", "件。")))


def spread(cell: Cell, figure: int, random: Random) -> None:
    cell.type(" ".join(str(figure)))


def directed(cell: Cell, figure: int, random: Random) -> None:
    """Marks of writing direction and joiners, which pasting from a page or a chat brings along."""
    before, after = (random.choice(("\u200e", "\u202d", "\ufeff", "\u2060", "\u200d")) for _ in range(2))
    cell.type(f"{before}{figure}{after}")


def reversed_by_marks(cell: Cell, figure: int, random: Random) -> None:
    """A mark that turns the digits round on the screen: 12 is seen as 21."""
    cell.type(f"\u202e{figure}\u202c")


def translated(table: dict[int, int]) -> Write:
    return lambda cell, figure, random: cell.type(str(figure).translate(table))


def all_words(patient: Patient, random: Random) -> str | None:
    """“/” for every 0 of the workbook, or for some figures where there is none: what many reports print."""
    zeros = [id for id in patient.inputs() if patient.figures[id] == 0]
    here = zeros or chosen(patient, random, 12)
    for id in here:
        sheet, key = patient.inputs()[id]
        sheet.cells[key].type("/")
        patient.figures[id] = None
    patient.touched.update(here)
    return f"{len(here)}格" if here else None


def all_texts(patient: Patient, random: Random) -> str | None:
    """Every figure as text, as an export writes it."""
    here = patient.inputs()
    for sheet, key in here.values():
        value = sheet.cells[key].value
        if isinstance(value, int) and sheet.cells[key].formula is None:
            sheet.cells[key].type(str(value))
    return f"{len(here)}格"


def totals_as_text(cached: bool) -> Act:
    """Every total as text, and right: typed in, or as the result that a program cached beside the formula."""

    def act(patient: Patient, random: Random) -> str | None:
        here = patient.computed()
        if not here or any(id in patient.totals for id in here) or patient.stale:
            return None
        patient.late.append(lambda: _as_text(patient, cached))
        return f"{len(here)}个合计"

    return act


def _as_text(patient: Patient, cached: bool) -> None:
    """Only what is right as it stands: a total that another damage broke says what it says."""
    for id, cell in patient.computed().items():
        total = patient.form.sums[id].value(lambda ref: patient.figures.get(ref.id) or 0)
        if cell.value == total and id not in patient.totals:
            if cached and cell.formula is not None:
                cell.cache(str(total), "str")
            elif not cached:
                cell.type(str(total))


def totals_blank(patient: Patient, random: Random) -> str | None:
    """Totals whose formulas a script wiped out: nothing is lost, they are added up anyway."""
    here = patient.computed()
    for cell in here.values():
        cell.clear()
    return f"{len(here)}个合计" if here else None


def doubled(patient: Patient, random: Random) -> str | None:
    """Every figure of a sheet pasted once more on itself, as text with its unit."""
    here, ids = patient.inputs(), chosen(patient, random, 12)
    for id in ids:
        sheet, key = here[id]
        figure = patient.count(id, random)
        patient.figures[id] = None
        patient.touched.add(id)
        sheet.cells[key].type(f"{figure}\n{figure + 1}")
    return "、".join(ids) or None


H = Fair.HARMLESS

PEOPLE = (
    Kind("formal-hanzi", "“壹佰贰拾”", "大写中文数字", meant(formal)),
    Kind("hanzi-unit", "“十二件”", "中文数字带单位", meant(hanzi_with_unit)),
    Kind("wide-unit", "“１２ 件”", "全角数字带单位", meant(wide_with_unit)),
    Kind("plus", "“+12”", "数字前有加号", meant(text("+{}"))),
    Kind("zeros-before", "“0012”", "文本数字前补零", meant(text("00{}"))),
    Kind("full-stop", "“12。”", "数字后有句号", meant(text("{}。"))),
    Kind("spread", "“1 2”: a space between digits", "数字中间有空格", meant(spread)),
    Kind("directed", "marks of writing direction", "数字带方向控制符", meant(directed)),
    Kind(
        "turned",
        "digits that a mark turns round",
        "方向控制符使数字倒排",
        meant(reversed_by_marks, clear=False),
        hostile=True,
    ),
    Kind("arabic-indic", "Arabic-Indic digits", "阿拉伯文数字", meant(translated(INDIC))),
    Kind("mathematical", "bold mathematical digits", "数学粗体数字", meant(translated(BOLD))),
    Kind("in-brackets", "“（12）”", "数字写在括号里", meant(text("（{}）"), clear=False)),
    Kind("minus", "“-12”", "填了负数", meant(text("-{}"), clear=False)),
    Kind("hundredths", "“12%”", "数字后带百分号", meant(text("{}%"), clear=False)),
    Kind(
        "about",
        "“约12”, “12余”",
        "约数",
        meant(
            lambda cell, figure, random: cell.type(
                random.choice(("约{}", "{}余", "{}多", "{}左右", "近{}", "≈{}", ">{}")).format(figure)
            ),
            clear=False,
        ),
    ),
    Kind("sum-typed", "“12+3” as text", "文本算式", meant(text("{}+3"), clear=False)),
    Kind("power", "“1e2” as text", "文本“1e2”", meant(text("{}e2"), clear=False)),
    Kind("two-lines", "two numbers in two lines", "一格两行数字", doubled),
    Kind("slips", "“l2”, “1O”: letters for digits", "字母当数字", one_of("l2", "1O", "I5", "2o", "〇", "S5", "1２a")),
    Kind("signs", "①, Ⅻ, ½, ㉑, 12³", "特殊数字符号", one_of("①", "Ⅻ", "½", "㉑", "12³", "⑿", "1½", "x²")),
    Kind(
        "commas-wrong",
        "“1,2”, “12,34”",
        "逗号位置不对",
        one_of("1,2", "12,34", "1,2345", "1，2", "1、234", "12.345.678"),
    ),
    Kind(
        "dates-typed",
        "“2024-01-02”, “1月2日” as text",
        "文本日期",
        one_of("2024-01-02", "1月2日", "1/2", "2024年", "12:30"),
    ),
    Kind("money", "“¥12”, “12元”, “12万元”", "金额写法", one_of("12万元", "3亿", "5千", "2百", "1.5万")),
    Kind(
        "lookalikes",
        "“＝12”, “'12”, “12;”",
        "夹杂符号",
        one_of("＝A1", "12;13", "12|13", "[12", "#12", "12?", "12？", "*12"),
    ),
    Kind("zeros-as-slash", "“/” for every 0", "所有0都写成“/”", all_words),
    Kind("all-texts", "every figure as text", "所有数字都是文本", all_texts, fair=H),
    Kind("totals-text", "right totals as text", "合计以文本形式存放，数对", totals_as_text(False), fair=H),
    Kind(
        "totals-text-cached", "right totals cached as text", "合计公式结果存成文本，数对", totals_as_text(True), fair=H
    ),
    Kind("totals-blank", "all totals wiped out", "所有合计被清空", totals_blank, fair=H),
)
