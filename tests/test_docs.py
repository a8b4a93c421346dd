"""The documents that are generated say what the program says now."""

from docs.reference import path, reference
from toolkit.form.library import forms


def test_the_reference_of_each_form_is_current() -> None:
    """A row's meaning stands in the definition alone; the page is made from it (python docs/reference.py)."""
    for form in forms():
        assert path(form).read_text(encoding="utf-8") == reference(form), f"run: make docs ({form.key})"
