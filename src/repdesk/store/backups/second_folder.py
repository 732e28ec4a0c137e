"""The second folder of backups: each one made on the shelf is also put there, sealed where a passphrase was set."""

from __future__ import annotations

import errno
import hashlib
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from repdesk.private import create_file, give_name, sha256, sync_file, sync_folder
from repdesk.store.backups import sealing
from repdesk.store.backups.elsewhere import Elsewhere, read_elsewhere, write_elsewhere
from repdesk.store.backups.shelf import Kept, told_of, write_note
from repdesk.store.beside import backups_folder, note_of
from repdesk.store.connect import bare
from repdesk.store.driver import LockedError
from repdesk.store.erasing.erasure import Forgotten, read_forgotten
from repdesk.store.journal import origin_of

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass(frozen=True, slots=True)
class Put:
    """What came of putting a backup into the second folder: where it stands, else a code that says why not.

    "absent", "full", "locked" (it cannot be written to), "unsealed" (the package is missing), "changed" (the backup is
    not what its note says) or "closed" (the backup has another passphrase). `news` says that it went well before.
    """

    path: Path
    why: str = ""
    news: bool = False


def put_elsewhere(book: Path, kept: Kept) -> Put | None:
    """Put a backup of the shelf into the second folder, None where there is none; that it fails stops nobody."""
    said = read_elsewhere(book)
    if said.folder is None:
        return None
    target = _target(said.folder, kept, sealing.SEALED if said.recipient else "")
    why = _put(book, kept, target, said)
    if bool(why) != bool(said.missed):
        with suppress(OSError):
            write_elsewhere(book, replace(said, missed=kept.at if why else ""))
    return Put(target, why, news=bool(why) and not said.missed)


def _target(folder: Path, kept: Kept, ending: str) -> Path:
    """Return where a backup goes: under its own name, unless that of another backup stands there."""
    target, number = folder / f"{kept.name}.db{ending}", 2
    while target.exists() and not _is_copy_of(told_of(target), kept):
        target, number = folder / f"{kept.name}-{number}.db{ending}", number + 1
    return target


def _is_copy_of(told: Kept | None, kept: Kept) -> bool:
    return told is not None and told.at == kept.at and told.origin in (kept.origin or told.origin, "")


def _put(book: Path, kept: Kept, target: Path, said: Elsewhere) -> str:
    if not said.attached:
        return "absent"
    if said.recipient and not sealing.can_seal():
        return "unsealed"
    try:
        if said.recipient:
            sealing.lay_key(book, backups_folder(book), target.parent, said.recipient)
        if target.exists():
            return ""
        with closing(bare(kept.path)) as copy:
            holds = replace(kept.holds, origin=origin_of(copy).hex())
            told = replace(kept, holds=holds, knows=marks(read_forgotten(copy)))
        return "" if place_copy(told, target, said.recipient) else "changed"
    except OSError as error:
        return "full" if error.errno in _FULL else "locked"
    except LockedError:
        return "closed"
    except sqlite3.Error:
        return "changed"


def place_copy(kept: Kept, target: Path, recipient: str, *, anew: bool = False) -> bool:
    """Put the file of `kept` at `target`, sealed for `recipient` where that is not blank, and its note beside it.

    False where the file is not what its note says. What stands at `target` is replaced only where it is to be made
    `anew`. The name is given when all of it is on the disk. OSError.
    """
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    try:
        create_file(part)
        if recipient:
            sealing.seal(kept.path, part, recipient)
        else:
            shutil.copyfile(kept.path, part)
        sync_file(part)
        digest, plain = sha256(part), sha256(kept.path)
        if plain != kept.sha256 or not (recipient or digest == plain):
            return False
        told = replace(kept, path=target, bytes=part.stat().st_size, sha256=digest, plain=plain if recipient else "")
        if anew:  # the note after it: cut short between the two, it knows of too few, and is done again
            part.replace(target)
            sync_folder(target.parent)
            write_note(told)
        else:
            write_note(told)
            give_name(part, target)
    except OSError:
        if not target.exists():
            with suppress(OSError):
                note_of(target).unlink(missing_ok=True)
        raise
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return True


def marks(forgotten: Forgotten) -> tuple[str, ...]:
    """Return a digest for each customer who was forgotten, by which a sealed backup's note says whom it knows."""
    return tuple(_mark(number, created_at) for number, created_at, _at in forgotten.accounts)


def marks_in(path: Path) -> tuple[str, ...]:
    """Return the digests of those whom a copy of the book knows as forgotten; sqlite3.DatabaseError for no copy."""
    with closing(bare(path)) as copy:
        return marks(read_forgotten(copy))


def _mark(number: int, created_at: str) -> str:
    return hashlib.sha256(f"{number} {created_at}".encode()).hexdigest()[:32]


def opened_keys(book: Path, folders: Iterable[Path], passphrase: str) -> list[str]:
    """Return the private keys that a passphrase opens, of those in these folders and on the shelf. OSError."""
    found: dict[bytes, str | None] = {}
    for file in sealing.key_files(book, [*folders, backups_folder(book)]):
        content = file.read_bytes()
        if content not in found:
            found[content] = sealing.open_key(file, passphrase)
    return sorted({private for private in found.values() if private})


def unsealed(kept: Kept, part: Path, privates: Iterable[str]) -> bool:
    """Write what is sealed in a backup into `part`, which is there and empty; False where it is not what it should be.

    OSError; RepdeskError where the package is missing.
    """
    whole = not kept.sha256 or sha256(kept.path) == kept.sha256
    return whole and sealing.unseal(kept.path, part, privates) and (not kept.plain or sha256(part) == kept.plain)
