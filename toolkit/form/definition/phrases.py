"""Loads ``phrases.toml``, the form's 参考表述; a default text is a phrase too and is not written twice."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from string import Formatter

from toolkit.fields import Fields, Mistakes
from toolkit.form.definition.binding import Cells, Position, bind_sum, expander
from toolkit.form.definition.files import DefinitionFiles
from toolkit.form.expression import Mistake, Sum, parse_sum
from toolkit.form.phrase import Condition, Fact, Phrase, PhrasePart, Piece, Sentence, facts_in, together
from toolkit.form.table import Table

FILE = "phrases.toml"
MARKS = "，、；：。"
FACTS = ("unit", "year")
NOWHERE = Table("", "", "", "", "", (), ())  # a phrase belongs to no table: it pins every cell


class Binder:
    """Turns expressions into sums over the inputs of a form."""

    def __init__(self, tables: Sequence[Table], cells: Cells) -> None:
        self._place = Position(tables, NOWHERE)
        self._cells = cells

    def sum(self, source: str) -> Sum:
        """Raises :class:`Mistake`."""
        items = parse_sum(source)
        if any(item.first.last_year for item in items):
            raise Mistake(f"“{source}”：这里只能用本年的数")
        return bind_sum(items, self._place, self._cells).expanded(expander(self._cells))

    def pieces(self, fields: Fields, key: str, text: str) -> tuple[Piece, ...]:
        """A text taken apart at its braces."""
        found: list[Piece] = []
        try:
            for said, inner, spec, conversion in Formatter().parse(text):
                found += [said] if said else []
                if spec or conversion:
                    raise Mistake(f"“{inner}”：花括号里只能写算式、unit 或 year")
                if inner is not None:
                    found.append(Fact(inner) if inner in FACTS else self.sum(inner))
        except ValueError as error:  # a Mistake is one too
            fields.wrong(str(error) if isinstance(error, Mistake) else f"“{text}”的花括号不成对", key)
        return tuple(found)

    def condition(self, fields: Fields) -> Condition | None:
        """The condition under ``when_zero`` or ``unless_zero``; None without either. Mistakes go to the problems of
        ``fields``.
        """
        found = [(key, source) for key in ("when_zero", "unless_zero") if (source := fields.text(key, ""))]
        if len(found) > 1:
            fields.wrong("when_zero 和 unless_zero 只能写一个")
        for key, source in found:
            try:
                return Condition(self.sum(source), zero=key == "when_zero")
            except Mistake as mistake:
                fields.wrong(str(mistake), key)
        return None


def phrase_file(
    files: DefinitionFiles, tables: Sequence[Table], cells: Cells, problems: Mistakes
) -> tuple[Phrase, ...]:
    """What the file says; a form need not have one."""
    if not files.has(FILE):
        return ()
    fields = Fields(files.read(FILE, problems), FILE, problems)
    found = tuple(_phrase(one, Binder(tables, cells)) for one in fields.tables("phrases", required=True))
    fields.done()
    return found


def default_phrase(text: str, default: str) -> Phrase:
    """The sentence that the report would put in by itself."""
    return Phrase(text, (Sentence((), (PhrasePart(facts_in(default)),), "", ""),))


def _phrase(fields: Fields, binder: Binder) -> Phrase:
    phrase = Phrase(fields.text("text"), tuple(_sentence(one, binder) for one in fields.tables("sentences", True)))
    fields.done()
    return phrase


def _sentence(fields: Fields, binder: Binder) -> Sentence:
    sentence = Sentence(
        opens=binder.pieces(fields, "opens", fields.text("opens", "")),
        parts=tuple(_parts(fields, binder)),
        joint=fields.text("joint", "，"),
        closes=fields.text("closes", "。"),
        condition=binder.condition(fields),
    )
    fields.done()
    # a sentence that is said where something is zero repeats no figure that could be left out
    kept = sentence.condition is not None and sentence.condition.zero
    return replace(sentence, parts=tuple(PhrasePart(part.pieces) for part in sentence.parts)) if kept else sentence


def _parts(fields: Fields, binder: Binder) -> Iterator[PhrasePart]:
    """A part is left out where all its figures are zero, unless it says otherwise."""
    for one in fields.tables("parts", required=True, short="says"):
        says = one.text("says")
        if says and (says[0] in MARKS or says[-1] in MARKS):
            one.wrong("首尾不写标点：标点由 joint、closes 添上", "says")
        pieces = binder.pieces(one, "says", says)
        condition = binder.condition(one)
        sums = [piece for piece in pieces if isinstance(piece, Sum)]
        if sums and not condition and not one.flag("always", False):
            condition = Condition(together(sums), zero=False)
        one.done()
        yield PhrasePart(pieces, condition)
