"""Word files printed by LibreOffice: the pages, or a refusal, and nothing else."""

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

from tests.drawn import filled
from tests.instruments.oracles.needed import needed
from tests.instruments.oracles.office import needs_office
from toolkit.errors import UserError
from toolkit.form.form import Form
from toolkit.office import libreoffice
from toolkit.report import pdf as printing
from toolkit.report.content import title
from toolkit.report.pdf import pdf
from toolkit.report.word.word import render

needs_pdftotext = needed(shutil.which("pdftotext") is not None, "pdftotext")


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files go; empty again after each test."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def standing_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> Path:
    """A program of ours in place of LibreOffice."""
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setattr(printing, "office", lambda: str(program))
    return program


@needs_office
@needs_pdftotext
def test_a_report_is_printed(official: Form, tmp_path: Path, temporary: Path) -> None:
    """Its title and headings are on the pages."""
    submission = filled(official)
    printed = tmp_path / "报告.pdf"
    printed.write_bytes(pdf(render(submission)))
    text = subprocess.run(["pdftotext", printed, "-"], capture_output=True, check=True).stdout.decode()
    said = "".join(text.split())
    assert all(line in said for line in title(submission))
    assert all(section.heading in said for section in official.sections)
    assert list(temporary.iterdir()) == []


@needs_office
def test_the_same_report_gives_the_same_pdf(official: Form, tmp_path: Path) -> None:
    """No clock in any output; and the file is still a sound one."""
    document = render(filled(official))
    first = pdf(document)
    time.sleep(1.1)  # LibreOffice writes the second
    assert pdf(document) == first
    assert b"CreationDate" not in first
    if shutil.which("pdfinfo"):
        (tmp_path / "报告.pdf").write_bytes(first)
        told = subprocess.run(["pdfinfo", tmp_path / "报告.pdf"], capture_output=True, check=True)
        assert told.stderr == b""


@pytest.mark.parametrize("script", ["exit 1", "exit 0", "sleep 60"])
@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
def test_a_failure_is_a_refusal(script: str, tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """LibreOffice may end without a word and without a file, or never; nothing of it stays."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(printing, "SECONDS", 0.2)
    standing_in(tmp_path, monkeypatch, script)
    with pytest.raises(UserError) as refused:
        pdf(b"")
    assert refused.value.code == "office-failed"
    assert list(temporary.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
def test_what_takes_too_long_is_ended_with_all_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """soffice is a script that starts the program proper."""
    monkeypatch.setattr(printing, "SECONDS", 0.5)
    standing_in(tmp_path, monkeypatch, f"sleep 60 & echo $! > '{tmp_path}/child'; wait")
    with pytest.raises(UserError):
        pdf(b"")
    child = int((tmp_path / "child").read_text())
    assert ended(child)


def ended(process: int) -> bool:
    for _ in range(100):
        try:
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


def test_a_program_that_cannot_be_started_is_a_refusal(monkeypatch: pytest.MonkeyPatch, temporary: Path) -> None:
    """An installation that was half removed."""
    monkeypatch.setattr(printing, "office", lambda: str(temporary / "none"))
    with pytest.raises(UserError) as refused:
        pdf(b"")
    assert refused.value.code == "office-failed"


def test_where_there_is_none_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most machines have none."""
    monkeypatch.setattr(printing, "office", lambda: None)
    with pytest.raises(UserError) as refused:
        pdf(b"")
    assert refused.value.code == "no-office"


def test_it_is_found_where_windows_keeps_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its installer does not put it on the path."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(libreoffice, "MAC", str(tmp_path / "none"))
    monkeypatch.setenv("ProgramFiles", str(tmp_path))
    assert libreoffice.office() is None
    program = tmp_path / "LibreOffice" / "program" / "soffice.exe"
    program.parent.mkdir(parents=True)
    program.touch()
    assert libreoffice.office() == str(program)
