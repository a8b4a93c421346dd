"""A number or percentage in a text that repeats figures: the words before it and the sums it may equal."""

from dataclasses import dataclass

from toolkit.form.expression import Sum
from toolkit.form.fraction import Fraction


@dataclass(frozen=True, slots=True, eq=False)
class Count:
    """A number with one of ``units`` beside one of ``near``, with nothing but words of ``between`` in the middle.

    ``{last}``, ``{year}`` and ``{next}`` in ``near`` are the years around the report's. One of ``links``, where there
    are any, follows it in its clause. In a clause that denies it, words of ``nothing`` may stand there too.

    It is no such number in a clause with one of ``not_near``; after one of ``scope`` in its sentence; after one of
    ``topics``, until a clause names one of ``subject``; nor in a paragraph without any of ``needs``. It is the first of
    ``sums``; or another of them, where the paragraph says one of ``says``. Joined to another word by one of ``joints``
    it is the sum of both. Beside one of ``unsure`` it may be a part only.
    """

    near: tuple[str, ...]
    sums: tuple[Sum, ...]
    units: tuple[str, ...]
    between: tuple[str, ...] = ()
    not_near: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    joints: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    nothing: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Share:
    """A percentage behind one of ``near``, with nothing but words of ``between`` and one number in the middle.

    One of ``links``, where there are any, must be among these words; the number has one of ``units``. It is no such
    percentage beside one of ``not_near`` in its sentence, nor in a sentence without any of ``needs``. It is one of
    ``fractions``.
    """

    near: tuple[str, ...]
    fractions: tuple[Fraction, ...]
    units: tuple[str, ...]
    links: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    not_near: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
