"""The samples as an officer has them on the desktop, each under a name of its own."""

import shutil
from pathlib import Path

import pytest

from tests.drawn import ROOT


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("samples")
    found = sorted((ROOT / "samples").glob("*/workbook.xlsx"))
    return [Path(shutil.copy(path, folder / f"{path.parent.name}.xlsx")) for path in found]
