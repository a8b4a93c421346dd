"""How the texts were read, in Chinese, for ``check --explain``: so that whoever wonders at a finding sees its cause."""

from collections.abc import Iterator

from toolkit.checks.messages.naming import text_name
from toolkit.checks.prose.explained import SentenceReading, Understood, explained
from toolkit.form.form import Form
from toolkit.submission.submission import Submission

LONGEST = 60  # characters of a sentence that are shown
NOTHING = "正文里没有数。"


def explanation(submission: Submission) -> tuple[str, ...]:
    """A line for each sentence with numbers, and below it one for each of them."""
    lines = [line for each in explained(submission) for line in _lines(each, submission.form)]
    return tuple(lines) or (NOTHING,)


def _lines(reading: SentenceReading, form: Form) -> Iterator[str]:
    said = reading.sentence
    shown = said[:LONGEST] + "……" * (len(said) > LONGEST)
    yield f"{text_name(reading.text, form)}第{reading.paragraph}段：{shown}"
    yield from map(_understood, reading.understood)
    if reading.left:
        yield f"  没有与表内的数核对：{'、'.join(reading.left)}"


def _understood(each: Understood) -> str:
    unsure = "" if each.sure else "，也可能只是其中一部分"
    return f"  “{each.quote}”读作{each.figure}{unsure}"
