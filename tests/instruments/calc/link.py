"""The line between our Python and the one that LibreOffice is built for: asks :mod:`tests.instruments.calc.inside`."""

import json
import os
import select
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.drawn import ROOT
from tests.instruments.oracles.inside import SYSTEM_PYTHON
from tests.instruments.oracles.needed import program
from tests.instruments.oracles.office import SETTINGS

SECONDS = 120  # for one answer, the first of which waits for LibreOffice to start
END_SECONDS = 20


class Refused(Exception):
    """LibreOffice did not do it: where Excel's own interface would raise its error."""


@dataclass(frozen=True)
class Link:
    """The process inside; one question at a time."""

    process: "subprocess.Popen[bytes]"
    said: Path

    def ask(self, what: str, *arguments: object) -> Any:
        """The answer to a question, as :mod:`tests.instruments.calc.inside` gives it."""
        questions, answers = self.process.stdin, self.process.stdout
        assert questions is not None
        assert answers is not None
        with suppress(BrokenPipeError):
            questions.write(json.dumps([what, *arguments]).encode() + b"\n")
            questions.flush()
        line = answers.readline() if select.select([answers], [], [], SECONDS)[0] else b""
        if not line:
            raise AssertionError(f"LibreOffice does not answer “{what}”: {self.said.read_text(errors='replace')}")
        outcome, result = json.loads(line)
        if outcome == "refused":
            raise Refused(result)
        return result


@contextmanager
def linked() -> Iterator[Link]:
    """LibreOffice, started with a profile of its own; at the end nothing of it is left running."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        work = Path(folder)
        settings = work / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(SETTINGS, encoding="utf-8")
        command = [SYSTEM_PYTHON, "-m", "tests.instruments.calc.inside", str(work), program("soffice") or ""]
        said = work / "said"
        with (
            said.open("wb") as errors,
            subprocess.Popen(
                command,
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                start_new_session=True,
            ) as process,
        ):
            try:
                yield Link(process, said)
            finally:
                _ended(process)


def _ended(process: "subprocess.Popen[bytes]") -> None:
    """No more questions is the sign to end; whatever of the process group is left then, is killed."""
    assert process.stdin is not None
    process.stdin.close()
    with suppress(subprocess.TimeoutExpired):
        process.wait(END_SECONDS)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
