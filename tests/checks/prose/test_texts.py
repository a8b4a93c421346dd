"""The rules about texts, with the sentences that must alarm and those that must not."""

from dataclasses import replace

import pytest

from tests.drawn import YEAR, filled, found, messages, official_form, second_form, texts, without
from toolkit.checks.check import check
from toolkit.checks.finding import Level, Spot
from toolkit.checks.messages.wording import worded
from toolkit.checks.prose.patterns import masked
from toolkit.checks.reading import Reading
from toolkit.form.form import Form
from toolkit.rich_text import from_markup
from toolkit.submission.submission import Submission


def saying(form: Form, id: str, *paragraphs: str) -> Submission:
    """A faultless submission, but for what one text says."""
    return filled(form, texts={**texts(form), id: tuple(from_markup(each) for each in paragraphs)})


def official(id: str, *paragraphs: str) -> Submission:
    """Of a department, so that nothing is asked of it but of every unit."""
    return replace(saying(official_form(), id, *paragraphs), level="department")


ALARMING = {
    "overview-year": (
        "公开了2023年的信息20条。",
        "本年度公开信息20条。",
        "二〇二四年公开信息20条。",
        "公开了2024条信息。",
    ),
    "left-over-hints": ("2024年（文字描述）", "2024年（ 文字描述 ）", "2024年（文字描述，略）"),
    "personal-numbers": (
        "2024年，联系电话13800138000。",
        "2024年，张三 138 0013 8000",
        "2024年，电话138-0013-8000，",
        "2024年，电话0517-83612345，手机１９９１２３４５６７８。",
        "2024年，手机+8613800138000。",
        "2024年，身份证640402199001011234。",
        "2024年，身份证64040219900101123x",
    ),
}
HARMLESS = (
    "2024年，结转至2025年继续办理3件；2023年的问题已经整改。",
    "本报告说的是2024年的事，公开信息20条。",
    "**2024**年，公开信息20条。",
    "2024年，电话051783612345、83612345，传真0517-83612345。",
    "2024年，统一社会信用代码11640402MB1234567X，邮编756000。",
    "2024年，投资15000000000000元，12345热线办理13800件，编号123456789012345678。",
    "2024年，文字描述更准确（数据描述）。",
)


@pytest.mark.parametrize(("code", "said"), [(code, said) for code, all in ALARMING.items() for said in all])
def test_what_must_alarm(code: str, said: str) -> None:
    """One finding, of the rule that is meant."""
    submission = official("overview.supervision", said)
    assert found(submission) == [code]


@pytest.mark.parametrize("said", HARMLESS)
def test_what_must_not(said: str) -> None:
    """Other years, landlines, long numbers that belong to nobody, the words of a hint in a sentence of one's own."""
    assert found(official("overview.supervision", said)) == []


