"""Every format that holds a workbook gives the same book; every other file is refused."""

import io
import struct
import sys
from pathlib import Path
from typing import Any

import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from msoffcrypto.method.xor_obfuscation import DocumentXOR

from tests.drawn import ROOT, both_forms, codes, second_form
from tests.instruments.oracles.office import needs_office, recalculated, saved_as
from tests.office.drawn_compound import compound
from tests.office.sheets.drawn_parts import code_of_refusal, empty, typed, with_part
from tests.office.sheets.drawn_xls import record
from toolkit import limits
from toolkit.checks.check import check
from toolkit.errors import UserError
from toolkit.limits import FILE
from toolkit.office.compound import Compound
from toolkit.office.filetypes import ENCRYPTED, OLD, kind
from toolkit.office.sheets import passwords as password
from toolkit.office.sheets.book import Book
from toolkit.office.sheets.open import opened
from toolkit.submission.json import to_json
from toolkit.workbook.read.reader import read_book

SAMPLES = sorted((ROOT / "samples").glob("*/workbook.xlsx"))


def values(book: Book) -> dict[tuple[str, int, int], object]:
    """Every value that is not empty, wherever it stands."""
    return {
        (name, *at): content.value
        for name, sheet in book.sheets.items()
        for at, content in sheet.cells.items()
        if content.value not in (None, "")
    }


def hidden(book: Book, sheet: str) -> tuple[object, ...]:
    """Hidden lines of a sheet, and cells that look otherwise than they are."""
    found = book.sheets[sheet]
    odd = {at for at, content in found.cells.items() if content.value and (content.unseen or content.shows)}
    marked = {at for at, content in found.cells.items() if content.struck or content.raised}
    return found.hidden_rows, found.hidden_columns, odd, marked


def found(file: Path) -> list[str]:
    return codes(check(read_book(opened(file.read_bytes()), both_forms())))


def submitted(file: Path) -> dict[str, Any]:
    return to_json(read_book(opened(file.read_bytes()), both_forms()).submission)


def encrypted(data: bytes, secret: str) -> bytes:
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(secret, out)
    return out.getvalue()


@needs_office
@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_other_formats_hold_the_same(suffix: str, tmp_path: Path) -> None:
    """What LibreOffice saved as .xls and .ods: values, sheets, names and merged areas of the .xlsx that it saved."""
    plain = recalculated(SAMPLES, tmp_path / "xlsx")
    for before, after in zip(plain, saved_as(SAMPLES, tmp_path / suffix, suffix), strict=True):
        ours, theirs = opened(before.read_bytes()), opened(after.read_bytes())
        assert values(theirs) == values(ours)
        assert {name: places for name, places in theirs.names.items() if places} == {
            name: places for name, places in ours.names.items() if places
        }
        for name, sheet in ours.sheets.items():
            assert set(theirs.sheets[name].merged) == set(sheet.merged), name
            assert hidden(theirs, name) == hidden(ours, name)
        assert (theirs.formulas, ours.formulas) == (False, True)


@needs_office
@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods"])
def test_other_programs_give_the_same_submission(suffix: str, tmp_path: Path) -> None:
    """Figures, texts with what is bold, and findings, whatever LibreOffice saved it as."""
    told = [] if suffix == "xlsx" else ["values-only"]
    for before, after in zip(SAMPLES, saved_as(SAMPLES, tmp_path, suffix), strict=True):
        assert found(after) == found(before) + told
        assert submitted(after) == submitted(before)


def test_a_password_is_taken_off() -> None:
    """The book is the one that was locked."""
    data = typed(second_form())
    assert values(opened(encrypted(data, "青石镇123"), "青石镇123")) == values(opened(data))


def test_without_the_password_it_says_what_to_do() -> None:
    """Two sentences: no password was given, or another one."""
    locked = encrypted(empty(second_form()), "青石镇123")
    assert code_of_refusal(lambda: opened(locked)) == "encrypted"
    assert code_of_refusal(lambda: opened(locked, "123")) == "wrong-password"


