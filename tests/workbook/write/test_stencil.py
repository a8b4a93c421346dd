"""What is written into a prepared workbook is what drawing it anew for the unit would give, byte for byte."""

from functools import cache
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawn import both_forms, official_form
from tests.strategies import random_submission
from tests.workbook.write.drawn_common import companion_form
from toolkit.errors import UserError
from toolkit.form.form import Form
from toolkit.form.library import fingerprint
from toolkit.numbers import Number
from toolkit.office.opc import Package
from toolkit.office.sheets.addresses import Place
from toolkit.office.sheets.xlsx import Contents
from toolkit.office.sheets.xlsx_edit import New, rewrite
from toolkit.workbook.design import labels
from toolkit.workbook.design.layout import COLLECT_UNIT, layout
from toolkit.workbook.formulas.settled import settled
from toolkit.workbook.formulas.tree import calculated
from toolkit.workbook.formulas.typed import seen_cells, values
from toolkit.workbook.formulas.workbook import formulas
from toolkit.workbook.read.issue_token import token_cell, token_text
from toolkit.workbook.write.book import Forms, blank, drawn
from toolkit.workbook.write.stencil import stencil
from toolkit.workbook.write.tidy import CORE, CUSTOM

UNITS = st.sampled_from(("青石镇", "", "<a&b>", "=1+1", "_x000D_", "{{ unit }}", "甲\t乙", " 𠮷 ")) | st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=20
)


@cache
def workbooks() -> tuple[Forms, ...]:
    """Each form alone, and one with a companion."""
    return *((form,) for form in both_forms()), (official_form(), companion_form())


def drawn_anew(forms: Forms, who: dict[str, Any], last_year: dict[str, Number], token: str, made: bytes) -> bytes:
    """All cells written into the drawn workbook, all formulas calculated; properties as they are in ``made``."""
    form, placed = forms[0], layout(forms[0])
    label = next((each.label for each in form.levels if each.id == who["level"]), "")
    cells: dict[Place, New] = {placed.identity[key]: who[key] for key in ("unit", "code", "year")}
    cells |= {placed.identity["form"]: form.key, placed.identity["level"]: label}
    cells |= {layout(each).identity["fingerprint"]: fingerprint(each) for each in forms}
    cells |= {COLLECT_UNIT: labels.COLLECT_FOR.format(**who)} if form.sources else {}
    cells |= {token_cell(placed): token_text(token)} if token else {}
    cells |= {placed.last_year[id]: figure for id, figure in last_year.items()}
    cells |= calculated(formulas(*forms), values(cells))
    parts = {name: Package(made).part(name) for name in (CORE, CUSTOM)}
    return rewrite(Contents(Package(drawn(forms, bool(token)))), cells, parts)


@given(st.data())
def test_written_for_a_unit_as_if_drawn_anew(data: st.DataObject) -> None:
    """Any form, level, year, code and name; with last year's figures and without, with a token and without."""
    forms = data.draw(st.sampled_from(workbooks()))
    form = forms[0]
    who: dict[str, Any] = {
        "unit": data.draw(UNITS),
        "code": data.draw(st.sampled_from(("", "640402", "0001", "N1330300"))),
        "year": data.draw(st.integers(2019, 2040)),
        "level": data.draw(st.sampled_from(("", *(level.id for level in form.levels)))),
    }
    figures = st.integers(0, 10**6) | st.decimals(0, 10**6, places=2)
    last_year = data.draw(st.dictionaries(st.sampled_from(form.last_year), figures)) if form.last_year else {}
    token = data.draw(st.sampled_from(("", "abc-1_X")))
    made = blank(form, **who, last_year=last_year, token=token, companions=forms[1:])
    assert made == drawn_anew(forms, who, last_year, token, made)


@given(st.sampled_from(both_forms()), st.integers(0, 2**32 - 1))
def test_what_is_settled_stays(form: Form, seed: int) -> None:
    """Whichever cells are typed later, all formulas then show what they show when all is known at once."""
    random = Random(seed)
    typed = seen_cells(layout(form), random_submission(form, random, broken=True))
    later = set(random.sample(sorted(typed), random.randrange(len(typed))))
    before = settled(formulas(form), {place: typed[place] for place in typed.keys() - later}, later)
    assert {**before.shown, **before.calculated(typed)} == calculated(formulas(form), typed)


def test_a_cell_that_the_workbook_does_not_have(official: Form) -> None:
    """It is told when the workbook is prepared, not to the unit that needs it."""
    with pytest.raises(UserError):
        stencil(drawn((official,)), {}, {}, [Place(next(iter(layout(official).tables.values())).table.sheet, 999, 1)])
