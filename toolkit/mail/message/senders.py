"""Sender and reply address of a letter, and whether it was sent automatically."""

import re

from toolkit import limits
from toolkit.mail.message.mime import MimePart
from toolkit.mail.message.words import line, text, words

QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
ADDRESS = re.compile(r"""[^\s<>@"'(),;:\[\]]{1,200}@[^\s<>@"'(),;:]{1,253}""")
BRACKETED = re.compile(r"<\s*([^<>]*?)\s*>")
BULK = ("bulk", "junk", "list", "auto_reply")
MACHINES = ("mailer-daemon", "postmaster")


def mailbox(field: bytes) -> tuple[str, str]:
    """The first address of a header in lower case, and the name before it; "" for what is missing."""
    written = text(field)
    unquoted = QUOTED.sub(lambda quoted: " " * len(quoted[0]), written)  # an address in a name is none
    found = BRACKETED.search(unquoted)
    address = ADDRESS.search(found[1] if found else unquoted)
    if not address:
        address, found = ADDRESS.search(words(written)), None  # some encode all of it
    name = written[: found.start()] if found else ""
    return _address(address[0] if address else ""), line(words(_plain(name)), limits.NAME)


def _address(written: str) -> str:
    kept = line(written, limits.FIELD).lower()
    return kept if len(kept) <= limits.ADDRESS else ""


def _plain(name: str) -> str:
    return re.sub(r"\\(.)", r"\1", QUOTED.sub(r"\1", name).strip())


def is_automatic(letter: MimePart, sender: str) -> bool:
    """Replies by machine, lists and bounces: an answer to them comes back, for ever (RFC 3834)."""
    submitted = re.split(r"[\s;(]", text(letter.field("auto-submitted")).strip().lower())[0]
    return (
        submitted not in ("", "no")
        or text(letter.field("precedence")).strip().lower() in BULK
        or any(name in letter.fields for name in ("x-autoreply", "x-autorespond", "list-id"))
        or letter.field("return-path").replace(b" ", b"") == b"<>"
        or letter.type == "multipart/report"
        or sender.partition("@")[0] in MACHINES
    )
