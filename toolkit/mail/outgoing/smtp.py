"""Sends letters over SMTP one by one; after a failure it is known whether the letter was accepted."""

import re
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from toolkit.errors import UserError
from toolkit.mail.account import Account
from toolkit.mail.messages import (
    connection_lost,
    content_refused,
    host_not_found,
    login_failed,
    login_mistyped,
    maybe_sent,
    no_encryption,
    not_sent,
    recipient_refused,
    recipient_refused_for_now,
    sender_refused,
    server_refused,
)
from toolkit.mail.server_errors import can_log_in, require_address, spoken, unreachable

SECONDS = 60
CALLED = "[127.0.0.1]"  # how the program greets: a machine's own name may be Chinese, and is nobody's business
READY, GO_AHEAD, ACCEPTED, LEAVING, LATER = 220, 354, (250, 251), 421, range(400, 500)
LINE_END = re.compile(rb"\r\n|\r|\n")
DOT = re.compile(rb"^\.", re.MULTILINE)

Send = Callable[[bytes, tuple[str, ...]], None]  # a letter, and the addresses it goes to


@contextmanager
def sending(account: Account) -> Iterator[Send]:
    """A connection that is logged in, as a function that sends one letter to all its addresses, or to none.

    Both raise :class:`UserError`: ``mail-unclear`` where nobody knows whether the letter went; else it did not.
    """
    smtp = _opened(account)
    try:
        _log_in(smtp, account)
        yield lambda raw, to: _send(smtp, account, raw, to)
    finally:
        with suppress(smtplib.SMTPException, OSError):  # an impolite farewell undoes nothing
            smtp.quit()
        smtp.close()


def _opened(account: Account) -> smtplib.SMTP:
    host, port = account.smtp_host, account.smtp_port
    if not host:
        raise host_not_found(host)
    try:
        if account.smtp_security == "tls":
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(host, port, local_hostname=CALLED, timeout=SECONDS, context=context)
        smtp = smtplib.SMTP(host, port, local_hostname=CALLED, timeout=SECONDS)
    except (OSError, UnicodeError, smtplib.SMTPException) as error:
        raise unreachable(error, host, port) from error
    if account.smtp_security == "starttls":
        _encrypt(smtp, host, port)
    return smtp


def _encrypt(smtp: smtplib.SMTP, host: str, port: int) -> None:
    """STARTTLS, or no connection: a password is not sent in the clear where that was not asked for."""
    try:
        code, _ = smtp.starttls(context=ssl.create_default_context())
    except (OSError, smtplib.SMTPException) as error:
        smtp.close()
        raise no_encryption(host=host, port=port) from error
    if code != READY:
        smtp.close()
        raise no_encryption(host=host, port=port)


def _log_in(smtp: smtplib.SMTP, account: Account) -> None:
    """Where the server asks for it; a server inside a government network may not."""
    try:
        smtp.ehlo_or_helo_if_needed()
        if account.password and smtp.has_extn("auth"):
            if not can_log_in(account.user, account.password):
                raise login_mistyped(spoken(account.user))
            smtp.login(account.user, account.password)
    except smtplib.SMTPAuthenticationError as error:
        raise login_failed(user=account.user, reply=_said(error, account.password)) from error
    except smtplib.SMTPServerDisconnected as error:
        raise connection_lost(account.smtp_host) from error
    except smtplib.SMTPException as error:
        raise server_refused(_said(error, account.password)) from error
    except OSError as error:
        raise connection_lost(account.smtp_host) from error


def _send(smtp: smtplib.SMTP, account: Account, raw: bytes, to: tuple[str, ...]) -> None:
    for address in (account.sender, *to):
        require_address(address)
    try:
        _envelope(smtp, account, to)
        _hand_over(smtp, account, raw)
    except OSError as error:
        raise not_sent(account.smtp_host) from error
    _accepted(smtp, account)


def _envelope(smtp: smtplib.SMTP, account: Account, to: tuple[str, ...]) -> None:
    code, said = _open(smtp.mail(account.sender))
    if code != ACCEPTED[0]:
        raise _refused(smtp, account, sender_refused, account.sender, code, said)
    for address in to:
        code, said = _open(smtp.rcpt(address))
        if code not in ACCEPTED:
            raise _refused(smtp, account, recipient_refused, address, code, said)


def _refused(
    smtp: smtplib.SMTP,
    account: Account,
    message: Callable[[str, str], UserError],
    address: str,
    code: int,
    said: bytes,
) -> UserError:
    """What begins with 4 is not for good: servers put strangers off once, or are busy (RFC 5321, 4.2.1)."""
    _forget(smtp)
    message = recipient_refused_for_now if code in LATER else message
    return message(address, spoken(said, account.password))


def _hand_over(smtp: smtplib.SMTP, account: Account, raw: bytes) -> None:
    """Until its last line has left, the server cannot have taken the letter."""
    code, said = _open(smtp.docmd("DATA"))
    if code != GO_AHEAD:
        _forget(smtp)
        raise content_refused(spoken(said, account.password))
    text = DOT.sub(b"..", LINE_END.sub(b"\r\n", raw))
    smtp.send(text + (b".\r\n" if text.endswith(b"\r\n") else b"\r\n.\r\n"))


def _accepted(smtp: smtplib.SMTP, account: Account) -> None:
    try:
        code, said = smtp.getreply()
    except OSError as error:
        raise maybe_sent(account.smtp_host) from error
    if code != ACCEPTED[0]:
        _forget(smtp)
        raise content_refused(spoken(said, account.password))


def _open(answer: tuple[int, bytes]) -> tuple[int, bytes]:
    """An answer, unless the server says that it leaves."""
    if answer[0] == LEAVING:
        raise smtplib.SMTPServerDisconnected(spoken(answer[1]))
    return answer


def _forget(smtp: smtplib.SMTP) -> None:
    """Makes ready for the next letter; a connection that is lost meanwhile fails there."""
    with suppress(smtplib.SMTPException, OSError):
        smtp.rset()


def _said(error: smtplib.SMTPException, secret: str) -> str:
    return spoken(error.smtp_error if isinstance(error, smtplib.SMTPResponseException) else str(error), secret)
