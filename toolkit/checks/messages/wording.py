"""Every sentence a filer reads: where, what is there, what it should be, what to do. Made here and nowhere else."""

from collections.abc import Callable
from decimal import Decimal

from toolkit.checks.finding import Finding, Level, Spot, Worded
from toolkit.checks.messages.damage import DAMAGE
from toolkit.checks.messages.entries import ENTRY_SENTENCES
from toolkit.checks.messages.naming import SHOWN_NAMES, addends, check_line, located, several, texts_name
from toolkit.checks.prose.numbers import Slip
from toolkit.checks.prose.texts import TextState
from toolkit.checks.reading import Reading
from toolkit.form.form import Check, Rule, TextRule
from toolkit.numbers import Number, rounded, said

LEVELS = {Level.ERROR: "必须改正", Level.WARNING: "需要说明", Level.NOTE: "提示"}
PASSED = "数据校验通过，勾稽关系全部平。文字部分由区政府办审核。"
# The states of a live check, in the workbook and in the program alike; a broken one is followed by the difference.
WAITING, HOLDS, BROKEN, EXPLAINED, NO_LAST_YEAR = "未填完", "平", "不平，差", "已说明", "无上年数"
WRITTEN, WRITTEN_NOT = "已写明", "未写明"
ABSENT, PRESENT = "没有", "还有"  # words that must not be there
LENGTH, OVER = "已写{count}字，上限{limit}字", "超过上限，"
LEAST, UNDER = "已写{count}字，至少{limit}字", "字数不足，"
OPTIONAL = "可以不写"  # nothing is written, and nothing need be
# Above the live checks, while not all figures pass.
BROKEN_LINES, UNFIT_CELLS, PUT_RIGHT = "有{count}处不平", "还有{count}格没有填好", "。请改好、填完后再报送。"
PATTERNS = {
    "mobile": "手机号码",
    "identity": "身份证号码",
    "document_number": "括号不规范的文号",
    "half_width": "半角标点",
    "unpaired": "不成对的标点",
    "numbering": "跳号或重号的序数",
    "spaces": "数字旁多余的空格",
    "other_period": "别的年度的统计期限",
    "stale_year": "上年的年份",
    "no_date": "不合格式的日期",
    "padded_date": "补了0的日期",
    "date_out_of_time": "不在报送时限内的日期",
}
SHOULD_BE = {"==": "", "<=": "应不大于", ">=": "应不小于"}
IN_TABLE, ADDED = "表内", "相加"  # a total as stated, and as it adds up
# How far a sheet is, on the cover and above a table.
UNTOUCHED, FILLED = "未填写", "已填完"
FILLING, WRITING = ("填写中（还有", "格未填）"), ("填写中（还有", "项未写）")
MEND_COUNT = ("，必须改正", "处、需要说明", "处")


def worded(finding: Finding, reading: Reading) -> Worded:
    return SENTENCES[finding.sentence](finding, reading)


def where(finding: Finding, reading: Reading) -> list[Spot]:
    return [reading.places[id] for id in finding.cells if id in reading.places] or list(finding.spots)


def difference(left: Number, right: Number) -> str:
    """By how much the first misses the second: “少6”, “多2”."""
    return f"少{said(rounded(right - left))}" if left < right else f"多{said(rounded(left - right))}"


def _total_differs(finding: Finding, reading: Reading) -> Worded:
    cell = reading.submission.form.cells[finding.cells[0]]
    stated, added = finding.facts["stated"], finding.facts["added"]
    parts = addends(next(check for check in reading.submission.form.checks if check.total == cell.id))
    adds_up = (
        f"{parts}{'相加减' if any(sign < 0 for sign, _ in cell.routes[0].sum.signed()) else '相加'}是{said(added)}"
    )
    where = located(cell.id, reading)
    remedy = f"该格是自动计算的，不用手工改，请核对{parts}。"
    if isinstance(stated, int | Decimal):
        message = f"{where}：表内是{said(stated)}，{adds_up}，{difference(stated, added)}。{remedy}"
        return Worded(message, said(added), said(stated))
    message = f"{where}：表内是“{str(stated)[:30]}”，{adds_up}。{remedy}"
    return Worded(message, said(added), str(stated))


