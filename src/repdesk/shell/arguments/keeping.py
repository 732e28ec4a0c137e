"""The command line's words about the book itself: made, copied, looked over, protected, set up."""

from __future__ import annotations

from typing import Any

from repdesk.i18n import _
from repdesk.shell.arguments.kinds import path, positive


def keeping(command: Any) -> None:
    """Add what keeps, copies, protects and sets up a book."""
    demo = command("demo", _("make a book of invented customers"))
    demo.add_argument("--accounts", type=positive, default=1000, metavar="N")
    demo.add_argument("--seed", type=int, default=1, metavar="S")
    command("where", _("where the book and everything else lies"))
    command("policy", _("every figure of the desk, as policy.toml takes it"))
    copy = command("backup", _("make a checked copy of the book"))
    copy.add_argument("path", nargs="?", metavar="PATH", type=path, help=_("in place of the folder of the backups"))
    command("backups", _("the backups of the book, newest first"))
    back = command("restore", _("put a backup in the book's place; the book as it was is kept"))
    back.add_argument("which", nargs="?", metavar="WHICH", type=path, help=_("a name from backups, or a file"))
    back.add_argument("--yes", action="store_true", help=_("do not ask"))
    gone = _("give up an encrypted book that nobody can open any more; it is kept aside")
    back.add_argument("--forgotten-passphrase", action="store_true", help=gone)
    checked = command("check", _("look the whole book over, changing nothing but by --repair"))
    checked.add_argument("--repair", action="store_true", help=_("mend what can be mended; undo takes it back"))
    doctor = command("doctor", _("what the desk stands on: the book, backups, disk, settings, terminal"))
    doctor.add_argument("--report", metavar="FILE", type=path, help=_("write it down, nobody named, for a bug report"))
    settings = command("set", _("show the settings, or set one"))
    settings.add_argument("key", nargs="?")
    settings.add_argument("value", nargs="?", default="")
    forget = command("forget", _("take a customer out of the book and every backup for good"))
    forget.add_argument("account_id", nargs="?", type=positive, help=_("without it: do what still waits"))
    forget.add_argument("--yes", action="store_true", help=_("do not ask for the name"))
    forget.add_argument("--gone", metavar="PATH", type=path, help=_("a lost backup or folder: wait for it no more"))
    encrypt = command("encrypt", _("encrypt the book, or make a new one that is encrypted"))
    plain = encrypt.add_mutually_exclusive_group()
    plain.add_argument("--backups", action="store_true", help=_("its backups too"))
    plain.add_argument("--keep-backups", action="store_true", help=_("leave its backups as they are, do not ask"))
    encrypt.add_argument("--keyring", action="store_true", help=_("keep the passphrase in the system's keyring"))
    decrypt = command("decrypt", _("make an encrypted book a plain one"))
    decrypt.add_argument("--backups", action="store_true", help=_("its backups too"))
    words = command("passphrase", _("change the passphrase of an encrypted book"))
    words.add_argument("--backups", action="store_true", help=_("its backups too"))
    ring = words.add_mutually_exclusive_group()
    ring.add_argument("--keyring", action="store_true", help=_("keep the passphrase in the system's keyring"))
    ring.add_argument("--no-keyring", action="store_true", help=_("take it out of the keyring, change nothing else"))
    off = command("off", _("enter a day off, also afterwards"))
    off.add_argument("day", metavar="WHEN")
    part = off.add_mutually_exclusive_group()
    part.add_argument("--half", choices=("am", "pm"), help=_("only the morning or the afternoon is off"))
    part.add_argument("--back", action="store_true", help=_("it is worked after all"))
    off.add_argument("--reason", metavar="T")
    hours = command("hours", _("show the hours of a day, or enter when it is worked"))
    hours.add_argument("day", metavar="WHEN")
    hours.add_argument("hours", nargs="?", metavar="HOURS", help=_("9:00-12:00, until 15, 下午 …, or usual"))
    hours.add_argument("--reason", metavar="T")
