"""A submission's JSON damaged by hands, editors and programs: each figure comes back, or its loss is named."""

import json
from random import Random

import pytest

from tests.instruments.vandal.judge_json import alarms, damaged, faults, outcome
from tests.instruments.vandal.kind import Fair
from tests.instruments.vandal.kinds.json import JSON_KINDS, JsonKind, Paper, paper
from tests.instruments.vandal.samples import telling
from toolkit.form.form import Form


@pytest.fixture(params=JSON_KINDS, ids=lambda kind: kind.name)
def kind(request: pytest.FixtureRequest) -> JsonKind:
    found: JsonKind = request.param
    return found


def sick(form: Form, kind: JsonKind) -> Paper:
    return damaged(telling(form), kind, Random(kind.name))


def test_each_kind_alone(kind: JsonKind, official: Form) -> None:
    """No wrong figure without a finding, no refusal of what can be read."""
    damage = sick(official, kind)
    assert faults(damage, outcome(damage.data)) == []


@pytest.mark.parametrize(
    "kind", [kind for kind in JSON_KINDS if kind.fair is Fair.HARMLESS], ids=lambda kind: kind.name
)
def test_what_is_harmless_raises_no_alarm(kind: JsonKind, official: Form) -> None:
    damage = sick(official, kind)
    assert alarms(damage, outcome(damage.data)) == []


def test_each_kind_changes_the_file(kind: JsonKind, official: Form) -> None:
    """And says nothing of figures that it leaves alone."""
    damage, whole = sick(official, kind), paper(telling(official))
    assert damage.data != whole.data
    assert damage.touched <= set(damage.figures)


@pytest.mark.parametrize(
    "kind", [kind for kind in JSON_KINDS if kind.fair is Fair.HARMLESS], ids=lambda kind: kind.name
)
def test_what_is_harmless_says_the_same_to_python(kind: JsonKind, official: Form) -> None:
    """The standard library, once it knows the encoding, finds every figure that the kind says is there."""
    damage = sick(official, kind)
    codec = "gb18030" if kind.name == "gb18030" else json.detect_encoding(damage.data)
    data = json.loads(damage.data.decode(codec))
    figures = (data[0] if isinstance(data, list) else data)["figures"]
    told = {id: _plain(figures.get(id)) for id in damage.figures}
    assert told == damage.figures


def _plain(figure: object) -> object:
    """12 for “１２件”."""
    if isinstance(figure, str):
        return int(figure.strip(" 　件").strip())
    return int(figure) if isinstance(figure, float) else figure


def test_an_undamaged_file_passes(any_form: Form) -> None:
    """Whatever is complained of above is the damage's doing."""
    whole = paper(telling(any_form))
    assert faults(whole, outcome(whole.data)) == alarms(whole, outcome(whole.data)) == []


def test_kinds_are_told_apart() -> None:
    assert (
        len({kind.name for kind in JSON_KINDS}) == len({kind.english for kind in JSON_KINDS}) == len(JSON_KINDS) >= 40
    )
