"""One workbook for all units: the choice on the cover is what counts, and what comes with it is the list's."""

from dataclasses import replace
from pathlib import Path

import pytest
from python_calamine import load_workbook

from tests.drawn import YEAR, both_forms, codes, filled, official_form, second_form
from tests.instruments.oracles.office import needs_office, recalculated, saved_as
from tests.instruments.oracles.validator import needs_validator, problems
from tests.office.sheets.drawn_parts import sheets_of, typed_over, without_part, xml_of
from tests.workbook.write.drawn_common import amounts, companion_form, filed_companion, for_all, units
from toolkit.checks.check import check
from toolkit.checks.messages.wording import worded
from toolkit.form.form import Form
from toolkit.form.reserved_names import UNITS
from toolkit.numbers import Number
from toolkit.office.opc import Package
from toolkit.office.sheets.addresses import Place
from toolkit.office.sheets.open import opened
from toolkit.office.sheets.xlsx import Contents
from toolkit.submission.submission import Submission
from toolkit.workbook.design.layout import layout
from toolkit.workbook.design.sheets import COVER
from toolkit.workbook.design.unit_list import Listed, list_cells, listing
from toolkit.workbook.formulas.tree import calculated
from toolkit.workbook.formulas.typed import typed_cells, values
from toolkit.workbook.formulas.unit_list import look_ups
from toolkit.workbook.formulas.workbook import formulas
from toolkit.workbook.lint.lint import lint
from toolkit.workbook.read.reader import read, read_book
from toolkit.workbook.write.common import common
from toolkit.workbook.write.fill import fill
from toolkit.workbook.write.repair import repaired
from toolkit.workbook.write.tidy import CUSTOM

Shown = dict[Place, Number | str]


def chosen(form: Form, unit: Listed) -> Submission:
    return replace(filled(form), unit=unit.name, last_year={})


def answered(form: Form, unit: Listed) -> bytes:
    return fill(for_all(form), chosen(form, unit), both_forms())


def told(workbook: bytes) -> list[str]:
    reading = read(workbook, both_forms())
    return [worded(finding, reading).message for finding in check(reading)]


def of_the_list(form: Form, unit: Listed) -> Submission:
    """What the list makes of a choice, worked out without the program's own look-up."""
    return replace(chosen(form, unit), code=unit.code, level=unit.level, last_year=dict(unit.last_year))


@pytest.mark.parametrize("number", range(4))
def test_the_choice_brings_the_rest(number: int, any_form: Form) -> None:
    """Code, level and last year's figures are those of the unit that was chosen."""
    unit = units(any_form)[number]
    found = read(answered(any_form, unit), both_forms()).submission
    assert found == of_the_list(any_form, unit)


def test_nothing_chosen_yet() -> None:
    """One sentence, that says what to do."""
    first, *_ = told(for_all(official_form()))
    assert first == "封面还没有选单位。请在封面“单位名称”一格的下拉框里选本单位。"
    assert not any("没有写明单位名称" in message for message in told(for_all(official_form())))


def test_a_unit_that_is_not_listed(any_form: Form) -> None:
    """Pasted past the drop-down: its name is known, and that nobody knows it."""
    workbook = typed_over(answered(any_form, units(any_form)[0]), {layout(any_form).identity["unit"]: "别的镇"})
    reading = read(workbook, both_forms())
    assert (reading.submission.unit, reading.submission.code) == ("别的镇", "")
    assert codes(check(reading))[0] == "unit-not-chosen"
    assert told(workbook)[0].startswith("封面填的单位“别的镇”不在名单里。")


def test_what_was_typed_is_the_truth(any_form: Form) -> None:
    """A program that did not calculate shows another unit's code and figures beside the choice: they do not count."""
    first, second, *_ = units(any_form)
    stale = typed_over(answered(any_form, first), {layout(any_form).identity["unit"]: second.name})
    assert read(stale, both_forms()).submission == of_the_list(any_form, second)


def test_the_list_is_found_without_the_properties(any_form: Form) -> None:
    """Some programs drop them."""
    unit = units(any_form)[1]
    assert read(without_part(answered(any_form, unit), CUSTOM), both_forms()).submission == of_the_list(any_form, unit)


def test_a_unit_that_is_not_listed_is_not_filled_in(any_form: Form) -> None:
    """The figures are typed, and the choice stays open."""
    strange = fill(for_all(any_form), replace(filled(any_form), unit="别的镇"), both_forms())
    reading = read(strange, both_forms())
    assert reading.submission.unit == ""
    assert reading.submission.entries == filled(any_form).entries


def test_the_lint_finds_no_fault(any_form: Form) -> None:
    """Locks, names, formulas and pages are as in every workbook; with indicators, too."""
    assert lint(for_all(any_form), any_form) == ()
    assert lint(for_all(any_form, True), any_form, companion_form()) == ()


@needs_validator
def test_the_validator_finds_no_fault(any_form: Form, tmp_path: Path) -> None:
    """Another judge than our own lint."""
    (tmp_path / "common.xlsx").write_bytes(for_all(any_form, True))
    assert problems(tmp_path / "common.xlsx") == []


