"""The search for records in circles is rare, and still comes."""

import subprocess
import sys

SCRIPT = """
import gc, weakref
from toolkit.tasks.files.memory import collect_rarely
class Circle: pass
collect_rarely()
rounds = gc.get_stats()
before = [each["collections"] for each in rounds]
for _ in range(50_000): [[]]
quiet = [each["collections"] for each in gc.get_stats()] == before
circle = Circle(); circle.self = circle; gone = weakref.ref(circle); del circle
kept = [[] for _ in range(2_000_000)]
print(quiet, gone() is None)
"""


def test_rarely_and_yet() -> None:
    """In a process of its own: the setting is the whole process's."""
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True"]
