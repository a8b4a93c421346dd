"""The page in a real browser, narrow and wide, with an accessibility checker: zero violations."""

from functools import cache
from typing import Any

import pytest

from tests.drawn import ROOT, filled, official_form, second_form
from tests.instruments.oracles.browser import NARROW, WIDE, needs_browser, seen
from toolkit.form.library import forms
from toolkit.report.web.html import fragment, page
from toolkit.tasks.files.inputs import read_one

SAMPLES = sorted(path.parent.name for path in (ROOT / "samples").glob("*/submission.json"))
SECOND = "libraries"
WIDTHS = pytest.mark.parametrize("width", [NARROW, WIDE])


@cache
def looked_at(name: str, width: int) -> dict[str, Any]:
    if name == SECOND:
        return seen(page(filled(second_form()), draft=True), width)
    submission = read_one(ROOT / "samples" / name / "submission.json", forms()).submission
    return seen(page(submission, draft="broken" in name), width)


@needs_browser
@WIDTHS
@pytest.mark.parametrize("name", [*SAMPLES, SECOND])
def test_nobody_is_shut_out(name: str, width: int) -> None:
    """By WCAG 2.2 and the checker's own good practice: headings, landmarks, contrast, tables, what is scrolled."""
    found = looked_at(name, width)
    assert found["told"] == []
    assert {"document-title", "html-has-lang", "heading-order", "region", "td-headers-attr"} <= set(found["passed"])


@needs_browser
@WIDTHS
@pytest.mark.parametrize("name", [*SAMPLES, SECOND])
def test_the_page_itself_is_never_wider_than_the_window(name: str, width: int) -> None:
    """On a phone wide tables scroll, each for itself; in a wide window none has to."""
    found = looked_at(name, width)
    assert found["wide"] <= 0
    assert any(found["scrolling"]) == (width == NARROW)


@needs_browser
def test_a_fragment_does_well_inside_a_page() -> None:
    """It is pasted into a page that has a title and a language of its own."""
    around = '<!DOCTYPE html><html lang="zh-CN"><head><title>年报</title></head><body><main>{}</main></body></html>'
    html = around.format(fragment(filled(official_form())).decode()).encode()
    assert seen(html, NARROW)["told"] == []


@needs_browser
def test_the_checker_finds_what_is_wrong() -> None:
    """Else zero violations would mean nothing."""
    broken = page(filled(official_form())).replace(b' lang="zh-CN"', b"").replace(b"color: #111", b"color: #ccc")
    told = {each.partition(":")[0] for each in seen(broken, WIDE)["told"]}
    assert {"html-has-lang", "color-contrast"} <= told
