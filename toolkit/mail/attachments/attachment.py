"""Files taken from a letter, and remarks on those that could not be used."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from toolkit.errors import UserError
from toolkit.limits import too_large
from toolkit.mail.messages import (
    archive_damaged,
    archive_has_password,
    archive_unsupported,
    link_instead,
    too_deep,
    too_many,
)


@dataclass(frozen=True, slots=True)
class Attachment:
    """``name`` is for display only, never a path: one line, no control or direction characters.

    ``inside`` names the archives or forwarded letters it lay in, outermost first.
    """

    name: str
    data: bytes
    inside: tuple[str, ...] = ()


REMARKS: Mapping[str, Callable[[str], UserError]] = {  # by what is wrong with an attachment of a name
    "archive-password": archive_has_password,
    "archive-damaged": archive_damaged,
    "archive-unsupported": archive_unsupported,  # no program here opens it
    "too-deep": too_deep,
    "too-many": lambda name: too_many(),
    "too-large": lambda name: too_large("超过了上限"),
    "link-instead": lambda name: link_instead(),  # a link to a large file, and no workbook
}


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that could not be used, and the attachment it is about; ``code`` is a key of :data:`REMARKS`."""

    code: str
    name: str = ""

    @property
    def error(self) -> UserError:
        """The same for a person."""
        return REMARKS[self.code](self.name)
