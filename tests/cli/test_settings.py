"""District settings that cannot be read: what is wrong, on which line, and never a fault of the program."""

from pathlib import Path

import pytest

from tests.cli.running import run

GOOD = 'name = "甲区"\nyear = 2024\nform = "disclosure/2021"\n'
FAULTS = {
    "a zero character": ('name = "甲\x00"', "第1行写得不对"),
    "deep": ("a = " + "[" * 5_000, "套得太深"),
    "a number without end": (GOOD + "mend_days = " + "9" * 5_000, "有的数太长"),
    "too many days": (GOOD + "mend_days = 9999999", "mend_days：应是天数，最多366"),
    "too many seconds": (GOOD + "[mail]\npatience = 9999999", "mail.patience：应是秒数，最多86400"),
    "too large": (GOOD + "#" * (1 << 20), "文件太大"),
}


@pytest.mark.parametrize("kind", FAULTS)
def test_what_is_wrong_with_the_settings(kind: str) -> None:
    """Whoever edits them with a notepad looks for a line."""
    text, said = FAULTS[kind]
    Path("district.toml").write_text(text, encoding="utf-8")
    ran = run("district", "units")
    assert ran.code == 2
    assert said in ran.err
    assert "没有料到" not in ran.err
