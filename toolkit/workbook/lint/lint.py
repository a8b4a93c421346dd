"""Runs all checks of the linter on a generated workbook.

The Open XML validator sees none of it; the limits are Excel's documented ones.
"""

from collections.abc import Callable, Iterator

from toolkit.form.form import Form
from toolkit.workbook.design.layout import layout
from toolkit.workbook.design.sheets import Layouts
from toolkit.workbook.lint.faults import LintFault
from toolkit.workbook.lint.formulas import formulas
from toolkit.workbook.lint.locks import locks, protection
from toolkit.workbook.lint.names import defined_names, sheet_names
from toolkit.workbook.lint.pages import colours, merges, pages
from toolkit.workbook.lint.raw_book import RawBook
from toolkit.workbook.lint.rules import rules, validations
from toolkit.workbook.lint.texts import texts
from toolkit.workbook.write.book import blank

CHECKS: tuple[Callable[[RawBook, Layouts], Iterator[LintFault]], ...] = (
    sheet_names,
    defined_names,
    protection,
    locks,
    texts,
    formulas,
    rules,
    validations,
    merges,
    pages,
    colours,
)
UNIT = "某单位"


def lint(workbook: bytes, *forms: Form) -> tuple[LintFault, ...]:
    """All that is wrong with a workbook of these forms that we drew, for one unit or for all."""
    book, placed = RawBook(workbook), tuple(map(layout, forms))
    return tuple(fault for check in CHECKS for fault in check(book, placed))


def lint_form(form: Form) -> tuple[LintFault, ...]:
    """All that is wrong with the blank workbook of a form, as a plain unit gets it in the form's first year."""
    return lint(blank(form, UNIT, form.years[0]), form)
