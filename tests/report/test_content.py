"""What a report says, before anything of Word: the order of its parts, and what stands in them."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.drawn import filled, without
from toolkit.form.form import Form
from toolkit.numbers import Number
from toolkit.report.content import Closing, Figures, Heading, Part, Prose, figures, report
from toolkit.rich_text import Paragraph, Run, plain
from toolkit.submission.submission import BLANKS_ARE_ZERO, Submission

OUTLINE = """
1 一、总体情况
2 （一）主动公开
2 （二）依申请公开
2 （三）政府信息管理
2 （四）平台建设
2 （五）监督保障
1 二、主动公开政府信息情况
1 三、收到和处理政府信息公开申请情况
1 四、政府信息公开行政复议、行政诉讼情况
1 五、存在的主要问题及改进情况
2 （一）存在的主要问题
2 （二）改进情况
1 六、其他需要报告的事项
"""


def outline(submission: Submission, draft: bool = False) -> list[str]:
    return [f"{p.level} {p.text}" for p in report(submission, draft).parts if isinstance(p, Heading)]


def said(submission: Submission) -> list[str]:
    return [plain(part.runs) for part in report(submission).parts if isinstance(part, Prose)]


def words(text: str) -> Paragraph:
    return (Run(text),)


def test_headings_stand_in_the_official_order(official: Form) -> None:
    """The format allows no other wording and no other order (国办公开办函〔2021〕30号)."""
    assert outline(filled(official)) == OUTLINE.strip().splitlines()


def test_title_names_unit_and_year(official: Form) -> None:
    """The title is the unit's full name, the year and the form's name, in two lines."""
    assert report(filled(official, unit="青石镇", year=2023)).title == ("青石镇", "2023年政府信息公开工作年度报告")


@pytest.mark.parametrize("unit", ["{year}", "{unit}", "{0}", "{", r"\1", "{{ unit }}"])
def test_a_unit_is_put_in_once(official: Form, unit: str) -> None:
    """What was put in is not looked at again, whatever a unit is called."""
    assert report(filled(official, unit=unit)).title[0] == unit


def test_blank_preamble_becomes_the_forms_sentence(official: Form) -> None:
    """Nobody has to write the basis and the period; the form's sentence says both."""
    first = said(filled(official, unit="青石镇", year=2023))[0]
    assert "由青石镇发布" in first
    assert "2023年1月1日至12月31日" in first


def test_own_preamble_stays_as_written(official: Form) -> None:
    """Placeholders are the form's; in a unit's own text braces are braces."""
    submission = filled(official)
    submission = replace(submission, texts={**submission.texts, "preamble": (words("{unit}的报告"), words("第二段"))})
    assert said(submission)[:2] == ["{unit}的报告", "第二段"]


def test_a_draft_shows_what_is_still_to_be_written(official: Form) -> None:
    """A required text that is missing keeps its heading in a draft; a final report has no heading above nothing."""
    submission = without(filled(official), "overview.platform")
    assert "2 （四）平台建设" in outline(submission, draft=True)
    assert "2 （四）平台建设" not in outline(submission)


def test_optional_texts_are_not_asked_for(second: Form) -> None:
    """A draft looks like the final report but for what is missing; an optional text is not missing."""
    texts = tuple(replace(text, required=False) for text in second.sections[0].texts)
    relaxed = replace(second, sections=(replace(second.sections[0], texts=texts), *second.sections[1:]))
    submission = without(filled(relaxed), *relaxed.texts)
    assert [heading for heading in outline(submission, draft=True) if heading.startswith("2")] == []


def test_each_table_stands_under_its_heading(any_form: Form) -> None:
    """Headings of tables have no other text, so a table in a wrong place would be read as another one."""
    parts = report(filled(any_form)).parts
    before = {part.title: parts[position - 1] for position, part in enumerate(parts) if isinstance(part, Figures)}
    expected: dict[str, Part] = {
        any_form.table(section.table).title: Heading(1, section.heading)
        for section in any_form.sections
        if section.table
    }
    assert before == expected


FIGURES: dict[str, Number | str] = {
    "publication.fees.amount": Decimal("24252.311082"),
    "publication.licences.decisions": 1234567,
}


def test_figures_are_plain_digits(official: Form) -> None:
    """No published report has thousands separators, and an amount keeps its decimals."""
    values = figures(filled(official, FIGURES), "publication").values
    assert values["publication.fees.amount"] == "24252.311082"
    assert values["publication.licences.decisions"] == "1234567"


def test_unknown_zero_and_declared_are_told_apart(official: Form) -> None:
    """A blank is printed as nothing, a zero as 0, and a blank that was declared to be zero as 0."""
    submission = without(filled(official), "publication.fees.amount")
    submission = replace(submission, declared={})
    declared = replace(submission, declared={"publication": BLANKS_ARE_ZERO})
    assert figures(submission, "publication").values["publication.fees.amount"] == ""
    assert figures(submission, "publication").values["publication.norms.issued"] == "0"
    assert figures(declared, "publication").values["publication.fees.amount"] == "0"


def test_totals_are_added_up(official: Form) -> None:
    """A total is never taken from anywhere else (design, idea 3)."""
    values = figures(filled(official, {"disputes.review.upheld": 2, "disputes.review.pending": 3}), "disputes").values
    assert values["disputes.review.total"] == "5"


def test_signature_and_date_close_the_report_where_given(official: Form) -> None:
    """Most reports have neither; then nothing of them is printed."""
    submission = filled(official)
    signed = replace(submission, texts={**submission.texts, "signature": (words("青石镇"),), "date": (words("今日"),)})
    assert [part for part in report(submission).parts if isinstance(part, Closing)] == []
    assert report(signed).parts[-1] == Closing((words("青石镇"), words("今日")))
