"""What is asked on the terminal: yes or no, and passphrases, unseen, which may stand in a file that scripts name."""

from __future__ import annotations

import os
import stat
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.text import visible

LEAST = 8
TRIES = 3


class GarbledError(RepdeskError):
    """What was typed is no text."""


def says_yes(question: str) -> bool:
    """Ask; where nobody is there to answer, that is no."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    sys.stdout.write(question)
    sys.stdout.flush()
    return sys.stdin.readline().strip().casefold() in ("yes", "y", "是")


def from_file(variable: str) -> str | None:
    """Return the passphrase in the file that an environment variable names, None where it names none.

    RepdeskError where the file cannot be read, is empty, or may be read by others.
    """
    name = os.environ.get(variable)
    if not name:
        return None
    path = Path(name).expanduser()
    try:
        if sys.platform != "win32" and stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise RepdeskError(
                _("The file with the passphrase may be read by others"),
                visible(str(path)),
                _("Have it be for you alone: chmod 600"),
            )
        text = path.read_text("utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        raise RepdeskError(_("The file with the passphrase cannot be read"), visible(str(path))) from None
    if not text:
        raise RepdeskError(_("The file with the passphrase is empty"), visible(str(path)))
    return unicodedata.normalize("NFC", text)


def can_ask() -> bool:
    """Say whether somebody is there to be asked."""
    return sys.stdin.isatty()


def ask(prompt: str) -> str:
    """Ask for a passphrase on the terminal, unseen; RepdeskError where there is none."""
    if not can_ask():
        raise RepdeskError(_("A passphrase is needed, and there is no terminal to ask for it"))
    from getpass import getpass

    try:
        words = unicodedata.normalize("NFC", getpass(f"{visible(prompt)} ", stream=None))
        words.encode()
    except EOFError:
        raise RepdeskError(_("No passphrase was given")) from None
    except UnicodeError:
        raise GarbledError(_("What was typed is no text here: is the terminal set to UTF-8?")) from None
    return words


def ask_until(prompt: str, opens: Callable[[str], bool], *, may_leave: bool = False) -> str:
    """Ask until a passphrase opens it, at most three times; RepdeskError after the last, or after none `may_leave`."""
    for left in range(TRIES - 1, -1, -1):
        said = _("That passphrase does not open it.")
        try:
            passphrase = ask(prompt)
            if opens(passphrase):
                return passphrase
            if may_leave and not passphrase:
                break
        except GarbledError as error:
            said = error.title
        if left:
            sys.stderr.write(said + "\n")
    raise wrong_passphrase()


def ask_new(variable: str, prompt: str) -> str:
    """Return a new passphrase: from the file that scripts name, else asked for twice; RepdeskError where it is none."""
    given = from_file(variable)
    if given is not None:
        return checked(given)
    for _try in range(TRIES):
        try:
            passphrase = checked(ask(prompt))
            again = ask(_("Once more:"))
        except RepdeskError as error:
            if not can_ask():
                raise
            sys.stderr.write(error.line + "\n")
            continue
        if again == passphrase:
            return passphrase
        sys.stderr.write(_("The two are not the same.") + "\n")
    raise RepdeskError(_("No passphrase was set"), hint=_("Nothing was changed."))


def checked(passphrase: str) -> str:
    """Return a passphrase that may be set; RepdeskError where it is too short."""
    if len(passphrase) < LEAST:
        raise RepdeskError(_("A passphrase has at least %(n)d characters") % {"n": LEAST})
    return passphrase


def wrong_passphrase() -> RepdeskError:
    """Say that it does not open what it was given for."""
    return RepdeskError(
        _("This passphrase does not open it"),
        hint=_('Nothing was changed. Where you are sure of it, the file is damaged: "repdesk restore".'),
    )
