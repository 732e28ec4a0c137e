"""Erasure in a sealed backup: made anew from its twin on the shelf, else opened with the key and sealed again."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.private import create_file, sha256
from repdesk.store.backups import sealing
from repdesk.store.backups.second_folder import marks, marks_in, place_copy, unsealed
from repdesk.store.backups.shelf import Kept, Standing, look_into, told_of
from repdesk.store.beside import backups_folder
from repdesk.store.connect import bare
from repdesk.store.driver import LockedError
from repdesk.store.erasing.erasure import Forgotten, erase_in
from repdesk.store.journal import origin_of


def erase_sealed(
    book: Path,
    path: Path,
    forgotten: Forgotten,
    *,
    origin: bytes,
    at: str,
    recipient: str = "",
    privates: Collection[str] = (),
) -> bool:
    """Erase the forgotten in a sealed backup; say whether it was made anew.

    Its twin of the same name on the shelf, which is erased before, needs no passphrase. LockedError where there is
    none and no key opens it.
    """
    told = told_of(path)
    wanted = set(marks(forgotten))
    if told is not None and (told.origin != origin.hex() or wanted <= set(told.knows)):
        return False
    twin = backups_folder(book) / path.name.removesuffix(sealing.SEALED)
    if recipient and told is not None and sealing.can_seal() and (fit := _fit(twin, told.at, wanted)) is not None:
        holds = replace(fit.holds, origin=told.origin)
        return place_copy(replace(fit, holds=holds), path, recipient, anew=True)
    if not privates:
        raise LockedError(_("This backup is encrypted"), path.name)
    plain = twin.with_name(f"{twin.name}.erasing")  # beside the book: nothing opened comes to lie on a stick
    kept = told or Kept(path, at, "", 0, "", Standing())
    try:
        create_file(plain)
        if not unsealed(kept, plain, privates):
            raise LockedError(_("This backup is encrypted"), path.name)
        with closing(bare(plain)) as copy:
            if origin_of(copy) != origin:
                return False
        erase_in(plain, forgotten, at=at)
        known = marks_in(plain)
        size, digest = plain.stat().st_size, sha256(plain)
        anew = replace(kept, path=plain, bytes=size, sha256=digest, holds=look_into(plain), knows=known)
        if not place_copy(anew, path, recipient or sealing.public_of(next(iter(privates))), anew=True):
            raise RepdeskError(_("This copy is damaged"), path.name, _("It was left as it is."))
        return True
    finally:
        for ending in ("", "-wal", "-shm", "-journal", ".write"):
            with suppress(OSError):
                plain.with_name(plain.name + ending).unlink(missing_ok=True)


def _fit(twin: Path, at: str, wanted: set[str]) -> Kept | None:
    """Return the backup of the shelf that was made at that instant, where it holds nobody who is wanted out."""
    kept = told_of(twin)
    if kept is None or kept.at != at:
        return None
    known = marks_in(twin)
    return replace(kept, knows=known) if wanted <= set(known) else None
