"""Reading what was rendered gives the submission back, and nothing is read wrong unsaid, whatever became of it."""

import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from random import Random

import pytest

from tests.drawn import ROOT, official_form
from tests.instruments.oracles.needed import needed
from tests.instruments.oracles.office import needs_office, to_pdfs
from tests.published import printed
from tests.published.damaged import DAMAGES, Damage
from tests.published.test_read import as_text, one_a_line, outcome, pipes
from tests.strategies import random_submission
from toolkit.checks.reading import Reading
from toolkit.errors import UserError
from toolkit.form.library import forms
from toolkit.published.read import readings
from toolkit.published.source.open import SUFFIXES, blocks
from toolkit.report.web.html import fragment, page
from toolkit.report.word.word import render
from toolkit.rich_text import from_markup
from toolkit.rich_text import plain as words
from toolkit.submission.submission import Submission

PROOF = ROOT / "docs" / "proof" / "published.md"
FOLDER = os.environ.get("NIANBAO_REPORTS", "")  # of real reports
KNOWN = (official_form(),)
SPACES = re.compile(r"\s")
PAPER = re.compile("[\\s，。、；：\ufffd\U00010000-\U0010ffff]")
FEW, MANY, SOME = 20, 500, 60
HEAD = """# Published reports, read back

Made by `make prove`: random submissions, printed in each of these ways, read again and compared figure by figure.
*Right* is a figure as it was printed, a blank as a blank; *said* one that is called doubtful or missing; *wrong* one
that is neither. *Texts*: reports of which every paragraph came back, spaces apart. What lost figures stands last.

| source | reports | figures | right | said | wrong | texts | seconds a report |
|---|---|---|---|---|---|---|---|
"""
REAL = """
## Real reports

Made by `NIANBAO_REPORTS=DIR make prove` from a folder of files that were published. What is right in them is not known
to the program; a total that a report states is held against what its own figures make.

| kind | files | reports | figures | read | said | totals that hold | seconds a file |
|---|---|---|---|---|---|---|---|
"""


@dataclass
class Score:
    """What became of the figures of reports printed in one way."""

    reports: int = 0
    right: int = 0
    said: int = 0
    wrong: int = 0
    texts: int = 0
    seconds: float = 0.0
    on_paper: bool = False

    def add(self, given: Submission, there: Sequence[Reading], seconds: float) -> None:
        self.reports += 1
        self.seconds += seconds
        if len(there) != 1:
            self.said += len(given.form.cells)
            return
        found = outcome(there[0], printed.values(given))
        self.right += len(found["right"])
        self.said += len(found["doubtful"] | found["missing"])
        self.wrong += len(found["wrong"])
        self.texts += spaceless(there[0].submission, self.on_paper) == spaceless(given, self.on_paper)

    def line(self, name: str) -> str:
        figures = self.right + self.said + self.wrong
        share = f"{100 * self.right / figures:.2f} %".replace("100.00", "100")
        took = f"{self.seconds / self.reports:.2f}"
        columns = (name, self.reports, f"{figures:,}", share, f"{self.said:,}", self.wrong, self.texts, took)
        return "| " + " | ".join(map(str, columns)) + " |"


def spaceless(submission: Submission, on_paper: bool) -> dict[str, str]:
    """On paper also without what LibreOffice loses at a line's end: stops that hang beyond it, half of an emoji."""
    lost = PAPER if on_paper else SPACES
    return {id: lost.sub("", "".join(map(words, said))) for id, said in submission.texts.items()}


def signed(seed: int) -> Submission:
    """A random submission with who signs and when, as reports end."""
    given = random_submission(official_form(), Random(seed))
    closing = zip((text.id for text in given.form.back), (given.unit, f"{given.year + 1}年1月20日"), strict=True)
    return replace(given, texts={**given.texts, **{id: (from_markup(said),) for id, said in closing}})


def damaged_page(damage: Damage, given: Submission) -> bytes:
    return printed.page(given, printed.plain_table, partial(_damaged, damage, Random(given.unit + given.code))).encode()


def _damaged(damage: Damage, random: Random, cells: list[printed.Printed]) -> list[printed.Printed]:
    return damage(cells, random)


def text_of(table: Callable[[list[printed.Printed]], str], given: Submission) -> bytes:
    return as_text(given, table).encode()


def page_of(table: Callable[[list[printed.Printed]], str], mutation: printed.Mutation, given: Submission) -> bytes:
    return printed.page(given, table, mutation).encode()


Printer = Callable[[Submission], bytes]
EXACT: dict[str, Printer] = {
    "our Word report": render,
    "our web page": page,
    "our fragment of a page": fragment,
    **{f"page, {name}": partial(page_of, table, list) for name, table in printed.MARKUPS.items()},
    **{f"table, {name}": partial(page_of, printed.plain_table, each) for name, each in printed.MUTATIONS.items()},
}
COPIES: dict[str, Printer] = {
    "text with tabs": partial(text_of, printed.tabs),
    "Markdown": partial(text_of, pipes),
    "text, a cell a line": partial(text_of, one_a_line),
}
LOSSY: dict[str, Printer] = {name: partial(damaged_page, damage) for name, damage in DAMAGES.items()}


