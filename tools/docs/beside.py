"""Lays a sample's report beside the official Word template, point by point, with pictures of both.

python -m tools.docs.beside 官方模板.docx  (the one that came with 国办公开办函〔2021〕30号; it is not in this project)
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs"
os.environ["FONTCONFIG_FILE"] = str(Path(__file__).with_name("fonts.conf"))

import docx  # noqa: E402
from docx.document import Document  # noqa: E402
from docx.table import Table  # noqa: E402

from tests.instruments.oracles.office import to_pdfs  # noqa: E402  LibreOffice must start with the fonts named above

REPORT = DOCS.parent / "samples" / "tanshan-2023" / "report.docx"
FOLDER = DOCS / "对照"
HEADING = re.compile("[一二三四五六]、")
DOTS_PER_INCH = "50"
TWIP_MM = 25.4 / 1440


def page(template: Path) -> str:
    """The comparison as markdown."""
    theirs, ours = docx.Document(str(template)), docx.Document(str(REPORT))
    lines = [f"| {point} | {first} | {second} |" for point, first, second in _points(theirs, ours)]
    official, report = _pictures(template, "official"), _pictures(REPORT, "report")
    shown = [f"| ![官方模板]({one}) | ![报告]({other}) |" for one, other in zip(official, report, strict=False)]
    rest = [f"| | ![报告]({other}) |" for other in report[len(official) :]]
    return "\n".join([HEAD, *lines, PICTURES, *shown, *rest, ""])


HEAD = """# 官方模板和报告对照

左边是国办公开办函〔2021〕30号所附的Word模板，右边是样例炭山乡2023年的报告。由
`python -m tools.docs.beside 模板.docx`
用python-docx读两份文件得出；“文字相同的格”不计空格和括号的全半角，模板里两种都有。
版面按GB/T 9704-2012，与模板的Word默认版面不同，是有意的：模板的表格比版心宽，没有重复的表头，行会断在两页。

| 项目 | 官方模板 | 报告 |
|---|---|---|"""
PICTURES = """
| 官方模板 | 报告 |
|---|---|"""


def _points(theirs: Document, ours: Document) -> Iterator[tuple[str, ...]]:
    yield "六个标题", *(f"{len(_headings(each))}个" for each in (theirs, ours))
    yield "标题文字", "", "相同" if _headings(theirs) == _headings(ours) else "不同"
    yield "纸张（毫米）", *(_paper(each) for each in (theirs, ours))
    yield "页边距 上下左右（毫米）", *(_margins(each) for each in (theirs, ours))
    for number, (first, second) in enumerate(zip(theirs.tables, ours.tables, strict=True), start=1):
        name = f"第{number}张表："
        yield f"{name}行×列", *(f"{len(each.rows)}×{len(each.columns)}" for each in (first, second))
        labels, same, other = _labels(first, second)
        yield f"{name}文字相同的格", f"{labels}格", f"{same}格" + (f"，另有：{'；'.join(other)}" if other else "")
        yield f"{name}合并的格", *(f"{_merged(each)}处" for each in (first, second))
        yield f"{name}宽（毫米）", *(_width(each) for each in (first, second))
        yield f"{name}每页重复的表头", *(f"{_marked(each, 'tblHeader')}行" for each in (first, second))
        yield f"{name}不断开的行", *(f"{_marked(each, 'cantSplit')}行" for each in (first, second))


def _headings(document: Document) -> list[str]:
    texts = (paragraph.text.strip() for paragraph in document.paragraphs)
    return [text for text in texts if HEADING.match(text)]


def _paper(document: Document) -> str:
    section = document.sections[0]
    assert section.page_width
    assert section.page_height
    return f"{section.page_width.mm:.0f}×{section.page_height.mm:.0f}"


def _margins(document: Document) -> str:
    section = document.sections[0]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    return " ".join(f"{side.mm:.1f}" for side in sides if side)


def _labels(theirs: Table, ours: Table) -> tuple[int, int, list[str]]:
    """How many cells of the template hold words, how many of them hold the same in the report, and what others hold."""
    words = {
        (row, column): _bare(theirs.cell(row, column).text)
        for row in range(len(theirs.rows))
        for column in range(len(theirs.columns))
    }
    words = {at: text for at, text in words.items() if text}
    other = {at: _bare(ours.cell(*at).text) for at, text in words.items() if _bare(ours.cell(*at).text) != text}
    return len(words), len(words) - len(other), sorted({f"“{words[at]}”“{text}”" for at, text in other.items()})


def _bare(text: str) -> str:
    """Spaces and half-width brackets apart, which the template mixes."""
    return re.sub(r"\s", "", text).replace("(", "（").replace(")", "）")


def _merged(table: Table) -> int:
    spans: dict[object, int] = {}
    for row in range(len(table.rows)):
        for column in range(len(table.columns)):
            cell = table.cell(row, column)._tc
            spans[cell] = spans.get(cell, 0) + 1
    return sum(count > 1 for count in spans.values())


def _width(table: Table) -> str:
    return f"{sum(column.width.mm for column in table.columns if column.width):.1f}"


def _marked(table: Table, mark: str) -> int:
    return sum(bool(row._tr.xpath(f"./w:trPr/w:{mark}")) for row in table.rows)


def _pictures(document: Path, name: str) -> list[str]:
    """Each page as a picture in the folder; gives their paths from docs/."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob(f"{name}-*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as work:
        [pdf] = to_pdfs([document], Path(work))
        subprocess.run(["pdftoppm", "-r", DOTS_PER_INCH, "-png", pdf, str(FOLDER / name)], check=True)
    return [f"{FOLDER.name}/{each.name}" for each in sorted(FOLDER.glob(f"{name}-*.png"))]


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    (DOCS / "对照.md").write_text(page(Path(sys.argv[1])), encoding="utf-8")
