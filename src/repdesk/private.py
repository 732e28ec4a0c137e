"""Files and folders for their owner alone, whatever the umask; each whole, and on the disk, before it has its name."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, BinaryIO, TextIO

PRIVATE = 0o600
"""The mode of every file that repdesk makes."""
_CHUNK = 1 << 20


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
    """Write a small file anew: the old one, or the new one, whole; OSError where it cannot be."""
    write_bytes(path, text.encode())


def write_bytes(path: Path, content: bytes) -> None:
    """Do the same with what is no text."""
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    create_file(part)
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Have the disk hold a file."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def give_name(part: Path, target: Path) -> None:
    """Give a whole copy its name, for good or not at all; FileExistsError where a file has it, which is never replaced.

    A link takes the name at once, so that no empty file stands under it at any moment, but not every disk knows links.
    """
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:
        create_file(target)
    try:
        part.replace(target)
        part.unlink(missing_ok=True)  # two links of one file are not replaced
        sync_folder(target.parent)
    except OSError:
        with suppress(OSError):
            target.unlink()
        raise


def overwrite(path: Path) -> None:
    """Write over what a file holds, as far as its file system lets one; one that has another name too is left."""
    if path.stat().st_nlink > 1:
        return
    with path.open("r+b") as file:
        size = left = os.fstat(file.fileno()).st_size
        while left > 0:
            left -= file.write(bytes(min(_CHUNK, left)))
        file.flush()
        os.fsync(file.fileno())
        if size:
            file.truncate(0)


@contextmanager
def new_text(target: Path) -> Iterator[TextIO]:
    """Yield a file to write text into that gets its name once it is whole; FileExistsError where a file has it."""
    with _new(target) as part, part.open("w", encoding="utf-8", newline="\n") as file:
        yield file
        _sync(file)


@contextmanager
def new_bytes(target: Path) -> Iterator[BinaryIO]:
    """Do the same with what is no text."""
    with _new(target) as part, part.open("w+b") as file:
        yield file
        _sync(file)


@contextmanager
def _new(target: Path) -> Iterator[Path]:
    """Yield an empty file beside `target`, which gets that name at the end, unless something went wrong."""
    if target.exists() or target.is_symlink():
        raise FileExistsError(target)
    part = target.with_name(f"{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        create_file(part)
        yield part
        give_name(part, target)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _sync(file: IO[Any]) -> None:
    file.flush()
    os.fsync(file.fileno())


def sha256(path: Path) -> str:
    """Return the digest of a file's bytes in hex."""
    import hashlib  # slow to load, and no command needs it at its start

    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
