"""A watched disk: the very SQLite of Python's sqlite3, with each write, sync and delete of it seen and refusable."""

# ruff: noqa: ARG002 (a watcher sees what it needs)

from __future__ import annotations

import ctypes
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import CFUNCTYPE, POINTER, c_char_p, c_int, c_int64, c_void_p
from pathlib import Path
from typing import Any

MAIN_DB, IS_LOG = 0x100, 0x80000 | 0x800 | 0x4000  # WAL, main journal, super-journal: made with their folder synced


class Watcher:
    """Sees what SQLite is about to do; a code of SQLite's other than 0 has it fail instead.

    A negative code lets half of a write through and then fails it.
    """

    def opening(self, path: str, *, new: bool, log: bool) -> int:
        """See a file opened, `new` where it is made, `log` where it is a journal or a write-ahead log."""
        return 0

    def writing(self, path: str, at: int, data: bytes) -> int:
        """See bytes written."""
        return 0

    def truncating(self, path: str, size: int) -> int:
        """See a file cut."""
        return 0

    def syncing(self, path: str) -> int:
        """See a file put on the disk for good."""
        return 0

    def deleting(self, path: str, *, sync_folder: bool) -> int:
        """See a file deleted."""
        return 0


class _Vfs(ctypes.Structure):
    _fields_ = [
        ("iVersion", c_int),
        ("szOsFile", c_int),
        ("mxPathname", c_int),
        ("pNext", c_void_p),
        ("zName", c_char_p),
        ("pAppData", c_void_p),
        ("xOpen", c_void_p),
        ("xDelete", c_void_p),
        *((name, c_void_p) for name in ("xAccess", "xFullPathname", "xDlOpen", "xDlError", "xDlSym", "xDlClose")),
        *((name, c_void_p) for name in ("xRandomness", "xSleep", "xCurrentTime", "xGetLastError", "xInt64")),
        *((name, c_void_p) for name in ("xSetSystemCall", "xGetSystemCall", "xNextSystemCall")),
    ]


class _Methods(ctypes.Structure):
    _fields_ = [
        ("iVersion", c_int),
        *((name, c_void_p) for name in ("xClose", "xRead", "xWrite", "xTruncate", "xSync", "xFileSize", "xLock")),
        *((name, c_void_p) for name in ("xUnlock", "xCheckReservedLock", "xFileControl", "xSectorSize", "xDevice")),
        *((name, c_void_p) for name in ("xShmMap", "xShmLock", "xShmBarrier", "xShmUnmap", "xFetch", "xUnfetch")),
    ]


_OPEN = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, POINTER(c_int))
_DELETE = CFUNCTYPE(c_int, c_void_p, c_char_p, c_int)
_CLOSE = CFUNCTYPE(c_int, c_void_p)
_WRITE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_TRUNCATE = CFUNCTYPE(c_int, c_void_p, c_int64)
_SYNC = CFUNCTYPE(c_int, c_void_p, c_int)


def library() -> str | None:
    """Return the path of the shared library that sqlite3 runs on, None where it cannot be told or is built in."""
    sqlite3.connect(":memory:").close()
    if sys.platform != "linux":
        return None
    for line in Path("/proc/self/maps").read_text(encoding="utf-8").splitlines():
        name = line.split()[-1]
        if "libsqlite3" in name:
            return name
    return None


