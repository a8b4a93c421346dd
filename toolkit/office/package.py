"""The zip and its parts: read within bounds, written back part by part.

A workbook that comes by mail is a stranger's file. Sizes are bounded while inflating (the sizes a zip states can lie),
no part may declare a document type (entities are how small files become huge ones), nothing is ever fetched, and no
name in it is ever a path on our disk. The bounds stand in limits.py.
"""

import io
import posixpath
import urllib.parse
import zipfile
from collections.abc import Iterator, Mapping
from typing import Protocol
from xml.parsers import expat

from toolkit import limits
from toolkit.errors import Refusal
from toolkit.limits import within
from toolkit.office.filetypes import refusal
from toolkit.office.xml_namespaces import Spaces
from toolkit.office.zipfiles import BROKEN, is_zip, opened

FIXED_TIME = (1980, 1, 1, 0, 0, 0)  # the same input gives the same bytes: no clock in any output
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # all that Office files use; the others raise errors of their own
LOCKED = 1  # among the flags of an entry
STRETCH = limits.TEXT // 2


class Package:
    """An Office file's parts by name. Raises :class:`Refusal` where it is none, is encrypted, broken or too large."""

    def __init__(self, data: bytes) -> None:
        within(len(data), limits.FILE, f"超过{limits.FILE >> 20}MB")
        if not is_zip(data):
            raise refusal(data)
        self.data = data
        self._zip = opened(data)
        self._infos = _by_name(self._zip.infolist())
        self._parts: dict[str, bytes] = {}
        self._read = 0
        self._tags = 0
        self._checked: set[str] = set()

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._infos

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(_clean(info.filename) for info in self._infos.values())

    def part(self, name: str) -> bytes:
        """A part's bytes, inflated no further than the limits; raises :class:`Refusal`."""
        name = _key(name)
        if name not in self._parts:
            if name not in self._infos:
                raise Refusal("unreadable")
            self._parts[name] = self._inflate(self._infos[name])
        return self._parts[name]

    def xml(self, name: str) -> bytes:
        """A part that is to be parsed: neither more tags nor longer ones than there may be."""
        data = self.part(name)
        if _key(name) not in self._checked:
            self._checked.add(_key(name))
            self._tags += data.count(b"<")
            within(self._tags, limits.TAGS, "标记超过{}个")
            # Text and attributes hold no "<": where long stretches have one, no text is longer than two of them.
            if any(data.find(b"<", at, at + STRETCH) < 0 for at in range(0, len(data) - STRETCH, STRETCH)):
                raise Refusal("too-large", what=f"一处文字超过{STRETCH:,}字节")
        return data

    def _inflate(self, info: zipfile.ZipInfo) -> bytes:
        if info.compress_type not in METHODS:
            raise Refusal("unreadable")
        if info.flag_bits & LOCKED:
            raise Refusal("encrypted-zip")
        allowed = min(limits.PART, limits.ALL_PARTS - self._read)
        try:
            with self._zip.open(info) as stream:
                data = stream.read(allowed + 1)
        except BROKEN as error:
            raise Refusal("unreadable") from error
        within(len(data), allowed, f"展开后超过{allowed >> 20}MB")
        self._read += len(data)
        return data

    def rewritten(self, changed: Mapping[str, bytes], dropped: frozenset[str] = frozenset()) -> bytes:
        """The whole file again, in the same order, with some parts changed or dropped and new ones at the end."""
        gone = {_key(name) for name in dropped}
        new = {_key(name): data for name, data in changed.items()}
        kept = {
            _clean(each.filename): new[key] if key in new else self.part(key)
            for key, each in self._infos.items()
            if key not in gone
        }
        return zipped(kept | {_clean(name): data for name, data in changed.items() if _key(name) not in self._infos})


def _by_name(infos: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """Each part once. Two that differ under one name are a trick: programs would not agree which one counts."""
    found: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        first = found.setdefault(_key(info.filename), info)
        if (first.CRC, first.file_size) != (info.CRC, info.file_size):
            raise Refusal("unreadable")
    return found


def _clean(name: str) -> str:
    return name.replace("\\", "/").lstrip("/")


def _key(name: str) -> str:
    """Names of parts are alike in any case, and with their characters percent-encoded (ECMA-376 part 2, 6.2.2)."""
    name = _clean(name)
    return (urllib.parse.unquote(name) if "%" in name else name).casefold()


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A zip with nothing in it that depends on when or where it was made."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, FIXED_TIME)
            info.create_system = 3  # Python's own choice tells Windows from the rest
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


def parser() -> expat.XMLParserType:
    """An XML parser that refuses document types. Names come as they are written, with their prefix: see :func:`local`.

    A parser that resolved prefixes would write a namespace of any length before each of a million names.
    """
    made = expat.ParserCreate()
    made.buffer_text = True
    made.StartDoctypeDeclHandler = _refuse_doctype
    return made


def _refuse_doctype(*_: object) -> None:
    raise Refusal("unreadable")


def run(made: expat.XMLParserType, data: bytes) -> None:
    """Parse a part; raises :class:`Refusal` where it is not XML."""
    try:
        made.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:  # LookupError: an encoding that nobody knows
        raise Refusal("unreadable") from error


def local(name: str) -> str:
    return name.rpartition(":")[2]


def elements(data: bytes, wanted: frozenset[str], own: bool = False) -> Iterator[tuple[str, dict[str, str], str]]:
    """The wanted elements of a part in order: local name, attributes by local name, text inside.

    ``own``: only those in the namespace of the part's root.
    """
    found: list[tuple[str, dict[str, str], list[str]]] = []
    inside: list[int] = []
    spaces = Spaces(data)
    made = parser()

    def start(name: str, attributes: dict[str, str]) -> None:
        name = spaces.enter(name, attributes)
        name = name if own else local(name)
        if name in wanted:
            within(len(found), limits.LISTED, "名称、表或链接超过{}个")
            inside.append(len(found))
            stated = {local(key): value for key, value in attributes.items() if not key.startswith("xmlns")}
            found.append((name, stated, []))

    def end(name: str) -> None:
        name = spaces.leave(name)
        if (name if own else local(name)) in wanted:
            inside.pop()

    def text(data: str) -> None:
        if inside:
            found[inside[-1]][2].append(data)

    made.StartElementHandler, made.EndElementHandler, made.CharacterDataHandler = start, end, text
    run(made, data)
    return ((name, attributes, "".join(parts)) for name, attributes, parts in found)


RELATIONSHIP = frozenset({"Relationship"})


class Parts(Protocol):
    """Whatever gives parts by name."""

    def __contains__(self, name: str) -> bool: ...

    def xml(self, name: str) -> bytes: ...


def related(package: Parts, source: str) -> dict[str, tuple[str, str]]:
    """What a part points to: relationship id -> (last word of its type, part name), without links to outside."""
    folder, name = posixpath.split(source)
    rels = posixpath.join(folder, "_rels", name + ".rels")
    if rels not in package:
        return {}
    found = {}
    for _, attributes, _ in elements(package.xml(rels), RELATIONSHIP):
        if attributes.get("TargetMode") != "External" and "Id" in attributes:
            target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", ""))).lstrip("/")
            found[attributes["Id"]] = (attributes.get("Type", "").rpartition("/")[2], target)
    return found
