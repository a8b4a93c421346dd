"""Each kind does what it says: openpyxl, zipfile and the bare bytes are the witnesses, no reader of ours."""

import re
from functools import cache
from random import Random

import pytest

from tests.instruments.vandal.kind import Fair, Kind
from tests.instruments.vandal.kinds.encoding import ENCODINGS
from tests.instruments.vandal.kinds.kinds import KINDS, vandalised
from tests.instruments.vandal.kinds.outside import OUTSIDE
from tests.instruments.vandal.kinds.parts import PACKAGE
from tests.instruments.vandal.kinds.rows import XML_ROWS
from tests.instruments.vandal.kinds.runs import RUNS
from tests.instruments.vandal.kinds.unseen import UNSEEN
from tests.instruments.vandal.kinds.xml import XML_CELLS
from tests.instruments.vandal.kinds.zip import ARCHIVES
from tests.instruments.vandal.patient import Damaged
from tests.instruments.vandal.samples import sampled, telling, telling_workbook
from tests.instruments.vandal.witnesses import WITNESSES, all_xml, loaded, parts
from toolkit.form.form import Form

BY_NAME = {kind.name: kind for kind in KINDS}


@cache
def done(name: str, form: Form) -> Damaged:
    damaged = vandalised(telling_workbook(form), telling(form), [BY_NAME[name]], Random(name))
    assert damaged
    return damaged


OF_THE_FILE = (*XML_CELLS, *XML_ROWS, *ENCODINGS, *PACKAGE, *ARCHIVES, *RUNS, *UNSEEN)
LISTED_TWICE = {"cell-twice", "cell-twice-alike", "row-twice", "rows-in-pieces", "rows-shuffled", "cells-backwards"}
BY_OTHER_TESTS = {  # names, merges and columns are counted below; words are seen by python-calamine
    *LISTED_TWICE,
    *(name for name in BY_NAME if name.startswith(("column-and", "column-naive", "row-naive"))),
    *("names-leftover", "merges-repeated", "merged-alike", "ticks", "apostrophe"),
}


ALWAYS = {"zip-slowly", "targets-absolute", "xml-str", "xml-n", "undeclared"}  # every zip, or the drawn workbook too
TOGETHER = [name for name in BY_NAME if name.startswith(("column-and", "column-naive", "row-naive"))]


@pytest.mark.parametrize("name", sampled(list(WITNESSES)))
def test_it_does_what_it_says(name: str, official: Form) -> None:
    assert WITNESSES[name](done(name, official).workbook)


@pytest.mark.parametrize("name", sampled([name for name in WITNESSES if name not in ALWAYS]))
def test_without_it_nothing_is_seen(name: str, official: Form) -> None:
    """Else the witness would swear to anything."""
    assert not WITNESSES[name](telling_workbook(official))


def test_every_kind_of_file_damage_has_a_witness() -> None:
    assert {kind.name for kind in OF_THE_FILE} - set(WITNESSES) - BY_OTHER_TESTS == set()


@pytest.mark.parametrize("kind", sampled(OUTSIDE, 20), ids=lambda kind: kind.name)
def test_figures_stand_outside(kind: Kind, official: Form) -> None:
    """openpyxl finds each number where the vandal says that it stands now, and nothing where it belongs."""
    damaged = done(kind.name, official)
    book = loaded(damaged.workbook)
    assert damaged.outside
    for id, place in damaged.outside.items():
        assert book[place.sheet][place.ref].value == damaged.figures[id]
        own = damaged.places[id]
        assert own == place or book[own.sheet][own.ref].value is None or own in damaged.outside.values()


@pytest.mark.parametrize("name", sorted(LISTED_TWICE))
def test_cells_are_listed_otherwise(name: str, official: Form) -> None:
    """The references of some sheet's cells, in the order of the file, are not those of the drawn one."""
    before, after = (_references(data) for data in (telling_workbook(official), done(name, official).workbook))
    changed = [part for part in before if before[part] != after[part]]
    assert len(changed) == 1
    more = len(after[changed[0]]) - len(before[changed[0]])
    assert more == 0 if name in ("rows-in-pieces", "rows-shuffled", "cells-backwards") else more >= 1


def _references(data: bytes) -> dict[str, list[bytes]]:
    sheets = {name: part for name, part in parts(data).items() if name.startswith("xl/worksheets/sheet")}
    return {name: re.findall(rb'<c [^>]*?\br="([A-Z]+\d+)"', part) for name, part in sheets.items()}


def test_merged_areas_repeat_their_value(official: Form) -> None:
    """openpyxl hides what merged cells repeat; the bare XML shows more cells with values."""
    files = telling_workbook(official), done("merges-repeated", official).workbook
    before, after = (len(re.findall(rb"<is>", all_xml(data))) for data in files)
    assert after > before


@pytest.mark.parametrize("name", sampled(TOGETHER, 20))
def test_names_and_lines_go_together(name: str, official: Form) -> None:
    """Fewer inputs are there, and names are fewer or point elsewhere."""
    damaged = done(name, official)
    before, after = loaded(telling_workbook(official)).defined_names, loaded(damaged.workbook).defined_names
    assert damaged.lost
    assert {key: each.attr_text for key, each in before.items()} != {key: each.attr_text for key, each in after.items()}


def test_most_kinds_are_a_persons_or_a_programs() -> None:
    """Hostile ones are marked, and are the smaller part; what is harmless is no small part."""
    assert 20 <= sum(kind.hostile for kind in KINDS) <= len(KINDS) // 4
    assert sum(kind.fair is Fair.HARMLESS for kind in KINDS) >= 60
