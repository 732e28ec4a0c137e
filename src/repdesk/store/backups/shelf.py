"""The shelf of backups beside a book: what stands there, with a note beside each that tells it without opening it."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from pathlib import Path

from repdesk.clock import Clock, instant
from repdesk.private import sha256, write_text
from repdesk.store.backups.order import in_order, taken_at
from repdesk.store.backups.sealing import SEALED, is_sealed
from repdesk.store.beside import backups_folder, backups_in, goes_with_backups, named_as_backup, note_of, restored_path
from repdesk.store.connect import APPLICATION_ID, origin_of, version_of
from repdesk.store.driver import LockedError, connect_file

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
    origin: str = ""
    """The first entry's digest in hex: a book and its copies agree in it. Blank where there is none."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup on the shelf; `sound` is False where it is not as its note says, or its book was not sound.

    `number` is higher than that of every backup made before it, and `book` the name of the file it was made of. Of a
    sealed one, which nobody can look into, the note also says `plain`, the SHA-256 of what is sealed, and in `knows` a
    digest for each customer that its book knew as forgotten.
    """

    path: Path
    at: str
    why: str
    bytes: int
    sha256: str
    holds: Standing
    sound: bool = True
    plain: str = ""
    knows: tuple[str, ...] = ()
    number: int = 0
    book: str = ""

    @property
    def name(self) -> str:
        """Return the name by which it is chosen: the file's, without its ending."""
        return self.path.name.removesuffix(SEALED).removesuffix(".db")

    @property
    def origin(self) -> str:
        """Return the digest (hex) of its book's first entry; blank where that is not known."""
        return self.holds.origin

    @property
    def turn(self) -> int:
        """Return where it stands among the backups of its past, 0 where only its instant tells."""
        return 0 if self.why == ASIDE else self.number or self.holds.entry

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
    origin = origin_of(connection).hex()
    return Standing(accounts, calls, version_of(connection), entry, digest.hex(), act, act_at, origin)


def look_into(path: Path) -> Standing:
    """Read what the file of a backup holds; not a byte is written. sqlite3.DatabaseError where it is none.

    LockedError where it is encrypted and its passphrase is not known.
    """
    with closing(connect_file(path, "mode=ro&immutable=1")) as connection:
        if connection.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
            raise sqlite3.DatabaseError("not a book")
        return standing(connection)


def write_note(kept: Kept) -> None:
    """Put a note beside a backup, whole or not at all; OSError where the folder does not take it."""
    values = {"at": kept.at, "why": kept.why, "bytes": kept.bytes, "sha256": kept.sha256, "sound": kept.sound}
    values |= asdict(kept.holds) | {"number": kept.number, "book": kept.book}
    if kept.plain or kept.knows:
        values |= {"plain": kept.plain, "knows": list(kept.knows)}
    write_text(note_of(kept.path), json.dumps(values, indent=1))


def note_anew(kept: Kept | None, file: Path) -> None:
    """Have the note of a backup tell of the `file` that takes its place, or has; one without a note gets none."""
    if kept is not None:
        size, digest = file.stat().st_size, sha256(file)
        write_note(replace(kept, bytes=size, sha256=digest, holds=look_into(file)))


def noted(book: Path, path: Path) -> Kept | None:
    """Return a backup that has a note, None where it has none."""
    at = taken_at(path) if named_as_backup(book, path.name) and note_of(path).exists() else None
    return None if at is None else _kept(path, at)


def shelf(book: Path, folder: Path | None = None) -> list[Kept]:
    """Return the backups of a book, newest first; none of them is opened for it.

    One without a note, such as that of an older repdesk, is looked into.
    """
    taken = [(path, at) for path in backups_in(book, folder) if (at := taken_at(path)) is not None]
    return in_order(_kept(path, at) for path, at in taken)


def next_number(book: Path, holds: Standing) -> int:
    """Return the number of a backup that is made now.

    The journal's alone would not do: after a restore it goes on from an earlier entry.
    """
    return max(holds.entry, *(one.turn for one in shelf(book)), 0) + 1


def told_of(path: Path) -> Kept | None:
    """Return what the note beside a backup tells of it; None where there is none, or none that can be read."""
    try:
        size = path.stat().st_size
        note = json.loads(note_of(path).read_text(encoding="utf-8"))
        note = {"origin": "", "plain": "", "knows": (), "number": 0, "book": ""} | note  # an older repdesk's has less
        note |= {"origin": note["origin"].removeprefix("-"), "entry": int(note["entry"])}
        holds = Standing(**{field.name: note[field.name] for field in fields(Standing)})
        sound = note["sound"] and size == note["bytes"]
        knows = tuple(str(one) for one in note["knows"])
        number, of = int(note["number"]), str(note["book"])
        return Kept(
            path, note["at"], note["why"], size, note["sha256"], holds, sound, str(note["plain"]), knows, number, of
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
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


def sweep_parts(book: Path, folder: Path) -> None:
    """Take away what a kill left of copies of a book in a folder: only old ones, by the names that repdesk gives."""
    before = Clock().now().timestamp() - _STALE
    for part in folder.iterdir() if folder.is_dir() else ():
        ours = part.name.startswith(f"{restored_path(book).name}.part") or goes_with_backups(book, part.name)
        if ours and ".part" in part.name:
            with suppress(OSError):
                if part.stat().st_mtime < before:
                    part.unlink()
