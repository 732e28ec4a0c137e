"""Where repdesk keeps things: the book, its backups, its settings and its crash reports."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import PlatformDirs

from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.text import visible

_DIRS = PlatformDirs("repdesk", appauthor=False)
_LONGEST_NAME = 200  # bytes; the files beside a book and its backups have longer names than its own


def typed(text: str) -> Path:
    """Return the path a person has typed, ~ understood; RepdeskError where it cannot be one."""
    try:
        path = Path(text).expanduser()
        path.resolve()  # links that lead in a circle are found out here
        path.exists()
    except PermissionError:
        raise RepdeskError(
            _("This place cannot be looked into"), visible(text[:200]), _("Check the folder's permissions.")
        ) from None
    except (RuntimeError, OSError, ValueError):
        raise RepdeskError(_("This is no path"), visible(text[:200])) from None
    return path


def _own(folder: str) -> Path:
    """Return a folder of the user's; RepdeskError where the system names no home that it could lie in."""
    try:
        path = Path(getattr(_DIRS, folder))
    except RuntimeError:
        path = Path()
    if not path.is_absolute():  # older platformdirs hand "~" back, a folder of that name would be made
        raise RepdeskError(_("There is no home folder"), hint=_("Set HOME, or name a book with --db."))
    return path


def data_dir() -> Path:
    """Return the folder of the books."""
    return _own("user_data_dir")


def documents() -> Path:
    """Return the user's own folder for documents where there is one, else the home folder."""
    folder = _own("user_documents_dir")
    return folder if folder.is_dir() else Path.home()


def config_dir() -> Path:
    """Return the folder of `policy.toml`, `keys.toml` and `theme`: REPDESK_CONFIG, else the platform's."""
    chosen = os.environ.get("REPDESK_CONFIG")
    return Path(chosen) if chosen else _own("user_config_dir")


def log_dir() -> Path:
    """Return the folder of the crash reports."""
    return _own("user_log_dir")


def book_path(chosen: str | None = None) -> Path:
    """Return the book to open: `chosen` (--db), else REPDESK_DB, else book.db in the data folder.

    RepdeskError where no book can be there; above all where a link leads nowhere, for there a new and empty book
    would take the place of one on a disk that is not attached.
    """
    name = chosen or os.environ.get("REPDESK_DB")
    path = typed(name or str(data_dir() / "book.db"))
    shown = visible(str(path)[:200])
    if path.is_symlink() and not path.exists():
        raise RepdeskError(
            _("The link to the book leads nowhere"), shown, _("Attach the disk the book lies on, or remove the link.")
        )
    if path.is_dir():
        raise RepdeskError(_("This is a folder, not a book"), shown, _("Name a file in it with --db."))
    if len(os.fsencode(path.name)) > _LONGEST_NAME:
        raise RepdeskError(_("This name is too long for a book"), shown, _("Choose another file with --db."))
    return path


def demo_path() -> Path:
    """Return the demo's own book."""
    return data_dir() / "demo.db"


def policy_path() -> Path:
    """Return the file that changes the policy."""
    return config_dir() / "policy.toml"


def keys_path() -> Path:
    """Return the file that rebinds keys."""
    return config_dir() / "keys.toml"


def theme_path() -> Path:
    """Return the file that keeps the name of the colours last chosen."""
    return config_dir() / "theme"


def told_path() -> Path:
    """Return the file that keeps what is said only once."""
    return config_dir() / "told"
