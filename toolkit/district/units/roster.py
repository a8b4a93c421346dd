"""The units of a district: names, codes, groups, parents; search by any of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from toolkit.tasks.names import bare


@dataclass(frozen=True, slots=True)
class Unit:
    """``level`` is an id of the form's. ``parent`` and ``takes_over`` are codes or names as they were written.

    ``excused``: why it need not report; empty where it must. ``counted``: whether it enters the district's total.
    """

    code: str
    name: str
    short: str = ""
    former: tuple[str, ...] = ()
    level: str = ""
    group: str = ""
    parent: str = ""
    takes_over: tuple[str, ...] = ()
    counted: bool = True
    excused: str = ""
    addresses: tuple[str, ...] = ()
    contact: str = ""
    url: str = ""

    @property
    def key(self) -> str:
        """What the ledger knows it by."""
        return self.code or self.name

    @property
    def short_name(self) -> str:
        """The short name, or the full one where there is no other."""
        return self.short or self.name

    @property
    def names(self) -> tuple[str, ...]:
        """Full, short and former names; empty ones are left out."""
        return tuple(filter(None, (self.name, self.short, *self.former)))


@dataclass(frozen=True)
class Roster:
    """In the order of the list. ``faults``: what is wrong in it and leaves the units known, each with its row."""

    units: tuple[Unit, ...]
    faults: tuple[str, ...] = ()

    def of_key(self, key: str) -> Unit | None:
        """The unit with this key of the ledger, or None."""
        return self._by_key.get(key)

    def of_code(self, code: str) -> Unit | None:
        """The unit with this code, spaces around it aside; None for an empty or unknown one."""
        return self._by_code.get(code.strip()) if code else None

    def of_name(self, name: str) -> Unit | None:
        """By its full, short or a former name, spaces and widths aside; None where several are called so."""
        return self._by_name.get(bare(name))

    def of_address(self, address: str) -> Unit | None:
        """Whose mailbox it is; None where several units share it."""
        return self._by_address.get(address.lower())

    def of_code_or_name(self, written: str) -> Unit | None:
        """The unit with this code, else with this name, or None."""
        return self.of_code(written) or self.of_name(written)

    def parent_of(self, unit: Unit) -> Unit | None:
        """The unit that this one belongs to; None where the list names none or an unknown one."""
        return self.of_code_or_name(unit.parent) if unit.parent else None

    def children_of(self, parent: Unit) -> tuple[Unit, ...]:
        """The units that belong to this one, in the order of the list."""
        return tuple(unit for unit in self.units if self.parent_of(unit) is parent)

    @property
    def groups(self) -> tuple[str, ...]:
        """In the order in which they first appear."""
        return tuple(dict.fromkeys(unit.group for unit in self.units))

    @property
    def shared_names(self) -> Mapping[str, tuple[Unit, ...]]:
        """Names that several units go by, so that nobody is found by them."""
        named = _grouped((bare(name), unit) for unit in self.units for name in unit.names)
        return {name: units for name, units in named.items() if len(units) > 1 and self.of_name(name) is None}

    @cached_property
    def _by_key(self) -> Mapping[str, Unit]:
        return {unit.key: unit for unit in self.units}

    @cached_property
    def _by_code(self) -> Mapping[str, Unit]:
        return {unit.code: unit for unit in self.units if unit.code}

    @cached_property
    def _by_name(self) -> Mapping[str, Unit]:
        full = {bare(unit.name): unit for unit in self.units}
        return _unambiguous((bare(name), unit) for unit in self.units for name in unit.names) | full

    @cached_property
    def _by_address(self) -> Mapping[str, Unit]:
        return _unambiguous((address, unit) for unit in self.units for address in unit.addresses)


def _unambiguous(pairs: Iterable[tuple[str, Unit]]) -> dict[str, Unit]:
    return {key: units[0] for key, units in _grouped(pairs).items() if len(units) == 1}


def _grouped(pairs: Iterable[tuple[str, Unit]]) -> dict[str, tuple[Unit, ...]]:
    """The units of each key that is not blank, each unit once."""
    found: dict[str, dict[str, Unit]] = {}
    for key, unit in pairs:
        if key:
            found.setdefault(key, {})[unit.key] = unit
    return {key: tuple(units.values()) for key, units in found.items()}
