"""Whoever calls a function finds at its definition what goes in, what comes out and what is raised."""

import ast

import pytest

from tools.house import at_hand, modules

LEFT: tuple[str, ...] = ()  # packages, as "toolkit.mail", whose public functions are not all described yet
MODULES = {name: module for name, module in modules(at_hand()).items() if not name.startswith(LEFT)}


@pytest.mark.parametrize("name", sorted(MODULES))
def test_a_module_describes_its_public_functions(name: str) -> None:
    silent = [f"{name}:{node.lineno} {node.name}" for node in MODULES[name].public if not ast.get_docstring(node)]
    assert not silent, "\n".join(silent)


@pytest.mark.parametrize("name", sorted(MODULES))
def test_a_docstring_says_more_than_the_name(name: str) -> None:
    described = ((node.name, ast.get_docstring(node) or "") for node in MODULES[name].public)
    assert not [function for function, text in described if _letters(function) == _letters(text)]


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text)).lower()
