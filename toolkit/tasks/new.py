"""``new``: a blank workbook for one unit."""

from dataclasses import dataclass

from toolkit.form.form import Form
from toolkit.form.library import default_forms, forms, newest
from toolkit.rich_text import one_line
from toolkit.submission.submission import Submission
from toolkit.tasks.last_year import figures_of
from toolkit.tasks.messages import empty_name, no_form_for_year, no_such_form, unknown_level
from toolkit.tasks.names import file_name
from toolkit.workbook.write.book import blank


@dataclass(frozen=True, slots=True)
class NewWorkbook:
    """``name``: what the file is called, with its suffix."""

    name: str
    data: bytes


def new(
    unit: str,
    year: int,
    code: str = "",
    level: str = "",
    form: str = "",
    last_year: Submission | None = None,
    known: tuple[Form, ...] | None = None,
) -> NewWorkbook:
    """A locked workbook with nothing filled in but whose it is.

    ``level``: the id or the label of one of the form's levels. ``form``: ``id`` or ``id/revision``, by default the
    newest one for the year. ``last_year``: the unit's report of the year before, whose figures are printed in it.

    Raises :class:`UserError` for a name that cannot stand in a file, an unknown level, or a year without a form.
    """
    unit, code = one_line(unit, "单位名称"), one_line(code, "单位代码")
    if not unit:
        raise empty_name()
    chosen = form_for(year, forms() if known is None else known, form)
    data = blank(chosen, unit, year, code, level_id(level, chosen), figures_of(last_year, chosen))
    return NewWorkbook(f"{file_name(f'{unit}-{year}')}.xlsx", data)


def form_for(year: int, known: tuple[Form, ...], key: str = "") -> Form:
    """The newest form for the year, of those that go by ``key``; without one, of the default's revisions.

    Raises :class:`UserError`.
    """
    named = tuple(form for form in known if key in (form.key, form.id)) if key else default_forms(known)
    if not named:
        raise no_such_form(typed=key, forms="、".join(form.key for form in known))
    chosen = newest(year, named)
    if chosen is None:
        raise no_form_for_year(year)
    return chosen


def level_id(typed: str, form: Form) -> str:
    """A level's id, from the id or the label; raises :class:`UserError`."""
    typed = typed.strip()
    for level in form.levels:
        if typed in (level.id, level.label):
            return level.id
    if typed:
        raise unknown_level(level=typed, levels="、".join(level.label for level in form.levels))
    return ""
