"""Excel formulas over a form's texts: the states of their rules, and 参考表述 made from the figures."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from toolkit.checks.messages.wording import (
    ABSENT,
    EXPLAINED,
    LEAST,
    LENGTH,
    OPTIONAL,
    OVER,
    PRESENT,
    UNDER,
    WAITING,
    WRITTEN,
    WRITTEN_NOT,
)
from toolkit.form.expression import Sum
from toolkit.form.form import Form, TextField, TextRule
from toolkit.form.phrase import Condition, Fact, Part, Phrase, Piece, Sentence, facts_in
from toolkit.numbers import PLACES
from toolkit.office.sheets.addresses import anchored
from toolkit.workbook.design import labels
from toolkit.workbook.design.sheets import Layout
from toolkit.workbook.formulas.figures import counted, explained, text
from toolkit.workbook.formulas.totals import areas, sum_of

LONGEST_TEXT = 100  # Excel takes 255 characters in one text of a formula, perhaps counting quotation marks twice


def text_state(layout: Layout, subject: TextField | TextRule, sheet: str) -> str:
    if isinstance(subject, TextField):
        return f"IF({paragraphs(layout, (subject.id,), sheet)}>0,{text(WRITTEN)},{text(WAITING)})"
    state = STATES[subject.kind](layout, subject, sheet)
    unwritten = WAITING if needed(layout.form, subject) else OPTIONAL
    return f"IF({paragraphs(layout, subject.texts, sheet)}=0,{text(unwritten)},{state})"


def needed(form: Form, rule: TextRule) -> bool:
    """Whether one of its texts must be written."""
    return any(form.texts[id].required for id in rule.texts)


def paragraphs(layout: Layout, ids: Iterable[str], sheet: str) -> str:
    """How many paragraphs of these texts are written."""
    return f"COUNTA({','.join(areas(layout.texts[id], sheet) for id in ids)})"


def _mentions(layout: Layout, rule: TextRule, sheet: str) -> str:
    return f"IF({_hits(layout, rule, sheet)}>0,{text(WRITTEN)},{_settled(layout, rule, text(WRITTEN_NOT), sheet)})"


def _forbids(layout: Layout, rule: TextRule, sheet: str) -> str:
    return f"IF({_hits(layout, rule, sheet)}=0,{text(ABSENT)},{_settled(layout, rule, text(PRESENT), sheet)})"


def _hits(layout: Layout, rule: TextRule, sheet: str) -> str:
    words = [_word(layout, word, sheet) for word in rule.words]
    cells = [f'SUBSTITUTE({areas(layout.texts[id], sheet)}," ","")' for id in rule.texts]
    return "+".join(f"SUMPRODUCT(--ISNUMBER(FIND({word},{said})))" for said in cells for word in words)


def _word(layout: Layout, word: str, sheet: str) -> str:
    """A unit's name may have spaces in it, which do not count either.

    Without a name, which is told first, Excel finds it everywhere and LibreOffice nowhere.
    """
    pieces = facts_in(word)
    joined = _joined(layout, pieces, sheet)
    return f'SUBSTITUTE({joined}," ","")' if Fact("unit") in pieces else joined


def _length(layout: Layout, rule: TextRule, sheet: str) -> str:
    count = _characters(layout, rule, sheet)
    return _limited(layout, rule, f"{count}<={rule.limit}", _counted(LENGTH, rule, count), OVER, sheet)


def _at_least(layout: Layout, rule: TextRule, sheet: str) -> str:
    count = _characters(layout, rule, sheet)
    return _limited(layout, rule, f"{count}>={rule.limit}", _counted(LEAST, rule, count), UNDER, sheet)


def _characters(layout: Layout, rule: TextRule, sheet: str) -> str:
    return "+".join(f"SUMPRODUCT(LEN({areas(layout.texts[id], sheet)}))" for id in rule.texts)


def _counted(words: str, rule: TextRule, count: str) -> str:
    before, after = (text(part) for part in words.format(count="\0", limit=rule.limit).split("\0"))
    return f"{before}&{count}&{after}"


def _limited(layout: Layout, rule: TextRule, holds: str, shown: str, broken: str, sheet: str) -> str:
    return f"IF({holds},{shown},{_settled(layout, rule, f'{text(broken)}&{shown}', sheet)})"


def _settled(layout: Layout, rule: TextRule, broken: str, sheet: str) -> str:
    if rule.id not in layout.reasons:
        return broken
    return f"IF({explained(layout, [rule.id], sheet)},{text(EXPLAINED)},{broken})"


STATES: dict[str, Callable[[Layout, TextRule, str], str]] = {
    "mentions": _mentions,
    "forbids": _forbids,
    "length": _length,
    "at_least": _at_least,
}


def phrase(layout: Layout, said: Phrase, sheet: str) -> str:
    """The sentences; while a figure is missing, which tables are to be filled in first.

    It may be copied into a paragraph as it is, formula and all, and must say the same there.
    """
    return anchored(_phrase(layout, said, sheet))


def _phrase(layout: Layout, said: Phrase, sheet: str) -> str:
    body = "&".join(_sentence(layout, sentence, sheet) for sentence in said.sentences)
    if not any(one.sure and one.condition is None for one in said.sentences):
        spoken = _either([_spoken(layout, sentence, sheet) for sentence in said.sentences])
        body = f"IF({spoken},{body},{text(labels.NO_PHRASE)})"
    if not said.refs:
        return body
    found, expected = counted(layout, said.refs, sheet)
    return f"IF({found}<{expected},{text(labels.phrase_waits(layout.form, said))},{body})"


def _sentence(layout: Layout, sentence: Sentence, sheet: str) -> str:
    said = _said(layout, sentence, sheet)
    if sentence.sure and sentence.condition is None:
        return said
    return f'IF({_spoken(layout, sentence, sheet)},{said},"")'


def _said(layout: Layout, sentence: Sentence, sheet: str) -> str:
    """Each part brings the joint before it; the first one's is cut off, unless the first is sure to be said."""
    first, *others = sentence.parts
    rest = [_part(layout, part, sentence.joint, sheet) for part in others]
    if first.condition is None or not rest:
        opened = _joined(layout, (*sentence.opens, *first.pieces), sheet)
    else:
        cut = "&".join([_part(layout, first, sentence.joint, sheet), *rest])
        opened, rest = _joined(layout, sentence.opens, sheet), [f"MID({cut},{len(sentence.joint) + 1},9999)"]
    closed = _joined(layout, (sentence.closes,), sheet)
    return "&".join(filter(None, (opened, *rest, closed)))


