"""Whoever wonders at a finding, or at none, sees how the texts were read."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.running import run, save
from tests.drawn import filled, official_form, texts
from toolkit.checks.messages.explaining import NOTHING, explanation
from toolkit.rich_text import from_markup
from toolkit.submission.json import to_json
from toolkit.submission.submission import Submission


def saying(*paragraphs: str) -> Submission:
    """One text, and figures that are all 5."""
    form = official_form()
    said = {"overview.on_request": tuple(map(from_markup, paragraphs))}
    return replace(filled(form, dict.fromkeys(form.cells, 5)), texts=said)


def test_each_number_and_what_it_was_read_as() -> None:
    """With the value of the table, right or wrong; what no rule reads is said, too."""
    assert explanation(saying("无数可言。", "新收政府信息公开申请7件，其中自然人5件。接待来访９次。")) == (
        "“一、总体情况”的“（二）依申请公开”第2段：新收政府信息公开申请7件，其中自然人5件",
        "  “新收政府信息公开申请7件”读作表三新收总计30或表三新收总计+上年结转总计60",
        "  “自然人5件”读作表三新收自然人5或表三新收自然人+上年结转自然人10",
        "“一、总体情况”的“（二）依申请公开”第2段：接待来访9次",
        "  没有与表内的数核对：9次",
    )


def test_texts_without_numbers() -> None:
    """Said, not passed over."""
    assert explanation(saying("全年平稳。")) == (NOTHING,)


def test_figures_that_are_not_there_yet() -> None:
    """A blank is no 0."""
    form = official_form()
    blank = Submission(form, "青石镇", 2024, texts=saying("新收申请7件。").texts)
    assert "“新收申请7件”读作表三新收总计（未填）" in explanation(blank)[1]


def test_check_explains(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Below the findings; for people, so not together with JSON."""
    monkeypatch.chdir(tmp_path)
    said = {**texts(official_form()), **saying("收到申请7件。").texts}
    save("a.json", to_json(replace(filled(official_form()), texts=said)))
    assert "  正文是这样读的：" in run("check", "a.json", "--explain").out
    assert "正文是这样读的" not in run("check", "a.json").out
    refused = run("check", "a.json", "--explain", "--json")
    assert (refused.code, "--explain 是给人看的" in refused.err) == (2, True)
