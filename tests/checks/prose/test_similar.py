"""Texts that repeat last year's or another unit's: 雷同."""

from dataclasses import replace

import pytest

from tests.drawn import YEAR, codes, filled, messages, official_form, texts
from toolkit.checks.check import check
from toolkit.checks.finding import Level
from toolkit.checks.prose.similar import alike, sketch
from toolkit.checks.reading import Reading
from toolkit.rich_text import from_markup
from toolkit.submission.phrases import phrase_text
from toolkit.submission.submission import Submission

OWN = (
    "公示栏内容更换不够及时，部分村的低保名单过期两个月仍未撤下，群众意见较大。",
    "经办人员多为兼职，对公开范围和审查程序掌握不牢，出现过把身份信息一并张贴的情况。",
    "网上栏目重复设置，同一份文件在三个地方公布，更新时常有遗漏。",
)
OTHER = (
    "政策解读形式单一，多为文字照搬，缺少图表和问答，企业反映找不到要点。",
    "申请答复说理不够充分，检索记录不完整，被复议机关指出后才补正材料。",
    "基层查阅点设备老旧，老年人使用不便，全年使用不足三十人。",
)


def saying(*paragraphs: str, unit: str = "青石镇", year: int = YEAR, id: str = "problems.found") -> Submission:
    said = {**texts(official_form(), year=year), id: tuple(from_markup(each) for each in paragraphs)}
    if id.startswith("problems"):
        said["problems.improved"] = (from_markup("改进。"),)
    return replace(filled(official_form(), texts=said, year=year), unit=unit, code=unit, level="department")


def against(this: Submission, last: Submission) -> list[str]:
    return [code for code in codes(check(Reading(this), last)) if code.endswith("-alike")]


@pytest.mark.parametrize(
    ("said", "last", "found"),
    [
        (OWN, OWN, ["problems-alike"]),
        ((*OWN[:2], OTHER[0]), OWN, ["problems-alike"]),
        (tuple(reversed(OWN)), OWN, ["problems-alike"]),
        (tuple(each.replace("，", ", ") for each in OWN), OWN, ["problems-alike"]),
        (("\n".join(OWN), OTHER[2]), OWN, ["problems-alike"]),
        (OTHER, OWN, []),
        ((OWN[0], *OTHER), OWN, []),
        (("问题较少。",), ("问题较少。",), []),
        (OWN[:1], OWN[:1], []),
        (OWN, ("",), []),
    ],
)
def test_what_repeats_last_year(said: tuple[str, ...], last: tuple[str, ...], found: list[str]) -> None:
    """In another order, in one paragraph, with other marks: the same; a sentence or a line or two is no repetition."""
    assert against(saying(*said), saying(*last, year=YEAR - 1)) == found


def test_ready_made_sentences_do_not_count() -> None:
    """They are offered to everybody and say nothing but figures."""
    submission = filled(official_form())
    phrase = next(each for each in official_form().phrases if each.text == "overview.on_request")
    ready = phrase_text(submission, phrase) * 3
    this = saying(ready, id="overview.on_request")
    assert against(this, saying(ready, id="overview.on_request", year=YEAR - 1)) == []


def test_units_of_one_run() -> None:
    """Each is told of the one it is most like; its own second file and another year's report are no others."""
    run = [
        saying(*OWN, unit="青石镇"),
        saying(*OTHER, unit="白沙镇"),
        saying(*OWN, unit="柳河乡"),
        saying(*OTHER, unit="白沙镇"),
        saying(*OTHER, unit="松岭乡", year=YEAR - 1),
    ]
    found = alike([sketch(each) for each in run])
    assert [(position, finding.code, finding.hits[0].quote) for position, finding in found] == [
        (0, "problems-alike", "柳河乡的年报"),
        (2, "problems-alike", "青石镇的年报"),
    ]


def test_the_sentence_and_the_reason() -> None:
    """What share, of what, and what to do; a reason settles it."""
    this = saying(*OWN)
    last = saying(*OWN, year=YEAR - 1)
    (message,) = [each for each in messages_against(this, last) if "相同" in each]
    assert message == (
        "“五、存在的主要问题及改进情况”有100%的文字与上年年报相同，超过50%。问题和改进情况不得年年雷同，也不得与别的单位雷同。"
        "请写本单位今年的问题和措施；确需沿用的，请写明情况说明。"
    )
    settled = replace(this, reasons={"problems-alike": "问题跨年整改"})
    (finding,) = [each for each in check(Reading(settled), last) if each.code == "problems-alike"]
    assert finding.level is Level.NOTE


def messages_against(this: Submission, last: Submission) -> list[str]:
    return messages(replace(Reading(this), findings=tuple(f for f in check(Reading(this), last) if "alike" in f.code)))
