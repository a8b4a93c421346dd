"""Rebuilds a submission from its JSON in the ledger."""

from toolkit.district.ledger.database import DAMAGE, sqlite_errors
from toolkit.district.ledger.ledger import Ledger
from toolkit.district.ledger.records import SubmissionRecord
from toolkit.errors import UserError
from toolkit.form.library import forms
from toolkit.submission.json import code_of, from_json
from toolkit.submission.submission import Submission


def submission_of(ledger: Ledger, entry: SubmissionRecord) -> Submission:
    """Raises :class:`UserError` where the figures are not those of its 校验码: the ledger is damaged or was changed."""
    with sqlite_errors(ledger.path, UserError, *DAMAGE):
        submission = from_json(entry.data, forms()).submission
        if code_of(submission) != entry.check_code:
            raise ValueError
    return submission
