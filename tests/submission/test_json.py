"""A submission as JSON: it comes back as it was, and what cannot be one is refused by name (design, 5.2)."""

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drawn import both_forms, figures, filing, filled, huaian, official_form, rows, second_form
from tests.office.sheets.drawn_parts import code_of_refusal
from tests.strategies import submissions
from toolkit import limits
from toolkit.errors import UserError
from toolkit.form.form import Form
from toolkit.rich_text import Run
from toolkit.submission.json import code_of, from_json, parse, to_json
from toolkit.submission.messages import key_missing, key_twice, unknown_id, wrong_shape
from toolkit.submission.submission import Submission

BOTH = st.sampled_from(both_forms())
MINIMAL: dict[str, Any] = {"form": "disclosure/2021", "unit": "青石镇", "year": 2024, "figures": {}}


def through_json(submission: Submission) -> Submission:
    return filing(to_json(submission)).submission


@given(BOTH.flatmap(submissions))
@settings(max_examples=60)
def test_a_submission_comes_back_from_json(submission: Submission) -> None:
    """Figures, amounts to the last decimal, bold, line ends, declarations, reasons, last year: nothing is lost."""
    assert through_json(submission) == submission


@given(BOTH.flatmap(lambda form: submissions(form, broken=True)))
@settings(max_examples=60)
def test_what_was_read_comes_back_from_json(submission: Submission) -> None:
    """Of a broken one, what could be read comes back, and what is written once is written the same ever after."""
    written = to_json(submission)
    again = through_json(submission)
    readable = [id for id in again.form.cells if id not in submission.entries or not submission.entry(id).fault]
    assert [again.figure(id) for id in readable] == [submission.figure(id) for id in readable]
    assert (again.texts, again.reasons, again.declared) == (submission.texts, submission.reasons, submission.declared)
    assert to_json(again) | {"check_code": ""} == written | {"check_code": ""}


@given(BOTH.flatmap(lambda form: submissions(form, broken=True)))
@settings(max_examples=60)
def test_the_code_is_that_of_the_workbook(submission: Submission) -> None:
    """A spreadsheet counts no text, so “12件” is not in the code on paper; what was typed as a number always is."""
    texts = {id: entry for id, entry in submission.entries.items() if isinstance(entry, str)}
    numbers = {id: entry for id, entry in submission.entries.items() if id not in texts}
    assert code_of(submission) == code_of(replace(submission, entries=numbers))
    assert texts or code_of(through_json(submission)) == to_json(submission)["check_code"]


def test_all_figures_are_exported(official: Form) -> None:
    """Computed ones too, so that other programs need not know the sums."""
    written = to_json(filled(official, {"requests.new.person": 3, "requests.granted.person": 2}))
    assert list(written["figures"]) == list(official.cells)
    assert written["figures"]["requests.new.total"] == 3
    assert written["figures"]["requests.handled.total"] == 2


def test_blank_and_unreadable_figures_are_left_out(second: Form) -> None:
    """A missing figure is blank, never zero; what was typed instead of a number is not exported."""
    typed = """
               | moved | present | trained
    keepers    | -1    | /       |
    volunteers | 0     | 12人    | 1.5
    """
    written = to_json(Submission(second, "青石镇", 2024, entries=figures(second, "staff", typed)))
    assert {id: figure for id, figure in written["figures"].items() if id.startswith("staff")} == {
        "staff.keepers.moved": -1,
        "staff.volunteers.moved": 0,
        "staff.volunteers.present": 12,
        "staff.volunteers.trained": 1.5,
    }


def test_stated_totals_are_kept_beside_never_inside() -> None:
    """A computed figure in a file is evidence; the submission adds up for itself."""
    given = {"requests.new.person": 3, "requests.new.total": 7}
    read = filing({**MINIMAL, "figures": given})
    assert read.stated == {"requests.new.total": 7}
    assert read.submission.entries == {"requests.new.person": 3}
    assert read.submission.figure("requests.new.total") == 3


