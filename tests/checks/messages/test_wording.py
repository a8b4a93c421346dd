"""The sentences filers read: exact where the design or the vocabulary gives them, and fit to be read everywhere."""

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest

from tests.checks.test_check import CASES
from tests.drawn import both_forms, figures, filled, messages, official_form, rows, second_form, texts, without
from tests.strategies import random_submission
from toolkit.checks.check import check
from toolkit.checks.finding import Level, NotANumber, SheetsAmiss, Spot
from toolkit.checks.messages.entries import FAULTS
from toolkit.checks.messages.wording import LEVELS, passed, worded
from toolkit.checks.reading import Reading, Stated
from toolkit.checks.state import difference
from toolkit.entry import Kind
from toolkit.form.expression import Ref
from toolkit.form.form import Form
from toolkit.numbers import Number
from toolkit.rich_text import from_markup
from toolkit.submission.submission import Submission

ENGLISH = re.compile(r"[A-Za-z]{2,}")
ALLOWED = {"WPS", "Excel", "JSON"}


def official(entries: Mapping[str, Number | str] | None = None, **last_year: Number) -> Submission:
    form = official_form()
    told = {f"requests.carried_out.{column}": number for column, number in last_year.items()}
    told["requests.carried_out.total"] = sum(last_year.values())
    return filled(form, entries, last_year={**dict.fromkeys(form.last_year, 0), **told})


BALANCE = """
              | person
    new         | 5
    carried_in  | 1
    granted     | 4
    carried_out | 1
"""
OFF_TOTAL = """
              | person
    granted     | 20
    not_held    | 6
    new         | 26
"""


def drawn(text: str) -> dict[str, Number | str]:
    """Only the first column of a table drawn with one: the others are zero."""
    form = official_form()
    columns = [column.id for column in form.table("requests").blocks[0].columns if not column.computed]
    head, *lines = text.strip().splitlines()
    assert head.strip() == "| person"
    wide = [" | ".join(("", *columns)), *(line + " | 0" * (len(columns) - 1) for line in lines)]
    return figures(form, "requests", "\n".join(wide))


def test_balance() -> None:
    """Word for word as in the vocabulary."""
    assert messages(Reading(official(drawn(BALANCE), person=1))) == [
        "表三自然人列不平：新收5+上年结转1=6，办结总计4+结转下年1=5，差1。请核对是漏填了办理结果，还是结转数有误。"
    ]


def test_total() -> None:
    """Word for word as in the design (5.5)."""
    reading = Reading(
        official(drawn(OFF_TOTAL)),
        stated={"requests.handled.person": Stated(20, formula=False)},
        places={"requests.handled.person": Spot("三、收到和处理申请", "D29")},
    )
    assert messages(reading) == [
        "表三“（七）总计”行、自然人列（D29）：表内是20，上面各项相加是26，少6。"
        "该格是自动计算的，不用手工改，请核对上面各项。"
    ]
    (finding,) = check(reading)
    assert (worded(finding, reading).expected, worded(finding, reading).found) == ("26", "20")


def test_total_without_a_place() -> None:
    """JSON has no cells: the same sentence without the letter."""
    reading = Reading(official(drawn(OFF_TOTAL)), stated={"requests.handled.person": Stated(20, formula=False)})
    (message,) = messages(reading)
    assert message.startswith("表三“（七）总计”行、自然人列：表内是20，")


def test_total_of_a_row() -> None:
    """A total at the end of a row names its row with the group it stands in, and what is to its left."""
    stated = {"requests.secret.total": Stated(3, formula=False), "disputes.direct.total": Stated(1, formula=False)}
    assert messages(Reading(official(), stated=stated)) == [
        "表三“（三）不予公开·1.属于国家秘密”行、总计列：表内是3，左边各项相加是0，多3。"
        "该格是自动计算的，不用手工改，请核对左边各项。",
        "表四“未经复议直接起诉”的“总计”：表内是1，左边各项相加是0，多1。该格是自动计算的，不用手工改，请核对左边各项。",
    ]


def test_total_of_a_difference() -> None:
    """Where a total takes something away, “add up” alone would be wrong."""
    reading = Reading(filled(second_form()), stated={"holdings.end.grown": Stated("约5", formula=False)})
    assert messages(reading) == [
        "表甲“年末在架”行、装订成册·成人读本列：表内是“约5”，上面各项相加减是0。"
        "该格是自动计算的，不用手工改，请核对上面各项。"
    ]


def test_text_digits() -> None:
    """Word for word as in the vocabulary, behind the cell."""
    (message,) = messages(Reading(filled(second_form(), {"staff.keepers.moved": "0人"})))
    assert message.endswith("：“0人”已按0计。请只填数字，不带单位。")


def test_slash() -> None:
    """Says what to do for a unit that does not have this duty."""
    spots = {"publication.rules.issued": Spot("二、主动公开", "B5")}
    reading = Reading(official({"publication.rules.issued": "/"}), places=spots)
    assert messages(reading) == [
        "表二“规章”行、本年制发件数列（B5）填的是“/”，不是数字。请只填数字；没有此项职责的也请填0。"
    ]


