"""A stranger's file: whatever it is, it ends in a reading or in a refusal that says why."""

import io
import struct
import sys
import warnings
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.drawn import both_forms, rows, second_form
from tests.office.sheets.drawn_parts import code_of_refusal, parts_of, small, typed, with_part, without_part
from toolkit import limits
from toolkit.checks.check import check
from toolkit.checks.messages.wording import worded
from toolkit.checks.reading import Reading
from toolkit.errors import UserError
from toolkit.limits import too_large
from toolkit.office.compound import MAGIC
from toolkit.office.opc import Package, zipped
from toolkit.office.xml import elements
from toolkit.workbook.read.reader import read

BOMB = '<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><workbook>&c;&c;</workbook>'
FETCH = '<!DOCTYPE a SYSTEM "file:///etc/passwd"><workbook/>'

# a part's name in the zip | the name it is asked for
NAMES = r"""
xl/workbook.xml     | xl/workbook.xml
xl/workbook.xml     | /xl/workbook.xml
/xl/workbook.xml    | xl/workbook.xml
xl\workbook.xml     | xl/workbook.xml
XL/Workbook.xml     | xl/workbook.xml
"""

# where a relationship of xl/workbook.xml points to | the part that is meant
TARGETS = """
worksheets/sheet1.xml       | xl/worksheets/sheet1.xml
/xl/worksheets/sheet1.xml   | xl/worksheets/sheet1.xml
./worksheets/sheet1.xml     | xl/worksheets/sheet1.xml
../docProps/app.xml         | docProps/app.xml
../../../etc/passwd         | etc/passwd
"""


def outcome(data: bytes) -> Reading | UserError:
    """What reading a file comes to, its findings put into words; any other exception is a fault of ours."""
    try:
        reading = read(data, both_forms())
    except UserError as refusal:
        return refusal
    for finding in check(reading):
        worded(finding, reading)
    return reading


def refused(data: bytes) -> str:
    return code_of_refusal(lambda: read(data, both_forms()))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty-file"),
        (b"\x01PK", "unreadable"),
        (b"%PDF-1.7", "pdf"),
        (b"PK\x03\x04" + b"\0" * 50, "truncated"),
        ("年报".encode("gb18030"), "plain-text"),
    ],
)
def test_what_is_no_zip(data: bytes, code: str) -> None:
    """The wrong attachment, an empty file, a download that broke off."""
    assert refused(data) == code


def test_a_zip_that_is_no_workbook() -> None:
    """A folder of pictures that somebody zipped."""
    assert refused(zipped({"照片.jpg": b"\xff\xd8"})) == "archive"
    assert refused(zipped({})) == "archive"


def test_another_workbook() -> None:
    """Any other Excel file is readable, and not ours."""
    assert refused(small('<row r="1"><c r="A1"><v>1</v></c></row>')) == "not-ours"


@pytest.mark.parametrize("missing", ["xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet4.xml", "_rels/.rels"])
def test_a_part_that_is_missing(missing: str) -> None:
    """Something went wrong on the way: what is left is read, or the file is refused."""
    assert isinstance(outcome(without_part(typed(second_form()), missing)), Reading | UserError)


@pytest.mark.parametrize("xml", [BOMB, FETCH], ids=["bomb", "fetch"])
@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml", "_rels/.rels"])
def test_document_types_are_refused(xml: str, part: str) -> None:
    """Entities are how a small file becomes a huge one, or reads what lies on our disk."""
    assert refused(with_part(typed(second_form()), part, lambda _: xml)) == "unreadable"


def test_a_part_that_inflates_too_far_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A zip bomb must not fill the clerk's memory; the sentence says what is wrong."""
    monkeypatch.setattr(limits, "PART", 3 * 2**20)
    bomb = zipped({**parts_of(typed(second_form())), "xl/workbook.xml": b" " * (3 * 2**20 + 1)})
    assert len(bomb) < 100_000
    with pytest.raises(UserError) as refusal:
        Package(bomb).part("xl/workbook.xml")
    assert (refusal.value.code, refusal.value.text) == ("too-large", too_large("展开后超过3MB").text)


