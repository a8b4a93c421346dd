"""Every number format that we know to show another number than is stored is told; every harmless one is left alone."""

import io
import warnings
from random import Random

import pytest
from openpyxl import load_workbook
from openpyxl.styles.numbers import BUILTIN_FORMATS

from tests.vandal.judge import alarms, faults, outcome
from tests.vandal.kinds_formats import HARMLESS, ODD, dressed
from tests.vandal.patient import Damaged, patient
from tests.vandal.samples import telling, telling_workbook
from toolkit.form.model import Form

CODES = [
    (name, code, table is HARMLESS)
    for table in (HARMLESS, ODD)
    for name, (_, _, codes) in table.items()
    for code in codes
]
Case = tuple[Damaged, str | int, bool]


@pytest.fixture(params=CODES, ids=[f"{name}-{code}" for name, code, _ in CODES])
def case(request: pytest.FixtureRequest, official: Form) -> Case:
    _, code, clear = request.param
    sick = patient(telling_workbook(official), telling(official))
    done = dressed(sick, Random(str(code)), code, clear)
    assert done
    sick.said.append(done)
    return sick.finished((), recalculate=True), code, clear


def test_each_format(case: Case) -> None:
    damaged, _, clear = case
    result = outcome(damaged.workbook)
    assert faults(damaged, result) == []
    assert not clear or alarms(damaged, result) == []


def test_each_format_is_in_the_file(case: Case) -> None:
    """openpyxl reads the format, and beneath it the figure that is meant."""
    damaged, code, _ = case
    shown = BUILTIN_FORMATS.get(code) if isinstance(code, int) else code
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(damaged.workbook))
    ids = damaged.said[0].split("：")[0].split("、")
    for id in ids:
        place = damaged.places[id]
        cell = book[place.sheet][place.ref]
        assert shown is None or cell.number_format == shown
        assert shown is None or cell.is_date or cell.value == damaged.figures[id]
