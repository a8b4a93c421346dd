"""Message and exit code of an interrupted command; imports nothing slow."""

import os
import sys

INTERRUPTED = 130
SAID = "已中止。"


def leave(*_: object) -> None:
    """End at once, as a handler of signals may: nothing was begun yet, or all that was begun has ended."""
    try:
        os.write(sys.stderr.fileno(), f"{SAID}\n".encode(sys.stderr.encoding or "utf-8", "replace"))
    finally:
        os._exit(INTERRUPTED)
