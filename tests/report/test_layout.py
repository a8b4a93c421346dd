"""How the Word file looks: tables as in the official template, page and typefaces after GB/T 9704-2012."""

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tc

from tests.drawn import filled
from tests.report.opened import headers_and_footers, opened, printed
from toolkit.form.form import Form
from toolkit.report.word.word import render
from toolkit.rich_text import Run
from toolkit.submission.json import code_of

# The official template's merged cells: columns covered, * where a cell over several rows starts, ^ below it.
MERGED = """
4
1 1 1 1
1 1 1 1
1 1 1 1
4
1 3
1 3
4
1 3
1 3
1 3
4
1 3
1 3

3* 7
3^ 1* 5 1*
3^ 1^ 1 1 1 1 1 1^
3 1 1 1 1 1 1 1
3 1 1 1 1 1 1 1
1* 2 1 1 1 1 1 1 1
1^ 2 1 1 1 1 1 1 1
1^ 1* 1 1 1 1 1 1 1 1
1^ 1^ 1 1 1 1 1 1 1 1
1^ 1^ 1 1 1 1 1 1 1 1
1^ 1^ 1 1 1 1 1 1 1 1
1^ 1^ 1 1 1 1 1 1 1 1
1^ 1^ 1 1 1 1 1 1 1 1
1^ 1^ 1 1 1 1 1 1 1 1
1^ 1^ 1 1 1 1 1 1 1 1
1^ 1* 1 1 1 1 1 1 1 1
1^ 1^ 1 1 1 1 1 1 1 1
1^ 1^ 1 1 1 1 1 1 1 1
1^ 1* 1 1 1 1 1 1 1 1
1^ 1^ 1 1 1 1 1 1 1 1
1^ 1^ 1 1 1 1 1 1 1 1
1^ 1^ 1 1 1 1 1 1 1 1
1^ 1^ 1 1 1 1 1 1 1 1
1^ 1* 1 1 1 1 1 1 1 1
1^ 1^ 1 1 1 1 1 1 1 1
1^ 1^ 1 1 1 1 1 1 1 1
1^ 2 1 1 1 1 1 1 1
3 1 1 1 1 1 1 1

5 10
1* 1* 1* 1* 1* 5 5
1^ 1^ 1^ 1^ 1^ 1 1 1 1 1 1 1 1 1 1
1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
"""


def merged(cell: CT_Tc) -> str:
    return f"{cell.grid_span}{ {None: '', 'restart': '*', 'continue': '^'}[cell.vMerge] }"


def test_tables_are_merged_as_in_the_official_template(official: Form) -> None:
    """14×4, 28×10 and 4×15: whoever copies figures between the two files copies cell by cell."""
    found = [
        "\n".join(" ".join(merged(cell) for cell in row.tc_lst) for row in table._tbl.tr_lst)
        for table in opened(filled(official)).tables
    ]
    assert found == MERGED.strip().split("\n\n")


def test_columns_and_cells_agree_on_widths(official: Form) -> None:
    """Word, WPS and LibreOffice each believe another one of the three places a width is written."""
    for table in opened(filled(official)).tables:
        columns = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
        assert sum(columns) == 8844
        for row in table._tbl.tr_lst:
            at = 0
            for cell in row.tc_lst:
                width = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
                assert width is not None
                assert int(width.get(qn("w:w"))) == sum(columns[at : at + cell.grid_span])
                at += cell.grid_span


def test_rows_are_whole_and_heads_repeated(official: Form) -> None:
    """Table 三 always crosses a page in published reports, there without its headings."""
    for table, heads in zip(opened(filled(official)).tables, (0, 3, 3), strict=True):
        rows = table._tbl.tr_lst
        assert [position for position, row in enumerate(rows) if list(row.iter(qn("w:tblHeader")))] == list(
            range(heads)
        )
        assert all(list(row.iter(qn("w:cantSplit"))) for row in rows)


@pytest.mark.parametrize("draft", [False, True])
def test_page_number_and_code_stand_in_the_footer(official: Form, draft: bool) -> None:
    """GB/T 9704-2012, 7.5: odd pages right, even pages left; the code matches paper and file (design, 5.4)."""
    submission = filled(official)
    document = opened(submission, draft)
    expected = [f"— 1 —\n校验码：{code_of(submission)}"] * 2
    assert [re.sub("—  —", "— 1 —", footer) for footer in headers_and_footers(document)[2:]] == expected
    (section,) = document.sections
    sides = [each.paragraphs[0].style for each in (section.footer, section.even_page_footer)]
    found = [side.paragraph_format.alignment for side in sides if side]
    assert found == [WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT]
    assert document.settings.odd_and_even_pages_header_footer


def test_page_is_laid_out_after_the_standard(official: Form) -> None:
    """GB/T 9704-2012, 5.2.1: A4, 37 mm above, 28 mm left, 156 × 225 mm of text."""
    (section,) = opened(filled(official)).sections
    sizes = (section.page_width, section.page_height)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(each.mm) for each in sizes if each] == [210, 297]
    assert [round(each.mm) for each in margins if each] == [37, 35, 28, 26]


