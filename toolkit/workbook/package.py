"""The zip and its parts: read within bounds, written back part by part.

A workbook that comes by mail is a stranger's file. Sizes are bounded while inflating (the sizes a zip states can lie),
no part may declare a document type (entities are how small files become huge ones), and nothing is ever fetched.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Protocol
from xml.parsers import expat

from toolkit.submission.refusal import Refusal

OLE = bytes.fromhex("D0CF11E0A1B11AE1")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
PART_LIMIT = 64 * 2**20
TOTAL_LIMIT = 200 * 2**20
PARTS_LIMIT = 2_000
FIXED_TIME = (1980, 1, 1, 0, 0, 0)  # the same input gives the same bytes: no clock in any output
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # all that Office files use; the others raise errors of their own
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError)


class Package:
    """An Office file's parts by name. Raises :class:`Refusal` where it is none, is encrypted, broken or too large."""

    def __init__(self, data: bytes) -> None:
        if data.startswith(OLE):
            raise Refusal("encrypted" if ENCRYPTED in data else "old-format")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN as error:
            raise Refusal("unreadable") from error
        self._infos = {_clean(info.filename): info for info in self._zip.infolist()}
        count = len(self._zip.infolist())
        if count > PARTS_LIMIT:
            raise Refusal("too-large", what=f"里面有{count}个部件")
        self._read = 0
        self._parts: dict[str, bytes] = {}

    def __contains__(self, name: str) -> bool:
        return _clean(name) in self._infos

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._infos)

    def part(self, name: str) -> bytes:
        """A part's bytes, inflated no further than the limits; raises :class:`Refusal`."""
        name = _clean(name)
        if name not in self._parts:
            if name not in self._infos:
                raise Refusal("unreadable")
            self._parts[name] = self._inflate(self._infos[name])
        return self._parts[name]

    def _inflate(self, info: zipfile.ZipInfo) -> bytes:
        if info.compress_type not in METHODS:
            raise Refusal("unreadable")
        allowed = min(PART_LIMIT, TOTAL_LIMIT - self._read)
        try:
            with self._zip.open(info) as stream:
                data = stream.read(allowed + 1)
        except BROKEN as error:
            raise Refusal("unreadable") from error
        if len(data) > allowed:
            raise Refusal("too-large", what=f"展开后超过{allowed // 2**20}兆")
        self._read += len(data)
        return data

    def rewritten(self, changed: Mapping[str, bytes], dropped: frozenset[str] = frozenset()) -> bytes:
        """The whole file again, in the same order, with some parts changed or dropped and new ones at the end."""
        changed = {_clean(name): data for name, data in changed.items()}
        kept = [name for name in self._infos if name not in dropped]
        names = kept + [name for name in changed if name not in self._infos]
        return zipped({name: changed[name] if name in changed else self.part(name) for name in names})


def _clean(name: str) -> str:
    return name.replace("\\", "/").lstrip("/")


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A zip with nothing in it that depends on when or where it was made."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, FIXED_TIME)
            info.create_system = 0  # else the bytes would tell on which system they were made
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # Python's own choice tells Windows from the rest
            archive.writestr(info, data)
    return out.getvalue()


def parser() -> expat.XMLParserType:
    """An XML parser that refuses document types. Names come as ``namespace local``; see :func:`local`."""
    made = expat.ParserCreate(namespace_separator=" ")
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
    return name.rpartition(" ")[2]


def elements(data: bytes, wanted: frozenset[str]) -> Iterator[tuple[str, dict[str, str], str]]:
    """The wanted elements of a part in order: local name, attributes by local name, text inside."""
    found: list[tuple[str, dict[str, str], list[str]]] = []
    opened: list[int] = []
    made = parser()

    def start(name: str, attributes: dict[str, str]) -> None:
        if local(name) in wanted:
            opened.append(len(found))
            found.append((local(name), {local(key): value for key, value in attributes.items()}, []))

    def end(name: str) -> None:
        if local(name) in wanted:
            opened.pop()

    def text(data: str) -> None:
        if opened:
            found[opened[-1]][2].append(data)

    made.StartElementHandler, made.EndElementHandler, made.CharacterDataHandler = start, end, text
    run(made, data)
    return ((name, attributes, "".join(parts)) for name, attributes, parts in found)


RELATIONSHIP = frozenset({"Relationship"})


class Parts(Protocol):
    """Whatever gives parts by name."""

    def __contains__(self, name: str) -> bool: ...

    def part(self, name: str) -> bytes: ...


def related(package: Parts, source: str) -> dict[str, tuple[str, str]]:
    """What a part points to: relationship id -> (last word of its type, part name), without links to outside."""
    folder, name = posixpath.split(source)
    rels = posixpath.join(folder, "_rels", name + ".rels")
    if rels not in package:
        return {}
    found = {}
    for _, attributes, _ in elements(package.part(rels), RELATIONSHIP):
        if attributes.get("TargetMode") != "External" and "Id" in attributes:
            target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", ""))).lstrip("/")
            found[attributes["Id"]] = (attributes.get("Type", "").rpartition("/")[2], target)
    return found