def test_the_length_of_a_section() -> None:
    """All its texts together, spaces and line ends too, and nothing else; a thousand is not too many."""
    room = 1000 - sum(len(run.text) for id, said in texts(official_form()).items() if id.startswith("overview")
                      for runs in said for run in runs)  # fmt: skip
    before = texts(official_form())["overview.platform"][0][0].text
    full = before + "长 \n"[: room % 3] + "长 长" * (room // 3)
    assert found(official("overview.platform", full)) == []
    assert found(official("overview.platform", full + "长")) == ["overview-length"]
    assert found(official("problems.found", "长" * 3000)) == []


def test_a_rare_character_counts_once() -> None:
    """As LibreOffice counts it; Excel counts two."""
    form = second_form()
    assert found(saying(form, "opening.hours", "免费" + "𠮷" * 58)) == []
    assert found(saying(form, "opening.hours", "免费" + "𠮷" * 59)) == ["short-opening"]


def test_nothing_written_is_nothing_said() -> None:
    """That a text is missing is said once."""
    empty = filled(official_form(), texts={})
    assert set(found(empty)) == {"text-missing"}


def test_a_rule_without_texts_is_about_all_of_them(second: Form) -> None:
    """New texts are covered by themselves."""
    rule = next(rule for rule in second.text_rules if rule.id == "no-mobiles")
    assert rule.texts == tuple(second.texts)
    assert found(saying(second, "keeper", "13800138000")) == ["no-mobiles"]


def test_a_reason_settles_a_warning() -> None:
    """A hotline may have eleven digits."""
    submission = replace(
        official("other", "未收取信息处理费。咨询13800138000"), reasons={"personal-numbers": "公开热线"}
    )
    (message,) = messages(Reading(submission))
    assert message.endswith("已说明：公开热线。")


@pytest.mark.parametrize(
    ("number", "shown"),
    [("13800138000", "138****8000"), ("138 0013 8000", "138****8000"), ("64040219900101123x", "640402********123x")],
)
def test_numbers_are_masked(number: str, shown: str) -> None:
    """A list of problems is passed on."""
    assert masked(number) == shown


SENTENCES = {
    "overview-year": (
        official("overview.supervision", "去年。"),
        "“一、总体情况”没有写到“2024年”。正文应当写明是哪一年的工作。请写明，并核对是否误用了往年的文字。",
    ),
    "overview-length": (
        official("overview.supervision", "2024年" + "长" * 995),
        "“一、总体情况”已写1052字，上限1000字，多52字。“一、总体情况”原则上不超过一千字，重在聚焦主题、简明客观。"
        "请压缩；确需多写的，请写明情况说明。",
    ),
    "left-over-hints": (
        official("problems.found", "（文字描述）"),
        "“五、存在的主要问题及改进情况”的“（一）存在的主要问题”里还有“（文字描述）”。"
        "“（文字描述）”是格式里的填写提示，不应留在报告里。请删去。",
    ),
    "personal-numbers": (
        official("problems.found", "13800138000、13800138000、13900139000"),
        "“五、存在的主要问题及改进情况”的“（一）存在的主要问题”里有138****8000、139****9000，像是手机号码或身份证号码。"
        "年报要向社会公布，不应写个人的手机号码和身份证号码。"
        "请删去，联系电话请写办公电话；确为对外公布的号码，请写明情况说明。",
    ),
}


def _two_received() -> Submission:
    """Three new and one from last year, in figures."""
    entries = {"requests.new.person": 3, "requests.carried_in.person": 1, "requests.granted.person": 4}
    return replace(official("overview.on_request", "受理2件。"), entries={**official("other").entries, **entries})


SENTENCES |= {
    "requests-in-words": (
        replace(_two_received(), last_year={**_two_received().last_year, "requests.carried_out.person": 1,
                                            "requests.carried_out.total": 1}),
        "“一、总体情况”的“（二）依申请公开”写“受理2件”，表三新收总计是3，少1。正文的数应与表三一致。"
        "请核对。如含上年结转，请在正文写明“（含上年结转×件）”；口径不同的，请写明情况说明。",
    ),
    "parts-in-words": (
        official("overview.proactive", "公开9条，其中网站4条，公示栏6条。"),
        "“一、总体情况”的“（一）主动公开”里分项与总数对不上：9条（分项4+6=10，多1）。分项之和应等于总数。"
        "请核对是总数有误，还是分项漏写、重写；分项有重叠的，请写明情况说明。",
    ),
    "problems-too-short": (
        replace(official("problems.found", "无"), texts={**official("problems.found", "无").texts,
                                                        "problems.improved": (from_markup("无"),)}),
        "“五、存在的主要问题及改进情况”合起来只有2字，少28字。问题和改进情况应当具体，不得敷衍了事。"
        "请写明本单位今年的具体问题和改进措施，只写“无”“没有问题”不符合要求。",
    ),
    "spaces-in-numbers": (
        official("other", "未收取信息处理费。2024 年"),
        "“六、其他需要报告的事项”里有“2024 年”，像是数字旁多余的空格。数字和年月日之间不留空格。请删去空格。",
    ),
}  # fmt: skip


def test_the_right_number_on_another_base_is_a_note() -> None:
    """Only its words are missing."""
    submission = replace(
        _two_received(), texts={**texts(official_form()), "overview.on_request": (from_markup("受理4件。"),)}
    )
    (finding,) = [each for each in check(Reading(submission)) if each.code == "requests-in-words"]
    assert finding.level is Level.NOTE
    assert "是3，多1（与新收总计+上年结转总计相同）" in worded(finding, Reading(submission)).message


def test_blank_figures_say_nothing_yet() -> None:
    """The blank itself is told; a comparison with it would be wrong."""
    submission = without(_two_received(), "requests.new.legal")
    assert "requests-in-words" not in found(submission)


def test_blank_figures_make_no_percentage() -> None:
    """Nor does a table of zeros."""
    submission = replace(_two_received(), texts=official("overview.on_request", "自然人占30%。").texts)
    assert "shares-in-words" in found(submission)
    assert "shares-in-words" not in found(without(submission, "requests.new.legal"))
    assert "shares-in-words" not in found(official("overview.on_request", "自然人占30%。"))


def test_each_level_has_its_own_day() -> None:
    """A county's report is due later; of an unknown level nobody knows."""
    submission = official("date", "2025年2月10日")
    late = [code for level in ("department", "county", "") for code in found(replace(submission, level=level))
            if code == "date-in-time"]  # fmt: skip
    assert late == ["date-in-time"]


def test_what_is_not_written_needs_no_unit(second: Form) -> None:
    """A blank preamble becomes the form's own sentence; a text that must be there is told as missing."""
    assert "unit-in-preamble" not in found(without(official("other", "未收取信息处理费。"), "preamble"))
    assert "free-of-charge" not in found(without(filled(second), "opening", "opening.hours"))


def test_a_rule_is_for_its_levels(second: Form) -> None:
    """A village is not asked for what a town has."""
    submission = saying(second, "voices", "无")
    assert [found(replace(submission, level=level)) for level in ("village", "town")] == [[], ["town-voices"]]


def test_the_second_form_compares_its_words_too(second: Form) -> None:
    """No kind knows a form."""
    assert found(saying(second, "opening.hours", "免费。到室读者３人次。")) == ["readers-in-words"]
    assert found(saying(second, "voices", "意见3条，其中夸2条，骂2条。")) == ["voices-add-up"]
    weekends = saying(second, "opening.hours", "免费。双休日占60%。")
    visits = {"visits.workdays.grown_ups": 3, "visits.weekends.children": 1}
    assert found(replace(weekends, entries={**weekends.entries, **visits})) == ["weekends-in-words"]


@pytest.mark.parametrize("code", SENTENCES)
def test_the_sentences(code: str) -> None:
    """Where, what is there, why it matters, what to do."""
    submission, sentence = SENTENCES[code]
    assert found(submission) == [code]
    assert messages(Reading(submission)) == [sentence]


def test_a_single_text_is_named_with_its_cell() -> None:
    """The officer finds it on the sheet."""
    reading = Reading(
        official("problems.found", "（文字描述）"), places={"problems.found": Spot("五、问题及改进", "B4")}
    )
    (message,) = messages(reading)
    assert message.startswith("“五、存在的主要问题及改进情况”的“（一）存在的主要问题”（B4）里还有")


def test_the_year_is_the_reports_own() -> None:
    """A text of last year's is found by it."""
    assert found(replace(filled(official_form()), year=YEAR + 1)) == ["overview-year"]
