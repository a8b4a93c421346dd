"""The mean of one figure over several submissions."""

from collections.abc import Sequence

from toolkit.form.fraction import quotient
from toolkit.form.table import Cell
from toolkit.numbers import Number
from toolkit.submission.submission import Submission


def mean(parts: Sequence[Submission], cell: Cell) -> Number | None:
    """Weighed by the figure that the form names; 0 where that is 0 everywhere, as then nothing was averaged."""
    pairs = [(part.figure(cell.id), part.figure(cell.weight)) for part in parts]
    if any(figure is None or weight is None for figure, weight in pairs):
        return None
    whole = sum((weight or 0) for _, weight in pairs)
    return quotient(sum(((figure or 0) * (weight or 0) for figure, weight in pairs), start=0), whole) if whole else 0
