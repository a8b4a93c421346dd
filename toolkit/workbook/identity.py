"""Whose workbook this is: from its locked cells, else from its custom document properties."""

from dataclasses import dataclass

from toolkit.form.library import find
from toolkit.form.model import Form
from toolkit.submission.refusal import Refusal
from toolkit.workbook.contents import EMPTY, Contents


@dataclass(frozen=True)
class Identity:
    form: Form
    unit: str
    year: int
    code: str
    level: str
    fingerprint: str


def identify(contents: Contents, known: tuple[Form, ...]) -> Identity:
    """Raises :class:`Refusal` for a workbook that is not one of ours or of a form nobody knows."""
    properties = contents.properties
    stored = "/".join(filter(None, (properties.get("nianbao.form"), properties.get("nianbao.revision"))))
    key = _cell(contents, "form") or stored
    if not key:
        raise Refusal("not-ours")
    form = find(key, known)
    if form is None:
        raise Refusal("unknown-form", form=key[:60])
    year = _cell(contents, "year") or properties.get("nianbao.year", "")
    if not (year.isdecimal() and len(year) == 4):
        raise Refusal("not-ours")
    labels = {level.label: level.id for level in form.levels}
    return Identity(
        form=form,
        unit=_cell(contents, "unit") or properties.get("nianbao.unit", ""),
        year=int(year),
        code=_cell(contents, "code") or properties.get("nianbao.code", ""),
        level=labels.get(_cell(contents, "level"), properties.get("nianbao.level", "")),
        fingerprint=_cell(contents, "fingerprint") or properties.get("nianbao.fingerprint", ""),
    )


def _cell(contents: Contents, key: str) -> str:
    places = contents.names.get(f"nianbao.{key}", ())
    if not places:
        return ""
    found = contents.cells(places[0].sheet, frozenset({places[0].ref}))
    return str(found.get(places[0].ref, EMPTY).value or "").strip()
