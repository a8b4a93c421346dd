"""What the clauses of a sentence claim of figures: which words, how many, whether of this unit and this year."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import islice, zip_longest

from toolkit.checks.prose.clauses import Clause, clauses
from toolkit.checks.prose.guards import any_of, own_names, says_any
from toolkit.checks.prose.sentences import Figure, figures, sentences
from toolkit.form.count import Count
from toolkit.submission.submission import Submission

MOST, LONGEST = 20, 40  # words of a clause, characters between a word and its number: no hostile text takes long
JOINTS = ("、", "和", "及", "以及", "与", "或", "或者")
YEAR = re.compile(r"\d{4}年度?")
LOOSE = ("或", "分别", "各")
NEGATION = re.compile("没有|未(?!经)|(?<![有])无(?!法|偿|正当|条件|论)")


@dataclass(frozen=True, slots=True)
class Claim:
    """So many of ``counts`` together, as ``quote`` says; ``sure`` unless something in it may mean a part only."""

    counts: tuple[Count, ...]
    figure: Figure
    quote: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Mention:
    """A word that names one of ``counts``, by its positions in the sentence."""

    counts: tuple[Count, ...]
    word: str
    start: int
    end: int


@dataclass(frozen=True)
class Reader:
    """Reads the texts of one submission for the figures that ``words`` name."""

    words: Mapping[str, tuple[Count, ...]]
    pattern: re.Pattern[str]
    units: tuple[str, ...]
    own: tuple[str, ...]
    year: int

    @classmethod
    def of(cls, counts: Sequence[Count], submission: Submission) -> "Reader":
        """A reader for what the rule's counts name, in the year and under the unit's own names."""
        words = _words(tuple(counts), submission.year)
        return cls(words, any_of(tuple(words)), counts[0].units, own_names(submission.unit), submission.year)

    def claims(self, paragraph: str) -> Iterator[Claim]:
        """Each number that is said of one of the counts, once a sentence; others' and other years' are left out."""
        for sentence in sentences(paragraph):
            if self.pattern.search(sentence):
                yield from self._of_sentence(sentence)

    def _of_sentence(self, sentence: str) -> Iterator[Claim]:
        if not (figures(sentence, self.units) or NEGATION.search(sentence)):
            return
        pieces = list(clauses(sentence, self.units, self.year, self.pattern))
        for position, clause in enumerate(pieces):
            mentions = self._mentions(sentence, clause) if clause.whole_year else []
            for found in _of_clause(sentence, clause, mentions):
                if all(self._ours(count, sentence, pieces[: position + 1], found.quote) for count in found.counts):
                    yield replace(found, sure=not self._unsure(found, sentence[clause.start : clause.end]))

    def _mentions(self, sentence: str, clause: Clause) -> list[Mention]:
        found = islice(self.pattern.finditer(sentence, clause.start, clause.end), MOST)
        return [Mention(self.words[each.group()], each.group(), each.start(), each.end()) for each in found]

    def _unsure(self, claim: Claim, text: str) -> bool:
        return any(says_any(count.unsure, count.between, text, self.own) for count in claim.counts)

    def _ours(self, count: Count, sentence: str, pieces: Sequence[Clause], quote: str) -> bool:
        """Neither the clause nor what it goes on from speaks of something else."""
        known = (*count.near, *count.between, *count.subject)
        clause = pieces[-1]
        text = sentence[clause.start : clause.end]
        word = next((each for each in count.near if in_year(each, self.year) in quote), "")
        around = "\n".join(text.split(in_year(word, self.year), 1)) if word else text
        if says_any((*count.not_near, *count.scope, *count.topics), known, around, self.own):
            return False
        before = sentence[: clause.start]
        if says_any(count.scope, known, before, self.own):
            return False
        return not self._elsewhere(count, known, sentence, pieces)

    def _elsewhere(self, count: Count, known: Sequence[str], sentence: str, pieces: Sequence[Clause]) -> bool:
        """A clause before, after which none names the subject again, is about another business."""
        for clause in reversed(pieces):
            text = sentence[clause.start : clause.end]
            if says_any(count.topics, known, text, self.own):
                return True
            if any(word in text for word in count.subject):
                return False
        return False


@lru_cache(maxsize=256)
def _words(counts: tuple[Count, ...], year: int) -> Mapping[str, tuple[Count, ...]]:
    """The words that name some of the counts in a report of this year."""
    words: dict[str, tuple[Count, ...]] = {}
    for count in counts:
        for word in count.near:
            filled = in_year(word, year)
            words[filled] = (*words.get(filled, ()), count)
    return words


def in_year(word: str, year: int) -> str:
    """A word of a rule with the years put in that it has room for: ``{last}``, ``{year}``, ``{next}``."""
    return word.format(last=year - 1, year=year, next=year + 1) if "{" in word else word


def filler(between: Sequence[str], text: str) -> bool:
    """Nothing but words that may stand there, a year aside: each place that they reach, so no text takes long."""
    if not text or len(text) > LONGEST:
        return not text
    words, longest = _vocabulary(tuple(between))
    reached = {0}
    for start in range(len(text)):
        if start in reached:
            reached |= {end for end in range(start + 1, start + longest + 1) if text[start:end] in words}
            reached |= {year.end()} if (year := YEAR.match(text, start)) else set()
    return len(text) in reached


@lru_cache(maxsize=256)
def _vocabulary(between: tuple[str, ...]) -> tuple[frozenset[str], int]:
    return frozenset(between), max(map(len, between), default=0)


def _of_clause(sentence: str, clause: Clause, mentions: Sequence[Mention]) -> Iterator[Claim]:
    """Each number with its word; zero for each word that is denied."""
    if not clause.figures:
        yield from _denied(sentence, clause, mentions)
        return
    since, groups = clause.start, _groups(sentence, mentions)
    for group, following in zip_longest(groups, groups[1:]):
        until = following[0].start if following else clause.end
        after = next((each for each in clause.figures if group[-1].end <= each.start < until), None)
        before = next((each for each in reversed(clause.figures) if since <= each.start < group[0].start), None)
        if after:
            counts = _named(group, sentence[group[-1].end : after.start], sentence[after.end : until])
            yield from _together(counts, after, sentence[group[0].start : after.end])
        elif before:
            counts = _behind(sentence, group, before, clause.end)
            yield from _together(counts, before, sentence[before.start : group[-1].end])
        since = after.end if after else group[-1].end


def _together(counts: tuple[Count, ...], figure: Figure, quote: str) -> Iterator[Claim]:
    """The sum of several, where their words are joined as parts of one; else each of them is as many."""
    if len(counts) < 2 or all(each.joints for each in counts):
        if counts and not (len(counts) > 1 and any(loose in quote for loose in LOOSE)):
            yield Claim(counts, figure, quote)
    else:
        yield from (Claim((each,), figure, quote) for each in counts)


def _groups(sentence: str, mentions: Sequence[Mention]) -> list[tuple[Mention, ...]]:
    """Words that are joined have one number together."""
    found: list[tuple[Mention, ...]] = []
    for each in mentions:
        if found and _joined(found[-1][-1], each, sentence):
            found[-1] = (*found[-1], each)
        else:
            found.append((each,))
    return found


def _joined(one: Mention, other: Mention, sentence: str) -> bool:
    between = sentence[one.end : other.start]
    return any(joint in between for joint in JOINTS) and filler((*one.counts[0].between, *JOINTS), between)


def _named(group: Sequence[Mention], between: str, after: str) -> tuple[Count, ...]:
    """The counts of the words, if what stands between them and the number allows it; of joined words, one of each."""
    found = [_fitting(each, between, between + after) for each in group]
    return tuple(count for counts in found for count in counts[: None if len(group) == 1 else 1]) if all(found) else ()


def _fitting(mention: Mention, between: str, around: str) -> tuple[Count, ...]:
    return tuple(each for each in mention.counts if filler(each.between, between) and _linked(each, around))


def _behind(sentence: str, group: Sequence[Mention], figure: Figure, end: int) -> tuple[Count, ...]:
    """The same for a number before the words, behind which nothing else is said."""
    between, rest = sentence[figure.end : group[0].start], sentence[group[-1].end : end]
    return tuple(
        count
        for count in _named(group, between, rest)
        if not count.links and filler((*count.between, *count.nothing), rest)
    )


def _linked(count: Count, words: str) -> bool:
    return not count.links or any(link in words for link in count.links)


def _denied(sentence: str, clause: Clause, mentions: Sequence[Mention]) -> Iterator[Claim]:
    """Zero for each word that a clause without a number denies, if nothing else is said in it."""
    if not mentions:
        return
    denial = next(NEGATION.finditer(sentence, clause.start, mentions[0].start), None)
    if denial is None:
        return
    for each in mentions:
        for count in each.counts:
            words = (*count.between, *count.nothing, *JOINTS, *(other.word for other in mentions))
            around = sentence[denial.end() : each.start], sentence[each.end : clause.end]
            if all(filler(words, text) for text in around) and _linked(count, sentence[each.end : clause.end]):
                quote = sentence[denial.start() : clause.end]
                yield Claim((count,), Figure(0, "", Decimal(1), clause.start, clause.end), quote)