# kind | what is typed | what is said behind the cell
FAULTY = """
sign      | 同上             | 填的是“同上”，不是数字。请只填数字；没有此项职责的也请填0。
unit      | 5万              | 填的是“5万”，所带的单位会改变数的大小。请换算成以件为单位的数，只填数字，不带单位。
date      | 2024-01-02       | 里是“2024-01-02”。填“1-2”“1/2”这样的内容，会自动变成日期或时间。请重新填数字。
truth     | TRUE             | 里是“TRUE”，是公式的判断结果，不是数字。请直接填数字，不用公式。
error     | #REF!            | 里是“#REF!”，公式算不出数。请直接填数字，不用公式。
formula   | =A1+1            | 里是“=A1+1”，公式还没有算出数。请直接填数字，不用公式。
several   | 12/13            | 填的是“12/13”，不止一个数。请核对，只填一个数。
rough     | 约12             | 填的是“约12”，不是确定的数。请核实后填准确的数字。
lookalike | 一               | 填的是“一”，分不清是数字、字母还是横线。请重新填数字；没有此项职责的也请填0。
too-large | 5555555555555555 | 填的是“5555555555555555”，大得不合常理，请核对数字和单位。
other     | 12公里           | 填的是“12公里”，不是数字。请只填数字，不带单位和说明；没有此项职责的也请填0。
"""


@pytest.mark.parametrize(("kind", "typed", "expected"), rows(FAULTY))
def test_why_it_is_no_number(kind: str, typed: str, expected: str) -> None:
    """Each kind of fault says what stands there and what to do about it."""
    reading = Reading(official({"publication.rules.issued": typed}))
    assert messages(reading) == [f"表二“规章”行、本年制发件数列{expected}"]
    [finding] = check(reading)
    assert isinstance(finding, NotANumber)
    assert finding.kind == kind


def test_every_kind_of_fault_has_a_sentence() -> None:
    """Else the one file with that fault could not be answered at all; GBK, because a console of ours has no more."""
    assert list(FAULTS) == [kind for kind in Kind if kind not in (Kind.TEXT, Kind.REMARK)]
    assert {kind for kind, _, _ in rows(FAULTY)} == set(FAULTS)
    assert "".join(FAULTS.values()).encode("gbk")


def test_a_unit_that_changes_the_number_in_cells_of_two_units() -> None:
    """Both units are named; the same thing typed twice is said once."""
    entries = {"publication.rules.issued": "5亿", "publication.fees.amount": "5亿"}
    (message,) = messages(Reading(official(entries)))
    assert message.endswith("填的是“5亿”，所带的单位会改变数的大小。请换算成以件、万元为单位的数，只填数字，不带单位。")


def test_many_faults_of_one_kind() -> None:
    """The cells and the first texts: one message, not a page of them."""
    ids = [cell.id for cell in official_form().inputs_of("requests")][:5]
    entries = {id: f"约{number}" for number, id in enumerate(ids, start=1)}
    spots = {id: Spot("三、收到和处理申请", f"D{place}") for place, id in enumerate(ids, start=6)}
    reading = Reading(official(entries), places=spots)
    assert messages(reading) == [
        "表三D6、D7、D8、D9、D10填的是“约1”、“约2”、“约3”等，不是确定的数。请核实后填准确的数字。"
    ]
    assert worded(check(reading)[0], reading).found == "“约1”、“约2”、“约3”等"


def test_a_remark_in_a_cell() -> None:
    """The number counts, and the officer learns that the words would be lost."""
    reading = Reading(official({"publication.licences.decisions": "22（其中修订16件）"}))
    assert messages(reading) == [
        "表二“行政许可”行：“22（其中修订16件）”已按22计。括号里的话不会写进报告。请只填数字；要说明的，请写到文字部分。"
    ]
    assert reading.submission.figure("publication.licences.decisions") == 22
    assert reading.submission.counted(Ref("publication.licences.decisions")) is None


def test_what_was_typed_is_shown_on_one_line() -> None:
    """Line ends and a page of text would tear the message apart."""
    (message,) = messages(Reading(official({"publication.rules.issued": "见附件\n" * 99})))
    assert "填的是“见附件 见附件 见附件 见附件 见附件 见附件 见附件 见附…”" in message


def test_blanks() -> None:
    """How many, the first ones by name, and both ways out."""
    blank = without(official(), "requests.new.person", "requests.new.other")
    assert messages(Reading(blank)) == [
        "表三还有2格未填：表三“一、本年新收政府信息公开申请数量”行、自然人列、"
        "表三“一、本年新收政府信息公开申请数量”行、法人或其他组织·其他列。"
        "没有的请填0；或在表上方选“已填完，空格均为0”。"
    ]


def test_an_empty_table() -> None:
    """A table nobody touched is one sentence, not a list of cells."""
    form = official_form()
    blank = without(official(), *(cell.id for cell in form.inputs_of("requests")))
    assert messages(Reading(blank)) == ["表三还没有填写。没有的请填0；或在表上方选“已填完，空格均为0”。"]


