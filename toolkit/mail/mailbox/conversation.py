"""IMAP calls: listing folders, opening one, and translating errors into ``UserError``."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from imapclient import IMAPClient
from imapclient.exceptions import LoginError, ProtocolError

from toolkit.errors import UserError
from toolkit.mail.mailbox.bounded import Client
from toolkit.mail.messages import answer_unreadable, connection_lost, login_unsafe, no_folder, server_refused
from toolkit.mail.server_errors import spoken

ODD = (ValueError, TypeError, LookupError, ArithmeticError, RuntimeError, AttributeError, AssertionError)
UNSAFE = "unsafe login"  # how 163 and 126 refuse a program that they do not trust

logging.getLogger("imapclient").addHandler(logging.NullHandler())  # it warns of answers in Chinese: nobody's business


@dataclass(frozen=True, slots=True)
class Folder:
    """``last`` is the last part of its name, ``flags`` are in lower case."""

    name: str
    last: str
    flags: frozenset[bytes]


@contextmanager
def imap_errors(client: Client) -> Iterator[None]:
    """What goes wrong while talking to the server, as a refusal."""
    try:
        yield
    except (IMAPClient.AbortError, OSError, MemoryError) as error:  # in the middle of an answer: nobody knows where
        with suppress(OSError):
            client.shutdown()
        raise connection_lost(client.host) from error
    except ProtocolError as error:
        raise answer_unreadable() from error
    except IMAPClient.Error as error:
        raise server_refused(server_reply(error, client.secret)) from error
    except ODD as error:  # the library stumbles over what is no IMAP
        raise answer_unreadable() from error


def examine(client: Client, folder: str) -> int:
    """Looks into a folder without changing it; gives its UIDVALIDITY."""
    with imap_errors(client):
        try:
            return int(client.select_folder(folder, readonly=True).get(b"UIDVALIDITY", 0))
        except IMAPClient.AbortError:
            raise
        except IMAPClient.Error as error:
            if UNSAFE in str(error).lower():
                raise login_unsafe() from error
            raise folder_error(client, folder, error) from error


def folders(client: Client) -> list[Folder]:
    """The folders that can hold letters."""
    found = [
        Folder(name, name.split(delimiter.decode())[-1] if delimiter else name, frozenset(map(bytes.lower, flags)))
        for flags, delimiter, name in client.list_folders()
    ]
    return [folder for folder in found if b"\\noselect" not in folder.flags]


def folder_error(client: Client, folder: str, error: Exception) -> UserError:
    """The folder is not there; or else the server said no for a reason of its own."""
    names = [each.name for each in folders(client)]
    if folder in names or folder.upper() == "INBOX":
        return server_refused(server_reply(error, client.secret))
    return no_folder(folder=folder, folders="、".join(names))


def server_reply(error: Exception, secret: str) -> str:
    """The server's own words out of an error of the library, without the secret."""
    origin = error.__context__ if isinstance(error, LoginError) and error.__context__ else error
    match origin.args:
        case (bytes(answer), *_):
            return spoken(answer, secret)
        case _:
            text = str(origin)
            return spoken(text.partition(" failed: ")[2] or text, secret)
