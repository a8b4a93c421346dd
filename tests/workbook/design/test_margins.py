"""A district's own indicators on one more sheet: drawn, checked and read like the form's, and no part of it."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from python_calamine import load_workbook

from tests.drawn import both_forms, codes, filled, second_form
from tests.instruments.oracles.office import needs_office, recalculated, saved_as
from tests.instruments.oracles.validator import needs_validator, problems
from tests.office.sheets.drawn_parts import UNIT, YEAR, code_of_refusal, empty, typed, typed_over, without_name
from tests.strategies import WRONG
from tests.workbook.write.drawn_common import INDICATORS, amounts, both_read, companion_form, filed_companion
from toolkit.checks.check import check
from toolkit.checks.messages.told import tell
from toolkit.checks.messages.wording import where, worded
from toolkit.checks.reading import Reading
from toolkit.form.form import Form
from toolkit.form.reserved_names import COMPANION_SHEET, LIST
from toolkit.numbers import Number
from toolkit.office.opc import Package
from toolkit.office.sheets.addresses import Place
from toolkit.office.sheets.open import opened
from toolkit.office.sheets.xlsx import Contents
from toolkit.submission.json import to_json
from toolkit.submission.submission import BLANKS_ARE_ZERO, DECLARATIONS, Submission
from toolkit.workbook.design.layout import layout
from toolkit.workbook.design.sheets import RESULTS
from toolkit.workbook.formulas.tree import calculated
from toolkit.workbook.formulas.typed import seen_cells, typed_cells, values
from toolkit.workbook.formulas.workbook import cover_formulas, formulas, own_formulas
from toolkit.workbook.lint.lint import lint
from toolkit.workbook.mark.from_findings import marks, whose
from toolkit.workbook.mark.mark import marked
from toolkit.workbook.read.reader import read, read_book
from toolkit.workbook.write.book import blank
from toolkit.workbook.write.fill import fill
from toolkit.workbook.write.repair import repaired

TOTAL, FIRST, *_ = companion_form().cells
GOOD = amounts(None, 5, 6, 2, Decimal("98.5"))


def with_sheet(form: Form) -> bytes:
    return blank(form, UNIT, YEAR, "640402", form.levels[0].id, companions=(companion_form(),))


def answered(form: Form, entries: dict[str, Number | str], **changes: object) -> bytes:
    """A workbook filled in without a fault, and its sheet of indicators as given."""
    companion = replace(filed_companion(entries), **changes)  # type: ignore[arg-type]
    return fill(fill(with_sheet(form), filled(form), both_forms()), companion, both_forms())


def sheet_read(workbook: bytes, companion: Form | None = None) -> Reading:
    found = both_read(workbook, companion)[1]
    assert found
    return found


def test_it_is_one_more_sheet(any_form: Form) -> None:
    """Before the results, in the order that officers know; everything else is as without it, and no lint complains."""
    plain, more = (list(Contents(Package(book)).sheets) for book in (empty(any_form), with_sheet(any_form)))
    assert [sheet for sheet in more if sheet != COMPANION_SHEET] == plain
    assert more.index(COMPANION_SHEET) == more.index(RESULTS) - 1
    assert lint(with_sheet(any_form), any_form, companion_form()) == ()
    assert read(with_sheet(any_form), both_forms()).submission == read(empty(any_form), both_forms()).submission


def test_what_was_typed_comes_back(any_form: Form) -> None:
    """Right and wrong values and the declaration, under the unit and year of the workbook."""
    random = Random(0)
    for _ in range(10):
        pool = (None, 0, 12, Decimal("0.5"), *WRONG)
        entries = amounts(None, *(random.choice(pool) for _ in range(4)))
        declared = random.choice(({}, {"indicator": BLANKS_ARE_ZERO}))
        found = sheet_read(answered(any_form, entries, declared=declared))
        filed = replace(filed_companion(entries), declared=declared)
        assert found.submission == replace(filed, code="640402", level=any_form.levels[0].id)


def test_the_form_itself_knows_nothing_of_it(any_form: Form) -> None:
    """Neither its figures nor its 校验码 change, and its check says nothing of the sheet."""
    main, _ = both_read(answered(any_form, amounts(None, "/", -1)))
    alone = read(typed(any_form), both_forms())
    assert to_json(main.submission) == to_json(alone.submission)
    assert check(main) == ()


def test_what_is_found_on_it(any_form: Form) -> None:
    """The same findings as on any table, and each says the sheet's name and cell."""
    assert check(sheet_read(answered(any_form, GOOD))) == ()
    reading = sheet_read(answered(any_form, amounts(None, 1, "/", Decimal("1.5"))))
    assert codes(check(reading)) == ["blank", "not-a-number", "not-whole"]
    spots = {finding.code: where(finding, reading) for finding in check(reading)}
    assert all(spot.sheet == COMPANION_SHEET for found in spots.values() for spot in found)
    assert "补充指标“公众号公开数（条）”行（B6）" in worded(check(reading)[1], reading).message


