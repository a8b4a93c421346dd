"""Makes the sentence for every finding: where, what was found, what is expected, what to do.

What a rule about texts finds is put into words by its kind, in :mod:`toolkit.checks.prose`; all else of it here.
"""

from decimal import Decimal

from toolkit.checks.finding import BrokenRule, Finding, Level, Quoting, Spot, TotalDiffers, Worded
from toolkit.checks.messages.damage import DAMAGE
from toolkit.checks.messages.entries import ENTRY_SENTENCES
from toolkit.checks.messages.naming import SHOWN_NAMES, addends, check_line, located, several, texts_name
from toolkit.checks.messages.printed import PRINTED
from toolkit.checks.messages.sentence import Sentence, sentence
from toolkit.checks.prose.hit import BrokenTextRule
from toolkit.checks.prose.kinds import prose_rule
from toolkit.checks.reading import Reading
from toolkit.checks.state import compare, difference
from toolkit.form.form import Form, Rule, TextRule
from toolkit.form.table import Cell
from toolkit.numbers import plain_number

LEVELS = {Level.ERROR: "必须改正", Level.WARNING: "需要说明", Level.NOTE: "提示"}
PASSED, REVIEWED = "数据校验通过，勾稽关系全部平。", "文字部分由{}审核。"
# The states of a live check, in the workbook and in the program alike; a broken one is followed by the difference.
WAITING, HOLDS, BROKEN, EXPLAINED, NO_LAST_YEAR = "未填完", "平", "不平，差", "已说明", "无上年数"
OPTIONAL = "可以不写"  # nothing is written, and nothing need be
# Above the live checks, while not all figures pass.
BROKEN_LINES, UNFIT_CELLS, PUT_RIGHT = "有{count}处不平", "还有{count}格没有填好", "。请改好、填完后再报送。"
SHOULD_BE = {"==": "", "<=": "应不大于", ">=": "应不小于"}
IN_TABLE, ADDED = "表内", "相加"  # a total as stated, and as it adds up
# How far a sheet is, on the cover and above a table.
UNTOUCHED, FILLED = "未填写", "已填完"
FILLING, WRITING = ("填写中（还有", "格未填）"), ("填写中（还有", "项未写）")
MEND_COUNT = ("，必须改正", "处、需要说明", "处")


def passed(form: Form) -> str:
    """What is said where nothing must be mended or explained."""
    return PASSED + (REVIEWED.format(form.reviewer) if form.texts else "")


def worded(finding: Finding, reading: Reading) -> Worded:
    """The sentence for a finding. Raises :class:`KeyError` for a code without words."""
    match finding:
        case BrokenRule():
            return _rule(finding, reading)
        case BrokenTextRule():
            return _text_rule(finding, reading)
    return SENTENCES[finding.code](finding, reading)


def where(finding: Finding, reading: Reading) -> list[Spot]:
    """The sheet and address of each cell of a finding; its own spots where none of the cells has a place."""
    return [reading.places[id] for id in finding.cells if id in reading.places] or list(finding.spots)


def _total_differs(finding: TotalDiffers, reading: Reading) -> Worded:
    cell = reading.submission.form.cells[finding.cells[0]]
    stated, added = finding.stated, finding.added
    parts, adds_up = _made_of(cell, plain_number(added), reading.submission.form)
    where = located(cell.id, reading)
    remedy = f"该格是自动计算的，不用手工改，请核对{parts}。"
    if isinstance(stated, int | Decimal):
        message = f"{where}：表内是{plain_number(stated)}，{adds_up}，{difference(stated, added)}。{remedy}"
        return Worded(message, plain_number(added), plain_number(stated))
    message = f"{where}：表内是“{str(stated)[:30]}”，{adds_up}。{remedy}"
    return Worded(message, plain_number(added), str(stated))


def _made_of(cell: Cell, sum_of_parts: str, form: Form) -> tuple[str, str]:
    """What a computed figure is made of, and what that makes."""
    if cell.percent:
        words = form.fractions[cell.id].words()
        return f"“{words}”", f"按“{words}”算是{sum_of_parts}"
    parts = addends(next(check for check in form.checks if check.total == cell.id))
    how = "相加减" if any(sign < 0 for sign, _ in cell.routes[0].sum.signed()) else "相加"
    return parts, f"{parts}{how}是{sum_of_parts}"


