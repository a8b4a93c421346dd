"""The word that a workbook is known by: found again whatever happened to the file, and seen by nobody."""

from pathlib import Path

import pytest

from tests.drawn import both_forms, filled
from tests.instruments.oracles.office import needs_office, recalculated, saved_as
from tests.office.sheets.drawn_parts import UNIT, YEAR, empty, typed_over, with_part, without_part, without_sheet
from toolkit.form.form import Form
from toolkit.office.opc import Package
from toolkit.office.sheets.open import opened
from toolkit.office.sheets.xlsx import Contents
from toolkit.submission.json import to_json
from toolkit.workbook.design.layout import layout
from toolkit.workbook.design.sheets import COVER
from toolkit.workbook.lint.lint import lint
from toolkit.workbook.lint.raw_book import RawBook
from toolkit.workbook.read.issue_token import token_cell
from toolkit.workbook.read.reader import read, read_book
from toolkit.workbook.write.book import blank
from toolkit.workbook.write.fill import fill
from toolkit.workbook.write.repair import repaired
from toolkit.workbook.write.tidy import CUSTOM

TOKEN = "q7-Zr_0aXw"


def sent(form: Form) -> bytes:
    return blank(form, UNIT, YEAR, "640402", form.levels[0].id, token=TOKEN)


def known_by(workbook: bytes) -> str:
    return read(workbook, both_forms()).token


def test_it_comes_back(any_form: Form) -> None:
    """From a workbook that was filled in, too; one without a token has none."""
    assert known_by(fill(sent(any_form), filled(any_form), both_forms())) == TOKEN
    assert known_by(empty(any_form)) == ""


def test_either_place_is_enough(any_form: Form) -> None:
    """Some programs drop the properties; some people delete the cover."""
    assert known_by(without_part(sent(any_form), CUSTOM)) == TOKEN
    assert known_by(without_sheet(sent(any_form), COVER)) == TOKEN


@needs_office
@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods"])
def test_it_survives_other_programs(suffix: str, second: Form, tmp_path: Path) -> None:
    """Saved by LibreOffice, in the formats that WPS and old programs use."""
    (tmp_path / "sent.xlsx").write_bytes(sent(second))
    files, out = [tmp_path / "sent.xlsx"], tmp_path / "out"
    [saved] = recalculated(files, out) if suffix == "xlsx" else saved_as(files, out, suffix)
    assert read_book(opened(saved.read_bytes()), both_forms()).token == TOKEN


def test_two_different_ones(second: Form) -> None:
    """A cell that was copied over from another unit's file does not speak for the properties of this one, unless these
    are gone or say something that stands nowhere in the file.
    """
    place = token_cell(layout(second))
    other = typed_over(sent(second), {layout(second).cover_fields["phone"]: "nianbao.token=other"})
    assert known_by(other) == TOKEN
    assert known_by(without_part(other, CUSTOM)) == ""
    assert known_by(typed_over(sent(second), {place: "nianbao.token=other"})) == "other"


def test_it_is_locked_and_hidden(any_form: Form) -> None:
    """Nobody has to wonder what it is for."""
    place = token_cell(layout(any_form))
    sheet = Contents(Package(sent(any_form))).book.sheets[COVER]
    assert sheet.at(place.row, place.column).value == f"nianbao.token={TOKEN}"
    assert sheet.hides(place.row, place.column)
    book = RawBook(sent(any_form))
    assert book.format_of(book.by_name[COVER], place.ref).locked
    assert lint(sent(any_form), any_form) == ()


def test_it_is_no_part_of_the_submission(any_form: Form) -> None:
    """It is in no export, and changes nothing that is read."""
    with_token, without = (read(book, both_forms()).submission for book in (sent(any_form), empty(any_form)))
    assert with_token == without
    assert TOKEN not in str(to_json(with_token))


def test_a_repaired_workbook_keeps_it(any_form: Form) -> None:
    """It goes back to the same unit."""
    damaged = without_part(fill(sent(any_form), filled(any_form), both_forms()), CUSTOM)
    assert known_by(repaired(read(damaged, both_forms()), both_forms())) == TOKEN


@pytest.mark.parametrize("token", ["有 空格", "a b", "x" * 65, "a\nb"])
def test_a_token_that_would_not_be_found_again(token: str, second: Form) -> None:
    """The mistake is the program's, and is made before anything is sent."""
    with pytest.raises(ValueError, match=r"."):
        blank(second, UNIT, YEAR, token=token)


def test_what_only_looks_like_one(second: Form) -> None:
    """Anything may stand in the properties of a strange file."""
    odd = with_part(without_sheet(sent(second), COVER), CUSTOM, lambda xml: xml.replace(TOKEN, "=1+1 &amp;"))
    assert known_by(odd) == ""
