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
from tests.workbook.write.drawn_common import INDICATORS, amounts, beside_form, both_read, filed_beside
from toolkit.checks.check import check
from toolkit.checks.messages.told import tell
from toolkit.checks.messages.wording import where, worded
from toolkit.checks.reading import Reading
from toolkit.form.form import Form
from toolkit.form.reserved_names import BESIDE_SHEET, LIST
from toolkit.numbers import Number
from toolkit.office.opc import Package
from toolkit.office.sheets.addresses import Place
from toolkit.office.sheets.open import opened
from toolkit.office.sheets.xlsx import Contents
from toolkit.submission.json import to_json
from toolkit.submission.submission import BLANKS_ARE_ZERO, DECLARATIONS, Submission
from toolkit.workbook.design.layout import layout
from toolkit.workbook.design.sheets import RESULTS
from toolkit.workbook.formulas.companion import linked_cells, stamp_beside
from toolkit.workbook.formulas.tree import calculated
from toolkit.workbook.formulas.typed import seen_cells, typed_cells, values
from toolkit.workbook.formulas.workbook import formulas
from toolkit.workbook.lint.lint import lint
from toolkit.workbook.mark.from_findings import marks, whose
from toolkit.workbook.mark.mark import marked
from toolkit.workbook.read.reader import read, read_beside
from toolkit.workbook.write.book import blank
from toolkit.workbook.write.fill import fill, fill_beside
from toolkit.workbook.write.repair import repaired

TOTAL, FIRST, *_ = beside_form().cells
GOOD = amounts(None, 5, 6, 2, Decimal("98.5"))


def with_sheet(form: Form, beside: Form | None = None) -> bytes:
    return blank(form, UNIT, YEAR, "640402", form.levels[0].id, beside=beside or beside_form())


def answered(form: Form, entries: dict[str, Number | str], **changes: object) -> bytes:
    """A workbook filled in without a fault, and its sheet of indicators as given."""
    beside = replace(filed_beside(entries), **changes)  # type: ignore[arg-type]
    return fill_beside(fill(with_sheet(form), filled(form), both_forms()), beside, both_forms())


def sheet_read(workbook: bytes, beside: Form | None = None) -> Reading:
    found = both_read(workbook, beside)[1]
    assert found
    return found


def test_it_is_one_more_sheet(any_form: Form) -> None:
    """Before the results, in the order that officers know; everything else is as without it, and no lint complains."""
    plain, more = (list(Contents(Package(book)).sheets) for book in (empty(any_form), with_sheet(any_form)))
    assert [sheet for sheet in more if sheet != BESIDE_SHEET] == plain
    assert more.index(BESIDE_SHEET) == more.index(RESULTS) - 1
    assert lint(with_sheet(any_form), any_form, beside_form()) == ()
    assert read(with_sheet(any_form), both_forms()).submission == read(empty(any_form), both_forms()).submission


def test_what_was_typed_comes_back(any_form: Form) -> None:
    """Right and wrong values and the declaration, under the unit and year of the workbook."""
    random = Random(0)
    for _ in range(10):
        pool = (None, 0, 12, Decimal("0.5"), *WRONG)
        entries = amounts(None, *(random.choice(pool) for _ in range(4)))
        declared = random.choice(({}, {"indicator": BLANKS_ARE_ZERO}))
        found = sheet_read(answered(any_form, entries, declared=declared))
        filed = replace(filed_beside(entries), declared=declared)
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
    assert all(spot.sheet == BESIDE_SHEET for found in spots.values() for spot in found)
    assert "补充指标“公众号公开数（条）”行（B6）" in worded(check(reading)[1], reading).message


def test_a_sum_that_was_typed_over() -> None:
    """It is found, and said where its parts stand: below it."""
    place = layout(beside_form()).figures[TOTAL]
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
        filed_beside({}),
        filed_beside(GOOD),
        filed_beside(amounts(None, "/", -1, Decimal("1.5"))),
        replace(filed_beside(amounts(None, 3)), declared={"indicator": BLANKS_ARE_ZERO}),
        replace(filed_beside(amounts(None, 3)), declared={"indicator": "all-zero"}),
    )
    files = []
    for number, filed in enumerate(cases):
        files.append(tmp_path / f"{number}.xlsx")
        files[-1].write_bytes(answered(any_form, dict(filed.entries), declared=filed.declared))
    for filed, ours, theirs in zip(cases, files, recalculated(files, tmp_path / "out"), strict=True):
        nodes = {**formulas(beside_form()), **linked_cells(any_form, beside_form())}
        expected = calculated(nodes, values(typed_cells(layout(beside_form()), filed)))
        for place, value in {**expected, **_stamp(replace(filled(any_form), unit=UNIT))}.items():
            for path in (ours, theirs):
                shown = _shown(path, place)
                assert shown == (float(value) if isinstance(value, Decimal) else value), (path, place)


