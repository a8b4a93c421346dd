"""The form in force against the official template (国办公开办函〔2021〕30号), letter for letter."""

import pytest

from tests.drawn import rows
from toolkit.form.form import Form
from toolkit.form.library import newest
from toolkit.form.table import Line

PUBLICATION = {
    "第二十条第（一）项": (
        "issued 本年制发件数 | repealed 本年废止件数 | in_force 现行有效件数",
        "rules 规章 | norms 行政规范性文件",
    ),
    "第二十条第（五）项": ("decisions 本年处理决定数量", "licences 行政许可"),
    "第二十条第（六）项": ("decisions 本年处理决定数量", "penalties 行政处罚 | coercions 行政强制"),
    "第二十条第（八）项": ("amount 本年收费金额（单位：万元）", "fees 行政事业性收费"),
}

REQUESTS_COLUMNS = """
person   | 申请人情况 | 自然人
business | 申请人情况 | 法人或其他组织 | 商业企业
research | 申请人情况 | 法人或其他组织 | 科研机构
charity  | 申请人情况 | 法人或其他组织 | 社会公益组织
legal    | 申请人情况 | 法人或其他组织 | 法律服务机构
other    | 申请人情况 | 法人或其他组织 | 其他
total    | 申请人情况 | 总计
"""

REQUESTS_ROWS = """
new               | 一、本年新收政府信息公开申请数量
carried_in        | 二、上年结转政府信息公开申请数量
granted           | 三、本年度办理结果 | （一）予以公开
partial           | 三、本年度办理结果 | （二）部分公开（区分处理的，只计这一情形，不计其他情形）
secret            | 三、本年度办理结果 | （三）不予公开 | 1.属于国家秘密
prohibited        | 三、本年度办理结果 | （三）不予公开 | 2.其他法律行政法规禁止公开
security          | 三、本年度办理结果 | （三）不予公开 | 3.危及“三安全一稳定”
third_party       | 三、本年度办理结果 | （三）不予公开 | 4.保护第三方合法权益
internal          | 三、本年度办理结果 | （三）不予公开 | 5.属于三类内部事务信息
deliberative      | 三、本年度办理结果 | （三）不予公开 | 6.属于四类过程性信息
enforcement_files | 三、本年度办理结果 | （三）不予公开 | 7.属于行政执法案卷
registry_query    | 三、本年度办理结果 | （三）不予公开 | 8.属于行政查询事项
not_held          | 三、本年度办理结果 | （四）无法提供 | 1.本机关不掌握相关政府信息
needs_compiling   | 三、本年度办理结果 | （四）无法提供 | 2.没有现成信息需要另行制作
unclear           | 三、本年度办理结果 | （四）无法提供 | 3.补正后申请内容仍不明确
complaint         | 三、本年度办理结果 | （五）不予处理 | 1.信访举报投诉类申请
repeated          | 三、本年度办理结果 | （五）不予处理 | 2.重复申请
published         | 三、本年度办理结果 | （五）不予处理 | 3.要求提供公开出版物
excessive         | 三、本年度办理结果 | （五）不予处理 | 4.无正当理由大量反复申请
reissue           | 三、本年度办理结果 | （五）不予处理 | 5.要求行政机关确认或重新出具已获取信息
not_corrected     | 三、本年度办理结果 | （六）其他处理 | 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请
fee_unpaid        | 三、本年度办理结果 | （六）其他处理 | 2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请
other             | 三、本年度办理结果 | （六）其他处理 | 3.其他
handled           | 三、本年度办理结果 | （七）总计
carried_out       | 四、结转下年度继续办理
"""  # noqa: E501

DISPUTES_ROWS = """
review       | 行政复议
direct       | 行政诉讼 | 未经复议直接起诉
after_review | 行政诉讼 | 复议后起诉
"""

DISPUTES_COLUMNS = """
upheld    | 结果维持
corrected | 结果纠正
other     | 其他结果
pending   | 尚未审结
total     | 总计
"""

HEADINGS = """
一、总体情况
二、主动公开政府信息情况
三、收到和处理政府信息公开申请情况
四、政府信息公开行政复议、行政诉讼情况
五、存在的主要问题及改进情况
六、其他需要报告的事项
"""

TEXTS = """
preamble                | 引言
overview                | 总述
overview.proactive      | （一）主动公开         | required
overview.on_request     | （二）依申请公开       | required
overview.management     | （三）政府信息管理     | required
overview.platform       | （四）平台建设         | required
overview.supervision    | （五）监督保障         | required
problems.found          | （一）存在的主要问题   | required
problems.improved       | （二）改进情况         | required
other                   | 其他需要报告的事项     | required
signature               | 落款单位
date                    | 落款日期
"""


def printed(lines: tuple[Line, ...]) -> list[list[str]]:
    return [[line.id, *(group.label for group in line.groups), line.label] for line in lines]


def test_how_many_figures_there_are(official: Form) -> None:
    """The contract counts them (design, 5.1): 10 + 175 + 15 figures, of which 34 are computed."""
    count = {table.id: sum(cell.table == table.id for cell in official.cells.values()) for table in official.tables}
    assert count == {"publication": 10, "requests": 175, "disputes": 15}
    assert (len(official.cells), len(official.inputs), len(official.computed)) == (200, 166, 34)


