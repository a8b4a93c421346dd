"""The report on paper: LibreOffice prints it, poppler says what stands on the pages and in which typefaces."""

import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from samples.make import filing, samples
from tests.drawn import ROOT
from tests.instruments.oracles.needed import needed
from tests.instruments.oracles.office import needs_office, to_pdf, to_pdfs
from tests.instruments.oracles.validator import PROGRAM, problems
from tests.strategies import random_submission
from toolkit.form.form import Form
from toolkit.report.content import Figures, Heading, Prose, report
from toolkit.report.finished import finished
from toolkit.report.word.word import render
from toolkit.rich_text import plain
from toolkit.submission.json import code_of
from toolkit.submission.submission import Submission

needs_poppler = needed(shutil.which("pdftotext") is not None, "poppler (pdftotext)")
PROOF = ROOT / "docs" / "proof" / "report.md"
INTRODUCTION = """Made by `make prove`: random submissions, rendered, read again and compared with what was filed,
judged by the Open XML SDK's validator, printed by LibreOffice, and looked for in the pages with pdftotext."""
NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
A4 = "595.304 x 841.89 pts (A4)"


def printed(submission: Submission, folder: Path) -> Path:
    file = folder / "report.docx"
    file.write_bytes(render(submission, draft=True))
    return to_pdf(file, folder / "printed")


def asked(program: str, *arguments: str | Path) -> str:
    return subprocess.run([program, *arguments], check=True, capture_output=True, text=True).stdout


def words(text: str) -> str:
    """Without spaces; without the stops that hang beyond a line's end, where poppler reads them apart; without rare
    characters and emoji, of which LibreOffice writes half a code into the PDF where one ends a line (it is shown).
    """
    return re.sub("[\\s，。、；：\ufffd\U00010000-\U0010ffff]", "", text)


def body(pdf: Path) -> str:
    """The text between header and footer, without any space: a line's end is not in the text."""
    inside = ("-x", "0", "-y", "85", "-W", "600", "-H", "665", "-layout")
    return words(asked("pdftotext", *inside, pdf, "-"))


def missing(submission: Submission, pdf: Path) -> list[str]:
    """What the report says and the pages do not."""
    text, cells = body(pdf), words(asked("pdftotext", "-raw", pdf, "-"))
    gone = []
    for part in report(submission, draft=True).parts:
        if isinstance(part, Heading | Prose):
            said = part.text if isinstance(part, Heading) else plain(part.runs)
            gone += [said] * (words(said) not in text)
        elif isinstance(part, Figures):
            gone += [value for value in part.values.values() if value not in cells]
    return gone


@needs_office
@needs_poppler
@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.name)
def test_nothing_is_lost_on_paper(sample: Path, tmp_path: Path) -> None:
    """What Word and WPS show is what another program prints: every paragraph, every figure, on A4."""
    submission = filing(sample).submission
    pdf = printed(submission, tmp_path)
    assert re.findall("Page size: +(.*)", asked("pdfinfo", pdf)) == [A4]
    assert missing(submission, pdf) == []
    lines = asked("pdftotext", pdf, "-")
    prose = "".join(plain(part.runs) for part in report(submission, draft=True).parts if isinstance(part, Prose))
    assert [number for number in NUMBER.findall(prose) if number not in lines] == []  # none is cut by a line's end


def outcome(form: Form, seeds: range, folder: Path) -> Counter[str]:
    """Random submissions on their whole way to paper, and how often each judge found something."""
    found: Counter[str] = Counter()
    submissions = [random_submission(form, Random(seed), broken=seed % 5 == 0) for seed in seeds]
    files = [folder / f"{seed}.docx" for seed in seeds]
    for file, submission in zip(files, submissions, strict=True):
        file.write_bytes(finished(submission, draft=True))
        found["not valid"] += PROGRAM.is_file() and bool(problems(file))
    for submission, pdf in zip(submissions, to_pdfs(files, folder / "printed"), strict=True):
        found["reports"] += 1
        found["not A4"] += A4 not in asked("pdfinfo", pdf)
        found["something lost"] += bool(missing(submission, pdf))
    return found


@needs_office
@needs_poppler
def test_random_reports_on_paper(any_form: Form, tmp_path: Path) -> None:
    """Whatever is typed is printed: stars, tags, line ends, long words."""
    assert outcome(any_form, range(6), tmp_path) == {"reports": 6, "not valid": 0, "not A4": 0, "something lost": 0}


@pytest.mark.prove
@needs_office
@needs_poppler
def test_five_hundred_reports(official: Form, tmp_path: Path) -> None:
    """The long version, for the record."""
    found = outcome(official, range(500), tmp_path)
    lines = [f"| {what} | {found[what]} |" for what in ("reports", "not valid", "not A4", "something lost")]
    PROOF.write_text("\n".join(["# Reports on paper", "", INTRODUCTION, "", "| | |", "|---|---|", *lines, ""]), "utf-8")
    assert +found == {"reports": 500}


@needs_office
@needs_poppler
def test_pages_carry_number_mark_and_code(tmp_path: Path) -> None:
    """GB/T 9704-2012, 7.5: odd pages right, even pages left, each one character from the edge of the text."""
    submission = filing(samples()[0]).submission
    pdf = printed(submission, tmp_path)
    pages = int(re.findall("Pages: +(.*)", asked("pdfinfo", pdf))[0])
    assert pages > 2
    for page in range(1, pages + 1):
        only = ("-f", str(page), "-l", str(page))
        head = asked("pdftotext", *only, "-x", "0", "-y", "0", "-W", "600", "-H", "85", pdf, "-")
        assert words(head) == f"送审稿校验码{code_of(submission)}"
        left = 0 if page % 2 == 0 else 300
        foot = asked("pdftotext", *only, "-y", "750", "-x", str(left), "-W", "295", "-H", "90", pdf, "-")
        assert words(foot) == f"—{page}—校验码{code_of(submission)}"


@needs_office
@needs_poppler
def test_every_typeface_is_embedded(tmp_path: Path) -> None:
    """A page with typefaces of the reader's machine is another page there."""
    rows = [
        row.split() for row in asked("pdffonts", printed(filing(samples()[0]).submission, tmp_path)).splitlines()[2:]
    ]
    assert rows
    assert [row for row in rows if row[-5] != "yes"] == []


@needs_office
@needs_poppler
def test_typefaces_are_the_ones_that_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of ours has one stand-in here (tools/docs/fonts.conf): 黑体 one without serifs, all others one with them."""
    monkeypatch.setenv("FONTCONFIG_FILE", str(ROOT / "tools" / "docs" / "fonts.conf"))
    rows = asked("pdffonts", printed(filing(samples()[0]).submission, tmp_path)).splitlines()[2:]
    names = {row.split()[0].partition("+")[2].partition("CJK")[0] for row in rows}
    assert names == {"NotoSerif", "NotoSans"}, rows
