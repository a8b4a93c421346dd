"""A revision that changes little says what it changes: an imagined ``disclosure/2027``, through everything."""

import json
from pathlib import Path

import pytest

from tests.cli.running import run, save
from tests.drawn import SECOND, filled, official_form
from toolkit.fields import DefinitionError
from toolkit.form.definition.load import load
from toolkit.submission.json import to_json

FORM = """
# 想象的2027年格式
extends = "disclosure/2021"
id = "disclosure"
revision = "2027"
years = [2027]
cite = "虚构的通知"

[[sections]]
sheet = "一、总体情况"
heading = "一、总体情况（新）"
[[sections.texts]]
id = "overview.data"
label = "（六）公共数据"
required = true
after = "overview.supervision"

[[text_rules]]
id = "overview-short"
length = 2000
texts = ["一、总体情况（新）"]
level = "note"
why = "不超过两千字。"
mend = "请压缩。"
"""
REQUESTS = """
extends = true
rows = [
  { id = "registry_query", label = "8.属于行政查询事项（含登记）" },
  { id = "open_data", label = "9.属于公共数据", in = "withheld", after = "registry_query" },
  { id = "reissue", drop = true },
]
[help]
open_data = "请到数据平台取用的。"
"""


@pytest.fixture
def root(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory from outside with that form alone."""
    monkeypatch.setenv("NIANBAO_FORMS", "own")
    return write(folder / "own" / "disclosure" / "2027", FORM, requests=REQUESTS)


def write(folder: Path, form: str, **files: str) -> Path:
    folder.mkdir(parents=True)
    for name, text in {"form": form, **files}.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def test_it_is_short(root: Path) -> None:
    """Under forty lines of at most 120 characters."""
    lines = (FORM + REQUESTS).splitlines()
    assert len(lines) < 40
    assert max(map(len, lines)) <= 120


def test_it_is_the_other_form_with_these_changes(root: Path) -> None:
    """All else is as it was: ids, rules, phrases, questions."""
    form, before = load(root), official_form()
    lines = [row.id for row in form.table("requests").blocks[0].rows]
    assert (form.key, form.years, form.default, form.short) == ("disclosure/2027", (2027, None), False, before.short)
    assert lines[lines.index("registry_query") + 1] == "open_data"
    assert "reissue" not in lines
    assert set(form.texts) - set(before.texts) == {"overview.data"}
    assert list(form.texts)[list(form.texts).index("overview.supervision") + 1] == "overview.data"
    assert form.sections[0].heading.endswith("（新）")
    assert set(form.rule_ids) - set(before.rule_ids) == {"overview-short"}
    assert "overview.data" in next(rule.texts for rule in form.text_rules if rule.id == "overview-short")
    assert len(form.inputs_of("requests")) == len(before.inputs_of("requests"))
    assert form.questions == before.questions


def test_the_whole_way(root: Path) -> None:
    """From the blank workbook to the total, with last year's report on the form before it."""
    before = filled(official_form(), {"requests.carried_out.person": 3, "requests.new.person": 3}, year=2026)
    save("2026.json", to_json(before))
    figures = {"requests.carried_in.person": 3, "requests.open_data.person": 3}
    data = save("a.json", to_json(filled(load(root), figures, year=2027)))
    new = ("new", "--unit", "青石镇", "--year", "2027", "--level", "township", "--last-year", "2026.json")
    for line in (
        (*new, "--form", "disclosure/2027", "-o", "a.xlsx"),
        ("fill", "a.xlsx", data, "-o", "b.xlsx"),
        ("check", "b.xlsx", "--last-year", "2026.json"),
        ("mark", "b.xlsx", "-o", "c.xlsx"),
        ("repair", "b.xlsx", "-o", "d.xlsx"),
        ("render", "d.xlsx", "-o", "b.docx"),
        ("render", "d.xlsx", "-o", "b.html", "--to", "html"),
        ("total", "d.xlsx", "--unit", "青石", "-o", "e.xlsx"),
        ("forms", "check", root),
    ):
        ran = run(*line)
        assert ran.code == 0, (line, ran.out, ran.err)
    assert "9.属于公共数据" in Path("b.html").read_text(encoding="utf-8")
    assert json.loads(run("export", "e.xlsx").out)["figures"]["requests.open_data.person"] == 3


FAULTS = """
extends = "disclosure/2021" | extends = "disclosure/1990" | form.toml.extends：“disclosure/1990”：没有这种格式
"disclosure/2021" | "../x/disclosure/2021" | form.toml.extends：“../x/disclosure/2021”：没有这种格式
extends = "disclosure/2021" | extends = "disclosure/2027" | form.toml.extends：“disclosure/2027”
extends = "disclosure/2021" | extends = 5 | form.toml.extends：“5”：没有这种格式
years = [2027] | | form.toml.years：没有填写
after = "overview.supervision" | after = "overview.x" | form.toml.sections[0].texts[0].after：没有叫“overview.x”的
id = "registry_query" | id = "x" | requests.toml.rows[0]：没有一块表里有“x”；新的行或列，请用 after 写明放在谁后面
{ id = "reissue", | { label = "reissue", | requests.toml.rows：每一项都要有 id
extends = true | | requests.toml.title：没有填写
texts = ["一、总体情况（新）"] | texts = ["一、总体"] | form.toml.text_rules.overview-short.texts：没有叫“一、总体”
"""


@pytest.mark.parametrize("fault", [line.split("|") for line in FAULTS.strip().splitlines()])
def test_a_fault_is_told_with_its_path(folder: Path, fault: list[str]) -> None:
    """In the changes as in a whole definition."""
    old, new, told = (part.strip() for part in fault)
    assert (FORM + REQUESTS).count(old) == 1
    own = write(folder / "own" / "disclosure" / "2027", FORM.replace(old, new), requests=REQUESTS.replace(old, new))
    with pytest.raises(DefinitionError) as caught:
        load(own)
    assert [each for each in caught.value.problems if each.startswith(told)], caught.value.problems


def test_a_form_from_outside_may_be_changed_too(folder: Path) -> None:
    """It is looked for beside the one that changes it; a file without ``extends`` takes the other's place."""
    (folder / "libraries").mkdir()
    (folder / "libraries" / "2024").symlink_to(SECOND)
    text = 'extends = "libraries/2024"\nid = "libraries"\nrevision = "2026"\nyears = [2026]\n'
    staff = (SECOND / "staff.toml").read_text(encoding="utf-8").replace("志愿者", "义工")
    form = load(write(folder / "libraries" / "2026", text, staff=staff, visits='extends = true\nname = "表乙乙"'))
    assert [row.label for row in form.table("staff").blocks[0].rows] == ["管理员", "义工"]
    assert form.table("visits").name == "表乙乙"
    assert form.phrases
