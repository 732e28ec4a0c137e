"""The book, or one customer, as one JSON file; and such a file brought into a fresh book."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from repdesk import __version__
from repdesk.desk.book import Book
from repdesk.desk.out_file import said_calmly
from repdesk.errors import RepdeskError
from repdesk.exchange.own_export import FORMAT, VERSION
from repdesk.i18n import _
from repdesk.private import new_text
from repdesk.store.erasing.scrub import OWNED
from repdesk.store.merges import family
from repdesk.store.reading.export import TABLES, Row, read_named, read_table
from repdesk.text import cleaned, escaped_json, visible

if TYPE_CHECKING:
    from sqlmodel import SQLModel

_START = json.dumps({"format": FORMAT})[:-1].encode()
_KEYED = frozenset({"suppression", "calendar_day", "day_hours", "calendar_year", "setting"})
"""Tables of which a fresh book may hold rows already; they are put, the others inserted."""

_ANY = "SELECT 1 FROM account LIMIT 1"
_FORGOTTEN = ("forgotten", "forgotten_number")


@dataclass(frozen=True, slots=True)
class Exported:
    """What went into a file, or came out of one."""

    path: Path
    accounts: int
    calls: int


def export(book: Book, target: Path, account_ids: Collection[int] | None = None) -> Exported:
    """Write everything in force, or all of some customers, to `target`, for the owner alone, whole or not at all.

    One who is not in the book is left out; RepdeskError where a file has the name, or the place does not take it.
    """
    connection = book.read()
    connection.execute("BEGIN")  # all of it is one moment
    try:
        with said_calmly(target), new_text(target) as file:
            counts = _write(file, connection, book.clock.stamp(), account_ids)
    finally:
        connection.execute("ROLLBACK")
    return Exported(target, counts["account"], counts["call"])


def _write(file: TextIO, connection: sqlite3.Connection, at: str, ids: Collection[int] | None) -> dict[str, int]:
    """Write a row a line, a table after the other, then the rows taken back that others name."""
    scope = "book" if ids is None else "account" if len(ids) == 1 else "accounts"
    head = {"format": FORMAT, "version": VERSION, "repdesk": __version__, "made_at": at, "scope": scope}
    file.write(json.dumps(head, ensure_ascii=False)[:-1] + ', "tables": {')
    counts: dict[str, int] = {}
    known: dict[str, set[Any]] = {}
    ids = ids if ids is None else family(connection, ids)  # the first versions of calls stand at those merged into them
    for number, table in enumerate(TABLES):
        rows = read_table(connection, table, ids)
        key = OWNED.get(table, ("id",))[0]
        keys = known.setdefault(table, set())

        def kept(rows: Iterable[Row] = rows, key: str = key, keys: set[Any] = keys) -> Iterable[Row]:
            for row in rows:
                if key in row:
                    keys.add(row[key])
                if ids is not None and row.get("referred_by") not in ids:
                    row |= {"referred_by": None} if "referred_by" in row else {}  # somebody else's data
                yield row

        counts[table] = _write_rows(file, table, kept(), first=number == 0)
    file.write('}, "taken_back": {')
    named = read_named(connection, known)
    if ids is not None:  # who referred one of them is somebody else
        named["account"] = [row for row in named.get("account", ()) if row["id"] in ids]
    for number, (table, gone) in enumerate(named.items()):
        _write_rows(file, table, gone, first=number == 0)
    file.write("}}\n")
    return counts


def _write_rows(file: TextIO, table: str, rows: Iterable[Row], *, first: bool) -> int:
    file.write(("" if first else ",") + f'\n"{table}": [')
    count = 0
    for count, row in enumerate(rows, start=1):
        text = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
        file.write(("," if count > 1 else "") + "\n" + escaped_json(text))
    file.write("]")
    return count


def is_export(path: Path) -> bool:
    """Say whether a file is an export of repdesk, by its first bytes."""
    try:
        with path.open("rb") as file:
            return file.read(len(_START)) == _START
    except OSError:
        return False


@dataclass(frozen=True, slots=True)
class Held:
    """An export as it was read: rows by table, and those taken back that others name."""

    path: Path
    tables: dict[str, list[Row]]
    taken_back: dict[str, list[Row]]

    def counted(self) -> Exported:
        """Say how much is in it."""
        return Exported(self.path, len(self.tables.get("account", ())), len(self.tables.get("call", ())))


def holds_customers(book: Book) -> bool:
    """Say whether there is a customer in the book, be it one who was taken back."""
    return book.read().execute(_ANY).fetchone() is not None


def import_export(book: Book, held: Held) -> Exported:
    """Bring an export into a book that holds no customer yet, in one act.

    RepdeskError where the book holds any, or the rows are no rows of a book; then nothing of it is kept.
    """
    policy_id = book.policy_id()
    try:
        with book.store.act("import", at=book.clock.stamp(), policy_id=policy_id) as act:
            if act.connection.execute(_ANY).fetchone():
                raise RepdeskError(
                    _("An export is brought into a fresh book alone"),
                    _("This one holds customers already."),
                    _("Choose another place with --db."),
                )
            models = _models()
            for table in (name for name in TABLES if name not in _FORGOTTEN):
                rows = [_whole(row, table, act.seq) for row in held.tables.get(table, ())]
                gone = [_whole(row, table, act.seq) for row in held.taken_back.get(table, ())]
                if table in _KEYED:
                    _put(act, models[table], rows)
                else:
                    act.insert_many(models[table], [*rows, *gone])
                for row in gone:
                    act.retract(models[table], row["id"])
        if any(held.tables.get(table) for table in _FORGOTTEN):  # no step of undo
            with book.store.act("keep_forgotten", at=book.clock.stamp(), kind="housekeeping") as kept:
                for table in _FORGOTTEN:
                    rows = [_whole(row, table, kept.seq) for row in held.tables.get(table, ())]
                    kept.insert_many(models[table], rows)
    except (sqlite3.IntegrityError, TypeError, AttributeError, KeyError, ValueError) as error:
        raise _damaged(held.path) from error
    book.applied(act.change)
    book.refresh()
    return held.counted()


def _put(act: Any, model: type[SQLModel], rows: Iterable[Row]) -> None:
    from repdesk.store.shape import shape_of

    key = shape_of(model).key
    for row in rows:
        act.put(model, tuple(row[name] for name in key), **{n: value for n, value in row.items() if n not in key})


def read_export(path: Path) -> Held:
    """Read an export; RepdeskError where it is damaged or of a newer repdesk."""
    try:
        data = json.loads(path.read_text("utf-8"))
        version, tables, taken_back = data["version"], data["tables"], data["taken_back"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise _damaged(path) from error
    if version != VERSION:
        raise RepdeskError(
            _("This export was made by a newer repdesk"), visible(str(path)), _("Install the newer version.")
        )
    whole = isinstance(tables, dict) and isinstance(taken_back, dict)
    if not whole or (set(tables) | set(taken_back)) - set(TABLES):
        raise _damaged(path)
    return Held(path, tables, taken_back)


def _whole(row: Row, table: str, seq: int) -> Row:
    """Return a row as the book takes it: texts made safe, bytes again, and set by this act."""
    plain = {name: _value(value) for name, value in row.items()}
    return plain | ({"set_in": seq} if table == "next_call" else {})


def _value(value: Any) -> Any:
    if isinstance(value, dict):
        return bytes.fromhex(value["hex"])
    return cleaned(value) if isinstance(value, str) else value


def _models() -> dict[str, type[SQLModel]]:
    """Return the models by table."""
    from repdesk.models import account, book, calendar, call, deal, journal, plan, setting
    from repdesk.store.shape import shape_of

    known: tuple[type[SQLModel], ...] = (
        *(account.Account, account.Contact, account.Phone, account.LeadSource, account.Suppression),
        *(account.ImportOrigin, deal.Deal, deal.Contract, call.Call, call.History, plan.NextCall, plan.Task),
        *(plan.WorkSpan, calendar.CalendarDay, calendar.DayHours, calendar.CalendarYear, setting.Setting),
        *(journal.Forgotten, journal.ForgottenNumber),
        *(book.Tag, book.CustomField, book.CustomValue, book.SavedView, book.Drive, book.Merged),
    )
    return {shape_of(model).table: model for model in known}


def _damaged(path: Path) -> RepdeskError:
    return RepdeskError(_("This export cannot be read"), visible(str(path)), _("Nothing of it was brought in."))
