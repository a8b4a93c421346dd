"""The mailbox password, from an environment variable or the system's keyring, never from a file."""

import os
from types import ModuleType

from toolkit.district.messages import no_keyring, no_mail_password

VARIABLE = "NIANBAO_MAIL_PASSWORD"
SERVICE = "nianbao"


def password_for(user: str) -> str:
    """Raises :class:`UserError` where there is none."""
    found = os.environ.get(VARIABLE) or _stored(user)
    if not found:
        raise no_mail_password(user=user, variable=VARIABLE)
    return found


def store(user: str, password: str) -> None:
    """Put it into the system's store."""
    keyring = _keyring()
    if keyring is None:
        raise no_keyring(VARIABLE)
    try:
        keyring.set_password(SERVICE, user, password)
    except keyring.errors.KeyringError as error:
        raise no_keyring(VARIABLE) from error


def _stored(user: str) -> str:
    keyring = _keyring()
    if keyring is None:
        return ""
    try:
        return keyring.get_password(SERVICE, user) or ""
    except keyring.errors.KeyringError:
        return ""


def _keyring() -> ModuleType | None:
    """Imported only when it is asked for: every command reads where a district's folder is, few open a mailbox."""
    try:
        import keyring.errors  # noqa: PLC0415
    except ImportError:  # the extra “mail” is not installed
        return None
    return keyring
