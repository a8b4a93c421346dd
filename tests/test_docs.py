"""The documents that are generated say what the program says now."""

import re

import pytest

from tests.drawn import ROOT
from tests.office.sheets.drawn_parts import empty
from toolkit.form.form import Form
from toolkit.form.library import forms
from toolkit.office.opc import Package
from toolkit.office.sheets.xlsx import Contents
from toolkit.submission.submission import DECLARATIONS
from tools.docs import architecture, codes, text_rules
from tools.docs.reference import path, reference

LINK = re.compile(r"\]\(([^)#]+)\)")
PAGES = ("README.md", "docs/指南.md", "docs/区里.md")


def test_the_reference_of_each_form_is_current() -> None:
    """A row's meaning stands in the definition alone; the page is made from it (python tools/docs/reference.py)."""
    for form in forms():
        page = path(form).read_text(encoding="utf-8") if path(form).exists() else ""
        assert page == reference(form), f"run: make docs ({form.key})"


def test_the_list_of_codes_is_current() -> None:
    """Programs rely on it."""
    assert codes.PAGE.read_text(encoding="utf-8") == codes.codes(), "run: make docs"


def test_the_page_about_the_packages_is_current() -> None:
    """Every package and room with its own words, in the order of imports (make docs)."""
    assert architecture.PAGE.read_text(encoding="utf-8") == architecture.page(), "run: make docs"


def test_the_sentences_of_the_text_rules_are_current() -> None:
    """The page shows what the tests check (make docs)."""
    assert text_rules.PAGE.read_text(encoding="utf-8") == text_rules.page(), "run: make docs"


@pytest.mark.parametrize("shown", PAGES)
def test_every_link_leads_somewhere(shown: str) -> None:
    """A guide with holes where pictures should be helps nobody."""
    file = ROOT / shown
    targets = [link for link in LINK.findall(file.read_text(encoding="utf-8")) if "://" not in link]
    assert targets
    assert [link for link in targets if not (file.parent / link).exists()] == []


def test_the_guide_tells_of_every_sheet(official: Form) -> None:
    """An officer looks for the name on the tab; what can be chosen is written as it stands in the workbook."""
    guide = (ROOT / "docs" / "指南.md").read_text(encoding="utf-8")
    named = {"二、主动公开": "表二：", "三、收到和处理申请": "表三：", "四、复议诉讼": "表四："}
    for sheet in Contents(Package(empty(official))).sheets:
        assert named.get(sheet, sheet) in guide
    assert all(choice in guide for choice in DECLARATIONS.values())


def test_every_picture_is_shown() -> None:
    """What is made and not looked at goes stale unseen."""
    shown = {link for page in PAGES for link in LINK.findall((ROOT / page).read_text(encoding="utf-8"))}
    made = {path.name for path in (ROOT / "docs" / "pictures").glob("*.png")}
    assert made <= {link.rpartition("/")[2] for link in shown}
