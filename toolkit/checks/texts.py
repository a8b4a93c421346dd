"""The texts: those that must be there, and what must be said in them."""

from collections.abc import Iterator

from toolkit.checks.finding import Finding, Level
from toolkit.checks.reading import Reading
from toolkit.submission.submission import Submission
from toolkit.submission.text import plain


def check_texts(reading: Reading) -> Iterator[Finding]:
    submission = reading.submission
    missing = tuple(id for id, text in submission.form.texts.items() if text.required and not submission.texts.get(id))
    unwritten = tuple(id for id in missing if id not in reading.lost)
    if unwritten:
        yield Finding("text-missing", Level.ERROR, unwritten)
    for rule in submission.form.text_rules:
        empty = not any(submission.texts.get(id) for id in rule.texts)
        if mentioned(submission, rule.texts, rule.words) or (empty and set(rule.texts) & set(missing)):
            continue
        reason = submission.reasons.get(rule.id, "")
        settled = rule.level == "warning" and reason
        facts = {"rule": rule, "reason": reason if settled else ""}
        yield Finding(rule.id, Level.NOTE if settled else Level(rule.level), rule.texts, facts, kind="text-rule")


def mentioned(submission: Submission, texts: tuple[str, ...], words: tuple[str, ...]) -> bool:
    said = "\n".join(plain(runs) for id in texts for runs in submission.texts.get(id, ()))
    return any(word in said for word in words)
