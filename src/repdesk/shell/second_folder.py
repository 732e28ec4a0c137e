"""The settings of the second folder of backups, and the passphrase of what is encrypted there."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from repdesk.desk.backups import second_folder
from repdesk.desk.book import Book
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.shell import asking
from repdesk.shell.out import say
from repdesk.shell.slowly import progress_bar

VARIABLE = "REPDESK_BACKUP_PASSPHRASE_FILE"
NEW_VARIABLE = "REPDESK_NEW_BACKUP_PASSPHRASE_FILE"
_OFF = ("off", "none")


def set_second(book: Book, args: Namespace) -> None:
    """Set the second folder or the passphrase of what goes there, or let go of either."""
    value = args.value.strip()
    if args.key == second_folder.FOLDER:
        if not value:
            raise RepdeskError(_("Name the folder, or off"))
        said = second_folder.drop_folder(book) if value in _OFF else second_folder.set_folder(book, value)
    elif value in _OFF:
        said = second_folder.drop_passphrase(book)
    elif value:
        raise RepdeskError(
            _("A passphrase does not belong on the command line, where others can read it"),
            hint=_("Leave it out: it is asked for. For scripts: %(name)s") % {"name": VARIABLE},
        )
    else:
        said = _set_passphrase(book)
    if not args.json:
        say(said)


def _set_passphrase(book: Book) -> str:
    present = None
    if second_folder.is_sealed_for(book):
        present = asking.from_file(VARIABLE)
        if present is None:
            present = asking.ask(_("Present passphrase of the backups:"))
    new = asking.ask_new(VARIABLE if present is None else NEW_VARIABLE, _("New passphrase of the backups:"))
    with progress_bar(_("encrypting")) as progress:
        return second_folder.set_passphrase(book, new, present, progress=progress)


def open_sealed(opens: Callable[[str], bool]) -> None:
    """Have the passphrase of the backups, from the file that scripts name or asked for.

    RepdeskError where none fits, or nobody is there to be asked.
    """
    given = asking.from_file(VARIABLE)
    if given is None:
        asking.ask_until(_("Passphrase of the backups:"), opens)
    elif not opens(given):
        raise asking.wrong_passphrase()
