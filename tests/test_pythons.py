"""What runs the tests under several Pythons: a Python that is missing and a test that fails are never passed over."""

from pathlib import Path

import pytest

from tests import pythons
from tests.pythons import Run, found, outcome, written

RUN = Run("3.13.0", 5, ("tests/test_a.py: test_b",), 1)


def test_the_table_says_what_failed() -> None:
    """By its name, below the figures."""
    assert "| 3.13.0 | 5 | 1 | 1 |\n\nFailed:\n\n- 3.13.0: tests/test_a.py: test_b\n" in written([RUN])
    assert "Failed" not in written([Run("3.13.0", 5, (), 1)])


def test_a_python_that_is_nowhere_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """And the whole is no success; nothing is written down."""
    assert found("python2.99") == ""
    assert pythons.main(["python2.99"], ["tests/form"]) == 1
    assert "python2.99" in capsys.readouterr().err


def test_tests_that_never_ran_are_no_success(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even an empty table."""
    monkeypatch.setattr(pythons, "WORK", tmp_path)
    with pytest.raises(FileNotFoundError):
        outcome("python3", "false", [])
