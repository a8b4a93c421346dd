"""One work over many items by the workers of a running dask.distributed scheduler; the answers come in order.

A worker that is lost costs nothing: the scheduler gives its batch to another one. A batch that loses one worker after
the other is taken apart, so that what ends them costs one item. Files go along as bytes, unless every worker sees
the same folder. How long one item may take, and how much memory, is the cluster's to say.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from toolkit import __version__
from toolkit.errors import UserError
from toolkit.form.library import fingerprint, forms
from toolkit.office.loading import load
from toolkit.tasks.files.inputs import Sent
from toolkit.tasks.files.packed import packed, unpacked
from toolkit.tasks.messages import cluster_lost, no_cluster, no_cluster_extra, no_workers, other_workers

try:
    from distributed import Client, Future
    from distributed.scheduler import KilledWorker
except ImportError as missing:
    raise no_cluster_extra() from missing

Item = TypeVar("Item")
Answer = TypeVar("Answer")

BATCH = 20  # items that are sent at once
AHEAD = 4  # batches for each thread of a worker that wait or are worked on
PATIENCE = 20  # seconds to reach the scheduler


def in_order(
    work: Callable[[Item], Answer], items: Sequence[Item], address: str, lost: Callable[[Item, bool], Answer]
) -> Iterator[Answer]:
    """``work(item)`` for each item; ``lost``: the answer for one that no worker lived through.

    Raises :class:`~toolkit.errors.UserError` where the scheduler is not to be reached or ends, has no workers, or its
    workers are another version or know other forms.
    """
    with _client(address) as client, _told_when_lost(address):
        if not client.nthreads():
            raise no_workers(address)
        _refuse_others(client)
        crew = _Crew(client, client.submit(bytes, packed(work), pure=False), _sees_all(client, items))
        waiting: deque[tuple[Sequence[Item], Future]] = deque()
        ahead = AHEAD * max(1, sum(client.nthreads().values()))
        for start in range(0, len(items), BATCH):
            batch = items[start : start + BATCH]
            waiting.append((batch, crew.take(batch)))
            if len(waiting) >= ahead:
                yield from crew.answers(*waiting.popleft(), lost)
        while waiting:
            yield from crew.answers(*waiting.popleft(), lost)


@dataclass(frozen=True)
class _Crew:
    """Workers that know their ``work``, as a result that the scheduler can make again where all that had it are gone;
    ``shared``: they see the files by themselves.
    """

    client: Client
    work: Future
    shared: bool

    def take(self, batch: Sequence[Any]) -> Future:
        """Gives a batch to whoever is free."""
        return self.client.submit(_do, self.work, packed([_sent(item, self.shared) for item in batch]), pure=False)

    def answers(self, batch: Sequence[Item], future: Future, lost: Callable[[Item, bool], Answer]) -> Iterator[Answer]:
        """Those to a batch, when they are there."""
        try:
            yield from unpacked(future.result())
        except KilledWorker:
            if len(batch) == 1:
                yield lost(batch[0], False)
                return
            for item in batch:
                yield from self.answers([item], self.take([item]), lost)


def _client(address: str) -> Client:
    try:
        return Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise no_cluster(address) from error


@contextmanager
def _told_when_lost(address: str) -> Iterator[None]:
    """The scheduler ended, or the network to it."""
    try:
        yield
    except (OSError, CancelledError, TimeoutError) as error:
        raise cluster_lost(address) from error


def _do(work: bytes, batch: bytes) -> bytes:
    """By a worker."""
    return packed([_known(work)(item) for item in unpacked(batch)])


@lru_cache(maxsize=1)
def _known(work: bytes) -> Callable[[Any], Any]:
    """Last year's reports may be part of it: it is taken apart once."""
    known: Callable[[Any], Any] = unpacked(work)
    return known


def _sent(item: Any, shared: bool) -> Any:
    if not isinstance(item, Path):
        return item
    if shared:
        return Sent(item, item.absolute())
    try:
        return Sent(item, load(item))
    except UserError as refusal:
        return Sent(item, refusal)


def _refuse_others(client: Client) -> None:
    ours = _about()
    if any(theirs != ours for theirs in client.run(_about).values()):
        raise other_workers(__version__)


def _about() -> tuple[str, tuple[tuple[str, str], ...]]:
    return __version__, tuple((form.key, fingerprint(form)) for form in forms())


def _sees_all(client: Client, items: Sequence[Any]) -> bool:
    """Whether each worker finds under the first file's path what is here."""
    if not items or not isinstance(items[0], Path):
        return False
    ours = _digest(str(items[0].absolute()))
    return bool(ours) and all(theirs == ours for theirs in client.run(_digest, str(items[0].absolute())).values())


def _digest(path: str) -> str:
    try:
        return sha256(Path(path).read_bytes()).hexdigest()
    except OSError:
        return ""