def test_the_list_is_out_of_sight(any_form: Form) -> None:
    """Three hundred names in a range that the drop-down knows by name; no formula there but the one that finds them."""
    workbook = for_all(any_form)
    [sheet] = [each for each in xml_of(workbook, "xl/workbook.xml").iter() if each.get("name") == UNITS]
    assert sheet.get("state") == "veryHidden"
    rules = [each for each in sheets_of(workbook)[COVER].iter() if each.tag.endswith("}dataValidation")]
    [rule] = [each for each in rules if each.get("sqref") == layout(any_form).identity["unit"].ref]
    assert [child.text for child in rule] == ["units.names"]
    assert len(Contents(Package(workbook)).names["units.names"]) == len(units(any_form)) == 300
    cells = Contents(Package(workbook)).book.sheets[UNITS].cells
    assert [at for at, content in cells.items() if content.formula] == [(1, 1)]


def _differences(path: Path, expected: Shown) -> list[str]:
    """Every cell that shows something else than it should."""
    book = load_workbook(str(path))
    sheets = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    found = []
    for place, value in expected.items():
        shown = sheets[place.sheet][place.row - 1][place.column - 1]
        if shown != value:
            found.append(f"{path.name} {place.fixed}: {shown!r}, not {value!r}")
    return found


def _expected(main: Submission, companion: Submission) -> Shown:
    """What all formulas show; the list's own among them, and those of the companion."""
    form, own, listed = main.form, layout(main.form), listing(units(main.form), main.form)
    looked_up = look_ups(own, listed)
    cells = {place: new for place, new in typed_cells(own, main).items() if place not in looked_up}
    cells |= {own.identity["unit"]: main.unit, own.identity["year"]: main.year, **list_cells(listed, form)}
    cells |= typed_cells(layout(companion_form()), companion)
    return calculated({**formulas(form, companion_form()), **looked_up}, values(cells))


@needs_office
def test_every_formula_calculates_to_what_python_says(any_form: Form, tmp_path: Path) -> None:
    """Before and after a unit was chosen: as cached by us, and as LibreOffice looks it up and calculates."""
    empty = Submission(any_form, "", YEAR)
    companion = filed_companion(amounts(None, 5, 6))
    cases = [(for_all(any_form, True), _expected(empty, replace(companion, entries={})))]
    for unit in units(any_form)[:4]:
        answer = fill(for_all(any_form, True), chosen(any_form, unit), both_forms())
        main = of_the_list(any_form, unit)
        cases.append((fill(answer, companion, both_forms()), _expected(main, companion)))
    files = [tmp_path / f"{number}.xlsx" for number in range(len(cases))]
    for file, (workbook, _) in zip(files, cases, strict=True):
        file.write_bytes(workbook)
    again = recalculated(files, tmp_path / "out")
    found = [
        wrong
        for both in (files, again)
        for path, (_, expected) in zip(both, cases, strict=True)
        for wrong in _differences(path, expected)
    ]
    assert found == []


@needs_office
@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods"])
def test_it_is_read_from_other_formats(suffix: str, second: Form, tmp_path: Path) -> None:
    """In which LibreOffice and WPS save it."""
    unit = units(second)[1]
    (tmp_path / "sent.xlsx").write_bytes(answered(second, unit))
    files, out = [tmp_path / "sent.xlsx"], tmp_path / "out"
    [saved] = recalculated(files, out) if suffix == "xlsx" else saved_as(files, out, suffix)
    assert read_book(opened(saved.read_bytes()), both_forms()).submission == of_the_list(second, unit)


def test_a_repaired_workbook_is_the_units_own(any_form: Form) -> None:
    """The choice was made; from then on it is a workbook like any other."""
    unit = units(any_form)[0]
    fresh = repaired(read(answered(any_form, unit), both_forms()), both_forms())
    assert UNITS not in Contents(Package(fresh)).sheets
    assert read(fresh, both_forms()).submission == of_the_list(any_form, unit)


def test_figures_that_nobody_has_can_be_typed() -> None:
    """Where the district knows nothing of last year, the unit does."""
    form = second_form()
    plain = (Listed("甲局"), Listed("乙局"))
    answer = replace(filled(form), unit="甲局", last_year=dict.fromkeys(form.last_year, 4))
    found = read(fill(common(form, YEAR, plain), answer, both_forms()), both_forms()).submission
    assert found.last_year == answer.last_year
    assert lint(common(form, YEAR, plain), form) == ()


def test_of_two_units_of_one_name_the_first_counts() -> None:
    """As for the formulas; that there are two is said where the list is read."""
    form = second_form()
    double = (Listed("甲局", "1"), Listed("甲局", "2"))
    answered = fill(common(form, YEAR, double), replace(filled(form), unit="甲局"), both_forms())
    assert read(answered, both_forms()).submission.code == "1"
    assert Contents(Package(answered)).book.content(layout(form).identity["code"]).value == "1"


def test_the_same_input_gives_the_same_bytes(second: Form) -> None:
    """No clock and no chance in it."""
    again = common(second, YEAR, units(second))
    assert again == for_all(second)
