"""The command that forgets a customer."""

from __future__ import annotations

import sys
from argparse import Namespace

from repdesk import paths
from repdesk.desk.backups.sealed import WrongPassphraseError
from repdesk.desk.book import Book
from repdesk.desk.forgetting import Forgetting, finish, forget, let_go, name_to_type, stopped
from repdesk.errors import RepdeskError
from repdesk.i18n import _, ngettext
from repdesk.shell import asking
from repdesk.shell.out import say, say_json
from repdesk.shell.second_folder import VARIABLE
from repdesk.shell.slowly import progress_bar
from repdesk.shell.unlocking import unlock_earlier
from repdesk.store.backups.sealing import is_sealed
from repdesk.text import visible


def forget_customer(book: Book, args: Namespace) -> int:
    """Forget a customer, or finish what of an erasure still waits; return 1 where something is still to do."""
    if args.gone is not None:
        done = let_go(book, paths.typed(args.gone).absolute())
        if not args.json:
            say(_("It is waited for no more."))
        return _said(done, args, of_customer=False)
    if args.account_id is not None:
        name = name_to_type(book, args.account_id)
        if not args.yes:
            _ask(name)
    try:
        with progress_bar(_("forgetting")) as progress:
            if args.account_id is None:
                done = finish(book, progress=progress)
            else:
                done = forget(book, args.account_id, progress=progress)
        done = _with_passphrase(book, done)
    except KeyboardInterrupt:
        raise stopped(book, args.account_id) from None
    return _said(done, args, of_customer=args.account_id is not None or done.complete)


def _with_passphrase(book: Book, done: Forgetting) -> Forgetting:
    """Do what waits in encrypted backups too, where their passphrase is to be had; else it waits on."""
    if unlock_earlier([one.path for one in done.waiting if one.why == "encrypted" and not is_sealed(one.path)]):
        with progress_bar(_("forgetting")) as progress:
            more = finish(book, progress=progress)
        done = Forgetting(done.backups + more.backups, more.waiting, more.swept)
    sealed = [one for one in done.waiting if one.why == "encrypted" and is_sealed(one.path)]
    given = asking.from_file(VARIABLE)
    if not sealed or (given is None and not asking.can_ask()):
        return done
    if given is None:
        say(
            ngettext(
                "%(n)d backup is encrypted and has no copy beside the book.",
                "%(n)d backups are encrypted and have no copy beside the book.",
                len(sealed),
            )
            % {"n": len(sealed)}
        )
        given = asking.ask(_("Passphrase of the backups, or Enter to leave them for later:"))
    if not given:
        return done
    with progress_bar(_("forgetting")) as progress:
        try:
            more = finish(book, progress=progress, passphrase=given)
        except WrongPassphraseError as error:
            say(error.line)
            return done
    return Forgetting(done.backups + more.backups, more.waiting, more.swept)


def _ask(name: str) -> None:
    """Have the name typed; RepdeskError where it is another one, or nobody is there to type."""
    hint = _("Nothing was changed. For scripts: --yes.")
    if not sys.stdin.isatty():
        raise RepdeskError(_("To forget a customer cannot be undone, and asks first"), hint=hint)
    say(
        _("This takes %(name)s out of the book and every backup for good; undo does not bring it back.")
        % {"name": visible(name)}
    )
    say(_("Type the name to go on:"))
    if sys.stdin.readline().strip() != name.strip():
        raise RepdeskError(_("That is not the name"), hint=hint)


def _said(done: Forgetting, args: Namespace, *, of_customer: bool = True) -> int:
    if args.json:
        waiting = [{"path": str(one.path), "why": one.why} for one in done.waiting]
        say_json({"backups": done.backups, "swept": done.swept, "waiting": waiting})
    else:
        for line in done.lines()[0 if of_customer else 1 :]:
            say(line)
    return 0 if done.complete else 1
