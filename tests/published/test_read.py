"""Reports that others printed come back figure by figure, or it is said which do not."""

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest

from tests.drawn import ROOT, official_form, second_form
from tests.published import printed
from tests.published.damaged import without_rows
from tests.strategies import random_submission
from toolkit.checks.check import check
from toolkit.checks.reading import Reading
from toolkit.entry import read
from toolkit.form.library import forms
from toolkit.published.read import readings
from toolkit.published.source import plain, web, word
from toolkit.report.web.html import fragment, page
from toolkit.report.word.word import render
from toolkit.rich_text import plain as words
from toolkit.submission.json import from_json, parse
from toolkit.submission.submission import Submission

KNOWN = (official_form(), second_form())
SAMPLES = ("huaian-2024", "hongze-2023-broken")


def sample(name: str) -> Submission:
    return from_json(parse((ROOT / "samples" / name / "submission.json").read_text("utf-8")), forms()).submission


def one(text: str) -> Reading:
    (found,) = readings(web.of_page(text), KNOWN)
    return found


def outcome(reading: Reading, printed_values: dict[str, str]) -> dict[str, set[str]]:
    """The ids of figures that came back right, wrong, in doubt or not at all."""
    submission = reading.submission
    missing = {id for finding in reading.findings if finding.code == "import-missing" for id in finding.cells}
    found: dict[str, set[str]] = {"right": set(), "wrong": set(), "doubtful": set(), "missing": missing}
    for id, cell in submission.form.cells.items():
        stated = reading.stated.get(id)
        value = (stated.value if stated else None) if cell.computed else submission.entries.get(id)
        if id in submission.doubtful:
            found["doubtful"].add(id)
        elif id not in missing:
            same = read(value, cell.unit).number == read(printed_values[id], cell.unit).number
            found["right" if same else "wrong"].add(id)
    return found


def assert_all_right(reading: Reading, submission: Submission) -> None:
    found = outcome(reading, printed.values(submission))
    assert {state: ids for state, ids in found.items() if ids and state != "right"} == {}
    assert (reading.submission.unit, reading.submission.year) == (submission.unit, submission.year)


@pytest.mark.parametrize("mutation", sorted(printed.MUTATIONS))
@pytest.mark.parametrize("markup", sorted(printed.MARKUPS))
def test_every_markup_and_habit(markup: str, mutation: str) -> None:
    """Websites and clerks print the same tables in many ways: every figure comes back, none is doubted."""
    submission = sample("huaian-2024")
    text = printed.page(submission, printed.MARKUPS[markup], printed.MUTATIONS[mutation])
    assert_all_right(one(text), submission)


WAYS: dict[str, Callable[[Submission], tuple[Reading, ...]]] = {
    "word": lambda given: readings(word.blocks(render(given)), KNOWN),
    "page": lambda given: readings(web.blocks(page(given)), KNOWN),
    "fragment": lambda given: readings(web.blocks(fragment(given)), KNOWN),
}


@pytest.mark.parametrize("way", sorted(WAYS))
@pytest.mark.parametrize("seed", range(4))
def test_what_we_print_comes_back(way: str, seed: int) -> None:
    """The strongest witness for both sides: reading what was rendered gives the submission again, of any form."""
    for form in KNOWN:
        given = random_submission(form, Random(seed))
        (found,) = WAYS[way](given)
        assert found.submission.form is form
        assert_all_right(found, given)
        closing = {text.id for text in form.back}
        assert squeezed(found.submission, closing) == squeezed(given, closing)


def squeezed(submission: Submission, apart: set[str]) -> dict[str, list[str]]:
    """Texts without what a web page does not keep: tabs and double spaces."""
    return {
        id: [" ".join(words(each).split()) for each in said] for id, said in submission.texts.items() if id not in apart
    }


def test_who_signs_and_when() -> None:
    """The last lines of a report are no part of its last section."""
    (found,) = readings(word.blocks((ROOT / "samples" / "huaian-2024" / "report.docx").read_bytes()), KNOWN)
    given = sample("huaian-2024")
    assert found.submission.texts == given.texts


