"""The add-in as a file: made of the text beside the script, the same every time, and read back by strangers."""

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from macros.build import HERE, PREFIXES, RIBBON_PART, TYPED, WHOLE, built, modules, words
from tests.instruments.oracles.validator import needs_validator, problems
from toolkit.form.form import Form
from toolkit.form.reserved_names import TABLES
from toolkit.workbook.design.layout import layout
from toolkit.workbook.formulas.progress import BROKEN_STATES

SOURCE = "\n".join(modules().values())


@pytest.fixture(scope="module")
def addin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("addin") / "nianbao.xlam"
    path.write_bytes(built(modules()))
    return path


def test_twice_the_same_bytes() -> None:
    """No clock and no chance: whoever builds it can prove that nothing was slipped in."""
    run = [
        sys.executable,
        "-c",
        "import sys; from macros import build; sys.stdout.buffer.write(build.built(build.modules()))",
    ]
    elsewhere = subprocess.run(run, cwd=HERE.parent, capture_output=True, check=True).stdout
    assert elsewhere == built(modules())


def test_a_stranger_reads_every_module_as_it_is_written(addin: Path) -> None:
    """Olevba decompresses what Excel would compile; there is nothing else in it."""
    run = subprocess.run(
        [sys.executable, "-m", "oletools.olevba", "--json", str(addin)], capture_output=True, text=True, check=False
    )
    [file] = [each for each in json.loads(run.stdout) if each.get("file") == str(addin)]
    read = {Path(macro["vba_filename"]).stem: macro["code"] for macro in file["macros"]}
    written = {name: text.partition("\n")[2] for name, text in modules().items()}
    assert {name: code.replace("\r\n", "\n").strip() for name, code in read.items() if code.strip()} == {
        name: text.strip() for name, text in written.items()
    }


def test_an_analyser_has_nothing_to_say(tmp_path: Path) -> None:
    """Undeclared names, unknown calls and members; it is no use if it does not see such slips."""
    assert diagnosed(tmp_path / "good.xlam", modules()) == []
    source = modules()
    for old, new in (
        ("found.Add cell", "found.Ad cell"),
        ("IsNumber(cell", "IsNumbr(cell"),
        ("Dim choice As Range, ", "Dim "),
    ):
        assert old in source["Problems"]
        source["Problems"] = source["Problems"].replace(old, new, 1)
    seen = "\n".join(diagnosed(tmp_path / "bad.xlam", source))
    assert [slip for slip in ("'Ad'", "IsNumbr", "choice") if slip not in seen] == []


def diagnosed(path: Path, source: dict[str, str]) -> list[str]:
    """What is said against the modules, one line each."""
    path.write_bytes(built(source))
    run = [sys.executable, "-m", "pyvbaanalysis", "--fail-level", "information", str(path)]
    done = subprocess.run(run, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    return [line for line in done.stdout.splitlines() if not line.startswith("#")] if done.returncode else []


@needs_validator
def test_the_package_is_valid(addin: Path) -> None:
    """Excel repairs or refuses what the Open XML SDK objects to."""
    assert problems(addin) == []


def test_the_ribbon_is_found_and_calls_what_there_is(addin: Path) -> None:
    """A button whose macro is missing opens a box in English."""
    with zipfile.ZipFile(addin) as archive:
        relations = archive.read("_rels/.rels").decode()
        ribbon = ElementTree.fromstring(archive.read(RIBBON_PART))
    assert f'Target="{RIBBON_PART}"' in relations
    buttons = {button.get("label"): button.get("onAction") for button in ribbon.iter() if button.get("onAction")}
    assert list(buttons) == ["下一处问题", "清空本表", "校验", "标出问题", "生成报告"]
    for called in buttons.values():
        assert f"Public Sub {called}(ByVal control As Object)" in SOURCE


def test_every_word_is_there_and_used() -> None:
    """A macro that asks for a word that is not there stops in the middle."""
    asked = set(re.findall(r'(?:Word|Told)\("(\w+)"', SOURCE)) | {"passed", "unclear"}
    assert asked == set(words())
    assert all(len(said) < 250 and said.encode("gbk") for said in words().values())


def test_the_words_are_those_of_the_workbook(any_form: Form) -> None:
    """States and names are told from each other as the workbook itself tells them."""
    assert set(PREFIXES) | set(WHOLE) == set(BROKEN_STATES)
    assert set(TYPED) < set(TABLES)
    first = {name.partition(".")[0] for name in layout(any_form).names}
    assert first - set(TYPED) - {table.id for table in any_form.tables} == {"nianbao", "last_year"}
