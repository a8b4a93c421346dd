"""What a file is, whatever its name says; each kind that is not read has a sentence of its own."""

import io
import tarfile
import zipfile

import pytest

from tests.drawn import rows, second_form
from tests.office.sheets.drawn_parts import code_of_refusal, typed
from toolkit.office.compound import MAGIC
from toolkit.office.filetypes import REFUSED, kind, refusal
from toolkit.office.opc import Package, zipped

# the beginning of a text | its kind
TEXTS = """
<html><body>年报</body></html>                                         | html
<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.0//EN">                      | html
<table border="1"><tr><td>1</td></tr></table>                          | html
<!-- saved --><meta charset="gbk">                                     | html
<?xml version="1.0"?><!DOCTYPE html><html xmlns="x">                   | html
MIME-Version: 1.0                                                      | html
Unit,年度                                                              | text
一段说明。                                                             | text
{"form": "x"}                                                          | json
[1]                                                                    | json
<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"> | other-workbook
<?xml version="1.0"?><?mso-application progid="Word.Document"?>        | word
<?xml version="1.0"?><其他/>                                           | other
,李四,PC,李四,06.01.2025 09:30,file:///C:/Users/x;                     | lock-file
"""
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030")

BINARY = {
    "jpeg": (b"\xff\xd8\xff\xe0" + b"\0" * 40, "picture"),
    "png": (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "picture"),
    "iphone": (b"\0\0\0\x18ftypheic" + b"\0" * 40, "picture"),
    "webp": (b"RIFF\x10\0\0\0WEBPVP8 " + b"\0" * 40, "picture"),
    "bitmap": (b"BM\x10\0\0\0" + b"\0" * 10, "picture"),
    "film": (b"\0\0\0\x18ftypmp42" + b"\0\1" * 40, "other"),
    "rich text": (rb"{\rtf1\ansi", "word"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3", "pdf"),
    "pdf after junk": (b"\r\n\0junk%PDF-1.4", "pdf"),
    "rar": (b"Rar!\x1a\x07\x01\0" + b"\0" * 40, "rar"),
    "7z": (b"7z\xbc\xaf\x27\x1c\0\4" + b"\0" * 40, "7z"),
    "gzip": (b"\x1f\x8b\x08\0" + b"\0" * 40, "zip"),
    "nothing": (b"", "empty"),
    "zeros": (b"\0" * 5000, "empty"),
    "spaces": (b"\r\n  \r\n", "empty"),
    "owner file": (b"\x06lisi  " + b" " * 48 + b"\x06\0l\0i\0s\0i\0" + b" \0" * 50, "lock-file"),
    "first part": (b"PK\x03\x04" + b"\x14\0" * 400, "truncated"),
    "first part of an old one": (MAGIC + b"\0" * 100, "truncated"),
    "anything": (bytes(range(256)), "other"),
}

ZIPS = {
    "docx": ({"[Content_Types].xml": b"", "word/document.xml": b""}, "word"),
    "xlsx": ({"[Content_Types].xml": b"", "xl/workbook.xml": b""}, "workbook"),
    "xlsb": ({"[Content_Types].xml": b"", "xl/workbook.bin": b""}, "other-workbook"),
    "backslashes": ({"xl\\workbook.xml": b""}, "workbook"),
    "pptx": ({"[Content_Types].xml": b"", "ppt/presentation.xml": b""}, "other"),
    "photos": ({"a.jpg": b""}, "zip"),
    "a workbook in a zip": ({"报表/a.xlsx": b"PK"}, "zip"),
    "empty zip": ({}, "zip"),
}
ODF = "application/vnd.oasis.opendocument."


@pytest.mark.parametrize(("text", "expected"), rows(TEXTS))
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_texts(text: str, expected: str, encoding: str) -> None:
    """Systems export web pages and call them .xls; editors save in what they like."""
    assert kind(text.encode(encoding)) == expected


@pytest.mark.parametrize("name", BINARY)
def test_files_that_are_no_text(name: str) -> None:
    """A photo of the paper, a scan, an archive, half a download."""
    data, expected = BINARY[name]
    assert kind(data) == expected


@pytest.mark.parametrize("name", ZIPS)
def test_zips(name: str) -> None:
    """Office files are zips, and so is the folder somebody packed."""
    parts, expected = ZIPS[name]
    assert kind(zipped(parts)) == expected


def test_opendocument() -> None:
    """A password leaves the names readable and the sheets not."""
    files = {"content.xml": b"", "META-INF/manifest.xml": b"<manifest/>"}
    locked = {**files, "META-INF/manifest.xml": b"<manifest:encryption-data/>"}
    assert kind(zipped({"mimetype": f"{ODF}spreadsheet".encode(), **files})) == "ods"
    assert kind(zipped({"mimetype": f"{ODF}spreadsheet".encode(), **locked})) == "encrypted-ods"
    assert kind(zipped({"mimetype": f"{ODF}text".encode(), **files})) == "word"
    assert kind(zipped({"mimetype": f"{ODF}graphics".encode(), **files})) == "other"


def test_a_workbook_is_one_until_it_is_cut() -> None:
    """The end of a zip holds its directory."""
    whole = typed(second_form())
    assert kind(whole) == "workbook"
    assert kind(whole[: len(whole) // 2]) == "truncated"
    assert kind(b"junk before" + whole) == "workbook"


def test_a_tar_is_not_taken_for_text() -> None:
    """Nobody sends one, but it must not be called something else."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a.xlsx"))
    assert kind(out.getvalue()) == "other"


def test_a_zip_whose_directory_is_a_bomb() -> None:
    """Each of a million lines would become an object before anybody counts them."""
    bomb = b"PK\x03\x04" + b"PK\x01\x02" * 10_000 + b"PK\x05\x06" + b"\0" * 18
    assert code_of_refusal(lambda: kind(bomb)) == "too-large"


@pytest.mark.parametrize("name", REFUSED)
def test_every_kind_that_is_not_read_has_its_sentence(name: str) -> None:
    """What it is and what to do, without a fact to be filled in."""
    assert REFUSED[name]().text.startswith("这份文件")


def test_a_refusal_says_what_the_file_is() -> None:
    """The sentence of a package that is no workbook comes from its kind."""
    assert refusal(b"%PDF-1.7").code == "pdf"
    assert refusal(b"\x01\x02").code == "unreadable"
    assert code_of_refusal(lambda: Package(b"<html>")) == "web-page"


def test_other_zip_methods_end_in_a_kind() -> None:
    """A method that Office does not use is no reason to fall over."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("mimetype", ODF + "spreadsheet")
        archive.writestr("content.xml", "")
    assert kind(out.getvalue()) == "other"
