"""Encryption of a book as the rep asks for it: begun, ended, its passphrase changed, backups taken along or left."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path

from repdesk.errors import RepdeskError
from repdesk.i18n import N_, _
from repdesk.progress import Progress
from repdesk.store import driver
from repdesk.store.backups.elsewhere import read_elsewhere
from repdesk.store.beside import backups_folder
from repdesk.store.encrypting.keys import RING, Key, new_key
from repdesk.store.encrypting.recoding import Left, copies_in, recode
from repdesk.store.store import Store

_WHY = {
    "locked": N_("another passphrase"),
    "damaged": N_("damaged"),
    "unwritable": N_("it cannot be written to"),
}


@dataclass(frozen=True, slots=True)
class Recoded:
    """What came of it: so many backups were written anew too, and these were not."""

    backups: int
    left: tuple[Left, ...]

    def lines(self) -> tuple[str, ...]:
        """Name the backups that stay as they were."""
        return tuple(
            _("left as it was: %(file)s (%(why)s)") % {"file": one.path, "why": _(_WHY[one.why])} for one in self.left
        )


def is_encrypted(path: Path) -> bool:
    """Say whether the book at `path` is encrypted."""
    return driver.is_encrypted(path.expanduser().resolve())


def plain_backups(path: Path) -> tuple[Path, ...]:
    """Return the backups of a book that are not encrypted."""
    book = path.expanduser().resolve()
    there = [file for folder in _folders(book) for file in copies_in(book, folder)]
    return tuple(file for file in there if not driver.is_encrypted(file))


def encrypt(path: Path, passphrase: str, *, backups: bool, progress: Progress) -> Recoded:
    """Encrypt a book, made first where there is none, so that its first customer never stands in a plain file.

    One that is encrypted already is left as it is, and its plain backups are encrypted where `backups` says so.
    RepdeskError where it cannot be done; then nothing is changed.
    """
    book = path.expanduser().resolve()
    _need_cipher()
    Store.open(book, create=True).close()  # brings it up to date, and tells what is no book
    words = unicodedata.normalize("NFC", passphrase)
    key = driver.key_of(book)
    if key is None:
        key = new_key(words)
        RING.take(key, words)
    again = _('"repdesk encrypt --backups" goes on with them.')
    return _recoded(book, key, backups=backups, progress=progress, again=again)


def change_passphrase(path: Path, passphrase: str, *, backups: bool, progress: Progress) -> Recoded:
    """Give an encrypted book another passphrase; its backups keep theirs unless `backups` says so."""
    book = path.expanduser().resolve()
    _need_cipher()
    _need_encrypted(book)
    Store.open(book).close()
    words = unicodedata.normalize("NFC", passphrase)
    key = new_key(words)
    RING.take(key, words)
    return _recoded(book, key, backups=backups, progress=progress)


def decrypt(path: Path, *, backups: bool, progress: Progress) -> Recoded:
    """Make an encrypted book a plain one."""
    book = path.expanduser().resolve()
    _need_encrypted(book)
    Store.open(book).close()
    return _recoded(book, None, backups=backups, progress=progress)


def _recoded(book: Path, key: Key | None, *, backups: bool, progress: Progress, again: str = "") -> Recoded:
    """Write the book anew; `again` is what goes on with backups that were not reached, empty where they stay well."""
    try:
        done, left = recode(book, key, folders=_folders(book) if backups else (), progress=progress)
    except KeyboardInterrupt:
        raise _stopped(book, key, again) from None
    return Recoded(done, tuple(left))


def _stopped(book: Path, key: Key | None, again: str) -> RepdeskError:
    """Say what of a book was done when it was stopped by hand."""
    driver.forget_seen(book)
    if driver.key_of(book) != key:
        return RepdeskError(_("stopped"), _("The book is as it was."))
    left = _("The book is done; backups that were not reached are as they were.")
    return RepdeskError(_("stopped"), left, again)


def _folders(book: Path) -> list[Path]:
    """Return where backups stand that can be reached."""
    elsewhere = read_elsewhere(book)
    second = [elsewhere.folder] if elsewhere.attached and elsewhere.folder is not None else []
    return [folder for folder in (backups_folder(book), *second) if folder.is_dir()]


def _need_cipher() -> None:
    if not driver.can_encrypt():
        raise driver.needs_cipher()


def _need_encrypted(book: Path) -> None:
    if book.exists() and not driver.is_encrypted(book):
        raise RepdeskError(_("This book is not encrypted"), str(book), _('"repdesk encrypt" encrypts it.'))
