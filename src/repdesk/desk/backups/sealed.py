"""The keys of sealed backups as the desk opens them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.store.backups.elsewhere import read_elsewhere
from repdesk.store.backups.second_folder import opened_keys


class WrongPassphraseError(RepdeskError):
    """The passphrase is another one."""


def opened(book: Path, passphrase: str, *, beside: Iterable[Path] = ()) -> list[str]:
    """Return the keys that a passphrase opens: those on the shelf, in the second folders and in `beside`.

    WrongPassphraseError where it opens none; RepdeskError where there is none, or the package is missing.
    """
    said = read_elsewhere(book)
    folders = [folder for folder in (*beside, said.folder, *said.earlier) if folder is not None]
    try:
        found = opened_keys(book, folders, passphrase)
    except OSError as error:
        raise RepdeskError(_("The key of the backups cannot be read"), str(error.filename or "")) from error
    if not found:
        raise WrongPassphraseError(_("That is not the passphrase of these backups"), hint=_("Nothing was changed."))
    return found
