"""Fixtures that every test may ask for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests import drawn
from tests.instruments.oracles.needed import missing, seeing_what_it_names
from toolkit.form.form import Form

# A busy machine is slow, and that is no fault of the program. On CI hypothesis adds to it that each run is the same.
settings.register_profile("unhurried", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


# A file is one worker's: those that take minutes begin first, so that no worker is left with one at the end.
LONGEST = (
    *("page/test_page.py", "workbook/test_hostile.py", "tasks/test_hostile.py", "macros/test_run.py"),
    *("workbook/mark/test_mark.py", "office/sheets/test_open.py", "district/test_journey.py", "test_whole.py"),
    *("district/test_killed.py", "district/test_flood.py", "district/recovery/test_restore.py"),
    *("workbook/test_recalculated.py", "test_mutation.py", "page/test_newest_python.py", "mail/test_hostile.py"),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first, all others as they come."""
    place = {drawn.ROOT / "tests" / name: number for number, name in enumerate(LONGEST)}
    items.sort(key=lambda item: place.get(item.path, len(place)))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """A test sees the programs that it says it needs."""
    with seeing_what_it_names(item):
        return (yield)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skips what this machine has no programs for."""
    if gone := missing(item):
        pytest.skip("; ".join(f"{what}: not installed" for what in gone))


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
