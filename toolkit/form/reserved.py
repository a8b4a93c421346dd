"""What every workbook keeps for itself, and what no spreadsheet program takes as the name of a sheet."""

SHEETS = ("封面", "填表说明", "校验结果", "数据采集单")  # in the order they are drawn, the form's own after the second
LIST = "问题清单"  # put before them where a workbook is marked
TABLES = ("nianbao", "cover", "declared", "last_year", "reason", "choice", "text")  # first words of defined names
LONGEST_SHEET = 31
FORBIDDEN = "\\/?*[]:"


def illegal(sheet: str) -> bool:
    """Whether a sheet cannot bear this name, however short; Excel keeps “History” for itself."""
    quoted = sheet.startswith("'") or sheet.endswith("'")
    return not sheet.strip() or quoted or sheet.casefold() == "history" or any(sign in sheet for sign in FORBIDDEN)
