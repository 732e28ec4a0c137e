"""Run a program as somebody whom permissions stop: the tests' own user, where that is root without its powers.

`python unprivileged.py PROGRAM ARGUMENTS…` lays those powers down and becomes the program.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Sequence
from pathlib import Path

_DROP_FROM_BOUNDING_SET = 24
_PAST_PERMISSIONS = (0, 1, 2, 3)  # chown, dac_override, dac_read_search, fowner
PYTHON = (sys.executable, str(Path(__file__)), sys.executable)
"""The start of the command line of a Python that permissions stop."""


def repdesk(*words: object) -> list[str]:
    """Return the command line of repdesk that permissions stop."""
    return [*PYTHON, "-m", "repdesk", *map(str, words)]


def can_be_stopped() -> bool:
    """Say whether permissions can be made to stop a child of this process."""
    return sys.platform == "linux" or (hasattr(os, "geteuid") and os.geteuid() != 0)


def _become(command: Sequence[str]) -> None:
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        for power in _PAST_PERMISSIONS:
            if libc.prctl(_DROP_FROM_BOUNDING_SET, power, 0, 0, 0):
                raise OSError(ctypes.get_errno(), "root's powers cannot be laid down")
    os.execv(command[0], list(command))  # noqa: S606 (the program under test)


if __name__ == "__main__":
    _become(sys.argv[1:])
