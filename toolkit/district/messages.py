"""Why something cannot be done in a district folder: one function a sentence."""

from pathlib import Path

from toolkit.errors import UserError


def no_district(path: Path | str) -> UserError:
    """``no-district``: neither the folder nor one above it is a district folder."""
    return UserError(
        "no-district",
        f"“{path}”和它的上级都不是区里的工作文件夹。请先运行 nianbao district init，再到那个文件夹里运行。",
        path,
    )


def settings_encoding(path: Path | str) -> UserError:
    """``settings-encoding``: ``district.toml`` is not UTF-8."""
    return UserError("settings-encoding", f"设置“{path}”不是UTF-8编码。请用记事本打开，另存为时编码选UTF-8。", path)


def settings_broken(path: Path | str, faults: str) -> UserError:
    """``settings-broken``: ``district.toml`` has faults, listed in ``faults``."""
    return UserError("settings-broken", f"设置“{path}”要改：{faults}\n改好后再试。", path)


def no_mail_settings(path: Path | str) -> UserError:
    """``no-mail-settings``: ``[mail]`` of ``district.toml`` lacks user or servers."""
    return UserError(
        "no-mail-settings",
        f"“{path}”的 [mail] 里没有写邮箱。请写明 user、imap_host、smtp_host；不用邮箱的，收件时写明文件夹。",
        path,
    )


def no_mail_password(user: str, variable: str) -> UserError:
    """``no-mail-password``: no password in the keyring, nor in the environment variable ``variable``."""
    return UserError(
        "no-mail-password",
        f"没有邮箱“{user}”的密码（授权码）。请运行 nianbao district password，或设置环境变量{variable}。",
    )


def no_password_typed() -> UserError:
    """``no-password-typed``: nothing was typed at the prompt for the password."""
    return UserError("no-password-typed", "没有输入密码，没有存。请再运行一次，输入邮箱的密码（授权码）后按回车。")


def no_keyring(variable: str) -> UserError:
    """``no-keyring``: the system has no keyring that a password can be stored in."""
    return UserError("no-keyring", f"这台电脑没有可用的密码库。请改为设置环境变量{variable}。")


def total_kept(path: Path | str) -> UserError:
    """``total-kept``: the last total cannot be read or is of another year, so it is not overwritten."""
    return UserError(
        "total-kept",
        f"“{path}”读不出，或者是别的年度的，没有覆盖，以免丢失写好的文字。请改名或移走，再汇总一次。",
        path,
    )


def units_missing(count: int, units: str) -> UserError:
    """``units-missing``: ``count`` units have no submission that can be totalled."""
    return UserError(
        "units-missing",
        f"还有{count}家没有可以计入的年报：{units}。等报齐再汇总；先汇总已有的，加 --partial。",
    )


def parts_have_errors(count: int, files: str) -> UserError:
    """``parts-have-errors``: ``count`` submissions to total have errors."""
    return UserError(
        "parts-have-errors",
        f"有{count}份的数还有必须改正的，没有汇总：{files}。改好再汇总；照现在的数汇总，加 --partial。",
    )


def ledger_unreadable(path: Path | str) -> UserError:
    """``ledger-unreadable``: the ledger is damaged, or its network share is gone."""
    return UserError(
        "ledger-unreadable",
        f"报送记录“{path}”读不出：可能已经损坏，或者网络盘断开了。请先看网络盘是否连着；连着仍读不出的，"
        "不要删除任何文件，运行 nianbao district restore 恢复。",
        path,
    )


def ledger_lost(path: Path | str) -> UserError:
    """``ledger-lost``: the ledger is missing or empty although files and letters are there."""
    return UserError(
        "ledger-lost",
        f"报送记录“{path}”不见了或者是空的，而收到的文件、发过的信还在。请先看网络盘是否连着、文件是否被移走；"
        "找不回来的，不要删除任何文件，运行 nianbao district restore 恢复。",
        path,
    )


def kept_changed(path: Path | str) -> UserError:
    """``kept-changed``: a stored file no longer has the hash it was stored under."""
    return UserError(
        "kept-changed",
        f"存档的文件“{path}”被改动过，和收到时不一样，没有用。请从备份找回这份文件，或者请报送单位重新发来。",
        path,
    )


def not_the_units(path: Path | str, unit: str) -> UserError:
    """``not-the-units``: the workbook to send was not made for this unit: name, code, year, form or token differ."""
    return UserError(
        "not-the-units",
        f"“{path}”不是发给“{unit}”的填报表（单位、代码、年度、格式或记号对不上），没有放进信里。请把它移走或删去，"
        "再运行一次，会重新制作。",
        path,
    )


def ledger_busy(path: Path | str) -> UserError:
    """``ledger-busy``: another process holds the ledger locked."""
    return UserError("ledger-busy", f"报送记录“{path}”正被别人占用，等了一会儿仍没有让出来。请稍后再试。", path)


def ledger_newer(path: Path | str) -> UserError:
    """``ledger-newer``: a newer version of the program wrote the ledger."""
    return UserError("ledger-newer", f"报送记录“{path}”是更新版本的程序写的，这个版本读不了。请更新程序。", path)


