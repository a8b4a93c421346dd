"""A faulty definition: every mistake is named at once, each with the path to it."""

from pathlib import Path

import pytest

from tests.drawn import OFFICIAL, SECOND, edited
from toolkit.fields import DefinitionError
from toolkit.form.definition.load import load

# what is done to the good definition: file | words there | words instead | path in the message | words in the message
FAULTS = """
form.toml | id = "libraries" | id = "Libraries" | form.toml.id | 只能用小写字母
form.toml | revision = "2024" | revision = "" | form.toml.revision | 不能为空
form.toml | name = "公共阅览室年度统计" | name = 5 | form.toml.name | 应是文字
form.toml | name = "公共阅览室年度统计" | nmae = "公共阅览室年度统计" | form.toml.name | 没有填写
form.toml | name = "公共阅览室年度统计" | nmae = "公共阅览室年度统计" | form.toml.nmae | 没有这个键
form.toml | years = [2020, 2030] | years = [] | form.toml.years | 至少要有一项
form.toml | years = [2020, 2030] | years = [2030, 2020] | form.toml.years | 起始年
form.toml | years = [2020, 2030] | years = ["2020"] | form.toml.years | 每一项都应是整数
form.toml | years = [2020, 2030] | years = 2020 | form.toml.years | 应是列表
form.toml | "holdings", "visits", "staff" | "holdings", "visits" | form.toml.sections.table | 没有叫“staff”的表
form.toml | "visits", "staff"] | "visits", "staff", "lost"] | lost.toml | 没有这个文件
form.toml | title = ["{year}年 | title = ["{yaer}年 | form.toml | “yaer”：花括号里只能写
form.toml | default = "{unit}统计 | default = "{unit统计 | form.toml | 花括号里只能写
form.toml | id = "town" | id = "village" | form.toml.levels | “village”出现了2次
form.toml | due = "02-28" | due = "2-28" | form.toml.levels[1].due | 01-31
form.toml | due = "02-28" | due = "13-28" | form.toml.levels[1].due | 01-31
form.toml | id = "keeper" | id = "voices" | form.toml.texts | “voices”出现了2次
form.toml | table = "visits" | table = "staff" | form.toml.sections.table | “staff”出现了2次
form.toml | table = "visits" | table = "staff" | form.toml.sections | 表“visits”没有放进任何一节
form.toml | sheet = "开放概况" | sheet = "服务人手" | form.toml.sheet | “服务人手”出现了2次
form.toml | sheet = "读者意见" | sheet = "意见/建议" | form.toml.sections[4].sheet | 不能作工作表的名称
form.toml | sheet = "读者意见" | sheet = "封面" | form.toml.sections[4].sheet | 都有自己的“封面”
form.toml | sheet = "读者意见" | sheet = "问题清单" | form.toml.sections[4].sheet | 都有自己的“问题清单”
form.toml | "visits", "staff"] | "visits", "staff", "text"] | form.toml.tables | “text”是程序自用的名称
form.toml | sheet = "读者意见" | | form.toml.sections[4].sheet | 要写明 sheet
form.toml | table = "visits" | | form.toml.sections[2] | 要么有 texts，要么有 table
form.toml | rows = 8 | rows = 0 | form.toml.sections[4].texts[0].rows | 至少要有一行
form.toml | rows = 8 | rows = true | form.toml.sections[4].texts[0].rows | 应是整数
form.toml | required = true\\nheading | required = 1\\nheading | form.toml.sections[4].texts[0].required | true 或 false
form.toml | mentions = ["免费", "不收费"] | mentions = [] | form.toml.text_rules[0].mentions | 至少要有一项
form.toml | mentions = ["免费", "不收费"] | mentions = [""] | form.toml.text_rules[0].mentions | 每一项都应是文字
form.toml | mentions = ["免费", "不收费"] | | form.toml.text_rules[0] | 要写一个，也只能写一个
form.toml | mentions = ["免费", "不收费"] | mentions = ["免费"]\\nlength = 5 | form.toml.text_rules[0] | 要写一个，也只能写一个
form.toml | mentions = ["免费", "不收费"] | mentions = ["{code}"] | form.toml | “code”：花括号里只能写 unit 或 year
form.toml | mentions = ["免费", "不收费"] | mentions = ["免 费"] | form.toml.text_rules[0].mentions | 不要写空格
form.toml | length = 60 | length = 0 | form.toml.text_rules[1].length | 正整数
form.toml | length = 60 | length = "60" | form.toml.text_rules[1].length | 应是整数
form.toml | forbids = ["（口号）", "“大干”"] | forbids = [] | form.toml.text_rules[2].forbids | 至少要有一项
form.toml | forbids_pattern = ["mobile"] | forbids_pattern = ["fax"] | form.toml.text_rules[3].forbids_pattern | “fax”应是
form.toml | number = [{ near = ["到室", "来过"], | number = [{ near = [], | form.toml.text_rules[4].number[0].near | 至少要有一项
form.toml | near = ["到室", "来过"] | near = ["到 室"] | form.toml.text_rules[4].number[0].near | 不要写空格
form.toml | near = ["到室", "来过"] | nera = ["到室"] | form.toml.text_rules[4].number[0].nera | 没有这个键
form.toml | visits.weekends.everyone + | visits.sundays.everyone + | form.toml.text_rules[4].number[0].is | 没有叫“visits.sundays.everyone”
form.toml | visits.weekends.everyone + | last_year.visits.weekends.everyone + | form.toml.text_rules[4].number[0].is | 只能用本年的数
form.toml | unit = ["人次"] | | form.toml.text_rules[4].unit | 没有填写
form.toml | between = ["读者"] | betwixt = ["读者"] | form.toml.text_rules[4].betwixt | 没有这个键
form.toml | visits.weekends.everyone / ( | ( | form.toml.text_rules[5].percent[0].is | 应写成“部分 / 总数”
form.toml | percent = [{ near = ["双休日"], | percent = [{ near = ["双 休"], | form.toml.text_rules[5].percent[0].near | 不要写空格
form.toml | links = ["占"] | link = ["占"] | form.toml.text_rules[5].link | 没有这个键
form.toml | adds_up = ["其中"] | adds_up = [] | form.toml.text_rules[6].adds_up | 至少要有一项
form.toml | unit = ["条"] | | form.toml.text_rules[6].unit | 没有填写
form.toml | levels = ["town"] | levels = ["hamlet"] | form.toml.text_rules.town-voices.levels | 没有叫“hamlet”的层级
form.toml | length = 60 | similar = 0 | form.toml.text_rules[1].similar | 正整数
form.toml | texts = ["voices", "keeper"] | texts = [] | form.toml.text_rules[2].texts | 至少要有一项
phrases.toml | text = "voices" | text = "noises" | phrases.toml.phrases | 没有叫“noises”的文字
phrases.toml | text = "voices" | text = "opening.hours" | phrases.toml.phrases | “opening.hours”出现了2次
phrases.toml | closes = "！" | close = "！" | phrases.toml.phrases[1].sentences[0].close | 没有这个键
phrases.toml | 没有开销" | 没有开销。" | phrases.toml.phrases[1].sentences[1].parts[0].says | 首尾不写标点
phrases.toml | {year}年没有 | {yaer}年没有 | phrases.toml.phrases[1].sentences[1].parts[0].says | “yaer”
phrases.toml | {year}年没有 | {year年没有 | phrases.toml.phrases[1].sentences[1].parts[0].says | 不成对
phrases.toml | {year}年没有 | {year:4}年没有 | phrases.toml.phrases[1].sentences[1].parts[0].says | 只能写算式
phrases.toml | {holdings.came.whole} | {holdings.gone.whole} | phrases.toml.phrases[1].sentences[0].parts[0].says | 没有叫“holdings.gone.whole”的格
phrases.toml | {holdings.came.whole} | {last_year.staff.keepers.present} | phrases.toml.phrases[1].sentences[0].parts[0].says | 只能用本年的数
phrases.toml | when_zero = "holdings.spending.money" | when_zero = "spending.money" | phrases.toml.phrases[1].sentences[1].when_zero | 没有叫“spending.money”的格
phrases.toml | when_zero = "holdings.spending.money" | when_zero = "a.b.c"\\nunless_zero = "a.b.c" | phrases.toml.phrases[1].sentences[1] | 只能写一个
phrases.toml | ["{year}年没有开销"] | [] | phrases.toml.phrases[1].sentences[1].parts | 至少要有一项
phrases.toml | opens = "{unit}" | opens = 3 | phrases.toml.phrases[0].sentences[0].opens | 应是文字
form.toml | texts = ["opening", "opening.hours"] | texts = ["closing"] | form.toml.text_rules.free-of-charge.texts | “closing”
form.toml | id = "free-of-charge" | id = "staff-flow" | form.toml.rules | “staff-flow”出现了2次
form.toml | why = "公共阅览室应当免费开放。" | | form.toml.text_rules[0].why | 没有填写
form.toml | level = "warning"\\nwhy = "公共 | level = "fatal"\\nwhy = "公共 | form.toml.text_rules[0].level | 之一
form.toml | [[levels]]\\nid = "village" | [levels.x]\\nid = "village" | form.toml | 不是正确的 TOML
form.toml | source = "虚构的统计办法第五条" | | form.toml.questions[0] | 要么写明依据
form.toml | district = true | district = false | form.toml.questions[1] | 要么写明依据
form.toml | district = true | district = true\\nsource = "第六条" | form.toml.questions[1] | 要么写明依据
form.toml | district = true | district = "区里" | form.toml.questions[1].district | true 或 false
form.toml | answer = "算。借出去的书，总要还回来。" | | form.toml.questions[0].answer | 没有填写
form.toml | cut_off = "数到12月31日闭室为止。" | cut_off = 31 | form.toml.cut_off | 应是文字
staff.toml | office = "村会计" | | staff.toml.sources[0].office | 没有填写
staff.toml | office = "村会计" | office = "村会计"\\nrows = ["keeper"] | staff.toml.sources[0].rows | 没有叫“keeper”的行
staff.toml | office = "村会计" | office = "村会计"\\nrow = ["keepers"] | staff.toml.sources[0].row | 没有这个键
holdings.toml | "discarded", "clubs"] | "discarded", "spending"] | holdings.toml.sources[1].rows | “spending”行已经写过
holdings.toml | rows = ["grants", "donations", "spending"] | | holdings.toml.sources[1].rows | “bought”行已经写过
staff.toml | keepers = "领工资的人。" | keepers = "领\\u0008工资的人。" | staff.toml | 有控制字符
staff.toml | title = "服务人手" | title == "服务人手" | staff.toml | 不是正确的 TOML
staff.toml | sheet = "服务人手" | sheet = "到室人次" | form.toml.sheet | “到室人次”出现了2次
staff.toml | sheet = "服务人手" | sheet = "'服务人手'" | staff.toml.sheet | 首尾不能有单引号
staff.toml | sheet = "服务人手" | sheet = "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二" | staff.toml.sheet | 最多31个字
staff.toml | sheet = "服务人手" | sheet = "校验结果" | staff.toml.sheet | 都有自己的“校验结果”
staff.toml | "present >= trained" | "visits.workdays.children <= visits.workdays.everyone" | staff.toml.rules.trained-present.says | 没有用到本表今年的格
staff.toml | "present >= trained" | "last_year.present >= last_year.trained" | staff.toml.rules.trained-present.says | 没有用到本表今年的格
staff.toml | widths = [3000, 1500, 1500, 1500] | widths = [3000] | staff.toml.widths | 应有4个正数
staff.toml | widths = [3000, 1500, 1500, 1500] | widths = [3000, 0, 1, 1] | staff.toml.widths | 应有4个正数
staff.toml | kind = "change" | kind = "changes" | staff.toml.blocks[0].columns[0].kind | 之一
staff.toml | label = "管理员" | label = "管理员", kind = "amount" | staff.toml.blocks[0] | 种类（kind）不一样
staff.toml | why = "受过培训的人都在岗。" | | staff.toml.rules[1].why | 没有填写
staff.toml | mend = "请核对受过培训的人数。" | | staff.toml.rules[1].mend | 没有填写
staff.toml | id = "trained-present" | id = "Trained Present" | staff.toml.rules[1].id | 只能用小写字母
staff.toml | id = "trained-present" | id = "staff-flow" | form.toml.rules | “staff-flow”出现了2次
staff.toml | "present >= trained" | "present >= tained" | staff.toml.rules.trained-present.says | tained
staff.toml | "present >= trained" | "present > trained" | staff.toml.rules.trained-present.says | 用 ==、<= 或 >=
staff.toml | "present >= trained" | "present >= 0.5" | staff.toml.rules.trained-present.says | 只能有名称
staff.toml | "present >= trained" | "0 <= 1" | staff.toml.rules.trained-present.says | 里没有名称
staff.toml | "present >= trained" | "present >= visits.x.y" | staff.toml.rules.trained-present.says | 没有叫“visits.x.y”的格
staff.toml | keepers = "领工资的人。" | kepers = "领工资的人。" | staff.toml.help.kepers | 没有这一行或列
staff.toml | keepers = "领工资的人。" | keepers = 7 | staff.toml.help.keepers | 应是文字
staff.toml | id = "volunteers" | id = "keepers" | staff.toml.blocks[0].rows | “keepers”出现了2次
staff.toml | id = "volunteers" | id = "a.b" | staff.toml.blocks[0].rows[1].id | 不能有点
staff.toml | label = "管理员" | label = "管理员", blocked = ["absent"] | staff.toml.blocks[0].rows[0].blocked | 没有叫“absent”的列
staff.toml | label = "管理员" | label = "管理员", blocked = ["moved", "present", "trained"] | staff.toml.blocks[0].rows[0].blocked | 至少要有一列可以填
staff.toml | label = "年末在岗", | label = "年末在岗", blocked = ["keepers"], | staff.toml.blocks[0].columns[1].blocked | 没有这个键
holdings.toml | label = "购入", in = "came" | label = "购入", blocked = ["grown", "young", "journals", "screen"] | holdings.toml.blocks[0].whole.is | 没有可以相加的格，请也写进 blocked
visits.toml | across = true | across = "yes" | visits.toml.blocks[0].across | true 或 false
visits.toml | across = true | acros = true | visits.toml.blocks[0].acros | 没有这个键
visits.toml | plain_days = "无活动" | plain_days = { label = "无活动", in = "x" } | visits.toml.row_groups.plain_days.in | “x”
visits.toml | plain_days = "无活动" | plain_days = { label = "" } | visits.toml.row_groups.plain_days.label | 不能为空
visits.toml | id = "club_days", label | id = "plain_days", label | visits.toml.blocks[0].rows | 既是行或列、又是组
visits.toml | plain_days = "无活动" | plain_days = 3 | visits.toml.row_groups.plain_days | 应是一个表
visits.toml | "grown_ups + children" | "grown_ups + adults" | visits.toml.blocks[0].everyone.is | “adults”
visits.toml | "grown_ups + children" | "grown_ups + 1" | visits.toml.blocks[0].everyone.is | 只能有名称
visits.toml | "grown_ups + children" | "grown_ups + last_year.children" | visits.toml.blocks[0].everyone.is | 只能用本年的数
visits.toml | "grown_ups + children" | "children + ... + grown_ups" | visits.toml.blocks[0].everyone.is | 首应在尾之前
visits.toml | "grown_ups + children" | "grown_ups + everyone" | visits.workdays.everyone | 自己加自己
holdings.toml | in = "came" },\\n  { id = "gifts" | in = "cane" },\\n  { id = "gifts" | holdings.toml.blocks[0].rows[1].in | 没有叫“cane”的组
holdings.toml | id = "discarded", label | id = "discarded", in = "gifts", label | holdings.toml.blocks[0].rows[3].in | 没有叫“gifts”的组
holdings.toml | "grants + donations" | "grants + spending + ... + income" | holdings.toml.blocks[1].income.is | 首应在尾之前
holdings.toml | "spending <= income" | "spending <= whole" | holdings.toml.rules.within-income.says | 没有一块表同时有“spending”“whole”
holdings.toml | "spending <= income" | "spending.money <= income.cash" | holdings.toml.rules.within-income.says | “income.cash”
holdings.toml | columns = [{ id = "held", label = "办了几场", unit = "场" }] | columns = [] | holdings.toml.blocks[2].columns | 至少要有一项
holdings.toml | columns = [{ id = "held", label = "办了几场", unit = "场" }] | columns = [3] | holdings.toml.blocks[2].columns[0] | 应是一个表
"""  # noqa: E501


