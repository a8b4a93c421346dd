"""What a form is: tables, texts, and the rules between them. Frozen, and without any input or output."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from toolkit.form.count import Count, Share
from toolkit.form.expression import SIGNS, Ref, Sum
from toolkit.form.fraction import Fraction
from toolkit.form.guidance import Question, Source
from toolkit.form.phrase import Phrase
from toolkit.form.table import Cell, Line, Table

LEVELS = ("error", "warning", "note")
BEFORE, AFTER, AROUND = "before", "after", "around"
LIVE_KINDS = ("mentions", "forbids", "length", "at_least")
TEXT_KINDS = (*LIVE_KINDS, "forbids_pattern", "number", "adds_up", "percent", "ratios", "similar")
PATTERNS = (
    "mobile",
    "identity",
    "document_number",
    "half_width",
    "unpaired",
    "numbering",
    "spaces",
    "other_period",
    "stale_year",
    "no_date",
    "padded_date",
    "date_out_of_time",
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that must hold between figures, as its author wrote it."""

    id: str
    table: str
    says: str
    each: str
    level: str
    why: str
    mend: str
    cite: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """One identity: a rule in one line of a table, or (``total``) a computed figure against one of its routes.

    ``left`` and ``right`` name what is compared; of a rule both are expanded to inputs, of a total only ``right``.
    ``parts``: on which side of a total that which it adds up is printed.
    """

    rule: Rule | None
    table: str
    line: Line | None
    along: str
    operator: str
    left: Sum
    right: Sum
    total: str = ""
    named: tuple[Ref, ...] = ()
    parts: str = BEFORE

    @property
    def cells(self) -> tuple[str, ...]:
        """The figures of this year that the rule names or the total it states, for marking and for messages."""
        return (self.total,) if self.total else tuple(r.id for r in self.named if not r.last_year)

    @property
    def reason_key(self) -> str:
        """What a reason for this line is filed under: the rule's id and the line's; a total has none."""
        if self.rule is None:
            return ""
        return f"{self.rule.id}.{self.line.id}" if self.line else self.rule.id

    @property
    def inputs(self) -> tuple[Ref, ...]:
        """The figures that the check compares; for a total only those of its sum, not the total itself."""
        return self.right.refs if self.total else self.left.refs + self.right.refs

    @property
    def words(self) -> str:
        """“甲+乙＝丙+丁”."""
        return f"{self.left.words()}{SIGNS[self.operator]}{self.right.words()}"

    @property
    def looks_back(self) -> bool:
        """Whether any of its inputs is a figure of last year's report."""
        return any(ref.last_year for ref in self.inputs)


@dataclass(frozen=True, slots=True)
class TextField:
    """A text of one or more paragraphs; ``rows`` is how many paragraphs its sheet has room for."""

    id: str
    label: str
    sheet: str
    rows: int
    required: bool = False
    heading: bool = True
    default: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class TextRule:
    """A rule about words as its author wrote it, of one of a few kinds (:data:`TEXT_KINDS`).

    What each kind finds and says stands in its class in :mod:`toolkit.checks.prose`, which takes the fields it needs.
    ``mentions``: one of ``texts`` must mention one of ``words``, which may have room for the unit and the year.
    ``forbids``: none of them may hold any of ``words``. Neither minds spaces between the characters.
    ``forbids_pattern``: none may hold what one of :data:`PATTERNS` in ``words`` names. ``length``: together they have
    at most ``limit`` characters, ``at_least``: no fewer. ``number``: the numbers that ``counts`` describes are those
    of the tables. ``adds_up``: the parts behind one of ``words`` make the number before, in ``units``, up to one of
    ``ends``. ``percent``: the percentages that ``shares`` describes are those that the tables make. ``ratios``: the
    percentages of one whole that a passage gives to its own numbers, in ``units``, are theirs. ``similar``: at most
    ``limit`` per cent of them is last year's. With ``levels`` the rule is for units of these levels alone.
    """

    id: str
    kind: str
    texts: tuple[str, ...]
    level: str
    why: str
    mend: str
    cite: str
    words: tuple[str, ...] = ()
    limit: int = 0
    levels: tuple[str, ...] = ()
    counts: tuple[Count, ...] = ()
    units: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    shares: tuple[Share, ...] = ()

    @property
    def live(self) -> bool:
        """Whether a formula can tell: those that every spreadsheet program has know no patterns."""
        return self.kind in LIVE_KINDS and not self.levels

    def concerns(self, level: str) -> bool:
        """Whether the rule is for units of this level; a rule without levels is for all."""
        return not self.levels or level in self.levels


@dataclass(frozen=True, slots=True)
class Section:
    """A printed heading with its texts or its table, in the report's order."""

    heading: str
    sheet: str
    texts: tuple[TextField, ...] = ()
    table: str = ""


@dataclass(frozen=True, slots=True)
class FilingLevel:
    """A level of units and the day its report is due (``01-31``: of the year after)."""

    id: str
    label: str
    due: str