def test_a_sum_that_was_typed_over() -> None:
    """It is found, and said where its parts stand: below it."""
    place = layout(companion_form()).figures[TOTAL]
    reading = sheet_read(typed_over(answered(second_form(), GOOD), {place: 12}))
    assert [worded(finding, reading).message for finding in check(reading)] == [
        "补充指标“主动公开总数（条）”行（B4）：表内是12，下面各项相加是11，多1。该格是自动计算的，不用手工改，请核对下面各项。"
    ]


def _shown(path: Path, place: Place) -> object:
    rows = load_workbook(str(path)).get_sheet_by_name(place.sheet).to_python(skip_empty_area=False)
    return rows[place.row - 1][place.column - 1]


@needs_office
def test_every_formula_calculates_to_what_python_says(any_form: Form, tmp_path: Path) -> None:
    """Sums, states, the cover's line and the stamp: as cached by us, and as LibreOffice calculates them."""
    cases = (
        filed_companion({}),
        filed_companion(GOOD),
        filed_companion(amounts(None, "/", -1, Decimal("1.5"))),
        replace(filed_companion(amounts(None, 3)), declared={"indicator": BLANKS_ARE_ZERO}),
        replace(filed_companion(amounts(None, 3)), declared={"indicator": "all-zero"}),
    )
    files = []
    for number, filed in enumerate(cases):
        files.append(tmp_path / f"{number}.xlsx")
        files[-1].write_bytes(answered(any_form, dict(filed.entries), declared=filed.declared))
    for filed, ours, theirs in zip(cases, files, recalculated(files, tmp_path / "out"), strict=True):
        placed = layout(companion_form())
        nodes = {**own_formulas(companion_form()), **cover_formulas(layout(any_form), placed)}
        expected = calculated(nodes, values(typed_cells(placed, filed)))
        for place, value in {**expected, **_stamp(replace(filled(any_form), unit=UNIT))}.items():
            for path in (ours, theirs):
                shown = _shown(path, place)
                assert shown == (float(value) if isinstance(value, Decimal) else value), (path, place)


def _stamp(main: Submission) -> dict[Place, Number | str]:
    """What the companion's sheet says of the workbook it is in."""
    shown = calculated(formulas(main.form, companion_form()), seen_cells(layout(main.form), main))
    return {place: shown[place] for place in (sheet.stamp for sheet in layout(companion_form()).sheets)}


@needs_validator
def test_the_validator_finds_no_fault(any_form: Form, tmp_path: Path) -> None:
    """Another judge than our own lint."""
    (tmp_path / "both.xlsx").write_bytes(answered(any_form, GOOD))
    assert problems(tmp_path / "both.xlsx") == []


@needs_office
@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_it_is_read_from_other_formats(suffix: str, second: Form, tmp_path: Path) -> None:
    """In which WPS may save it."""
    (tmp_path / "sent.xlsx").write_bytes(answered(second, GOOD))
    [saved] = saved_as([tmp_path / "sent.xlsx"], tmp_path / "out", suffix)
    book = opened(saved.read_bytes())
    (found,) = read_book(book, (*both_forms(), companion_form())).companions
    assert found.submission.entries == GOOD


