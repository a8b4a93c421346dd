"""Binds what percentages are made of to figures."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from toolkit.fields import Mistakes
from toolkit.form.definition.binding import Cells, Position, computed_lines, this_year
from toolkit.form.expression import Mistake
from toolkit.form.fraction import Fraction
from toolkit.form.table import PERCENT, Cell, Table


def with_fractions(tables: Sequence[Table], cells: Cells, problems: Mistakes) -> dict[str, Cell]:
    """The cells, those of a percentage with the part and the whole that their line names (“部分 / 总数”)."""
    return {**cells, **{id: replace(cells[id], fraction=made) for id, made in _fractions(tables, cells, problems)}}


def _fractions(tables: Sequence[Table], cells: Cells, problems: Mistakes) -> Iterator[tuple[str, Fraction]]:
    """What each percentage is made of, by its id."""
    for table in tables:
        for number, block in enumerate(table.blocks):
            for along, source, others in computed_lines(block):
                try:
                    for place in (Position(tables, table, block, along, other) for other in others):
                        if source.kind == PERCENT and (id := place.cell(source)) in cells:
                            parts = (replace(source, source=part.strip("() ")) for part in source.source.split("/", 1))
                            yield id, Fraction(*(this_year(part, place, cells) for part in parts))
                except Mistake as mistake:
                    problems.add(f"{table.id}.toml.blocks[{number}].{source.id}.is", str(mistake))
