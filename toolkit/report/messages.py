"""Why there is no report: one function a sentence."""

from toolkit.errors import UserError


def broken_template(count: int, faults: str) -> UserError:
    """``broken-template``: the user's Word template has ``count`` faults; ``faults`` lists them, one a line."""
    return UserError(
        "broken-template",
        f"模板有{count}处要改，没有生成报告：{faults}\n请在Word或WPS里改正模板，再试一次。",
    )


def report_differs(where: str, expected: str, found: str) -> UserError:
    """``report-differs``: the report, read back, differs from what was filed at ``where``."""
    return UserError(
        "report-differs",
        f"生成的报告与填报的内容对不上，没有写出：{where}应是“{expected}”，报告里是“{found}”。用了自己的模板的，"
        "请改正模板；没有用的，请报告给程序维护人员。",
    )


def no_office() -> UserError:
    """``no-office``: LibreOffice, which makes the PDF, is not installed."""
    return UserError(
        "no-office",
        "要生成PDF，须先安装LibreOffice（免费），这里没有找到。没有LibreOffice的，请生成Word报告，"
        "用WPS或Word另存为PDF。",
    )


def office_failed() -> UserError:
    """``office-failed``: LibreOffice made no PDF, or not within its time limit."""
    return UserError(
        "office-failed",
        "LibreOffice没有生成PDF：可能是安装不完整，或者超过了时限。请再试一次；仍不行的，请生成Word报告，"
        "用WPS或Word另存为PDF。",
    )
