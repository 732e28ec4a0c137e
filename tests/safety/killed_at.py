"""A process that ends, as by a kill, before a given look at the disk."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

_STEPS = ("open", "os.rename", "os.remove", "os.link", "os.rmdir", "os.mkdir", "os.truncate", "shutil.rmtree")


def killed_at(folder: Path, work: Callable[[], object], step: int) -> bool:
    """Do a work in a child that is gone before its `step`-th look into a folder; False where it came to its end."""
    child = os.fork()
    if child == 0:
        seen = 0

        def count(event: str, args: tuple[object, ...]) -> None:
            nonlocal seen
            if event in _STEPS and str(folder) in str(args[0]):
                seen += 1
                if seen > step:
                    os._exit(9)

        try:
            sys.addaudithook(count)
            work()
        except BaseException:  # noqa: BLE001 (the child says how it ended by its code alone)
            os._exit(1)
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) in (0, 9), f"the work failed before step {step}"
    return os.waitstatus_to_exitcode(status) == 9
