"""Resolves XML namespaces: only elements in the namespace of the part's root count, all others are foreign."""

from collections.abc import Mapping

WIDE = (b"\xff\xfe", b"\xfe\xff")  # two bytes a character
FOREIGN = ":"  # before the local name of an element in another namespace


class Spaces:
    """Hears of every element as it begins and ends, and gives its local name, with :data:`FOREIGN` before it or not.

    What a prefix means is looked up here and not by the XML parser, which would write a namespace of any length before
    each of a million names.
    """

    def __init__(self, data: bytes) -> None:
        wide = b"\0" in data[:4] or data.startswith(WIDE)
        self._left = -1 if wide else data.count(b"xmlns")  # declarations that may still come
        self._depth = 0
        self._names: dict[str, str] = {}  # as written -> local
        self._bound: dict[str, str] = {}  # prefix -> namespace
        self._root = ""
        self._before: list[tuple[int, dict[str, str], dict[str, str]]] = []  # what held outside of an element

    def enter(self, name: str, attributes: Mapping[str, str]) -> str:
        """Call it at each start tag, with the prefixed name and all attributes; gives the local name or
        :data:`FOREIGN`.
        """
        self._depth += 1
        if self._left or self._depth == 1:
            if any(key.startswith("xmlns") for key in attributes):
                self._declared(attributes)
            if self._depth == 1:
                self._root = self._space(name)
        found = self._names.get(name)
        return self._named(name) if found is None else found

    @property
    def settled(self) -> bool:
        """After the root: whether from now on a name without a prefix is the root's own, and one with a prefix is not.

        So it is in all parts that programs write: the root declares everything, its own namespace as the default one.
        """
        others = (space for prefix, space in self._bound.items() if prefix)
        return not self._left and "" in self._bound and self._bound[""] == self._root and self._root not in others

    def leave(self, name: str) -> str:
        """Call it at each end tag; gives the same as :meth:`enter` gave for the start tag."""
        found = self._names.get(name)
        if found is None:
            found = self._named(name)
        if self._before and self._before[-1][0] == self._depth:
            _, self._names, self._bound = self._before.pop()
        self._depth -= 1
        return found

    def _declared(self, attributes: Mapping[str, str]) -> None:
        self._before.append((self._depth, self._names, self._bound))
        declared = {key.partition(":")[2]: uri for key, uri in attributes.items() if key.partition(":")[0] == "xmlns"}
        self._names, self._bound = {}, {**self._bound, **declared}
        self._left -= len(declared)

    def _space(self, name: str) -> str:
        prefix = name.rpartition(":")[0]
        return self._bound.get(prefix, prefix)

    def _named(self, name: str) -> str:
        local = name.rpartition(":")[2]
        self._names[name] = found = local if self._space(name) == self._root else FOREIGN + local
        return found
