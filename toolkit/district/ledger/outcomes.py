"""Sentences for files that came in and were not accepted, from the codes in the ledger."""

from collections.abc import Callable, Mapping
from inspect import signature

from toolkit.district import messages as district
from toolkit.district.ledger.records import File
from toolkit.errors import UserError
from toolkit.limits import too_large
from toolkit.mail import messages as mail
from toolkit.office import messages as office
from toolkit.rich_text import forbidden_character
from toolkit.submission import messages as submission
from toolkit.tasks import messages as tasks

EARLIER: Mapping[str, Callable[..., UserError]] = {  # 0.1 kept what fills a sentence, by the function's own names
    "unreadable": office.unreadable,
    "encrypted": office.has_password,
    "encrypted-ods": office.ods_has_password,
    "encrypted-zip": office.zip_has_password,
    "wrong-password": office.wrong_password,
    "no-decryption": office.no_decryption,
    "old-format": office.old_format,
    "other-format": office.other_format,
    "archive": office.archive_instead,
    "word": office.word_instead,
    "pdf": office.pdf_instead,
    "picture": office.picture_instead,
    "web-page": office.web_page_instead,
    "plain-text": office.plain_text_instead,
    "lock-file": office.lock_file_instead,
    "empty-file": office.empty_file,
    "truncated": office.truncated,
    "too-large": too_large,
    "not-ours": submission.not_ours,
    "unknown-form": submission.unknown_form,
    "broken-json": submission.broken_json,
    "key-missing": submission.key_missing,
    "key-twice": submission.key_twice,
    "not-one-line": submission.not_one_line,
    "wrong-shape": submission.wrong_shape,
    "unknown-id": submission.unknown_id,
    "forbidden-character": forbidden_character,
    "forbidden-text": submission.forbidden_text,
    "too-many-submissions": tasks.too_many_submissions,
    "crashed": tasks.crashed,
    "link-instead": mail.link_instead,
    "archive-password": mail.archive_has_password,
    "archive-damaged": mail.archive_damaged,
    "archive-unsupported": mail.archive_unsupported,
    "too-deep": mail.too_deep,
    "too-many": mail.too_many,
    "automatic": district.automatic,
    "wrong-year": district.wrong_year,
    "other-unit": district.other_unit,
    "unknown-unit": district.unknown_unit,
    "wrong-form": district.wrong_form,
}


def sentence_of(file: File) -> str:
    """The sentence that was filed with it; of a file that an earlier version filed, made now."""
    if "sentence" in file.facts:
        return str(file.facts["sentence"])
    message = EARLIER[file.outcome]
    return message(**{name: file.facts.get(name, "") for name in signature(message).parameters}).text
