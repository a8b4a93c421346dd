"""Writes docs/proof/speed.md and its picture from what ``bench.run`` and ``bench.growth`` measured."""

import json
import os
import platform
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import matplotlib as mpl
import pyperf

from bench.inputs import FOLDER, SIZES
from tests.drawn import ROOT

PROOF = ROOT / "docs" / "proof"
SPEED, GROWTH, CLUSTER = FOLDER / "speed.json", FOLDER / "growth.json", FOLDER / "cluster.json"
PARTS = FOLDER / "parts.json"


@dataclass(frozen=True)
class Goal:
    """One work beside another: how many times faster it is to be, or at most how many times slower."""

    work: str
    ours: str
    beside: str
    peer: str
    least: float = 0
    most: float = 0

    def row(self, seconds: dict[str, float]) -> str:
        """A line of the table."""
        mine, theirs = seconds[self.ours], seconds[self.peer]
        ratio = theirs / mine if self.least else mine / theirs
        reached = ratio >= self.least if self.least else ratio <= self.most
        aim = f"{self.least:g} × faster or more" if self.least else f"{self.most:g} × or less"
        said = f"{ratio:.1f} × {'faster' if self.least else ''}".strip()
        return _row(self.work, _ms(mine), self.beside, _ms(theirs), said, aim, "yes" if reached else "no")


GOALS = (
    Goal(
        "read, check, put into words", "check-largest", "openpyxl loading the file twice", "openpyxl_twice-largest", 12
    ),
    Goal("the same", "check-largest", "unzip and expat, empty handler", "unzip_and_parse-largest", most=4),
    Goal("Word report with its proof", "report", "docxtpl, as many tags", "docxtpl", 8),
    Goal("a unit's workbook from the blank", "unit-workbook", "openpyxl load, set, save", "openpyxl-save", 10),
    Goal("`nianbao --help`, cold", "help", '`python -c "import typer"`', "import-typer", most=4),
)
PEERS = ("openpyxl_twice", "openpyxl_read_only", "calamine", "unzip_and_parse")


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


def measured() -> dict[str, float]:
    """The mean seconds of each measurement, by name."""
    suite = pyperf.BenchmarkSuite.load(str(SPEED))
    return {bench.get_name(): bench.mean() for bench in suite.get_benchmarks()}


def page(
    seconds: dict[str, float],
    growth: list[dict[str, float]],
    cluster: list[dict[str, float]],
    parts: dict[str, float],
) -> Iterator[str]:
    """The page's lines."""
    yield INTRODUCTION.format(cpu=_cpu(), cores=os.cpu_count(), python=platform.python_version())
    yield from (goal.row(seconds) for goal in GOALS)
    yield from ("", SIZES_HEAD)
    for size in SIZES:
        figures = (seconds[f"check-{size}"], *(seconds[f"{peer}-{size}"] for peer in PEERS))
        yield f"| {size} | " + " | ".join(map(_ms, figures)) + " |"
    yield from ("", OTHERS_HEAD)
    for name in ("mark", "report", "python-docx", "unit-workbook", "xlsxwriter", "help", "check-cold"):
        yield f"| {OTHERS[name]} | {_ms(seconds[name])} |"
    yield from ("", GROWTH_HEAD) if growth else ()
    for row in growth:
        one = row["seconds"] / row["files"] * 1000
        yield _row(*(f"{figure:,.0f}" for figure in (row["files"], row["jobs"], row["seconds"], one, row["megabytes"])))
    yield from ("", CLUSTER_HEAD) if cluster else ()
    for row in cluster:
        one = row["seconds"] / row["files"] * 1000
        yield _row(*(f"{figure:,.0f}" for figure in (row["files"], row["seconds"], one, row["megabytes"])))
    yield from ("", PARTS_HEAD)
    for step, taken in parts.items():
        yield _row(step, _ms(taken))
    yield from ("", LEFT)
    yield from ("", "![Seconds against number of files](speed.svg)", "") if growth else ("",)