def problems(folder: Path) -> list[str]:
    with pytest.raises(DefinitionError) as caught:
        load(folder)
    return caught.value.problems


def lines() -> list[tuple[str, ...]]:
    found = [tuple(cell.strip().replace("\\n", "\n") for cell in line.split("|")) for line in FAULTS.splitlines()]
    return [line for line in found if len(line) == 5]


@pytest.mark.parametrize("fault", lines(), ids=lambda fault: f"{fault[3]} {fault[2]}"[:60])
def test_a_fault_is_named_with_its_path(tmp_path: Path, fault: tuple[str, ...]) -> None:
    """The next developer edits these files by hand: each slip must lead to its line, in words."""
    name, old, new, path, words = fault
    found = problems(edited(SECOND, tmp_path, (name, old, new)))
    assert [one for one in found if one.startswith(f"{path}：") and words in one], found


def test_all_faults_are_reported_in_one_load(tmp_path: Path) -> None:
    """Mending a form one message a run is misery: unrelated slips in several files come back together."""
    folder = edited(
        SECOND,
        tmp_path,
        ("form.toml", 'due = "02-28"', 'due = "02-28"\ncolour = "red"'),
        ("form.toml", "years = [2020, 2030]", 'years = "2020"'),
        ("staff.toml", 'why = "受过培训的人都在岗。"', ""),
        ("staff.toml", '"present == last_year.present + moved"', '"present == last_year.absent + moved"'),
        ("visits.toml", '"grown_ups + children"', '"grown_ups + infants"'),
        ("holdings.toml", 'kind = "amount"', 'kind = "money"'),
        ("holdings.toml", 'clubs = "本年办的读书会。"', 'club = "本年办的读书会。"'),
    )
    found = problems(folder)
    paths = {one.partition("：")[0] for one in found}
    assert paths >= {
        "form.toml.levels[1].colour",
        "form.toml.years",
        "staff.toml.rules[1].why",
        "staff.toml.rules.staff-flow.says",
        "visits.toml.blocks[0].everyone.is",
        "holdings.toml.blocks[1].columns[0].kind",
        "holdings.toml.help.club",
    }
    assert len(found) == len(set(found)), found


