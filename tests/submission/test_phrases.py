"""参考表述 of a submission: sentences in plain words, with nothing in them that is zero, and no stray marks."""

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drawn import both_forms, figures, filled, official_form, second_form, without
from tests.strategies import submissions
from toolkit.numbers import Number
from toolkit.submission.phrases import phrase_text, waiting
from toolkit.submission.submission import BLANKS_ARE_ZERO, Submission

STRAY = re.compile("[，、；：。！]{2}|^[，、；。]|[，、；]$|其中。|，$")
MIXED = """
              | person | business | research | charity | legal | other
    new         | 5    | 0        | 0        | 0       | 3     | 0
    carried_in  | 1    | 0        | 0        | 0       | 0     | 0
    granted     | 4    | 0        | 0        | 0       | 0     | 0
    secret      | 0    | 0        | 0        | 0       | 1     | 0
    internal    | 0    | 0        | 0        | 0       | 1     | 0
    carried_out | 2    | 0        | 0        | 0       | 1     | 0
"""


def said(submission: Submission, text: str) -> str:
    (phrase,) = [phrase for phrase in submission.form.phrases if phrase.text == text]
    return phrase_text(submission, phrase)


def official(entries: Mapping[str, Number | str] | None = None) -> Submission:
    return filled(official_form(), entries)


def second(entries: Mapping[str, Number | str] | None = None) -> Submission:
    return filled(second_form(), entries)


def test_a_year_with_applications() -> None:
    """Whatever is zero is not mentioned; groups add up their rows."""
    entries = {**figures(official_form(), "requests", MIXED), "disputes.direct.upheld": 1, "disputes.review.other": 2}
    assert said(official(entries), "overview.on_request") == (
        "2024年，政府信息公开申请新收8件、上年结转1件。按申请人分，自然人6件、法律服务机构3件。"
        "全年办结6件，其中予以公开4件、不予公开2件。结转下年度继续办理3件。"
        "因政府信息公开工作被申请行政复议2件，被提起行政诉讼1件。"
    )


def test_a_year_without() -> None:
    """Most offices of a township: one sentence each."""
    assert said(official(), "overview.on_request") == (
        "2024年，未收到政府信息公开申请，没有上年结转的申请。没有因政府信息公开工作被申请行政复议、提起行政诉讼。"
    )
    assert said(official(), "other") == "2024年，没有需要办理的政府信息公开申请，未收取信息处理费。"


def test_only_carried_over_applications() -> None:
    """The sentence begins with whatever part is said first."""
    entries = {"requests.carried_in.legal": 2, "requests.carried_out.legal": 2}
    assert said(official(entries), "overview.on_request").startswith(
        "2024年，政府信息公开申请上年结转2件。按申请人分，法律服务机构2件。结转下年度继续办理2件。没有"
    )


def test_whether_a_fee_was_charged_is_not_guessed() -> None:
    """With an application to handle, the figures do not tell; a ready sentence would be copied, true or not."""
    assert said(official({"requests.new.person": 1, "requests.granted.person": 1}), "other") == ""


def test_the_preamble() -> None:
    """The form's default sentence, without being written twice."""
    assert said(official(), "preamble") == official().filled(official_form().texts["preamble"].default)
    assert "由青石镇发布" in said(official(), "preamble")


def test_parts_that_are_always_said_and_amounts() -> None:
    """Zero with ``always``; decimals without noise; a part that another figure decides about."""
    assert said(second(), "opening.hours") == "青石镇全年进账0万元。"
    entries = {"holdings.grants.money": Decimal("0.1"), "holdings.donations.money": Decimal("0.2")}
    assert said(second({**entries, "holdings.clubs.held": 3}), "opening.hours") == (
        "青石镇全年进账0.3万元；办了“读书会”。"
    )


def test_a_sentence_at_zero_beside_another() -> None:
    """Both may be said."""
    assert said(second({"holdings.bought.young": 2}), "voices") == "购入和受赠2册！2024年没有开销。"
    assert said(second({"holdings.spending.money": 1}), "voices") == ""


@pytest.mark.parametrize("typed", ["", "/", "12件"])
def test_it_waits_while_a_figure_is_missing(typed: str) -> None:
    """Half a table would make a false sentence; what a spreadsheet takes for text is no figure to it."""
    missing = without(official(), "requests.new.person")
    submission = replace(missing, entries={**missing.entries, **({"requests.new.person": typed} if typed else {})})
    assert said(submission, "overview.on_request") == ""
    assert said(submission, "overview.management") != ""
    phrase = next(phrase for phrase in submission.form.phrases if phrase.text == "other")
    assert waiting(submission, phrase)
    assert not typed or waiting(replace(submission, declared={"requests": BLANKS_ARE_ZERO}), phrase)


def test_blanks_that_were_declared_are_zero() -> None:
    """The usual case: nobody types a hundred zeros."""
    blank = replace(official(), entries={}, declared={table.id: BLANKS_ARE_ZERO for table in official_form().tables})
    assert said(blank, "overview.on_request") == said(official(), "overview.on_request")


@given(st.sampled_from(both_forms()).flatmap(submissions))
@settings(max_examples=60)
def test_no_stray_marks(submission: Submission) -> None:
    """Whatever is left out, no mark stands beside another, at the beginning, or where nothing follows."""
    for phrase in submission.form.phrases:
        words = phrase_text(submission, phrase).replace(submission.unit, "")
        assert not STRAY.search(words), words
        assert words == "" or words[-1] in "。！"
