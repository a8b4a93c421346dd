"""``check --last-year``: by code, then by unit, and of the year before."""

from pathlib import Path
from typing import Any

from tests.cli.running import faultless, run, save, with_figures
from toolkit.form.library import forms

THREE = {"requests.carried_out.person": 3}


def last(**changes: Any) -> dict[str, Any]:
    """Last year's report: three applications of natural persons were carried over."""
    data = with_figures(requests__carried_out__person=3)
    return {**data, "year": 2023, **changes}


def warned(*arguments: str) -> bool:
    ran = run("check", "--json", "a.json", *arguments)
    return "carried-in-matches" in [each["code"] for each in ran.json["files"][0]["findings"]]


def test_a_file_is_compared_with() -> None:
    """What was carried out last year must be carried in this year."""
    save("a.json", faultless())
    save("上年.json", last())
    assert warned("--last-year", "上年.json")
    assert not warned()


def test_a_folder_is_searched_by_code_before_unit() -> None:
    """A unit may be renamed; its code stays."""
    save("a.json", faultless())
    Path("上年").mkdir()
    save("上年/1.json", last(code="", figures=faultless()["figures"]))
    save("上年/2.json", last(unit="旧名乡"))
    save("上年/3.json", last(year=2022))
    assert warned("--last-year", "上年")


def test_a_unit_without_a_code_is_found_by_name() -> None:
    """Not every district keeps codes."""
    save("a.json", faultless(code=""))
    Path("上年").mkdir()
    save("上年/1.json", last(code="999"))
    assert warned("--last-year", "上年")


def test_an_array_of_last_years_reports_does_as_well() -> None:
    """What was exported last year is one file."""
    save("a.json", faultless())
    save("上年.json", [last(unit="别的乡", code="1"), last()])
    assert warned("--last-year", "上年.json")


def test_a_unit_that_is_not_in_the_folder_is_noted() -> None:
    """A new unit has no last year; that is no fault of its file."""
    save("a.json", faultless())
    Path("上年").mkdir()
    ran = run("check", "a.json", "--last-year", "上年")
    assert ran.code == 0
    assert "“上年”里没有“青石镇”2023年的年报，没有与上年核对" in ran.err


def test_unreadable_files_in_the_folder_are_noted() -> None:
    """And other files, and what Excel leaves there while a file is open, are passed over."""
    save("a.json", faultless())
    Path("上年").mkdir()
    Path("上年/坏.xlsx").write_bytes(b"x")
    Path("上年/~$开着.xlsx").write_bytes(b"x")
    Path("上年/说明.docx").write_bytes(b"x")
    save("上年/好.JSON", last())
    ran = run("check", "a.json", "--last-year", "上年")
    assert ran.code == 0
    assert ran.err.count("上年文件没有用到") == 1
    assert "坏.xlsx" in ran.err
    assert "与上年对不上" in ran.out


def test_a_file_of_another_year_or_unit_is_refused() -> None:
    """It was meant for this unit: the check goes on without, and the exit code says that it is not complete."""
    save("a.json", faultless())
    save("前年.json", last(year=2022))
    save("别家.json", last(unit="别的乡", code="1"))
    wrong_year = run("check", "a.json", "--last-year", "前年.json")
    assert wrong_year.code == 2
    assert "“前年.json”是2022年的，要比对的上年应是2023年" in wrong_year.err
    assert "数据校验通过" in wrong_year.out
    wrong_unit = run("check", "a.json", "--last-year", "别家.json")
    assert wrong_unit.code == 2
    assert "“别家.json”里没有“青石镇”2023年的年报" in wrong_unit.err


def test_the_path_itself_must_be_there() -> None:
    """A slip of the hand must not look like a folder in which nobody was found."""
    save("a.json", faultless())
    save("坏.json", {})
    assert "找不到文件“无”" in run("check", "a.json", "--last-year", "无").err
    assert run("check", "a.json", "--last-year", "坏.json").code == 2


def test_the_rule_these_tests_lean_on_is_there() -> None:
    """Else they would prove nothing."""
    assert "carried-in-matches" in forms()[0].rule_ids
