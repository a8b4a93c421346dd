"""``nianbao check``: what a clerk with sixty files reads, and what a program does."""

import json

import pytest

from tests.cli.running import faultless, run, save, with_figures

PASSED = "数据校验通过，勾稽关系全部平。文字部分由区政府办审核。"


def test_a_faultless_file_passes() -> None:
    """Who, when, its 校验码, and that the texts are still for people to review."""
    data = faultless()
    ran = run("check", save("a.json", data))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "● a.json",
        f"  青石镇  2024年  校验码{data['check_code']}",
        f"  √ {PASSED}",
        "",
    ]


def test_findings_are_grouped_counted_and_numbered() -> None:
    """The gravest first, numbered through so that one can be named on the telephone."""
    data = with_figures(
        requests__new__person=1,
        requests__granted__other="/",
        publication__norms__in_force=3,
        requests__new__other="2件",
    )
    ran = run("check", save("a.json", data))
    assert ran.code == 1
    lines = [line.strip() for line in ran.out.splitlines()]
    assert [line for line in lines if line.endswith("处）")] == ["必须改正（2处）", "需要说明（1处）", "提示（1处）"]
    assert [line[:2] for line in lines if line[:1].isdigit()] == ["1.", "2.", "3.", "4."]
    assert PASSED not in ran.out


def test_a_warning_alone_keeps_the_exit_code_but_does_not_pass() -> None:
    """It wants an explanation, not a correction."""
    ran = run("check", save("a.json", with_figures(publication__norms__in_force=3)))
    assert ran.code == 0
    assert "需要说明（1处）" in ran.out
    assert PASSED not in ran.out


def test_a_reason_settles_a_warning() -> None:
    """Then it is a note, and the file passes."""
    data = with_figures(publication__norms__in_force=3) | {"reasons": {"in-force-flow": "机构改革划转"}}
    ran = run("check", save("a.json", data))
    assert ran.code == 0
    assert "提示（1处）" in ran.out
    assert PASSED in ran.out


def test_the_last_lines_sum_up_many_files() -> None:
    """What scrolled away must be found again: which need work, and which could not be read."""
    save("甲.json", faultless())
    save("乙.json", with_figures(requests__new__person=1))
    save("丙.json", with_figures(publication__norms__in_force=3))
    ran = run("check", "甲.json", "乙.json", "丙.json", "丁.xlsx")
    assert ran.code == 2
    assert "× 找不到文件“丁.xlsx”" in ran.err
    assert ran.out.splitlines()[-4:] == [
        "共4份：数据校验通过1份，必须改正1份，需要说明1份，读不了1份。",
        "  必须改正：乙.json（青石镇，1处）",
        "  需要说明：丙.json（青石镇，1处）",
        "  读不了：丁.xlsx",
    ]


@pytest.mark.parametrize("order", [("好.json", "坏.json", "无.json"), ("无.json", "坏.json", "好.json")])
def test_the_gravest_exit_code_wins(order: tuple[str, ...]) -> None:
    """2 before 1 before 0, in any order."""
    save("好.json", faultless())
    save("坏.json", with_figures(requests__new__person=1))
    assert run("check", *order).code == 2
    assert run("check", *(name for name in order if name != "无.json")).code == 1
    assert run("check", "好.json").code == 0


def test_a_line_of_json_for_each_submission() -> None:
    """As they come, each an entry of ``--json``; what cannot be read as well."""
    save("好.json", faultless())
    save("坏.json", with_figures(requests__new__person=1))
    lines = run("check", "--json-lines", "好.json", "坏.json", "无.json")
    whole = run("check", "--json", "好.json", "坏.json", "无.json")
    assert [json.loads(line) for line in lines.out.splitlines()] == whole.json["files"]
    assert lines.code == whole.code == 2
    assert lines.err == whole.err


def test_json_is_the_contract() -> None:
    """Every key, for files read and not read; nothing else on standard output."""
    data = with_figures(requests__new__person=1)
    save("a.json", data)
    ran = run("check", "--json", "a.json", "无.xlsx")
    assert ran.code == 2
    assert "找不到文件“无.xlsx”" in ran.err
    read, unread = ran.json["files"]
    assert {key: read[key] for key in ("file", "unit", "code", "year", "form", "ok")} == {
        "file": "a.json",
        "unit": "青石镇",
        "code": "640402",
        "year": 2024,
        "form": "disclosure/2021",
        "ok": False,
    }
    assert len(read["check_code"]) == 6
    (finding,) = read["findings"]
    assert (finding["code"], finding["level"], finding["where"]) == ("requests-balance", "error", [])
    assert "requests.new.person" in finding["cells"]
    assert all(isinstance(finding[key], str) and finding[key] for key in ("message", "expected", "found"))
    assert unread == {
        "file": "无.xlsx",
        "unit": None,
        "code": None,
        "year": None,
        "form": None,
        "ok": False,
        "check_code": None,
        "findings": [
            {
                "code": "no-file",
                "level": "error",
                "cells": [],
                "where": [],
                "message": "找不到文件“无.xlsx”。请核对文件名和所在的文件夹。",
                "expected": "",
                "found": "",
            }
        ],
    }


def test_json_of_a_workbook_says_where() -> None:
    """Sheet and cell, as a person finds them."""
    run("new", "--unit", "青石镇", "--year", "2024", "-o", "空.xlsx")
    run("fill", "空.xlsx", save("a.json", with_figures(requests__new__person=-1)), "-o", "b.xlsx")
    (entry,) = run("check", "--json", "b.xlsx").json["files"]
    negative = next(each for each in entry["findings"] if each["code"] == "negative")
    assert [set(spot) for spot in negative["where"]] == [{"sheet", "ref"}]
    assert negative["where"][0]["ref"] in negative["message"]


def test_the_text_report_of_a_workbook_has_no_internal_names() -> None:
    """A person reads names of lines and cells."""
    run("new", "--unit", "青石镇", "--year", "2024", "-o", "空.xlsx")
    ran = run("check", "空.xlsx")
    assert ran.code == 1
    assert "requests" not in ran.out
    assert "必须改正" in ran.out


def test_reports_that_are_alike_are_told_in_each() -> None:
    """Only who has all of them before him can see it."""
    said = (
        "公示栏内容更换不够及时，部分村的低保名单过期两个月仍未撤下，群众意见较大。"
        "经办人员多为兼职，对公开范围掌握不牢，审查流于形式，网上栏目重复设置，更新时常有遗漏。"
    )
    data = faultless()
    data["texts"] = {**data["texts"], "problems.found": [said]}
    save("甲.json", data)
    save("乙.json", {**data, "unit": "白沙镇", "code": "2"})
    ran = run("check", "甲.json", "乙.json")
    assert (ran.code, ran.out.count("的文字与")) == (0, 2)
    assert "与白沙镇的年报相同" in ran.out
