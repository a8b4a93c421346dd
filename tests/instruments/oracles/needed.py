"""What a test needs from outside: it is skipped where that is missing, but never on CI.

A test that says nothing sees nothing but the shell's own programs.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

from tests.drawn import ROOT

SHELL = ROOT / ".ci" / "programs"  # what every machine has that can run ``make test``


def needed(present: bool, what: str) -> pytest.MarkDecorator:
    """Skips a test where a program is missing; where ``CI`` is set the test runs, and fails for want of it."""
    return pytest.mark.needs(present, what)


def missing(item: pytest.Item) -> list[str]:
    """What a test says it needs and this machine does not have; nothing on CI."""
    wanted = [] if os.environ.get("CI") else [mark.args for mark in item.iter_markers("needs")]
    return [what for present, what in wanted if not present]


def program(name: str, *folders: Path) -> str | None:
    """A program on PATH, among the servers beside it, or in one of the folders; None to a test that does not say so."""
    path = os.environ.get("PATH", "")
    servers = [Path(folder).with_name("sbin") for folder in path.split(os.pathsep) if folder]
    places = () if path == _shell() else (*servers, *folders)
    return shutil.which(name, path=os.pathsep.join([path, *map(str, places)]))


@contextmanager
def seeing_what_it_names(item: pytest.Item) -> Iterator[None]:
    """Hides all programs but the shell's own from a test without :func:`needed`, and from whatever it starts.

    So a test that forgot to say what it needs fails everywhere, and not only where that is missing.
    """
    with pytest.MonkeyPatch.context() as changed:
        if os.name != "nt" and not any(item.iter_markers("needs")):
            changed.setenv("PATH", _shell())
        yield


@cache
def _shell() -> str:
    """A folder that leads to the shell's own programs."""
    folder = Path(tempfile.mkdtemp(prefix="nianbao-shell-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for name in SHELL.read_text(encoding="utf-8").split():
        if found := shutil.which(name):
            (folder / name).symlink_to(found)
    return str(folder)
