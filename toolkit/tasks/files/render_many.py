"""Many reports made by several workers: what stops one stops no other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit import limits
from toolkit.errors import UserError
from toolkit.submission.submission import Submission
from toolkit.tasks.files.guard import working_on
from toolkit.tasks.files.inputs import Filed
from toolkit.tasks.files.workers import Workers
from toolkit.tasks.messages import process_lost, took_too_long
from toolkit.tasks.render import RenderedReport, render, report


def render_many(
    filed: Sequence[Filed], draft: bool, to: str, template: bytes | None, workers: Workers
) -> Iterator[RenderedReport | UserError]:
    """A report of each, in order, or why there is none; see :func:`toolkit.tasks.render.render`."""
    return workers.in_order(RenderFiled(draft, to, template), filed, lost_report)


@dataclass(frozen=True)
class RenderFiled:
    """Renders what was read from a file; a record, so that another process can be given it as its work.

    ``to`` and ``template``: see :func:`toolkit.tasks.render.render`.
    """

    draft: bool
    to: str
    template: bytes | None

    def __call__(self, filed: Filed) -> RenderedReport | UserError:
        """The report, or why there is none; nothing is raised."""
        if isinstance(filed.outcome, UserError):
            return filed.outcome
        try:
            with working_on(filed.name):
                return render(filed.outcome, self.draft, self.to, self.template)
        except UserError as refusal:
            return refusal


@dataclass(frozen=True)
class Accepted:
    """What somebody has accepted, or wants to see as a ``draft``; ``name``: what a person calls it."""

    name: str
    submission: Submission
    draft: bool


def render_accepted(accepted: Sequence[Accepted], to: str, workers: Workers) -> Iterator[bytes | UserError]:
    """A report of each, in order, whatever is wrong with it; or why there is none."""
    return workers.in_order(RenderAccepted(to), accepted, lost_accepted)


@dataclass(frozen=True)
class RenderAccepted:
    """Renders what was accepted; a record, as :class:`RenderFiled` is."""

    to: str

    def __call__(self, accepted: Accepted) -> bytes | UserError:
        """The report, or why there is none; nothing is raised."""
        try:
            with working_on(accepted.name):
                return report(accepted.submission, accepted.draft, self.to)
        except UserError as refusal:
            return refusal


def lost_accepted(accepted: Accepted, late: bool) -> UserError:
    """As :func:`lost_report` says it."""
    return _lost(accepted.name, late)


def lost_report(filed: Filed, late: bool) -> UserError:
    """Why there is no report where the process that made it ended; ``late``: because it took too long."""
    return _lost(filed.name, late)


def _lost(name: str, late: bool) -> UserError:
    return took_too_long(name, limits.FILE_SECONDS) if late else process_lost(name)
