"""Among many texts those that are alike are found without comparing each with each, and the same ones are found."""

from array import array
from collections.abc import Sequence
from random import Random

import pytest

from toolkit.checks.prose import likeness
from toolkit.checks.prose.likeness import CLOSEST, LEAST, NEAR, Likeness, Pieces, nearest

LIMIT = 50  # per cent
TEMPLATE, OWN = 40, 60  # pieces that many share, and that one alone has


def text(random: Random, template: Sequence[int], length: int) -> Pieces:
    """Two fifths out of a template that all draw from."""
    own = {random.getrandbits(32) for _ in range(length * OWN // 100)}
    return array("I", sorted(own | set(random.sample(template, length * TEMPLATE // 100))))


def copy(random: Random, text: Pieces, share: float) -> Pieces:
    """Another text, so much of which is in this one."""
    taken = random.sample(list(text), int(len(text) * share))
    return array("I", sorted({*taken, *(random.getrandbits(32) for _ in range(len(text) - len(taken)))}))


def run(seed: int, count: int, length: int, share: float) -> list[Pieces]:
    """Different texts, and at the end a copy of each tenth."""
    random = Random(seed)
    template = [random.getrandbits(32) for _ in range(length * 4)]
    texts = [text(random, template, length) for _ in range(count)]
    return [*texts, *(copy(random, each, share) for each in texts[::10])]


def both_ways(texts: list[Pieces], monkeypatch: pytest.MonkeyPatch) -> tuple[set[Likeness], set[Likeness]]:
    """What is found by the pieces that are looked up, and by comparing each with each."""
    units = range(len(texts))
    monkeypatch.setattr(likeness, "ALL", 0)
    few = set(nearest(texts, units, LIMIT))
    monkeypatch.setattr(likeness, "ALL", len(texts))
    return few, set(nearest(texts, units, LIMIT))


@pytest.mark.parametrize(("length", "share"), [(LEAST + 4, 1.0), (200, 1.0), (200, 0.8), (600, 0.6)])
def test_copies_are_found_as_by_comparing_all(length: int, share: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """However much of them all took from one template; short texts copied wholly, long ones in part."""
    few, all_pairs = both_ways(run(1, 200, length, share), monkeypatch)
    assert few == all_pairs
    assert len(few) >= 20


def test_short_texts_copied_in_part_are_missed_seldom(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the shortest that count, three fifths of which are copied, one in twenty at most; none is found wrongly."""
    few, all_pairs = both_ways(run(2, 1_000, LEAST + 4, 0.6), monkeypatch)
    assert few <= all_pairs
    assert len(all_pairs) >= 100
    assert len(all_pairs - few) * 20 <= len(all_pairs)


def test_a_text_that_everybody_has_is_found_in_a_neighbour(monkeypatch: pytest.MonkeyPatch) -> None:
    """Said by more than are looked at; a unit's own second file is nobody else's."""
    random = Random(3)
    same = [text(random, range(1_000), 100)] * (4 * NEAR)
    monkeypatch.setattr(likeness, "ALL", 0)
    assert [each.same for each in nearest(same, range(len(same)), LIMIT)] == [100] * len(same)
    assert list(nearest(same, [0] * len(same), LIMIT)) == []
    units = [number // 8 for number in range(len(same))]
    assert all(units[each.number] != units[each.other] for each in nearest(same, units, LIMIT))
    assert len(list(nearest(same, units, LIMIT))) == len(same)


def test_no_text_of_many_is_compared_with_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """The count that costs time: few of a thousand are looked at wholly."""
    looked_at = []
    neighbours = likeness._neighbours

    def counted(*given: object) -> object:
        near = neighbours(*given)  # type: ignore[arg-type]
        return lambda number: [looked_at.append(1) or other for other in near(number)]  # type: ignore[func-returns-value]

    monkeypatch.setattr(likeness, "ALL", 0)
    monkeypatch.setattr(likeness, "_neighbours", counted)
    texts = run(4, 1_000, 100, 1.0)
    assert len(list(nearest(texts, range(len(texts)), LIMIT))) >= 200
    assert len(looked_at) <= CLOSEST * len(texts)
