"""Formulas over a form's texts: the states of their rules, and 参考表述 made from the figures."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from toolkit.checks.messages.wording import EXPLAINED, OPTIONAL, WAITING
from toolkit.checks.prose.at_least import AtLeast
from toolkit.checks.prose.forbids import Forbids
from toolkit.checks.prose.hit import LiveState
from toolkit.checks.prose.length import Length
from toolkit.checks.prose.mentions import Mentions
from toolkit.form.expression import Sum
from toolkit.form.form import Form, TextField, TextRule
from toolkit.form.phrase import Condition, Fact, Phrase, PhrasePart, Piece, Sentence, facts_in
from toolkit.workbook.design import labels
from toolkit.workbook.design.sheets import Layout
from toolkit.workbook.formulas.states import explained, number_count
from toolkit.workbook.formulas.totals import areas, rounded_sum, sum_of
from toolkit.workbook.formulas.tree import (
    Anchored,
    AsNumber,
    At,
    Constant,
    Node,
    call,
    choice,
    comparison,
    join,
    plus,
)

LONGEST_TEXT = 100  # Excel takes 255 characters in one text of a formula, perhaps counting quotation marks twice
ALL = 9999  # characters, more than a ready-made sentence has


def text_state(layout: Layout, subject: TextField | TextRule) -> Node:
    """“已写明” or “未填完” of a text that must be there; of a rule, how its texts stand to it."""
    if isinstance(subject, TextField):
        return choice(comparison(paragraphs(layout, (subject.id,)), ">", 0), Mentions.live.holds, WAITING)
    unwritten = comparison(paragraphs(layout, subject.texts), "=", 0)
    waiting = WAITING if needed(layout.form, subject) else OPTIONAL
    return choice(unwritten, waiting, STATES[subject.kind](layout, subject))


def needed(form: Form, rule: TextRule) -> bool:
    """Whether one of its texts must be written."""
    return any(form.texts[id].required for id in rule.texts)


def paragraphs(layout: Layout, ids: Iterable[str]) -> Node:
    """How many paragraphs of these texts are written."""
    return call("COUNTA", *(area for id in ids for area in areas(layout.texts[id])))


def _mentions(layout: Layout, rule: TextRule) -> Node:
    return _stands(layout, rule, comparison(_hits(layout, rule), ">", 0), Mentions.live)


def _forbids(layout: Layout, rule: TextRule) -> Node:
    return _stands(layout, rule, comparison(_hits(layout, rule), "=", 0), Forbids.live)


def _stands(layout: Layout, rule: TextRule, holds: Node, live: LiveState) -> Node:
    return choice(holds, live.holds, _settled(layout, rule, live.broken))


def _hits(layout: Layout, rule: TextRule) -> Node:
    """How often one of the words is in a paragraph."""
    words = [_word(layout, word) for word in rule.words]
    cells = [call("SUBSTITUTE", *areas(layout.texts[id]), " ", "") for id in rule.texts]
    return plus(
        call("SUMPRODUCT", AsNumber(call("ISNUMBER", call("FIND", word, said)))) for said in cells for word in words
    )


def _word(layout: Layout, word: str) -> Node:
    """A unit's name may have spaces in it, which do not count either.

    Without a name, which is told first, Excel finds it everywhere and LibreOffice nowhere.
    """
    pieces = facts_in(word)
    whole = join(*_pieces(layout, pieces))
    return call("SUBSTITUTE", whole, " ", "") if Fact("unit") in pieces else whole


def _length(layout: Layout, rule: TextRule) -> Node:
    count = _characters(layout, rule)
    return _limited(layout, rule, comparison(count, "<=", rule.limit), count, Length.live)


def _at_least(layout: Layout, rule: TextRule) -> Node:
    count = _characters(layout, rule)
    return _limited(layout, rule, comparison(count, ">=", rule.limit), count, AtLeast.live)


def _characters(layout: Layout, rule: TextRule) -> Node:
    return plus(call("SUMPRODUCT", call("LEN", *areas(layout.texts[id]))) for id in rule.texts)


def _counted(words: str, rule: TextRule, count: Node) -> Node:
    before, after = words.format(count="\0", limit=rule.limit).split("\0")
    return join(before, count, after)


def _limited(layout: Layout, rule: TextRule, holds: Node, count: Node, live: LiveState) -> Node:
    shown = _counted(live.holds, rule, count)
    return choice(holds, shown, _settled(layout, rule, join(live.broken, shown)))


def _settled(layout: Layout, rule: TextRule, broken: Node | str) -> Node | str:
    """What a reason settles, once it is written."""
    return choice(explained(layout, [rule.id]), EXPLAINED, broken) if rule.id in layout.reasons else broken


STATES: dict[str, Callable[[Layout, TextRule], Node]] = {
    "mentions": _mentions,
    "forbids": _forbids,
    "length": _length,
    "at_least": _at_least,
}


def phrase(layout: Layout, said: Phrase) -> Node:
    """The sentences; while a figure is missing, which tables are to be filled in first.

    It may be copied into a paragraph as it is, formula and all, and must say the same there.
    """
    body = join(*(_sentence(layout, sentence) for sentence in said.sentences))
    if not any(one.sure and one.condition is None for one in said.sentences):
        spoken = _either([_spoken(layout, sentence) for sentence in said.sentences])
        body = choice(spoken, body, labels.NO_PHRASE)
    if said.refs:
        found, expected = number_count(layout, said.refs)
        body = choice(comparison(found, "<", expected), labels.phrase_waits(layout.form, said), body)
    return Anchored(body)


def _sentence(layout: Layout, sentence: Sentence) -> Node:
    said = join(*_said(layout, sentence))
    if sentence.sure and sentence.condition is None:
        return said
    return choice(_spoken(layout, sentence), said, "")


def _said(layout: Layout, sentence: Sentence) -> list[Node]:
    """Each part brings the joint before it; the first one's is cut off, unless the first is sure to be said."""
    first, *others = sentence.parts
    rest = [node for part in others for node in _part(layout, part, sentence.joint)]
    if first.condition is None or not rest:
        opened = _pieces(layout, (*sentence.opens, *first.pieces))
    else:
        cut = join(*_part(layout, first, sentence.joint), *rest)
        opened, rest = _pieces(layout, sentence.opens), [call("MID", cut, len(sentence.joint) + 1, ALL)]
    return [*opened, *rest, *_pieces(layout, (sentence.closes,))]