def _rule(finding: BrokenRule, reading: Reading) -> Worded:
    check, number = finding.check, finding.figures.__getitem__
    assert check.rule is not None
    left, right = check.left.value(number), check.right.value(number)
    found, expected = check.left.words(number), check.right.words(number)
    broken = "与上年对不上" if check.looks_back else "不平" if check.operator == "==" else "对不上"
    gap = difference(left, right)
    if check.operator == "==":
        gap = f"差{plain_number(compare(check.operator, left, right).gap)}"
    line = f"{check_line(check, reading.submission.form)}{broken}"
    message = f"{line}：{found}，{SHOULD_BE[check.operator]}{expected}，{gap}。"
    return Worded(message + _closing(check.rule, finding.reason), expected, found)


def _text_rule(finding: BrokenTextRule, reading: Reading) -> Worded:
    rule = finding.rule
    remark, expected, found = prose_rule(rule).say(finding.hits)
    form = reading.submission.form
    where = several(finding.cells, reading) if rule.texts != finding.cells else texts_name(rule.texts, form)
    where = located(finding.cells[0], reading) if len(finding.cells) == 1 else where
    return Worded(f"{where}{remark}。{rule.why}{_closing(rule, finding.reason)}", expected, found)


def _closing(rule: Rule | TextRule, reason: str) -> str:
    return f"已说明：{reason.rstrip('。')}。" if reason.rstrip("。") else rule.mend


def _text_missing(finding: Finding, reading: Reading) -> Worded:
    return Worded(f"{several(finding.cells, reading)}还没有写。这些内容必须有，请补写。", "至少一段文字", "空白")


def _unit_missing(finding: Quoting, reading: Reading) -> Worded:
    (typed,) = finding.quotes
    what = f"单位名称处写的是“{typed}”，不是单位名称。" if typed else "没有写明单位名称。"
    return Worded(f"{what}请用区里发的、封面印有本单位名称的填报表。", "单位全称", typed or "空白")


def _unit_not_chosen(finding: Quoting, reading: Reading) -> Worded:
    (typed,) = finding.quotes
    if not typed:
        message = "封面还没有选单位。请在封面“单位名称”一格的下拉框里选本单位。"
        return Worded(message, "选好的单位", "空白")
    message = f"封面填的单位“{typed}”不在名单里。请在“单位名称”一格的下拉框里选本单位，不要自己输入。"
    return Worded(message, "名单里的单位", typed)


def _wrong_year(finding: Finding, reading: Reading) -> Worded:
    year, (first, last) = reading.submission.year, reading.submission.form.years
    served = f"用于{first}年至{last}年" if last else f"从{first}年起使用"
    message = f"报告年度是{year}年，这种格式{served}。请核对是否用错了年度的填报表。"
    return Worded(message, f"{first}年至{last}年" if last else f"{first}年或以后", str(year))


def _unknown_key(finding: Quoting, reading: Reading) -> Worded:
    keys = finding.quotes
    named = "、".join(f"“{key[:40]}”" for key in keys[:SHOWN_NAMES])
    named += f"等{len(keys)}项" if len(keys) > SHOWN_NAMES else ""
    return Worded(f"文件里有不认识的内容{named}，没有用到。", "", named)


def _last_year_unused(finding: Quoting, reading: Reading) -> Worded:
    count = len(finding.quotes)
    return Worded(f"上年数里有{count}项不用来与本年核对，没有保留。", "", f"{count}项")


def _year_missing(finding: Finding, reading: Reading) -> Worded:
    return Worded("封面没有写明报告年度。请用区里发的、封面印有年度的填报表。", "四位数的年度", "空白")


SENTENCES: dict[str, Sentence] = {
    **ENTRY_SENTENCES,
    "total-differs": sentence(TotalDiffers, _total_differs),
    "text-missing": _text_missing,
    "unit-missing": sentence(Quoting, _unit_missing),
    "unit-not-chosen": sentence(Quoting, _unit_not_chosen),
    "wrong-year": _wrong_year,
    "unknown-key": sentence(Quoting, _unknown_key),
    "last-year-unused": sentence(Quoting, _last_year_unused),
    "year-missing": _year_missing,
    **DAMAGE,
    **PRINTED,
}