def test_all_parts_together_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many parts below the limit are a bomb as well."""
    monkeypatch.setattr(limits, "ALL_PARTS", 2500)
    book = Package(zipped(dict.fromkeys("abc", b" " * 1000)))
    assert (book.part("a"), book.part("a")) == (b" " * 1000,) * 2
    assert len(book.part("b")) == 1000
    assert code_of_refusal(lambda: book.part("c")) == "too-large"
    assert code_of_refusal(lambda: Package(zipped(dict.fromkeys("abc", b" " * 1000))).rewritten({})) == "too-large"


def test_a_size_that_lies_does_not_help(monkeypatch: pytest.MonkeyPatch) -> None:
    """A zip may state any size for a part."""
    monkeypatch.setattr(limits, "PART", 5000)
    data = bytearray(zipped({"a": b" " * 9000}))
    directory = data.index(b"PK\x01\x02")
    for position in (22, directory + 24):
        data[position : position + 4] = struct.pack("<I", 10)
    assert code_of_refusal(lambda: Package(bytes(data)).part("a")) in ("unreadable", "too-large")


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even under one name, of which the last would count."""
    monkeypatch.setattr(limits, "PARTS", 5)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive, warnings.catch_warnings(action="ignore"):
        for _ in range(6):
            archive.writestr("a", b"")
    with pytest.raises(UserError) as refusal:
        Package(out.getvalue())
    assert (refusal.value.code, refusal.value.text) == ("too-large", too_large("里面的部件超过5个").text)


def test_a_name_without_end_is_refused() -> None:
    """One in an old code page grows threefold in UTF-8: a copy of the file with marks could not be written."""
    parts = parts_of(typed(second_form()))
    assert Package(zipped({**parts, "x" * limits.PART_NAME: b""})).names
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("x" * 40_000, b"")
    data = out.getvalue().replace(b"x" * 40_000, b"\xdb" * 40_000)
    assert code_of_refusal(lambda: Package(data)) == "too-large"


def test_one_name_twice() -> None:
    """Programs do not agree which of two parts counts; the same part twice is no matter."""
    with_twice = {}
    for second in (b"1", b"2"):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive, warnings.catch_warnings(action="ignore"):
            archive.writestr("xl/a.xml", b"1")
            archive.writestr("XL\\A.xml", second)
        with_twice[second] = out.getvalue()
    assert Package(with_twice[b"1"]).part("xl/a.xml") == b"1"
    assert code_of_refusal(lambda: Package(with_twice[b"2"])) == "unreadable"


def test_nothing_is_ever_written_to_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However a part is called, it is a name in a table of ours."""
    monkeypatch.chdir(tmp_path)
    names = ("../a.xml", "/etc/a.xml", "C:\\a.xml", "..\\..\\a.xml", "a/../../a.xml")
    book = Package(zipped({**parts_of(typed(second_form())), **dict.fromkeys(names, b"<a/>")}))
    assert all(book.part(name) == b"<a/>" for name in names)
    again = book.rewritten({})
    assert isinstance(outcome(again), Reading)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_only_what_office_files_use_is_inflated(method: int) -> None:
    """Other methods have other errors and other bombs."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("a", b"1")
    assert code_of_refusal(lambda: Package(out.getvalue()).part("a")) == "unreadable"


def test_a_part_with_a_password_is_refused() -> None:
    """A zip can lock single parts."""
    data = bytearray(zipped({"a": b"1"}))
    for position in (6, data.index(b"PK\x01\x02") + 8):
        data[position] |= 1
    assert code_of_refusal(lambda: Package(bytes(data)).part("a")) == "encrypted-zip"


@pytest.mark.parametrize(("stored", "asked"), rows(NAMES))
def test_part_names_are_read_with_either_slash(stored: str, asked: str) -> None:
    """Some programs write backslashes, some a slash in front."""
    assert Package(zipped({stored: b"1"})).part(asked) == b"1"


