"""Reads the unit and year of a workbook from its locked cells, else from its custom document properties."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from toolkit.form.form import Form
from toolkit.form.library import find
from toolkit.office.sheets.book import Book
from toolkit.submission.messages import not_ours, unknown_form
from toolkit.workbook.design.layout import IDENTITY
from toolkit.workbook.design.unit_list import Listed, Units, units_of
from toolkit.workbook.read.found import FoundCells
from toolkit.workbook.read.issue_token import token_of
from toolkit.workbook.read.locate import Located, locate

YEAR = re.compile(r"([12]\d{3})年?")


@dataclass(frozen=True)
class Identity:
    """``year`` is 0 and ``unit`` empty where nothing in the file says so any more.

    ``units``: of a workbook for all units, those to choose from.
    """

    form: Form
    unit: str
    year: int
    code: str
    level: str
    fingerprint: str
    token: str = ""
    units: Units | None = None

    @property
    def chosen(self) -> Listed | None:
        """The line of the list of units that was chosen on the cover; None without a list or a choice from it."""
        return self.units.by_name.get(self.unit) if self.units else None


def identify(book: Book, known: tuple[Form, ...], any_revision: bool = False) -> tuple[Identity, Located]:
    """Whose it is, and where everything stands in it.

    ``any_revision``: read an unknown revision as the newest known one. Raises :class:`UserError` for a workbook that
    this program did not make, or of an unknown form.
    """
    form, located = _form(book, known, any_revision)
    cells = FoundCells(book, located.places)
    stated = {key: cells.text(f"nianbao.{key}") for key in IDENTITY}
    stored = {key: book.properties.get(f"nianbao.{key}", "") for key in IDENTITY}
    labels = {level.label: level.id for level in form.levels}
    year = _year(stated["year"]) or _year(stored["year"])
    owner = Identity(
        form=form,
        unit=stated["unit"] or stored["unit"],
        year=year,
        code=stated["code"] or stored["code"],
        level=labels.get(stated["level"], stored["level"]),
        fingerprint=stated["fingerprint"] or stored["fingerprint"],
        token=token_of(book),
        units=units_of(book, form),
    )
    return as_chosen(owner), located


def as_chosen(owner: Identity) -> Identity:
    """Code and level of a unit that was chosen are the list's: what a formula last showed of them is no evidence."""
    if owner.units is None:
        return owner
    chosen = owner.chosen or Listed(owner.unit)
    return replace(owner, code=chosen.code, level=chosen.level)


def _form(book: Book, known: tuple[Form, ...], any_revision: bool) -> tuple[Form, Located]:
    """The form that the file names; where it names none, the one whose figures it has, or most of them."""
    stored = _stored_key(book.properties)
    likely = find(stored, known) or known[-1]  # the cover is the same in every form's workbook
    tried = {likely: locate(book, likely)}
    key = FoundCells(book, tried[likely].places).text("nianbao.form") or stored
    if key:
        form = find(key, known) or (find(key.partition("/")[0], known) if any_revision else None)
        if form is None:
            raise unknown_form(key[:60])
        return form, tried.get(form) or locate(book, form)
    tried |= {form: locate(book, form) for form in known if form is not likely}
    form = max(tried, key=lambda form: _share(form, tried[form]))
    if _share(form, tried[form]) < 0.5:
        raise not_ours()
    return form, tried[form]


def _stored_key(properties: Mapping[str, str]) -> str:
    return "/".join(filter(None, (properties.get("nianbao.form"), properties.get("nianbao.revision"))))


def _share(form: Form, located: Located) -> float:
    """How much of a form was found."""
    return sum(cell.id in located.places for cell in form.inputs) / len(form.inputs)


def _year(text: str) -> int:
    found = YEAR.fullmatch(text)
    return int(found.group(1)) if found else 0
