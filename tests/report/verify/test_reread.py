"""What the proof sees in a Word file: only what a reader of the printed page sees."""

import pytest

from tests.drawn import rows
from toolkit.office.opc import zipped
from toolkit.report.verify.reread import DOCUMENT, Reread, reread
from toolkit.rich_text import from_markup, plain

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

# inside of a paragraph | what is read, in our markup
PARAGRAPHS = """
<w:r><w:t>甲</w:t></w:r><w:r><w:t>乙</w:t></w:r>                                            | 甲乙
<w:r><w:rPr><w:b/></w:rPr><w:t>甲</w:t></w:r><w:r><w:t>乙</w:t></w:r>                       | **甲**乙
<w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>甲</w:t></w:r>                                     | 甲
<w:r><w:rPr><w:rPrChange><w:rPr><w:b/></w:rPr></w:rPrChange></w:rPr><w:t>甲</w:t></w:r>     | 甲
<w:pPr><w:rPr><w:b/></w:rPr></w:pPr><w:r><w:t>甲</w:t></w:r>                                | 甲
<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>甲</w:t></w:r>                            | 甲
<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:t>甲</w:t></w:r>                  | 甲
<w:del><w:r><w:delText>旧</w:delText><w:t>旧</w:t></w:r></w:del><w:r><w:t>甲</w:t></w:r>    | 甲
<w:hyperlink><w:r><w:t>甲</w:t></w:r></w:hyperlink><w:r><w:instrText>域</w:instrText></w:r> | 甲
<w:proofErr/>  字  <w:r>  <w:t>甲&amp;</w:t>  字  </w:r>                                    | 甲&
"""


def body(inner: str) -> Reread:
    document = f"<w:document {SPACE}><w:body>{inner}</w:body></w:document>"
    return reread(zipped({"[Content_Types].xml": b"<Types/>", DOCUMENT: document.encode()}))


@pytest.mark.parametrize(("inner", "said"), rows(PARAGRAPHS))
def test_a_paragraph(inner: str, said: str) -> None:
    """Words, and which of them are bold; neither properties nor what was struck out or hidden."""
    assert body(f"<w:p>{inner}</w:p>").paragraphs == [from_markup(said)]


@pytest.mark.parametrize(("inner", "said"), rows(PARAGRAPHS))
def test_the_long_way_round(inner: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paragraphs of nothing but words are read by a short cut; it says what the long way says."""
    monkeypatch.setattr("toolkit.report.verify.reread._only_words", lambda paragraph: None)
    assert body(f"<w:p>{inner}</w:p>").paragraphs == [from_markup(said)]


def test_breaks_and_tabs() -> None:
    """In a run they are characters."""
    [paragraph] = body("<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t></w:r></w:p>").paragraphs
    assert plain(paragraph) == "甲\n乙\t丙"


def test_a_table_with_merged_cells() -> None:
    """A cell stands where its first place is, and the lower parts of a cell over several rows say nothing."""

    def cell(text: str, looks: str = "") -> str:
        return f"<w:tc><w:tcPr>{looks}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"

    top = cell("高", '<w:vMerge w:val="restart"/>') + cell("宽", '<w:gridSpan w:val="2"/>')
    low = cell("", "<w:vMerge/>") + cell("1") + cell("2")
    [table] = body(f"<w:tbl><w:tr>{top}</w:tr><w:tr><w:trPr><w:cantSplit/></w:trPr>{low}</w:tr></w:tbl>").tables
    assert (table.rows, table.columns) == (2, 3)
    assert table.cells == {(0, 0): "高", (0, 1): "宽", (1, 1): "1", (1, 2): "2"}
