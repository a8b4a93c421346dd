"""A live LibreOffice that xlwings takes for its program."""

from collections.abc import Iterator

import pytest
import xlwings

from tests.instruments.calc.engine import calc


@pytest.fixture(scope="package")
def app() -> Iterator[xlwings.App]:
    with calc() as found:
        yield found
