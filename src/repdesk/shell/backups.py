"""The commands of backups: make one, list them, put one in the book's place."""

from __future__ import annotations

import sys
from argparse import Namespace
from contextlib import suppress
from pathlib import Path

from repdesk import paths
from repdesk.clock import Clock, local
from repdesk.desk.backups.backing_up import back_up, not_put
from repdesk.desk.backups.restoring import Restored, Restoring, carry_out, prepare, said_of
from repdesk.desk.backups.rows import BackupRow, act_in_words, backups, places_in_words, why_in_words
from repdesk.desk.backups.sealed import WrongPassphraseError
from repdesk.desk.book import Book
from repdesk.errors import RepdeskError
from repdesk.i18n import _, ngettext
from repdesk.shell.asking import ask_new, says_yes
from repdesk.shell.out import say, say_json, say_table
from repdesk.shell.second_folder import open_sealed
from repdesk.shell.slowly import progress_bar
from repdesk.shell.unlocking import VARIABLE, unlock, unlock_if_can
from repdesk.store.backups.shelf import Standing


def backup(book: Book, args: Namespace) -> None:
    """Make a verified copy of the book."""
    made = back_up(book, paths.typed(args.path).absolute() if args.path else None)
    put = made.elsewhere
    if args.json:
        names = ("accounts", "calls", "bytes", "sha256")
        second = {"path": str(put.path), "why_not": put.why} if put else None
        say_json({"path": str(made.path)} | {name: getattr(made, name) for name in names} | {"second": second})
    else:
        say(
            _("Backup of %(accounts)d customers and %(calls)d calls, checked: %(path)s")
            % {"accounts": made.accounts, "calls": made.calls, "path": made.path}
        )
        if put is not None:
            say(not_put(put).line if put.why else _("also at %(path)s") % {"path": put.path})


def list_backups(path: Path, args: Namespace) -> int:
    """Print the backups of a book, newest first; the book itself need not be readable."""
    rows = backups(path)
    if args.json:
        say_json([_as_json(row) for row in rows])
        return 0
    say_table(
        (
            row.name,
            _when(row),
            _("%(n)d customers") % {"n": row.accounts},
            _("%(n)d calls") % {"n": row.calls},
            _why(row),
            places_in_words(row),
        )
        for row in rows
    )
    say(ngettext("%(n)d backup", "%(n)d backups", len(rows)) % {"n": len(rows)})
    return 0


def _as_json(row: BackupRow) -> dict[str, object]:
    return {
        "name": row.name,
        "path": str(row.path),
        "at": row.at.isoformat(),
        "why": row.why,
        "accounts": row.accounts,
        "calls": row.calls,
        "bytes": row.bytes,
        "last_act": row.act,
        "last_act_at": row.act_at.isoformat() if row.act_at else None,
        "sound": row.sound,
        "set_back": row.set_back,
        "copies": [
            {"place": one.place, "path": str(one.path), "encrypted": one.encrypted, "sound": one.sound}
            for one in row.copies
        ],
    }


def _when(row: BackupRow) -> str:
    return f"{row.at:%Y-%m-%d %H:%M}"


def _why(row: BackupRow) -> str:
    if not row.sound:
        return _("not sound")
    return ", ".join(filter(None, (why_in_words(row.why), _("clock set back since") if row.set_back else "")))


def restore(path: Path, clock: Clock, args: Namespace) -> int:
    """Say what a restore would change, and do it once it is agreed to."""
    asked = _prepared(path, args.which)
    if not args.forgotten_passphrase:
        asked.refuse_locked()
    if not args.json:
        say_table(_changes(asked))
    if not args.yes and not says_yes(_("Put this backup in the book's place? Type yes: ")):
        if args.json:
            raise RepdeskError(_("Nothing was restored"), hint=_("--yes restores without asking."))
        say(_("Nothing was restored; --yes restores without asking."))
        return 1
    done = _carried_out(asked, clock, forgotten_passphrase=args.forgotten_passphrase)
    if args.json:
        aside = str(done.aside) if done.aside else None
        say_json({"restored": asked.kept.name, "aside": aside, "lost": done.lost, "lost_since": done.lost_since})
    else:
        say(_("Restored: %(name)s.") % {"name": asked.kept.name})
        for line in said_of(done):
            say(line)
    return 0


def _carried_out(asked: Restoring, clock: Clock, *, forgotten_passphrase: bool) -> Restored:
    """Restore, with the passphrase of the backups where that is needed, and a new one where the book is to have one."""
    done: list[Restored] = []
    new = ""
    if asked.needs_new_passphrase:
        sys.stderr.write(_("The book was encrypted, and this backup is not: it is encrypted now.") + "\n")
        new = ask_new(VARIABLE, _("Passphrase for the book:"))

    def opens(passphrase: str | None) -> bool:
        with suppress(WrongPassphraseError), progress_bar(_("restoring")) as progress:
            done.append(
                carry_out(
                    asked,
                    clock,
                    passphrase=passphrase,
                    new_passphrase=new,
                    forgotten_passphrase=forgotten_passphrase,
                    progress=progress,
                )
            )
        return bool(done)

    if asked.needs_passphrase:
        open_sealed(opens)
    else:
        opens(None)
    return done[0]


def _prepared(path: Path, which: str | None) -> Restoring:
    """Prepare a restore, with the passphrases of the book, as far as it is known, and of the backup."""
    unlock_if_can(path)
    if which is not None and (file := Path(which).expanduser()).is_file():
        unlock(file)
    asked = prepare(path, which)
    unlock(asked.kept.path)
    return prepare(path, which)


def _changes(asked: Restoring) -> list[tuple[str, str, str]]:
    """Return what is now and what would be, side by side."""
    then, now = asked.kept.holds, asked.now
    unread = _("cannot be read") if asked.book.exists() else _("no book")
    return [
        ("", _("now"), asked.kept.name),
        (_("customers"), str(now.accounts) if now else unread, str(then.accounts)),
        (_("calls"), str(now.calls) if now else unread, str(then.calls)),
        (_("last act"), _last(now) if now else unread, _last(then)),
    ]


def _last(holds: Standing) -> str:
    """Return the latest act in words and when it was."""
    if not holds.act:
        return "–"
    return f"{act_in_words(holds.act)}, {local(holds.act_at):%Y-%m-%d %H:%M}"
