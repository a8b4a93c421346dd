"""Typed by a person in LibreOffice: inputs take numbers, wrong ones are refused where typed, locks hold."""

import io
from collections.abc import Iterable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from tests.instruments.oracles.office import needs_office, recalculated
from tests.instruments.oracles.typist import Reaction, needs_typist, typed
from toolkit.checks.messages.wording import BROKEN, HOLDS
from toolkit.form.form import Form
from toolkit.office.sheets.addresses import Place
from toolkit.submission.submission import BLANKS_ARE_ZERO, DECLARATIONS
from toolkit.workbook.design.labels import INPUT_TITLE
from toolkit.workbook.design.layout import layout
from toolkit.workbook.read.reader import read
from toolkit.workbook.write.book import blank

PROOF = Path(__file__).resolve().parents[2] / "docs" / "proof" / "typing.md"
LOCKED = "Information"  # LibreOffice's own box, in the language it was installed in


@needs_typist
def test_a_few_minutes_of_an_officer(official: Form) -> None:
    """What no file format check can tell: whether the cells really take what an officer types."""
    placed = layout(official)
    at = {name: (place.sheet, place.ref) for name, place in placed.figures.items()}
    declared = placed.tables["requests"].declared
    line = next(place for check, place in placed.tables["requests"].lines if check.cells[0].endswith(".person"))
    session = typed(
        blank(official, "某乡", 2025),
        [
            (*at["requests.new.person"], "12"),
            (*at["requests.new.person"], "-1"),
            (*at["requests.new.person"], "1.5"),
            (*at["requests.new.person"], "abc"),
            (*at["requests.new.total"], "5"),
            (*at["publication.fees.amount"], "0.5"),
            (*at["publication.fees.amount"], "-0.5"),
            (*at["requests.granted.person"], "10"),
            (declared.sheet, declared.ref, DECLARATIONS[BLANKS_ARE_ZERO]),
            (declared.sheet, declared.ref, "填完了"),
        ],
        asked=[at["requests.handled.total"], (line.sheet, line.ref), (line.sheet, line.moved(right=1).ref)],
    )
    assert session.reactions == [
        Reaction("", "12"),
        Reaction(INPUT_TITLE, "12"),
        Reaction(INPUT_TITLE, "12"),
        Reaction(INPUT_TITLE, "12"),
        Reaction(LOCKED, "12"),
        Reaction("", "0.5"),
        Reaction(INPUT_TITLE, "0.5"),
        Reaction("", "10"),
        Reaction("", DECLARATIONS[BLANKS_ARE_ZERO]),
        Reaction(INPUT_TITLE, DECLARATIONS[BLANKS_ARE_ZERO]),
    ]
    assert session.shown == ["10", f"{BROKEN}2", HOLDS]
    reading = read(session.saved, (official,))
    assert reading.submission.figure("requests.new.person") == 12
    assert reading.submission.declared == {"requests": BLANKS_ARE_ZERO}


@pytest.mark.prove
@needs_typist
def test_every_input_takes_a_number_and_every_locked_cell_refuses(official: Form) -> None:
    """The whole workbook, cell by cell; writes docs/proof/typing.md."""
    placed = layout(official)
    workbook = blank(official, "某乡", 2025)
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    cells = [
        (Place(ws.title, row, column), cell)
        for ws in book
        for row, line in enumerate(ws.iter_rows(), start=1)
        for column, cell in enumerate(line, start=1)
    ]
    choices = {sheet.declared for sheet in placed.tables.values()} | {each.choice for each in placed.reasons.values()}
    written = {place for places in placed.names.values() for place in places} - choices
    inputs = [place for place, cell in cells if place in written and not cell.protection.locked]
    locked = [place for place, cell in cells if cell.protection.locked and cell.value is not None]
    entries = [(place.sheet, place.ref, "7") for place in inputs] + [(place.sheet, place.ref, "9") for place in locked]
    session = typed(workbook, entries)
    taken, refused = session.reactions[: len(inputs)], session.reactions[len(inputs) :]
    assert {placed.figures[cell.id] for cell in official.inputs} < set(inputs)
    assert [place for place, each in zip(inputs, taken, strict=True) if each != Reaction("", "7")] == []
    assert [place for place, each in zip(locked, refused, strict=True) if each.box != LOCKED] == []
    assert {read(session.saved, (official,)).submission.figure(cell.id) for cell in official.inputs} == {7}
    PROOF.write_text(TYPED.format(inputs=len(inputs), locked=len(locked)), encoding="utf-8")


TYPED = """# Typed by a person

Made by `make prove`: LibreOffice is driven by its own UI test interface, which respects locks and validations as a
person meets them, in a blank workbook of disclosure/2021.

| cells | typed | outcome |
|---|---|---|
| {inputs} inputs: figures, last year's figures, paragraphs, reasons, fields of the cover | 7 | each takes it |
| {locked} locked cells: every label and every formula of every sheet | 9 | each refuses |

The figures are read back from the file as LibreOffice saved it. That “abc”, -1 and 1.5 are refused where they are
typed, with our message, is a test of every run.
"""


@needs_office
def test_what_another_program_keeps_when_it_saves(any_form: Form, tmp_path: Path) -> None:
    """Locks, validations, colours, names and identity survive LibreOffice; only the lock on the structure does not."""
    file = tmp_path / "book.xlsx"
    file.write_bytes(blank(any_form, "某乡", any_form.years[0]))
    before = openpyxl.load_workbook(file)
    after = openpyxl.load_workbook(recalculated([file], tmp_path / "saved")[0])
    assert after.sheetnames == before.sheetnames
    for ours, theirs in zip(before.worksheets, after.worksheets, strict=True):
        assert theirs.protection.sheet
        assert str(theirs.protection.password).upper() == ours.protection.password
        assert _unlocked(theirs) == _unlocked(ours)
        assert _ranges(theirs.data_validations.dataValidation) == _ranges(ours.data_validations.dataValidation)
        assert bool(theirs.conditional_formatting) == bool(ours.conditional_formatting)
    assert set(before.defined_names) <= set(after.defined_names)
    kept = {each.name: each.value for each in after.custom_doc_props.props}  # type: ignore[attr-defined]
    assert {each.name: each.value for each in before.custom_doc_props.props}.items() <= kept.items()  # type: ignore[attr-defined]


def _unlocked(ws: Worksheet) -> set[str]:
    return {cell.coordinate for row in ws for cell in row if not cell.protection.locked and cell.has_style}


def _ranges(rules: Iterable[DataValidation]) -> set[str]:
    return {cell for rule in rules for area in rule.sqref.ranges for row in area.rows for cell in map(str, row)}
