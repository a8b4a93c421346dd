"""Why a file of any office program cannot be read or written: one function a sentence."""

from pathlib import Path

from toolkit.errors import UserError


def no_file(path: Path | str) -> UserError:
    """``no-file``: nothing exists at the path."""
    return UserError("no-file", f"找不到文件“{path}”。请核对文件名和所在的文件夹。", path)


def no_access(path: Path | str) -> UserError:
    """``no-access``: the file cannot be opened or written: another program holds it, or a permission is missing."""
    return UserError(
        "no-access", f"文件“{path}”打不开或写不进去：可能正被别的程序打开，或者没有权限。请关闭后再试。", path
    )


def unreadable() -> UserError:
    """``unreadable``: the file is damaged, or no workbook."""
    return UserError("unreadable", "这份文件打不开：可能已经损坏，或者不是Excel文件（.xlsx）。请重新保存、重新发送。")


def has_password() -> UserError:
    """``encrypted``: the workbook needs a password to open and none was given."""
    return UserError(
        "encrypted",
        "这份文件加了打开密码。知道密码的，加 --password - 后输入；或者请去掉密码后重新发送（Excel："
        "文件→信息→保护工作簿→用密码进行加密；WPS：文件→文档加密→密码加密；清空密码后保存）。",
    )


def ods_has_password() -> UserError:
    """``encrypted-ods``: an .ods with a password, which is never decrypted (ODF 1.2 part 3, 3.4)."""
    return UserError(
        "encrypted-ods",
        "这份文件（.ods）加了打开密码，读不了。请打开后去掉密码，另存为“.xlsx”后重新发送。",
    )


def zip_has_password() -> UserError:
    """``encrypted-zip``: members of the zip are encrypted."""
    return UserError(
        "encrypted-zip",
        "这份文件里的内容用压缩软件加了密码，读不了。请用WPS或Excel打开填报表，另存为没有密码的“.xlsx”后重新发送。",
    )


def wrong_password() -> UserError:
    """``wrong-password``: the password given does not decrypt the workbook."""
    return UserError(
        "wrong-password",
        "这份文件加了打开密码，给的密码不对。请向报送单位核对密码，或请其去掉密码后重新发送。",
    )


def no_decryption() -> UserError:
    """``no-decryption``: the workbook is encrypted and the library that decrypts it is not installed."""
    return UserError(
        "no-decryption",
        "这份文件加了打开密码，这里没有安装解密用的组件。请用WPS或Excel打开，去掉密码后保存。",
    )


def old_format() -> UserError:
    """``old-format``: an .xls, .et or .ods where only an .xlsx will do."""
    return UserError(
        "old-format",
        "这份文件不是.xlsx（是.xls、.et或.ods），这里读不了。请用WPS或Excel另存为“.xlsx”后再试。",
    )


def other_format() -> UserError:
    """``other-format``: a spreadsheet format that is not read: .xlsb, XML of Excel 2003 and the like."""
    return UserError(
        "other-format",
        "这份文件是不常用的表格格式（.xlsb、XML表格等），读不了。请用WPS或Excel另存为“.xlsx”后重新发送。",
    )


def archive_instead() -> UserError:
    """``archive``: an archive (.zip, .rar, .7z) in place of a workbook."""
    return UserError(
        "archive",
        "这份文件是压缩包（.zip、.rar、.7z），不是填报表。请解压，把里面的填报表（.xlsx）单独发来。",
    )


def word_instead() -> UserError:
    """``word``: a text document in place of a workbook."""
    return UserError(
        "word",
        "这份文件是文字文档（Word、WPS文字），不是填报表。请发填报表（.xlsx）；文字也请填在填报表里。",
    )


def pdf_instead() -> UserError:
    """``pdf``: a PDF in place of a workbook."""
    return UserError("pdf", "这份文件是PDF，读不出里面的数。请发填好的填报表（.xlsx）。")


def picture_instead() -> UserError:
    """``picture``: a picture in place of a workbook."""
    return UserError("picture", "这份文件是图片（照片或扫描件），读不出里面的数。请发填好的填报表（.xlsx）。")


def web_page_instead() -> UserError:
    """``web-page``: HTML under the extension of a workbook."""
    return UserError(
        "web-page",
        "这份文件是网页，只是用了表格的扩展名，不是填报表。请打开区里发的填报表填写，保存后发来。",
    )


def plain_text_instead() -> UserError:
    """``plain-text``: plain text, such as .csv, in place of a workbook."""
    return UserError(
        "plain-text",
        "这份文件是文本（例如.csv），没有填报表的格式。请打开区里发的填报表填写，保存后发来。",
    )


def lock_file_instead() -> UserError:
    """``lock-file``: the owner file “~$…” that Excel keeps beside an open workbook."""
    return UserError(
        "lock-file",
        "这份文件是打开表格时自动产生的临时文件，里面没有数据。请先关闭表格，再发文件名前面不带“~$”的那一份。",
    )


def empty_file() -> UserError:
    """``empty-file``: no bytes at all."""
    return UserError("empty-file", "这份文件是空的，里面什么也没有。请重新保存、重新发送。")


def truncated() -> UserError:
    """``truncated``: only the first part of the file has arrived."""
    return UserError("truncated", "这份文件不完整，只传了一部分。请重新发送。")


def is_folder(path: Path | str) -> UserError:
    """``is-folder``: the path leads to a folder."""
    return UserError("is-folder", f"“{path}”是文件夹，不是文件。要读里面的全部文件，请写成“{path}/*.xlsx”。", path)


def no_place(id: str) -> UserError:
    """``no-place``: the workbook has no cell for this id."""
    return UserError("no-place", f"填报表里找不到“{id}”的格。请换一份没有改动过的填报表。")
