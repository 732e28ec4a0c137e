"""Whether a program copies the book's folder to other computers, and the copies it made where two were changed."""

from __future__ import annotations

import fnmatch
import re
import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

# A folder is known by how its name begins (small letters), or by a file or folder that the client keeps in it.
_NAMES = {
    "Dropbox": ("dropbox",),
    "OneDrive": ("onedrive", "skydrive"),
    "iCloud Drive": ("com~apple~clouddocs", "icloud drive", "iclouddrive", "mobile documents"),
    "Google Drive": ("google drive", "googledrive", "google 云端硬盘", "我的云端硬盘"),
    "Nextcloud": ("nextcloud",),
    "ownCloud": ("owncloud",),
    "Syncthing": ("syncthing",),
    "坚果云": ("nutstore", "坚果云", "我的坚果云"),
    "百度网盘": ("baidunetdisk", "baidusyncdisk", "baiduyun", "百度网盘", "百度云"),
    "WPS": ("wps云盘", "wps cloud files", "wpsdrive"),
    "Synology Drive": ("synologydrive", "cloudstation"),
    "Box": ("box sync", "box-box"),
    "MEGA": ("megasync",),
    "pCloud": ("pcloud",),
    "Seafile": ("seafile", "seadrive"),
}
_MARKS = {
    "Dropbox": (".dropbox", ".dropbox.cache"),
    "Google Drive": (".tmp.drivedownload", ".tmp.driveupload"),
    "Nextcloud": (".nextcloudsync.log", "._nextcloud*"),
    "ownCloud": (".owncloudsync.log", ".owncloudpropsdb*", "._sync_*.db", ".sync_*.db"),
    "Syncthing": (".stfolder", ".stignore", ".stversions"),
    "坚果云": (".nutstore*",),
    "百度网盘": (".baidusyncdisk*", ".baiduyun*"),
    "Synology Drive": (".synologyworkingdirectory",),
    "Seafile": (".seafile-data",),
}
_IN_CONFLICT = ("conflict", "冲突", "衝突")
_COPY_BY_NUMBER = re.compile(r" ?\(\d{1,3}\)| \d{1,3}")  # Google Drive, 百度网盘; iCloud Drive
_BY_COMPUTER = re.compile(r"-(?:DESKTOP|LAPTOP|PC|WIN)-[A-Z0-9-]+|-.*的(?:MacBook|iMac|Mac).*", re.IGNORECASE)
"""What OneDrive puts behind a name."""


def synced_by(path: Path) -> str | None:
    """Return the name of the program that copies the folder of `path` to other computers, None where none is known."""
    for folder in dict.fromkeys((*path.absolute().parents, *path.resolve().parents)):
        name = folder.name.casefold()
        for client, beginnings in _NAMES.items():
            if name.startswith(beginnings):
                return client
        held = _names_in(folder)
        for client, marks in _MARKS.items():
            if any(fnmatch.filter(held, mark) for mark in marks):
                return client
    return None


def _names_in(folder: Path) -> list[str]:
    """Return what lies in a folder; nothing where one may not look, and of the root, which nobody copies."""
    if folder == folder.parent:
        return []
    with suppress(OSError):
        return [file.name for file in folder.iterdir() if file.name.startswith(".")]
    return []


def conflicted_copies(path: Path) -> tuple[Path, ...]:
    """Return the copies of the book beside it that such programs make where it was changed in two places."""
    path = path.resolve()
    in_cloud = synced_by(path) is not None
    with suppress(OSError):
        return tuple(sorted(file for file in _beside(path) if _is_copy(file, path, in_cloud=in_cloud)))
    return ()


def _beside(path: Path) -> Iterator[Path]:
    """Yield the files beside the book whose names begin as its own does and end as books end."""
    for file in path.parent.iterdir():
        if file.name.startswith(path.stem) and path.suffix in file.name and file != path and file.is_file():
            yield file


def _is_copy(file: Path, book: Path, *, in_cloud: bool) -> bool:
    """Say whether a name is one that a client gives; a number or a computer behind it counts in such a folder only."""
    rest = file.name.removeprefix(book.stem).replace(book.suffix, "", 1)
    if any(word in rest.casefold() for word in _IN_CONFLICT):
        return True
    here = rest.casefold() == f"-{socket.gethostname()}".casefold()
    return in_cloud and bool(here or _COPY_BY_NUMBER.fullmatch(rest) or _BY_COMPUTER.fullmatch(rest))
