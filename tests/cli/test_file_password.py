"""The password of a file need not stand on the command line, where everybody on the machine can see it."""

import getpass
from pathlib import Path

import pytest

from tests.cli.running import run
from toolkit.cli.options import PASSWORD_VARIABLE
from toolkit.tasks.files import checked


@pytest.fixture
def used(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The passwords with which files are read."""
    found: list[str] = []

    def read(path: Path, known: object, password: str) -> tuple[()]:
        found.append(password)
        return ()

    monkeypatch.setattr(checked, "read_file", read)
    monkeypatch.setattr(getpass, "getpass", lambda prompt: "typed")
    return found


@pytest.mark.parametrize(
    ("arguments", "variable", "expected"),
    [
        ((), "", ""),
        ((), "set", "set"),
        (("--password", "said"), "set", "said"),
        (("--password", "-"), "set", "typed"),
    ],
)
def test_where_a_password_comes_from(
    used: list[str], monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], variable: str, expected: str
) -> None:
    """What is said goes before what is set; “-” asks."""
    monkeypatch.setenv(PASSWORD_VARIABLE, variable)
    run("check", "a.xlsx", *arguments)
    assert used == [expected]
