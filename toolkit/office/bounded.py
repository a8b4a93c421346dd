"""Run as a process of its own: bounds what it may use, then becomes the program that its arguments name."""

import importlib
import os
import sys
from contextlib import suppress

from toolkit import limits


def main(command: list[str]) -> None:
    """``command``: the program and its arguments. Memory, processor time and the size of a file it writes are bounded
    for it and for whatever it starts; nothing is where the system has no such bounds.
    """
    with suppress(ImportError, ValueError, OSError):
        resource = importlib.import_module("resource")
        resource.setrlimit(resource.RLIMIT_AS, (limits.OFFICE_MEMORY, limits.OFFICE_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (limits.OFFICE_SECONDS, limits.OFFICE_SECONDS))
        resource.setrlimit(resource.RLIMIT_FSIZE, (limits.LOADED, limits.LOADED))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.execv(command[0], command)


if __name__ == "__main__":
    main(sys.argv[1:])
