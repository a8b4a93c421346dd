"""The report on paper: LibreOffice prints it, poppler says what stands on the pages and in which typefaces."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from samples.make import filing, samples
from tests.oracles.needed import needed
from tests.oracles.office import needs_office, to_pdf
from toolkit.report.content import Figures, Heading, Prose, report
from toolkit.report.word import render
from toolkit.submission.exchange import code_of
from toolkit.submission.submission import Submission
from toolkit.submission.text import plain

needs_poppler = needed(shutil.which("pdftotext") is not None, "poppler (pdftotext)")
NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
A4 = "595.304 x 841.89 pts (A4)"


def printed(submission: Submission, folder: Path) -> Path:
    file = folder / "report.docx"
    file.write_bytes(render(submission, draft=True))
    return to_pdf(file, folder / "printed")


def asked(program: str, *arguments: str | Path) -> str:
    return subprocess.run([program, *arguments], check=True, capture_output=True, text=True).stdout


def words(text: str) -> str:
    return re.sub(r"\s", "", text)


def body(pdf: Path) -> str:
    """The text between header and footer, without any space: a line's end is not in the text."""
    inside = ("-x", "0", "-y", "85", "-W", "600", "-H", "665", "-layout")
    return words(asked("pdftotext", *inside, pdf, "-"))


@needs_office
@needs_poppler
@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.name)
def test_nothing_is_lost_on_paper(sample: Path, tmp_path: Path) -> None:
    """What Word and WPS show is what another program prints: every paragraph, every figure, on A4."""
    submission = filing(sample).submission
    pdf = printed(submission, tmp_path)
    assert re.findall("Page size: +(.*)", asked("pdfinfo", pdf)) == [A4]
    text, lines = body(pdf), asked("pdftotext", pdf, "-")
    digits = lines.split()
    for part in report(submission, draft=True).parts:
        if isinstance(part, Heading):
            assert words(part.text) in text
        elif isinstance(part, Prose):
            assert words(plain(part.runs)) in text
            assert all(number in lines for number in NUMBER.findall(plain(part.runs)))  # none is cut by a line's end
        elif isinstance(part, Figures):
            shown = [value for value in part.values.values() if value]
            assert all(digits.count(value) >= shown.count(value) for value in shown)


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
        assert words(head) == f"送审稿校验码：{code_of(submission)}"
        left = 0 if page % 2 == 0 else 300
        foot = asked("pdftotext", *only, "-y", "750", "-x", str(left), "-W", "295", "-H", "90", pdf, "-")
        assert words(foot) == f"—{page}—校验码：{code_of(submission)}"


@needs_office
@needs_poppler
def test_every_typeface_is_embedded(tmp_path: Path) -> None:
    """A page with typefaces of the reader's machine is another page there."""
    rows = [
        row.split() for row in asked("pdffonts", printed(filing(samples()[0]).submission, tmp_path)).splitlines()[2:]
    ]
    assert rows
    assert [row for row in rows if row[-5] != "yes"] == []
