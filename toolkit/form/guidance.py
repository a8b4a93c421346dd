"""What a form tells filers beside its tables: answers to their questions, and who has the figures."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """What filers ask, with its answer; without a ``source`` (document and clause) the district decides."""

    asks: str
    answer: str
    source: str


@dataclass(frozen=True, slots=True)
class Source:
    """The office that usually has the figures of some rows (without ``rows``: of the table), and how to get them."""

    table: str
    office: str
    rows: tuple[str, ...]
    how: str