def _rule(finding: Finding, reading: Reading) -> Worded:
    check: Check = finding.facts["check"]
    assert check.rule is not None
    left, right = finding.facts["left"], finding.facts["right"]
    broken = "与上年对不上" if check.looks_back else "不平" if check.operator == "==" else "对不上"
    gap = f"差{said(rounded(abs(left - right)))}" if check.operator == "==" else difference(left, right)
    facts = f"{finding.facts['left_words']}，{SHOULD_BE[check.operator]}{finding.facts['right_words']}，{gap}"
    message = f"{check_line(check, reading.submission.form)}{broken}：{facts}。"
    return Worded(
        message + _closing(check.rule, finding), str(finding.facts["right_words"]), str(finding.facts["left_words"])
    )


def _text_rule(finding: Finding, reading: Reading) -> Worded:
    rule: TextRule = finding.facts["rule"]
    said, expected, found = TEXT_KINDS[rule.kind](rule, finding.facts["state"])
    form = reading.submission.form
    where = several(finding.cells, reading) if rule.texts != finding.cells else texts_name(rule.texts, form)
    where = located(finding.cells[0], reading) if len(finding.cells) == 1 else where
    return Worded(f"{where}{said}。{rule.why}{_closing(rule, finding)}", expected, found)


def _mentions(rule: TextRule, state: TextState) -> tuple[str, str, str]:
    """What is wrong with a text, what is expected of it, and what was found."""
    wanted = "或".join(f"“{word}”" for word in state.found)
    return f"没有写到{wanted}", f"写明{wanted}", "没有写到"


def _forbids(rule: TextRule, state: TextState) -> tuple[str, str, str]:
    found = "、".join(f"“{word}”" for word in state.found)
    return f"里还有{found}", "没有这些字样", found


def _forbids_pattern(rule: TextRule, state: TextState) -> tuple[str, str, str]:
    names = "或".join(PATTERNS[word] for word in rule.words)
    found = "、".join(state.found[:SHOWN_NAMES]) + (f"等{len(state.found)}个" if len(state.found) > SHOWN_NAMES else "")
    return f"里有{found}，像是{names}", f"没有{names}", found


def _length(rule: TextRule, state: TextState) -> tuple[str, str, str]:
    said = f"{LENGTH.format(count=state.count, limit=rule.limit)}，多{state.count - rule.limit}字"
    return said, f"不超过{rule.limit}字", f"{state.count}字"


def _at_least(rule: TextRule, state: TextState) -> tuple[str, str, str]:
    said = f"合起来只有{state.count}字，少{rule.limit - state.count}字"
    return said, f"不少于{rule.limit}字", f"{state.count}字"


def _similar(rule: TextRule, state: TextState) -> tuple[str, str, str]:
    said = f"有{state.count}%的文字与{state.found[0]}相同，超过{rule.limit}%"
    return said, f"不超过{rule.limit}%", f"{state.count}%"


def _adds_up(rule: TextRule, state: TextState) -> tuple[str, str, str]:
    found = "；".join(state.found[:SHOWN_NAMES])
    return f"里分项与总数对不上：{found}", "分项相加等于总数", found


def _percent(rule: TextRule, state: TextState) -> tuple[str, str, str]:
    found = "；".join(state.found[:SHOWN_NAMES])
    return f"里百分比对不上：{found}", "与表内数算出的百分比一致", found


def _number(rule: TextRule, state: TextState) -> tuple[str, str, str]:
    shown = state.slips[:SHOWN_NAMES]
    more = f"；等{len(state.slips)}处" if len(state.slips) > SHOWN_NAMES else ""
    return "；".join(map(_slip, shown)) + more, _sums_of(shown), "、".join(f"“{slip.quote}”" for slip in shown)