def test_many_cells_are_shown_by_their_places() -> None:
    """Where the file has places, letters are shorter than names; of many, the first ones and how many."""
    form = official_form()
    ids = [cell.id for cell in form.inputs_of("requests")][:9]
    spots = {id: Spot("三、收到和处理申请", f"D{place}") for place, id in enumerate(ids, start=6)}
    nine, two = without(official(), *ids), without(official(), *ids[:2])
    assert messages(Reading(nine, places=spots))[0].startswith(
        "表三还有9格未填：表三D6、D7、D8、D9、D10、D11、D12、D13等9格。"
    )
    assert messages(Reading(two, places=spots))[0].startswith("表三还有2格未填：表三D6、D7。")


def test_across_years() -> None:
    """Both figures, the difference, and that it may be explained."""
    entries = {"requests.carried_in.person": 2, "requests.carried_out.person": 2}
    assert messages(Reading(official(entries, person=3))) == [
        "表三自然人列与上年对不上：上年结转2，上年年报结转下年3，差1。"
        "如因机构改革划转、上年数据更正等原因不一致，请写明情况说明。"
    ]
    explained = replace(official(entries, person=3), reasons={"carried-in-matches": "机构改革划转"})
    assert messages(Reading(explained)) == [
        "表三自然人列与上年对不上：上年结转2，上年年报结转下年3，差1。已说明：机构改革划转。"
    ]


def test_an_inequality_says_by_how_much() -> None:
    """What it should be, and by how much it misses."""
    some = filled(second_form(), {"holdings.spending.money": Decimal("1.5"), "holdings.grants.money": 1})
    assert messages(Reading(some)) == ["表甲金额（万元）列对不上：开销1.5，应不大于进账1，多0.5。请核对进账是否漏填。"]


def test_a_missing_text_and_a_missing_word() -> None:
    """A section's only text goes by its heading, one of several by both."""
    silent = replace(official(), texts={**texts(official_form()), "other": (from_markup("无。"),)})
    assert messages(Reading(without(silent, "overview.platform"))) == [
        "“一、总体情况”的“（四）平台建设”还没有写。这些内容必须有，请补写。",
        "“六、其他需要报告的事项”没有写到“信息处理费”。"
        "各行政机关收取信息处理费的情况，要在第六部分专门报告。请写明收取情况；没有收取的，请写“未收取信息处理费”。",
    ]


def test_the_wrong_year() -> None:
    """Which years the form is for, whether or not it has an end."""
    assert messages(Reading(filled(official_form(), year=2020))) == [
        "报告年度是2020年，这种格式从2021年起使用。请核对是否用错了年度的填报表。"
    ]
    assert messages(Reading(filled(second_form(), year=2031))) == [
        "报告年度是2031年，这种格式用于2020年至2030年。请核对是否用错了年度的填报表。"
    ]


@pytest.mark.parametrize(
    ("stated", "should_be", "said"),
    [(20, 26, "少6"), (27, 26, "多1"), (Decimal("0.3"), Decimal("0.1"), "多0.2"), (-1, 1, "少2")],
)
def test_difference(stated: Number, should_be: Number, said: str) -> None:
    """By how much, and which way."""
    assert difference(stated, should_be) == said


def test_levels_and_the_good_news() -> None:
    """The three levels and the sentence for a clean file, which names whoever looks at the form's texts."""
    assert [LEVELS[level] for level in Level] == ["必须改正", "需要说明", "提示"]
    assert passed(official_form()) == "数据校验通过，勾稽关系全部平。文字部分由区政府办审核。"
    assert passed(second_form()) == "数据校验通过，勾稽关系全部平。文字部分由镇文化站审核。"
    assert passed(figures_alone()) == "数据校验通过，勾稽关系全部平。"


def figures_alone() -> Form:
    """A form without a text."""
    return replace(second_form(), front=(), sections=(), back=())


def unfit(message: str) -> list[str]:
    """What keeps a sentence from being sent to a filer."""
    english = [word for word in ENGLISH.findall(message) if word not in ALLOWED]
    blunt = [word for word in ("错误", "警告", "失败", "您", "None", "{", "}") if word in message]
    ending = [] if message.endswith("。") else ["no full stop"]
    return english + blunt + ending


@pytest.mark.parametrize("case", CASES)
def test_every_sentence_is_fit_to_be_read(case: str) -> None:
    """No internal name, no English, no blame; it ends with a full stop and gives both sides."""
    made = CASES[case][0]()
    reading = made if isinstance(made, Reading) else Reading(made)
    for finding in check(reading):
        said = worded(finding, reading)
        assert unfit(said.message.replace("“x”", "")) == [], said.message
        assert said.found


def test_a_missing_cell_is_fit_to_be_read() -> None:
    """The one finding that only a workbook gives."""
    missing = SheetsAmiss("cell-missing", Level.ERROR, ("staff.keepers.moved",), sheets=())
    assert unfit(worded(missing, Reading(filled(second_form()))).message) == []


def test_sentences_stay_short() -> None:
    """However much is wrong, no message becomes a page."""
    for form in both_forms():
        for seed in range(30):
            reading = Reading(random_submission(form, Random(seed), broken=True))
            assert max((len(message) for message in messages(reading)), default=0) < 400
