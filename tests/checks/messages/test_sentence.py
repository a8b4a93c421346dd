"""A sentence gets the findings that it was written for."""

import pytest

from tests.drawn import filled, second_form
from toolkit.checks.finding import Finding, Level
from toolkit.checks.messages.wording import worded
from toolkit.checks.reading import Reading


def test_a_code_without_its_facts_is_no_sentence() -> None:
    """A mistake of ours, told by its code before a filer reads half a sentence."""
    bare = Finding("cell-missing", Level.ERROR, ("staff.keepers.moved",))
    with pytest.raises(AssertionError, match="cell-missing is no SheetsAmiss"):
        worded(bare, Reading(filled(second_form())))
