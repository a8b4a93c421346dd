"""Every number format that we know to show another number than is stored is told; every harmless one is left alone."""

import io
import warnings
from dataclasses import replace
from functools import cache
from random import Random

import pytest
from openpyxl import load_workbook
from openpyxl.styles.numbers import BUILTIN_FORMATS

from tests.instruments.vandal.judge import alarms, named, outcome
from tests.instruments.vandal.kinds.formats import HARMLESS, ODD, dressed
from tests.instruments.vandal.patient import Damaged, patient
from tests.instruments.vandal.samples import telling, telling_workbook
from toolkit.form.form import Form

Code = str | int


@cache
def all_of(name: str, form: Form) -> tuple[Damaged, dict[str, Code]]:
    """One workbook with every format of a sort, each on another input; and which one stands on which."""
    clear = name in HARMLESS
    sick, used, random = patient(telling_workbook(form), telling(form)), dict[str, Code](), Random(name)
    for code in (HARMLESS if clear else ODD)[name][2]:
        ids: list[str] = []
        while not ids or ids[0] in used:
            trial = replace(sick, touched=set(sick.touched) | set(used))
            done = dressed(trial, random, code, clear, most=1)
            assert done
            ids = [done.split("：")[0]]
        used[ids[0]] = code
    sick.touched |= set() if clear else set(used)
    return sick.finished((), recalculate=True), used


@pytest.mark.parametrize("name", HARMLESS)
def test_harmless_formats_are_left_alone(name: str, official: Form) -> None:
    """Each figure is read; no finding of level error."""
    damaged, used = all_of(name, official)
    result = outcome(damaged.workbook)
    assert result.reading
    assert [code for id, code in used.items() if result.reading.submission.figure(id) != damaged.figures[id]] == []
    assert alarms(damaged, result) == []


@pytest.mark.parametrize("name", ODD)
def test_formats_that_show_another_number_are_named(name: str, official: Form) -> None:
    """What an officer sees is not what would be read."""
    damaged, used = all_of(name, official)
    called = named(damaged, outcome(damaged.workbook))
    assert [code for id, code in used.items() if id not in called] == []


@pytest.mark.parametrize("name", [*HARMLESS, *ODD])
def test_each_format_is_in_the_file(name: str, official: Form) -> None:
    """openpyxl reads the format, and beneath it the figure that is meant."""
    damaged, used = all_of(name, official)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(damaged.workbook))
    for id, code in used.items():
        cell = book[damaged.places[id].sheet][damaged.places[id].ref]
        shown = BUILTIN_FORMATS.get(code, "General") if isinstance(code, int) else code
        assert cell.number_format == shown
        assert cell.is_date or cell.value == damaged.figures[id]
