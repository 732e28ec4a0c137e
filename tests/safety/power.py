"""A disk that loses its power: what was written, synced, made and renamed is recorded, then replayed into images."""

from __future__ import annotations

import os
import random
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.safety.deeds import Deed
from tests.safety.vfs import Watcher, watched

SECTOR = 512
Event = tuple[Any, ...]


class Trace(Watcher):
    """Everything done to files, in order: by SQLite through its VFS, by Python through `os`, and what was promised."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._unsynced_names: set[str] = set()  # logs just made, whose folder their first sync syncs too

    def acknowledge(self, deed: Deed) -> None:
        """Note that a deed was said to be kept."""
        self.events.append(("ack", deed))

    def opening(self, path: str, *, new: bool, log: bool) -> int:
        if new:
            self.events.append(("new", path))
            if log:
                self._unsynced_names.add(path)
        return 0

    def writing(self, path: str, at: int, data: bytes) -> int:
        self.events.append(("write", path, at, data))
        return 0

    def truncating(self, path: str, size: int) -> int:
        self.events.append(("cut", path, size))
        return 0

    def syncing(self, path: str) -> int:
        self.events.append(("sync", path))
        if path in self._unsynced_names:
            self._unsynced_names.discard(path)
            self.events.append(("sync names", str(Path(path).parent)))
        return 0

    def deleting(self, path: str, *, sync_folder: bool) -> int:
        if Path(path).exists():
            self.events.append(("unlink", path))
            if sync_folder:
                self.events.append(("sync names", str(Path(path).parent)))
        return 0


@contextmanager
def recorded(trace: Trace) -> Iterator[None]:
    """Record all that is done to files meanwhile."""
    real = {name: getattr(os, name) for name in ("open", "mkdir", "unlink", "replace", "rename", "fsync")}

    def opened(path: Any, flags: int, *rest: Any, **named: Any) -> int:
        new = flags & os.O_CREAT and not Path(path).exists()
        handle: int = real["open"](path, flags, *rest, **named)
        if new:
            trace.events.append(("new", os.fspath(path)))
        return handle

    def made(path: Any, *rest: Any, **named: Any) -> None:
        real["mkdir"](path, *rest, **named)
        trace.events.append(("mkdir", os.fspath(path)))

    def unlinked(path: Any, **named: Any) -> None:
        real["unlink"](path, **named)
        trace.events.append(("unlink", os.fspath(path)))

    def moved(one: Any, other: Any, **named: Any) -> None:
        real["replace"](one, other, **named)
        trace.events.append(("rename", os.fspath(one), os.fspath(other)))

    def synced(handle: int) -> None:
        real["fsync"](handle)
        path = str(Path(f"/proc/self/fd/{handle}").readlink())
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            trace.events.append(("sync names", path))
        else:
            trace.events.append(("content", path, Path(path).read_bytes()))

    with pytest.MonkeyPatch.context() as patch, watched(trace):
        for name, function in (("open", opened), ("mkdir", made), ("unlink", unlinked), ("replace", moved)):
            patch.setattr(os, name, function)
        patch.setattr(os, "rename", moved)
        patch.setattr(os, "fsync", synced)
        yield


class _File:
    """A file: what is on the disk for good, and what was written since."""

    def __init__(self) -> None:
        self.durable = bytearray()
        self.pending: list[Event] = []

    def settle(self) -> None:
        for event in self.pending:
            _apply(self.durable, event)
        self.pending.clear()

    def image(self, rng: random.Random) -> bytes:
        """Return what may be there after the power failed: each later write whole, gone or torn."""
        content = bytearray(self.durable)
        fate = rng.random()
        for event in self.pending:
            chance = rng.random()
            if fate < 0.2 or (fate > 0.4 and chance < 0.4):
                continue
            if fate > 0.4 and chance > 0.7 and event[0] == "write":
                _, path, at, data = event
                for start in range(0, len(data), SECTOR):
                    if rng.random() < 0.5:
                        _apply(content, ("write", path, at + start, data[start : start + SECTOR]))
            else:
                _apply(content, event)
        return bytes(content)


def _apply(content: bytearray, event: Event) -> None:
    if event[0] == "write":
        _, _path, at, data = event
        content.extend(bytes(max(0, at - len(content))))
        content[at : at + len(data)] = data
    elif len(content) > event[2]:
        del content[event[2] :]
    else:
        content.extend(bytes(event[2] - len(content)))


class Disk:
    """The disk under a folder that was there for good before the trace began."""

    def __init__(self, root: Path) -> None:
        self.root = str(root)
        self.now: dict[str, _File | None] = {}  # None is a folder
        self.durable: dict[str, _File | None] = {}
        self.pending: dict[str, list[Event]] = {}

    def replay(self, event: Event) -> None:
        """Take the next event of a trace."""
        name, path = event[0], str(event[1])
        if not path.startswith(self.root + "/") and path != self.root:
            return
        if name in ("new", "mkdir", "unlink", "rename"):
            if name == "new":
                event = ("new", path, _File())
            self._names(self.now, event)
            self.pending.setdefault(str(Path(path).parent), []).append(event)
        elif name == "sync names":
            for waiting in self.pending.pop(path, ()):
                self._names(self.durable, waiting)
        elif (file := self.now.get(path)) is not None:
            if name == "sync":
                file.settle()
            elif name == "content":
                file.durable, file.pending = bytearray(event[2]), []
            else:
                file.pending.append(event)

    @staticmethod
    def _names(names: dict[str, _File | None], event: Event) -> None:
        if event[0] == "unlink":
            names.pop(event[1], None)
        elif event[0] == "rename":
            if event[1] in names:
                names[event[2]] = names.pop(event[1])
        else:
            names[event[1]] = event[2] if event[0] == "new" else None

    def image(self, rng: random.Random, target: Path) -> None:
        """Write to `target` what may be found when the power is back; names not yet synced are there in part."""
        names = dict(self.durable)
        for waiting in self.pending.values():
            for event in waiting[: rng.randint(0, len(waiting))]:  # a file system keeps the order of its names
                self._names(names, event)
        contents = {path: None if file is None else file.image(rng) for path, file in sorted(names.items())}
        target.mkdir(mode=0o700)
        for path, content in contents.items():
            place = target / os.path.relpath(path, self.root)
            if not place.parent.is_dir():
                continue  # its folder was lost
            if content is None:
                place.mkdir(mode=0o700)
            else:
                place.write_bytes(content)
                place.chmod(0o600)


def images(trace: Trace, root: Path, count: int, seed: int, target: Path) -> Iterator[tuple[str, Path, list[Deed]]]:
    """Yield images at random moments, with the seed of each and the deeds acknowledged before it."""
    rng = random.Random(seed)
    told = [n + 1 for n, event in enumerate(trace.events) if event[0] == "ack"]
    moments = sorted(
        rng.choice(told) if rng.random() < 0.3 else rng.randint(1, len(trace.events)) for _ in range(count)
    )
    disk, deeds, at = Disk(root), [], 0
    for number, moment in enumerate(moments):
        for event in trace.events[at:moment]:
            if event[0] == "ack":
                deeds.append(event[1])
            else:
                disk.replay(event)
        at = moment
        folder = target / f"image-{number}"
        disk.image(random.Random(f"{seed} {number}"), folder)
        yield f"seed {seed}, image {number} at event {moment} of {len(trace.events)}", folder, list(deeds)
