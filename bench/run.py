"""Runs every measurement with pyperf, ours and the peers' in one go: ``python -m bench.run -o OUT.json``."""

import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

import pyperf

from bench import inputs, ours, peers
from tests.drawn import official_form
from toolkit.tasks.files.memory import collect_rarely

REPORTS = 40  # a report costs more than a reading
COLD = (("help", ours.HELP_COLD), ("import-typer", (sys.executable, "-c", "import typer")))


def each(items: Iterable[Any], work: Callable[[Any], object], loops: int) -> float:
    """Processor seconds for the work on every item, once each; ``loops`` is always 1: no item is taken twice."""
    assert loops == 1
    if getattr(work, "__module__", "") == ours.__name__:
        collect_rarely()  # as the commands do; for the others Python's own setting holds
    start = time.process_time()
    for item in items:
        work(item)
    return time.process_time() - start


class Bench:
    """pyperf's runner, told once how little there is to repeat."""

    def __init__(self) -> None:
        self.runner = pyperf.Runner(processes=3, values=1, warmups=0, loops=1)

    def over(self, name: str, items: list[Any], work: Callable[[Any], object]) -> None:
        """Measures one work over many items, each taken once in a process of its own."""
        self.runner.bench_time_func(name, lambda loops: each(items, work, loops), inner_loops=len(items))


def main() -> None:
    """All of it; pyperf starts this again for every process, and asks each time for one measurement only."""
    bench = Bench()
    for size in inputs.SIZES:
        paths = inputs.workbooks(size)
        ours.checked(paths[0])  # the form is warm, and nothing else
        rest = paths[1:]
        bench.over(f"check-{size}", rest, ours.checked)
        for work in (peers.openpyxl_twice, peers.openpyxl_read_only, peers.calamine, peers.unzip_and_parse):
            bench.over(f"{work.__name__}-{size}", rest if work is not peers.openpyxl_twice else rest[:40], work)
    largest = inputs.workbooks("largest")
    bench.over("mark", largest[1:81], ours.marked_copy)
    _reports(bench, largest[:REPORTS])
    _workbooks(bench)
    for name, command in (*COLD, ("check-cold", (*ours.CHECK_COLD, str(largest[0])))):
        bench.runner.bench_command(name, list(command))


def _reports(bench: Bench, paths: list[Path]) -> None:
    submissions = [ours.filed(path) for path in paths]
    ours.report(submissions[0])
    bench.over("report", submissions[1:], ours.report)
    form = official_form()
    template = inputs.template(form)
    values = dict.fromkeys(_tags(form), "12")
    bench.over("docxtpl", [template] * REPORTS, partial(peers.docxtpl_filled, values=values))
    bench.over("python-docx", [ours.report(submissions[0])] * REPORTS, peers.docx_opened)


def _tags(form: Any) -> Iterable[str]:
    yield from (id.replace(".", "_") for id in form.cells)
    for id, text in form.texts.items():
        yield from (f"text_{id.replace('.', '_')}_{row}" for row in range(text.rows))


def _workbooks(bench: Bench) -> None:
    blank = ours.unit_workbook(0)
    bench.over("unit-workbook", list(range(1, inputs.MANY)), ours.unit_workbook)
    bench.over("openpyxl-save", list(range(40)), partial(peers.openpyxl_set_and_save, blank))
    bench.over("xlsxwriter", list(range(100)), peers.xlsxwriter_sheet)


if __name__ == "__main__":
    main()
