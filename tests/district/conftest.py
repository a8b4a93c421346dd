"""A desk with three units, and the workbooks that they were sent."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.district.desks import desk_of, issued
from toolkit.district.district import District


@pytest.fixture
def place(tmp_path: Path) -> Iterator[District]:
    with desk_of(tmp_path / "区", 3) as found:
        yield found


@pytest.fixture
def blanks(place: District) -> list[bytes]:
    return issued(place)
