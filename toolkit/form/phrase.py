"""参考表述: sentences that only repeat figures, defined as data for the workbook's formula and for Python."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from toolkit.form.expression import Ref, Sum

FACT = re.compile(r"\{(unit|year)\}")


@dataclass(frozen=True, slots=True)
class Fact:
    """Who or when: ``unit`` or ``year``."""

    name: str


Piece = str | Fact | Sum


@dataclass(frozen=True, slots=True)
class Condition:
    """Something is said only where a sum is zero, or only where it is not."""

    sum: Sum
    zero: bool


@dataclass(frozen=True, slots=True)
class PhrasePart:
    """A clause without the mark behind it."""

    pieces: tuple[Piece, ...]
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """Its parts with ``joint`` between those that are said; nothing of it is said where none of them is."""

    opens: tuple[Piece, ...]
    parts: tuple[PhrasePart, ...]
    joint: str
    closes: str
    condition: Condition | None = None

    @property
    def sure(self) -> bool:
        """One of its parts is always said."""
        return any(part.condition is None for part in self.parts)

    @property
    def sums(self) -> Iterator[Sum]:
        """Every sum that the sentence depends on: those it prints and those of its conditions."""
        yield from (piece for piece in self.opens if isinstance(piece, Sum))
        for part in self.parts:
            yield from (piece for piece in part.pieces if isinstance(piece, Sum))
        for condition in (self.condition, *(part.condition for part in self.parts)):
            if condition:
                yield condition.sum


@dataclass(frozen=True, slots=True)
class Phrase:
    """What may be copied into the text ``text``. Its sums are over inputs of this year."""

    text: str
    sentences: tuple[Sentence, ...]

    @property
    def refs(self) -> tuple[Ref, ...]:
        """Every figure it needs: it waits while one of them is blank."""
        return tuple(dict.fromkeys(ref for one in self.sentences for sum in one.sums for ref in sum.refs))


def facts_in(text: str) -> tuple[str | Fact, ...]:
    """A text that has room for the unit and the year, in pieces."""
    parts = FACT.split(text)
    return tuple(Fact(part) if position % 2 else part for position, part in enumerate(parts) if part)


def together(sums: Iterable[Sum]) -> Sum:
    """One sum over the terms of all."""
    return Sum(tuple(term for one in sums for term in one.terms))