def _cpu() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines() if Path("/proc/cpuinfo").exists() else []
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.processor())


def picture(seconds: dict[str, float], growth: list[dict[str, float]]) -> None:
    """Cost against number of files: ours as measured, the peers' as a multiple of what one file takes them."""
    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "nianbao"  # the same figures give the same picture
    from matplotlib import pyplot as plt  # noqa: PLC0415 - only after its way of drawing was chosen

    figure, axes = plt.subplots(figsize=(7, 4.2))
    counts = sorted({row["files"] for row in growth})
    for jobs, style in ((1, "o-"), (2, "s-")):
        xs, ys = zip(*((row["files"], row["seconds"]) for row in growth if row["jobs"] == jobs), strict=True)
        axes.plot(xs, ys, style, label=f"nianbao check, processes: {jobs}")
    for peer in PEERS:
        costs = [count * seconds[f"{peer}-usual"] for count in counts]
        axes.plot(counts, costs, "--", linewidth=1, label=peer.replace("_", " "))
    axes.set(xscale="log", yscale="log", xlabel="files", ylabel="seconds")
    axes.legend(fontsize=8)
    axes.grid(alpha=0.3)
    figure.tight_layout()
    figure.savefig(PROOF / "speed.svg", metadata={"Date": None})


INTRODUCTION = """# Speed

Written by `make bench`, in one run, on {cpu}, {cores} cores, Python {python}; a ratio says more
than its seconds. Every file is another one and is read once, in a process in which only the form is warm; the
mean, in seconds of the processor; whole commands by the clock. Largest workbooks, unless said
otherwise.

| work | ours | beside | theirs | ratio | to reach | reached |
|---|---|---|---|---|---|---|"""
SIZES_HEAD = """Read, check, put into words, and what others need only to open the file:

| texts | ours | openpyxl twice | openpyxl read-only | python-calamine (compiled) | unzip and expat |
|---|---|---|---|---|---|"""
OTHERS_HEAD = """| other work | |
|---|---|"""
OTHERS = {
    "mark": "marked copy: read, check, mark",
    "report": "Word report with its proof",
    "python-docx": "python-docx opening such a report and asking for its cells",
    "unit-workbook": "a unit's workbook from the blank",
    "xlsxwriter": "XlsxWriter writing as many cells, values alone",
    "help": "`nianbao --help`, cold",
    "check-cold": "`nianbao check` of one file, cold",
}
CLUSTER_HEAD = """The same by `--cluster`, where a scheduler and two workers share these cores; more machines
take their part of it:

| files | seconds | ms a file | MB, the command alone |
|---|---|---|---|"""
PARTS_HEAD = """Where the time goes, of the largest files, the least of forty:

| step | |
|---|---|"""
LEFT = """What is not reached, and why it stays:

- Reading is a tree of XML that the standard library builds in C, twice what an empty handler costs, and then a record
  for each of some 1,700 cells with value, formula, format and lock, each asked what it may hide. Fewer questions would
  be faster, and would let a number pass that nobody read.
- Checking is nearly all about words: forty patterns over some ten thousand characters. Texts as short as most cost a
  third of it.
- Of a report two thirds are its proof: the finished file is unzipped, parsed and compared cell by cell with what was
  filed. It is what the program is for."""
GROWTH_HEAD = """`nianbao check` over many files:

| files | processes | seconds | ms a file | MB, largest process |
|---|---|---|---|---|"""


def main() -> None:
    """Reads both measurements, writes page and picture."""
    seconds = measured()
    growth = json.loads(GROWTH.read_text(encoding="utf-8")) if GROWTH.exists() else []
    parts = json.loads(PARTS.read_text(encoding="utf-8"))
    cluster = json.loads(CLUSTER.read_text(encoding="utf-8")) if CLUSTER.exists() else []
    (PROOF / "speed.md").write_text("\n".join(page(seconds, growth, cluster, parts)), encoding="utf-8")
    if growth:
        picture(seconds, growth)


if __name__ == "__main__":
    main()
