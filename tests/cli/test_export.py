"""``nianbao export``: submissions as JSON."""

import json
from pathlib import Path

import pytest

from tests.cli.running import faultless, run, save, with_figures
from toolkit import limits


def test_one_file_gives_an_object() -> None:
    """With the totals added up again."""
    data = faultless()
    ran = run("export", save("a.json", data))
    assert (ran.code, ran.err) == (0, "")
    assert ran.json == data
    assert len(ran.json["figures"]) == 200
    assert ran.out.endswith("}\n")


def test_several_give_an_array_that_is_read_back() -> None:
    """What was exported together can be checked together."""
    for unit in ("甲乡", "乙乡"):
        save(f"{unit}.json", faultless(unit=unit))
    ran = run("export", "甲乡.json", "乙乡.json", "-o", "全部.json")
    assert (ran.code, ran.out) == (0, "")
    assert "已导出：全部.json" in ran.err
    written = Path("全部.json").read_text(encoding="utf-8")
    assert [each["unit"] for each in json.loads(written)] == ["甲乡", "乙乡"]
    assert "甲乡" in written
    assert run("export", "全部.json").json == json.loads(written)


def test_what_could_not_be_read_back_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A district may have more units than one file may hold: it is written, for other programs, but not unsaid."""
    for unit in ("甲乡", "乙乡"):
        save(f"{unit}.json", faultless(unit=unit))
    monkeypatch.setattr(limits, "SUBMISSIONS", 1)
    ran = run("export", "甲乡.json", "乙乡.json", "-o", "全部.json")
    assert ran.code == 0
    assert "请分成几份导出" in ran.err
    assert "请分成几份导出" not in run("export", "甲乡.json").err


def test_an_unreadable_file_does_not_keep_the_others_back() -> None:
    """Exit code 2, and an array still, since several were asked for."""
    save("a.json", faultless())
    ran = run("export", "无.xlsx", "a.json")
    assert ran.code == 2
    assert "无.xlsx" in ran.err
    assert [each["unit"] for each in ran.json] == ["青石镇"]


def test_nothing_readable_writes_nothing() -> None:
    """An empty file would look like a result."""
    ran = run("export", "无.xlsx", "-o", "b.json")
    assert (ran.code, ran.out) == (2, "")
    assert not Path("b.json").exists()


def test_what_must_be_corrected_is_mentioned() -> None:
    """The export goes on, but nobody should take it for checked figures."""
    ran = run("export", save("a.json", with_figures(requests__new__person="/")))
    assert ran.code == 0
    assert "有1处必须改正" in ran.err
    assert "requests.new.person" not in ran.json["figures"]


def test_an_input_is_not_overwritten() -> None:
    """Two files into one of them would lose the other."""
    save("a.json", faultless())
    ran = run("export", "a.json", "-o", "./a.json")
    assert ran.code == 2
    assert "就是输入文件" in ran.err