def test_there_are_42_identities(official: Form) -> None:
    """7 column sums, 7 balances, 25 row sums, 3 sums in table 四; what looks back to last year comes on top."""
    totals = [check for check in official.checks if check.total]
    balances = [check for check in official.checks if check.rule and not check.looks_back]
    down = [check for check in totals if check.along == "column"]
    right = [check.table for check in totals if check.along == "row"]
    assert (len(down), len(balances), right.count("requests"), right.count("disputes")) == (7, 7, 25, 3)
    assert len(down) + len(balances) + len(right) == 42
    assert {check.rule.id for check in balances if check.rule} == {"requests-balance"}


def test_what_looks_back(official: Form) -> None:
    """The two rules across years ask for 9 figures of last year, and never block a report."""
    assert official.last_year == (
        "publication.rules.in_force",
        "publication.norms.in_force",
        *(f"requests.carried_out.{row[0]}" for row in rows(REQUESTS_COLUMNS)),
    )
    assert {check.rule.level for check in official.checks if check.rule and check.looks_back} == {"warning"}


def test_publication_is_labelled_as_in_the_template(official: Form) -> None:
    """Ids are the contract, labels the law."""
    blocks = official.table("publication").blocks
    assert [block.title for block in blocks] == list(PUBLICATION)
    for block in blocks:
        columns, lines = (part.split(" | ") for part in PUBLICATION[block.title])
        assert block.corner == "信息内容"
        assert [f"{line.id} {line.label}" for line in block.columns] == columns
        assert [f"{line.id} {line.label}" for line in block.rows] == lines


def test_requests_is_labelled_as_in_the_template(official: Form) -> None:
    """25 rows and 7 columns, in this order, under these headings."""
    (block,) = official.table("requests").blocks
    assert printed(block.rows) == rows(REQUESTS_ROWS)
    assert printed(block.columns) == rows(REQUESTS_COLUMNS)
    assert block.corner == "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"


def test_disputes_is_labelled_as_in_the_template(official: Form) -> None:
    """One line of fifteen figures."""
    (block,) = official.table("disputes").blocks
    assert printed(block.rows) == rows(DISPUTES_ROWS)
    assert printed(block.columns) == rows(DISPUTES_COLUMNS)
    assert block.across


def test_the_six_headings(official: Form) -> None:
    """The template's wording, not the variant of its explanatory text."""
    assert [section.heading for section in official.sections] == HEADINGS.split()
    assert [section.table for section in official.sections] == ["", "publication", "requests", "disputes", "", ""]


def test_the_texts(official: Form) -> None:
    """Ids, order and which must be there are the contract."""
    shown = [[id, text.label, *(["required"] if text.required else [])] for id, text in official.texts.items()]
    assert shown == rows(TEXTS)


def test_only_fees_are_an_amount(official: Form) -> None:
    """Everything is counted in whole pieces, but for one figure in 万元."""
    assert {cell.id: cell.unit for cell in official.cells.values() if cell.kind != "count"} == {
        "publication.fees.amount": "万元"
    }


def test_stock_figures_do_not_add_up_across_units(official: Form) -> None:
    """现行有效 is a stock: a joint document would be counted by each unit that keeps it."""
    assert [cell.id for cell in official.cells.values() if not cell.adds] == [
        "publication.rules.in_force",
        "publication.norms.in_force",
    ]


def test_every_row_has_help(official: Form) -> None:
    """The officer has no training: each row says beside the cell what counts there."""
    lines = [line for table in official.tables for block in table.blocks for line in block.rows]
    assert [line.id for line in lines if not line.help] == []


def test_every_rule_says_what_to_do(official: Form) -> None:
    """A finding ends in a remedy, and its reason can be looked up."""
    said = [(rule.why, rule.mend, rule.cite) for rule in official.rules]
    said += [(rule.why, rule.mend, rule.cite) for rule in official.text_rules]
    assert [one for one in said if not (one[0].endswith("。") and one[1].endswith("。") and one[2])] == []


@pytest.mark.parametrize(("year", "serves"), [(2020, False), (2021, True), (2035, True)])
def test_it_is_for_2021_and_after(official: Form, year: int, serves: bool) -> None:
    """Years before had another format."""
    assert official.serves(year) is serves
    assert (newest(year, (official,)) is official) is serves


def test_each_row_to_fill_in_has_one_office(official: Form) -> None:
    """The paper for colleagues leaves no figure out, and asks nobody for what another has."""
    asked = [
        (source.table, cell.id)
        for source in official.sources
        for cell in official.inputs_of(source.table)
        if not source.rows or cell.row.id in source.rows
    ]
    assert sorted(id for _, id in asked) == sorted(cell.id for cell in official.inputs)


def test_what_no_document_settles_is_left_to_the_district(official: Form) -> None:
    """Of the ten questions three have no official answer: nobody may think ours is one."""
    open_questions = [question.asks for question in official.questions if not question.source]
    assert (len(official.questions), len(open_questions)) == (10, 3)
    for words in ("宣布失效", "填0还是空着", "主动撤回"):
        assert any(words in asks for asks in open_questions)
