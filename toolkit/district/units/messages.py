"""Why the list of units cannot be used: one function a sentence."""

from pathlib import Path

from toolkit.errors import UserError


def bad_indicators(count: int, faults: str) -> UserError:
    """``bad-indicators``: the sheet 补充指标 of the list of units has ``count`` faults."""
    return UserError("bad-indicators", f"单位名单里的“补充指标”有{count}处要改：\n{faults}\n请改好再试。")


def no_roster(path: Path | str) -> UserError:
    """``no-roster``: the list of units does not exist."""
    return UserError("no-roster", f"找不到单位名单“{path}”。请运行 nianbao district init 生成，填好后再试。", path)


def empty_roster() -> UserError:
    """``empty-roster``: the list of units has no unit."""
    return UserError("empty-roster", "单位名单里还没有单位。请在“单位名单.xlsx”里填写，一行一个。")


def roster_faults(path: Path | str, count: int, faults: str) -> UserError:
    """``roster-faults``: the list of units has ``count`` faults that keep it from being used."""
    return UserError("roster-faults", f"单位名单“{path}”有{count}处要改：{faults}\n改好后再试。", path)


def roster_encoding(path: Path | str) -> UserError:
    """``roster-encoding``: the encoding of the list of units, a CSV file, cannot be told."""
    return UserError(
        "roster-encoding", f"单位名单“{path}”的编码读不出。请用Excel另存为“CSV UTF-8”，或者存为.xlsx。", path
    )


def roster_unreadable(path: Path | str) -> UserError:
    """``roster-unreadable``: the list of units is damaged, encrypted, or no .xlsx."""
    return UserError(
        "roster-unreadable",
        f"单位名单“{path}”打不开：可能已经损坏、加了密码，或者不是Excel文件。请用Excel或WPS打开，去掉密码，"
        "另存为.xlsx。",
        path,
    )


def roster_csv(path: Path | str) -> UserError:
    """``roster-csv``: the list of units is no well-formed CSV (RFC 4180)."""
    return UserError(
        "roster-csv",
        f"单位名单“{path}”不是完整的CSV表格，可能缺了引号。请用WPS或Excel打开核对，另存为.xlsx。",
        path,
    )


def no_sheet(path: Path | str, sheet: str) -> UserError:
    """``no-sheet``: the workbook lacks a sheet of this name."""
    return UserError("no-sheet", f"“{path}”里没有“{sheet}”这张表。请核对，或者重新生成后填写。", path)


def no_headings(path: Path | str, sheet: str, titles: str) -> UserError:
    """``no-headings``: the sheet has no row with these headings."""
    return UserError("no-headings", f"“{path}”的“{sheet}”里找不到表头“{titles}”。请不要改动表头。", path)


def no_such_group(typed: str, groups: str) -> UserError:
    """``no-such-group``: no unit is in a group of this name; ``groups`` lists those there are."""
    return UserError("no-such-group", f"单位名单里没有叫“{typed}”的分组，有的是：{groups}。请核对。")


def no_such_unit(typed: str, near: str) -> UserError:
    """``no-such-unit``: the typed text names no unit; ``near`` suggests similar ones, or is empty."""
    return UserError(
        "no-such-unit",
        f"单位名单里没有“{typed}”。{near}请写单位代码、全称或简称，名单见“单位名单.xlsx”。",
    )


def address_not_noted(address: str, path: Path | str, unit: str, column: str) -> UserError:
    """``address-not-noted``: the address could not be written into the unit's row of the list."""
    return UserError(
        "address-not-noted",
        f"邮箱“{address}”没有写进“{path}”：文件可能正开着，或者写不进去、看不懂。请关闭后，"
        f"在“{unit}”那一行的“{column}”里手工加上“{address}”。",
        path,
    )
