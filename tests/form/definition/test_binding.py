"""Names bound to figures: corners are proved, cycles are found, runs mean what is printed between their ends."""

from pathlib import Path

import pytest

from toolkit.fields import DefinitionError
from toolkit.form.definition.load import load
from toolkit.form.form import Form

FORM = """
id = "small"
revision = "1"
name = "小表"
title = ["{unit}"]
cite = "无"
years = [2020]
tables = ["t"]
[[sections]]
heading = "一"
table = "t"
"""

TABLE = """
title = "小表"
name = "表"
sheet = "小表"
cite = "无"
[[blocks]]
columns = [ COLUMNS ]
rows = [ ROWS ]
[row_groups]
g = "组"
[[rules]]
id = "rule"
says = "RULE"
why = "因为。"
mend = "请核对。"
"""


def small(folder: Path, columns: str, rows: str, rule: str = "a == a") -> Form:
    """A form of one table from names: ``x``, ``x = a + b`` for a sum, ``x in g`` for a group."""

    def drawn(names: str) -> str:
        return ", ".join(line(*name.strip().partition(" = ")[::2]) for name in names.split(","))

    def line(name: str, source: str) -> str:
        id, _, group = name.partition(" in ")
        extra = (f', is = "{source}"' if source else "") + (f', in = "{group}"' if group else "")
        return f'{{ id = "{id}", label = "{id.upper()}"{extra} }}'

    (folder / "form.toml").write_text(FORM, encoding="utf-8")
    table = TABLE.replace("COLUMNS", drawn(columns)).replace("ROWS", drawn(rows)).replace("RULE", rule)
    (folder / "t.toml").write_text(table, encoding="utf-8")
    return load(folder)


def adds(form: Form, id: str) -> str:
    return " ".join(("+" if sign > 0 else "-") + ref.id.removeprefix("t.") for sign, ref in form.sums[id].signed())


def faults(folder: Path, columns: str, rows: str, rule: str = "a == a") -> list[str]:
    with pytest.raises(DefinitionError) as caught:
        small(folder, columns, rows, rule)
    return caught.value.problems


def test_a_run_goes_in_printed_order(tmp_path: Path) -> None:
    """“a + ... + c” takes in whatever is printed between, also a row that is inserted next year."""
    form = small(tmp_path, "x", "a, new, c, d, sum = a + ... + c - d")
    assert adds(form, "t.sum.x") == "+a.x +new.x +c.x -d.x"


def test_both_routes_to_a_corner_agree(tmp_path: Path) -> None:
    """Where a computed row crosses a computed column there are two ways to add up, over the same inputs."""
    form = small(tmp_path, "x, y, z = x + y", "a, b, c = a - b")
    corner = form.cells["t.c.z"]
    assert [route.along for route in corner.routes] == ["column", "row"]
    assert adds(form, "t.c.z") == "+a.x +a.y -b.x -b.y"


def test_a_sum_of_sums_comes_down_to_inputs(tmp_path: Path) -> None:
    """Totals may add subtotals, in whatever order they are printed; only inputs are ever added up."""
    assert adds(small(tmp_path, "x", "a, b, c = a + sub, sub = a - b"), "t.c.x") == "+a.x +a.x -b.x"


def test_an_unknown_name_is_reported_once(tmp_path: Path) -> None:
    """A sum stands in every column; its mistake is one mistake."""
    assert faults(tmp_path, "x, y", "a, b = a + lost") == ["t.toml.blocks[0].b.is：没有叫“lost”的行、列或行组"]


def test_a_corner_whose_routes_differ_is_reported(tmp_path: Path) -> None:
    """A pinned cell makes the row's route miss what the column's route adds: no file could ever be right."""
    found = faults(tmp_path, "x, y, z = x + y", "a, b, c = a.x + b.x")
    assert found == ["t.c.z：按行相加和按列相加，用到的格不一样"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("a, b = b", "t.b.x：自己加自己：t.b.x → t.b.x"),
        ("a, b = c, c = b", "t.b.x：自己加自己：t.b.x → t.c.x → t.b.x"),
        ("a, b = a + c, c = d, d = b - a", "t.b.x：自己加自己：t.b.x → t.c.x → t.d.x → t.b.x"),
    ],
)
def test_a_cycle_is_shown_as_a_path(tmp_path: Path, rows: str, expected: str) -> None:
    """A total that adds itself would never end; the path shows where to cut."""
    assert faults(tmp_path, "x", rows) == [expected]


def test_every_cycle_is_reported(tmp_path: Path) -> None:
    """All mistakes at once holds for cycles too."""
    found = faults(tmp_path, "x", "a, b = b, c = c")
    assert [one.partition("：")[0] for one in found] == ["t.b.x", "t.c.x"]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("a + ... + sub", "会重复相加"),
        ("a + ... + missing", "首尾都要是本块的行或列"),
        ("c + ... + a", "首应在尾之前"),
        ("a + ... + a", "首应在尾之前"),
        ("a.x + ... + c.x", "只有本表的行或列才能连加"),
        ("a + ... + c.x", "首尾要写成同样的名称"),
        ("a + ... + last_year.c", "首尾要写成同样的名称"),
    ],
)
def test_a_run_that_cannot_be_is_refused(tmp_path: Path, source: str, words: str) -> None:
    """A run over a subtotal would count twice; ends must be two different lines of this block, in order."""
    (found,) = faults(tmp_path, "x", f"a, b, sub = a + b, c, sum = {source}")
    assert words in found


def test_a_group_is_the_sum_of_its_inputs(tmp_path: Path) -> None:
    """A group's name leaves out its computed lines, or they would count twice."""
    form = small(tmp_path, "x", "a in g, b in g, sum in g = a + b, c", "g <= c")
    (check,) = [check for check in form.checks if check.rule]
    assert [ref.id for ref in check.left.refs] == ["t.a.x", "t.b.x"]
    assert check.left.words() == "组"


def test_a_rule_stands_in_every_line_that_has_its_names(tmp_path: Path) -> None:
    """One rule, one identity a column; totals are expanded to inputs, so a pasted-over total cannot hide anything."""
    form = small(tmp_path, "x, y, z = x + y", "a, b, c = a + b, d", "c == d")
    checks = [check for check in form.checks if check.rule]
    assert [check.line.id for check in checks if check.line] == ["x", "y", "z"]
    assert {ref.id for ref in checks[2].left.refs} == {"t.a.x", "t.a.y", "t.b.x", "t.b.y"}
    assert checks[2].cells == ("t.c.z", "t.d.z")


def test_last_years_figures_stand_as_reported(tmp_path: Path) -> None:
    """Last year's total is one figure on paper: it is asked for itself, not for its parts."""
    form = small(tmp_path, "x", "a, b, c = a + b", "c >= last_year.c")
    (check,) = [check for check in form.checks if check.rule]
    assert [(ref.id, ref.last_year) for ref in check.right.refs] == [("t.c.x", True)]
    assert form.last_year == ("t.c.x",)
    assert check.looks_back
    assert check.cells == ("t.c.x",)


def test_a_rule_of_pinned_cells_holds_once(tmp_path: Path) -> None:
    """A rule without a bare name belongs to no line."""
    form = small(tmp_path, "x, y", "a, b", "a.x <= t.b.y")
    (check,) = [check for check in form.checks if check.rule]
    assert check.line is None
    assert (check.left.words(), check.right.words()) == ("AX", "BY")
