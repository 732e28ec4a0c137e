"""The two locks beside a book: the session lock (one app) and the write lock (one act); both end with their process."""

from __future__ import annotations

import json
import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from repdesk.clock import Clock
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.private import create_folder

WRITE_SECONDS = 10.0
_POLL_SECONDS = 0.002

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # a locked byte cannot be read by others: lock one far behind the text

    def _seize(handle: int) -> bool:
        """Lock the file without waiting; False where another holds it."""
        os.lseek(handle, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _seize(handle: int) -> bool:
        """Lock the file without waiting; False where another holds it."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a session: process, machine and the instant it began; 0 and blanks where that cannot be told."""

    pid: int = 0
    host: str = ""
    since: str = ""


def _beside(path: Path, ending: str) -> Path:
    """Return the lock file of the book, the same one by whatever link the book is reached."""
    path = path.resolve()
    return path.with_name(path.name + ending)


def _open(path: Path) -> int:
    """Open the lock file, made for the owner alone."""
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise RepdeskError(
            _("The book cannot be locked"), str(path), _("Check the folder's permissions and free space.")
        ) from error


class SessionLock:
    """Held by the one app that writes to a book; a second app learns who holds it and opens the book for reading."""

    def __init__(self, path: Path) -> None:
        self._path = _beside(path, ".session")
        self._handle: int | None = None

    def acquire(self) -> Holder | None:
        """Take the session and return None, or return who has it; the folder is made where it is missing."""
        try:
            create_folder(self._path.parent)
        except OSError as error:
            raise RepdeskError(
                _("The book cannot be made"),
                str(self._path.parent),
                _("Check the folder's permissions and free space."),
            ) from error
        handle = _open(self._path)
        if not _seize(handle):
            holder = _read_holder(handle)
            os.close(handle)
            return holder
        self._handle = handle
        mine = Holder(os.getpid(), socket.gethostname(), Clock().stamp())
        with suppress(OSError):  # a full disk: it is held all the same, only by whom cannot be told
            os.ftruncate(handle, 0)
            os.lseek(handle, 0, os.SEEK_SET)
            os.write(handle, json.dumps(asdict(mine)).encode())
        return None

    def release(self) -> None:
        """Give the session back; does nothing where it is not held."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


@contextmanager
def session_alone(path: Path) -> Iterator[None]:
    """Hold the session of a book whose file is to be replaced; RepdeskError where an app has it open."""
    session = SessionLock(path)
    holder = session.acquire()
    if holder is not None:
        raise RepdeskError(
            _("The book is open in another repdesk"),
            _("It is process %(pid)d on %(host)s.") % {"pid": holder.pid, "host": holder.host},
            _("Leave it there first. Nothing was changed."),
        )
    try:
        yield
    finally:
        session.release()


def session_holder(path: Path) -> Holder | None:
    """Return who holds the session of a book, None where nobody does; nothing is made, and nothing kept."""
    try:
        handle = os.open(_beside(path, ".session"), os.O_RDONLY)
    except OSError:
        return None
    try:
        return None if _seize(handle) else _read_holder(handle)
    except OSError:  # a file system that lets only writers lock
        return None
    finally:
        os.close(handle)


def _read_holder(handle: int) -> Holder:
    """Read who holds the session; an unknown holder where that is just being written."""
    os.lseek(handle, 0, os.SEEK_SET)
    try:
        return Holder(**json.loads(os.read(handle, 1000)))
    except (ValueError, TypeError):
        return Holder()


@contextmanager
def write_lock(path: Path, timeout: float = WRITE_SECONDS) -> Iterator[None]:
    """Keep every other writer, thread or process, out of the book at `path`; RepdeskError after `timeout` seconds."""
    handle = _open(_beside(path, ".write"))
    try:
        until = time.monotonic() + timeout
        while not _seize(handle):
            if time.monotonic() >= until:
                raise RepdeskError(
                    _("Another program is writing to the book"),
                    _("Nothing was saved."),
                    _("Try again when it has finished."),
                )
            time.sleep(_POLL_SECONDS)
        yield
    finally:
        os.close(handle)
