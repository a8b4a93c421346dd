"""Turns an unexpected exception while one file is processed into a ``UserError``, so that a batch goes on."""

import os
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from toolkit.errors import UserError
from toolkit.fields import DefinitionError
from toolkit.tasks.messages import crashed

DEBUG = "NIANBAO_DEBUG"


@contextmanager
def working_on(file: str) -> Iterator[None]:
    """A fault of the program while it works on a file is told like a file that cannot be read: the others go on."""
    try:
        yield
    except (UserError, DefinitionError):
        raise
    except Exception as error:
        show_traceback()
        raise crashed(path=file, debug=DEBUG) from error


def show_traceback() -> None:
    """Print the traceback of the current exception to stderr if the environment variable :data:`DEBUG` is set."""
    if os.environ.get(DEBUG):
        traceback.print_exc()
