"""How the texts of a report were read: which number of which sentence was held to which figure, and which to none."""

from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.checks.prose.claims import Claim, Reader
from toolkit.checks.prose.number import named_figures
from toolkit.checks.prose.percent import percentages
from toolkit.checks.prose.sentences import figures, sentences
from toolkit.form.form import Form
from toolkit.submission.submission import Submission


@dataclass(frozen=True, slots=True)
class Understood:
    """``quote`` was read as ``figure``, in words with its value; not ``sure``: it may be a part of it only."""

    quote: str
    figure: str
    sure: bool


@dataclass(frozen=True, slots=True)
class SentenceReading:
    """One sentence with a number: its text, where it stands, what was understood, and the numbers that were not."""

    text: str
    paragraph: int
    sentence: str
    understood: tuple[Understood, ...]
    left: tuple[str, ...]


def explained(submission: Submission) -> Iterator[SentenceReading]:
    """Each sentence in which a number stands or something is denied of a figure, in the report's order."""
    form = submission.form
    units = _units(form)
    for id, paragraphs in submission.plain_texts.items():
        readers = [
            Reader.of(rule.counts, submission) for rule in form.text_rules if rule.counts and _about(rule.texts, id)
        ]
        for number, paragraph in enumerate(paragraphs, start=1):
            for sentence in sentences(paragraph):
                claims = [claim for reader in readers for claim in dict.fromkeys(reader.claims(sentence))]
                left = tuple(_left(sentence, units, claims))
                if claims or left:
                    understood = tuple(dict.fromkeys(_understood(claim, submission) for claim in claims))
                    yield SentenceReading(id, number, sentence, understood, left)


def _about(texts: tuple[str, ...], id: str) -> bool:
    return any(id == text or id.startswith(f"{text}.") for text in texts)


def _units(form: Form) -> tuple[str, ...]:
    """Of all rules about numbers."""
    counted = (unit for rule in form.text_rules for count in rule.counts for unit in count.units)
    listed = (unit for rule in form.text_rules for unit in rule.units)
    return tuple(dict.fromkeys([*counted, *listed]))


def _left(sentence: str, units: tuple[str, ...], claims: list[Claim]) -> Iterator[str]:
    """Numbers that no claim is about, and percentages, which other rules read."""
    taken = {claim.figure.start for claim in claims}
    yield from (sentence[each.start : each.end] for each in figures(sentence, units) if each.start not in taken)
    yield from (sentence[each.start : each.end] for each in percentages(sentence))


def _understood(claim: Claim, submission: Submission) -> Understood:
    return Understood(claim.quote, "或".join(named_figures(claim, submission)), claim.sure)
