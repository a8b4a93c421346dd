"""Where the time of reading and of a report goes, step by step: what is left to win, and what nobody can take away."""

import gc
import json
import time
from collections.abc import Callable, Sequence
from typing import Any

from bench.inputs import FOLDER, workbooks
from bench.ours import filed, known, report
from bench.peers import unzip_and_parse
from toolkit.checks.check import check
from toolkit.checks.messages.told import tell
from toolkit.office.opc import Package
from toolkit.office.sheets.xlsx import Contents
from toolkit.report.verify.prove import prove
from toolkit.report.word.word import render
from toolkit.tasks.files.memory import collect_rarely
from toolkit.workbook.read.reader import read_book

OUT = FOLDER / "parts.json"
WARM, FILES = 2, 40


def least(work: Callable[[Any], object], items: Sequence[Any]) -> float:
    """The least seconds of work that one of the items takes: what others on the machine do adds, and never takes."""
    taken = []
    for item in items:
        start = time.process_time()
        work(item)
        taken.append(time.process_time() - start)
    return min(taken[WARM:])


def main() -> None:
    """Writes .cache/bench/parts.json: seconds by step."""
    collect_rarely()
    gc.disable()
    paths = workbooks("largest")[:FILES]
    data = [path.read_bytes() for path in paths]
    books = [Contents(Package(each)).book for each in data]
    readings = [read_book(book, known()) for book in books]
    findings = [(reading, check(reading)) for reading in [read_book(book, known()) for book in books]]
    submissions = [filed(path) for path in paths]
    reports = [(report(each), each) for each in submissions]
    seconds = {
        "unzip and expat, with an empty handler": least(unzip_and_parse, paths),
        "reading: from the zip to cells of sheets": least(lambda each: Contents(Package(each)).book, data),
        "reading: from cells to a submission": least(lambda book: read_book(book, known()), books),
        "checking: figures and texts": least(check, readings),
        "checking: findings in words": least(lambda pair: tell(*pair), findings),
        "report: drawn and zipped": least(lambda each: render(each, draft=True), submissions),
        "report: read back and proved": least(lambda pair: prove(pair[0], pair[1], True), reports),
    }
    OUT.write_text(json.dumps(seconds, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