def score(printer: Printer, seeds: Iterable[int]) -> Score:
    found = Score()
    for seed in seeds:
        given = signed(seed)
        read_into(found, given, printer(given))
    return found


def read_into(found: Score, given: Submission, data: bytes) -> None:
    start = time.perf_counter()
    try:
        there: Sequence[Reading] = readings(blocks(data), KNOWN)
    except UserError:
        there = ()
    found.add(given, there, time.perf_counter() - start)


def on_paper(seeds: Sequence[int], folder: Path) -> Score:
    """The Word reports, printed by LibreOffice."""
    files = [folder / f"{seed}.docx" for seed in seeds]
    for seed, file in zip(seeds, files, strict=True):
        file.write_bytes(render(signed(seed)))
    found = Score(on_paper=True)
    for seed, pdf in zip(seeds, to_pdfs(files, folder / "printed"), strict=True):
        read_into(found, signed(seed), pdf.read_bytes())
    return found


def assert_exact(found: Score) -> None:
    """All figures right, at most one of a hundred reports' figures said to be doubtful; every text."""
    assert (found.wrong, found.texts) == (0, found.reports)
    assert found.said <= found.reports // 100


@pytest.mark.parametrize("name", EXACT)
def test_what_was_printed_comes_back(name: str) -> None:
    """Whatever is typed, in whatever markup: figures, blanks and words."""
    ours = name.startswith("our")
    assert_exact(score(EXACT[name], range(FEW if ours else 2)))


@needs_office
def test_what_was_printed_on_paper_comes_back(tmp_path: Path) -> None:
    """Word's pages as LibreOffice lays them out: numbers broken in narrow cells, tables over two pages."""
    pytest.importorskip("pypdfium2", reason="pypdfium2 (extra pdf) is not installed")
    assert_exact(on_paper(range(FEW), tmp_path))


@pytest.mark.parametrize("name", COPIES)
def test_copies_as_text(name: str) -> None:
    """Nearly all figures, and the rest is said."""
    found = score(COPIES[name], range(5))
    assert found.wrong == 0
    assert found.right >= 0.95 * (found.right + found.said)


@pytest.mark.parametrize("name", LOSSY)
def test_what_is_lost_is_said(name: str) -> None:
    """No figure takes the place of one that is gone."""
    assert score(LOSSY[name], range(8)).wrong == 0


@pytest.mark.prove
@needs_office
def test_five_hundred_reports(tmp_path: Path) -> None:
    """The long version, for the record."""
    exact = {"our Word report as PDF": on_paper(range(MANY), tmp_path)}
    exact |= {name: score(each, range(MANY if name.startswith("our") else SOME)) for name, each in EXACT.items()}
    others = {name: score(printer, range(SOME)) for name, printer in {**COPIES, **LOSSY}.items()}
    lines = [each.line(name) for name, each in {**exact, **others}.items()]
    put(HEAD + "\n".join(lines) + "\n", first=True)
    for each in exact.values():
        assert_exact(each)
    assert sum(each.wrong for each in others.values()) == 0
    for name in COPIES:
        assert others[name].right >= 0.95 * (others[name].right + others[name].said)


def put(text: str, first: bool) -> None:
    """One of the page's two parts, the other as it was."""
    before = PROOF.read_text("utf-8") if PROOF.is_file() else ""
    head, mark, real = before.partition(REAL.split("\n\n", 1)[0])
    PROOF.write_text(text + mark + real if first else head + text, "utf-8")


@pytest.mark.prove
@needed(bool(FOLDER), "a folder of published reports (NIANBAO_REPORTS)")
def test_real_reports() -> None:
    """How much of what others published is read, and how many of its sums hold."""
    files = sorted(path for path in Path(FOLDER).rglob("*") if path.suffix.lower() in SUFFIXES)
    kinds: dict[str, list[Path]] = {}
    for file in files:
        kinds.setdefault(file.suffix.lower().lstrip("."), []).append(file)
    put(REAL + "\n".join(real_line(kind, kinds[kind]) for kind in sorted(kinds)) + "\n", first=False)
    assert kinds


def real_line(kind: str, files: Sequence[Path]) -> str:
    start = time.perf_counter()
    there = [reading for file in files for reading in real_readings(file)]
    took = (time.perf_counter() - start) / len(files)
    figures = sum(len(each.submission.form.cells) for each in there)
    said = sum(len(each.submission.doubtful) + missing(each) for each in there)
    sums, held = sum(len(list(witnesses(each))) for each in there), sum(sum(witnesses(each)) for each in there)
    columns = (kind, len(files), len(there), f"{figures:,}", f"{figures - said:,}", said, f"{held:,} of {sums:,}")
    return "| " + " | ".join(map(str, columns)) + f" | {took:.2f} |"


def real_readings(file: Path) -> tuple[Reading, ...]:
    try:
        return readings(blocks(file.read_bytes()), forms())
    except UserError:
        return ()


def missing(reading: Reading) -> int:
    return sum(len(each.cells) for each in reading.findings if each.code == "import-missing")


def witnesses(reading: Reading) -> Iterator[bool]:
    """For each total that a report states, whether its own figures make it."""
    for id, stated in reading.stated.items():
        yield stated.value == reading.submission.figure(id)
