"""A cluster gives what one process gives, in order, also when a worker is killed on the way; real ones, two of them."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.drawn import ROOT
from tests.instruments.oracles.postoffice import free_port
from tests.tasks.files.test_parallel import workbooks
from toolkit.errors import UserError

REASON = "the packages of requirements-cluster.lock are not installed: make cluster"
distributed = pytest.importorskip("distributed", reason=REASON)

PATIENCE = 60  # seconds until two workers are there


@dataclass(frozen=True)
class Cluster:
    """A scheduler and the processes of its workers."""

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: tuple[subprocess.Popen[bytes], ...]


@contextlib.contextmanager
def running(folder: Path, *more: str, workers: int = 2, failures: int = 3) -> Iterator[Cluster]:
    """Started as an administrator starts them, in a folder that is not ours. ``more``: options of the workers."""
    address = f"tcp://127.0.0.1:{free_port()}"
    port = address.rpartition(":")[2]
    setting = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": str(failures), "PYTHONPATH": str(ROOT)}
    with contextlib.ExitStack() as stack:

        def started(program: str, *options: str) -> subprocess.Popen[bytes]:
            command = [sys.executable, "-m", f"distributed.cli.{program}", *options, "--no-dashboard"]
            quiet = subprocess.DEVNULL
            process = subprocess.Popen(command, cwd=folder, env={**os.environ, **setting}, stdout=quiet, stderr=quiet)
            stack.callback(process.wait)
            stack.callback(process.terminate)
            return process

        scheduler = started("dask_scheduler", "--host", "127.0.0.1", "--port", port)
        crew = tuple(started("dask_worker", address, "--nthreads", "1", *more) for _ in range(workers))
        wait_for(address, workers)
        yield Cluster(address, scheduler, crew)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """Two workers; what kills one is over."""
    folder = tmp_path / "there"
    folder.mkdir()
    with running(folder, "--no-nanny") as found:
        yield found


def wait_for(address: str, workers: int) -> None:
    with distributed.Client(address, timeout=PATIENCE, set_as_default=False) as client:
        if workers:
            client.wait_for_workers(workers, timeout=PATIENCE)


@pytest.mark.parametrize("options", [("check", "--json"), ("check", "--json-lines"), ("export",)])
def test_a_cluster_says_what_one_process_says(cluster: Cluster, tmp_path: Path, options: tuple[str, ...]) -> None:
    """Byte for byte, with a file that cannot be read among them."""
    files = workbooks(tmp_path / "in")
    here, there = (run(*options, *files, *more) for more in (("--jobs", "1"), ("--cluster", cluster.address)))
    assert (here.code, here.out, here.err) == (there.code, there.out, there.err)
    assert len(here.out) > 10_000


def test_files_that_only_this_machine_sees(cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They go along as bytes, and one that is not there is told here as always."""
    monkeypatch.chdir(tmp_path)
    files = [path.relative_to(tmp_path) for path in workbooks(tmp_path / "in")]
    here = run("check", *files, "缺.xlsx", "--json", "--jobs", "1")
    monkeypatch.setattr("toolkit.tasks.files.cluster._sees_all", lambda client, items: False)
    there = run("check", *files, "缺.xlsx", "--json", "--cluster", cluster.address)
    assert (here.code, here.out, here.err) == (there.code, there.out, there.err)


@dataclass(frozen=True)
class Slow:
    """Says the item again, after a while; kills its worker at one item, each time or the first time only."""

    kills: int = -1
    once: Path | None = None

    def __call__(self, item: int) -> int:
        time.sleep(0.01)
        if item == self.kills and not (self.once and self.once.exists()):
            if self.once:
                self.once.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return item


def lost(item: int, late: bool) -> int:
    return -item


def test_a_worker_killed_on_the_way_costs_nothing(cluster: Cluster, tmp_path: Path) -> None:
    """Its batches are done by the other one; nothing is missing, nothing comes twice."""
    from toolkit.tasks.files.cluster import in_order  # noqa: PLC0415 - not without the extra

    work = Slow(150, tmp_path / "killed")
    assert list(in_order(work, range(400), cluster.address, lost)) == list(range(400))
    assert work.once
    assert work.once.exists()
    gone = [worker for worker in cluster.workers if worker.poll() is not None]
    assert len(gone) == 1


def test_reports_are_the_same_with_a_worker_killed_by_hand(cluster: Cluster, tmp_path: Path) -> None:
    """What is rendered there, byte for byte."""
    files = workbooks(tmp_path / "in")
    cluster.workers[0].kill()
    written = []
    for name, *options in (("here", "--jobs", "1"), ("there", "--cluster", cluster.address)):
        run("render", *files, "-o", tmp_path / name, "--draft", *options)
        written.append({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()})
    assert written[0] == written[1]
    assert len(written[0]) == len(files) - 1


def test_an_item_that_ends_every_worker_costs_one_item(tmp_path: Path) -> None:
    """Its batch is taken apart; workers that end are started again by their own keeper."""
    from toolkit.tasks.files.cluster import in_order  # noqa: PLC0415 - not without the extra

    with running(tmp_path, failures=0) as found:
        answers = list(in_order(Slow(30), range(60), found.address, lost))
    assert answers == [item if item != 30 else -30 for item in range(60)]


def test_no_scheduler_no_work() -> None:
    """One sentence, and a way on."""
    ran = run("check", "x.xlsx", "--cluster", f"tcp://127.0.0.1:{free_port()}")
    assert ran.code == 2
    assert "连不上集群" in ran.err
    assert "去掉 --cluster" in ran.err


def test_a_scheduler_that_ends_is_told(cluster: Cluster) -> None:
    """One sentence, and no waiting for what never comes."""
    from toolkit.tasks.files.cluster import in_order  # noqa: PLC0415 - not without the extra

    answers = in_order(Slow(), range(2_000), cluster.address, lost)
    assert next(answers) == 0
    cluster.scheduler.kill()
    with pytest.raises(UserError, match="cluster-lost"):
        list(answers)


def test_a_scheduler_without_workers_is_told(tmp_path: Path) -> None:
    """Nobody would ever do the work."""
    with running(tmp_path, workers=0) as found:
        ran = run("check", "x.xlsx", "--cluster", found.address)
    assert ran.code == 2
    assert "没有机器可用" in ran.err


def test_workers_of_another_version_are_refused(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    """They would say something else, and nobody would know why."""
    from toolkit.tasks.files import cluster as ours  # noqa: PLC0415 - not without the extra

    monkeypatch.setattr(ours, "__version__", "0.0.0")
    with pytest.raises(UserError, match="other-workers"):
        list(ours.in_order(Slow(), range(3), cluster.address, lost))
