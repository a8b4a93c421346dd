"""One work over many items, in as many processes as there are cores; the answers come in the items' order.

A process that dies, or works on one item for longer than it may, costs that item alone.
"""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import get_context
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessPool

from toolkit import limits
from toolkit.form.form import Form, TextRule
from toolkit.form.library import VARIABLE, outside
from toolkit.tasks.files.memory import collect_rarely
from toolkit.tasks.files.packed import form_by_name, rule_by_name

Item = TypeVar("Item")
Answer = TypeVar("Answer")


def cores() -> int:
    """How many processes can work at once here."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_order(
    work: Callable[[Item], Answer],
    items: Sequence[Item],
    jobs: int,
    lost: Callable[[Item, bool], Answer],
    seconds: float = limits.FILE_SECONDS,
) -> Iterator[Answer]:
    """``work(item)`` for each item, in order, by ``jobs`` processes; by this one where that is one.

    ``work`` is sent to each process once, so it has to be a record or a function of a module. ``lost``: the answer for
    an item whose process died (False), or took longer than ``seconds`` and was ended (True).
    """
    if min(jobs, cores()) < 2:
        yield from map(work, items)
        return
    pool = ProcessPool(min(jobs, cores()), initializer=_begin, initargs=(work, outside()), context=get_context("spawn"))
    try:
        answers = pool.map(_do, items, chunksize=1, timeout=seconds).result()
        for item in items:
            try:
                yield next(answers)
            except ProcessExpired:
                yield lost(item, False)
            except TimeoutError:
                yield lost(item, True)
        pool.close()  # type: ignore[no-untyped-call]
    except BaseException:
        pool.stop()  # type: ignore[no-untyped-call]  # Ctrl+C, or nobody wants the rest
        raise
    finally:
        pool.join()


_work: Callable[[Any], Any] | None = None  # of a process that works for another


def _begin(work: Callable[[Any], Any], directories: tuple[Path, ...]) -> None:
    global _work  # noqa: PLW0603 - set once, when the process begins
    _work = work
    collect_rarely()
    os.environ[VARIABLE] = os.pathsep.join(map(str, directories))  # the forms from outside are the same as elsewhere
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started it ends it
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (limits.FILE_MEMORY, limits.FILE_MEMORY))


def _do(item: Any) -> Any:
    assert _work is not None
    return _work(item)


ForkingPickler.register(Form, form_by_name)
ForkingPickler.register(TextRule, rule_by_name)
