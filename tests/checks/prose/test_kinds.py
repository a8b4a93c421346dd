"""The kinds of text rules as objects, and as the definition of a form knows them."""

import pytest

from tests.drawn import YEAR, official_form
from toolkit.checks.prose.hit import ProseRule
from toolkit.checks.prose.kinds import KINDS
from toolkit.checks.prose.mentions import Mentions
from toolkit.checks.prose.patterns import PATTERNS
from toolkit.form import form
from toolkit.form.form import TextRule
from toolkit.submission.submission import Submission


def test_a_definition_knows_every_kind_and_no_other() -> None:
    """A kind has one class, and a key that a form can be written with."""
    assert sorted(kind.key for kind in KINDS) == sorted(form.TEXT_KINDS)


def test_a_workbook_has_a_line_for_every_live_kind() -> None:
    """Those that have words for it, no others."""
    assert {kind.key for kind in KINDS if hasattr(kind, "live")} == set(form.LIVE_KINDS)


def test_a_definition_knows_every_pattern_and_no_other() -> None:
    """A pattern has one name, one label and one search."""
    assert tuple(PATTERNS) == form.PATTERNS


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_every_kind_says_what_it_is(kind: type[ProseRule]) -> None:
    """Its class is where a developer looks it up."""
    assert kind.__doc__
    assert len(kind.__doc__) > 40


def test_a_kind_needs_no_form() -> None:
    """It is tried on a sentence, with the values of a rule and nothing else."""
    nothing = Submission(official_form(), "青石镇", YEAR)
    rule = Mentions(("{year}年", "全年"))
    (hit,) = rule.find({"a": ["去年。"], "b": []}, nothing)
    assert hit.texts == ("a", "b")
    assert rule.say([hit]) == ("没有写到“2024年”或“全年”", "写明“2024年”或“全年”", "没有写到")
    assert list(rule.find({"a": ["2024 年。"]}, nothing)) == []


def test_a_rule_has_only_what_its_kind_takes(official: form.Form, second: form.Form) -> None:
    """What a definition reads for a kind and what its class takes are the same."""
    for rule in (*official.text_rules, *second.text_rules):
        given = {name for name in ("words", "limit", "counts", "units", "ends", "shares") if getattr(rule, name)}
        assert given <= TAKEN[rule.kind], rule.id
    assert set(TAKEN) == set(form.TEXT_KINDS)


TAKEN = {
    "mentions": {"words"},
    "forbids": {"words"},
    "forbids_pattern": {"words"},
    "length": {"limit"},
    "at_least": {"limit"},
    "similar": {"limit"},
    "number": {"counts"},
    "adds_up": {"words", "units", "ends"},
    "percent": {"shares"},
    "ratios": {"words", "units"},
}


def test_levels_make_a_rule_unlive() -> None:
    """The workbook does not know for which level it will be used."""
    rule = TextRule("some-words", "mentions", (), "note", "", "", "", words=("考核",))
    assert rule.live
    assert not TextRule("some-words", "mentions", (), "note", "", "", "", words=("考核",), levels=("county",)).live
