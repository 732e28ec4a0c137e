"""A deed on a disk that refuses: tried at many points, the disk mended each time and the deed tried again."""

from __future__ import annotations

import os
import random
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from repdesk.desk.book import Book
from repdesk.desk.opening import open_book
from repdesk.errors import RepdeskError
from tests.desk.making import SetClock
from tests.safety.deeds import Deed, deed, latest, new_book, prepare, wrong

TECHNICAL = ("sqlite", "errno", "i/o", "database", "traceback")


class Disk(Protocol):
    """A disk that can be made to fail."""

    def arm(self, number: int, count: int) -> str:
        """Have it fail from point `number` of `count` on, and return how that is told."""

    def mend(self) -> None:
        """Have it work again."""

    def measure(self, mark: int) -> None:
        """Take note before (0) and after (1) a deed on a working disk of what there is to fail."""


class Limited:
    """Files may not grow over a size: RLIMIT_FSIZE, for this whole process."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._most = folder, 0

    def measure(self, mark: int) -> None:
        sizes = [path.stat().st_size for path in self._folder.rglob("*") if path.is_file()]
        self._most = max(sizes) + 40_000 if mark else 0

    def arm(self, number: int, count: int) -> str:
        size = number * self._most // count
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
        return f"files up to {size} bytes"

    def mend(self) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


class Filled:
    """A small file system of its own, filled but for a few bytes."""

    def __init__(self, folder: Path) -> None:
        self._filler, self._free = folder / "filler", 0

    def measure(self, mark: int) -> None:
        free = self._room()
        self._free = self._free - free + 40_000 if mark else free

    def arm(self, number: int, count: int) -> str:
        left = number * self._free // count
        self._filler.write_bytes(bytes(max(0, self._room() - left)))
        return f"{left} bytes free"

    def mend(self) -> None:
        self._filler.unlink(missing_ok=True)

    def _room(self) -> int:
        free = os.statvfs(self._filler.parent)
        return free.f_bavail * free.f_frsize


def failures(path: Path, disk: Disk, kind: str, count: int, seed: int = 3) -> list[str]:
    """Have the disk fail at `count` points of a deed and return what was wrong."""
    book = open_book(path, SetClock())
    kept = [deed(book, random.Random(seed), kind)]
    disk.measure(0)
    kept.append(deed(book, random.Random(seed + 1), kind))
    disk.measure(1)
    found: list[str] = []
    refused = 0
    try:
        for number in range(count):
            before = len(found)
            prepare(book, random.Random(f"{seed} {number}"), kind)
            told = f"{kind}, seed {seed}, point {number} of {count}: {disk.arm(number, count)}"
            try:
                for what in _failed(book, disk, kind, f"{seed} {number}", kept):
                    found += [f"{told}: {what}"] if what else []
                    refused += not what
            finally:
                disk.mend()
            if len(found) > before + 3:
                break
        found += wrong(book.store, kept)
    finally:
        book.close()
    again = open_book(path, SetClock())
    found += wrong(again.store, kept)
    again.close()
    return found if refused else [*found, "the disk never failed"]


def _failed(book: Book, disk: Disk, kind: str, seed: str, kept: list[Deed]) -> Iterator[str]:
    """Do a deed on a failing disk; where it is refused nothing of it may be there, and it works once there is room.

    Yield what is wrong, and "" for a refusal as it should be.
    """
    before, files = latest(book.read()), _files(book)
    try:
        kept.append(deed(book, random.Random(seed), kind))
    except RepdeskError as error:
        disk.mend()
        yield ""
        if any(word in error.line.casefold() for word in TECHNICAL) or not (error.message and error.hint):
            yield f"not plain: {error.line}"
        if latest(book.read()) != before:
            yield "refused, and yet in the book"
        if left := _files(book) - files:
            yield f"left behind: {sorted(left)}"
        try:
            kept.append(deed(book, random.Random(seed), kind))
        except RepdeskError as again:
            yield f"refused with room: {again.line}"
    except Exception as error:  # noqa: BLE001 (whatever it is, the rep would see it)
        disk.mend()
        yield f"raw: {error!r}"


def _files(book: Book) -> set[str]:
    """Return the files there are, but for the book's own log and lock and what is imported."""
    own = {f"{book.store.path.name}{ending}" for ending in ("-wal", "-shm", ".write")}
    names = {path.name for path in book.store.path.parent.rglob("*") if path.is_file()} - own
    return {name for name in names if not name.endswith((".csv", "filler"))}


def main(folder: Path, kind: str, count: int, *, filled: bool) -> None:
    """Fail in this process and print what was wrong."""
    path = folder / "desk" / "book.db"
    new_book(path)
    disk = Filled(folder) if filled else Limited(path.parent)
    sys.stdout.write("".join(f"{line}\n" for line in failures(path, disk, kind, count)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), filled=sys.argv[4] == "filled")
