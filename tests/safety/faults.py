"""A disk that fails at its n-th operation: full, or with an error, for SQLite and for Python alike."""

# ruff: noqa: ARG002 (a watcher sees what it needs)

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.safety.vfs import Watcher, watched


class Fault(Watcher):
    """Counts what is done to the disk while it is armed, and fails from the operation `at` on until it is mended."""

    def __init__(self) -> None:
        self._count = self._points = 0
        self._at: int | None = None
        self._full = self._torn = True
        self._armed = False

    def measure(self, mark: int) -> None:
        """Count, from 0 on, the operations of a deed that goes well."""
        if mark:
            self._points = self._count
        self._count, self._at, self._armed = 0, None, not mark

    def arm(self, number: int, count: int) -> str:
        """Fail from one of the counted operations on: full or with an error, a write refused or torn."""
        self._at = number * self._points // count
        self._count, self._full, self._torn, self._armed = 0, number % 2 == 0, number % 3 == 0, True
        return f"operation {self._at} of {self._points}, {'full' if self._full else 'error'}"

    def mend(self) -> None:
        """Have the disk work again."""
        self._armed = False

    def failing(self) -> bool:
        """Count one operation and say whether it is to fail."""
        if not self._armed:
            return False
        self._count += 1
        return self._at is not None and self._count > self._at

    def opening(self, path: str, *, new: bool, log: bool) -> int:
        return sqlite3.SQLITE_CANTOPEN if new and self.failing() else 0

    def writing(self, path: str, at: int, data: bytes) -> int:
        if not self.failing():
            return 0
        code = sqlite3.SQLITE_FULL if self._full else sqlite3.SQLITE_IOERR_WRITE
        return -code if self._torn else code

    def truncating(self, path: str, size: int) -> int:
        return sqlite3.SQLITE_IOERR_TRUNCATE if not self._full and self.failing() else 0

    def syncing(self, path: str) -> int:
        return sqlite3.SQLITE_IOERR_FSYNC if self.failing() else 0

    def deleting(self, path: str, *, sync_folder: bool) -> int:
        return sqlite3.SQLITE_IOERR_DELETE if not self._full and self.failing() else 0

    def python(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function of `os` that fails with the disk."""

        def guarded(*arguments: Any, **named: Any) -> Any:
            if function is _REAL["open"] and not (arguments[1] & os.O_CREAT and not Path(arguments[0]).exists()):
                return function(*arguments, **named)
            if self.failing():
                code = errno.ENOSPC if self._full else errno.EIO
                raise OSError(code, os.strerror(code), str(arguments[0]))
            return function(*arguments, **named)

        return guarded


_REAL: dict[str, Callable[..., Any]] = {name: getattr(os, name) for name in ("open", "mkdir", "replace", "fsync")}


@contextmanager
def failing_disk() -> Iterator[Fault]:
    """Have a disk whose failure can be armed."""
    fault = Fault()
    with pytest.MonkeyPatch.context() as patch, watched(fault):
        for name, function in _REAL.items():
            patch.setattr(os, name, fault.python(function))
        try:
            yield fault
        finally:
            fault.mend()
