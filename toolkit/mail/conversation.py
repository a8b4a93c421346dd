"""Talking to an IMAP server: which folders there are, looking into one, and what went wrong, as a refusal."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from imapclient import IMAPClient
from imapclient.exceptions import LoginError

from toolkit.mail.faults import spoken
from toolkit.submission.refusal import Refusal

UNSAFE = "unsafe login"  # how 163 and 126 refuse a program that they do not trust

logging.getLogger("imapclient").addHandler(logging.NullHandler())  # it warns of answers in Chinese: nobody's business


@dataclass(frozen=True, slots=True)
class Folder:
    """``last`` is the last part of its name, ``flags`` are in lower case."""

    name: str
    last: str
    flags: frozenset[bytes]


@contextmanager
def told(client: IMAPClient) -> Iterator[None]:
    """What goes wrong while talking to the server, as a refusal."""
    try:
        yield
    except (IMAPClient.AbortError, OSError) as error:
        with suppress(OSError):
            client.shutdown()
        raise Refusal("mail-lost", host=client.host) from error
    except (IMAPClient.Error, ValueError) as error:  # ValueError: an answer that is no IMAP
        raise Refusal("mail-refused", said=said(error)) from error


def examine(client: IMAPClient, folder: str) -> int:
    """Looks into a folder without changing it; gives its UIDVALIDITY."""
    with told(client):
        try:
            return int(client.select_folder(folder, readonly=True).get(b"UIDVALIDITY", 0))
        except IMAPClient.AbortError:
            raise
        except IMAPClient.Error as error:
            if UNSAFE in str(error).lower():
                raise Refusal("mail-unsafe") from error
            raise no_folder(client, folder, error) from error


def folders(client: IMAPClient) -> list[Folder]:
    """The folders that can hold letters."""
    found = [
        Folder(name, name.split(delimiter.decode())[-1] if delimiter else name, frozenset(map(bytes.lower, flags)))
        for flags, delimiter, name in client.list_folders()
    ]
    return [folder for folder in found if b"\\noselect" not in folder.flags]


def no_folder(client: IMAPClient, folder: str, error: Exception) -> Refusal:
    """The folder is not there; or else the server said no for a reason of its own."""
    names = [each.name for each in folders(client)]
    if folder in names or folder.upper() == "INBOX":
        return Refusal("mail-refused", said=said(error))
    return Refusal("mail-no-folder", folder=folder, folders="、".join(names))


def said(error: Exception) -> str:
    """The server's own words out of an error of the library."""
    origin = error.__context__ if isinstance(error, LoginError) and error.__context__ else error
    match origin.args:
        case (bytes(answer), *_):
            return spoken(answer)
        case _:
            text = str(origin)
            return spoken(text.partition(" failed: ")[2] or text)
