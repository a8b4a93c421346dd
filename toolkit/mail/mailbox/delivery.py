"""An incoming item of a mailbox or folder whose content is not read yet."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Delivery:
    """``mark`` names it for good within its source, so that a second run need not read it again.

    ``name`` is how a person finds it; ``letter`` tells a letter from a loose file; ``received`` is aware. Only ``read``
    reads it, and raises :class:`~toolkit.errors.UserError`.
    """

    mark: str
    name: str
    letter: bool
    received: datetime | None
    read: Callable[[], bytes]
