"""Patterns a form may forbid by name: personal numbers, typographical errors, a year that is not the report's."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from toolkit.checks.prose.dates import dates_out_of_time, no_dates, padded_dates
from toolkit.checks.prose.sentences import sentences
from toolkit.entry import HALF_WIDTH
from toolkit.submission.submission import Submission

BIRTHDAY = r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
# As people write them: digits in one run, or in groups. Landlines begin with 0 or have fewer digits.
MOBILE = re.compile(r"(?:(?<!\d)|(?<=\+86))1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)", re.ASCII)
IDENTITY = re.compile(rf"(?<!\d)[1-9]\d{{5}}{BIRTHDAY}\d{{3}}[\dXx](?![\dA-Za-z])", re.ASCII)
HAN = "[\u4e00-\u9fff]"
DOCUMENT = re.compile(rf"{HAN}[\[［【（(] ?(?:19|20)\d{{2}} ?[\]］】）)] ?第? ?\d{{1,5}} ?号")
NARROW = re.compile(rf"(?<={HAN})[,;:!?](?={HAN})|(?<={HAN})\([^()\x00-\x7f]+\)")
PAIRS = {"《": "》", "“": "”", "（": "）", "〔": "〕", "【": "】"}
STEPS = re.compile(r"(?<![第每逐任万进一唯之其统])([一二三四五六七八九十])是(?!一|否|不是)")
ORDER = "一二三四五六七八九十"
SPACED = re.compile(
    r"(?<!\d)\d{1,12}[ \u3000]+(?:年|月|日|号|条(?!例)|件|%|％|万|亿)|(?<!\d)\d[ \u3000]\d(?!\d)|年[ \u3000]+\d+月"
)
PERIOD = re.compile(r"(\d{4})年1月1日(?:起)?[至到—-]+(?:(\d{4})年)?12月31日")


def masked(number: str) -> str:
    """138****1234: enough to find it by, and no more than that in a list that is passed on."""
    digits = re.sub("[ -]", "", number)
    shown = 3 if len(digits) == 11 else 6
    return digits[:shown] + "*" * (len(digits) - shown - 4) + digits[-4:]


def _personal(pattern: re.Pattern[str], said: str) -> list[str]:
    return [masked(each.group()) for each in pattern.finditer(said.translate(HALF_WIDTH))]


def _written(pattern: re.Pattern[str], said: str) -> list[str]:
    return [f"“{each}”" for each in dict.fromkeys(found.group() for found in pattern.finditer(said))]


def _narrow(said: str) -> list[str]:
    """With a hanzi on each side, so that it is seen where."""
    found = [said[max(each.start() - 2, 0) : each.end() + 2] for each in NARROW.finditer(said)]
    return [f"“{each}”" for each in dict.fromkeys(found)]


def _unpaired(said: str) -> list[str]:
    """Paragraph by paragraph; a number with only a closing bracket (1） is a numbering."""
    return [each for paragraph in said.split("\n") for each in _open(re.sub(r"(?<![（(\d])\d{1,2}）", "", paragraph))]


def _open(paragraph: str) -> Iterator[str]:
    for left, right in PAIRS.items():
        if paragraph.count(left) != paragraph.count(right):
            yield f"“{left}{right}”（{paragraph.count(left)}个{left}、{paragraph.count(right)}个{right}）"


def _steps(said: str) -> list[str]:
    """“一是” begins anew; each that follows is the next."""
    slips, last = [], 0
    for found in STEPS.finditer(said):
        step = ORDER.index(found.group(1)) + 1
        if last and step not in (1, last + 1):
            slips.append(f"“{ORDER[last - 1]}是”之后是“{found.group()}”")
        last = step if step == 1 or last else 0
    return slips


def _other_period(said: str, submission: Submission) -> list[str]:
    """A whole year that is not the report's, or one that ends before it begins; several years are something else."""
    found = [each for sentence in sentences(said) for each in PERIOD.finditer(sentence)]
    spans = [(each.group(), int(each.group(1)), int(each.group(2) or each.group(1))) for each in found]
    return [
        f"“{words}”" for words, first, last in spans if last < first or (first == last and first != submission.year)
    ]


def _stale_year(said: str, submission: Submission) -> list[str]:
    """A sentence that opens with the year before, as a text that was copied does, and does not name the report's."""
    year = submission.year
    opening = re.compile(rf"(?:截至)?{year - 1}年(?:度|以来)?，|{year - 1}年(?:度)?(?:我|本|全)")
    return [
        f"“{found.group()}”" for sentence in sentences(said)
        if (found := opening.match(sentence)) and f"{year}年" not in sentence
    ]  # fmt: skip


class Pattern(NamedTuple):
    """``label``: what it finds, as a sentence calls it. ``search`` gives each of them in a text, as it is quoted."""

    label: str
    search: Callable[[str, Submission], list[str]]


PATTERNS: dict[str, Pattern] = {
    "mobile": Pattern("手机号码", lambda said, submission: _personal(MOBILE, said)),
    "identity": Pattern("身份证号码", lambda said, submission: _personal(IDENTITY, said)),
    "document_number": Pattern("括号不规范的文号", lambda said, submission: _written(DOCUMENT, said)),
    "half_width": Pattern("半角标点", lambda said, submission: _narrow(said)),
    "unpaired": Pattern("不成对的标点", lambda said, submission: _unpaired(said)),
    "numbering": Pattern("跳号或重号的序数", lambda said, submission: _steps(said)),
    "spaces": Pattern("数字旁多余的空格", lambda said, submission: _written(SPACED, said)),
    "other_period": Pattern("别的年度的统计期限", _other_period),
    "stale_year": Pattern("上年的年份", _stale_year),
    "no_date": Pattern("不合格式的日期", lambda said, submission: no_dates(said)),
    "padded_date": Pattern("补了0的日期", lambda said, submission: padded_dates(said)),
    "date_out_of_time": Pattern("不在报送时限内的日期", dates_out_of_time),
}
