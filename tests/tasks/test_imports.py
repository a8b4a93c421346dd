"""Published reports become workbooks that are filled in, and what is doubtful or missing in them can be seen."""

import io
from dataclasses import replace

import openpyxl
import pytest

from tests.drawn import filled, found, official_form
from tests.published import printed
from toolkit.checks.check import check
from toolkit.checks.finding import Finding, Level
from toolkit.checks.reading import Reading
from toolkit.errors import UserError
from toolkit.office.opc import Package
from toolkit.office.sheets.xlsx import Contents
from toolkit.report.content import Figures, Heading, Prose, report
from toolkit.rich_text import plain
from toolkit.submission.json import from_json, parse, to_json
from toolkit.submission.submission import Submission
from toolkit.tasks.compare import compare
from toolkit.tasks.imports import imported, sheet
from toolkit.tasks.new import new
from toolkit.tasks.read import read
from toolkit.tasks.repair import repair

DOUBTFUL, MISSING = "requests.carried_out.person", "requests.granted.person"


def submission() -> Submission:
    return filled(official_form(), {DOUBTFUL: 3})


def doubted() -> Reading:
    """One figure with a doubt, one that was not found."""
    given = submission()
    entries = {id: value for id, value in given.entries.items() if id != MISSING}
    missing = Finding("import-missing", Level.ERROR, (MISSING,))
    return Reading(replace(given, entries=entries, doubtful={DOUBTFUL: "3O"}), findings=(missing,))


def page(given: Submission) -> bytes:
    return printed.page(given, printed.plain_table).encode()


def test_a_sure_report_is_a_workbook_like_any_other() -> None:
    """Every figure and every word; nothing is marked."""
    reading = read(page(submission()))
    made = imported(reading)
    assert made.sure
    assert made.checkpoints == ()
    assert made.name == f"{reading.submission.unit}-{reading.submission.year}"
    again = read(made.data)
    assert compare(reading, again) == ()
    assert found(again.submission) == found(reading.submission)


def test_doubtful_figures_are_filled_in_and_marked() -> None:
    """With what was seen of them; those that were not found stay blank, and are marked too."""
    made = imported(doubted())
    again = read(made.data)
    assert not made.sure
    assert again.submission.entries[DOUBTFUL] == 3
    assert MISSING not in again.submission.entries
    comments = b"".join(
        Package(made.data).part(name) for name in Package(made.data).names if "comments" in name
    ).decode()
    assert "原文是“3O”" in comments
    assert "没有找到" in comments
    assert any("问题" in name for name in Contents(Package(made.data)).sheets)


def test_the_list_names_each_of_them() -> None:
    """By file, unit and the path of its label, with what was seen and what it was read as."""
    said = sheet([("甲.html", imported(doubted()))]).decode()
    for words in (
        "甲.html",
        "表三“四、结转下年度继续办理”行",
        "三、本年度办理结果 › （一）予以公开；",
        "3O",
        "（没有找到）",
        "其中0份全部读清",
    ):
        assert words in said


def test_json_keeps_the_doubt() -> None:
    """Read back it is doubtful still, and a warning."""
    data = imported(doubted(), to="json").data
    again = read(data)
    assert again.submission.doubtful == {DOUBTFUL: "3O"}
    assert "import-doubtful" in {each.code for each in check(again) if each.level is Level.WARNING}
    assert from_json(to_json(again.submission), (official_form(),)).submission.doubtful == {DOUBTFUL: "3O"}


@pytest.mark.parametrize("doubtful", ['{"nothing": "1"}', f'{{"{DOUBTFUL}": 1}}', f'{{"{DOUBTFUL}": "\\u0001"}}'])
def test_doubts_that_cannot_be(doubtful: str) -> None:
    """They come from outside like everything else in a file."""
    data = {**to_json(submission()), "doubtful": parse(doubtful)}
    with pytest.raises(UserError):
        from_json(data, (official_form(),))


def test_unit_and_year_may_be_given() -> None:
    """They go before what the report says; without any it is refused."""
    reading = read(page(submission()))
    given = imported(reading, "另一单位", 2022).source.submission
    assert (given.unit, given.year) == ("另一单位", 2022)
    with pytest.raises(UserError, match="whose"):
        imported(replace(reading, submission=replace(reading.submission, unit="")))


def test_last_year_with_a_doubt_is_refused() -> None:
    """While one of the figures that this year asks for is doubtful; others do not matter."""
    before = submission()
    with pytest.raises(UserError) as refusal:
        new("某单位", before.year + 1, last_year=replace(before, doubtful={DOUBTFUL: "3O"}))
    assert refusal.value.code == "doubtful-last-year"
    assert new("某单位", before.year + 1, last_year=replace(before, doubtful={MISSING: "1"})).data


def test_repair_leaves_doubtful_figures_blank() -> None:
    """A saved figure is a sure one."""
    mended = repair(doubted()).reading.submission
    assert DOUBTFUL not in mended.entries


def pasted(given: Submission) -> bytes:
    """The report on one sheet of a workbook, texts in single cells, tables with their merged areas."""
    book = openpyxl.Workbook()
    ws = book.create_sheet("年报", 0)
    content, known, row = report(given), printed.values(given), 1
    for line in content.title:
        ws.cell(row, 1, line)
        row += 1
    for part in content.parts:
        match part:
            case Heading(_, text):
                ws.cell(row, 1, text)
                row += 2
            case Prose(runs):
                ws.cell(row, 1, plain(runs))
                row += 1
            case Figures(_, grid, _):
                for each in printed.cells(grid, known):
                    top, left = row + each.row, 1 + each.column
                    ws.cell(top, left, int(each.text) if each.text.isdecimal() else each.text or None)
                    if each.height * each.width > 1:
                        ws.merge_cells(None, top, left, top + each.height - 1, left + each.width - 1)
                row += grid.rows
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_with_pasted_tables() -> None:
    """Cells of a workbook that is none of ours are read like any other table, and named by their place."""
    given = replace(submission(), entries={**submission().entries, MISSING: ""})
    reading = read(pasted(given))
    assert reading.submission.unit == given.unit
    assert MISSING not in reading.submission.entries
    wanted = {id: value for id, value in given.entries.items() if id != MISSING}
    assert {id: reading.submission.entries.get(id) for id in wanted} == wanted
    assert reading.submission.doubtful == {}
    assert reading.places[DOUBTFUL].ref.startswith("D")
    assert reading.submission.texts["other"] == given.texts["other"]
