"""The forms there are: folders ``<form>/<revision>/`` beside the program, or inside it when installed."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from toolkit.fields import DefinitionError
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


@dataclass(frozen=True)
class Definitions:
    """The sound forms of a folder, and by their own folders what is wrong with the others."""

    forms: tuple[Form, ...]
    faults: Mapping[Path, tuple[str, ...]]


@cache
def definitions(root: Path | None) -> Definitions:
    """A faulty definition is left out and told of; the others go on."""
    loaded = {folder: _loaded(folder) for folder in folders(root)}
    sound = tuple(form for form, faults in loaded.values() if form and not faults)
    return Definitions(sound, {folder: faults for folder, (_, faults) in loaded.items() if faults})


def _loaded(folder: Path) -> tuple[Form | None, tuple[str, ...]]:
    try:
        form = load(folder)
    except DefinitionError as error:
        return None, tuple(error.problems)
    return form, tuple(misplaced(form, folder))


def forms(root: Path | None = None) -> tuple[Form, ...]:
    """All sound forms; raises :class:`DefinitionError` with the mistakes of all where there is none."""
    found = definitions(root)
    if found.faults and not found.forms:
        raise DefinitionError([f"{folder}/{each}" for folder, wrong in found.faults.items() for each in wrong])
    return found.forms


def left_out() -> Mapping[Path, tuple[str, ...]]:
    """The faulty definitions among the program's own, with their mistakes, once a form was asked for."""
    return definitions(None).faults if definitions.cache_info().currsize else {}


def misplaced(form: Form, folder: Path) -> list[str]:
    """What is wrong with where a form stands: a copy that kept its first name would take the other's place."""
    *_, id, revision = folder.resolve().parts
    if (form.id, form.revision) == (id, revision):
        return []
    return [f"form.toml：id、revision 是 {form.key}，文件夹却是 {id}/{revision}。复制来的，请改成自己的；两处要一致"]


def find(key: str, known: tuple[Form, ...]) -> Form | None:
    """The form named ``id/revision``, or by ``id`` alone its newest revision."""
    named = [form for form in known if key in (form.key, form.id)]
    return max(named, key=lambda form: form.revision, default=None)


def newest(year: int, known: tuple[Form, ...]) -> Form | None:
    """The newest form that serves a year."""
    return max((form for form in known if form.serves(year)), key=lambda form: form.revision, default=None)


def default_forms(known: tuple[Form, ...]) -> tuple[Form, ...]:
    """All revisions of the form that is used where none is named: the one with ``default = true``, or the only one.

    None where several forms could be meant: a form that is merely there must not take another one's place.
    """
    ids = {form.id for form in known if form.default} or {form.id for form in known}
    return tuple(form for form in known if form.id in ids) if len(ids) == 1 else ()


def rival_defaults(form: Form, known: tuple[Form, ...]) -> list[str]:
    """What is wrong with a form's ``default = true`` where another form has it already."""
    others = sorted({other.id for other in known if other.default and other.id != form.id})
    if not form.default or not others:
        return []
    return [f"form.toml.default：只能有一种格式是 default = true，{'、'.join(others)} 已经是了，请删去这一行"]


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