def district_busy(who: str) -> UserError:
    """``district-busy``: another process is collecting or sending in this folder; ``who`` names it."""
    return UserError("district-busy", f"有人正在这个文件夹里收件或发信：{who}。请等做完再试。")


def approved_already(unit: str) -> UserError:
    """``approved-already``: the unit is approved, so another submission needs a number or a reopening."""
    return UserError(
        "approved-already",
        f"“{unit}”已经审核通过。要换成后来报的，用 --number 指明是哪一份；要重新审核，先用 nianbao district reopen。",
    )


def nothing_to_approve(unit: str) -> UserError:
    """``nothing-to-approve``: the unit has no submission."""
    return UserError("nothing-to-approve", f"“{unit}”还没有报来填报表，没有可以审核通过的。")


def unconfirmed(unit: str, numbers: str) -> UserError:
    """``unconfirmed``: the unit's submissions are of unknown origin and were not confirmed."""
    return UserError(
        "unconfirmed",
        f"以“{unit}”名义报来的（序号{numbers}）来历不明，还没有确认。是它报的，"
        "请先用 nianbao district confirm 确认，或者用 --number 指明要通过的一份；不是的，"
        "用 nianbao district return 退回。",
    )


def nothing_to_confirm(unit: str) -> UserError:
    """``nothing-to-confirm``: no submission of the unit is of unknown origin."""
    return UserError(
        "nothing-to-confirm",
        f"以“{unit}”名义报来的没有来历不明、要确认的。各份的来历见 nianbao district show。",
    )


def several_senders(unit: str, numbers: str) -> UserError:
    """``several-senders``: the submissions to confirm came from several addresses."""
    return UserError(
        "several-senders",
        f"以“{unit}”名义报来的（序号{numbers}）来自不同的邮箱。请看 nianbao district show，用 --number 指明一份。",
    )


def nothing_from(address: str) -> UserError:
    """``nothing-from``: no submission of unknown origin came from this address."""
    return UserError(
        "nothing-from",
        f"从邮箱“{address}”发来的没有来历不明、要确认的。请核对地址，见 nianbao district status。",
    )


def not_acceptable(unit: str) -> UserError:
    """``not-acceptable``: the submission to approve has errors."""
    return UserError(
        "not-acceptable",
        f"“{unit}”报来的填报表还有必须改正的，不能审核通过。请退回修改；问题见 nianbao district show。",
    )


def nothing_to_return(unit: str) -> UserError:
    """``nothing-to-return``: the unit has no submission."""
    return UserError("nothing-to-return", f"“{unit}”还没有报来填报表，没有可以退回的。")


def approved_reopen_first(unit: str) -> UserError:
    """``approved-reopen-first``: the submission to return is approved."""
    return UserError(
        "approved-reopen-first",
        f"“{unit}”的这一份已经审核通过。要退回，请先用 nianbao district reopen 撤销审核通过。",
    )


def not_approved(unit: str) -> UserError:
    """``not-approved``: sealing and publishing need an approval first."""
    return UserError("not-approved", f"“{unit}”还没有审核通过，不能登记。请先用 nianbao district approve。")


def no_such_submission(unit: str, number: int, numbers: str) -> UserError:
    """``no-such-submission``: the unit has no submission of this number; ``numbers`` lists those it has."""
    return UserError("no-such-submission", f"“{unit}”没有序号是{number}的填报表，有的是：{numbers}。")


def no_url(url: str) -> UserError:
    """``no-url``: the typed text is no full http or https address."""
    return UserError("no-url", f"网址“{url}”不完整。请写全，以 http:// 或 https:// 开头，中间没有空格。")


def no_remark() -> UserError:
    """``no-remark``: a correction was recorded without saying what was corrected."""
    return UserError("no-remark", "没有写明更正了什么。请用 --remark 写明。")


def automatic() -> UserError:
    """``automatic``: the files came with an automatic answer or a bounce."""
    return UserError(
        "automatic",
        "自动回复、退信里带的文件没有当作报送。确是单位报送的，请把文件另存出来，再收一次。",
    )


def wrong_year(found: int, expected: int) -> UserError:
    """``wrong-year``: the workbook is of another year than the district collects."""
    return UserError("wrong-year", f"这份填报表是{found}年的，今年要报的是{expected}年。请核对是否发错附件。")


def other_unit(meant: str, unit: str) -> UserError:
    """``other-unit``: the workbook was issued to one unit and its cover names another."""
    return UserError("other-unit", f"这份表是发给{meant}的，封面单位写的是{unit}，请核对。")


def unknown_unit(unit: str) -> UserError:
    """``unknown-unit``: the unit on the cover is not in the list of units."""
    return UserError("unknown-unit", f"这份填报表封面的单位是“{unit}”，单位名单里没有。请核对单位名称和单位代码。")


def wrong_form(found: str, expected: str) -> UserError:
    """``wrong-form``: the workbook is of another form than the district collects."""
    return UserError("wrong-form", f"这份填报表是“{found}”，要报的是“{expected}”。请核对是否发错附件。")
