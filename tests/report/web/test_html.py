"""What stands on the web page and in the fragment, read back: every figure and text at its place, as typed."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drawn import both_forms, filled, official_form, without
from tests.report.parsed import Element, parsed, placed, tables, texts
from tests.strategies import paragraphs, submissions
from toolkit.form.form import Form
from toolkit.form.grid import FIGURE, GridCell, grid
from toolkit.numbers import plain_number
from toolkit.report.content import Heading, report
from toolkit.report.web.html import fragment, page
from toolkit.rich_text import Paragraph, Run, plain
from toolkit.submission.json import code_of
from toolkit.submission.submission import Submission

AWKWARD = (
    "{{ 7*7 }}", "{% raw %}", "{# nothing #}", "<p>", "</p></div>", "<script>alert(1)</script>", "<!-- ", "]]>",
    "&amp; & &lt; < > \" '", "&#60;", "😀𠮷", "两行\n三行\n\n五行", "左\t右\t\t远", "a  b　　c   d", "“引号”——……",
)  # fmt: skip
WAYS = pytest.mark.parametrize("way", [page, fragment])
Way = Callable[..., bytes]


def saying(form: Form, *typed: Paragraph) -> Submission:
    """A sound submission with these paragraphs in the form's first text."""
    submission = filled(form)
    return replace(submission, texts={**submission.texts, form.front[0].id: typed})


def printed(submission: Submission, cell: GridCell) -> str:
    figure = submission.figure(cell.cell) if cell.kind == FIGURE else None
    return cell.text if cell.kind != FIGURE else "" if figure is None else plain_number(figure)


@WAYS
@given(st.data())
@settings(deadline=None, max_examples=15)
def test_tables_are_the_forms_grids(way: Way, data: st.DataObject) -> None:
    """Each cell has its place, its spans and its figure, whatever the form."""
    submission = data.draw(submissions(data.draw(st.sampled_from(both_forms())), broken=True))
    for table, rows in zip(submission.form.tables, tables(way(submission, draft=True)), strict=True):
        expected, found = grid(table), placed(rows)
        assert (len(found), len(found[0])) == (expected.rows, expected.columns)
        assert sum(map(len, rows)) == len(expected.cells)
        for cell in expected.cells:
            shown = found[cell.row][cell.column]
            assert (shown.number("rowspan"), shown.number("colspan")) == (cell.height, cell.width)
            assert shown.text == printed(submission, cell)


@WAYS
@given(st.lists(paragraphs(), min_size=1, max_size=3))
@settings(deadline=None, max_examples=50)
def test_paragraphs_stand_in_order_once_and_bold_is_kept(way: Way, typed: list[Paragraph]) -> None:
    """Runs, stars, tags, spaces: what was typed is what is shown, each paragraph in one paragraph."""
    html = way(saying(official_form(), *typed))
    assert texts(html, "p")[: len(typed)] == [plain(each) for each in typed]
    assert texts(html, "strong") == [run.text for each in typed for run in each if run.bold]


@WAYS
def test_all_is_said_in_the_order_of_the_report(way: Way, any_form: Form) -> None:
    """The Word report and the page say the same: both draw the same content."""
    said_texts = {id: ((Run(f"{id} 甲"),), (Run(f"{id} 乙"),)) for id in any_form.texts}
    submission = replace(filled(any_form), texts=said_texts)
    html = way(submission)
    assert texts(html, "p") == [f"{id} {each}" for id in any_form.texts for each in "甲乙"]
    assert texts(html, "h1") == ["\n".join(report(submission).title)]
    headings = [(f"h{part.level + 1}", part.text) for part in report(submission).parts if isinstance(part, Heading)]
    assert [(each.name, each.text) for each in parsed(html) if each.name in ("h2", "h3")] == headings


@WAYS
@pytest.mark.parametrize("text", AWKWARD, ids=lambda text: text[:10])
def test_texts_are_data(way: Way, official: Form, text: str) -> None:
    """Nothing that a user writes becomes an element, an attribute or a template's tag."""
    plain_page = way(filled(replace(official, title=("{unit}",)), unit="甲"))
    submission = filled(replace(official, title=("{unit}",)), unit=text)
    html = way(replace(submission, texts={**submission.texts, "preamble": ((Run(text),),)}))
    names = [each.name for each in parsed(html) if each.name != "br"]
    assert names == [each.name for each in parsed(plain_page) if each.name != "br"]
    assert texts(html, "h1") == [text]
    assert texts(html, "p")[0] == text


