"""Whose workbook this is: from its locked cells, else from its custom document properties."""

from dataclasses import dataclass

from toolkit.form.library import find
from toolkit.form.model import Form
from toolkit.submission.refusal import Refusal
from toolkit.workbook.found import Found
from toolkit.workbook.layout import IDENTITY


@dataclass(frozen=True)
class Identity:
    form: Form
    unit: str
    year: int
    code: str
    level: str
    fingerprint: str


def identify(cells: Found, known: tuple[Form, ...]) -> Identity:
    """Raises :class:`Refusal` for a workbook that is not one of ours or of a form nobody knows."""
    properties = cells.book.properties
    stated = {key: cells.text(f"nianbao.{key}") for key in IDENTITY}
    stored = "/".join(filter(None, (properties.get("nianbao.form"), properties.get("nianbao.revision"))))
    key = stated["form"] or stored
    if not key:
        raise Refusal("not-ours")
    form = find(key, known)
    if form is None:
        raise Refusal("unknown-form", form=key[:60])
    year = stated["year"] or properties.get("nianbao.year", "")
    if not (year.isdecimal() and len(year) == 4):
        raise Refusal("not-ours")
    labels = {level.label: level.id for level in form.levels}
    return Identity(
        form=form,
        unit=stated["unit"] or properties.get("nianbao.unit", ""),
        year=int(year),
        code=stated["code"] or properties.get("nianbao.code", ""),
        level=labels.get(stated["level"], properties.get("nianbao.level", "")),
        fingerprint=stated["fingerprint"] or properties.get("nianbao.fingerprint", ""),
    )
