"""Why something cannot be done, in a sentence: every one reads well, has a code of its own, and is told somewhere."""

import re
from collections import Counter

import pytest

from tests.drawn import ROOT
from tests.user_errors import filled, messages

MESSAGES = messages()
ALLOWED = {"WPS", "Excel", "Word", "PDF", "JSON", "XML", "LibreOffice", "nianbao"}
ALLOWED |= {"excel", "forms", "force", "password", "unit", "year", "xlsm"}
ALLOWED |= {"district", "init", "show", "approve", "confirm", "return", "status", "reopen", "restore"}  # commands
ALLOWED |= {"number", "partial", "remark", "jobs", "cluster", "tcp", "dask", "scheduler", "worker"}  # and options
ALLOWED |= {
    "mail",
    "user",
    "imap_host",
    "smtp_host",
    "IMAP",
    "SMTP",
    "py",
    "pip",
    "install",
    "UTF",
    "CSV",
    "http",
    "https",
}
ALLOWED |= {
    "docx",
    "doc",
    "wps",
    "rtf",
    "odt",
    "pdf",
    "import",
    "xlsx",
    "xls",
    "xlsb",
    "et",
    "ods",
    "csv",
    "zip",
    "rar",
    "form",
    "toml",
}


@pytest.mark.parametrize("code", MESSAGES)
def test_every_error_can_be_told(code: str) -> None:
    """It has no English but the names of programs and files, and says what to do."""
    sentence = filled(MESSAGES[code], "某某").text
    assert [word for word in re.findall(r"[A-Za-z_]{2,}", sentence) if word not in ALLOWED] == []
    assert "{" not in sentence
    assert sentence.endswith("。")
    assert "您" not in sentence


def test_no_two_sentences_share_a_code() -> None:
    """Programs that read the answer of check tell them apart by it."""
    sources = [*(ROOT / "toolkit").rglob("messages.py"), ROOT / "toolkit/limits.py", ROOT / "toolkit/rich_text.py"]
    codes = [
        code for path in sources for code in re.findall(r'UserError\(\s*"([a-z-]+)"', path.read_text(encoding="utf-8"))
    ]
    assert [code for code, count in Counter(codes).items() if count > 1] == []
    assert sorted(codes) == sorted(MESSAGES)


def test_every_sentence_is_told_somewhere() -> None:
    """One that nobody raises any more is taken out."""
    program = {path: path.read_text(encoding="utf-8") for path in (ROOT / "toolkit").rglob("*.py")}
    for message in MESSAGES.values():
        name = message.__name__
        used = re.compile(rf"\b{name}\b")
        calls = sum(len(used.findall(text)) for text in program.values())
        assert calls > 1, name


def test_errors_are_made_by_messages_alone() -> None:
    """A sentence made where it is raised would be missing on the page of codes."""
    makers = {
        path.name for path in (ROOT / "toolkit").rglob("*.py") if "UserError(" in path.read_text(encoding="utf-8")
    }
    assert makers == {"messages.py", "limits.py", "rich_text.py", "errors.py", "mistakes.py"}
