"""The offline page with a form from outside: it says of its workbooks what the command line says."""

from pathlib import Path

import pytest

from tests.drawn import SECOND, edited, filled, second_form, without
from tests.instruments.oracles.visitor import Step, needs_chromium, visit
from tests.page.test_page import ENTRIES, button, dropped, said, shown
from toolkit.form.library import VARIABLE, forms
from toolkit.tasks.files.bundled import PAGE, offline_page
from toolkit.workbook.write.book import blank
from toolkit.workbook.write.fill import fill


@needs_chromium
def test_a_workbook_of_such_a_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Findings, and a report."""
    edited(SECOND, tmp_path / "forms")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "forms"))
    page, books = tmp_path / "page.html", [tmp_path / "好.xlsx", tmp_path / "缺.xlsx"]
    page.write_bytes(offline_page(PAGE))
    own = next(form for form in forms() if form.key == second_form().key)
    good = filled(own, unit="青石镇", year=2024)
    for path, submission in zip(books, (good, without(good, good.form.inputs[0].id)), strict=True):
        path.write_bytes(fill(blank(good.form, "青石镇", 2024, level="town"), submission, forms()))
    entries = said(*books)
    assert [each["form"] for each in entries] == ["libraries/2024"] * 2
    steps: list[Step] = [*dropped(*books), ("evaluate", ENTRIES), button("下载Word报告", "好.xlsx"), ("downloaded", 1)]
    seen = visit(str(page), *steps)
    assert seen.errors == []
    assert shown(seen.answers[0]) == entries
    assert "文字部分由镇文化站审核" in str(seen.answers[0])
    assert len(seen.files) == 1
