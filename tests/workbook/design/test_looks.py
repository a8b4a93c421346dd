"""The lock of our sheets, computed here and not by openpyxl, so that marking a workbook loads none of it."""

import pytest
from openpyxl.utils.protection import hash_password

from toolkit.workbook.design.labels import PASSWORD
from toolkit.workbook.design.looks import lock_of


@pytest.mark.parametrize("password", ["", "a", PASSWORD, "fifteen letters", "zzzzzzzzzzzz"])
def test_a_lock_is_the_one_that_openpyxl_writes(password: str) -> None:
    """Drawn sheets are locked by openpyxl, the list of problems by us: one password opens both."""
    assert lock_of(password) == hash_password(password)