def test_it_is_found_without_its_names(any_form: Form) -> None:
    """The keys and labels of the sheet speak for them."""
    workbook = answered(any_form, GOOD)
    for name in layout(companion_form()).names:
        workbook = without_name(workbook, name)
    reading = sheet_read(workbook)
    assert reading.submission.entries == GOOD
    assert codes(check(reading)) == ["found-otherwise"]


def test_a_workbook_without_it(any_form: Form) -> None:
    """Nothing is read, and nothing can be typed."""
    assert both_read(typed(any_form))[1] is None
    assert code_of_refusal(lambda: fill(typed(any_form), filed_companion(GOOD), both_forms())) == "no-place"


def test_indicators_that_were_changed_since() -> None:
    """An indicator that was taken out is named with its figure; the file says that it is of an older list."""
    fewer = companion_form("\n".join(INDICATORS.strip().splitlines()[:4]))
    reading = sheet_read(answered(second_form(), GOOD), fewer)
    assert codes(check(reading)) == ["no-counterpart", "older-form"]
    assert [spot.ref for spot in check(reading)[0].spots] == ["B8"]


def test_indicators_that_were_put_in_before_others() -> None:
    """Each figure keeps its meaning; only the new one is missing from the old file."""
    first, *others = INDICATORS.strip().splitlines()
    more = companion_form("\n".join([first, "办事指南数 | 件 | |", *others]))
    reading = sheet_read(answered(second_form(), GOOD), more)
    assert reading.submission.entries == GOOD
    assert codes(check(reading)) == ["cell-missing", "older-form"]
    assert [more.cells[id].row.label for id in check(reading)[0].cells] == ["办事指南数（件）"]


def test_problems_on_it_are_marked_with_the_others(second: Form) -> None:
    """One marked copy for the officer; taken away again, the workbook is as it was."""
    workbook = fill(with_sheet(second), filed_companion(amounts(None, "/")), both_forms())
    main, companion = both_read(workbook)
    assert companion
    everything = [mark for reading in (main, companion) for mark in marks(tell(reading, check(reading)))]
    copy = marked(workbook, everything, whose(main.submission))
    listed = [content.value for content in Contents(Package(copy)).book.sheets[LIST].cells.values()]
    assert any(COMPANION_SHEET in str(value) for value in listed)
    assert both_read(copy)[1] == companion
    assert Contents(Package(marked(copy, []))).book == Contents(Package(workbook)).book


def test_a_repaired_workbook_has_it_again(any_form: Form) -> None:
    """With everything that could be read from it."""
    workbook = answered(any_form, amounts(None, "5件", 6, 2))
    fresh = repaired(both_read(workbook)[0], both_forms())
    assert sheet_read(fresh).submission.entries == amounts(None, 5, 6, 2)
    assert lint(fresh, any_form, companion_form()) == ()


def test_filling_the_form_keeps_it(any_form: Form) -> None:
    """Whichever is typed first; the stamp on the sheet has the 校验码 of the form's own figures."""
    other = filled(any_form, {any_form.inputs[0].id: 3})
    before = fill(fill(with_sheet(any_form), filed_companion(GOOD), both_forms()), other, both_forms())
    after = fill(fill(with_sheet(any_form), other, both_forms()), filed_companion(GOOD), both_forms())
    assert Contents(Package(before)).book == Contents(Package(after)).book
    for place, value in _stamp(replace(other, unit=UNIT)).items():
        assert Contents(Package(after)).book.content(place).value == value


def test_the_declaration_stands_above_it() -> None:
    """As above every table."""
    choice = layout(companion_form()).tables["indicator"].declared
    workbook = typed_over(with_sheet(second_form()), {choice: DECLARATIONS[BLANKS_ARE_ZERO]})
    reading = sheet_read(workbook)
    assert reading.submission.declared == {"indicator": BLANKS_ARE_ZERO}
    assert check(reading) == ()
    assert Submission(companion_form(), "", YEAR).figure(FIRST) is None
