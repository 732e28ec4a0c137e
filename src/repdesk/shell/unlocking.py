"""The passphrase of an encrypted book, before it is opened: from a file, from the system's keyring, or asked for."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.store import driver
from repdesk.text import visible

VARIABLE = "REPDESK_PASSPHRASE_FILE"
NEW_VARIABLE = "REPDESK_NEW_PASSPHRASE_FILE"


def unlock(path: Path) -> None:
    """Have the passphrase of the file at `path` known, where it is encrypted and not known yet.

    RepdeskError where the package is missing, the passphrase is wrong, or nobody is there to be asked.
    """
    if not driver.is_locked(path):
        return
    from repdesk.store.encrypting.staying import harmed, looks_harmed

    doubtful = looks_harmed(path.resolve())
    try:
        _unlock(path, doubtful=doubtful)
    except RepdeskError:
        if doubtful:
            raise harmed(path) from None
        raise


def _unlock(path: Path, *, doubtful: bool) -> None:
    if not driver.can_encrypt():
        raise driver.needs_cipher(path)
    from repdesk.shell import asking, in_keyring

    given = asking.from_file(VARIABLE)
    if given is not None:
        if not driver.unlock(path, given):
            raise asking.wrong_passphrase()
        return
    kept = in_keyring.kept(path)
    if kept is not None and driver.unlock(path, kept):
        return
    if not asking.can_ask():
        driver.key_of(path)  # says that it is encrypted, and how scripts open it
    if doubtful:
        said = _("%(file)s looks encrypted, but its latest backup is not: it may be damaged.") % {"file": path.name}
        sys.stderr.write(said + "\n" + _("Where you never set a passphrase, press Enter.") + "\n")
    prompt = _("Passphrase of %(file)s:") % {"file": path.name}
    asking.ask_until(prompt, lambda passphrase: driver.unlock(path, passphrase), may_leave=doubtful)


def unlock_unasked(path: Path) -> None:
    """Have it known where that needs no answer: from the file that scripts name, or the keyring."""
    from repdesk.shell import asking, in_keyring

    with suppress(RepdeskError):
        if driver.is_locked(path) and driver.can_encrypt():
            given = asking.from_file(VARIABLE) or in_keyring.kept(path)
            if given is not None:
                driver.unlock(path, given)


def unlock_if_can(path: Path) -> None:
    """Do the same for a book that a backup is to replace: it may be damaged, or its passphrase forgotten."""
    try:
        unlock(path)
    except RepdeskError as error:
        sys.stderr.write(visible(error.title) + "\n")  # its hint is not for who restores: that comes now


def unlock_earlier(paths: Sequence[Path]) -> bool:
    """Ask for an earlier passphrase that backups still have; False where there are none, or it is left for later."""
    from repdesk.shell import asking

    if not paths or not asking.can_ask():
        return False
    given = asking.ask(_("Earlier passphrase, of %(file)s, or Enter to leave it for later:") % {"file": paths[0].name})
    return bool(given) and any(driver.unlock(path, given) for path in paths if driver.is_locked(path))