def test_the_password_that_excel_sets_by_itself() -> None:
    """Nobody typed one: Excel locks some files whose workbook is protected with a word that everybody knows."""
    data = empty(second_form())
    assert values(opened(encrypted(data, password.DEFAULT))) == values(opened(data))


def test_a_file_that_asks_for_endless_hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The file says itself how often its password is hashed."""
    locked = encrypted(empty(second_form()), "1")
    assert b'spinCount="' in Compound(locked).stream("EncryptionInfo")
    monkeypatch.setattr(limits, "TURNS", 1_000)
    assert code_of_refusal(lambda: opened(locked, "1")) == "unreadable"


# settings of an encrypted file, as XML: each would take minutes or gigabytes
HARSH = """
<a spinCount='9000000'/>
<a><p:b p:spinCount = "9000000"/></a>
<a spinCount="&#57;000000"/>
<a spinCount="1_000_0000"/>
<a spinCount=" 9000000 "/>
<a keyBits="80000000000"/>
<a saltSize="9999999"/>
<!DOCTYPE a><a/>
<a
"""


@pytest.mark.parametrize("settings", HARSH.strip().splitlines())
def test_settings_of_a_password_are_read_as_xml(settings: str) -> None:
    """However a number is written, it is bounded before anything is calculated with it."""
    for encoding in ("utf-8", "utf-16"):
        with pytest.raises(UserError, match="unreadable"):
            password._refuse_bombs(with_settings(settings.ljust(5_000), encoding))
        password._refuse_bombs(with_settings("<a spinCount='100000'><b keyBits='256'/></a>".ljust(5_000), encoding))


def with_settings(xml: str, encoding: str) -> bytes:
    return compound({"EncryptedPackage": b"", "EncryptionInfo": b"\4\0\4\0\x40\0\0\0" + xml.encode(encoding)})


def test_a_long_old_file_with_a_password() -> None:
    """Its password is taken off in Python, byte by byte."""
    locked = compound({"Workbook": b"\x09\x08\0\0\x2f\0\0\0"}) + b"\0" * limits.OLD_LOCKED
    assert code_of_refusal(lambda: opened(locked, "1")) == "too-large"


def test_an_old_file_with_a_password() -> None:
    """Its password is in its records; the word that Excel sets by itself is tried, another one is refused."""
    verifier = next(each for each in range(2**16) if DocumentXOR.verifypw(password.DEFAULT, each))
    begins = record(0x0809, struct.pack("<HH", 0x0600, 5) + b"\0" * 12)
    rest = record(0x002F, struct.pack("<3H", 0, 0, verifier)) + record(0x000A) + record(0x1234, b"\0\0")
    locked = compound({"Workbook": begins + rest})
    assert kind(locked) == ENCRYPTED
    assert kind(password.decrypted(locked, "")) == OLD
    assert code_of_refusal(lambda: password.decrypted(locked, "123")) == "wrong-password"


def test_without_the_optional_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence says how to do without."""
    monkeypatch.setitem(sys.modules, "msoffcrypto", None)
    assert code_of_refusal(lambda: opened(encrypted(empty(second_form()), "1"))) == "no-decryption"


def test_a_huge_file_is_not_looked_at() -> None:
    """Before anything else is done with it."""
    assert code_of_refusal(lambda: opened(b"PK\x03\x04" + b"\0" * FILE)) == "too-large"


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"\1\2\3", b"<html>"])
def test_other_files_are_refused(data: bytes) -> None:
    """Each in its own words, see test_kind."""
    assert code_of_refusal(lambda: opened(data)) in ("empty-file", "pdf", "unreadable", "web-page")


def test_macros_are_told() -> None:
    """An .xlsm is a workbook like any other; its macros are never run."""
    link = (
        '<Relationship Id="m" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="v.bin"/>'
    )
    macros = with_part(
        empty(second_form()), "xl/_rels/workbook.xml.rels", lambda xml: xml.replace("</Relat", f"{link}</Relat")
    )
    assert (opened(macros).macros, opened(empty(second_form())).macros) == (True, False)
