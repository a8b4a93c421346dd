"""A FILE is a workbook or JSON, told by content."""

import io
import json
import os
import sys
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from tests.cli.running import faultless, process, run, save
from tests.drawn import official_form
from tests.office.sheets.drawn_parts import typed
from toolkit import limits
from toolkit.checks.reading import Reading
from toolkit.errors import UserError
from toolkit.form.library import forms
from toolkit.tasks.files.inputs import Filed, read_data, read_file
from toolkit.tasks.read import json_text

pytestmark = pytest.mark.usefixtures("folder")

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030")


def refusal(path: str | Path) -> str:
    outcome = read_file(Path(path), forms())[0].outcome
    assert isinstance(outcome, UserError)
    return outcome.code


def unit(filed: Filed) -> str:
    assert isinstance(filed.outcome, Reading)
    return filed.outcome.submission.unit


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_json_in_every_encoding_that_editors_write(encoding: str) -> None:
    """记事本 saves what it likes, and the name says nothing."""
    text = json.dumps(faultless(), ensure_ascii=False)
    Path("数据.xlsx").write_bytes(text.encode(encoding))
    assert unit(read_file(Path("数据.xlsx"), forms())[0]) == "青石镇"


def test_an_array_gives_every_submission_in_it() -> None:
    """What export wrote of sixty files is read back as sixty; a broken one does not take the others along."""
    save("全部.json", [faultless(unit="甲乡"), {}, faultless(unit="乙/乡")])
    first, second, third = read_file(Path("全部.json"), forms())
    assert (unit(first), first.name, first.stem) == ("甲乡", "全部.json（第1份）", "甲乡-2024")
    assert isinstance(second.outcome, UserError)
    assert third.stem == "乙_乡-2024"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("{", "broken-json"),
        ("[1, 2", "broken-json"),
        ('{"form": NaN}', "broken-json"),
        ("[]", "not-ours"),
        ("{}", "not-ours"),
        ("[[[[", "broken-json"),
        ('{"form": "disclosure/2021"}', "key-missing"),
        ("", "empty-file"),
        ("单位,年度", "plain-text"),
        ("PK\x03\x04", "truncated"),
    ],
)
def test_what_cannot_be_read_is_refused(content: str, code: str) -> None:
    """Each with its own reason, and never with an exception."""
    Path("a.json").write_text(content, encoding="utf-8")
    assert refusal("a.json") == code


def test_so_many_submissions_in_one_file() -> None:
    """Each is answered in full; a letter may hold fewer than a file of the clerk's own."""
    save("a.json", [{}] * (limits.SUBMISSIONS + 1))
    assert refusal("a.json") == "too-many-submissions"
    data = json.dumps([faultless()] * 3).encode()
    assert len(read_data(Path("a.json"), data, forms(), most=3)) == 3
    [only] = read_data(Path("a.json"), data, forms(), most=2)
    assert isinstance(only.outcome, UserError)


def test_json_is_not_decoded_where_it_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """A letter of 50 KB can hold 50 MB of brackets in a zip."""
    monkeypatch.setattr(limits, "JSON", 10)
    save("a.json", faultless())
    assert refusal("a.json") == "too-large"


def test_missing_files_and_folders_are_refused(folder: Path) -> None:
    """The commonest slips of the hand."""
    (folder / "报来").mkdir()
    save("a.json", faultless())
    assert refusal("无.xlsx") == "no-file"
    assert refusal("a.json/b.xlsx") == "no-file"
    assert refusal("a\0b.xlsx") == "no-file"
    assert refusal("报来") == "is-folder"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("公告.html", "<html><body><p>本镇定于周三停水。</p></body></html>", "no-report"),
        ("名单.csv", "单位,电话\n青石镇,1", "plain-text"),
    ],
)
def test_a_document_without_a_report_is_told_as_such(name: str, content: str, code: str) -> None:
    """A page is no table that was saved under a wrong name; a list is no document."""
    Path(name).write_text(content, encoding="utf-8")
    assert refusal(name) == code


def test_a_file_that_is_no_report_by_its_size_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A film renamed to .xlsx must not fill the memory."""
    monkeypatch.setattr(limits, "LOADED", 10)
    save("a.json", faultless())
    assert refusal("a.json") == "too-large"


def test_a_password_is_asked_for_and_taken() -> None:
    """Some units lock what they mail."""
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(typed(official_form()))).encrypt("青石123", out)
    Path("a.xlsx").write_bytes(out.getvalue())
    assert "--password" in run("check", "a.xlsx").err
    assert "给的密码不对" in run("export", "a.xlsx", "--password", "1").err
    assert run("check", "a.xlsx", "--password", "青石123").code == 0
    assert run("render", "a.xlsx", "-o", "a.docx", "--password", "青石123").code == 0


def test_an_owner_file_is_told_by_its_name_too() -> None:
    """What WPS and others write there is not always like Excel's."""
    Path("~$a.xlsx").write_bytes(b"\1\2\3")
    assert refusal("~$a.xlsx") == "lock-file"


def test_workbooks_are_not_taken_for_text() -> None:
    """A zip or an old Excel file goes to the reader of workbooks, whose sentence says what to do."""
    assert json_text(b"PK\x03\x04{") is None
    assert json_text(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1[") is None
    assert json_text(b"%PDF-1.7") is None


def test_the_name_stands_once_in_a_refusal() -> None:
    """“无.xlsx：找不到文件“无.xlsx”” reads like a stutter."""
    assert run("export", "无.xlsx").err.count("无.xlsx") == 1


@pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="names there are always Unicode")
def test_a_name_that_is_not_utf_8(folder: Path) -> None:
    """A Chinese zip unpacked on a server has GBK names."""
    name = os.fsdecode("炭山乡.json".encode("gbk"))
    save(name, faultless())
    done = process("check", name, cwd=folder, PYTHONUTF8="1")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(process("check", "--json", name, cwd=folder).stdout)["files"][0]["ok"]
    assert process("render", name, "-o", "报告", cwd=folder).returncode == 0
