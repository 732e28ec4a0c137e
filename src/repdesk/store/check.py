"""A look over the whole book that changes nothing: the file, its schema, the journal, the rows and what must hold."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass

from repdesk.i18n import _
from repdesk.store import migrate
from repdesk.store.connect import bare
from repdesk.store.journal import verify_chain
from repdesk.store.replay import strayed
from repdesk.store.store import Store


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: its kind (a code), where (a code and a number, never a name), and a sentence."""

    kind: str
    where: str
    text: str


Check = Callable[[sqlite3.Connection], Iterator[Problem]]


def check(store: Store) -> list[Problem]:
    """Return all that is wrong with the book as it stands at this moment; nothing where it is well."""
    connection = store.read()
    found: list[Problem] = []
    connection.execute("BEGIN")
    try:
        for look in CHECKS:
            try:
                found += look(connection)
            except sqlite3.DatabaseError:
                found.append(Problem("file", look.__name__, _("This part of the book cannot be read.")))
    finally:
        connection.execute("ROLLBACK")
    return found


def file_is_sound(connection: sqlite3.Connection) -> Iterator[Problem]:
    """See that SQLite finds its pages, indexes and constraints in order."""
    for number, (text,) in enumerate(connection.execute("PRAGMA integrity_check"), start=1):
        if text != "ok":
            yield Problem("file", f"finding {number}", _("The file is damaged; restore the latest backup."))


def keys_lead_somewhere(connection: sqlite3.Connection) -> Iterator[Problem]:
    """See that every row that names another names one that is there."""
    for table, row, parent, _number in connection.execute("PRAGMA foreign_key_check"):
        text = _("It names a row of %(table)s that is not there.") % {"table": parent}
        yield Problem("keys", f"{table} {row}", text)


def schema_is_ours(connection: sqlite3.Connection) -> Iterator[Problem]:
    """See that tables, indexes, views and triggers are those that the migrations make."""
    with closing(bare()) as fresh:
        migrate.apply(fresh, at="")
        expected, actual = _schema(fresh), _schema(connection)
    for name in sorted(expected.keys() | actual.keys()):
        if expected.get(name) != actual.get(name):
            yield Problem("schema", name, _("This part of the schema is not as repdesk made it."))


def _schema(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the statement behind everything in the schema that SQLite did not add by itself."""
    rows = connection.execute("SELECT type || ' ' || name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {name: sql for name, sql in rows if not name.startswith("table sqlite_")}


def journal_holds(connection: sqlite3.Connection) -> Iterator[Problem]:
    """See that the chain of digests runs from the first entry to the last, and no body was altered."""
    texts = {
        "gap": _("An entry of the journal is missing."),
        "header": _("This entry, or the one before it, was altered."),
        "body": _("What this entry recorded was altered."),
    }
    for fault in verify_chain(connection):
        yield Problem("journal", f"entry {fault.seq}", texts[fault.code])


def rows_follow_the_journal(connection: sqlite3.Connection) -> Iterator[Problem]:
    """See that every row holds what the journal last wrote to it."""
    for table, key in strayed(connection):
        where = f"{table} {', '.join(map(str, key))}" if all(isinstance(part, int) for part in key) else table
        yield Problem("rows", where, _("This row is not as the journal has it: it was changed from outside."))


def gate_is_closed(connection: sqlite3.Connection) -> Iterator[Problem]:
    """See that the gate of erasure is open only inside an erasure."""
    sql = "SELECT 'erasure_gate' FROM erasure_gate WHERE open <> 0"
    yield from _found(connection, sql, _("The gate of erasure stands open."))


def next_calls_have_accounts(connection: sqlite3.Connection) -> Iterator[Problem]:
    """See that a next call belongs to an account in force."""
    sql = """
    SELECT 'account ' || account_id FROM live_next_call
    WHERE account_id NOT IN (SELECT id FROM live_account) ORDER BY account_id
    """
    yield from _found(connection, sql, _("A next call is set for an account that is not in force."))


def amendments_stay_in_place(connection: sqlite3.Connection) -> Iterator[Problem]:
    """See that a correction follows the call it corrects, on the same account, and names the first version."""
    sql = """
    SELECT 'call ' || later.id FROM call AS later JOIN call AS earlier ON earlier.id = later.amends
    WHERE later.account_id <> earlier.account_id OR later.id <= earlier.id
      OR later.root IS NOT coalesce(earlier.root, earlier.id)
    ORDER BY later.id
    """
    yield from _found(connection, sql, _("This correction does not fit the call it corrects."))


def do_not_call_is_kept(connection: sqlite3.Connection) -> Iterator[Problem]:
    """See that every number of a do-not-call account is suppressed, or was lifted by the customer's own act."""
    sql = """
    SELECT 'phone ' || phone.id FROM live_phone AS phone JOIN live_account AS account ON account.id = phone.account_id
    WHERE account.do_not_call_on IS NOT NULL AND phone.e164 <> ''
      AND phone.e164 NOT IN (SELECT e164 FROM suppression WHERE retracted_by IS NULL)
    ORDER BY phone.id
    """
    yield from _found(connection, sql, _("This number must not be called and is not on the do-not-call list."))


def phones_follow_their_contact(connection: sqlite3.Connection) -> Iterator[Problem]:
    """See that a person's number belongs to the person's account."""
    sql = """
    SELECT 'phone ' || phone.id FROM live_phone AS phone JOIN contact ON contact.id = phone.contact_id
    WHERE contact.account_id <> phone.account_id ORDER BY phone.id
    """
    yield from _found(connection, sql, _("This number is at one account, its owner at another."))


def _found(connection: sqlite3.Connection, sql: str, text: str) -> Iterator[Problem]:
    """Yield a problem for every place the statement names."""
    for (where,) in connection.execute(sql):
        yield Problem("book", where, text)


CHECKS: tuple[Check, ...] = (
    file_is_sound,
    keys_lead_somewhere,
    schema_is_ours,
    journal_holds,
    rows_follow_the_journal,
    gate_is_closed,
    next_calls_have_accounts,
    amendments_stay_in_place,
    do_not_call_is_kept,
    phones_follow_their_contact,
)
