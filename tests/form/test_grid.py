"""A table as printed: the same grid for workbook, Word and web page."""

from tests.drawn import drawing, rows
from toolkit.form.form import Form
from toolkit.form.grid import FIGURE, grid

PUBLICATION = """
第二十条第（一）项 | < | < | <
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数
规章 | rules.issued | rules.repealed | rules.in_force
行政规范性文件 | norms.issued | norms.repealed | norms.in_force
第二十条第（五）项 | < | < | <
信息内容 | 本年处理决定数量 | < | <
行政许可 | licences.decisions | < | <
第二十条第（六）项 | < | < | <
信息内容 | 本年处理决定数量 | < | <
行政处罚 | penalties.decisions | < | <
行政强制 | coercions.decisions | < | <
第二十条第（八）项 | < | < | <
信息内容 | 本年收费金额（单位：万元） | < | <
行政事业性收费 | fees.amount | < | <
"""

DISPUTES = """
行政复议 | < | < | < | < | 行政诉讼 | < | < | < | < | < | < | < | < | <
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 | < | < | < | < | 复议后起诉 | < | < | < | <
^ | ^ | ^ | ^ | ^ | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计
"""

REQUESTS_TOP = """
（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | < | < | 申请人情况 | < | < | < | < | < | <
^ | < | < | 自然人 | 法人或其他组织 | < | < | < | < | 总计
^ | < | < | ^ | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | ^
"""
REQUESTS_SIDE = """
一、本年新收政府信息公开申请数量 | < | <
二、上年结转政府信息公开申请数量 | < | <
三、本年度办理结果 | （一）予以公开 | <
^ | （二）部分公开（区分处理的，只计这一情形，不计其他情形） | <
^ | （三）不予公开 | 1.属于国家秘密
^ | ^ | 2.其他法律行政法规禁止公开
^ | ^ | 3.危及“三安全一稳定”
^ | ^ | 4.保护第三方合法权益
^ | ^ | 5.属于三类内部事务信息
^ | ^ | 6.属于四类过程性信息
^ | ^ | 7.属于行政执法案卷
^ | ^ | 8.属于行政查询事项
^ | （四）无法提供 | 1.本机关不掌握相关政府信息
^ | ^ | 2.没有现成信息需要另行制作
^ | ^ | 3.补正后申请内容仍不明确
^ | （五）不予处理 | 1.信访举报投诉类申请
^ | ^ | 2.重复申请
^ | ^ | 3.要求提供公开出版物
^ | ^ | 4.无正当理由大量反复申请
^ | ^ | 5.要求行政机关确认或重新出具已获取信息
^ | （六）其他处理 | 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请
^ | ^ | 2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请
^ | ^ | 3.其他
^ | （七）总计 | <
四、结转下年度继续办理 | < | <
"""

HOLDINGS = """
甲一 藏书 | < | < | < | < | < | <
流向 | < | 纸本 | < | < | 电子读物 | 各类合起来
^ | < | 装订成册 | < | 期刊 | ^ | ^
^ | < | 成人读本 | 少儿读本 | ^ | ^ | ^
年初在架 | < | start.grown | start.young | start.journals | start.screen | start.whole
进书 | 购入 | bought.grown | bought.young | bought.journals | bought.screen | bought.whole
^ | 受赠 | gifts.grown | gifts.young | gifts.journals | gifts.screen | gifts.whole
剔旧 | < | discarded.grown | discarded.young | discarded.journals | discarded.screen | discarded.whole
年末在架 | < | end.grown | end.young | end.journals | end.screen | end.whole
甲二 经费 | < | < | < | < | < | <
名目 | < | 金额（万元） | < | < | < | <
财政拨款 | < | grants.money | < | < | < | <
社会捐款 | < | donations.money | < | < | < | <
进账 | < | income.money | < | < | < | <
开销 | < | spending.money | < | < | < | <
甲三 读书会 | < | < | < | < | < | <
名目 | < | 办了几场 | < | < | < | <
读书会 | < | clubs.held | < | < | < | <
"""

VISITS = """
无活动 | < | < | < | < | < | 读书会当天 | < | <
平日 | < | < | 双休日 | < | < | 大人 | 小孩 | 大人小孩
大人 | 小孩 | 大人小孩 | 大人 | 小孩 | 大人小孩 | ^ | ^ | ^
"""


def test_a_stack_of_blocks_is_the_official_table_of_14_by_4(official: Form) -> None:
    """Table 二 prints four blocks below one another, the narrow ones stretched to the full width."""
    assert drawing(grid(official.table("publication"))) == rows(PUBLICATION)


def test_nested_headings_are_the_official_table_of_28_by_10(official: Form) -> None:
    """Table 三 has three heading rows and three label columns, merged as in the official template."""
    drawn = grid(official.table("requests"))
    assert (drawn.rows, drawn.columns, drawn.head_rows) == (28, 10, 3)
    lines = drawing(drawn)
    assert lines[:3] == rows(REQUESTS_TOP)
    assert [line[:3] for line in lines[3:]] == rows(REQUESTS_SIDE)


def test_every_figure_stands_in_its_row_and_column(official: Form) -> None:
    """Figures follow the order of the definition, row by row."""
    columns = ("person", "business", "research", "charity", "legal", "other", "total")
    lines = drawing(grid(official.table("requests")))[3:]
    (block,) = official.table("requests").blocks
    assert [line[3:] for line in lines] == [[f"{row.id}.{column}" for column in columns] for row in block.rows]


def test_rows_side_by_side_are_the_official_table_of_4_by_15(official: Form) -> None:
    """Table 四 prints its rows in one line of figures."""
    drawn = grid(official.table("disputes"))
    assert (drawn.rows, drawn.columns, drawn.head_rows) == (4, 15, 3)
    lines = drawing(drawn)
    assert lines[:3] == rows(DISPUTES)
    assert lines[3][0] == "review.upheld"
    assert lines[3][14] == "after_review.total"


def test_a_stack_with_nested_columns(second: Form) -> None:
    """Another form nests three deep in one block and not at all in the next; the labels take two columns throughout."""
    drawn = grid(second.table("holdings"))
    assert drawing(drawn) == rows(HOLDINGS)
    assert drawn.head_rows == 0


def test_rows_side_by_side_of_which_one_has_no_group(second: Form) -> None:
    """A heading without a group reaches down to the figures' own headings."""
    assert drawing(grid(second.table("visits")))[:3] == rows(VISITS)


def test_every_figure_is_drawn_once(any_form: Form) -> None:
    """Nothing of the definition may get lost on its way to the page."""
    drawn = [cell.cell for table in any_form.tables for cell in grid(table).cells if cell.kind == FIGURE]
    assert drawn == list(any_form.cells)


def test_widths_are_the_definitions_or_equal(official: Form, second: Form) -> None:
    """Without widths of its own a table shares its columns evenly."""
    assert grid(official.table("requests")).widths == (754, 921, 3271, *[685] * 7)
    assert grid(second.table("visits")).widths == (1,) * 9