def test_totals_that_do_not_add_up_are_told() -> None:
    """What a report states as its total is compared with what its figures add up to; nothing is mended."""
    submission = sample("hongze-2023-broken")

    def as_published(cells: list[printed.Printed]) -> list[printed.Printed]:
        wrong = {"disputes.review.total", "disputes.after_review.total"}
        return [replace(cell, text="0") if cell.id in wrong else cell for cell in cells]

    found = one(printed.page(submission, printed.plain_table, as_published))
    told = [finding for finding in check(found) if finding.code == "total-differs"]
    assert {id for finding in told for id in finding.cells} == {"disputes.review.total", "disputes.after_review.total"}


@pytest.mark.parametrize("typed", ["", "/", "0", "12件", "２２（其中修订16件）", "251000元", "-"])
def test_blank_sign_and_zero_stay_three_things(typed: str) -> None:
    """What stands in a cell goes to the checks as it stands there."""

    def as_typed(cells: list[printed.Printed]) -> list[printed.Printed]:
        return [replace(cell, text=typed) if cell.id == "publication.fees.amount" else cell for cell in cells]

    entry = one(printed.page(sample("huaian-2024"), printed.plain_table, as_typed)).submission.entry(
        "publication.fees.amount"
    )
    assert entry == read(typed if not typed.isdigit() else int(typed), "万元")


def test_rows_that_are_gone_are_missing_and_nothing_else() -> None:
    """A row that was lost is said to be lost; no other row takes its place."""

    def cut(cells: list[printed.Printed]) -> list[printed.Printed]:
        return without_rows(cells, {4, 9, 17}) if len({cell.row for cell in cells if cell.id}) > 20 else cells

    submission = sample("huaian-2024")
    found = outcome(one(printed.page(submission, printed.plain_table, cut)), printed.values(submission))
    assert found["wrong"] == found["doubtful"] == set()
    gone = ("secret", "deliberative", "published")
    assert {id.split(".")[1] for id in found["missing"]} == set(gone)


def test_a_row_with_a_cell_too_few_is_doubted() -> None:
    """Which figure belongs to which column cannot be told any more."""

    def short(cells: list[printed.Printed]) -> list[printed.Printed]:
        gone = next((cell for cell in cells if cell.id == "requests.granted.business"), None)
        kept = [cell for cell in cells if cell is not gone]
        moved = {
            cell.id: cell.column - 1 for cell in cells if gone and cell.row == gone.row and cell.column > gone.column
        }
        return [replace(cell, column=moved.get(cell.id, cell.column)) for cell in kept]

    submission = sample("huaian-2024")
    reading = one(printed.page(submission, printed.plain_table, short))
    found = outcome(reading, printed.values(submission))
    assert found["wrong"] == set()
    assert {id.rpartition(".")[0] for id in found["doubtful"]} == {"requests.granted"}
    assert "import-doubtful" in {finding.code for finding in check(reading)}


def test_one_line_for_a_group() -> None:
    """Of a group that is printed as one line, 0 is 0 for all of its lines; anything else is nobody's."""

    def grouped(value: str) -> Callable[[list[printed.Printed]], list[printed.Printed]]:
        def table(cells: list[printed.Printed]) -> list[printed.Printed]:
            gone = ("requests.not_corrected.", "requests.fee_unpaid.")
            rows = {cell.row for cell in cells if cell.id.startswith(gone)}
            if not rows:
                return cells
            lines = sorted({cell.row for cell in cells if cell.id})
            kept = without_rows(cells, {lines.index(row) for row in rows})
            row = min(rows)
            return [
                replace(cell, text="", kind="blank")
                if cell.row == row and cell.kind == "side" and cell.column == 2
                else replace(cell, text=value)
                if cell.row == row and cell.id
                else cell
                for cell in kept
            ]

        return table

    submission = sample("huaian-2024")
    reading = one(printed.page(submission, printed.plain_table, grouped("0")))
    members = [f"requests.{row}.person" for row in ("not_corrected", "fee_unpaid", "other")]
    assert [reading.submission.entries[id] for id in members] == [0, 0, 0]
    reading = one(printed.page(submission, printed.plain_table, grouped("5")))
    assert [reading.submission.doubtful[id] for id in members] == ["5", "5", "5"]
    assert not set(members) & reading.submission.entries.keys()


