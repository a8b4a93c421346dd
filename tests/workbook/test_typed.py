"""Typed by a person in LibreOffice: inputs take numbers, wrong ones are refused where typed, locks hold."""

from tests.oracles.typist import Reaction, needs_typist, typed
from toolkit.checks.wording import BROKEN, HOLDS
from toolkit.form.model import Form
from toolkit.submission.submission import BLANKS_ARE_ZERO, DECLARATIONS
from toolkit.workbook.draw import blank
from toolkit.workbook.labels import INPUT_TITLE
from toolkit.workbook.layout import layout
from toolkit.workbook.read import read

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
