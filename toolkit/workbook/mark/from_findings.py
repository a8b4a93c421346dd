"""Converts messages of a check to marks in a workbook."""

from toolkit.checks.finding import Level, Spot
from toolkit.checks.messages.naming import SHOWN_PLACES
from toolkit.checks.messages.told import Told
from toolkit.office.filetypes import WORKBOOK, kind
from toolkit.office.opc import Package
from toolkit.office.sheets.xlsx import Contents
from toolkit.submission.json import code_of
from toolkit.submission.submission import Submission
from toolkit.workbook.design.labels import LIST_FOR
from toolkit.workbook.mark.problem_list import Mark

MARKED = "标出问题"  # in the name of a file that was marked


def marks(told: tuple[Told, ...]) -> list[Mark]:
    """One mark a message: its level, its sentence and the cells it is about."""
    return [Mark(each.finding.level, each.words.message, _spots(each)) for each in told]


def _spots(told: Told) -> tuple[Spot, ...]:
    """A note about half the workbook is listed once; it would only hide the marks that matter."""
    return told.where[:1] if told.finding.level is Level.NOTE and len(told.where) > SHOWN_PLACES else told.where


def whose(submission: Submission) -> str:
    """The line of the problem list that names the unit, the year and the 校验码 of the submission."""
    return LIST_FOR.format(unit=submission.unit, year=submission.year, code=code_of(submission))


def suffix(data: bytes) -> str:
    """What a workbook must be called: Excel opens one with macros under no other name."""
    return ".xlsm" if kind(data) == WORKBOOK and Contents(Package(data)).macros else ".xlsx"
