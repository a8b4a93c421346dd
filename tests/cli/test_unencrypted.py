"""A connection without encryption is told each time a command uses it."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from toolkit.cli.district.mailbox import account
from toolkit.mail.account import Account


@pytest.mark.parametrize(("host", "told"), [("imap.example.cn", True), ("127.0.0.1", False)])
def test_it_is_told(host: str, told: bool, capsys: pytest.CaptureFixture[str]) -> None:
    """To this machine itself nobody listens in."""
    found = Account("clerk", "secret", imap_host=host, imap_security="none")
    place = cast("Any", SimpleNamespace(settings=SimpleNamespace(account=lambda: found)))
    assert account(place) == found
    said = "".join(capsys.readouterr().err.split())
    assert ("没有加密" in said and host in said) == told
    assert "secret" not in said