def test_real_figures_come_back() -> None:
    """A published report, through JSON and back, digit for digit."""
    data = huaian()
    written = json.loads(json.dumps(to_json(from_json(data, both_forms()).submission)), parse_float=Decimal)
    assert written["figures"] == data["figures"]
    assert written["figures"]["publication.fees.amount"] == Decimal("96171.6")


def test_texts_are_cleaned() -> None:
    """Empty paragraphs and outer space are dropped; ** is bold; a line end inside a paragraph stays."""
    read = filing({**MINIMAL, "texts": {"other": ["", " 未**收取**费用 ", "  ", "甲\r\n乙"], "date": []}})
    assert read.submission.texts == {
        "other": ((Run("未"), Run("收取", True), Run("费用")), (Run("甲\n乙"),)),
    }


def test_unknown_keys_are_ignored_but_named() -> None:
    """Files of other programs carry more; nobody is sent away for that."""
    assert filing({**MINIMAL, "colour": "red", "check_code": "000000"}).unknown_keys == ("colour",)


def test_blank_spellings() -> None:
    """null and an empty string are how other programs write a blank."""
    nothing = {"requests.new.person": None, "requests.new.legal": "", "requests.new.total": None}
    read = filing({**MINIMAL, "figures": nothing, "declared": {"requests": None, "disputes": ""}})
    assert (read.submission.entries, read.stated, read.submission.declared) == ({}, {}, {})


def test_the_newest_revision_serves_a_bare_form_id() -> None:
    """Handwritten JSON may leave the revision out."""
    assert filing({**MINIMAL, "form": "disclosure"}).submission.form is official_form()


# each refusal: its code | the keys that differ from a good submission, as JSON
REFUSALS = """
not-ours            | []
not-ours            | 5
unknown-form        | {"form": "disclosure/1999"}
unknown-form        | {"form": ""}
wrong-shape         | {"form": 5}
wrong-shape         | {"form": ["disclosure/2021"]}
wrong-shape         | {"unit": null}
wrong-shape         | {"code": 640402}
wrong-shape         | {"level": []}
wrong-shape         | {"year": "2024"}
wrong-shape         | {"year": 2024.0}
wrong-shape         | {"year": true}
wrong-shape         | {"year": 24}
wrong-shape         | {"figures": []}
wrong-shape         | {"figures": {"requests.new.person": true}}
wrong-shape         | {"figures": {"requests.new.person": [1]}}
wrong-shape         | {"figures": {"requests.new.person": {}}}
unknown-id          | {"figures": {"requests.new.nobody": 1}}
unknown-id          | {"figures": {"requests.old.person": null}}
forbidden-character | {"figures": {"requests.new.person": "\\u0008"}}
forbidden-character | {"unit": "青石\\u0000镇"}
forbidden-character | {"reasons": {"in-force-flow": "\\ud800"}}
wrong-shape         | {"texts": []}
wrong-shape         | {"texts": {"other": "一段"}}
wrong-shape         | {"texts": {"other": [1]}}
unknown-id          | {"texts": {"others": []}}
forbidden-text      | {"texts": {"other": ["好", "坏\\u000b"]}}
wrong-shape         | {"declared": []}
wrong-shape         | {"declared": {"requests": "zero"}}
wrong-shape         | {"declared": {"requests": true}}
unknown-id          | {"declared": {"request": "all-zero"}}
wrong-shape         | {"reasons": {"in-force-flow": 5}}
unknown-id          | {"reasons": {"no-such-rule": "因为"}}
unknown-id          | {"reasons": {"blank": "因为"}}
wrong-shape         | {"last_year": []}
wrong-shape         | {"last_year": {"figures": 5}}
wrong-shape         | {"last_year": {"figures": {"requests.carried_out.person": "3"}}}
wrong-shape         | {"last_year": {"figures": {"requests.carried_out.person": null}}}
wrong-shape         | {"last_year": {"figures": {"requests.carried_out.person": 1e99}}}
unknown-id          | {"last_year": {"figures": {"requests.nothing.person": 3}}}
"""