@dataclass(frozen=True, eq=False, repr=False)
class Form:
    """A form is loaded once and told apart by identity.

    ``companion``: it has no workbook of its own but is one more sheet in those of another form, on whose cover its unit
    and year stand. ``default``: it is used where no form is named, in any of its revisions. ``outside``: it does not
    come with the program, and is used where it is named. ``short``: what letters call the report; ``called``: what
    their titles do; ``collector``: who gathers the figures in a unit; ``reviewer``: who looks at the texts.
    """

    id: str
    revision: str
    name: str
    title: tuple[str, ...]
    cite: str
    years: tuple[int, int | None]
    levels: tuple[FilingLevel, ...]
    front: tuple[TextField, ...]
    sections: tuple[Section, ...]
    back: tuple[TextField, ...]
    tables: tuple[Table, ...]
    cells: Mapping[str, Cell]
    rules: tuple[Rule, ...]
    checks: tuple[Check, ...]
    text_rules: tuple[TextRule, ...]
    questions: tuple[Question, ...]
    sources: tuple[Source, ...]
    cut_off: str
    phrases: tuple[Phrase, ...] = ()
    companion: bool = False
    default: bool = False
    outside: bool = False
    short: str = ""
    called: str = ""
    collector: str = ""
    reviewer: str = ""

    def __repr__(self) -> str:
        return f"Form({self.key})"

    @property
    def key(self) -> str:
        """``id/revision``, as it stands in files."""
        return f"{self.id}/{self.revision}"

    @cached_property
    def inputs(self) -> tuple[Cell, ...]:
        """The cells that are typed, in printed order."""
        return tuple(cell for cell in self.cells.values() if not cell.computed)

    @cached_property
    def computed(self) -> tuple[Cell, ...]:
        """The cells that are sums or percentages of others, in printed order."""
        return tuple(cell for cell in self.cells.values() if cell.computed)

    @cached_property
    def texts(self) -> Mapping[str, TextField]:
        """Every text of the form by its id, in printed order: front, sections, back."""
        inner = (text for section in self.sections for text in section.texts)
        return {text.id: text for text in (*self.front, *inner, *self.back)}

    @cached_property
    def sums(self) -> Mapping[str, Sum]:
        """How each computed figure comes from inputs alone."""
        return {cell.id: cell.routes[0].sum.expanded(self.route) for cell in self.computed if cell.routes}

    @cached_property
    def fractions(self) -> Mapping[str, Fraction]:
        """What each percentage is made of, from inputs alone."""
        return {cell.id: cell.fraction.expanded(self.route) for cell in self.computed if cell.fraction}

    @cached_property
    def last_year(self) -> tuple[str, ...]:
        """The figures of last year that a rule asks for, in order."""
        named = (ref for check in self.checks for ref in check.named)
        return tuple(dict.fromkeys(ref.id for ref in named if ref.last_year))

    @property
    def rule_ids(self) -> tuple[str, ...]:
        """Every rule of the form that can break, between figures or about texts."""
        return tuple(rule.id for rule in self.rules) + tuple(rule.id for rule in self.text_rules)

    @property
    def explainable(self) -> tuple[str, ...]:
        """The rules that a written reason settles: warnings. Arithmetic inside the tables is never explained away."""
        return tuple(rule.id for rule in self.rules if rule.level == "warning") + tuple(
            rule.id for rule in self.text_rules if rule.level == "warning"
        )

    @cached_property
    def reason_keys(self) -> tuple[str, ...]:
        """What a reason can be filed under: a rule as a whole by its id, one line of it by ``rule.line``."""
        lines = (check.reason_key for check in self.checks if check.rule and check.rule.id in self.explainable)
        return tuple(dict.fromkeys((*self.explainable, *lines)))

    def rule(self, id: str) -> Rule | TextRule:
        """A rule between figures or about texts, by its id."""
        rules: list[Rule | TextRule] = [*self.rules, *self.text_rules]
        return next(rule for rule in rules if rule.id == id)

    def choices(self, key: str) -> tuple[str, ...]:
        """The usual reasons to choose from, of the rule that a reason is for."""
        return next((rule.reasons for rule in self.rules if rule.id == key.partition(".")[0]), ())

    def table(self, id: str) -> Table:
        """The table of this id. Raises :class:`StopIteration` for an unknown one."""
        return next(table for table in self.tables if table.id == id)

    def inputs_of(self, table: str) -> tuple[Cell, ...]:
        """The typed cells of the table of this id, in printed order."""
        return tuple(cell for cell in self.inputs if cell.table == table)

    def route(self, ref: Ref) -> Sum | None:
        """What a computed figure of this year adds up; last year's figures stand as they were reported."""
        cell = self.cells[ref.id]
        return None if ref.last_year or not cell.routes else cell.routes[0].sum

    def serves(self, year: int) -> bool:
        """Whether the form is for reports of this year."""
        first, last = self.years
        return first <= year and (last is None or year <= last)
