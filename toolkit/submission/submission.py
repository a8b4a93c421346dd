"""What one unit filed for one year: what was typed into the inputs, texts, declarations and reasons."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from toolkit.entry import Entry, read
from toolkit.form.expression import Ref
from toolkit.form.form import Form
from toolkit.form.phrase import Fact, facts_in
from toolkit.form.table import Table
from toolkit.numbers import Number
from toolkit.rich_text import Paragraph, plain

ALL_ZERO = "all-zero"
BLANKS_ARE_ZERO = "blanks-are-zero"
ABSENT = "absent"
DECLARATIONS = {ALL_ZERO: "本表无数据，全部为0", BLANKS_ARE_ZERO: "已填完，空格均为0"}


def declarations(table: Table) -> dict[str, str]:
    """What may be declared of a table, each with its words: 不是职责 only where the form has words for it."""
    return {**DECLARATIONS, **({ABSENT: table.absent} if table.absent else {})}


@dataclass(frozen=True)
class Submission:
    """``entries`` hold inputs only, as typed: a text there is something that was not typed as a number.

    Computed figures are never stored; :meth:`figure` adds them up. ``doubtful``: figures of a printed report that may
    be others than it says, by id, each with what was seen.
    """

    form: Form
    unit: str
    year: int
    code: str = ""
    level: str = ""
    entries: Mapping[str, Number | str] = field(default_factory=dict)
    texts: Mapping[str, tuple[Paragraph, ...]] = field(default_factory=dict)
    declared: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    last_year: Mapping[str, Number] = field(default_factory=dict)
    doubtful: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _read(self) -> dict[str, Entry]:
        """What was read so far: each input once."""
        return {}

    @cached_property
    def _figures(self) -> dict[str, Number | None]:
        """The figures that were asked for so far."""
        return {}

    def entry(self, id: str) -> Entry:
        """What was typed into the input ``id``: a number, blank, or a text that is no number."""
        found = self._read.get(id)
        if found is None:
            found = self._read[id] = read(self.entries.get(id), self.form.cells[id].unit)
        return found

    def figure(self, id: str) -> Number | None:
        """An input as read (a blank is 0 where its table was declared so, else None); a computed figure added up."""
        if id not in self._figures:
            self._figures[id] = self._figure(id)
        return self._figures[id]

    def _figure(self, id: str) -> Number | None:
        total = self.form.sums.get(id)
        if total is not None:
            return total.value(self.number)
        if (fraction := self.form.fractions.get(id)) is not None:
            return fraction.percentage(self.number)
        entry = self.entry(id)
        if entry.number is None and not entry.fault and self.form.cells[id].table in self.declared:
            return 0
        return entry.number

    @cached_property
    def plain_texts(self) -> Mapping[str, tuple[str, ...]]:
        """The paragraphs of each text that is written, without formats."""
        return {id: tuple(map(plain, paragraphs)) for id, paragraphs in self.texts.items()}

    def number(self, ref: Ref) -> Number:
        """A figure for adding up: what is not there counts as 0."""
        return self.known(ref) or 0

    def counted(self, ref: Ref) -> Number | None:
        """A figure as a spreadsheet counts it: what was typed as a text is none, even “12”."""
        if ref.last_year:
            return self.last_year.get(ref.id)
        total = self.form.sums.get(ref.id)
        if total is not None:
            return total.value(lambda part: self.counted(part) or 0)
        if (fraction := self.form.fractions.get(ref.id)) is not None:
            return fraction.percentage(lambda part: self.counted(part) or 0)
        typed = self.entries.get(ref.id)
        if typed is None:
            return 0 if self.form.cells[ref.id].table in self.declared else None
        return None if isinstance(typed, str) else typed

    def reason(self, key: str) -> str:
        """What was written for one line of a rule (``rule.line``), else for the rule as a whole."""
        return self.reasons.get(key) or self.reasons.get(key.partition(".")[0], "")

    def filled(self, text: str) -> str:
        """``{unit}`` and ``{year}`` put in, in one pass: a unit that is called “{year}” stays as it is."""
        return "".join(self.fact(piece) if isinstance(piece, Fact) else piece for piece in facts_in(text))

    def fact(self, fact: Fact) -> str:
        """The unit's name, or the year in digits."""
        return self.unit if fact.name == "unit" else str(self.year)

    def known(self, ref: Ref) -> Number | None:
        """A figure of this year or of last year's report; None where it is not known."""
        return self.last_year.get(ref.id) if ref.last_year else self.figure(ref.id)
