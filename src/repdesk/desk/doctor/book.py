"""The book itself: whether it is there, what it holds and who has it open; it is looked at, never changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from repdesk.clock import local
from repdesk.desk.calendar import country_said, read_calendar
from repdesk.desk.doctor.finding import Finding, Shown
from repdesk.errors import RepdeskError
from repdesk.i18n import _, ngettext
from repdesk.store.backups.shelf import Standing, look_into, standing
from repdesk.store.beside import has_backups, restored_path
from repdesk.store.checking.quick_look import look_at_pages
from repdesk.store.connect import SCHEMA, connect
from repdesk.store.draft_file import draft_path
from repdesk.store.driver import LockedError, connect_file, is_encrypted
from repdesk.store.encrypting.staying import harmed, looks_harmed
from repdesk.store.erasing.erase_backups import read_waiting, waiting_path
from repdesk.store.locks import session_holder
from repdesk.store.store import can_be_written

_AHEAD = timedelta(minutes=5)


def the_book(path: Path, now: datetime, shown: Shown) -> Iterator[Finding]:
    """Tell what the book holds, or why that cannot be told."""
    where = {"path": shown.place(path)}
    if not path.exists():
        if has_backups(path):
            text = _('The book %(path)s is gone, but there are backups of it: "repdesk restore" puts one in its place.')
            yield Finding("book", "wrong", text % where)
        else:
            yield Finding("book", "look", _("There is no book yet at %(path)s") % where)
        return
    try:
        holds = held(path)
    except LockedError:
        if looks_harmed(path):
            yield Finding("book", "wrong", shown.error(harmed(path)))
            return
        text = _("%(path)s is encrypted; what is in it was not looked at, for no passphrase was given.")
        yield Finding("book", "ok", text % where)
        return
    except RepdeskError as error:
        yield Finding("book", "wrong", shown.error(error))
        return
    except (sqlite3.DatabaseError, UnicodeDecodeError, OSError):
        text = _('%(path)s cannot be read as a book: "repdesk backups" tells what there is to restore.')
        yield Finding("book", "wrong", text % where)
        return
    text = _("%(path)s: %(accounts)d customers, %(calls)d calls, %(size)s")
    size = _megabytes(path.stat().st_size)
    yield Finding("book", "ok", text % (where | {"accounts": holds.accounts, "calls": holds.calls, "size": size}))
    yield _schema(holds.schema)
    if holds.act_at and local(holds.act_at) > now + _AHEAD:
        yield Finding("clock", "look", _("The last act is later than now: look at the clock of this machine."))


def held(path: Path) -> Standing:
    """Read what a book holds without leaving a file beside it or changing one; RepdeskError where it is damaged."""
    if _has_log(path):
        with closing(connect(path, read_only=True)) as connection:
            problem, holds = look_at_pages(connection, path), standing(connection)
    else:
        holds = look_into(path)
        with closing(_as_it_lies(path)) as connection:
            problem = look_at_pages(connection, path)
    if problem is not None:
        raise problem
    return holds


def _has_log(path: Path) -> bool:
    """Say whether the latest acts of a book stand in the log beside it."""
    return path.with_name(path.name + "-wal").exists()


def _as_it_lies(path: Path) -> sqlite3.Connection:
    """Open a book that nobody has open so that no file is made beside it."""
    return connect_file(path, "mode=ro&immutable=1")


def days_off(path: Path, now: datetime, _shown: Shown) -> Iterator[Finding]:
    """Tell whose public holidays count and how far they are known, of a plain book that is up to date."""
    if not path.is_file() or is_encrypted(path):
        return
    with closing(connect(path, read_only=True) if _has_log(path) else _as_it_lies(path)) as connection:
        try:
            row = connection.execute("SELECT value FROM live_setting WHERE key = 'country'").fetchone()
            calendar = read_calendar(connection, None if row is None else str(row[0]), now.date())
            said = country_said(connection, calendar, now.date())
        except sqlite3.OperationalError:  # a book of an older repdesk, which is brought up to date when it is opened
            return
    known = calendar.country is None or calendar.covers(now.year)
    yield Finding("calendar", "ok" if known else "look", f"{said[0].upper()}{said[1:]}.")


def names(path: Path, _shown: Shown) -> Iterator[Finding]:
    """Tell whether the file has a name besides this one: who opens it by that does not see the locks of this one."""
    if path.is_file() and path.stat().st_nlink > 1:
        text = _("The book's file has another name too (a hard link): open it by one of them, and remove the other.")
        yield Finding("names", "look", text)


def _schema(number: int) -> Finding:
    numbers = {"theirs": number, "ours": SCHEMA}
    if number > SCHEMA:
        text = _("The book was made by a newer repdesk: its schema is %(theirs)s, this one knows up to %(ours)s.")
        return Finding("schema", "wrong", text % numbers)
    if number < SCHEMA:
        text = _("The book's schema is %(theirs)s; it is brought to %(ours)s when it is next opened.")
        return Finding("schema", "look", text % numbers)
    return Finding("schema", "ok", _("schema %(ours)s, the latest") % numbers)


def who_has_it(path: Path, shown: Shown) -> Iterator[Finding]:
    """Tell who has the book open, and whether it can be written here."""
    holder = session_holder(path)
    if holder is None:
        yield Finding("lock", "ok", _("No app has the book open."))
    else:
        since = f"{local(holder.since):%Y-%m-%d %H:%M}" if holder.since else "?"
        text = _("An app has the book open: process %(pid)d on %(host)s, since %(since)s.")
        yield Finding("lock", "ok", text % {"pid": holder.pid, "host": shown.name(holder.host), "since": since})
    if path.exists() and not can_be_written(path):
        yield Finding("writable", "look", _("The book or its folder cannot be written to: it opens for reading only."))


def left_to_do(path: Path, _shown: Shown) -> Iterator[Finding]:
    """Tell what was begun and waits: a draft, an erasure, a restore."""
    if draft_path(path).exists():
        yield Finding("draft", "ok", _("A line that was not saved waits: the app offers it at its next start."))
    if waiting_path(path).exists():
        swept, waiting = read_waiting(path)
        count = len(waiting)
        text = ngettext(
            'An erasure waits for %(n)d backup: "repdesk forget" goes on with it.',
            'An erasure waits for %(n)d backups: "repdesk forget" goes on with it.',
            count,
        )
        cut = _('An erasure was cut short: "repdesk forget" goes on with it.')
        yield Finding("erasures", "look", text % {"n": count} if swept and count else cut)
    else:
        yield Finding("erasures", "ok", _("No erasure is left to do."))
    if restored_path(path).exists():
        yield Finding("restore", "look", _("A restore was cut short: the next start ends it."))


def encryption(path: Path, _shown: Shown) -> Iterator[Finding]:
    """Tell whether the file is encrypted."""
    if not path.is_file():
        return
    if is_encrypted(path):
        yield Finding("encryption", "ok", _("The book is encrypted."))
    else:
        text = _("The book is not encrypted: who gets at the file can read it, unless the disk is encrypted.")
        yield Finding("encryption", "ok", text)


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"
