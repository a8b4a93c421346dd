"""参考表述 of one submission: the same words that the workbook's formula shows."""

from collections.abc import Iterator

from toolkit.form.expression import Ref, Sum
from toolkit.form.phrase import Condition, Fact, Phrase, PhrasePart, Piece, Sentence
from toolkit.numbers import Number, plain_number, rounded
from toolkit.submission.submission import Submission


def waiting(submission: Submission, phrase: Phrase) -> bool:
    """A figure is still to be filled in; as in the workbook, a text that looks like a number is none."""
    return any(submission.counted(ref) is None for ref in phrase.refs)


def phrase_text(submission: Submission, phrase: Phrase) -> str:
    """Nothing while a figure is missing, or where the figures give nothing to say."""
    if waiting(submission, phrase):
        return ""
    return "".join(_sentence(submission, sentence) for sentence in phrase.sentences)


def _sentence(submission: Submission, sentence: Sentence) -> str:
    parts = list(_parts(submission, sentence.parts)) if _holds(submission, sentence.condition) else []
    if not parts:
        return ""
    return _words(submission, sentence.opens) + sentence.joint.join(parts) + sentence.closes


def _parts(submission: Submission, parts: tuple[PhrasePart, ...]) -> Iterator[str]:
    return (_words(submission, part.pieces) for part in parts if _holds(submission, part.condition))


def _holds(submission: Submission, condition: Condition | None) -> bool:
    return condition is None or (_figure(submission, condition.sum) == 0) is condition.zero


def _words(submission: Submission, pieces: tuple[Piece, ...]) -> str:
    return "".join(_piece(submission, piece) for piece in pieces)


def _piece(submission: Submission, piece: Piece) -> str:
    match piece:
        case str():
            return piece
        case Fact():
            return submission.fact(piece)
        case Sum():
            return plain_number(_figure(submission, piece))


def _figure(submission: Submission, added: Sum) -> Number:
    def counted(ref: Ref) -> Number:
        return submission.counted(ref) or 0

    return rounded(added.value(counted))