@WAYS
def test_a_draft_is_marked_on_top(way: Way, official: Form) -> None:
    """With its 校验码, as on paper; a final page has neither."""
    submission = without(filled(official), "overview.platform")
    assert texts(way(submission, draft=True), "p")[0] == f"送审稿　校验码：{code_of(submission)}"
    assert "送审稿" not in way(submission).decode()
    assert "校验码" not in way(submission).decode()


@WAYS
def test_nothing_comes_from_outside(way: Way, any_form: Form) -> None:
    """Websites of the government run no scripts of others, and are read where there is no network."""
    html = way(filled(any_form), draft=True)
    assert not {each.name for each in parsed(html)} & {"script", "link", "img", "iframe", "a", "form", "input"}
    assert not {name for each in parsed(html) for name in each.attributes} & {"src", "href", "onclick"}
    assert "url(" not in html.decode()
    assert "@import" not in html.decode()


def test_a_fragment_is_what_a_website_takes(any_form: Form) -> None:
    """Its editor drops or breaks on a whole page; looks survive in the elements alone, tables over the full width."""
    found = parsed(fragment(filled(any_form), draft=True))
    assert not {each.name for each in found} & {"html", "head", "body", "style", "main", "meta", "title"}
    assert not {name for each in found for name in each.attributes} & {"class", "id", "headers"}
    assert all(each.attributes["style"] for each in found if each.name in ("h1", "h2", "h3", "p", "div", "th", "td"))
    assert all(each.attributes["style"].startswith("width:100%;") for each in found if each.name == "table")


def test_a_page_says_what_it_is(any_form: Form) -> None:
    """The browser's tab, a screen reader's voice and a search engine go by these."""
    submission = filled(any_form)
    html = page(submission)
    assert html.startswith(b"<!DOCTYPE html>\n")
    assert parsed(html)[0].attributes == {"lang": "zh-CN"}
    assert texts(html, "title") == ["".join(report(submission).title)]
    assert texts(page(submission, draft=True), "title")[0].startswith("（送审稿）")
    assert texts(html, "caption") == [table.title for table in any_form.tables]
    regions = [each.attributes for each in parsed(html) if each.attributes.get("role") == "region"]
    assert [(each["aria-label"], each["tabindex"]) for each in regions] == [(t.title, "0") for t in any_form.tables]


def test_figures_name_all_their_headers(any_form: Form) -> None:
    """Whoever hears a table and does not see it is told row and column of each figure, from the outside in."""
    html = page(filled(any_form))
    ids = [each.attributes["id"] for each in parsed(html) if "id" in each.attributes]
    assert len(ids) == len(set(ids))
    for table, rows in zip(any_form.tables, tables(html), strict=True):
        words = {cell.attributes["id"]: cell.text for row in rows for cell in row if "id" in cell.attributes}
        found = placed(rows)
        for cell in (each for each in grid(table).cells if each.kind == FIGURE):
            heard = {words[id] for id in found[cell.row][cell.column].attributes["headers"].split()}
            assert heard == _headers(any_form, cell.cell), cell.cell


def _headers(form: Form, id: str) -> set[str]:
    """As the form's definition has them."""
    table, row_id, column_id = id.split(".")
    block = next(b for b in form.table(table).blocks if row_id in {row.id for row in b.rows})
    lines = [line for line in block.rows if line.id == row_id]
    lines += [line for line in block.columns if line.id == column_id]
    return {label for line in lines for label in (line.label, *(group.label for group in line.groups))} | (
        {block.title} if block.title else set()
    )


SCOPES = {
    "第二十条第（一）项": "rowgroup", "本年制发件数": "col", "行政规范性文件": "row",
    "申请人情况": "colgroup", "自然人": "col",
    "三、本年度办理结果": "rowgroup", "（三）不予公开": "rowgroup", "1.属于国家秘密": "row", "（七）总计": "row",
    "行政诉讼": "colgroup", "尚未审结": "col",
}  # fmt: skip


@WAYS
def test_headers_say_what_they_head(way: Way, official: Form) -> None:
    """A heading over others heads a group."""
    cells = [cell for rows in tables(way(filled(official))) for row in rows for cell in row]
    for text, scope in SCOPES.items():
        assert {_said(cell) for cell in cells if cell.text == text} == {("th", scope)}, text
    assert {cell.name for cell in cells if cell.text.isdigit()} == {"td"}


def _said(cell: Element) -> tuple[str, str]:
    return cell.name, cell.attributes["scope"]


def test_the_same_input_gives_the_same_bytes(any_form: Form) -> None:
    """No clock and no chance."""
    assert page(filled(any_form)) == page(filled(any_form))
    assert fragment(filled(any_form)) == fragment(filled(any_form))
