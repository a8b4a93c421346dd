"""The oracles themselves: each finds a fault that was put there on purpose, and finds none where there is none."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from openpyxl.styles.fonts import Font

from tests.instruments.oracles.office import needs_office, recalculated, to_pdf
from tests.instruments.oracles.validator import needs_validator, problems


@pytest.fixture
def workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A total in A3; openpyxl writes the children of a font out of order unless told otherwise."""
    order = ("b", "i", "strike", "outline", "shadow", "u", "vertAlign", "sz", "color", "name", "family", "scheme")
    monkeypatch.setattr(Font, "__elements__", order)
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"], sheet["A2"], sheet["A3"] = 1, 2, "=SUM(A1:A2)"
    path = tmp_path / "工作簿.xlsx"
    book.save(path)
    return path


@pytest.fixture
def document(tmp_path: Path) -> Path:
    written = docx.Document()
    written.add_paragraph("一段", style="Heading 1")
    path = tmp_path / "报告.docx"
    written.save(str(path))
    return path


def changed(path: Path, part: str, change: Callable[[str], str]) -> Path:
    """A copy with one part changed."""
    copy = path.with_name(f"changed-{path.name}")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(copy, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            after = change(content.decode()).encode() if name == part else content
            assert (after != content) == (name == part)
            new.writestr(name, after)
    return copy


@needs_validator
def test_valid_files_pass(workbook: Path, document: Path) -> None:
    """Else every later test of ours would fail for nothing."""
    assert problems(workbook) == []
    assert problems(document) == []


@needs_validator
def test_a_style_out_of_range_is_reported(workbook: Path) -> None:
    """Excel offers to repair such a workbook."""
    broken = changed(workbook, "xl/worksheets/sheet1.xml", lambda xml: xml.replace('<c r="A1"', '<c r="A1" s="99"'))
    assert any("sheet1.xml" in problem for problem in problems(broken))


@needs_validator
def test_properties_after_the_run_are_reported(document: Path) -> None:
    """Word refuses a paragraph whose properties do not come first."""

    def swap(xml: str) -> str:
        return re.sub(r"(<w:pPr>.*?</w:pPr>)\s*(<w:r>.*?</w:r>)", r"\2\1", xml, count=1, flags=re.DOTALL)

    assert any("document.xml" in problem for problem in problems(changed(document, "word/document.xml", swap)))


@needs_office
def test_a_stale_total_is_recalculated(workbook: Path, tmp_path: Path) -> None:
    """LibreOffice keeps the stored values of Excel's files unless the profile says otherwise."""
    stale = changed(workbook, "xl/worksheets/sheet1.xml", lambda xml: re.sub(r"<v ?/>|<v></v>", "<v>999</v>", xml))
    assert openpyxl.load_workbook(stale, data_only=True).worksheets[0]["A3"].value == 999
    first, second = recalculated([stale, workbook], tmp_path / "out")
    assert openpyxl.load_workbook(first, data_only=True).worksheets[0]["A3"].value == 3
    assert openpyxl.load_workbook(second, data_only=True).worksheets[0]["A3"].value == 3


@needs_office
def test_a_document_is_printed(document: Path, tmp_path: Path) -> None:
    """The pictures in the docs and the tests of pages start from a PDF."""
    assert to_pdf(document, tmp_path / "out").read_bytes().startswith(b"%PDF")
