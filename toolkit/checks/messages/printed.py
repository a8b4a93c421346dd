"""The sentences about a report that was read from print: what was doubtful, missing or otherwise laid out."""

from toolkit.checks.finding import Finding, Quoting, Worded
from toolkit.checks.messages.entries import short
from toolkit.checks.messages.naming import SHOWN_NAMES, in_all, located, texts_name
from toolkit.checks.messages.sentence import Sentence, sentence
from toolkit.checks.reading import Reading

NOTHING = "空白"


def _doubtful(finding: Quoting, reading: Reading) -> Worded:
    pairs = list(zip(finding.cells, finding.quotes, strict=True))
    shown = "、".join(
        f"{located(id, reading)}原文是“{short(seen)}”" if seen else located(id, reading)
        for id, seen in pairs[:SHOWN_NAMES]
    )
    more = f"，等{len(pairs)}处" if len(pairs) > SHOWN_NAMES else ""
    message = f"{shown}{more}，拿不准读得对不对。请对照原来的报告核对这些数。"
    return Worded(message, "看得清的数", short(pairs[0][1]) or NOTHING)


def _missing(finding: Finding, reading: Reading) -> Worded:
    message = f"{in_all(finding.cells, reading)}在报告里没有找到，没有填。请对照原来的报告补填。"
    return Worded(message, "报告里的数", "找不到")


def _place(finding: Finding, reading: Reading) -> Worded:
    return _why(finding, reading, "旁边的文字对不上，拿不准是不是这一行的数")


def _shape(finding: Finding, reading: Reading) -> Worded:
    return _why(finding, reading, "所在的行，格数与表样不一样，拿不准哪个数在哪一列")


def _heading(finding: Finding, reading: Reading) -> Worded:
    return _why(finding, reading, "上面的列名与表样不一样，可能是别的年度的表样")


def _group(finding: Finding, reading: Reading) -> Worded:
    return _why(finding, reading, "在报告里合成了一行，没有分列，不知道各是多少")


def _run_on(finding: Finding, reading: Reading) -> Worded:
    return _why(finding, reading, "在文本里与旁边的数连在一起，断不开")


def _why(finding: Finding, reading: Reading, why: str) -> Worded:
    return Worded(f"{in_all(finding.cells, reading)}{why}。请对照原来的报告核对。", "", why)


def _undivided(finding: Finding, reading: Reading) -> Worded:
    names = texts_name(finding.cells, reading.submission.form)
    return Worded(f"报告里没有分出{names}，这一部分的文字都放在前一项里了。请核对后分开。", "分开写", "没有分开")


def _stray(finding: Quoting, reading: Reading) -> Worded:
    words = finding.quotes
    shown = "、".join(f"“{short(each)}”" for each in words[:SHOWN_NAMES])
    shown += f"等{len(words)}段" if len(words) > SHOWN_NAMES else ""
    return Worded(f"表格旁边还有文字{shown}，填报表里没有放它的地方，没有读进来。", "", f"{len(words)}段")


PRINTED: dict[str, Sentence] = {
    "import-doubtful": sentence(Quoting, _doubtful),
    "import-missing": _missing,
    "import-place": _place,
    "import-shape": _shape,
    "import-heading": _heading,
    "import-group": _group,
    "import-run-on": _run_on,
    "import-undivided": _undivided,
    "import-stray": sentence(Quoting, _stray),
}
