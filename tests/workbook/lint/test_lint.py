"""Every complaint of the lint: a sound workbook is damaged in just one way, and just that is said, with its place."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, fromstring, tostring

import pytest

from tests.drawn import second_form
from tests.office.sheets.drawn_parts import MAIN, empty, parts_of, sheet_part
from toolkit.form.definition.load import load
from toolkit.form.form import Form
from toolkit.office.opc import zipped
from toolkit.office.sheets.addresses import Box
from toolkit.workbook.design.layout import layout
from toolkit.workbook.design.sheets import GUIDE, RESULTS
from toolkit.workbook.lint.faults import WORDS, LintFault
from toolkit.workbook.lint.formulas import parsed, reads
from toolkit.workbook.lint.lint import lint, lint_form
from toolkit.workbook.lint.raw_book import RawBook
from toolkit.workbook.lint.rules import rules

Act = Callable[[Element], None]
BOOK, STYLES = "xl/workbook.xml", "xl/styles.xml"
STAFF, VISITS = "服务人手", "到室人次"
FIGURE, STATE, LABEL = "B4", "G4", "A4"  # of STAFF: an input, a live state, a label
SAME_LOOK = "D2"  # a formula's format


@dataclass(frozen=True)
class Damage:
    """``where`` is a sheet or a part; ``others`` are changes that the damage needs beside it."""

    expected: str
    where: str
    act: Act
    others: tuple[tuple[str, Act], ...] = ()


def cell(ref: str, inner: str = "") -> str:
    return f".//{{*}}c[@r='{ref}']" + (f"/{{*}}{inner}" if inner else "")


def first(root: Element, path: str) -> Element:
    found = root.find(path)
    assert found is not None, path
    return found


def setting(path: str, **attributes: str) -> Act:
    return lambda root: first(root, path).attrib.update(attributes)


def without(path: str, attribute: str) -> Act:
    def act(root: Element) -> None:
        del first(root, path).attrib[attribute]

    return act


def saying(path: str, text: str) -> Act:
    def act(root: Element) -> None:
        assert first(root, path).text != text
        first(root, path).text = text

    return act


def adding(path: str, tag: str, text: str = "", **attributes: str) -> Act:
    def act(root: Element) -> None:
        SubElement(first(root, path), MAIN + tag, attributes).text = text

    return act


def dropping(path: str) -> Act:
    def act(root: Element) -> None:
        parent = first(root, path + "/..")
        parent.remove(first(root, path))

    return act


def emptying(path: str) -> Act:
    return lambda root: first(root, path).clear()


def looking_like(ref: str, other: str) -> Act:
    return lambda root: first(root, cell(ref)).set("s", first(root, cell(other)).get("s", ""))


def named(name: str, text: str = f"'{STAFF}'!$A$1", **attributes: str) -> Act:
    return adding("{*}definedNames", "definedName", text, name=name, **attributes)


def renaming(old: str, new: str) -> Act:
    """A sheet by another name, in every formula too."""

    def act(root: Element) -> None:
        for each in root.iter():
            if each.get("name") == old:
                each.set("name", new)
            if each.tag in (f"{MAIN}f", f"{MAIN}formula", f"{MAIN}definedName"):
                each.text = (each.text or "").replace(f"'{old}'!", f"'{new}'!")

    return act


def everywhere(expected: str, *renamed: tuple[str, str]) -> Damage:
    """Sheets renamed in all parts."""
    parts = [name for name in parts_of(empty(second_form())) if name.startswith("xl/worksheets/")]
    acts = [(part, renaming(old, new)) for part in [BOOK, *parts] for old, new in renamed]
    return Damage(expected, *acts[0], tuple(acts[1:]))


def checked(ref: str) -> str:
    return f".//{{*}}dataValidation[@sqref='{ref}']"


def formula(text: str) -> Act:
    return saying(cell(STATE, "f"), text)


def state_of(id: str) -> str:
    """Where the first line of a rule, a total or a text stands on the sheet of results."""
    for line in layout(second_form()).results:
        rule = getattr(line.subject, "rule", None)
        if id in (rule and rule.id, getattr(line.subject, "total", ""), getattr(line.subject, "id", "")):
            return line.state.ref
    raise AssertionError(id)


TRAINED = state_of("trained-present")
FORMATS = len(RawBook(empty(second_form())).formats)

DAMAGES = (
    # names
    Damage("名称“spare”没有指向任何格（#REF!）。", BOOK, named("spare", "#REF!")),
    Damage("名称“spare”没有指向任何格（'没有'!$A$1）。", BOOK, named("spare", "'没有'!$A$1")),
    Damage("名称“spare”没有指向任何格（5）。", BOOK, named("spare", "5")),
    *(Damage(f"名称“{name}”不合写法", BOOK, named(name)) for name in ("1st", "a b", "a-b", "AB12", "r1c1", "C")),
    Damage(f"名称“{'n' * 40}…”有256个字，最多255个字。", BOOK, named("n" * 256)),
    Damage("名称“SPARE”和“spare”只有大小写不同", BOOK, named("spare"), ((BOOK, named("SPARE")),)),
    Damage("少了名称“nianbao.unit”", BOOK, dropping("{*}definedNames/*[@name='nianbao.unit']")),
    # sheets
    everywhere("“服务:人手”：工作表的名称不合写法", (STAFF, "服务:人手")),
    everywhere(f"“{'长' * 32}”：工作表的名称有32个字，最多31个字。", (STAFF, "长" * 32)),
    everywhere("“Staff”：有两张工作表叫这个名称", (VISITS, "STAFF"), (STAFF, "Staff")),
    Damage(f"“{STAFF}”：工作表没有保护", STAFF, setting(".//{*}sheetProtection", sheet="0")),
    Damage("工作簿的结构没有保护", BOOK, dropping("{*}workbookProtection")),
    # locks
    Damage(f"“{STAFF}”G4：公式所在的格没有锁定", STAFF, looking_like(STATE, FIGURE)),
    Damage(f"“{STAFF}”B4：要填写的格（staff.keepers.moved）锁定了", STAFF, looking_like(FIGURE, SAME_LOOK)),
    Damage(f"“{STAFF}”B2：要填写的格（declared.staff）锁定了", STAFF, looking_like("B2", SAME_LOOK)),
    Damage("“读者意见”B4：要填写的格（text.voices）锁定了", "读者意见", looking_like("B4", "A4")),
    Damage("“封面”C8：要填写的格（cover.filled_by）锁定了", "封面", looking_like("C8", "B8")),
    *(
        Damage(
            f"“{place.sheet}”{place.ref}：要填写的格（{name}）锁定了",
            place.sheet,
            looking_like(place.ref, TRAINED if place.sheet == RESULTS else STATE),
        )
        for name, (place, *_) in layout(second_form()).names.items()
        if name.startswith(("reason.", "last_year."))
    ),
    Damage(f"“{STAFF}”A4：不是要填写的格，却没有锁定。", STAFF, looking_like(LABEL, FIGURE)),
    Damage(
        f"“{STAFF}”A4：格式里没有写明是否锁定",
        STAFF,
        setting(cell(LABEL), s=str(FORMATS)),
        ((STYLES, adding("{*}cellXfs", "xf")),),
    ),
    Damage("“样式“常规””是锁定的", STYLES, setting("{*}cellStyleXfs/{*}xf/{*}protection", locked="1")),
    Damage("“单元格格式0”是锁定的", STYLES, setting("{*}cellXfs/{*}xf/{*}protection", locked="1")),
    # Excel's limits
    Damage(f"“{STAFF}”B4：输入提示有256个字，最多255个字。", STAFF, setting(checked("B4"), prompt="长" * 256)),
    Damage(f"“{STAFF}”B4：输入提示的标题有33个字，最多32个字。", STAFF, setting(checked("B4"), promptTitle="长" * 33)),
    Damage(f"“{STAFF}”B4：出错提示有256个字，最多255个字。", STAFF, setting(checked("B4"), error="长" * 256)),
    Damage(f"“{STAFF}”B4：出错提示的标题有33个字，最多32个字。", STAFF, setting(checked("B4"), errorTitle="长" * 33)),
    Damage(
        f"“{STAFF}”B2：下拉的选项有256个字，最多255个字。",
        STAFF,
        saying(checked("B2") + "/{*}formula1", f'"{"长" * 256}"'),
    ),
    Damage(f"“{STAFF}”：页眉或页脚有256个字，最多255个字。", STAFF, saying(".//{*}oddFooter", "长" * 256)),
    Damage(
        f"“{STAFF}”A4：格里的文字有33000个字，最多32767个字。", STAFF, saying(cell(LABEL, "is/{*}t"), "长" * 33_000)
    ),
    Damage(f"“{STAFF}”G4：公式有9006个字，最多8192个字。", STAFF, formula("SUM(" + "B4," * 3_000 + "1)")),
    Damage(f"“{STAFF}”G4：公式里的函数套了65层，最多64层。", STAFF, formula("ABS(" * 65 + "(B4)" + ")" * 65)),
    # what formulas are made of
    Damage(f"“{STAFF}”G4：函数XLOOKUP不是", STAFF, formula('XLOOKUP("LET(",B4:B5,C4:C5)')),
    Damage(f"“{STAFF}”G4：函数_xlfn.CONCAT不是", STAFF, formula("_xlfn.CONCAT(B4:B5)")),
    Damage(f"“{STAFF}”D2：函数LET不是", STAFF, saying(".//{*}cfRule/{*}formula", "LET(1)>D2")),
    Damage(f"“{STAFF}”B4：函数RAND不是", STAFF, saying(checked("B4") + "/{*}formula1", "RAND()")),
    Damage(f"“{STAFF}”G4：公式用到了没有的工作表“没有”。", STAFF, formula("SUM(B4,'没有'!A1)")),
    Damage(f"“{STAFF}”G4：公式用到了没有的工作表“没有”。", STAFF, formula("SUM(B4,没有!A1)")),
    Damage(f"“{STAFF}”G4：公式用到了没有的名称“nobody.here”。", STAFF, formula("SUM(B4,nobody.here,TRUE,1.5E10,B:C)")),
    Damage(f"“{STAFF}”G4：公式里有失效的引用（#REF!）。", STAFF, formula("SUM(B4,#REF!)")),
    # rules
    *(
        Damage(f"“{RESULTS}”{state_of(id)}：规则“{id}”在这里没有公式", RESULTS, dropping(cell(state_of(id), "f")))
        for id in ("trained-present", "staff-flow", "holdings.start.whole", "voices", "free-of-charge")
    ),
    Damage(
        f"“{RESULTS}”{TRAINED}：规则“trained-present”的公式没有用到“staff.keepers.trained”。",
        RESULTS,
        saying(cell(TRAINED, "f"), f"IF('{STAFF}'!$C$4>=0,\"'{STAFF}'!D4\",0)"),
    ),
    Damage(f"“{STAFF}”B4：填数的格（staff.keepers.moved）没有数据有效性", STAFF, dropping(checked("B4"))),
    Damage(
        f"“{STAFF}”B4：填数的格（staff.keepers.moved）没有数据有效性",
        STAFF,
        setting(checked("B4"), showErrorMessage="0"),
    ),
    # what is seen and printed
    Damage(f"“{STAFF}”A1:B1：合并的格和A1:B1重叠", STAFF, adding(".//{*}mergeCells", "mergeCell", ref="A1:B1")),
    Damage(
        f"“{STAFF}”A4:B4：合并的格盖住了“staff.keepers.moved”（B4）。",
        STAFF,
        adding(".//{*}mergeCells", "mergeCell", ref="A4:B4"),
    ),
    Damage(f"“{STAFF}”：打印的纸不是A4。", STAFF, setting(".//{*}pageSetup", paperSize="8")),
    Damage(f"“{STAFF}”：没有写明横向还是纵向打印。", STAFF, without(".//{*}pageSetup", "orientation")),
    Damage(f"“{STAFF}”：没有设为一页宽", STAFF, setting(".//{*}pageSetup", fitToWidth="2")),
    Damage(f"“{STAFF}”：没有设为一页宽", STAFF, dropping(".//{*}pageSetUpPr")),
    Damage(f"“{GUIDE}”：没有可打印的内容。", GUIDE, emptying("{*}sheetData")),
    Damage(
        f"“{STAFF}”：没有可打印的内容。",
        BOOK,
        named("_xlnm.Print_Area", f"'{STAFF}'!$Y$90:$Z$91", localSheetId="5"),
    ),
    Damage(
        f"“{STAFF}”Z90：条件格式超出了表格的范围。",
        STAFF,
        setting(".//{*}conditionalFormatting", sqref="D2 Z90"),
    ),
)

AT_THE_LIMIT: tuple[tuple[str, Act], ...] = (
    (BOOK, named("n" * 255)),
    (BOOK, named("_xlnm.Print_Area", f"'{STAFF}'!$A$1:$E$5", localSheetId="5")),
    (STAFF, setting(checked("B4"), prompt="长" * 255, promptTitle="长" * 32, error="长" * 255, errorTitle="长" * 32)),
    (STAFF, saying(checked("B2") + "/{*}formula1", f'"{"长" * 255}"')),
    (STAFF, saying(".//{*}oddFooter", "长" * 255)),
    (STAFF, saying(cell(LABEL, "is/{*}t"), "长" * 32_767)),
    (STAFF, formula("ABS(" * 64 + "(B4)" + ")" * 64)),
)


def damaged(workbook: bytes, *acts: tuple[str, Act]) -> bytes:
    parts = parts_of(workbook)
    for where, act in acts:
        part = where if where in parts else sheet_part(workbook, where)
        root = fromstring(parts[part])
        act(root)
        parts[part] = tostring(root, encoding="utf-8")
    return zipped(parts)


def test_the_workbooks_that_we_draw_are_sound(any_form: Form) -> None:
    """Every complaint below is measured against a workbook that gives none."""
    assert lint_form(any_form) == ()
    assert lint(empty(any_form), any_form) == ()


@cache
def complaints(damage: Damage) -> tuple[LintFault, ...]:
    return lint(damaged(empty(second_form()), (damage.where, damage.act), *damage.others), second_form())


SMALLEST = {
    "form.toml": """
