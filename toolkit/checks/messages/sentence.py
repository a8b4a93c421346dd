"""A sentence of the program: made from a finding and the reading that it is about."""

from collections.abc import Callable
from typing import TypeVar

from toolkit.checks.finding import Finding, Worded
from toolkit.checks.reading import Reading

Sentence = Callable[[Finding, Reading], Worded]
Family = TypeVar("Family", bound=Finding)


def sentence(family: type[Family], words: Callable[[Family, Reading], Worded]) -> Sentence:
    """``words``, which take the findings of one class, as a line in a table of sentences by code."""

    def worded(finding: Finding, reading: Reading) -> Worded:
        assert isinstance(finding, family), f"{finding.code} is no {family.__name__}"
        return words(finding, reading)

    return worded
