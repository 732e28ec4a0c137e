"""The shelf of backups beside a book: what stands there, with a note beside each that tells it without opening it."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from glob import escape
from pathlib import Path

from repdesk.clock import Clock, instant
from repdesk.private import sha256, write_text
from repdesk.store.backups.sealing import SEALED, is_sealed
from repdesk.store.beside import backups_folder
from repdesk.store.connect import APPLICATION_ID, version_of
from repdesk.store.driver import LockedError, connect_file

_NAME = re.compile(r"-(\d{8})-(\d{6})(?:-(\d+))?\.db(?:\.age)?$")
ASIDE = "aside"
"""Why a book stands on the shelf that a restore put there."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a book, or a copy of it, holds: counts in force and the latest act of the rep, as codes and numbers."""

    accounts: int = 0
    calls: int = 0
    schema: int = 0
    entry: int = 0
    """The number of the journal's latest entry."""
    digest: str = ""
    """That entry's digest in hex: two books that agree in it have one past."""
    act: str = ""
    act_at: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup on the shelf; `sound` is False where it is not as its note says, or its book was not sound.

    Of one in the second folder the note also says `origin`, the digest (hex) of its book's first entry; of a sealed
    one, which nobody can look into, `plain`, the SHA-256 of what is sealed, and in `knows` a digest for each customer
    that its book knew as forgotten.
    """

    path: Path
    at: str
    why: str
    bytes: int
    sha256: str
    holds: Standing
    sound: bool = True
    origin: str = ""
    plain: str = ""
    knows: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return the name by which it is chosen: the file's, without its ending."""
        return self.path.name.removesuffix(SEALED).removesuffix(".db")

    @property
    def sealed(self) -> bool:
        """Say whether it is encrypted in the age format."""
        return is_sealed(self.path)


def free_place(book: Path, at: str, folder: Path | None = None, ending: str = "") -> Path:
    """Return a free name on the shelf, told by the instant."""
    digits = "".join(sign for sign in at if sign.isdigit())
    stem = f"{book.stem}{ending}-{digits[:8]}-{digits[8:14]}"
    folder = folder or backups_folder(book)
    target, number = folder / f"{stem}.db", 2
    while target.exists():
        target, number = folder / f"{stem}-{number}.db", number + 1
    return target


def taken_at(path: Path) -> datetime | None:
    """Return the instant in a backup's name, None where there is none."""
    found = _NAME.search(path.name)
    with suppress(ValueError):
        return datetime.strptime(f"{found[1]}{found[2]}", "%Y%m%d%H%M%S").replace(tzinfo=UTC) if found else None
    return None


def standing(connection: sqlite3.Connection) -> Standing:
    """Read what a book holds at this moment."""
    one = "SELECT (SELECT count(*) FROM live_account), (SELECT count(*) FROM live_call)"
    accounts, calls = connection.execute(one).fetchone()
    entry, digest = connection.execute("SELECT seq, digest FROM journal ORDER BY seq DESC LIMIT 1").fetchone() or (
        0,
        b"",
    )
    last = "SELECT name, at FROM journal WHERE kind <> 'housekeeping' ORDER BY seq DESC LIMIT 1"
    act, act_at = connection.execute(last).fetchone() or ("", "")
    return Standing(accounts, calls, version_of(connection), entry, digest.hex(), act, act_at)


def look_into(path: Path) -> Standing:
    """Read what the file of a backup holds; not a byte is written. sqlite3.DatabaseError where it is none.

    LockedError where it is encrypted and its passphrase is not known.
    """
    with closing(connect_file(path, "mode=ro&immutable=1")) as connection:
        if connection.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
            raise sqlite3.DatabaseError("not a book")
        return standing(connection)


def note_of(backup: Path) -> Path:
    """Return where a backup's note stands."""
    return backup.with_suffix(".json")


def write_note(kept: Kept) -> None:
    """Put a note beside a backup, whole or not at all; OSError where the folder does not take it."""
    values = {"at": kept.at, "why": kept.why, "bytes": kept.bytes, "sha256": kept.sha256, "sound": kept.sound}
    values |= asdict(kept.holds)
    if kept.origin:
        values |= {"origin": kept.origin, "plain": kept.plain, "knows": list(kept.knows)}
    write_text(note_of(kept.path), json.dumps(values, indent=1))


def note_anew(kept: Kept | None, file: Path) -> None:
    """Have the note of a backup tell of the `file` that takes its place, or has; one without a note gets none."""
    if kept is not None:
        size, digest = file.stat().st_size, sha256(file)
        write_note(replace(kept, bytes=size, sha256=digest, holds=look_into(file)))


def noted(book: Path, path: Path) -> Kept | None:
    """Return a backup that has a note, None where it has none."""
    there = shelf(book, path.parent) if note_of(path).exists() else []
    return next((kept for kept in there if kept.path == path), None)


def shelf(book: Path, folder: Path | None = None) -> list[Kept]:
    """Return the backups of a book, newest first by the instants in their names; none of them is opened for it.

    One without a note, such as that of an older repdesk, is looked into.
    """
    found = []
    folder = folder or backups_folder(book)
    for path in (*folder.glob("*.db"), *folder.glob(f"*.db{SEALED}")):
        at = taken_at(path)
        if at is not None and path.name.startswith(f"{book.stem}-") and path.is_file():
            number = int((_NAME.search(path.name) or ("", "", "", None))[3] or 1)
            found.append((at, number, _kept(path, at)))
    return [kept for _at, _number, kept in sorted(found, key=lambda one: one[:2], reverse=True)]


def told_of(path: Path) -> Kept | None:
    """Return what the note beside a backup tells of it; None where there is none, or none that can be read."""
    try:
        size = path.stat().st_size
        note = json.loads(note_of(path).read_text(encoding="utf-8"))
        holds = Standing(**{field.name: note[field.name] for field in fields(Standing)})
        sound = note["sound"] and size == note["bytes"]
        origin, plain = str(note.get("origin", "")), str(note.get("plain", ""))
        knows = tuple(str(one) for one in note.get("knows", ()))
        return Kept(path, note["at"], note["why"], size, note["sha256"], holds, sound, origin, plain, knows)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _kept(path: Path, at: datetime) -> Kept:
    """Return what is known of a backup: by its note, else by a look into it."""
    told = told_of(path)
    if told is not None:
        return told
    size = path.stat().st_size
    why = ASIDE if "-aside-" in path.name else ""
    if is_sealed(path):
        return Kept(path, instant(at), why, size, "", Standing(), sound=False)
    try:
        return Kept(path, instant(at), why, size, "", look_into(path))
    except LockedError:  # nobody can say that it is not sound
        return Kept(path, instant(at), why, size, "", Standing())
    except sqlite3.DatabaseError:
        return Kept(path, instant(at), why, size, "", Standing(), sound=False)


def discard(kept: Kept) -> None:
    """Take a backup off the shelf, its note after it; OSError where the folder does not let it go."""
    kept.path.unlink(missing_ok=True)
    note_of(kept.path).unlink(missing_ok=True)


_STALE = 3600.0  # seconds: whoever writes a copy writes on
_PARTS = ("-*.db.part*", "-*.json.part", "-*.age.part", ".db.restored.part*")


def sweep_parts(book: Path, folder: Path) -> None:
    """Take away what a kill left of copies of a book in a folder: only old ones, by the names that repdesk gives."""
    before = Clock().now().timestamp() - _STALE
    for pattern in _PARTS:
        for part in folder.glob(f"{escape(book.stem)}{pattern}"):
            with suppress(OSError):
                if part.stat().st_mtime < before:
                    part.unlink()
