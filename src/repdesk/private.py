"""Files and folders for their owner alone, from the moment they are there, whatever the umask."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path

PRIVATE = 0o600
"""The mode of every file that repdesk makes."""


def create_folder(folder: Path) -> None:
    """Make `folder` and what is missing above it, each for the owner alone; a folder that is there stays as it is."""
    if folder.is_dir():
        return
    create_folder(folder.parent)
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Have the disk hold the names in a folder: without it what is new there may be gone after a power cut.

    Windows writes names by itself; a folder that may not be read, or a file system that knows no such thing, is left.
    """
    if sys.platform == "win32":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in (errno.EACCES, errno.EPERM, errno.EINVAL, errno.ENOTSUP):
            raise


def create_file(path: Path) -> None:
    """Make an empty file at `path` for the owner alone, and the missing folders; FileExistsError where it is."""
    create_folder(path.parent)
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, PRIVATE)
    os.close(handle)
    try:
        sync_folder(path.parent)
    except OSError:
        path.unlink()
        raise


def write_text(path: Path, text: str) -> None:
    """Write a small file of settings anew: the old one, or the new one, whole; OSError where it cannot be."""
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    create_file(part)
    with part.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    sync_folder(path.parent)
