"""An editing session for an OPC package: add, replace, drop and relate parts, then write once."""

from toolkit.office.messages import unreadable
from toolkit.office.opc import (
    CONTENT_TYPES,
    ContentTypes,
    Package,
    Relationships,
    office_relationships,
    relationships_part,
)


class EditSession:
    """What reads through it sees the parts as they are now."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._new: dict[str, bytes] = {}
        self._dropped: set[str] = set()

    def __contains__(self, name: str) -> bool:
        return name in self._new or (name in self._package and name not in self._dropped)

    def part(self, name: str) -> bytes:
        """A part's bytes as they are now; raises :class:`UserError` for one that is gone."""
        if name in self._dropped:
            raise unreadable()
        return self._new[name] if name in self._new else self._package.part(name)

    def put(self, name: str, data: bytes) -> None:
        """A part as it is from now on."""
        if name not in self or data != self.part(name):
            self._new[name] = data
            self._dropped.discard(name)

    def add(self, before: str, after: str, data: bytes, type: str) -> str:
        """A new part under the first free name, such as ``xl/comments`` 3 ``.xml``; that name."""
        taken = {name.lower() for name in (*self._package.names, *self._new) if name in self}
        number = next(n for n in range(1, len(taken) + 2) if f"{before}{n}{after}".lower() not in taken)
        name = f"{before}{number}{after}"
        self.put(name, data)
        self.put(CONTENT_TYPES, ContentTypes(self.part(CONTENT_TYPES)).with_one(name, type))
        return name

    def drop(self, name: str) -> None:
        """A part goes, with what it points to and what is said about it."""
        for each in (name, relationships_part(name)):
            self._new.pop(each, None)
            self._dropped.add(each)
        self.put(CONTENT_TYPES, ContentTypes(self.part(CONTENT_TYPES)).without(name))

    def relationships(self, source: str) -> Relationships:
        """What a part points to, as it is now."""
        rels = relationships_part(source)
        if rels in self._new:
            return Relationships(source, self._new[rels])
        return Relationships(source) if rels in self._dropped else self._package.relationships(source)

    def target(self, source: str, kind: str) -> str:
        """The part of a kind that another points to; empty where there is none."""
        targets = (each.target for each in self.relationships(source).parts().values() if each.kind == kind)
        return next((name for name in targets if name in self), "")

    def relate(self, source: str, kind: str, target: str, space: str) -> str:
        """Let a part, whose root has the namespace ``space``, point to another; the id of the new relationship."""
        id, data = self.relationships(source).with_one(f"{office_relationships(space)}/{kind}", target)
        self.put(relationships_part(source), data)
        return id

    def unrelate(self, source: str, target: str) -> None:
        """A part does not point to another any more."""
        rels = relationships_part(source)
        left = self.relationships(source).without(target)
        if left:
            self.put(rels, left)
        else:
            self.drop(rels)

    def saved(self) -> bytes | None:
        """The whole file; None where nothing was changed."""
        if not self._new and not self._dropped:
            return None
        return self._package.rewritten(self._new, self._dropped)
