"""A workbook's parts while they are changed: added, dropped, related to each other; written back in one go."""

import posixpath

from toolkit.errors import Refusal
from toolkit.office.package import Package, related
from toolkit.office.xml_spans import at_end, attribute, gone, spliced, tree

TYPES = "[Content_Types].xml"
RELATIONSHIPS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"


def office(space: str) -> str:
    """The namespace of relationships that goes with a part's own."""
    return STRICT if "purl.oclc.org" in space else OFFICE


class Changes:
    """What reads through it sees the parts as they are now."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._new: dict[str, bytes] = {}
        self._dropped: set[str] = set()

    def __contains__(self, name: str) -> bool:
        return name in self._new or (name in self._package and name not in self._dropped)

    def part(self, name: str) -> bytes:
        if name in self._dropped:
            raise Refusal("unreadable")
        return self._new[name] if name in self._new else self._package.part(name)

    def xml(self, name: str) -> bytes:
        """A part to be parsed, within the bounds for what came with the file."""
        return self.part(name) if name in self._new or name in self._dropped else self._package.xml(name)

    def put(self, name: str, data: bytes) -> None:
        """A part as it is from now on."""
        if name not in self or data != self.part(name):
            self._new[name] = data
            self._dropped.discard(name)

    def add(self, before: str, after: str, data: bytes, type: str) -> str:
        """A new part under the first free name, such as ``xl/comments`` 3 ``.xml``."""
        taken = {name.lower() for name in (*self._package.names, *self._new) if name in self}
        number = next(n for n in range(1, len(taken) + 2) if f"{before}{n}{after}".lower() not in taken)
        name = f"{before}{number}{after}"
        self.put(name, data)
        types = self.part(TYPES)
        new = f'<Override PartName="/{attribute(name)}" ContentType="{type}"/>'
        self.put(TYPES, spliced(types, [at_end(types, tree(types), new)]))
        return name

    def drop(self, name: str) -> None:
        """A part goes, with what it points to and what is said about it."""
        for each in (name, relationships_of(name)):
            self._new.pop(each, None)
            self._dropped.add(each)
        data = self.part(TYPES)
        overrides = [each for each in tree(data).all("Override") if each.attributes.get("PartName") == f"/{name}"]
        self.put(TYPES, spliced(data, map(gone, overrides)))

    def related(self, source: str) -> dict[str, tuple[str, str]]:
        return related(self, source)

    def target(self, source: str, kind: str) -> str:
        """The part of a kind that another points to; empty where there is none."""
        return next((part for found, part in self.related(source).values() if found == kind and part in self), "")

    def relate(self, source: str, kind: str, target: str, space: str) -> str:
        """Let a part point to another; the id of the new relationship."""
        rels = relationships_of(source)
        data = self.part(rels) if rels in self else RELATIONSHIPS.encode()
        root = tree(data)
        ids = {each.attributes.get("Id", "") for each in root.all("Relationship")}
        id = next(f"rId{n}" for n in range(1, len(ids) + 2) if f"rId{n}" not in ids)
        type = f"{office(space)}/{kind}"
        new = f'<Relationship Id="{id}" Type="{type}" Target="/{attribute(target)}"/>'
        self.put(rels, spliced(data, [at_end(data, root, new)]))
        return id

    def unrelate(self, source: str, target: str) -> None:
        """A part does not point to another any more."""
        rels = relationships_of(source)
        ids = {id for id, (_, part) in self.related(source).items() if part == target}
        data = self.part(rels)
        every = list(tree(data).all("Relationship"))
        cut = [each for each in every if each.attributes.get("Id") in ids]
        if len(cut) == len(every):
            self.drop(rels)
        else:
            self.put(rels, spliced(data, map(gone, cut)))

    def written(self) -> bytes | None:
        """The whole file; None where nothing was changed."""
        if not self._new and not self._dropped:
            return None
        return self._package.rewritten(self._new, frozenset(self._dropped))


def relationships_of(source: str) -> str:
    """The part that holds what another points to."""
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", name + ".rels")
