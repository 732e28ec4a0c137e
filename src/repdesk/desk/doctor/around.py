"""What lies around the book: who can read its files, room on the disk, backups, programs that copy its folder."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from repdesk import paths
from repdesk.desk.backups.rows import backups
from repdesk.desk.doctor.finding import Finding, Level, Shown
from repdesk.i18n import _, ngettext
from repdesk.private import sha256
from repdesk.store.backups.elsewhere import read_elsewhere
from repdesk.store.backups.shelf import Kept, shelf
from repdesk.store.beside import backups_folder, goes_with_backups
from repdesk.store.cloud import conflicted_copies, synced_by
from repdesk.text import visible

_OLD = timedelta(days=7)
_LEAST_ROOM = 20_000_000
_TIMES = 4  # a backup, an import's log and a sweep together need this many times the book


def places(path: Path, shown: Shown) -> Iterator[Finding]:
    """Tell where everything lies."""
    own = (("backups", backups_folder(path)), ("config", paths.config_dir()), ("log", paths.log_dir()))
    for kind, place in own:
        text = "%(path)s" if place.exists() else _("%(path)s (not there yet)")
        yield Finding(kind, "ok", text % {"path": shown.place(place)})
    reports = len(list(paths.log_dir().glob("crash-*.txt"))) if paths.log_dir().is_dir() else 0
    if reports:
        said = ngettext("%(n)d crash report", "%(n)d crash reports", reports) % {"n": reports}
        yield Finding("crashes", "look", said)


def permissions(path: Path, shown: Shown) -> Iterator[Finding]:
    """Tell which files and folders others than their owner can get at; on Windows the profile keeps them."""
    if sys.platform == "win32":
        return
    files = [file for file in _files(path) if _open_to_others(file)]
    folders = [
        folder for folder in (backups_folder(path), paths.log_dir(), paths.data_dir()) if _open_to_others(folder)
    ]
    if files:
        said = ngettext(
            "%(n)d file can be read by others than you: %(names)s",
            "%(n)d files can be read by others than you: %(names)s",
            len(files),
        )
        names = ", ".join(file.name for file in files[:5])
        yield Finding("permissions", "wrong", said % {"n": len(files), "names": shown.name(names)})
    if folders:
        names = ", ".join(map(shown.place, folders))
        yield Finding("folders", "look", _("Others than you can look into %(names)s") % {"names": names})
    if not (files or folders):
        yield Finding("permissions", "ok", _("The book's files and folders are yours alone."))


def _files(path: Path) -> Iterator[Path]:
    """Yield the book, what stands beside it, its backups and the crash reports."""
    ours: tuple[tuple[Path, Callable[[str], bool]], ...] = (
        (path.parent, lambda name: name == path.name or name.startswith((f"{path.name}.", f"{path.name}-"))),
        (backups_folder(path), lambda name: goes_with_backups(path, name)),
        (paths.log_dir(), lambda name: name.startswith("crash-")),
    )
    for folder, is_ours in ours:
        if folder.is_dir():
            yield from sorted(file for file in folder.iterdir() if is_ours(file.name) and file.is_file())


def _open_to_others(path: Path) -> bool:
    try:
        return bool(stat.S_IMODE(path.stat().st_mode) & 0o077)
    except OSError:
        return False


def room(path: Path, _shown: Shown) -> Iterator[Finding]:
    """Tell how much room the disk has, against what the book may need."""
    folder = next(folder for folder in path.absolute().parents if folder.is_dir())
    free = shutil.disk_usage(folder).free
    size = path.stat().st_size if path.is_file() else 0
    text = _("%(free)s free where the book lies") % {"free": f"{free / 1_000_000_000:.1f} GB"}
    yield Finding("disk", "look" if free < max(_LEAST_ROOM, _TIMES * size) else "ok", text)
    if not os.access(folder, os.W_OK):
        yield Finding("disk", "look", _("The folder of the book cannot be written to."))


def copies(path: Path, now: datetime, shown: Shown) -> Iterator[Finding]:
    """Tell of the backups: how many, how old, whether the newest one is what it was when it was made."""
    rows = backups(path)
    if not rows:
        level: Level = "look" if path.exists() else "ok"
        yield Finding("backups", level, _('There is no backup yet: "repdesk backup" makes one.'))
        return
    sound = [row for row in rows if row.sound]
    said = ngettext("%(n)d backup, the newest of %(at)s", "%(n)d backups, the newest of %(at)s", len(rows))
    told = said % {"n": len(rows), "at": f"{rows[0].at:%Y-%m-%d %H:%M}"}
    if not sound:
        yield Finding("backups", "wrong", told + "; " + _("none of them is sound"))
        return
    old = now - sound[0].at > _OLD
    yield Finding("backups", "look" if old else "ok", told + ("; " + _("that is more than a week ago") if old else ""))
    if len(sound) < len(rows):
        bad = ngettext("%(n)d backup is not sound", "%(n)d backups are not sound", len(rows) - len(sound))
        yield Finding("backups", "look", bad % {"n": len(rows) - len(sound)})
    altered = _altered(path)
    if altered is not None:
        text = _("The newest backup %(name)s is not as it was made: do not rely on it, make another.")
        yield Finding("backups", "wrong", text % {"name": shown.name(altered.name)})


def _altered(path: Path) -> Kept | None:
    """Return the newest sound backup beside the book where its bytes differ from what its note says."""
    newest = next((kept for kept in shelf(path) if kept.sound and kept.sha256), None)
    return newest if newest is not None and sha256(newest.path) != newest.sha256 else None


def second_folder(path: Path, shown: Shown) -> Iterator[Finding]:
    """Tell of the second folder of backups, where there is one: whether it is there, and encrypted."""
    said = read_elsewhere(path)
    if said.folder is None:
        return
    folder = {"path": shown.place(said.folder)}
    if not said.attached:
        yield Finding("second", "look", _("The second folder of backups is not there now: %(path)s") % folder)
    elif said.missed:
        yield Finding("second", "look", _("The latest backup is not in the second folder %(path)s") % folder)
    elif said.recipient:
        yield Finding("second", "ok", _("Backups also go to %(path)s, encrypted.") % folder)
    else:
        yield Finding("second", "ok", _("Backups also go to %(path)s, not encrypted.") % folder)


def cloud(path: Path, shown: Shown) -> Iterator[Finding]:
    """Tell of a program that copies the book's folder to other computers, and of copies it made in conflict."""
    client = synced_by(path)
    if client is not None:
        text = _("The book lies in a folder that %(client)s copies: keep it in a folder of its own.")
        yield Finding("cloud", "look", text % {"client": client})
    for copy in conflicted_copies(path):
        text = _("There is another copy of this book: %(name)s") % {"name": shown.name(visible(copy.name))}
        yield Finding("cloud", "look", text)
    if client is None:
        yield Finding("cloud", "ok", _("No program is known to copy the book's folder to other computers."))
