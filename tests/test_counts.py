"""What costs time is counted, since no test may measure it: work that is done once a file, or once a process.

A call that is made for each cell, or a pattern made anew for each text, is seen here long before anybody waits for it.
"""

import sys
from collections import Counter
from collections.abc import Callable
from types import FrameType

import pytest

from tests.drawn import ROOT, official_form, rows
from toolkit.checks.check import check
from toolkit.checks.messages.told import tell
from toolkit.form.library import forms
from toolkit.report.finished import finished
from toolkit.workbook.mark.from_findings import marks, whose
from toolkit.workbook.mark.mark import marked
from toolkit.workbook.read.reader import read
from toolkit.workbook.write.book import blank

DATA = (ROOT / "samples" / "pingtan-2023" / "workbook.xlsx").read_bytes()
ONCE_A_PROCESS = (
    *("toolkit.form.library.fingerprint", "toolkit.form.grid.grid", "toolkit.workbook.design.layout.layout"),
    *("toolkit.report.word.word._skeleton", "re._compiler.compile", "jinja2.environment.Environment.compile"),
)


def checked() -> None:
    reading = read(DATA, forms())
    tell(reading, check(reading))


def twice() -> None:
    checked()
    checked()


def rendered() -> None:
    finished(read(DATA, forms()).submission, draft=True)


def marked_copy() -> None:
    reading = read(DATA, forms())
    marked(DATA, marks(tell(reading, check(reading))), whose(reading.submission))


def unit_workbook() -> None:
    blank(official_form(), "某某镇", 2024, "640000")


# how often, by work: files opened, parts inflated, parts parsed, inputs read as numbers, calls of ours in all (at most)
COUNTS = """
check         | 1 | 15 | 15 | 175 |  80000
render        | 2 | 16 | 16 | 175 |  80000
mark          | 2 | 34 | 110 | 175 | 230000
unit workbook | 0 |  0 |  0 |   0 |   6000
"""
WORKS = {"check": checked, "render": rendered, "mark": marked_copy, "unit workbook": unit_workbook}
COUNTED = (
    *("toolkit.office.opc.Package.__init__", "zipfile.ZipFile.open", "toolkit.office.xml.parser"),
    "toolkit.entry.read",
)


def calls(work: Callable[[], object]) -> Counter[str]:
    """How often each function of ours and of what we lean on was called, by module and name, once all is warm."""
    work()
    found: Counter[str] = Counter()

    def seen(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            module = str(frame.f_globals.get("__name__", ""))
            if module.partition(".")[0] in ("toolkit", "re", "zipfile", "jinja2"):
                found[f"{module}.{frame.f_code.co_qualname}"] += 1

    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(None)
    return found


@pytest.mark.parametrize(("work", "files", "parts", "parsed", "inputs", "most"), rows(COUNTS))
def test_work_is_done_once(work: str, files: str, parts: str, parsed: str, inputs: str, most: str) -> None:
    """A file is opened once, each part read once, each input understood once; a form's own work is done before."""
    found = calls(WORKS[work])
    bounds = dict(zip(COUNTED, map(int, (files, parts, parsed, inputs)), strict=True))
    assert {name: found[name] for name, bound in bounds.items() if found[name] > bound} == {}
    assert sum(count for name, count in found.items() if name.startswith("toolkit")) <= int(most)
    assert {name: found[name] for name in ONCE_A_PROCESS if found[name]} == {}


def test_the_counting_counts() -> None:
    """Else nothing above could fail."""
    found = calls(twice)
    assert found["toolkit.office.opc.Package.__init__"] == 2
    assert found["toolkit.checks.check.check"] == 2