def test_sheets_differ_by_more_than_case(tmp_path: Path) -> None:
    """No spreadsheet program opens “Staff” beside “STAFF”."""
    folder = edited(
        SECOND,
        tmp_path,
        ("staff.toml", 'sheet = "服务人手"', 'sheet = "Staff"'),
        ("visits.toml", 'sheet = "到室人次"', 'sheet = "STAFF"'),
    )
    assert "form.toml.sheet：“staff”出现了2次" in problems(folder)


def test_texts_before_and_after_need_a_sheet(tmp_path: Path) -> None:
    """They are filled in beside the first and last texts of the sections."""
    folder = edited(SECOND, tmp_path)
    file = folder / "form.toml"
    first, _, rest = file.read_text(encoding="utf-8").partition("[[sections]]")
    tables = [part for part in rest.split("[[sections]]") if "table = " in part]
    file.write_text("[[sections]]".join((first, *tables)), encoding="utf-8")
    assert "form.toml.sections：没有一节有 texts，front 和 back 就没有地方填" in problems(folder)


@pytest.mark.parametrize("folder", [OFFICIAL, SECOND], ids=["official", "second"])
def test_the_forms_themselves_are_sound(folder: Path) -> None:
    """Every fault above is measured against a definition that has none."""
    assert load(folder).cells


