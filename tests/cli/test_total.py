"""``nianbao total``: several files become one submission, or nothing is written and it is said why."""

import json
from pathlib import Path
from typing import Any

import docx
import pytest
from openpyxl import load_workbook

from tests.cli.running import faultless, run, save, with_figures
from tests.drawn import official_form
from toolkit.form.library import forms
from toolkit.workbook.read.reader import read
from toolkit.workbook.write.total_worksheet import SHEET

UNIT = ("--unit", "原州区")


def units(*names: str, **figures: Any) -> list[Path]:
    """A file without a fault for each unit, with these figures."""
    figures = {"requests__new__person": 2, "requests__granted__person": 2, **figures}
    return [save(f"{name}.json", {**with_figures(**figures), "unit": name, "code": ""}) for name in names]


def written(path: str) -> Any:
    return json.loads(Path(path).read_text(encoding="utf-8"))


def test_the_sum_is_a_workbook_that_check_reads() -> None:
    """What cannot be added up is left blank, and its plain sum told; the rest is there."""
    files = units("甲乡", "乙乡", publication__norms__in_force=3)
    ran = run("total", *files, *UNIT, "-o", "汇总.xlsx")
    assert ran.code == 0
    assert "各单位相加是6" in ran.out
    found = read(Path("汇总.xlsx").read_bytes(), forms()).submission
    assert (found.unit, found.figure("requests.new.total")) == ("原州区", 4)
    assert found.figure("publication.norms.in_force") is None
    codes = {each["code"] for each in run("check", "汇总.xlsx", "--json").json["files"][0]["findings"]}
    assert {"blank", "text-missing"} <= codes
    assert "total-differs" not in codes


def test_json_holds_the_same() -> None:
    """By its suffix; and totals of totals are the total of all, though a total has no texts."""
    run("total", *units("甲乡", "乙乡"), *UNIT, "-o", "一.json")
    data = written("一.json")
    assert data["figures"]["requests.granted.person"] == 4
    data["figures"] |= {cell.id: 0 for cell in official_form().inputs if not cell.adds}
    first = save("一.json", {**data, "unit": "镇街"})
    ran = run("total", first, *units("丙局"), *UNIT, "-o", "二.json")
    assert ran.code == 0
    assert written("二.json")["figures"]["requests.new.total"] == 6


def test_the_trace_and_the_texts_beside_it() -> None:
    """Who is in it from which file, and what everybody wrote under each heading."""
    files = units("甲乡", "乙乡")
    ran = run("total", *files, *UNIT, "-o", "汇总.xlsx", "--trace", "底稿.xlsx", "--gather", "素材.docx")
    assert ran.code == 0
    rows = list(load_workbook("底稿.xlsx")[SHEET].values)
    assert rows[1][0] == "共2份，已计入2份，未计入：无。"
    assert [row[0] for row in rows[4:]] == ["甲乡", "乙乡", "合计"]
    assert rows[4][3:6:2] == ("数据校验通过", "甲乡.json")
    said = [paragraph.text for paragraph in docx.Document("素材.docx").paragraphs]
    assert sum(each.startswith("甲乡：") for each in said) >= len(official_form().sections[0].texts) - 1


def test_figures_that_must_be_mended_stop_it() -> None:
    """Exit code 1 and no file; with --partial they count as they are, and what is not known stays blank."""
    files = [*units("甲乡"), save("乙乡.json", {**with_figures(requests__new__person="/"), "unit": "乙乡", "code": ""})]
    ran = run("total", *files, *UNIT, "-o", "汇总.json")
    assert (ran.code, Path("汇总.json").exists()) == (1, False)
    assert "乙乡.json" in ran.err
    assert "没有汇总" in ran.err
    ran = run("total", *files, *UNIT, "-o", "汇总.json", "--partial")
    assert ran.code == 1
    assert "requests.new.person" not in written("汇总.json")["figures"]
    assert "合计留空的：1格" in ran.out


def test_texts_that_are_missing_do_not_stop_it() -> None:
    """They add nothing to a sum."""
    (file,) = units("甲乡")
    save(file, {**written(str(file)), "texts": {}})
    assert run("total", file, *UNIT, "-o", "汇总.json").code == 0


def test_an_unreadable_file_stops_it() -> None:
    """Exit code 2; with --partial the others are added up, and the trace says who is not in it."""
    files = [*units("甲乡"), Path("无.xlsx")]
    ran = run("total", *files, *UNIT, "-o", "汇总.json")
    assert (ran.code, Path("汇总.json").exists()) == (2, False)
    ran = run("total", *files, *UNIT, "-o", "汇总.json", "--trace", "底稿.xlsx", "--partial")
    assert ran.code == 2
    assert Path("汇总.json").exists()
    assert "未计入：无.xlsx" in str(load_workbook("底稿.xlsx")[SHEET]["A2"].value)


def test_last_years_total_goes_before_the_sum_of_last_years_figures() -> None:
    """The units' own are added up where all have them."""
    id = official_form().last_year[0]
    files = [save(each, {**written(str(each)), "last_year": {"figures": {id: 1}}}) for each in units("甲乡", "乙乡")]
    run("total", *files, *UNIT, "-o", "汇总.json")
    adds = official_form().cells[id].adds
    assert written("汇总.json")["last_year"]["figures"] == ({id: 2} if adds else {})
    before = with_figures(requests__new__person=7, requests__carried_out__person=7)
    save("去年.json", {**before, "unit": "原州区", "code": "", "year": faultless()["year"] - 1})
    run("total", *files, *UNIT, "-o", "汇总.json", "--last-year", "去年.json")
    assert written("汇总.json")["last_year"]["figures"]["requests.carried_out.person"] == 7


def test_a_part_with_the_totals_own_name_is_mentioned() -> None:
    """It may be the total of last week, lying in the same folder."""
    ran = run("total", *units("甲乡", "原州区"), *UNIT, "-o", "汇总.json")
    assert ran.code == 0
    assert "“原州区.json”也是“原州区”的" in ran.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-o", "汇总.docx"), "扩展名应是.xlsx或.json"),
        (("-o", "汇总.xlsx", "--gather", "素材.xlsx"), "扩展名应是.docx"),
        (("-o", "汇总.xlsx", "--trace", "./汇总.xlsx"), "几份文件都要写成"),
        (("-o", "甲乡.json"), "就是输入文件"),
    ],
)
def test_outputs_that_cannot_be_are_refused(arguments: tuple[str, ...], said: str) -> None:
    """Before anything is written: one of them would have replaced another."""
    (file,) = units("甲乡")
    before = file.read_bytes()
    ran = run("total", file, *UNIT, *arguments)
    assert (ran.code, file.read_bytes()) == (2, before)
    assert said in ran.err
    assert list(Path().iterdir()) == [file]


@pytest.mark.parametrize("unit", ["", "  ", "甲\x07"])
def test_a_total_needs_a_name(unit: str) -> None:
    """It stands on the cover."""
    assert run("total", *units("甲乡"), "--unit", unit, "-o", "汇总.xlsx").code == 2
    assert not Path("汇总.xlsx").exists()


def test_the_same_unit_is_named() -> None:
    """The clerk must find the stray file among three hundred."""
    (one,) = units("甲乡")
    twin = save("甲乡2.json", {**written(str(one)), "unit": "甲 乡", "code": "640402"})
    ran = run("total", one, twin, *UNIT, "-o", "汇总.json")
    assert (ran.code, "同一个单位有几份：甲乡" in ran.err) == (2, True)
