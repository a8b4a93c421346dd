"""Without the parts that speak to mailboxes or Excel, everything else works, and a sentence says what is missing."""

import subprocess
import sys
from pathlib import Path

from tests.cli.running import ROOT
from tests.district.desks import desk_of

PARTS = "imapclient=None, keyring=None, xlwings=None"
WITHOUT = f"import sys; sys.modules.update({PARTS}); from toolkit.cli.main import main; main()"


def run_without(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PATH": "", "NIANBAO_MAIL_PASSWORD": "x"}
    command = [sys.executable, "-c", WITHOUT, *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_the_desk_without_a_mailbox(tmp_path: Path) -> None:
    """Files from a folder need none of it."""
    with desk_of(tmp_path, 1, 'user = "a@b.cn"\nimap_host = "127.0.0.1"'):
        pass
    assert run_without(tmp_path, "district", "issue").returncode == 0
    assert run_without(tmp_path, "district", "collect", "下发").returncode == 0
    refused = run_without(tmp_path, "district", "collect")
    assert refused.returncode == 2
    assert 'py -m pip install ".[mail]"' in refused.stderr


def test_the_buttons_without_what_they_need(tmp_path: Path) -> None:
    """What to run, and that nothing is missing without it."""
    refused = run_without(tmp_path, "excel", "install")
    assert refused.returncode == 2
    assert 'py -m pip install ".[excel]"' in refused.stderr
