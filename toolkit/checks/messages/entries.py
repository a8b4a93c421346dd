"""Sentences for findings about one input: blank, not a number, or the wrong kind of number."""

from collections.abc import Mapping

from toolkit.checks.finding import Finding, NotANumber, OddNumber, Worded
from toolkit.checks.messages.naming import SHOWN_NAMES, several
from toolkit.checks.messages.sentence import Sentence, sentence
from toolkit.checks.reading import Reading
from toolkit.entry import Kind
from toolkit.numbers import plain_number
from toolkit.submission.check_code import REACH
from toolkit.submission.submission import BLANKS_ARE_ZERO, DECLARATIONS, declarations

SHOWN_LENGTH, SHOWN_REMARK = 30, 100
ZERO_PLEASE = "没有此项职责的也请填0"
NO_FORMULA = "请直接填数字，不用公式。"
# What stands there instead of a number, and what to do; “{unit}” is what the cells are counted in.
FAULTS: Mapping[Kind, str] = {
    Kind.SIGN: f"填的是{{typed}}，不是数字。请只填数字；{ZERO_PLEASE}。",
    Kind.UNIT: "填的是{typed}，所带的单位会改变数的大小。请换算成{unit}，只填数字，不带单位。",
    Kind.DATE: "里是{typed}。填“1-2”“1/2”这样的内容，会自动变成日期或时间。请重新填数字。",
    Kind.TRUTH: f"里是{{typed}}，是公式的判断结果，不是数字。{NO_FORMULA}",
    Kind.ERROR: f"里是{{typed}}，公式算不出数。{NO_FORMULA}",
    Kind.FORMULA: f"里是{{typed}}，公式还没有算出数。{NO_FORMULA}",
    Kind.SEVERAL: "填的是{typed}，不止一个数。请核对，只填一个数。",
    Kind.ROUGH: "填的是{typed}，不是确定的数。请核实后填准确的数字。",
    Kind.LOOKALIKE: f"填的是{{typed}}，分不清是数字、字母还是横线。请重新填数字；{ZERO_PLEASE}。",
    Kind.TOO_LARGE: "填的是{typed}，大得不合常理，请核对数字和单位。",
    Kind.OTHER: f"填的是{{typed}}，不是数字。请只填数字，不带单位和说明；{ZERO_PLEASE}。",
}


def _blank(finding: Finding, reading: Reading) -> Worded:
    form = reading.submission.form
    id = form.cells[finding.cells[0]].table
    table, count = form.table(id).name, len(finding.cells)
    every = count == len(form.inputs_of(id))
    start = f"{table}还没有填写" if every else f"{table}还有{count}格未填：{several(finding.cells, reading)}"
    remedy = f"没有的请填0；或在表上方选“{DECLARATIONS[BLANKS_ARE_ZERO]}”。"
    return Worded(f"{start}。{remedy}", "每格都有数，没有的填0", f"{count}格空白")


def _not_a_number(finding: NotANumber, reading: Reading) -> Worded:
    typed = finding.typed
    shown = "、".join(f"“{short(text)}”" for text in typed[:SHOWN_NAMES]) + ("等" if len(typed) > SHOWN_NAMES else "")
    fault = FAULTS[finding.kind].format(typed=shown, unit=_counted_in(finding, reading))
    return Worded(several(finding.cells, reading) + fault, "数字", short(typed[0]) if len(typed) == 1 else shown)


def _counted_in(finding: Finding, reading: Reading) -> str:
    units = dict.fromkeys(reading.submission.form.cells[id].unit for id in finding.cells)
    return f"以{'、'.join(filter(None, units))}为单位的数" if any(units) else "完整的数"


def short(text: str, most: int = SHOWN_LENGTH) -> str:
    """On one line, and not for a whole page."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most]}…"


def _text_number(finding: OddNumber, reading: Reading) -> Worded:
    return _read_as(finding, reading, "请只填数字，不带单位。")


def _remark_in_cell(finding: OddNumber, reading: Reading) -> Worded:
    return _read_as(finding, reading, "括号里的话不会写进报告。请只填数字；要说明的，请写到文字部分。")


def _read_as(finding: OddNumber, reading: Reading, remedy: str) -> Worded:
    typed, number = short(finding.typed, SHOWN_REMARK), plain_number(finding.number)
    return Worded(f"{several(finding.cells, reading)}：“{typed}”已按{number}计。{remedy}", number, typed)


def _not_whole(finding: OddNumber, reading: Reading) -> Worded:
    number = plain_number(finding.number)
    return Worded(f"{several(finding.cells, reading)}填的是{number}。件数应是整数，请核对。", "整数", number)


def _negative(finding: OddNumber, reading: Reading) -> Worded:
    number = plain_number(finding.number)
    return Worded(f"{several(finding.cells, reading)}填的是{number}，不能小于0，请核对。", "0或更大的数", number)


def _out_of_reach(finding: OddNumber, reading: Reading) -> Worded:
    number, most = plain_number(finding.number), plain_number(REACH - 1)
    message = f"{several(finding.cells, reading)}填的是{number}，大得不合常理，请核对数字和单位。"
    return Worded(message, f"不大于{most}", number)


def _zero_contradicted(finding: Finding, reading: Reading) -> Worded:
    form = reading.submission.form
    table = form.table(form.cells[finding.cells[0]].table)
    declared = declarations(table)[reading.submission.declared[table.id]]
    message = (
        f"{table.name}上方选了“{declared}”，但{several(finding.cells, reading)}填了数。"
        f"请核对：确有数据的，改选“{DECLARATIONS[BLANKS_ARE_ZERO]}”；没有的，把数清掉。"
    )
    return Worded(message, "全部为0", f"{len(finding.cells)}格有数")


ENTRY_SENTENCES: dict[str, Sentence] = {
    "blank": _blank,
    "not-a-number": sentence(NotANumber, _not_a_number),
    "text-number": sentence(OddNumber, _text_number),
    "remark-in-cell": sentence(OddNumber, _remark_in_cell),
    "not-whole": sentence(OddNumber, _not_whole),
    "negative": sentence(OddNumber, _negative),
    "out-of-reach": sentence(OddNumber, _out_of_reach),
    "zero-contradicted": _zero_contradicted,
}
