"""Why a file is turned away, in a sentence; every refusal anywhere in the program has one that can be filled."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from tests.drawn import ROOT
from toolkit.checks.messages.refusals import SENTENCES, refused
from toolkit.errors import Refusal

ALLOWED = {"WPS", "Excel", "Word", "PDF", "JSON", "XML", "LibreOffice", "nianbao"}
ALLOWED |= {"excel", "forms", "force", "password", "unit", "year", "xlsm"}
ALLOWED |= {"district", "init", "show", "approve", "confirm", "return", "status", "reopen", "restore"}  # commands
ALLOWED |= {"number", "partial", "remark"}  # and options
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
ALLOWED |= {"xlsx", "xls", "xlsb", "et", "ods", "csv", "zip", "rar", "form", "toml"}


def blanks(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@pytest.mark.parametrize("code", SENTENCES)
def test_every_refusal_can_be_said(code: str) -> None:
    """It fills without an error, has no English but the names of programs and files, and says what to do."""
    message = refused(Refusal(code, **dict.fromkeys(blanks(SENTENCES[code]), "某某")))
    assert [word for word in re.findall(r"[A-Za-z_]{2,}", message) if word not in ALLOWED] == []
    assert "{" not in message
    assert message.endswith("。")
    assert "您" not in message


def raised() -> Iterator[tuple[str, str, set[str]]]:
    """Every ``Refusal("code", fact=...)`` in the program: file and line, code, names of its facts."""
    for path in sorted(Path(ROOT / "toolkit").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name("Refusal"), args=[ast.Constant(str(code)), *_], keywords=keywords):
                    yield f"{path.name}:{node.lineno}", code, {keyword.arg or "**" for keyword in keywords}


def test_every_refusal_raised_has_its_sentence_and_facts() -> None:
    """A refusal without words, or without a fact its words need, would fail in front of the filer."""
    found = list(raised())
    assert found
    for place, code, facts in found:
        assert code in SENTENCES, place
        assert "**" in facts or blanks(SENTENCES[code]) <= facts, place
