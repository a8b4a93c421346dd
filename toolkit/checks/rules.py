"""The form's rules between figures, within a year and across years."""

from collections.abc import Iterator

from toolkit.checks.finding import BrokenRule, Finding, Level
from toolkit.checks.reading import Reading
from toolkit.checks.state import State, state
from toolkit.form.expression import Ref
from toolkit.form.form import Check
from toolkit.numbers import Number


def known(reading: Reading, ref: Ref) -> Number | None:
    """This year's figure or last year's; None where it is blank or unknown."""
    return reading.last(ref.id) if ref.last_year else reading.submission.figure(ref.id)


def rule_state(check: Check, reading: Reading) -> State:
    """The state of a check with the figures of this reading."""
    return state(check, lambda ref: known(reading, ref))


def check_rules(reading: Reading) -> Iterator[Finding]:
    """One finding for each line that breaks a rule; a line of totals only where none of its parts breaks it."""
    for rule in reading.submission.form.rules:
        checks = [check for check in reading.submission.form.checks if check.rule is rule]
        broken = [check for check in checks if rule_state(check, reading).difference is not None]
        parts = [check for check in broken if not (check.line and check.line.computed)]
        for check in parts or broken:
            yield _finding(check, reading)


def _finding(check: Check, reading: Reading) -> BrokenRule:
    assert check.rule is not None
    level = Level(check.rule.level)
    reason = reading.submission.reason(check.reason_key) if level is Level.WARNING else ""
    figures = {ref: known(reading, ref) or 0 for ref in check.inputs}
    settled = Level.NOTE if reason else level
    return BrokenRule(check.rule.id, settled, check.cells, check=check, figures=figures, reason=reason)
