"""Names that a form may not use: those every workbook needs itself, and illegal sheet names."""

SHEETS = ("封面", "填表说明", "校验结果", "数据采集单")  # in the order they are drawn, the form's own after the second
COMPANION_SHEET = "补充指标"  # a district's own figures, where it asks for any; they are no part of the form
UNITS = "单位名单"  # of a common workbook: the units to choose from, hidden
LIST = "问题清单"  # put before them where a workbook is marked
COMPANION = "indicator"  # the one table of the form on that sheet
TABLES = (  # first words of defined names
    "nianbao", "cover", "declared", "last_year", "reason", "choice", "text", "units", COMPANION,
)  # fmt: skip
LONGEST_SHEET = 31
FORBIDDEN = "\\/?*[]:"


def illegal(sheet: str) -> bool:
    """Whether a sheet cannot bear this name, however short; Excel keeps “History” for itself."""
    quoted = sheet.startswith("'") or sheet.endswith("'")
    return not sheet.strip() or quoted or sheet.casefold() == "history" or any(sign in sheet for sign in FORBIDDEN)
