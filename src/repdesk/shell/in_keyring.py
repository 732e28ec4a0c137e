"""The system's keyring, where the rep wants the passphrase kept there; nothing of it is loaded where not."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.private import create_file, sync_folder

_SERVICE = "repdesk"


def mark_path(book: Path) -> Path:
    """Return the empty file beside a book that says that its passphrase is in the keyring."""
    book = book.expanduser().resolve()
    return book.with_name(book.name + ".keyring")


def kept(book: Path) -> str | None:
    """Return the passphrase that the keyring keeps for a book, None where it has none or does not give it."""
    if not mark_path(book).exists():
        return None
    try:
        found = _keyring().get_password(_SERVICE, _name(book))
    except Exception:  # noqa: BLE001 (a backend's own errors: then it is asked for)
        return None
    return str(found) if found else None


def need() -> None:
    """RepdeskError where the package for keyrings is missing."""
    _keyring()


def keep(book: Path, passphrase: str) -> None:
    """Keep a book's passphrase in the keyring; RepdeskError where there is none that takes it."""
    keyring = _keyring()
    try:
        keyring.set_password(_SERVICE, _name(book), passphrase)
    except Exception:  # noqa: BLE001 (each backend has its own)
        raise _no_keyring() from None
    if not mark_path(book).exists():
        create_file(mark_path(book))


def let_go(book: Path) -> None:
    """Take a book's passphrase out of the keyring, where it is kept there."""
    if not mark_path(book).exists():
        return
    try:
        _keyring().delete_password(_SERVICE, _name(book))
    except Exception:  # noqa: BLE001, S110 (it is not there, or the backend is gone: the mark goes in any case)
        pass
    finally:
        mark_path(book).unlink(missing_ok=True)
        sync_folder(mark_path(book).parent)


def _name(book: Path) -> str:
    return str(book.expanduser().resolve())


def _keyring() -> ModuleType:
    try:
        import keyring
    except ImportError:
        raise _no_keyring() from None
    module: ModuleType = keyring
    return module


def _no_keyring() -> RepdeskError:
    return RepdeskError(
        _("There is no keyring here that takes the passphrase"),
        hint=_('The package "keyring" and a keyring of the system are needed.'),
    )
