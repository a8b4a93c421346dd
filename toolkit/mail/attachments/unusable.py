"""The exception that archive readers raise for an archive, or the rest of one, that cannot be used."""

from collections.abc import Callable

PASSWORD, DAMAGED, UNSUPPORTED = "archive-password", "archive-damaged", "archive-unsupported"
TOO_MANY, TOO_LARGE = "too-many", "too-large"
Room = Callable[[], int]  # how many bytes the next member may have


class Unusable(Exception):
    """``code`` is that of the remark."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
