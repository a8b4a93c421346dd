"""The fixed words of every workbook, whatever its form. The form's own labels come from its definition."""

from toolkit.form.form import Form
from toolkit.form.phrase import Phrase
from toolkit.form.table import Table
from toolkit.submission.submission import DECLARATIONS, declarations

IDENTITY = {
    "unit": "单位名称（全称）",
    "code": "单位代码",
    "level": "单位层级",
    "year": "报告年度",
    "check_code": "校验码",
}
COVER_FIELDS = {
    "filled_by": "填报人",
    "reviewed_by": "审核人",
    "head": "单位负责人",
    "phone": "联系电话",
    "filled_on": "填报日期",
}
PASSWORD = "nianbao"  # published: in 填表说明, in the guide and in the README
SEAL = "（单位盖章）"
FORM, FINGERPRINT = "格式", "表样编号"
CHOOSE = "请选择"
DECLARE = "本表填写情况（请选）"
GLANCE_HEADINGS = ("工作表（点击前往）", "填写情况", "未填", "必须改正", "需要说明")
GLANCE_TOTAL = "合计"
COVER_STEPS = (
    "怎么填：",
    "1. 只能填浅黄色的格，其他格已锁定，合计自动相加。",
    "2. 表格没有数据的，在表的上方选“本表无数据，全部为0”；只填了有数的格，就选“已填完，空格均为0”。",
    "3. 文字一段占一行，可以从Word里整段复制过来，加粗会保留。",
    "4. 填完看“校验结果”：全部“平”、没有“未填完”，再报送。",
)
COUNTS = "计什么"
GUIDE_QUESTIONS = ("常问的问题", "答")
GUIDE_STEPS = ("填写办法", "说明")
BY_DISTRICT = "（由区里确定）"
BY_SOURCE = "（依据：{source}）"
STEPS = (
    (
        "表的上方选哪一项",
        f"整张表都没有数的，选“{DECLARATIONS['all-zero']}”。只填了有数的格、其余都是0的，"
        f"选“{DECLARATIONS['blanks-are-zero']}”。两项都没有选的，空格算没有填。",
    ),
    (
        "“平”“不平”“未填完”“已说明”",
        "平：两边的数相等。不平：不相等，写着差多少，先核对这一列或这一行。未填完：还有空格。"
        "已说明：与上年对不上，情况说明已经写明原因。",
    ),
    ("格子变红", "数有问题，或者自动计算的格被改动过。请按旁边的提示改浅黄色的格；自动计算的格不用手工改。"),
    ("从Word复制文字", "先选中第一个浅黄色的格，再粘贴；一段占一行。从别处复制数字的，请用“选择性粘贴”里的“数值”。"),
    ("保护的密码", f"保护只防误改，密码是公开的：{PASSWORD}。一般不要撤销保护，也不要增删行、列和工作表。"),
)
COLLECT_FOR = "单位：{unit}　　报告年度：{year}年"
COLLECT_HINT = "请把数写在右边的格里，没有的写0，签名后交回{collector}。"
GIVEN_BY = "提供人：＿＿＿＿＿＿　日期：＿＿＿＿＿＿"
STAMP = ("　", "　", "年　校验码")  # before the unit, the year and the code
TEXT_HINT = "一段占一行；可从Word里一次复制多段。没有内容的行留空，生成报告时自动略去。"
RESULT_HEADINGS = ("序号", "位置", "校验内容", "状态", "情况说明（请选）", "情况说明（请写明原因）")
LAST_YEAR = "上年数（上年审定数；由区里预填，没有预填的照上年{report}填写，用来与上年核对）"
REASONS = "一条规则的各行、各列都是同一个原因的，写在这里即可"
REQUIRED = "必须有文字"
LIVE, BACK, LAST_YEAR_OF = "勾稽关系", "与上年核对", "上年数："
PHRASES = "参考表述（由数据自动生成，可复制；粘贴时选“数值”）"
NO_PHRASE = "（这里没有可以由数据得出的表述，请据实写明）"

INPUT_TITLE = "请核对"
COUNT_ERROR = "这里填0或正整数，只填数字，不带“件”“条”等单位。没有的请填0。"
AMOUNT_ERROR = "这里填0或正数，可以有小数，单位是{unit}，只填数字。没有的请填0。"
CHANGE_ERROR = "这里填整数，减少的填负数，只填数字。没有变化的请填0。"
UNIT_ERROR = "请从下拉框里选本单位。名单里没有的，请与区里联系。"
UNIT_PROMPT = "请先点右边的箭头，从下拉框里选本单位；单位代码、层级和上年数会自动出来。"
CHOICE_ERROR = "请从下拉框里选一项。"
COMMENT_AUTHOR = "年报校验"
COMMENT_BEGINS, COMMENT_ENDS = "【年报校验】", "（改好后直接报回，批注不用删。）"  # what stands between is ours
LIST_TITLE = "年报校验问题清单"
LIST_FOR = "{unit}　　{year}年　　校验码：{code}"
LIST_COUNTS = "{level}{count}处"
LIST_HINT = (
    "单击蓝色的位置，就到那一格；问题所在的格涂了颜色，鼠标移上去可看说明。请在这份文件里改好、保存，直接报回："
    "颜色、批注和本表都不用删，再次校验时自动去掉。"
)
LIST_HEADINGS = ("序号", "级别", "工作表", "位置（单击前往）", "问题和改法")
LIST_MORE = "{ref}等{count}格"


def choices(table: Table) -> tuple[str, ...]:
    """What may be chosen above a table."""
    return (CHOOSE, *declarations(table).values())


def phrase_waits(form: Form, phrase: Phrase) -> str:
    """Which tables a phrase still waits for."""
    used = {form.cells[ref.id].table for ref in phrase.refs}
    return f"（{'、'.join(table.name for table in form.tables if table.id in used)}填完后自动生成）"
