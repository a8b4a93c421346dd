"""Settings and definitions that are no TOML, or TOML made to hurt: a sentence with the line, and nothing else."""

from pathlib import Path

import pytest

from toolkit import toml_files as toml
from toolkit.fields import DefinitionError
from toolkit.form.definition.load import load

NUMBER = "有的数太长，最多18位，请核对"
DEEP = "括号一层套一层，套得太深，请核对"
LINE = "写得不对：文字要用英文引号括起来，等号、方括号用半角"
FAULTS = {
    "lists in lists": ("a = " + "[" * 5_000 + "]" * 5_000, DEEP),
    "tables in tables": ("a = " + "{b = " * 5_000 + "1" + "}" * 5_000, DEEP),
    "a zero character": ('a = 1\nname = "甲\x00"', f"第2行{LINE}"),
    "digits in what is wrong": ('a = 1\nb = 2\nc = "12\x1f', f"第3行{LINE}"),
    "no end": ('name = "甲', f"末尾{LINE}"),
    "a key twice": ("a = 1\na = 2\n\n", f"第2行{LINE}"),
    "no such day": ("\n\na = 2024-13-99", f"第3行{LINE}"),
    "thousands of digits": ("a = " + "9" * 5_000, NUMBER),
    "hundreds of digits": ("a = " + "9" * 400, NUMBER),
    "below zero": ("a = [{b = -" + "9" * 19 + "}]", NUMBER),
    "in hexadecimal": ("a = 0x" + "f" * 5_000, NUMBER),
    "too large": ("#" * (toml.LARGEST + 1), "文件太大，超过1MB，请核对是不是放错了文件"),
}


@pytest.mark.parametrize("kind", FAULTS)
def test_what_is_wrong_and_where(kind: str, folder: Path) -> None:
    """Python's own words are English, its numbers not always those of lines."""
    text, said = FAULTS[kind]
    (folder / "a.toml").write_text(text, encoding="utf-8")
    with pytest.raises(toml.TomlFault) as fault:
        toml.read(folder / "a.toml")
    assert fault.value.what == said


def test_another_encoding_has_no_line(folder: Path) -> None:
    """Who reads it knows what to say."""
    (folder / "a.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(toml.TomlFault) as fault:
        toml.read(folder / "a.toml")
    assert fault.value.what == ""


def test_what_is_deep_by_its_dots_is_read(folder: Path) -> None:
    """Every line of it is walked through without recursion."""
    (folder / "a.toml").write_text(".".join("a" * 3_000) + " = 1\n", encoding="utf-8-sig")
    assert list(toml.read(folder / "a.toml")) == ["a"]


JUNK = {"zeros": bytes(100), "junk": bytes(range(256)), "deep": b"a=" + b"[" * 9_000, "empty": b""}


@pytest.mark.parametrize("kind", JUNK)
def test_a_definition_of_junk_is_told(kind: str, folder: Path) -> None:
    """One line where the file cannot be read at all: what would follow from it is not said."""
    (folder / "form.toml").write_bytes(JUNK[kind])
    with pytest.raises(DefinitionError) as error:
        load(folder)
    assert kind == "empty" or len(error.value.problems) == 1
    assert error.value.problems[0].startswith("form.toml")


def test_a_folder_where_a_file_should_be(folder: Path) -> None:
    """As a program that unpacks archives leaves it."""
    (folder / "form.toml").mkdir()
    with pytest.raises(DefinitionError, match=r"form.toml：打不开"):
        load(folder)


@pytest.mark.parametrize("id", ["a\\u0000b", "a" * 300, "../../../etc/passwd"])
def test_a_table_that_is_no_file_name(id: str, folder: Path) -> None:
    """Nothing outside the folder is opened, whatever it is called."""
    (folder / "form.toml").write_text(f'tables = ["{id}"]\n', encoding="utf-8")
    with pytest.raises(DefinitionError) as error:
        load(folder)
    assert any("只能用小写字母" in each or "打不开" in each for each in error.value.problems)