BROKEN_JSON = ["", "{", "{'form': 1}", '{"year": NaN}', '{"year": Infinity}', "[" * 900, "PK\x03\x04", '{"a": 1,}']
TOO_LARGE = {
    "brackets": "[" * 100_000,
    "deep": "[" * 40_000 + "]" * 40_000,
    "values": f"[{'1e1,' * 600_000}1]",
    "long": f'"{"字" * limits.JSON}"',
}


@pytest.mark.parametrize("line", [line for line in REFUSALS.splitlines() if line])
def test_what_cannot_be_a_submission_is_refused(line: str) -> None:
    """Each mistake in a file has its own name, and a sentence that can be made from what is known of it."""
    code, changes = (cell.strip() for cell in line.split("|"))
    given = parse(changes)
    data = {**MINIMAL, **given} if isinstance(given, dict) else given
    with pytest.raises(UserError) as caught:
        from_json(data, both_forms())
    assert caught.value.code == code
    assert caught.value.text.endswith("。")


@pytest.mark.parametrize("key", ["unit", "year", "figures"])
def test_a_key_that_must_be_there(key: str) -> None:
    """Without these there is nothing to check, and nobody to answer."""
    with pytest.raises(UserError) as caught:
        from_json({name: value for name, value in MINIMAL.items() if name != key}, both_forms())
    assert (caught.value.code, caught.value.text) == ("key-missing", key_missing(key).text)


def test_all_mistakes_are_told_at_once() -> None:
    """Whoever exports from another system mends them in one go; the code is the first one's."""
    figures = {"requests.new.person": True, "requests.new.nobody": 1}
    with pytest.raises(UserError) as caught:
        from_json({**MINIMAL, "year": "2024", "figures": figures, "reasons": {"in-force-flow": 5}}, both_forms())
    expected = [
        unknown_id(where="figures", id="requests.new.nobody"),
        wrong_shape(where="figures.requests.new.person", expected="数字"),
        wrong_shape(where="year", expected="四位数的年份"),
        wrong_shape(where="reasons.in-force-flow", expected="文字"),
    ]
    assert (caught.value.code, caught.value.text) == ("unknown-id", "".join(error.text for error in expected))


def test_endless_mistakes_are_counted() -> None:
    """The first ten are told."""
    with pytest.raises(UserError) as caught:
        from_json({**MINIMAL, "figures": {f"a{number}": 1 for number in range(25)}}, both_forms())
    assert caught.value.text.count("“figures”里的") == 10
    assert caught.value.text.endswith("另外还有15处。")


def test_without_a_form_it_is_not_ours() -> None:
    """Any other JSON file, sent by mistake."""
    with pytest.raises(UserError) as caught:
        from_json({"name": "package", "version": 1}, both_forms())
    assert caught.value.code == "not-ours"


@pytest.mark.parametrize("text", BROKEN_JSON, ids=lambda text: text[:12].encode("unicode_escape").decode() or "empty")
def test_broken_json_is_refused(text: str) -> None:
    """Cut off, hand-edited or hostile: one refusal, never another exception, and no English in it."""
    with pytest.raises(UserError) as caught:
        parse(text)
    assert caught.value.code == "broken-json"
    assert "行附近" in caught.value.text


@pytest.mark.parametrize("text", TOO_LARGE.values(), ids=TOO_LARGE)
def test_json_that_would_fill_the_memory_is_refused(text: str) -> None:
    """A bracket is a byte in the file and a hundred in memory."""
    assert code_of_refusal(lambda: parse(text)) == "too-large"


