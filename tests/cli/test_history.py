"""``nianbao history``: what it writes and how it ends."""

import json
from pathlib import Path

from tests.cli.running import faultless, run, save


def test_two_years_are_put_beside_each_other() -> None:
    """With what contradicts the year before: exit code 1; a file that cannot be read: 2."""
    later = json.loads(json.dumps(faultless()))
    later["year"] += 1
    save("a.json", faultless())
    save("b.json", later)
    ran = run("history", "b.json", "a.json", "-o", "历年.xlsx")
    assert ran.code == (1 if ran.out else 0)
    assert Path("历年.xlsx").is_file()
    Path("c.html").write_text("<html><p>通知</p>", "utf-8")
    assert run("history", "a.json", "b.json", "c.html", "-o", "再.xlsx").code == 2
    assert run("history", "a.json", "-o", "一.xlsx").code == 2
