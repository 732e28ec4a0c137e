"""One app, one act: the locks hold between processes and go with them."""

from __future__ import annotations

import os
import signal
import socket
import stat
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import Popen

import pytest

from repdesk.errors import RepdeskError
from repdesk.store.locks import SessionLock, write_lock

Spawn = Callable[[str, list[object]], "Popen[str]"]

HOLD = """
import sys, time
from pathlib import Path
from repdesk.store.locks import SessionLock, write_lock
path = Path(sys.argv[1])
if sys.argv[2] == "session":
    assert SessionLock(path).acquire() is None
    print("held", flush=True)
    time.sleep(60)
else:
    with write_lock(path):
        print("held", flush=True)
        time.sleep(60)
"""


def test_a_second_session_learns_who_has_the_first_until_that_is_killed(tmp_path: Path, spawn: Spawn) -> None:
    path = tmp_path / "book.db"
    child = spawn(HOLD, [path, "session"])
    assert child.stdout is not None
    assert child.stdout.readline() == "held\n"
    lock = SessionLock(path)
    holder = lock.acquire()
    assert holder is not None
    assert (holder.pid, holder.host) == (child.pid, socket.gethostname())
    assert holder.since.endswith("Z")
    assert stat.S_IMODE((tmp_path / "book.db.session").stat().st_mode) == 0o600
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    assert lock.acquire() is None
    assert SessionLock(path).acquire() is not None
    lock.release()
    again = SessionLock(path)
    assert again.acquire() is None
    again.release()


def test_the_session_is_one_by_whatever_link_it_is_reached(tmp_path: Path) -> None:
    book, link = tmp_path / "book.db", tmp_path / "link.db"
    book.touch()
    link.symlink_to(book)
    lock = SessionLock(book)
    assert lock.acquire() is None
    assert SessionLock(link).acquire() is not None
    lock.release()


def test_a_writer_waits_and_then_says_so_until_the_other_is_killed(tmp_path: Path, spawn: Spawn) -> None:
    path = tmp_path / "book.db"
    child = spawn(HOLD, [path, "write"])
    assert child.stdout is not None
    assert child.stdout.readline() == "held\n"
    began = time.monotonic()
    with pytest.raises(RepdeskError, match="Another program is writing"), write_lock(path, timeout=0.05):
        pass
    assert time.monotonic() - began >= 0.05
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    with write_lock(path, timeout=0.05):
        pass
