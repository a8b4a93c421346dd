"""A fresh workbook from a damaged one: all that was found stands in it, and it is a sound workbook again."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drawn import both_forms, codes, filled, official_form, second_form
from tests.office.sheets.drawn_parts import empty, typed, typed_over, with_part
from tests.strategies import random_submission
from tests.workbook.shifted import book, without_keys
from toolkit.checks.check import check
from toolkit.checks.reading import Reading, from_filing
from toolkit.form.form import Form
from toolkit.office.opc import Package
from toolkit.office.sheets.xlsx import Contents
from toolkit.rich_text import from_markup, plain
from toolkit.submission.json import Filing
from toolkit.workbook.design.layout import layout
from toolkit.workbook.read.reader import read, read_book
from toolkit.workbook.write.fill import fill
from toolkit.workbook.write.repair import repaired

KNOWN = both_forms()


def again(reading: Reading) -> Reading:
    return read(repaired(reading, KNOWN), KNOWN)


def test_a_sound_workbook_comes_back_as_it_was(any_form: Form) -> None:
    """Repairing what is whole changes nothing."""
    assert repaired(read(typed(any_form), KNOWN), KNOWN) == typed(any_form)


def test_names_and_keys_are_whole_again(any_form: Form) -> None:
    """Whatever it was found by, the fresh workbook has everything in its place."""
    bare = read_book(without_keys(replace(book(any_form), names={})), KNOWN)
    assert "found-otherwise" in codes(check(bare))
    assert again(bare).findings == ()
    assert again(bare).submission.entries == bare.submission.entries


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**32), st.booleans())
def test_all_that_was_typed_is_kept(seed: int, official: bool) -> None:
    """Right and wrong, reasons, declarations, texts with their bold; a text that is a number becomes one."""
    form = official_form() if official else second_form()
    submission = random_submission(form, Random(seed), broken=True)
    workbook = fill(empty(form), replace(submission, year=2024), KNOWN)
    before = read(workbook, KNOWN).submission
    after = again(read(workbook, KNOWN)).submission
    assert replace(after, entries={}) == replace(before, entries={})
    for cell in form.inputs:
        assert (after.figure(cell.id), after.entry(cell.id).fault) == (
            before.figure(cell.id),
            before.entry(cell.id).fault,
        )


def test_the_cover_is_kept(any_form: Form) -> None:
    """Who filled it in and whom to call is part of what came back."""
    fields = layout(any_form).cover_fields
    workbook = typed_over(typed(any_form), {place: f"某{key}" for key, place in fields.items()})
    assert again(read(workbook, KNOWN)).cover == {key: f"某{key}" for key in fields}


def test_more_paragraphs_than_rows(official: Form) -> None:
    """Rows were put in: no sentence is lost, the last row holds several lines."""
    rows = official.texts["other"].rows
    said = tuple(from_markup(f"第{number}段，**要点**") for number in range(rows + 3))
    submission = replace(filled(official), texts={**filled(official).texts, "other": said})
    kept = again(Reading(submission)).submission.texts["other"]
    assert len(kept) == rows
    assert plain(kept[-1]).count("\n") == 3
    assert [line for each in kept for line in plain(each).split("\n")] == [plain(each) for each in said]


def test_an_older_print_of_the_form(official: Form) -> None:
    """Its figures go over by their ids; what the form does not have is told."""
    older = with_part(
        typed(official),
        "xl/workbook.xml",
        lambda xml: xml.replace('name="publication.fees.amount"', 'name="publication.purchases.amount"'),
    )
    place = layout(official).figures["publication.fees.amount"]
    older = typed_over(older, {place: 7, layout(official).identity["fingerprint"]: "0123456789ab"})
    reading = read(older, KNOWN)
    assert {"older-form", "no-counterpart"} <= set(codes(check(reading)))
    assert "older-form" not in codes(check(again(reading)))


@pytest.mark.parametrize("key", ["disclosure/2031", "disclosure"])
def test_a_revision_that_nobody_knows(key: str, official: Form) -> None:
    """Read as the one that is known, by the ids they share."""
    other = typed_over(typed(official), {layout(official).identity["form"]: key})
    reading = read_book(Contents(Package(other)).book, KNOWN, any_revision=True)
    assert reading.submission.form is official
    assert again(reading).submission.entries == filled(official).entries


def test_a_submission_that_had_no_workbook(any_form: Form) -> None:
    """JSON makes a workbook too."""
    reading = from_filing(Filing(filled(any_form), {}))
    assert again(reading).submission.entries == filled(any_form).entries
