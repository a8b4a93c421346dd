"""Old Office files: which streams they hold, and that a broken one ends in a refusal."""

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.office.drawn_compound import compound
from tests.office.sheets.drawn_parts import code_of_refusal
from toolkit.errors import UserError
from toolkit.office.compound import MAGIC, Compound
from toolkit.office.filetypes import kind

FILE_PASS = struct.pack("<HH", 0x2F, 0)
BEGINS = struct.pack("<HH4x", 0x0809, 4)
KINDS = {
    "xls": (compound({"Workbook": BEGINS}), "old-workbook"),
    "et of long ago": (compound({"Book": BEGINS}), "old-workbook"),
    "xls with a password": (compound({"Workbook": BEGINS + FILE_PASS}), "encrypted"),
    "xlsx with a password": (compound({"EncryptionInfo": b"", "EncryptedPackage": b""}), "encrypted"),
    "doc": (compound({"WordDocument": b""}), "word"),
    "doc with a table in it": (compound({"WordDocument": b""}, {"Workbook": BEGINS}), "word"),
    "xls with a letter in it": (compound({"Workbook": BEGINS}, {"WordDocument": b""}), "old-workbook"),
    "mail": (compound({"__properties_version1.0": b""}), "other"),
}


def test_streams_come_back() -> None:
    """However many there are."""
    streams = {"One": b"1" * 5_000, "Two": b"2" * 9_000, "Three": b"3" * 4_096}
    file = Compound(compound(streams))
    assert {name: file.stream(name) for name in streams} == streams


def test_streams_of_a_storage_are_not_in_the_root() -> None:
    """A letter put into a sheet does not make it a letter."""
    file = Compound(compound({"One": b"1" * 5_000}, {"Two": b"2" * 5_000}))
    assert ("One" in file, "Two" in file) == (True, False)


@pytest.mark.parametrize("name", KINDS)
def test_kinds(name: str) -> None:
    """What Office wrote before 2007, and what it writes with a password."""
    data, expected = KINDS[name]
    assert kind(data) == expected


@pytest.mark.parametrize("data", [b"", MAGIC, MAGIC + b"\0" * 600, MAGIC + b"\xff" * 600])
def test_what_is_none_is_refused(data: bytes) -> None:
    """A header alone is no file."""
    assert code_of_refusal(lambda: Compound(data)) == "unreadable"


def test_a_chain_that_bites_its_tail_ends() -> None:
    """Sectors may follow each other in a ring."""
    data = bytearray(compound({"One": b"1" * 5_000}))
    table = len(data) - 512
    data[table : table + 8] = struct.pack("<II", 1, 0)
    assert len(Compound(bytes(data)).stream("One")) == 1_024


@settings(deadline=None, max_examples=200)
@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=20))
def test_damage_ends_in_streams_or_in_a_refusal(changes: list[tuple[int, int]]) -> None:
    """Bytes flip in transit."""
    data = bytearray(KINDS["xls with a letter in it"][0])
    for at, value in changes:
        data[at % len(data)] = value
    try:
        file = Compound(bytes(data))
    except UserError:
        return
    assert all(len(file.stream(name)) <= len(data) for name in ("Workbook", "WordDocument") if name in file)
    assert kind(bytes(data)) in ("old-workbook", "word", "encrypted", "other", "empty", "truncated", "text")
