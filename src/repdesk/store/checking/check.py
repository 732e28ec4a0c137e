"""A look over the whole book that changes nothing: the file, its schema, the journal, the rows and what must hold."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from repdesk.i18n import _
from repdesk.store.checking.fresh import fresh, schema_of
from repdesk.store.checking.replay import strayed
from repdesk.store.connect import version_is_true
from repdesk.store.journal import verify_chain
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
            except (sqlite3.DatabaseError, TypeError, ValueError):  # what stands there is not even of its kind
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
    """See that tables, indexes, views and triggers are those that the migrations make, and their record with them."""
    expected, actual = fresh().schema, schema_of(connection)
    for name in sorted(expected.keys() | actual.keys()):
        if expected.get(name) != actual.get(name):
            yield Problem("schema", name, _("This part of the schema is not as repdesk made it."))
    recorded = tuple(connection.execute("SELECT number, name FROM migration ORDER BY number"))
    if recorded != fresh().migrations or not version_is_true(connection):
        yield Problem("schema", "migration", _("The record of the book's versions was altered."))


def journal_holds(connection: sqlite3.Connection) -> Iterator[Problem]:
    """See that the chain of digests runs from the first entry to the last, and no body was altered."""
    texts = {
        "gap": _("An entry of the journal is missing."),
        "header": _("This entry, or the one before it, was altered."),
        "body": _("What this entry recorded was altered."),
        "lost": _("What this entry recorded is gone, and no erasure took it."),
    }
    for fault in verify_chain(connection):
        yield Problem("journal", f"entry {fault.seq}", texts[fault.code])


def rows_follow_the_journal(connection: sqlite3.Connection) -> Iterator[Problem]:
    """See that every row holds what the journal last wrote to it."""
    texts = {
        "changed": _("This row is not as the journal has it: it was changed from outside."),
        "gone": _("This row is gone: the journal has it, and nothing took it away."),
        "added": _("This row came from outside: the journal has nothing of it."),
    }
    for row in strayed(connection):
        numbered = all(isinstance(part, int) for part in row.key)  # other keys may be a number to call, or a name
        where = f"{row.table} {', '.join(map(str, row.key))}" if numbered else row.table
        yield Problem("rows", where, texts[row.kind])


def numbers_are_not_given_twice(connection: sqlite3.Connection) -> Iterator[Problem]:
    """See that the next account and the next call get a number that none had before."""
    sql = """
    SELECT kind FROM (SELECT 'account' AS kind, max(id) AS highest FROM account
      UNION ALL SELECT 'account', max(account_id) FROM forgotten UNION ALL SELECT 'call', max(id) FROM call)
    WHERE highest > coalesce((SELECT max(seq) FROM sqlite_sequence WHERE name = kind), 0) GROUP BY kind
    """
    yield from _found(connection, sql, _("The next number of this kind was given out before."))


def gate_is_closed(connection: sqlite3.Connection) -> Iterator[Problem]:
    """See that the gate of erasure is there, and open only inside an erasure."""
    sql = "SELECT 'erasure_gate' WHERE (SELECT total(open <> 0) + abs(count(*) - 1) FROM erasure_gate) > 0"
    yield from _found(connection, sql, _("The gate of erasure stands open."))


def next_calls_have_accounts(connection: sqlite3.Connection) -> Iterator[Problem]:
    """See that a next call belongs to an account in force."""
    sql = """
    SELECT 'account ' || account_id FROM live_next_call
    WHERE account_id NOT IN (SELECT id FROM live_account) ORDER BY account_id
    """
    yield from _found(connection, sql, _("A next call is set for an account that is not in force."))


def amendments_stay_in_place(connection: sqlite3.Connection) -> Iterator[Problem]:
    """See that a correction follows the call it corrects and names the first version.

    It is on the same account, or on the one that this account went into; one that was taken back may be on any other.
    """
    sql = """
    SELECT 'call ' || later.id FROM call AS later JOIN call AS earlier ON earlier.id = later.amends
    WHERE later.id <= earlier.id OR later.root IS NOT coalesce(earlier.root, earlier.id)
      OR (later.account_id <> earlier.account_id
        AND later.id NOT IN (SELECT call_id FROM call_retraction WHERE retracted_by IS NOT NULL)
        AND NOT EXISTS (SELECT 1 FROM live_merged AS merged
          WHERE merged.account_id = earlier.account_id AND merged.into_id = later.account_id))
    ORDER BY later.id
    """
    yield from _found(connection, sql, _("This correction does not fit the call it corrects."))


def who_was_merged_left_nothing(connection: sqlite3.Connection) -> Iterator[Problem]:
    """See that a customer who went into another is not in force, nor anything that belongs to it."""
    sql = """
    SELECT 'account ' || account_id FROM live_merged AS merged
    WHERE EXISTS (SELECT 1 FROM live_account WHERE id = merged.account_id)
      OR EXISTS (SELECT 1 FROM live_contact AS contact WHERE contact.account_id = merged.account_id)
      OR EXISTS (SELECT 1 FROM live_phone AS phone WHERE phone.account_id = merged.account_id)
      OR EXISTS (SELECT 1 FROM live_call AS call WHERE call.account_id = merged.account_id)
    ORDER BY account_id
    """
    yield from _found(connection, sql, _("This customer went into another and is still there."))


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
    numbers_are_not_given_twice,
    gate_is_closed,
    next_calls_have_accounts,
    amendments_stay_in_place,
    do_not_call_is_kept,
    phones_follow_their_contact,
    who_was_merged_left_nothing,
)