@pytest.mark.parametrize(
    "data",
    [
        {"texts": {"other": ["字" * 600_000, "字" * 600_000]}},
        {"texts": {"other": ["字"] * 2_000}},
        {"figures": {"requests.new.person": "1" * 2**21}},
        {"reasons": {"in-force-flow": "因" * 2**21}},
    ],
)
def test_a_submission_of_endless_texts_is_refused(data: dict[str, Any]) -> None:
    """Every check reads every text; a report has some thousand characters."""
    assert code_of_refusal(lambda: filing({**MINIMAL, **data})) == "too-large"


# what is said twice | the key that is named
TWICE = """
{"form": 1, "form": 1} | form
{"figures": {"requests.new.person": 1, "requests.new.legal": 1, "requests.new.person": 2}} | requests.new.person
[[{"a": {"b\\u202e": 1, "c": 2, "b\\u202e": 1}}]] | b�
"""


@pytest.mark.parametrize(("text", "key"), rows(TWICE))
def test_a_key_that_is_said_twice_is_refused(text: str, key: str) -> None:
    """Programs differ about which one counts; it is named, fit to be printed."""
    with pytest.raises(UserError) as caught:
        parse(text)
    assert (caught.value.code, caught.value.text) == ("key-twice", key_twice(key).text)


@pytest.mark.parametrize("key", ["unit", "code", "level"])
@pytest.mark.parametrize("character", ["\n", "\t", "\u202e", "\u2066", "\u2028", "\x85"])
def test_a_name_is_one_line_that_reads_as_it_is_written(key: str, character: str) -> None:
    """It stands in file names, subjects and tables; turned around it would be another unit's."""
    assert code_of_refusal(lambda: filing({**MINIMAL, key: f"青{character}石"})) == "not-one-line"


def test_what_nobody_sees_in_a_name_is_dropped() -> None:
    """Pasted along from a web page, it would make the name another one."""
    assert filing({**MINIMAL, "unit": "\ufeff青\u200b石镇\u200d "}).submission.unit == "青石镇"


@pytest.mark.parametrize("key", ["\ud800", "\n", "字" * 1_000])
def test_names_that_nobody_knows_are_named_fit_to_be_printed(key: str) -> None:
    """Half a character cannot be printed at all, and a million of them should not be."""
    data: list[dict[str, Any]] = [{"figures": {key: 1}}, {"texts": {key: []}}, {"reasons": {key: ""}}]
    for each in data:
        with pytest.raises(UserError) as caught:
            filing({**MINIMAL, **each})
        assert len(caught.value.text.encode()) < 1_000
    assert all("\ufffd" in named or len(named) < 300 for named in filing({**MINIMAL, key: 1}).unknown_keys)


FIGURES = ["1e15", "1e9999999", "-1e15", "1" * 400, "1" * 5_000, "1" * 1_000_000, f"1e{'9' * 30}", f"-1e{'9' * 30}",
           "1e-400", "1e-90000", f"1e-{'9' * 30}"]  # fmt: skip


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure[:12])
def test_figures_out_of_reach_are_kept_as_typed(figure: str) -> None:
    """A number no spreadsheet holds, or would keep as 0, is a fault in one cell, not the end of the file."""
    data = parse(json.dumps(MINIMAL).replace('"figures": {}', f'"figures": {{"requests.new.person": {figure}}}'))
    entry = from_json(data, both_forms()).submission.entry("requests.new.person")
    assert entry.number is None
    assert 0 < len(entry.fault) <= 100


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=6,
)


@given(
    st.sampled_from(sorted(to_json(filled(second_form())))),
    st.sampled_from(["", "figures", *second_form().cells]),
    JSON,
)
def test_any_json_is_read_or_refused(key: str, inner: str, value: Any) -> None:
    """Whatever stands in whatever place, the answer is a submission or a refusal with a sentence."""
    data = {**to_json(filled(second_form())), key: {inner: value} if inner else value}
    try:
        read = from_json(parse(json.dumps(data)), both_forms())
    except UserError as refusal:
        assert refusal.text  # noqa: PT017
    else:
        assert to_json(read.submission)