def test_two_reports_in_one_page() -> None:
    """Each begins at its title; the same one twice, for phones, is one."""
    first, second = sample("huaian-2024"), sample("hongze-2023-broken")
    pages = [printed.page(each, printed.plain_table).split("<body>")[1] for each in (first, second)]
    found = readings(web.of_page("".join(pages)), KNOWN)
    assert [(each.submission.unit, each.submission.year) for each in found] == [
        (first.unit, first.year),
        (second.unit, second.year),
    ]
    for reading, given in zip(found, (first, second), strict=True):
        assert_all_right(reading, given)
    assert len(readings(web.of_page(pages[0] * 2), KNOWN)) == 1


def as_text(submission: Submission, table: Callable[[list[printed.Printed]], str]) -> str:
    """The page's words and tables without its markup."""
    body = printed.page(submission, table).split("<body>")[1].split("</body>")[0]
    return re.sub(r"<br>", "\n", re.sub(r"</?(?:p|b)\b[^>]*>", "\n", body))


def pipes(cells: list[printed.Printed]) -> str:
    lines = ["| " + " | ".join(cell.text for cell in row) + " |" for row in printed.rows(cells)]
    return "\n" + "\n".join([lines[0], "| --- | --- |", *lines[1:]]) + "\n"


def one_a_line(cells: list[printed.Printed]) -> str:
    return "\n" + "\n".join(cell.text for row in printed.rows(cells) for cell in row) + "\n"


@pytest.mark.parametrize("table", [printed.tabs, pipes, one_a_line], ids=lambda each: each.__name__)
def test_text_copies(table: Callable[[list[printed.Printed]], str]) -> None:
    """Text with tabs, Markdown, and one cell a line: their columns cannot be trusted, their order can."""
    submission = sample("huaian-2024")
    (reading,) = readings(plain.blocks(as_text(submission, table).encode("gb18030")), KNOWN)
    found = outcome(reading, printed.values(submission))
    assert found["wrong"] == set()
    assert len(found["right"]) >= 0.95 * len(submission.form.cells)


def test_cells_that_run_together() -> None:
    """Digits are cut where the row and its columns add up; where they can be cut in several ways that is said."""
    submission = sample("pingtan-2022")

    def glued(cells: list[printed.Printed]) -> str:
        return "".join(cell.text for row in printed.rows(cells) for cell in row)

    text = "".join(as_text(submission, glued).split("\n")[3:])
    title = f"{submission.unit}{submission.year}年政府信息公开工作年度报告\n"
    (reading,) = readings(plain.blocks((title + text).encode()), KNOWN)
    found = outcome(reading, printed.values(submission))
    assert found["wrong"] == set()
    assert len(found["right"]) >= 190
    assert found["doubtful"] <= {f"publication.norms.{column}" for column in ("issued", "repealed", "in_force")}


@pytest.mark.parametrize(
    "said",
    [
        "（一）主动公开。甲。|（三）完善公开制度规范，加强政府信息管理|乙。",
        "（一）主动公开|甲。abc（三）政府信息管理|乙。",
        "话" * 1100 + "一、总体情况（一）主动公开方面甲。（三）政府信息管理情况乙。",
    ],
    ids=["a heading of two clauses", "a heading that a line runs into", "headings without a stop behind them"],
)
def test_headings_of_texts(said: str) -> None:
    """What follows a heading belongs to it, however the heading is worded or printed."""
    whole = printed.page(sample("huaian-2024"), printed.plain_table)
    start, end = whole.index("<p><b>一、"), whole.index("<p><b>二、")
    head = "" if "一、" in said else "<p>一、总体情况</p>"
    paragraphs = "".join(f"<p>{each}</p>" for each in said.split("|"))
    texts = one(whole[:start] + head + paragraphs + whole[end:]).submission.texts
    assert words(texts["overview.proactive"][0])[:2] == "甲。"
    assert [words(each) for each in texts["overview.management"]] == ["乙。"]
