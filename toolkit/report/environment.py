"""The Jinja environment of all reports: escaping, strict about undefined names, sandboxed but for our own templates."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from jinja2 import BaseLoader, Environment, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from toolkit.report.content import Closing, Figures, Heading, Listing, Prose

KINDS = {"heading": Heading, "prose": Prose, "figures": Figures, "closing": Closing, "listing": Listing}

Made = TypeVar("Made", bound=Environment)


def environment(loader: BaseLoader, filters: Mapping[str, Callable[..., Any]]) -> SandboxedEnvironment:
    """An environment with the filters that its templates draw with; the templates may be anybody's."""
    return _made(SandboxedEnvironment, loader, filters)


def own_environment(loader: BaseLoader, filters: Mapping[str, Callable[..., Any]]) -> Environment:
    """The same for templates that come with the program: nothing looks over each name that they use."""
    return _made(Environment, loader, filters)


def _made(kind: type[Made], loader: BaseLoader, filters: Mapping[str, Callable[..., Any]]) -> Made:
    made = kind(
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