def _spoken(layout: Layout, sentence: Sentence, sheet: str) -> str:
    """Whether its condition holds and one of its parts is said."""
    parts = [] if sentence.sure else [_holds(layout, part.condition, sheet) for part in sentence.parts]
    either = _either(parts)
    own = _holds(layout, sentence.condition, sheet)
    return f"AND({own},{either})" if own and either else own or either or "1=1"


def _either(conditions: Sequence[str]) -> str:
    return f"OR({','.join(conditions)})" if len(conditions) > 1 else "".join(conditions)


def _part(layout: Layout, part: Part, joint: str, sheet: str) -> str:
    said = _joined(layout, (joint, *part.pieces), sheet)
    return f'IF({_holds(layout, part.condition, sheet)},{said},"")' if part.condition else said


def _holds(layout: Layout, condition: Condition | None, sheet: str) -> str:
    if condition is None:
        return ""
    return f"{_figure(layout, condition.sum, sheet)}{'=' if condition.zero else '<>'}0"


def _joined(layout: Layout, pieces: Sequence[Piece], sheet: str) -> str:
    """Pieces with ``&`` between them; texts beside one another are one."""
    found: list[str] = []
    for is_text, same in groupby(pieces, key=lambda piece: isinstance(piece, str)):
        if is_text:
            words = "".join(piece for piece in same if isinstance(piece, str))
            found += [text(words[start : start + LONGEST_TEXT]) for start in range(0, len(words), LONGEST_TEXT)]
        else:
            found += [_value(layout, piece, sheet) for piece in same]
    return "&".join(found)


def _value(layout: Layout, piece: Piece, sheet: str) -> str:
    assert not isinstance(piece, str)
    return layout.identity[piece.name].seen_from(sheet) if isinstance(piece, Fact) else _figure(layout, piece, sheet)


def _figure(layout: Layout, added: Sum, sheet: str) -> str:
    """A sum of whole numbers is exact as it is."""
    found = sum_of(layout, added, sheet)
    whole = all(layout.form.cells[ref.id].kind != "amount" for ref in added.refs)
    return found if whole else f"ROUND({found},{PLACES})"