def test_help_keeps_to_what_a_prompt_has_room_for(tmp_path: Path) -> None:
    """Excel shows 255 characters beside a cell: a longer definition would lose its end there."""
    longest = "长" * 255
    assert load(edited(SECOND, tmp_path / "fits", ("staff.toml", 'keepers = "领工资的人。', f'keepers = "{longest}')))
    found = problems(
        edited(SECOND, tmp_path / "too long", ("staff.toml", 'keepers = "领工资的人', f'keepers = "{longest}'))
    )
    assert found == ["staff.toml.help.keepers：有256字，填写时的提示最多放得下255字"]


def test_an_empty_folder_is_a_faulty_form(tmp_path: Path) -> None:
    """A missing file is a mistake like others, not a crash."""
    assert "form.toml：没有这个文件" in problems(tmp_path)


def test_help_belongs_to_the_row_when_a_column_has_the_same_name() -> None:
    """“other” is a row and a column of the official table: the row's explanation must not stand beside the column."""
    table = load(OFFICIAL).table("requests")
    (block,) = table.blocks
    row = next(line for line in block.rows if line.id == "other")
    column = next(line for line in block.columns if line.id == "other")
    assert row.help
    assert not column.help
    assert load(SECOND).table("holdings").blocks[2].columns[0].help == "只算办成了的。"
