"""The forms there are: folders ``<form>/<revision>/`` beside the program, or inside it when installed."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from pathlib import Path

from toolkit.form.definition.load import load
from toolkit.form.form import Form

HERE = Path(__file__).resolve().parent.parent


def data_folder(name: str) -> Path:
    """A folder of data that travels with the program: inside it when installed, beside it in a checkout."""
    inside = HERE / name
    return inside if inside.is_dir() else HERE.parent / name


def folders(root: Path | None = None) -> Iterator[Path]:
    """Every folder that holds a ``form.toml``."""
    return iter(sorted(path.parent for path in (root or data_folder("workbook_templates")).glob("*/*/form.toml")))


@cache
def forms(root: Path | None = None) -> tuple[Form, ...]:
    """All forms; raises :class:`~toolkit.fields.DefinitionError` on a faulty definition."""
    return tuple(load(folder) for folder in folders(root))


def find(key: str, known: tuple[Form, ...]) -> Form | None:
    """The form named ``id/revision``, or by ``id`` alone its newest revision."""
    named = [form for form in known if key in (form.key, form.id)]
    return max(named, key=lambda form: form.revision, default=None)


def newest(year: int, known: tuple[Form, ...]) -> Form | None:
    """The newest form that serves a year."""
    return max((form for form in known if form.serves(year)), key=lambda form: form.revision, default=None)


@cache
def fingerprint(form: Form) -> str:
    """Twelve hex digits over what the form means: ids, labels, sums and rules, whatever its files look like.

    Help, hints and the room for paragraphs are left out: to change them does not make another form.
    """
    meaning = {
        "key": form.key,
        "tables": [_without(asdict(table), {"help", "widths"}) for table in form.tables],
        "rules": [_without(asdict(rule), {"reasons"}) for rule in form.rules],
        "texts": [(text.id, text.label, text.required) for text in form.texts.values()],
        "sections": [(section.heading, section.table) for section in form.sections],
        "text_rules": [asdict(rule) for rule in form.text_rules],
    }
    canonical = json.dumps(meaning, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()[:12]


def _without(value: object, keys: set[str]) -> object:
    if isinstance(value, dict):
        return {key: _without(inner, keys) for key, inner in value.items() if key not in keys}
    if isinstance(value, list | tuple):
        return [_without(inner, keys) for inner in value]
    return value
