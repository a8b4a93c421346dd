"""Which forms there are, and how one is told apart from another."""

import re
from pathlib import Path

import pytest

from tests.drawn import OFFICIAL, ROOT, SECOND, edited
from toolkit.fields import DefinitionError
from toolkit.form.definition.files import data_folder
from toolkit.form.definition.load import load
from toolkit.form.form import Form
from toolkit.form.library import (
    default_forms,
    definitions,
    find,
    fingerprint,
    folders,
    forms,
    left_out,
    newest,
)

SAME = """
form.toml     | # 公共阅览室年度统计：虚构的第二种格式 | # 另一句话
form.toml     | hint = "每周开放几天、几小时，是否免费。" | hint = "随便写。"
form.toml     | name = "公共阅览室年度统计" | name   =   '公共阅览室年度统计'   # 同一个名称
form.toml     | rows = 8 | rows = 9
form.toml     | id = "keeper"\\nlabel = "保管员" | label = "保管员"\\nid = "keeper"
form.toml     | answer = "算。借出去的书，总要还回来。" | answer = "算。"
form.toml     | cut_off = "数到12月31日闭室为止。" | cut_off = "数到年底。"
form.toml     | short = "阅览室统计" | short = "统计"
form.toml     | collector = "记账的人" | called = "阅览室的统计"
staff.toml    | office = "村会计" | office = "镇会计"
phrases.toml  | closes = "！" | closes = "。"
staff.toml    | keepers = "领工资的人。" | keepers = "每月领工资的人。"
staff.toml    | keepers = "领工资的人。"\\nvolunteers = "不领工资的人。" | volunteers = "不领工资的人。"\\nkeepers = "领工资的人。"
staff.toml    | widths = [3000, 1500, 1500, 1500] | widths = [3000, 1000, 1000, 1000]
staff.toml    | { id = "trained", label = "受过培训" } | { label = "受过培训", id = "trained" }
staff.toml    | title = "服务人手"\\nname = "表丙" | name = "表丙"\\ntitle = "服务人手"
holdings.toml | is = "grants + donations" | is = "grants + donations", kind = "count"
"""  # noqa: E501

ANOTHER = """
form.toml     | revision = "2024" | revision = "2025"
form.toml     | label = "1.开放时间" | label = "1.开门时间"
form.toml     | heading = "第五部分 读者意见" | heading = "第五部分 读者来信"
form.toml     | mentions = ["免费", "不收费"] | mentions = ["免费"]
form.toml     | length = 60 | length = 61
form.toml     | forbids = ["（口号）", "“大干”"] | forbids = ["（口号）"]
form.toml     | forbids = ["（口号）", "“大干”"] | mentions = ["（口号）", "“大干”"]
form.toml     | rows = 5\\nrequired = true | rows = 5
staff.toml    | label = "管理员" | label = "保管员"
staff.toml    | id = "trained", label | id = "schooled", label
staff.toml    | kind = "change" | kind = "count"
staff.toml    | "present == last_year.present + moved" | "present <= last_year.present + moved"
staff.toml    | level = "warning" | level = "note"
visits.toml   | across = true | across = false
visits.toml   | plain_days = "无活动" | plain_days = "平常"
holdings.toml | "start + bought + gifts - discarded" | "start + bought + gifts"
holdings.toml | id = "bought",  label = "购入", in = "came" | id = "bought",  label = "购入"
"""


def edits(text: str) -> list[tuple[str, str, str]]:
    lines = [[cell.strip().replace("\\n", "\n") for cell in line.split("|")] for line in text.strip().splitlines()]
    return [(file, old, new) for file, old, new in lines]


@pytest.mark.parametrize("edit", edits(SAME), ids=lambda edit: edit[2][:30])
def test_looks_do_not_change_the_fingerprint(second: Form, tmp_path: Path, edit: tuple[str, str, str]) -> None:
    """Workbooks already sent out stay good when only the wording of help or the layout of a file changes."""
    assert fingerprint(load(edited(SECOND, tmp_path, edit))) == fingerprint(second)


@pytest.mark.parametrize("edit", edits(ANOTHER), ids=lambda edit: edit[2][:30])
def test_meaning_changes_the_fingerprint(second: Form, tmp_path: Path, edit: tuple[str, str, str]) -> None:
    """A label, an id, a sum, a rule: a workbook drawn before the change is another form's."""
    _, _, new = edit
    more = [("staff.toml", "present >= trained", "present >= schooled")] if "schooled" in new else []
    assert fingerprint(load(edited(SECOND, tmp_path, edit, *more))) != fingerprint(second)