class _Shim:
    """The default VFS with five of its functions seen through; made once, for open files point into it."""

    def __init__(self, path: str) -> None:
        self.watcher = Watcher()
        self.errors: list[BaseException] = []
        self._lib = ctypes.CDLL(path)
        self._lib.sqlite3_vfs_find.restype = c_void_p
        self._lib.sqlite3_vfs_register.argtypes = (c_void_p, c_int)
        self._plain = self._lib.sqlite3_vfs_find(None)
        self._paths: dict[int, str] = {}
        self._methods: dict[int, _Methods] = {}
        self._kept: list[Any] = []
        plain = _Vfs.from_address(self._plain)
        self._vfs = _Vfs.from_buffer_copy(plain)
        self._vfs.pNext, self._vfs.zName = None, b"watched"
        self._open, self._delete = _OPEN(plain.xOpen), _DELETE(plain.xDelete)
        self._vfs.xOpen = self._made(_OPEN, self._on_open)
        self._vfs.xDelete = self._made(_DELETE, self._on_delete)

    def default(self, *, watched: bool) -> None:
        """Have files opened from now on watched, or not."""
        self._lib.sqlite3_vfs_register(ctypes.addressof(self._vfs) if watched else self._plain, 1)

    def _made(self, kind: Any, function: Callable[..., int]) -> int | None:
        def calmly(*arguments: Any) -> int:
            try:
                return function(*arguments)
            except BaseException as error:  # noqa: BLE001 (nothing may pass through C; the test is told at the end)
                self.errors.append(error)
                return sqlite3.SQLITE_INTERNAL

        made = kind(calmly)
        self._kept.append(made)
        return ctypes.cast(made, c_void_p).value

    def _on_open(self, _vfs: int, name: int | None, file: int, flags: int, out: Any) -> int:
        path = ctypes.string_at(name).decode() if name else ""
        log = bool(flags & IS_LOG)
        watched = bool(path and flags & (MAIN_DB | IS_LOG))
        if watched and (code := self.watcher.opening(path, new=not Path(path).exists(), log=log)):
            c_void_p.from_address(file).value = None  # no methods: SQLite does not close it
            return code
        done = self._open(self._plain, name, file, flags, out)
        methods = c_void_p.from_address(file)
        if done == 0 and watched and methods.value:
            self._paths[file] = path
            methods.value = ctypes.addressof(self._seen_through(methods.value))
        return int(done)

    def _on_delete(self, _vfs: int, name: bytes, sync_folder: int) -> int:
        code = self.watcher.deleting(name.decode(), sync_folder=bool(sync_folder))
        return code or int(self._delete(self._plain, name, sync_folder))

    def _seen_through(self, address: int) -> _Methods:
        if address in self._methods:
            return self._methods[address]
        plain = _Methods.from_address(address)
        close, write, truncate = _CLOSE(plain.xClose), _WRITE(plain.xWrite), _TRUNCATE(plain.xTruncate)
        sync = _SYNC(plain.xSync)

        def on_close(file: int) -> int:
            self._paths.pop(file, None)
            return int(close(file))

        def on_write(file: int, data: int, size: int, at: int) -> int:
            code = self.watcher.writing(self._paths[file], at, ctypes.string_at(data, size))
            if code < 0:
                write(file, data, size // 2, at)
            return abs(code) or int(write(file, data, size, at))

        def on_truncate(file: int, size: int) -> int:
            return self.watcher.truncating(self._paths[file], size) or int(truncate(file, size))

        def on_sync(file: int, flags: int) -> int:
            return self.watcher.syncing(self._paths[file]) or int(sync(file, flags))

        methods = _Methods.from_buffer_copy(plain)
        methods.xClose, methods.xWrite = self._made(_CLOSE, on_close), self._made(_WRITE, on_write)
        methods.xTruncate, methods.xSync = self._made(_TRUNCATE, on_truncate), self._made(_SYNC, on_sync)
        self._methods[address] = methods
        return methods


_shims: list[_Shim] = []


@contextmanager
def watched(watcher: Watcher) -> Iterator[None]:
    """Have every file that SQLite opens meanwhile, in this process, seen by `watcher`."""
    if not _shims:
        path = library()
        assert path is not None, "needs SQLite as a shared library"
        _shims.append(_Shim(path))
    (shim,) = _shims
    shim.watcher = watcher
    shim.default(watched=True)
    try:
        yield
    finally:
        shim.default(watched=False)
        shim.watcher = Watcher()
        errors, shim.errors = shim.errors, []
    if errors:
        raise errors[0]
