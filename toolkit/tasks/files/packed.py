"""Records as bytes, for another process or for later.

A form and its rules travel by their names, since every process has loaded them.
"""

import copyreg
import io
import pickle
from typing import Any

from toolkit.form.form import Form, TextRule
from toolkit.form.library import fingerprint, forms


def packed(record: object) -> bytes:
    """For :func:`unpacked` in this process or in one that knows the same forms."""
    out = io.BytesIO()
    pickler = pickle.Pickler(out, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = {**copyreg.dispatch_table, Form: form_by_name, TextRule: rule_by_name}
    pickler.dump(record)
    return out.getvalue()


def unpacked(data: bytes) -> Any:
    """What was packed: our own bytes only, never a stranger's."""
    return pickle.loads(data)


def form_by_name(form: Form) -> Any:
    """How a form is pickled: forms are compared by identity, so that the other side has to take its own."""
    if any(known is form for known in forms()):
        return _known_form, (form.key, fingerprint(form))
    return object.__reduce_ex__(form, 4)


def rule_by_name(rule: TextRule) -> Any:
    """The same for a rule about texts: with all the words that it looks for it is ten times what is said of it."""
    for form in forms():
        if any(known is rule for known in form.text_rules):
            return _known_rule, (form.key, fingerprint(form), rule.id)
    return object.__reduce_ex__(rule, 4)


def _known_rule(key: str, mark: str, id: str) -> TextRule:
    return next(rule for rule in _known_form(key, mark).text_rules if rule.id == id)


def _known_form(key: str, mark: str) -> Form:
    """The form of this process that means the same; raises :class:`LookupError`."""
    return next(form for form in forms() if form.key == key and fingerprint(form) == mark)