def test_what_the_language_has_learned_makes_no_other_form(second: Form) -> None:
    """Workbooks that were sent out before stay good: a form that says nothing new is the form it was in 0.2."""
    assert fingerprint(second) == "49caa9e1f5ca"


def test_fingerprints_are_short_and_differ(official: Form, second: Form) -> None:
    """They stand in a locked cell of every workbook."""
    assert re.fullmatch("[0-9a-f]{12}", fingerprint(official))
    assert fingerprint(official) != fingerprint(second)


def test_forms_are_found_by_key_or_by_id(official: Form, second: Form) -> None:
    """A file names its form with the revision; a person may leave it out and gets the newest."""
    known = (official, second)
    assert find("libraries/2024", known) is second
    assert find("disclosure", known) is official
    assert find("libraries/2023", known) is None
    assert find("", known) is None


def test_the_newest_revision_is_taken(second: Form, tmp_path: Path) -> None:
    """Next year's revision takes over for the years it serves."""
    next_one = load(edited(SECOND, tmp_path, ("form.toml", 'revision = "2024"\n', 'revision = "2026"\n')))
    assert find("libraries", (next_one, second)) is next_one
    assert newest(2025, (next_one, second)) is next_one
    assert newest(2031, (next_one, second)) is None


def test_the_forms_folder(official: Form) -> None:
    """The official form is there without saying where; another folder holds other forms."""
    assert data_folder("workbook_templates") == ROOT / "workbook_templates"
    assert OFFICIAL in folders()
    assert official in forms()
    assert [form.key for form in forms(ROOT / "tests" / "forms")] == ["libraries/2024"]


def test_the_default_is_one_forms(official: Form, second: Form, tmp_path: Path) -> None:
    """A form that is merely there, however new, must not take the place of the one that everybody means."""
    assert default_forms((second, official)) == (official,)
    assert second.revision > official.revision
    assert second.serves(2024)
    next_one = load(edited(OFFICIAL, tmp_path, ("form.toml", 'revision = "2021"\ndefault = true', 'revision = "2027"')))
    assert default_forms((second, official, next_one)) == (official, next_one)


def test_without_a_default_only_a_single_form_is_meant(second: Form, tmp_path: Path) -> None:
    """Of several, one has to be named: none is taken by chance, two that both say so included."""
    own = ("form.toml", 'id = "libraries"', 'id = "museums"\ndefault = true')
    both = ("form.toml", 'id = "libraries"', 'id = "archives"\ndefault = true')
    museums, archives = (load(edited(SECOND, tmp_path / edit[2][6:9], edit)) for edit in (own, both))
    assert default_forms((second,)) == (second,)
    assert default_forms((second, museums)) == (museums,)
    assert default_forms((second, museums, archives)) == ()
    assert default_forms(()) == ()


def test_the_default_is_no_part_of_what_a_form_means(second: Form, tmp_path: Path) -> None:
    """Another form may become the default without spoiling workbooks that were sent out."""
    marked = load(edited(SECOND, tmp_path, ("form.toml", 'id = "libraries"', 'id = "libraries"\ndefault = true')))
    assert fingerprint(marked) == fingerprint(second)


def library(folder: Path) -> Path:
    """A sound form, a faulty one, and a copy that kept its first name."""
    edited(SECOND, folder)
    faulty = edited(OFFICIAL, folder / "faulty", ("form.toml", 'name = "政府', 'nmae = "政府'))
    faulty.rename(folder / "libraries" / "2025")
    (edited(SECOND, folder / "copy")).rename(folder / "libraries" / "2026")
    return folder


def test_a_faulty_folder_is_left_out(tmp_path: Path) -> None:
    """It is named with its mistakes, and the others go on."""
    root = library(tmp_path)
    assert [form.key for form in forms(root)] == ["libraries/2024"]
    faults = definitions(root).faults
    assert [str(folder.relative_to(root)) for folder in faults] == ["libraries/2025", "libraries/2026"]
    assert "form.toml.nmae：没有这个键，请核对拼写" in faults[root / "libraries" / "2025"]
    (copied,) = faults[root / "libraries" / "2026"]
    assert copied.startswith("form.toml：id、revision 是 libraries/2024，文件夹却是 libraries/2026")


def test_where_no_form_is_left_all_mistakes_are_raised(tmp_path: Path) -> None:
    """Nothing can be done without a form."""
    edited(SECOND, tmp_path, ("form.toml", 'revision = "2024"', 'revision = "2025"'))
    with pytest.raises(DefinitionError) as error:
        forms(tmp_path)
    assert str(tmp_path / "libraries" / "2024" / "form.toml") in error.value.problems[0]


def test_the_programs_own_forms_are_sound() -> None:
    """None is left out."""
    assert forms()
    assert left_out() == {}