@pytest.mark.parametrize(("target", "part"), rows(TARGETS))
def test_relations_never_leave_the_file(target: str, part: str) -> None:
    """However many dots: a name inside the zip, nothing on the disk."""
    rels = f'<Relationships><Relationship Id="a" Type="x/worksheet" Target="{target}"/></Relationships>'
    book = Package(zipped({"xl/_rels/workbook.xml.rels": rels.encode()}))
    assert [(each.id, each.kind, each.target) for each in book.relationships("xl/workbook.xml")] == [
        ("a", "worksheet", part)
    ]


def test_links_to_outside_are_not_followed() -> None:
    """Nothing is ever fetched."""
    rels = (
        '<Relationships><Relationship Id="a" TargetMode="External" Target="http://x/"/><Relationship/></Relationships>'
    )
    assert Package(zipped({"_rels/.rels": rels.encode()})).relationships("").parts() == {}


@pytest.mark.parametrize("encoding", ["UTF-9", "gb2312", "", "UTF-16"])
def test_an_encoding_that_is_none_is_refused(encoding: str) -> None:
    """XML says its own encoding, and may say anything."""
    xml = f'<?xml version="1.0" encoding="{encoding}"?><a>一</a>'.encode()
    assert code_of_refusal(lambda: list(elements(xml, frozenset({"a"})))) == "unreadable"


def test_xml_may_come_as_utf_16() -> None:
    """The standard allows it."""
    xml = '<?xml version="1.0" encoding="UTF-16"?><a b="1">一</a>'.encode("utf-16")
    assert list(elements(xml, frozenset({"a"}))) == [("a", {"b": "1"}, "一")]


def test_elements_within_elements() -> None:
    """One has all the text that is inside it, and comes alone."""
    found = list(elements(b"<r><a><b>1</b>2<c>3</c></a><b>4</b></r>", frozenset({"a", "b"})))
    assert found == [("a", {}, "123"), ("b", {}, "4")]


def test_a_zip_holds_neither_clock_nor_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same parts give the same bytes on every day, on Windows too."""
    parts = {"a": b"1", "b": b"2"}
    here = zipped(parts)
    with zipfile.ZipFile(io.BytesIO(here)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    monkeypatch.setattr(sys, "platform", "win32")
    assert zipped(parts) == here


@settings(deadline=None)
@given(st.binary(max_size=300))
@example(MAGIC)
@example(b"PK\x05\x06" + b"\0" * 18)
def test_any_bytes_are_refused(data: bytes) -> None:
    """No bytes of chance are a workbook of ours."""
    assert isinstance(outcome(data), UserError)


@settings(deadline=None, max_examples=60)
@given(st.floats(0, 0.9999))
def test_a_truncated_workbook_is_refused(share: float) -> None:
    """A mail that broke off."""
    data = typed(second_form())
    assert isinstance(outcome(data[: int(len(data) * share)]), UserError)


flips = st.lists(st.tuples(st.floats(0, 0.9999), st.integers(0, 255)), min_size=1, max_size=4)


def flipped(data: bytes, changes: list[tuple[float, int]]) -> bytes:
    damaged = bytearray(data)
    for share, value in changes:
        damaged[int(len(data) * share)] = value
    return bytes(damaged)


@settings(deadline=None, max_examples=150)
@given(flips, st.booleans())
def test_a_damaged_file_gives_a_reading_or_a_refusal(changes: list[tuple[float, int]], at_end: bool) -> None:
    """Bytes flip in transit; at the end lies the zip's directory, which everything else hangs on."""
    data = typed(second_form())
    if at_end:
        changes = [(1 - share * 0.1 - 0.0001, value) for share, value in changes]
    assert isinstance(outcome(flipped(data, changes)), Reading | UserError)


@settings(deadline=None, max_examples=150)
@given(st.data(), flips, st.booleans())
def test_a_damaged_part_gives_a_reading_or_a_refusal(
    data: st.DataObject, changes: list[tuple[float, int]], at_start: bool
) -> None:
    """A program with a fault writes parts whose checksums are right and whose contents are not."""
    parts = parts_of(typed(second_form()))
    name = data.draw(st.sampled_from([name for name in parts if name.endswith((".xml", ".rels"))]))
    if at_start:
        changes = [(share * 0.1, value) for share, value in changes]
    assert isinstance(outcome(zipped({**parts, name: flipped(parts[name], changes)})), Reading | UserError)
