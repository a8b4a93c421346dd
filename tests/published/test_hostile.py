"""Strangers' files: however they are built, they end soon, with a sentence or a reading."""

import io
import zipfile
from collections.abc import Callable

import pytest

from tests.drawn import official_form
from toolkit.errors import UserError
from toolkit.published.blocks import PrintedTable
from toolkit.published.read import readings
from toolkit.published.source import plain, web, word

DOCX = "word/document.xml"


def docx(body: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(DOCX, f'<w:document xmlns:w="w"><w:body>{body}</w:body></w:document>')
    return out.getvalue()


PAGES: dict[str, str] = {
    "tags that never end": "<a " * 200_000,
    "quotes that never end": '<p x="' * 50_000,
    "comments that never end": "<!--" * 300_000,
    "tables in tables": "<table><tr><td>" * 5_000 + "1",
    "huge spans": "<table>" + "<tr><td rowspan=99999 colspan=99999>1</td></tr>" * 300,
    "entities of thousands of digits": "<p>&#" + "9" * 10_000 + ";</p>",
    "one long line of digits": "1" * 500_000,
    "rows without end": "<table>"
    + "<tr><td>一、本年新收政府信息公开申请数量<td>1<td>2<td>3<td>4<td>5<td>6<td>7" * 4_000,
    "hidden without end": "<div style='display:none'>" * 50_000,
    "nothing": "",
}


@pytest.mark.parametrize("name", sorted(PAGES))
def test_pages(name: str) -> None:
    """A page is read in one pass, within bounds."""
    with pytest.raises(UserError) as refusal:
        readings(web.blocks(PAGES[name].encode()), (official_form(),))
    assert refusal.value.code in ("no-report", "too-large")


@pytest.mark.parametrize(
    "body",
    [
        "<w:tbl><w:tr><w:tc>" * 3_000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 3_000,
        "<w:tbl>" + "<w:tr><w:tc><w:tcPr><w:gridSpan w:val='99999999'/></w:tcPr></w:tc></w:tr>" * 2_000 + "</w:tbl>",
        "<w:tbl>" + ("<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr></w:tc></w:tr>") * 9_000 + "</w:tbl>",
        "<w:p>" * 20_000 + "</w:p>" * 20_000,
    ],
    ids=["tables in tables", "wide cells", "merged without end", "paragraphs in paragraphs"],
)
def test_documents(body: str) -> None:
    """A Word file too."""
    with pytest.raises(UserError) as refusal:
        readings(word.blocks(docx(body)), (official_form(),))
    assert refusal.value.code in ("no-report", "too-large")


@pytest.mark.parametrize("read", [web.blocks, plain.blocks], ids=["web", "plain"])
def test_too_large(read: Callable[[bytes], object]) -> None:
    """Nothing is made of a file that is too large."""
    with pytest.raises(UserError, match="too-large"):
        read(b" " * (21 * 2**20))


def test_a_span_ends_with_its_table() -> None:
    """A cell that says it has a hundred rows in a table of one has one."""
    (table,) = web.of_page("<table><tr><td rowspan=99>甲<td>1</table>")
    assert isinstance(table, PrintedTable)
    assert [(cell.height, cell.width) for cell in table.cells] == [(1, 1), (1, 1)]