LOOKS = """
Title     | 方正小标宋简体 | 22 | 35
heading 1 | 黑体           | 16 | 28.95
heading 2 | 楷体_GB2312    | 16 | 28.95
Body Text | 仿宋_GB2312    | 16 | 28.95
"""


@pytest.mark.parametrize("line", LOOKS.strip().splitlines())
def test_styles_are_those_of_the_standard(official: Form, line: str) -> None:
    """GB/T 9704-2012, 7.3: sizes 2号 and 3号 and a typeface a level; real heading styles, so that Word can navigate."""
    name, font, points, pitch = (part.strip() for part in line.split("|"))
    styles = ET.fromstring(zipfile.ZipFile(io.BytesIO(render(filled(official)))).read("word/styles.xml"))
    by_id = {style.get(qn("w:styleId")): style for style in styles.iter(qn("w:style"))}
    chain = list(inherited(by_id, next(s for s in by_id.values() if value(s, "w:name") == name)))
    assert next(fonts.get(qn("w:eastAsia")) for s in chain for fonts in s.iter(qn("w:rFonts"))) == font
    assert float(next(filter(None, (value(s, "w:rPr/w:sz") for s in chain)))) / 2 == float(points)
    spacing = next(e for s in chain for e in s.iterfind(path("w:pPr/w:spacing")) if e.get(qn("w:line")))
    assert float(spacing.get(qn("w:line"), "")) / 20 == float(pitch)
    assert spacing.get(qn("w:lineRule")) == "exact"


def inherited(styles: dict[str | None, ET.Element], style: ET.Element) -> Iterator[ET.Element]:
    """A style, then what it is based on."""
    yield style
    if base := value(style, "w:basedOn"):
        yield from inherited(styles, styles[base])


def value(element: ET.Element, where: str) -> str:
    found = element.find(path(where))
    return "" if found is None else found.get(qn("w:val"), "")


def path(where: str) -> str:
    return "/".join(qn(step) for step in where.split("/"))


def test_every_style_names_its_chinese_typeface(official: Form) -> None:
    """A style without one falls back to a machine's default, which differs between Word and WPS."""
    styles = ET.fromstring(zipfile.ZipFile(io.BytesIO(render(filled(official)))).read("word/styles.xml"))
    for style in styles.iter(qn("w:style")):
        if style.get(qn("w:type")) == "paragraph":
            fonts = style.find(path("w:rPr/w:rFonts"))
            assert fonts is not None
            assert fonts.get(qn("w:eastAsia"))


FALLBACKS = """
仿宋_GB2312    | 仿宋,FangSong
楷体_GB2312    | 楷体,KaiTi
方正小标宋简体 | 小标宋,宋体
黑体           | SimHei
宋体           | SimSun
"""


@pytest.mark.parametrize("line", FALLBACKS.strip().splitlines())
def test_each_typeface_says_what_may_stand_in_for_it(official: Form, line: str) -> None:
    """A machine without 楷体_GB2312 prints headings in its interface's typeface, as published reports show."""
    name, others = (part.strip() for part in line.split("|"))
    fonts = ET.fromstring(zipfile.ZipFile(io.BytesIO(render(filled(official)))).read("word/fontTable.xml"))
    (font,) = (each for each in fonts if each.get(qn("w:name")) == name)
    assert value(font, "w:altName").startswith(others)


def test_the_language_is_chinese(official: Form) -> None:
    """Else Word underlines whole pages as misspelt. Digits are not: a Chinese number is broken over two lines."""
    styles = ET.fromstring(zipfile.ZipFile(io.BytesIO(render(filled(official)))).read("word/styles.xml"))
    (language,) = styles.iter(qn("w:lang"))
    assert (language.get(qn("w:val")), language.get(qn("w:eastAsia"))) == ("en-US", "zh-CN")


def test_the_standards_order_of_headings(official: Form) -> None:
    """Section headings are of level 1, those of their texts of level 2, in Word's own outline."""
    document = opened(filled(official))
    assert len(printed(document, "Heading 1")) == 6
    assert len(printed(document, "Heading 2")) == 7


SIGNED = """
青石镇人民政府办公室 | 2024年1月15日 | 1600 | 1800
青石镇               | 2024年1月15日 | 1750 | 1950
某某县数据局         |               | 2000 |
"""


@pytest.mark.parametrize("line", SIGNED.strip().splitlines())
def test_signature_ends_two_characters_from_the_right(official: Form, line: str) -> None:
    """GB/T 9704-2012, 7.3.5.2: the date starts two characters further in; a longer date pushes the name left."""
    signature, date, *indents = (part.strip() for part in line.split("|"))
    given = {id: ((Run(text),),) for id, text in (("signature", signature), ("date", date)) if text}
    submission = filled(official)
    document = opened(replace(submission, texts={**submission.texts, **given}))
    closing = [p._p for p in document.paragraphs if p.style and p.style.name == "Closing"]
    found = [indent.get(qn("w:leftChars")) for each in closing for indent in each.iter(qn("w:ind"))]
    assert found == [indent for indent in indents if indent]
