"""What a book is to be, encrypted or plain, where its file does not tell: it is gone, damaged, or its key not known.

A line beside the book says so, for it must be known where there is no book; where it says nothing, the latest backup.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path

from repdesk.damage import BrokenBookError
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.store.backups.elsewhere import read_elsewhere, write_elsewhere
from repdesk.store.backups.shelf import ASIDE, shelf
from repdesk.store.driver import LockedError, is_encrypted, is_locked, key_of
from repdesk.store.encrypting.keys import RING, Key, new_key


class NoPassphraseError(RepdeskError):
    """What is restored must be encrypted, and no passphrase was given for it."""


def note_kind(book: Path, *, encrypted: bool) -> None:
    """Keep beside the book which of the two it is; OSError where that cannot be."""
    said = read_elsewhere(book)
    if said.encrypted is not encrypted and (encrypted or said.encrypted is not None):
        write_elsewhere(book, replace(said, encrypted=encrypted))


def was_encrypted(book: Path) -> bool:
    """Say whether a book that cannot be read was encrypted."""
    said = read_elsewhere(book).encrypted
    return bool(_latest_is_encrypted(book)) if said is None else said


def looks_harmed(book: Path) -> bool:
    """Say whether a file that looks encrypted may as well be a plain book that was written over with noise."""
    if not is_locked(book) or read_elsewhere(book).encrypted:
        return False
    return _latest_is_encrypted(book) is False


def _latest_is_encrypted(book: Path) -> bool | None:
    latest = next((one for one in shelf(book) if one.why != ASIDE and not one.sealed), None)
    return None if latest is None else is_encrypted(latest.path)


def only_locked(book: Path) -> bool:
    """Say whether a book is whole as far as can be seen, and only its passphrase is not known.

    Where its first bytes are harmed its passphrase does not fit; the key of a backup, which is the same, then does.
    """
    return is_locked(book) and RING.signing(book) is None and not looks_harmed(book)


def key_to_stay(book: Path, copy: Path, *, readable: bool, passphrase: str = "") -> Key | None:
    """Return the key under which a copy is to take a book's place, None where it is to be as it is.

    NoPassphraseError where the book was encrypted, its key cannot be had, the copy is plain and no `passphrase` is
    given for it.
    """
    key = _known_key(book)
    if key is not None or readable or is_encrypted(copy) or not was_encrypted(book):
        return key
    if not passphrase:
        raise NoPassphraseError(
            _("The book was encrypted, and this backup is not"),
            str(book),
            _('"repdesk restore" asks for a passphrase to encrypt it with. Nothing was changed.'),
        )
    words = unicodedata.normalize("NFC", passphrase)
    key = new_key(words)
    RING.take(key, words)
    return key


def needs_passphrase(book: Path, backup: Path) -> bool:
    """Say whether a passphrase must be given for what is restored of a backup over a book that cannot be read."""
    return _known_key(book) is None and not is_encrypted(backup) and was_encrypted(book)


def _known_key(book: Path) -> Key | None:
    if not book.exists():
        return None
    try:
        return key_of(book) or RING.signing(book)
    except LockedError:
        return RING.signing(book)


def harmed(book: Path) -> BrokenBookError:
    """Say that the file may be damaged, or encrypted with a passphrase that was not given."""
    return BrokenBookError(
        _("This book cannot be read: it looks encrypted, but its latest backup is not"),
        str(book),
        _('Where you never set a passphrase it is damaged: "repdesk restore" takes a backup in its place.'),
    )


def locked(book: Path) -> RepdeskError:
    """Say that a book which only needs its passphrase is not given up for damaged."""
    return LockedError(
        _("This book is encrypted and looks whole, and no passphrase given opens it"),
        str(book),
        _(
            "It was not touched. Only where its passphrase is forgotten for good: "
            '"repdesk restore --forgotten-passphrase" puts a backup in its place and keeps it aside.'
        ),
    )
