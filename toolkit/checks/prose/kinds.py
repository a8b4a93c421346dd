"""Every kind of rule about texts."""

from functools import lru_cache

from toolkit.checks.prose.adds_up import AddsUp
from toolkit.checks.prose.at_least import AtLeast
from toolkit.checks.prose.forbids import Forbids
from toolkit.checks.prose.forbids_pattern import ForbidsPattern
from toolkit.checks.prose.hit import ProseRule
from toolkit.checks.prose.length import Length
from toolkit.checks.prose.mentions import Mentions
from toolkit.checks.prose.number import Numbers
from toolkit.checks.prose.percent import Percentages
from toolkit.checks.prose.ratios import Ratios
from toolkit.checks.prose.similar import Similar
from toolkit.form.form import TextRule

KINDS: tuple[type[ProseRule], ...] = (
    Mentions,
    Forbids,
    Length,
    AtLeast,
    ForbidsPattern,
    Numbers,
    AddsUp,
    Percentages,
    Ratios,
    Similar,
)


@lru_cache(maxsize=1024)
def prose_rule(rule: TextRule) -> ProseRule:
    """A rule of a definition as an object of its kind."""
    kind = next(kind for kind in KINDS if kind.key == rule.kind)
    return kind.of(rule)
