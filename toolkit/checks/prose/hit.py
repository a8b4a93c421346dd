"""What all kinds of text rules share: their input, their hits, and how hits become findings."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple, Protocol, Self

from toolkit.checks.finding import Finding, Level
from toolkit.form.form import TextRule
from toolkit.submission.submission import Submission

Texts = Mapping[str, Sequence[str]]  # the texts a rule is about, by id: their paragraphs, without formats
SHOWN = 3  # so many hits are quoted before only their number is given


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that a rule finds in ``texts`` (ids): in one of them, or in all of them together.

    ``quote``: the words there. ``remark`` and ``expected``: what is wrong with them, and what should be there, where
    that differs from hit to hit. ``count``: characters or per cent, of the kinds that count. ``mild``: nothing is
    wrong, only something more should be said.
    """

    texts: tuple[str, ...]
    quote: str = ""
    remark: str = ""
    expected: str = ""
    count: int = 0
    mild: bool = False


@dataclass(frozen=True, kw_only=True)
class BrokenTextRule(Finding):
    """What a rule found in the texts. ``reason``: what settles a warning."""

    rule: TextRule
    hits: tuple[Hit, ...]
    reason: str


class Statement(NamedTuple):
    """Hits in words: what follows the name of the text in the message, and the two sides in short."""

    remark: str
    expected: str
    found: str


class LiveState(NamedTuple):
    """What the workbook shows beside a rule while it holds, and once it is broken.

    Where ``holds`` has room for a count, it is shown in both states, and ``broken`` stands before it.
    """

    holds: str
    broken: str


class ProseRule(Protocol):
    """One kind of rule about texts, with the values that a form's author gave it.

    ``key`` is the kind's key in the TOML. A kind that a formula of the workbook can tell has a ``live`` state too.
    """

    key: ClassVar[str]

    @classmethod
    def of(cls, rule: TextRule) -> Self:
        """The rule with those values of the definition that this kind takes."""

    def find(self, texts: Texts, submission: Submission) -> Iterator[Hit]:
        """Everything wrong with the texts, in their order; nothing while the rule holds."""

    def say(self, hits: Sequence[Hit]) -> Statement:
        """At least one hit in words."""

    def asks(self) -> str:
        """What the rule demands, as it follows the names of the texts: “不留“×””."""


def texts_of(rule: TextRule, submission: Submission) -> Texts:
    """What a submission says in the texts that a rule is about; a text that is not written has no paragraphs."""
    return {id: submission.plain_texts.get(id, ()) for id in rule.texts}


def quotes(texts: Texts, search: Callable[[str], Iterable[str]]) -> Iterator[Hit]:
    """A hit for everything that a search finds, text by text; it gets the paragraphs of one as lines."""
    for id, paragraphs in texts.items():
        yield from (Hit((id,), quote) for quote in search("\n".join(paragraphs)))


def characters(texts: Texts) -> int:
    """Characters as a spreadsheet's LEN counts them, spaces and line ends too; headings are not part of a text.

    A character beyond Unicode's first plane (a rare hanzi, an emoji) counts once, as in LibreOffice and WPS's own
    display; Excel's LEN counts it twice, which a limit of this size can bear.
    """
    return sum(len(paragraph) for paragraphs in texts.values() for paragraph in paragraphs)


def distinct(hits: Iterable[Hit]) -> list[str]:
    """What is quoted, once each."""
    return list(dict.fromkeys(hit.quote for hit in hits))


def text_finding(rule: TextRule, hits: Sequence[Hit], submission: Submission) -> BrokenTextRule:
    """At least one hit as a finding; a written reason settles a warning."""
    reason = submission.reasons.get(rule.id, "") if rule.level == "warning" else ""
    level = Level.NOTE if reason or all(hit.mild for hit in hits) else Level(rule.level)
    texts = tuple(dict.fromkeys(id for hit in hits for id in hit.texts))
    return BrokenTextRule(rule.id, level, texts, rule=rule, hits=tuple(hits), reason=reason)
