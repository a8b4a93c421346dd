"""The path of somebody who has never seen the workbook, walked in LibreOffice, with every keystroke counted.

Writes docs/proof/newcomer.md when it is proved.
"""

from pathlib import Path

import pytest

from tests.instruments.oracles.typist import needs_typist, typed
from toolkit.checks.check import check
from toolkit.checks.messages.wording import FILLED, passed
from toolkit.form.form import Form
from toolkit.submission.submission import BLANKS_ARE_ZERO, DECLARATIONS
from toolkit.workbook.design.layout import layout
from toolkit.workbook.read.reader import read
from toolkit.workbook.write.book import blank

PROOF = Path(__file__).resolve().parents[2] / "docs" / "proof" / "newcomer.md"
FIGURES = {
    "publication.norms.issued": 2,
    "publication.norms.in_force": 9,
    "publication.penalties.decisions": 31,
    "publication.fees.amount": 4,
    "requests.new.person": 3,
    "requests.granted.person": 3,
}
PARAGRAPHS = {
    "overview.proactive": "2025年公开政府信息120条。",
    "overview.on_request": "2025年新收申请3件，全部予以公开。",
    "overview.management": "公开前逐件审查。",
    "overview.platform": "公示栏每周更新。",
    "overview.supervision": "全年开展工作考核、社会评议各一次，没有责任追究。",
    "problems.found": "解读材料偏少，有的政策群众看了不明白。",
    "problems.improved": "每月补充一篇解读，由起草文件的站所来写。",
    "other": "未收取信息处理费。",
}


@needs_typist
@pytest.mark.parametrize("long", [False, pytest.param(True, marks=pytest.mark.prove)], ids=["walked", "written down"])
def test_the_newcomers_path(official: Form, long: bool) -> None:
    """Three choices, six numbers, eight paragraphs: no red is left, and the district accepts it."""
    placed = layout(official)
    choices = [(sheet.declared.sheet, sheet.declared.ref) for sheet in placed.tables.values()]
    figures = [(place.sheet, place.ref, str(FIGURES[id])) for id, place in placed.figures.items() if id in FIGURES]
    texts = [(placed.texts[id][0].sheet, placed.texts[id][0].ref, said) for id, said in PARAGRAPHS.items()]
    entries = [*((*choice, DECLARATIONS[BLANKS_ARE_ZERO]) for choice in choices), *figures, *texts]
    glances = [(each.sheet, each.ref) for glance in placed.glances for each in (glance.state, glance.errors)]
    summary = (placed.summary.sheet, placed.summary.ref)
    session = typed(blank(official, "某乡", 2025, level="township"), entries, asked=[*glances, summary])
    assert [each.box for each in session.reactions] == [""] * len(entries)
    assert session.shown == [FILLED, "0"] * len(placed.glances) + [passed(official)]
    assert check(read(session.saved, (official,))) == ()
    if long:
        written = sum(len(text) for _, _, text in texts)
        digits = sum(len(text) + 1 for _, _, text in figures)
        PROOF.write_text(PATH.format(figures=len(figures), digits=digits, texts=len(texts), written=written), "utf-8")


PATH = """# A newcomer's path

Made by `make prove`, walked in LibreOffice by its UI test interface: a blank workbook for 某乡, from opening it to a
file that the district accepts without a word. No cell is red at the end, every sheet says 已填完, 校验结果 says
“数据校验通过，勾稽关系全部平。文字部分由区政府办审核。”.

| step | keys and clicks |
|---|---|
| three tables: the choice “已填完，空格均为0” above each | 3 × 3: the cell, its arrow, the line |
| {figures} numbers | {digits} keys (digits and Enter), {figures} clicks to reach the cells |
| {texts} paragraphs, {written} characters | pasted from Word: 3 × {texts} (copy, cell, paste) |
| going from sheet to sheet by the links on the cover | 2 × 6 |

How they could be fewer: 144 zeros of table three are already saved by the choice. A table whose choice the district
puts in beforehand would save 3 clicks each, at the price of a declaration that nobody made. Several paragraphs of one
text come with one paste. What remains is what only the officer knows.
"""
