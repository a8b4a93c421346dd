"""How often Python looks for records that only refer to each other, so that nobody needs them any more."""

import gc

NEW_RECORDS, YOUNG, OLD = 100_000, 20, 50  # one workbook as a tree of its XML makes some 20,000


def collect_rarely() -> None:
    """For a process that reads files: look after some files instead of many times within one.

    What is loaded by now is not looked at any more. Without it a third of the time that reading takes went into this
    search, which finds next to nothing: our records refer to each other one way.
    """
    gc.freeze()
    gc.set_threshold(NEW_RECORDS, YOUNG, OLD)