id = "smallest"
revision = "2024"
name = "最小的表"
title = ["最小的表"]
cite = "虚构"
years = [2024]
tables = ["only"]
levels = [{ id = "village", label = "村", due = "02-10" }]
sections = [{ heading = "=1+1", table = "only" }]
""",
    "only.toml": """
title = "只有一格"
name = "表一"
sheet = "只有一格"
cite = "虚构"
blocks = [{ columns = [{ id = "one", label = "数" }], rows = [{ id = "row", label = "行" }] }]
""",
}


def test_the_smallest_form_makes_a_sound_workbook(tmp_path: Path) -> None:
    """One figure, no rule, no text; a heading that begins like a formula is a heading."""
    for name, text in SMALLEST.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    form = load(tmp_path)
    assert lint_form(form) == ()
    assert not RawBook(empty(form)).by_name["只有一格"].formula("A1")


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.expected[:40])
def test_each_damage_is_said_and_nothing_else(damage: Damage) -> None:
    """Where the developer must look, in a sentence; a complaint too many would send them elsewhere."""
    [found] = complaints(damage)
    assert str(found).startswith(damage.expected)
    assert str(found).endswith("。")


def test_every_complaint_is_proved() -> None:
    """A new one needs its damage above."""
    assert {found.code for damage in DAMAGES for found in complaints(damage)} == WORDS.keys()


def test_what_just_fits_is_sound() -> None:
    """Excel takes as much, so nobody need shorten it."""
    assert lint(damaged(empty(second_form()), *AT_THE_LIMIT), second_form()) == ()


def test_every_rule_must_read_its_cells(any_form: Form) -> None:
    """A line that always says “平” looks like one that holds."""
    placed, book = layout(any_form), RawBook(empty(any_form))
    for line in placed.results:
        written = book.by_name[RESULTS].cells[line.state.ref].find(f"{MAIN}f")
        assert written is not None
        before, written.text = written.text, '"平"'
        found = {(fault.code, fault.ref) for fault in rules(book, (placed,))}
        written.text = before
        assert found == {("rule-deaf", line.state.ref)}


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("SUM(D6:E7,B2)", [Box("甲", 6, 4, 7, 5), Box("甲", 2, 2, 2, 2)]),
        ("N('乙 ''1'''!$A$1)+乙!B2", [Box("乙 '1'", 1, 1, 1, 1), Box("乙", 2, 2, 2, 2)]),
        ("""IF(A1="说'B2'!C3",'a"b'!C3,1)""", [Box("甲", 1, 1, 1, 1), Box('a"b', 3, 3, 3, 3)]),
        ("LOG10(1)+abc.A1+A1B", []),
    ],
)
def test_what_a_formula_reads(formula: str, expected: list[Box]) -> None:
    """Quotation marks of texts and of sheets' names stand inside each other."""
    assert list(reads(formula, "甲")) == expected


def test_what_a_formula_is_made_of() -> None:
    """Texts, numbers and addresses are no names."""
    found = parsed("""IF(OR(A1="SUM(x",('a"b'!B2+1E5)>TRUE),SUM(某名,B:B),乙!$A$1)""")
    assert (found.functions, found.names) == (("IF", "OR", "SUM"), ("某名",))
    assert found.sheets == {'a"b', "乙"}
    assert found.depth == 2
