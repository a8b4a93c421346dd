"""The forms there are: folders ``<form>/<revision>/`` beside the program or inside it, and from outside.

Outside are the directories of the variable :data:`VARIABLE`, several separated as in PATH, and those that
:func:`looking_in` adds: the command line's ``--forms``, a district's own.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path

from toolkit import limits
from toolkit.fields import DefinitionError
from toolkit.form.definition.files import data_folder
from toolkit.form.definition.load import load
from toolkit.form.form import Form

VARIABLE = "NIANBAO_FORMS"
EMPTY = "里面没有“格式/版本/form.toml”这样的文件，请核对是不是写错了文件夹"
TOO_MANY = "里面的格式超过{}种，请核对是不是写错了文件夹"
LATER = {"absent", "blocked", "constant", "mean"}  # keys that came later: without them a form is the form it was
_ADDED: ContextVar[tuple[Path, ...]] = ContextVar("added", default=())


def folders(root: Path | None = None) -> Iterator[Path]:
    """Every folder that holds a ``form.toml``."""
    return iter(sorted(path.parent for path in (root or data_folder("workbook_templates")).glob("*/*/form.toml")))


@dataclass(frozen=True)
class Definitions:
    """The sound forms of some folders, each by its own, and by their own folders what is wrong with the others."""

    sound: Mapping[Path, Form]
    faults: Mapping[Path, tuple[str, ...]]


@contextmanager
def looking_in(*directories: Path) -> Iterator[None]:
    """Meanwhile the forms in these directories are among those there are; what was added before comes first."""
    added = _ADDED.set((*_ADDED.get(), *directories))
    try:
        yield
    finally:
        _ADDED.reset(added)


def outside() -> tuple[Path, ...]:
    """The directories that forms from outside are looked for in, in order, each once."""
    listed = (Path(each) for each in os.environ.get(VARIABLE, "").split(os.pathsep) if each)
    return tuple(dict.fromkeys(Path(os.path.abspath(each)) for each in (*_ADDED.get(), *listed)))


@cache
def definitions(root: Path | None) -> Definitions:
    """Those of one directory. A faulty definition is left out and told of; the others go on."""
    loaded = {folder: _loaded(folder) for folder in folders(root)}
    sound = {folder: form for folder, (form, faults) in loaded.items() if form and not faults}
    return Definitions(sound, {folder: faults for folder, (_, faults) in loaded.items() if faults})


@cache
def _definitions_outside(directory: Path) -> Definitions:
    """The same, of what a stranger may have written: no form of it is anybody's default, and there are bounds."""
    count = sum(1 for _ in zip(directory.glob("*/*/form.toml"), range(limits.FORMS + 1), strict=False))
    if not 1 <= count <= limits.FORMS:
        return Definitions({}, {directory: (TOO_MANY.format(limits.FORMS) if count else EMPTY,)})
    known = definitions(directory)
    return replace(known, sound={folder: replace(form, outside=True) for folder, form in known.sound.items()})


def all_definitions() -> Definitions:
    """The program's own, then those from outside; of two of one name the later is left out and told of."""
    found = (definitions(None), *map(_definitions_outside, outside()))
    sound, faults = dict[Path, Form](), {folder: told for each in found for folder, told in each.faults.items()}
    named = dict[str, Path]()
    for folder, form in (one for each in found for one in each.sound.items()):
        if (first := named.setdefault(form.key, folder)) == folder:
            sound[folder] = form
        else:
            faults[folder] = (f"form.toml：{form.key} 已经有了，在{first}，用的是那一个。请改用别的 id 或 revision",)
    return Definitions(sound, faults)


def _loaded(folder: Path) -> tuple[Form | None, tuple[str, ...]]:
    try:
        form = load(folder)
    except DefinitionError as error:
        return None, tuple(error.problems)
    return form, tuple(misplaced(form, folder))


def forms(root: Path | None = None) -> tuple[Form, ...]:
    """All sound forms there are, or those of one directory.

    Raises :class:`DefinitionError` with the mistakes of all where there is none.
    """
    found = definitions(root) if root else all_definitions()
    if found.faults and not found.sound:
        raise DefinitionError([f"{folder}/{each}" for folder, wrong in found.faults.items() for each in wrong])
    return tuple(found.sound.values())


def left_out() -> Mapping[Path, tuple[str, ...]]:
    """The faulty definitions with their mistakes, once a form was asked for; by its name a directory without forms."""
    return all_definitions().faults if definitions.cache_info().currsize else {}


def misplaced(form: Form, folder: Path) -> list[str]:
    """What is wrong with where a form stands: a copy that kept its first name would take the other's place."""
    *_, id, revision = folder.resolve().parts
    if (form.id, form.revision) == (id, revision):
        return []
    return [f"form.toml：id、revision 是 {form.key}，文件夹却是 {id}/{revision}。复制来的，请改成自己的；两处要一致"]


def main_forms(known: Iterable[Form]) -> tuple[Form, ...]:
    """Those that have workbooks of their own."""
    return tuple(form for form in known if not form.companion)


def find(key: str, known: tuple[Form, ...]) -> Form | None:
    """The form named ``id/revision``, or by ``id`` alone its newest revision."""
    named = [form for form in known if key in (form.key, form.id)]
    return max(named, key=lambda form: form.revision, default=None)


def newest(year: int, known: tuple[Form, ...]) -> Form | None:
    """The newest form that serves a year."""
    return max((form for form in known if form.serves(year)), key=lambda form: form.revision, default=None)


def default_forms(known: tuple[Form, ...]) -> tuple[Form, ...]:
    """The revisions of the form that is used where none is named, from the one with ``default = true`` on, or those of
    the only one.

    None where several forms could be meant: a form that is merely there must not take another one's place. Nor does
    one from outside, not even as a later revision.
    """
    own = [form for form in known if not form.outside]
    ids = {form.id for form in own if form.default} or {form.id for form in own}
    first = min((form.revision for form in own if form.default), default="")
    return tuple(form for form in own if form.id in ids and form.revision >= first) if len(ids) == 1 else ()


def rival_defaults(form: Form, known: tuple[Form, ...]) -> list[str]:
    """What is wrong with a form's ``default = true`` where another form has it already."""
    others = sorted({each.id for each in known if each.default and not each.outside and each.id != form.id})
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
        "text_rules": [_without(asdict(rule), set()) for rule in form.text_rules],
    }
    canonical = json.dumps(meaning, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()[:12]


def _without(value: object, keys: set[str]) -> object:
    if isinstance(value, dict):
        said = {key: inner for key, inner in value.items() if key not in keys and (inner or key not in LATER)}
        return {key: _without(inner, keys) for key, inner in said.items()}
    if isinstance(value, list | tuple):
        return [_without(inner, keys) for inner in value]
    return value
