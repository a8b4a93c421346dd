"""The entry point. Slow imports run under a guard, so that Ctrl+C never shows a traceback."""

import signal
from typing import Any

from toolkit.cli.terminal.interrupted import leave


def main() -> None:
    """Run the command line; :class:`~toolkit.cli.terminal.shell.CommandGroup` words every error and exits."""
    before = signal.signal(signal.SIGINT, leave)
    from toolkit.cli.app import app  # noqa: PLC0415 - takes a moment, in which somebody may press Ctrl+C
    from toolkit.tasks.files.memory import collect_rarely  # noqa: PLC0415

    collect_rarely()
    signal.signal(signal.SIGINT, before)
    try:
        app()
    except KeyboardInterrupt:
        leave()


def __getattr__(name: str) -> Any:
    """``app``, for whoever runs commands from Python; imported only then."""
    if name == "app":
        from toolkit.cli.app import app  # noqa: PLC0415 - see above

        return app
    raise AttributeError(name)