def _stamp(main: Submission) -> dict[Place, Number | str]:
    """What the sheet beside says of the workbook it is in."""
    stamp = stamp_beside(main.form, beside_form())
    shown = calculated({**formulas(main.form), **stamp}, seen_cells(layout(main.form), main))
    return {place: shown[place] for place in stamp}


@needs_validator
def test_the_validator_finds_no_fault(any_form: Form, tmp_path: Path) -> None:
    """Another judge than our own lint."""
    (tmp_path / "beside.xlsx").write_bytes(answered(any_form, GOOD))
    assert problems(tmp_path / "beside.xlsx") == []


@needs_office
@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_it_is_read_from_other_formats(suffix: str, second: Form, tmp_path: Path) -> None:
    """In which WPS may save it."""
    (tmp_path / "sent.xlsx").write_bytes(answered(second, GOOD))
    [saved] = saved_as([tmp_path / "sent.xlsx"], tmp_path / "out", suffix)
    book = opened(saved.read_bytes())
    found = read_beside(book, beside_form(), filled(second))
    assert found
    assert found.submission.entries == GOOD


def test_it_is_found_without_its_names(any_form: Form) -> None:
    """The keys and labels of the sheet speak for them."""
    workbook = answered(any_form, GOOD)
    for name in layout(beside_form()).names:
        workbook = without_name(workbook, name)
    reading = sheet_read(workbook)
    assert reading.submission.entries == GOOD
    assert codes(check(reading)) == ["found-otherwise"]


def test_a_workbook_without_it(any_form: Form) -> None:
    """Nothing is read, and nothing can be typed."""
    assert both_read(typed(any_form))[1] is None
    assert code_of_refusal(lambda: fill_beside(typed(any_form), filed_beside(GOOD), both_forms())) == "no-place"


def test_indicators_that_were_changed_since() -> None:
    """An indicator that was taken out is named with its figure; the file says that it is of an older list."""
    fewer = beside_form("\n".join(INDICATORS.strip().splitlines()[:4]))
    reading = sheet_read(answered(second_form(), GOOD), fewer)
    assert codes(check(reading)) == ["no-counterpart", "older-form"]
    assert [spot.ref for spot in check(reading)[0].spots] == ["B8"]


def test_indicators_that_were_put_in_before_others() -> None:
    """Each figure keeps its meaning; only the new one is missing from the old file."""
    first, *others = INDICATORS.strip().splitlines()
    more = beside_form("\n".join([first, "办事指南数 | 件 | |", *others]))
    reading = sheet_read(answered(second_form(), GOOD), more)
    assert reading.submission.entries == GOOD
    assert codes(check(reading)) == ["cell-missing", "older-form"]
    assert [more.cells[id].row.label for id in check(reading)[0].cells] == ["办事指南数（件）"]


def test_problems_on_it_are_marked_with_the_others(second: Form) -> None:
    """One marked copy for the officer; taken away again, the workbook is as it was."""
    workbook = fill_beside(with_sheet(second), filed_beside(amounts(None, "/")), both_forms())
    main, beside = both_read(workbook)
    assert beside
    everything = [mark for reading in (main, beside) for mark in marks(tell(reading, check(reading)))]
    copy = marked(workbook, everything, whose(main.submission))
    listed = [content.value for content in Contents(Package(copy)).book.sheets[LIST].cells.values()]
    assert any(BESIDE_SHEET in str(value) for value in listed)
    assert both_read(copy)[1] == beside
    assert Contents(Package(marked(copy, []))).book == Contents(Package(workbook)).book


def test_a_repaired_workbook_has_it_again(any_form: Form) -> None:
    """With everything that could be read from it."""
    workbook = answered(any_form, amounts(None, "5件", 6, 2))
    main, beside = both_read(workbook)
    fresh = repaired(main, both_forms(), beside)
    assert sheet_read(fresh).submission.entries == amounts(None, 5, 6, 2)
    assert lint(fresh, any_form, beside_form()) == ()


def test_filling_the_form_keeps_it(any_form: Form) -> None:
    """Whichever is typed first; the stamp on the sheet has the 校验码 of the form's own figures."""
    other = filled(any_form, {any_form.inputs[0].id: 3})
    before = fill(fill_beside(with_sheet(any_form), filed_beside(GOOD), both_forms()), other, both_forms())
    after = fill_beside(fill(with_sheet(any_form), other, both_forms()), filed_beside(GOOD), both_forms())
    assert Contents(Package(before)).book == Contents(Package(after)).book
    for place, value in _stamp(replace(other, unit=UNIT)).items():
        assert Contents(Package(after)).book.content(place).value == value


def test_the_declaration_stands_above_it() -> None:
    """As above every table."""
    choice = layout(beside_form()).tables["indicator"].declared
    workbook = typed_over(with_sheet(second_form()), {choice: DECLARATIONS[BLANKS_ARE_ZERO]})
    reading = sheet_read(workbook)
    assert reading.submission.declared == {"indicator": BLANKS_ARE_ZERO}
    assert check(reading) == ()
    assert Submission(beside_form(), "", YEAR).figure(FIRST) is None
