"""Where else the backups of a book go: a file beside it says so, for it must be known where the book cannot be read."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

from repdesk.private import create_file, create_folder, write_text

_MARK = ".repdesk-backups"
"""Stands in a second folder: without it the disk is not attached, and what is there is only the place for it."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The second folder of backups, None for none; the public key that they are sealed for, blank for none.

    `earlier` are folders that were the second one before, which erasures still reach; `missed` is the instant since
    when nothing could be put there, blank while all is well. `encrypted` says what the book itself is, None where
    that was never said.
    """

    folder: Path | None = None
    recipient: str = ""
    earlier: tuple[Path, ...] = ()
    missed: str = ""
    encrypted: bool | None = None

    @property
    def attached(self) -> bool:
        """Say whether the second folder is there now."""
        return self.folder is not None and is_attached(self.folder)


def is_attached(folder: Path) -> bool:
    """Say whether a second folder is there, and not only the place where its disk is attached."""
    return (folder / _MARK).is_file()


def take_folder(folder: Path) -> None:
    """Make a folder one of backups, itself for its owner alone where it is new; OSError where that cannot be."""
    create_folder(folder)
    if not is_attached(folder):
        create_file(folder / _MARK)


def elsewhere_path(book: Path) -> Path:
    """Return the file beside a book that says where else its backups go."""
    return book.with_name(book.name + ".backups")


def read_elsewhere(book: Path) -> Elsewhere:
    """Return where else the backups of a book go; nowhere where nothing is said or it cannot be read."""
    try:
        kept = json.loads(elsewhere_path(book).read_text("utf-8"))
        earlier = tuple(Path(str(one)) for one in kept["earlier"])
        folder = Path(str(kept["folder"])) if kept["folder"] else None
        encrypted = kept.get("encrypted")
        kind = encrypted if isinstance(encrypted, bool) else None
        return Elsewhere(folder, str(kept["recipient"]), earlier, str(kept["missed"]), kind)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Elsewhere()


def write_elsewhere(book: Path, said: Elsewhere) -> None:
    """Keep where else the backups go; OSError where it cannot be."""
    values = {
        "folder": str(said.folder) if said.folder else "",
        "recipient": said.recipient,
        "earlier": [str(one) for one in said.earlier],
        "missed": said.missed,
        **({} if said.encrypted is None else {"encrypted": said.encrypted}),
    }
    write_text(elsewhere_path(book), json.dumps(values, indent=1))


def moved_to(said: Elsewhere, folder: Path | None) -> Elsewhere:
    """Return it with another second folder; the one before is remembered."""
    earlier = [one for one in (*said.earlier, said.folder) if one is not None and one != folder]
    return replace(said, folder=folder, earlier=tuple(dict.fromkeys(earlier)), missed="")
