"""The commands of encryption: encrypt, decrypt, passphrase."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from repdesk.desk import encrypting
from repdesk.desk.encrypting import Recoded
from repdesk.errors import RepdeskError
from repdesk.i18n import _, ngettext
from repdesk.shell import asking, in_keyring
from repdesk.shell.out import say, say_json
from repdesk.shell.slowly import progress_bar
from repdesk.shell.unlocking import NEW_VARIABLE, VARIABLE


def encrypt(path: Path, args: Namespace) -> int:
    """Encrypt the book, made where there is none; return 1 where a backup was to be encrypted and is not."""
    if args.keyring:
        in_keyring.need()
    already, plain = encrypting.is_encrypted(path), encrypting.plain_backups(path)
    if already and (args.keep_backups or not plain):
        raise RepdeskError(_("This book is encrypted already"), str(path))
    with_backups = bool(args.backups) or (bool(plain) and not args.keep_backups and _agreed(plain))
    passphrase = "" if already else asking.ask_new(VARIABLE, _("New passphrase:"))
    with progress_bar(_("encrypting")) as progress:
        done = encrypting.encrypt(path, passphrase, backups=with_backups, progress=progress)
    if args.keyring and passphrase:
        in_keyring.keep(path, passphrase)
    _said(done, args, path, _("The book is encrypted: %(path)s"))
    if not args.json:
        if not with_backups:
            for file in plain:
                say(_("not encrypted: %(file)s") % {"file": file})
        say(_("Whoever forgets the passphrase has lost the book: nobody can open it without."))
    return 1 if done.left else 0


def decrypt(path: Path, args: Namespace) -> int:
    """Make the book a plain one."""
    with progress_bar(_("decrypting")) as progress:
        done = encrypting.decrypt(path, backups=args.backups, progress=progress)
    in_keyring.let_go(path)
    _said(done, args, path, _("The book is not encrypted any more: %(path)s"))
    return 1 if done.left else 0


def passphrase(path: Path, args: Namespace) -> int:
    """Change the passphrase of an encrypted book, or what the keyring keeps of it."""
    if not encrypting.is_encrypted(path):
        raise RepdeskError(_("This book is not encrypted"), str(path), _('"repdesk encrypt" encrypts it.'))
    if args.no_keyring:
        in_keyring.let_go(path)
        _said(Recoded(0, ()), args, path, _("The keyring does not keep the passphrase: %(path)s"))
        return 0
    if args.keyring:
        in_keyring.need()
    kept = in_keyring.mark_path(path).exists()
    new = asking.ask_new(NEW_VARIABLE, _("New passphrase:"))
    with progress_bar(_("encrypting")) as progress:
        done = encrypting.change_passphrase(path, new, backups=args.backups, progress=progress)
    if args.keyring or kept:
        in_keyring.keep(path, new)
    _said(done, args, path, _("The book has its new passphrase: %(path)s"))
    if not (args.json or args.backups):
        say(_("Backups made before keep the old one; --backups changes theirs too."))
    return 1 if done.left else 0


def _agreed(plain: tuple[Path, ...]) -> bool:
    """Ask whether the backups are to be encrypted too; where nobody can be asked they stay as they are."""
    count = len(plain)
    asked = ngettext("%(n)d backup is not encrypted.", "%(n)d backups are not encrypted.", count) % {"n": count}
    return asking.says_yes(asked + " " + _("Encrypt them too? Type yes or no:") + " ")


def _said(done: Recoded, args: Namespace, path: Path, words: str) -> None:
    if args.json:
        left = [{"path": str(one.path), "why": one.why} for one in done.left]
        say_json({"db": str(path), "encrypted": encrypting.is_encrypted(path), "backups": done.backups, "left": left})
        return
    say(words % {"path": path})
    if done.backups:
        say(ngettext("%(n)d backup too", "%(n)d backups too", done.backups) % {"n": done.backups})
    for line in done.lines():
        say(line)
