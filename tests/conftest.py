"""Fixtures that every test may ask for."""

from pathlib import Path

import pytest

from tests import drawn
from toolkit.form.model import Form


@pytest.fixture(scope="session")
def official() -> Form:
    """The form in force, ``disclosure/2021``."""
    return drawn.official_form()


@pytest.fixture(scope="session")
def second() -> Form:
    """A small, quite different form, ``libraries/2024``: proof that the program knows no form."""
    return drawn.second_form()


@pytest.fixture(scope="session", params=["official", "second"])
def any_form(request: pytest.FixtureRequest) -> Form:
    """Either form in turn, for what must hold of every form."""
    return drawn.official_form() if request.param == "official" else drawn.second_form()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
