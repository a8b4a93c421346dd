"""Renders a report with the built-in or a user's template, reads it back and verifies it."""

from toolkit.report.user_template.template import prepare
from toolkit.report.verify.prove import prove
from toolkit.report.word.word import render
from toolkit.submission.submission import Submission

DRAFT = "送审稿"  # in the name of a report that is one


def finished(submission: Submission, draft: bool = False, template: bytes | None = None) -> bytes:
    """The bytes of a .docx; raises :class:`UserError` for a template with faults and for a report that differs."""
    made = (
        render(submission, draft) if template is None else prepare(template, submission.form).render(submission, draft)
    )
    prove(made, submission, draft, own=template is not None)
    return made