def _slip(slip: Slip) -> str:
    stated = (
        f"写“{slip.quote}”，{slip.table}{slip.sum.words()}是{said(slip.figure)}，{difference(slip.value, slip.figure)}"
    )
    return f"{stated}（与{slip.unsaid.words()}相同）" if slip.unsaid else stated


def _sums_of(slips: tuple[Slip, ...]) -> str:
    return "、".join(f"{slip.sum.words()}{said(slip.figure)}" for slip in slips)


TEXT_KINDS: dict[str, Callable[[TextRule, TextState], tuple[str, str, str]]] = {
    "mentions": _mentions,
    "forbids": _forbids,
    "forbids_pattern": _forbids_pattern,
    "length": _length,
    "at_least": _at_least,
    "number": _number,
    "adds_up": _adds_up,
    "percent": _percent,
    "similar": _similar,
}


def _closing(rule: Rule | TextRule, finding: Finding) -> str:
    reason = finding.facts["reason"].rstrip("。")
    return f"已说明：{reason}。" if reason else rule.mend


def _text_missing(finding: Finding, reading: Reading) -> Worded:
    return Worded(f"{several(finding.cells, reading)}还没有写。这些内容必须有，请补写。", "至少一段文字", "空白")


def _unit_missing(finding: Finding, reading: Reading) -> Worded:
    typed = finding.facts["typed"]
    what = f"单位名称处写的是“{typed}”，不是单位名称。" if typed else "没有写明单位名称。"
    return Worded(f"{what}请用区里发的、封面印有本单位名称的填报表。", "单位全称", typed or "空白")


def _unit_not_chosen(finding: Finding, reading: Reading) -> Worded:
    typed = finding.facts["typed"]
    if not typed:
        message = "封面还没有选单位。请在封面“单位名称”一格的下拉框里选本单位。"
        return Worded(message, "选好的单位", "空白")
    message = f"封面填的单位“{typed}”不在名单里。请在“单位名称”一格的下拉框里选本单位，不要自己输入。"
    return Worded(message, "名单里的单位", typed)


def _wrong_year(finding: Finding, reading: Reading) -> Worded:
    year, (first, last) = finding.facts["year"], finding.facts["years"]
    served = f"用于{first}年至{last}年" if last else f"从{first}年起使用"
    message = f"报告年度是{year}年，这种格式{served}。请核对是否用错了年度的填报表。"
    return Worded(message, f"{first}年至{last}年" if last else f"{first}年或以后", str(year))


def _unknown_key(finding: Finding, reading: Reading) -> Worded:
    keys = finding.facts["keys"]
    named = "、".join(f"“{key[:40]}”" for key in keys[:SHOWN_NAMES])
    named += f"等{len(keys)}项" if len(keys) > SHOWN_NAMES else ""
    return Worded(f"文件里有不认识的内容{named}，没有用到。", "", named)


def _last_year_unused(finding: Finding, reading: Reading) -> Worded:
    count = finding.facts["count"]
    return Worded(f"上年数里有{count}项不用来与本年核对，没有保留。", "", f"{count}项")


def _year_missing(finding: Finding, reading: Reading) -> Worded:
    return Worded("封面没有写明报告年度。请用区里发的、封面印有年度的填报表。", "四位数的年度", "空白")


SENTENCES: dict[str, Callable[[Finding, Reading], Worded]] = {
    **ENTRY_SENTENCES,
    "total-differs": _total_differs,
    "rule": _rule,
    "text-rule": _text_rule,
    "text-missing": _text_missing,
    "unit-missing": _unit_missing,
    "unit-not-chosen": _unit_not_chosen,
    "wrong-year": _wrong_year,
    "unknown-key": _unknown_key,
    "last-year-unused": _last_year_unused,
    "year-missing": _year_missing,
    **DAMAGE,
}
