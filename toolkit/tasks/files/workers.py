"""Who works on many files: this process, as many as there are cores, or a cluster's."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

Item = TypeVar("Item")
Answer = TypeVar("Answer")

FEW = 20  # items; fewer are done sooner than processes are started


@dataclass(frozen=True)
class Workers:
    """``jobs``: so many processes here, None for one on each core; ``cluster``: the address of a scheduler instead."""

    jobs: int | None = None
    cluster: str = ""

    def in_order(
        self, work: Callable[[Item], Answer], items: Sequence[Item], lost: Callable[[Item, bool], Answer]
    ) -> Iterator[Answer]:
        """``work(item)`` for each item, in order; what is answered does not depend on who worked.

        Raises :class:`~toolkit.errors.UserError` where there is no such cluster. ``lost``: see
        :func:`toolkit.tasks.files.parallel.in_order`.
        """
        if self.cluster:
            from toolkit.tasks.files import cluster  # noqa: PLC0415 - an extra that hardly anybody has

            return cluster.in_order(work, items, self.cluster, lost)
        if len(items) <= FEW:
            return map(work, items)
        from toolkit.tasks.files import parallel  # noqa: PLC0415 - what starts processes takes a while to load

        return parallel.in_order(work, items, self.jobs or parallel.cores(), lost)
