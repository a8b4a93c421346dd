"""``render``: the report, as a Word file or for the web."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from toolkit.checks.messages.told import Told
from toolkit.checks.reading import Reading
from toolkit.errors import UserError
from toolkit.report.content import title
from toolkit.report.finished import DRAFT, finished
from toolkit.report.web.html import fragment, page
from toolkit.submission.submission import Submission
from toolkit.tasks.check import errors_in
from toolkit.tasks.messages import not_accepted
from toolkit.tasks.names import file_name

WORD = "docx"
WEB: Mapping[str, Callable[[Submission, bool], bytes]] = {"html": page, "fragment": fragment}


@dataclass(frozen=True, slots=True)
class RenderedReport:
    """``name``: the report's full title as a file name, without its suffix."""

    name: str
    data: bytes


class Unaccepted(UserError):
    """A report is refused as long as something must be mended: ``errors``."""

    def __init__(self, messages: tuple[Told, ...]) -> None:
        told = not_accepted(len(messages))
        super().__init__(told.code, told.text)
        self.errors = messages

    def __reduce__(self) -> tuple[type["Unaccepted"], tuple[tuple[Told, ...]]]:  # type: ignore[override]
        """The errors go along to another process; the sentence is made of them."""
        return type(self), (self.errors,)


def render(reading: Reading, draft: bool = False, to: str = WORD, template: bytes | None = None) -> RenderedReport:
    """The report: ``to`` is ``docx``, ``html`` (a whole page) or ``fragment`` (to paste into one).

    ``draft``: it is marked as a 送审稿, and errors are no hindrance. ``template``: a Word template of one's own.

    Raises :class:`Unaccepted` for a submission with errors, :class:`~toolkit.errors.UserError` for a template
    with faults and for a report that, read again, is not what was filed.
    """
    wrong = () if draft else errors_in(reading)
    if wrong:
        raise Unaccepted(wrong)
    submission = reading.submission
    return RenderedReport(report_name(submission, draft), report(submission, draft, to, template))


def report(submission: Submission, draft: bool = False, to: str = WORD, template: bytes | None = None) -> bytes:
    """The same of a submission that somebody has accepted, whatever is wrong with it."""
    return finished(submission, draft, template) if to == WORD else WEB[to](submission, draft)


def report_name(submission: Submission, draft: bool = False) -> str:
    """A report's full title as a file name without its suffix, as it is attached to a page on the website."""
    return file_name("".join(title(submission))) + (f"（{DRAFT}）" if draft else "")
