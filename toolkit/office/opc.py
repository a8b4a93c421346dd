"""Packages (Open Packaging Conventions, ECMA-376 part 2): parts by name, relationships, content types.

A workbook that comes by mail is a stranger's file. Sizes are bounded while inflating (the sizes a zip states can lie),
nothing is ever fetched, and no name in it is ever a path on our disk. The bounds stand in limits.py.
"""

import posixpath
import urllib.parse
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from toolkit import limits
from toolkit.limits import too_large, within
from toolkit.office.filetypes import refusal
from toolkit.office.messages import unreadable, zip_has_password
from toolkit.office.xml import elements
from toolkit.office.xml_edit import at_end, gone, spliced, tree
from toolkit.office.xml_write import Xml, element
from toolkit.office.zip_write import assembled, packed
from toolkit.office.zipfiles import BROKEN, is_zip, opened

METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # all that Office files use; the others raise errors of their own
LOCKED = 1  # among the flags of an entry
STRETCH = limits.TEXT // 2
CONTENT_TYPES = "[Content_Types].xml"
TYPES_SPACE = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONSHIPS_SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
RELATIONSHIPS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
RELATIONSHIP = frozenset({"Relationship"})


class Package:
    """A file's parts by name. Raises :class:`UserError` where it is no package, is encrypted, broken or too large."""

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
        """All part names, in the order of the file."""
        return tuple(_clean(info.filename) for info in self._infos.values())

    def part(self, name: str) -> bytes:
        """A part's bytes, inflated no further than the limits; raises :class:`UserError`."""
        name = _key(name)
        if name not in self._parts:
            if name not in self._infos:
                raise unreadable()
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
                raise too_large(f"一处文字超过{STRETCH:,}字节")
        return data

    def relationships(self, source: str) -> "Relationships":
        """What a part, or the package itself (""), points to."""
        rels = relationships_part(source)
        return Relationships(source, self.xml(rels)) if rels in self else Relationships(source)

    def _inflate(self, info: zipfile.ZipInfo) -> bytes:
        if info.compress_type not in METHODS:
            raise unreadable()
        if info.flag_bits & LOCKED:
            raise zip_has_password()
        allowed = min(limits.PART, limits.ALL_PARTS - self._read)
        try:
            with self._zip.open(info) as stream:
                data = stream.read(allowed + 1)
        except BROKEN as error:
            raise unreadable() from error
        within(len(data), allowed, f"展开后超过{allowed >> 20}MB")
        self._read += len(data)
        return data

    def rewritten(self, changed: Mapping[str, bytes], dropped: Collection[str] = ()) -> bytes:
        """The whole file again, in the same order, with some parts changed or dropped and new ones at the end."""
        gone = {_key(name) for name in dropped}
        new = {_key(name): data for name, data in changed.items()}
        parts = {
            _clean(info.filename): new[key] if key in new else self.part(key)
            for key, info in self._infos.items()
            if key not in gone
        }
        return zipped(parts | {_clean(name): data for name, data in changed.items() if _key(name) not in self._infos})


def _by_name(infos: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """Each part once. Two that differ under one name are a trick: programs would not agree which one counts."""
    parts: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        within(len(info.filename), limits.PART_NAME, "部件的名称超过{}个字符")
        first = parts.setdefault(_key(info.filename), info)
        if (first.CRC, first.file_size) != (info.CRC, info.file_size):
            raise unreadable()
    return parts


def _clean(name: str) -> str:
    return name.replace("\\", "/").lstrip("/")


def _key(name: str) -> str:
    """Names of parts are alike in any case, and with their characters percent-encoded (ECMA-376 part 2, 6.2.2)."""
    name = _clean(name)
    return (urllib.parse.unquote(name) if "%" in name else name).casefold()


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A zip with nothing in it that depends on when or where it was made."""
    return assembled(packed(name, data) for name, data in parts.items())


class Relationship(NamedTuple):
    """``target``: the name of a part, or where it is ``outside`` of the package, an address made to look like one."""

    id: str
    type: str  # a URI
    target: str
    mode: str = "Internal"

    @property
    def kind(self) -> str:
        """The last word of the type: ``worksheet``."""
        return self.type.rpartition("/")[2]


class Relationships:
    """What one source points to, and the part that says so (ECMA-376 part 2, 6.5)."""

    def __init__(self, source: str, data: bytes = b"") -> None:
        self._folder = posixpath.dirname(source)
        self.data = data or relationships_xml(())

    def __iter__(self) -> Iterator[Relationship]:
        """All of them as the part lists them, wherever they lead."""
        for _, attributes, _ in elements(self.data, RELATIONSHIP):
            target = posixpath.normpath(posixpath.join("/", self._folder, attributes.get("Target", ""))).lstrip("/")
            mode = attributes.get("TargetMode", "Internal")
            yield Relationship(attributes.get("Id", ""), attributes.get("Type", ""), target, mode)

    def parts(self) -> dict[str, Relationship]:
        """By id those that lead to a part of the package."""
        return {each.id: each for each in self if each.mode != "External" and each.id}

    def with_one(self, type: str, target: str) -> tuple[str, bytes]:
        """The part with one more relationship, and the id of that."""
        ids = {each.id for each in self}
        id = next(f"rId{number}" for number in range(1, len(ids) + 2) if f"rId{number}" not in ids)
        new = _relationship(Relationship(id, type, target))
        return id, spliced(self.data, [at_end(self.data, tree(self.data), new)])

    def without(self, target: str) -> bytes:
        """The part without those that lead to ``target``; nothing where none is left."""
        ids = {each.id for each in self.parts().values() if each.target == target}
        every = list(tree(self.data).all("Relationship"))
        cut = [each for each in every if each.attributes.get("Id") in ids]
        return spliced(self.data, map(gone, cut)) if len(cut) < len(every) else b""


def relationships_xml(every: Iterable[Relationship]) -> bytes:
    """A part that lists these relationships, each inside the package."""
    return element("Relationships", {"xmlns": RELATIONSHIPS_SPACE}, *map(_relationship, every)).encode()


def _relationship(one: Relationship) -> Xml:
    return element("Relationship", {"Id": one.id, "Type": one.type, "Target": f"/{one.target}"})


def relationships_part(source: str) -> str:
    """The name of the part that holds what another points to."""
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", name + ".rels")


def office_relationships(space: str) -> str:
    """The namespace of relationships that goes with the namespace of a part's root: strict or transitional."""
    return STRICT if "purl.oclc.org" in space else OFFICE


class ContentTypes:
    """The part that says of every part what it is (ECMA-376 part 2, 6.2.3)."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def with_one(self, name: str, type: str) -> bytes:
        """The part with one more name in it."""
        return spliced(self.data, [at_end(self.data, tree(self.data), _override(name, type))])

    def without(self, name: str) -> bytes:
        """The part without a name."""
        overrides = tree(self.data).all("Override")
        return spliced(self.data, [gone(each) for each in overrides if each.attributes.get("PartName") == f"/{name}"])


def content_types_xml(types: Mapping[str, str]) -> bytes:
    """A part that lists these parts, each with its media type, and nothing more."""
    defaults = {"rels": RELATIONSHIPS_TYPE, "xml": "application/xml"}
    return element(
        "Types",
        {"xmlns": TYPES_SPACE},
        *(element("Default", {"Extension": end, "ContentType": type}) for end, type in defaults.items()),
        *(_override(name, type) for name, type in types.items()),
    ).encode()


def _override(name: str, type: str) -> Xml:
    return element("Override", {"PartName": f"/{name}", "ContentType": type})
