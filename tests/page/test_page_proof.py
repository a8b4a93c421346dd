"""The offline page on a hundred workbooks, in every core of a browser that can be had; its figures go to docs/proof.

Old cores are run with what could drive them then.
"""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.cli.running import process
from tests.drawn import ROOT
from tests.instruments.oracles.visitor import BROWSERS, Step, needs_chromium, needs_firefox, visit
from tests.page.test_page import DRAFT, ENTRIES, button, dropped, shown
from tests.strategies import random_submission
from toolkit.form.library import find, forms
from toolkit.tasks.files.bundled import FOLDER, OLDER_PAGE, PAGE
from toolkit.workbook.write.book import blank
from toolkit.workbook.write.fill import fill

PROOF = ROOT / "docs" / "proof" / "page.md"
CORES = ROOT / ".cache" / "older_cores" / "node_modules"
UNPACK = """
const [packed, program] = process.argv.slice(1), fs = require("fs");
fs.writeFileSync(program, require("zlib").brotliDecompressSync(fs.readFileSync(packed)), { mode: 0o755 });"""
NOW, CORE = "performance.now()", r"navigator.userAgent.match(/(?:Chrome|Firefox)\/[\d.]+/)[0]"
COUNT, REPORTS = 100, 10
AWAKE = 100  # milliseconds that the page may stand still
INTRODUCTION = """# The offline page, in browsers

Made by `make prove`. {count} random workbooks, every third one broken, are dropped on the page at once; then the Word
送审稿 of {reports} of them are made. What the page says is compared with `check --json`, what it makes with the bytes
that `render` writes. “Longest standstill”: of the page, from the moment it was loaded until all was done; 0 where
it never stood still for as long as 50 ms. Times are of the machine that made this page.
"""
HEADINGS = "| page | core | findings alike | reports alike | ready (s) | a workbook (s) | longest standstill (ms) |"


@dataclass(frozen=True)
class Run:
    """One page in one core."""

    page: str
    core: str
    findings: bool
    reports: int
    ready: float
    each: float
    standstill: int

    @property
    def line(self) -> str:
        alike = f"{'all' if self.findings else 'NOT all'} | {self.reports} of {REPORTS}"
        return f"| {self.page} | {self.core} | {alike} | {self.ready:.1f} | {self.each:.2f} | {self.standstill} |"


def older(package: str) -> dict[str, Any]:
    """How to run a core that npm has, packed."""
    packed = CORES / package / "bin" / "chromium.br"
    program = packed.with_suffix("")
    subprocess.run(["node", "-e", UNPACK, packed, program], check=True)
    return {"program": str(program), "modules": f"{CORES}/"}


def books(folder: Path) -> list[Path]:
    form = find("disclosure/2021", forms())
    assert form
    made = []
    for seed in range(COUNT):
        submission = random_submission(form, Random(seed), broken=seed % 3 == 0)
        path = folder / f"{seed:03}.xlsx"
        empty = blank(form, f"{submission.unit}{seed}", submission.year)
        path.write_bytes(fill(empty, submission, forms()))
        made.append(path)
    return made


def outcome(page: str, files: list[Path], expected: list[dict[str, Any]], reports: dict[str, bytes], **how: Any) -> Run:
    steps: list[Step] = [("idle",), ("evaluate", NOW), *dropped(*files)[1:], ("evaluate", NOW)]
    steps += [step for path in files[:REPORTS] for step in (button(DRAFT, path.name), ("idle",))]
    steps += [("downloaded", REPORTS), ("evaluate", "gaps.slice()"), ("evaluate", ENTRIES), ("evaluate", CORE)]
    seen = visit(page, *steps, **how)
    ready, done, gaps, entries, core = seen.answers  # to carry the entries out of the browser is the test's own load
    return Run(
        page=page,
        core=core,
        findings=shown(entries) == expected,
        reports=sum(seen.files.get(name) == data for name, data in reports.items()),
        ready=ready / 1000,
        each=(done - ready) / 1000 / len(files),
        standstill=max((round(length) for _, length in gaps), default=0),
    )


@pytest.mark.prove
@needs_chromium
@needs_firefox
def test_a_hundred_workbooks_in_every_core(tmp_path: Path) -> None:
    """Alike everywhere, and the page is never asleep."""
    files = books(tmp_path)
    said = json.loads(process("check", "--json", *files, cwd=tmp_path).stdout)["files"]
    expected = [entry | {"file": Path(entry["file"]).name} for entry in said]
    reports = {}
    for path in files[:REPORTS]:
        process("render", path, "-o", tmp_path / path.stem, "--draft", cwd=tmp_path)
        written = next((tmp_path / path.stem).iterdir())
        reports[f"{written.stem}（送审稿）.docx"] = written.read_bytes()
    ways = [(page, {"browser": browser}) for page in (PAGE, OLDER_PAGE) for browser in BROWSERS]
    ways += [(page, older("@sparticuz/chromium")) for page in (PAGE, OLDER_PAGE)]
    ways += [(OLDER_PAGE, older("chrome-aws-lambda"))]
    runs = [outcome(page, files, expected, reports, **how) for page, how in ways]
    sizes = [f"`{name}`: {(FOLDER / name).stat().st_size / 1e6:.1f} MB" for name in (PAGE, OLDER_PAGE)]
    lines = [
        INTRODUCTION.format(count=COUNT, reports=REPORTS),
        HEADINGS,
        "|---" * 7 + "|",
        *(each.line for each in runs),
    ]
    PROOF.write_text("\n".join([*lines, "", "; ".join(sizes) + ".", ""]), encoding="utf-8")
    assert all(each.findings and each.reports == REPORTS and each.standstill <= AWAKE for each in runs)


@pytest.mark.prove
@needs_chromium
def test_the_newer_page_says_what_an_old_core_lacks() -> None:
    """Rather than to hang."""
    seen = visit(PAGE, ("evaluate", "document.getElementById('trouble').textContent"), **older("chrome-aws-lambda"))
    assert seen.answers[0].startswith("这个浏览器的内核旧了")
