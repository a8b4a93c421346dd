"""The Jinja environment of all reports: sandboxed, escaping, strict about undefined names."""

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import BaseLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from toolkit.report.content import Closing, Figures, Heading, Listing, Prose

KINDS = {"heading": Heading, "prose": Prose, "figures": Figures, "closing": Closing, "listing": Listing}


def environment(loader: BaseLoader, filters: Mapping[str, Callable[..., Any]]) -> SandboxedEnvironment:
    """An environment with the filters that its templates draw with."""
    made = SandboxedEnvironment(
        loader=loader,
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.tests |= {name: _is(kind) for name, kind in KINDS.items()}
    made.filters |= dict(filters)
    return made


def _is(kind: type) -> Callable[[object], bool]:
    return lambda part: isinstance(part, kind)
