"""Every sentence that a person may be told when something cannot be done: the functions that make them, by code."""

import inspect
from collections.abc import Callable, Iterator
from importlib import import_module

from tests.drawn import ROOT
from toolkit.errors import UserError

Message = Callable[..., UserError]
GROUND = ("toolkit.limits", "toolkit.rich_text")  # below all packages, with a sentence each


def messages() -> dict[str, Message]:
    """The functions of every package's ``messages.py``, by the code of what they make."""
    return {filled(message, "{}").code: message for message in _functions()}


def filled(message: Message, blank: str) -> UserError:
    """A sentence with ``blank`` for each of its facts; ``{}`` in it stands for the fact's name."""
    return message(**{name: blank.replace("{}", f"{{{name}}}") for name in inspect.signature(message).parameters})


def _functions() -> Iterator[Message]:
    paths = sorted(path.relative_to(ROOT).with_suffix("") for path in (ROOT / "toolkit").rglob("messages.py"))
    for name in (*GROUND, *(".".join(path.parts) for path in paths)):
        for function in vars(import_module(name)).values():
            if inspect.isfunction(function) and function.__module__ == name and _returns_one(function):
                yield function


def _returns_one(function: Message) -> bool:
    return inspect.signature(function).return_annotation is UserError
