"""Every command runs in an empty folder of its own."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def working_folder(folder: Path) -> Path:
    return folder
