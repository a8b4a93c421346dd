"""Where a text repeats a figure: the words before the number, and which sums the number may be."""

from dataclasses import dataclass

from toolkit.form.expression import Sum


@dataclass(frozen=True, slots=True)
class Count:
    """A number with one of ``units`` behind one of ``near``, with nothing but words of ``between`` in the middle.

    It is no such number behind one of ``not_near`` in its sentence, nor in a paragraph without any of ``needs``. It is
    the first of ``sums``; or another of them, where the paragraph says one of ``says``.
    """

    near: tuple[str, ...]
    sums: tuple[Sum, ...]
    units: tuple[str, ...]
    between: tuple[str, ...] = ()
    not_near: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