def _spoken(layout: Layout, sentence: Sentence) -> Node:
    """Whether its condition holds and one of its parts is said."""
    parts = [] if sentence.sure else [_holds(layout, part.condition) for part in sentence.parts if part.condition]
    own = [_holds(layout, sentence.condition)] if sentence.condition else []
    both = [*own, *([_either(parts)] if parts else [])]
    return call("AND", *both) if len(both) > 1 else both[0]


def _either(conditions: Sequence[Node]) -> Node:
    return call("OR", *conditions) if len(conditions) > 1 else conditions[0]


def _part(layout: Layout, part: PhrasePart, joint: str) -> list[Node]:
    said = _pieces(layout, (joint, *part.pieces))
    return [choice(_holds(layout, part.condition), join(*said), "")] if part.condition else said


def _holds(layout: Layout, condition: Condition) -> Node:
    return comparison(_figure(layout, condition.sum), "=" if condition.zero else "<>", 0)


def _pieces(layout: Layout, pieces: Sequence[Piece]) -> list[Node]:
    """What is said after one another; texts beside one another are one."""
    found: list[Node] = []
    for is_text, same in groupby(pieces, key=lambda piece: isinstance(piece, str)):
        if is_text:
            words = "".join(piece for piece in same if isinstance(piece, str))
            found += [Constant(words[start : start + LONGEST_TEXT]) for start in range(0, len(words), LONGEST_TEXT)]
        else:
            found += [_piece(layout, piece) for piece in same]
    return found


def _piece(layout: Layout, piece: Piece) -> Node:
    assert not isinstance(piece, str)
    return At(layout.identity[piece.name]) if isinstance(piece, Fact) else _figure(layout, piece)


def _figure(layout: Layout, added: Sum) -> Node:
    """A sum of whole numbers is exact as it is."""
    whole = all(layout.form.cells[ref.id].kind != "amount" for ref in added.refs)
    return sum_of(layout, added) if whole else rounded_sum(layout, added)
