"""A watch over a folder: whatever appears in it must be its owner's alone from the moment it is there."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

_LOOK_AT = ("open", "os.", "sqlite3.", "shutil.", "tempfile.", "fcntl.")


class Watch:
    """Looks at every file and folder below a folder whenever Python is about to touch the system.

    What one call made is seen before the next one can mend it. An audit hook stays for good: use a process of its own.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._looking = False
        self.seen: set[str] = set()
        self.open_to_others: dict[str, str] = {}
        sys.addaudithook(self._heed)

    def _heed(self, event: str, _arguments: tuple[object, ...]) -> None:
        if not self._looking and event.startswith(_LOOK_AT):
            self.look()

    def look(self) -> None:
        self._looking = True
        try:
            self._below(self._folder)
        finally:
            self._looking = False

    def _below(self, folder: str) -> None:
        for entry in os.scandir(folder):
            try:
                found = entry.stat(follow_symlinks=False)
            except FileNotFoundError:
                continue
            kind = os.path.splitext(entry.name)[1] or entry.name  # noqa: PTH122 (a Path for every look costs)
            self.seen.add(kind)
            wanted = 0o700 if entry.is_dir(follow_symlinks=False) else 0o600
            if stat.S_IMODE(found.st_mode) != wanted:
                self.open_to_others[os.path.relpath(entry.path, self._folder)] = f"{stat.S_IMODE(found.st_mode):o}"
            if entry.is_dir(follow_symlinks=False):
                self._below(entry.path)
