"""The second folder of backups as the rep sets it: on a stick, another disk or in a folder that is copied elsewhere."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

from repdesk import paths
from repdesk.desk.backups.backing_up import put_newest
from repdesk.desk.backups.sealed import WrongPassphraseError
from repdesk.desk.book import Book
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.progress import Progress, silent
from repdesk.store.backups import sealing
from repdesk.store.backups.elsewhere import Elsewhere, moved_to, read_elsewhere, take_folder, write_elsewhere
from repdesk.store.backups.second_folder import marks_in, opened_keys, place_copy
from repdesk.store.backups.shelf import discard, shelf
from repdesk.store.beside import backups_folder
from repdesk.store.cloud import synced_by
from repdesk.store.journal import origin_of
from repdesk.text import visible

FOLDER, PASSPHRASE = "backup_folder", "backup_passphrase"


def settings_of(book: Book) -> dict[str, str | None]:
    """Return the second folder, and whether what goes there is encrypted ("set"); None where it is not set."""
    said = read_elsewhere(book.store.path)
    return {FOLDER: str(said.folder) if said.folder else None, PASSPHRASE: "set" if said.recipient else None}


def set_folder(book: Book, text: str) -> str:
    """Have backups go into a second folder too, from the present state of the book on; say what came of it.

    RepdeskError where nothing can be put there: then all is as it was.
    """
    path = book.store.path
    folder = Path(paths.typed(text)).absolute()
    shown = visible(str(folder)[:200])
    shelf_of_book = backups_folder(path).resolve()
    if shelf_of_book in (folder.resolve(), *folder.resolve().parents) or folder.resolve() == path.parent.resolve():
        raise RepdeskError(_("The backups stand beside the book already"), shown, _("Name a folder on another disk."))
    if not folder.parent.is_dir():
        raise RepdeskError(_("There is no such place"), shown, _("Attach the disk, or make the folder above it first."))
    before = read_elsewhere(path)
    try:
        take_folder(folder)
    except OSError as error:
        raise RepdeskError(
            _("This folder cannot be used"), shown, _("Check its permissions and free space.")
        ) from error
    _keep(path, moved_to(before, folder))
    said = put_newest(book)
    if said is not None:
        _keep(path, before)
        raise said
    client = synced_by(folder)
    if client is not None and not before.recipient:
        return _("Backups also go to %(folder)s, which %(client)s copies: set backup_passphrase to encrypt them.") % {
            "folder": shown,
            "client": client,
        }
    return _("Backups also go to %(folder)s.") % {"folder": shown}


def drop_folder(book: Book) -> str:
    """Put no more backups into the second folder; what stands there stays, and erasures still reach it."""
    _keep(book.store.path, moved_to(read_elsewhere(book.store.path), None))
    return _("Backups go beside the book alone. Those in the other folder stay there.")


def is_sealed_for(book: Book) -> bool:
    """Say whether what goes into the second folder is encrypted."""
    return bool(read_elsewhere(book.store.path).recipient)


def set_passphrase(book: Book, new: str, present: str | None = None, *, progress: Progress = silent) -> str:
    """Encrypt what goes into the second folder, and what stands there; or change the passphrase from the `present` one.

    WrongPassphraseError where the present one is another; RepdeskError without a second folder or the package.
    """
    path = book.store.path
    said = read_elsewhere(path)
    if said.folder is None:
        raise RepdeskError(
            _("There is no second folder for backups"), hint=_('Set it first: "repdesk set backup_folder PATH"')
        )
    try:
        if said.recipient:
            return _changed(path, said, new, present or "")
        recipient, _file = sealing.new_key(path, backups_folder(path), new)
    except OSError as error:
        raise RepdeskError(_("The key of the backups cannot be kept"), str(error.filename or "")) from error
    said = replace(said, recipient=recipient)
    _keep(path, said)
    left = _seal_what_is_there(book, said, progress)
    problem = put_newest(book)
    if problem is not None:
        raise problem
    if left:
        return _("Encrypted from now on; %(n)d copies from before could not be.") % {"n": left}
    return _("The backups in the second folder are encrypted. Whoever forgets the passphrase cannot open them.")


def drop_passphrase(book: Book) -> str:
    """Encrypt no more backups; those that are stay so, and keep their passphrase."""
    _keep(book.store.path, replace(read_elsewhere(book.store.path), recipient=""))
    return _("Backups are not encrypted from now on. Those that are keep their passphrase.")


def _changed(path: Path, said: Elsewhere, new: str, present: str) -> str:
    folders = [folder for folder in (backups_folder(path), said.folder, *said.earlier) if folder is not None]
    keys = opened_keys(path, folders, present)
    private = next((key for key in keys if sealing.public_of(key) == said.recipient), None)
    if private is None:
        raise WrongPassphraseError(
            _("That is not the passphrase of these backups"), hint=_('Without it: "repdesk set backup_passphrase off".')
        )
    sealing.change_passphrase(sealing.key_files(path, folders, said.recipient), private, new)
    return _("The encrypted backups have their new passphrase.")


def _seal_what_is_there(book: Book, said: Elsewhere, progress: Progress) -> int:
    """Seal the plain copies of a book in its second folder; return how many could not be."""
    if said.folder is None or not said.attached:
        return 0
    origin = origin_of(book.read()).hex()
    there = shelf(book.store.path, said.folder)
    plain = [one for one in there if not one.sealed and one.origin == origin and one.sha256]
    left = 0
    for number, one in enumerate(plain):
        progress(number, len(plain))
        target = one.path.with_name(one.path.name + sealing.SEALED)
        try:
            if place_copy(replace(one, knows=marks_in(one.path)), target, said.recipient, anew=True):
                discard(one)
                continue
        except (OSError, sqlite3.DatabaseError, RepdeskError):  # it stays as it is
            pass
        left += 1
    return left


def _keep(book: Path, said: Elsewhere) -> None:
    try:
        write_elsewhere(book, said)
    except OSError as error:
        raise RepdeskError(
            _("This cannot be kept beside the book"),
            str(book.parent),
            _("Check the folder's permissions and free space."),
        ) from error
