"""Numbers put into their international form, all in one act; do-not-call goes with them."""

from __future__ import annotations

from dataclasses import dataclass

from repdesk.desk.backups.backing_up import MANY, backup_before
from repdesk.desk.barring_again import bar_again
from repdesk.desk.book import Book
from repdesk.desk.numbers import Normalising, Renumbered, normalising
from repdesk.desk.on_record import history_row
from repdesk.models.account import Phone, Suppression
from repdesk.models.call import History
from repdesk.progress import Progress, silent
from repdesk.store.act import Act
from repdesk.store.change import Change


@dataclass(frozen=True, slots=True)
class Normalised:
    """What came of it; `change` is None where every number was in order."""

    change: Change | None
    found: Normalising


def normalise(
    book: Book, country: str | None = None, *, reread: bool = False, progress: Progress = silent
) -> Normalised:
    """Put numbers into their international form, as `normalising` finds them; a backup is made before many.

    A number that is do-not-call stays so under its new form. RepdeskError without a country.
    """
    entry = book.last_entry()
    found = normalising(book, country, reread=reread, progress=progress)
    if len(found.changes) > MANY:
        backup_before(book, "bulk")
    stamp, day = book.clock.stamp(), book.clock.today()
    with book.store.act("normalise_numbers", at=stamp, policy_id=book.policy_id()) as act:
        if act.seq != entry + 1:  # somebody has written meanwhile
            found = normalising(book, country, reread=reread, progress=progress)
        act.update_many(Phone, {one.phone_id: {"e164": one.after, "extension": one.extension} for one in found.changes})
        act.insert_many(
            History,
            [
                history_row(one.account_id, f"phone:{one.phone_id}.e164", one.before, one.after, at=stamp, day=day)
                for one in found.changes
            ],
        )
        _bar(act, found.changes)
    return Normalised(book.applied(act.change), found)


def _bar(act: Act, changes: tuple[Renumbered, ...]) -> None:
    """Have what was do-not-call in its old form be so in the new one, unless the customer has lifted that."""
    standing = "SELECT since, reason FROM live_suppression WHERE e164 = ?"
    known = "SELECT 1 FROM suppression WHERE e164 = ? AND retracted_by IS NULL"
    for one in changes:
        barred = act.connection.execute(standing, (one.before,)).fetchone()
        if barred is not None and act.connection.execute(known, (one.after,)).fetchone() is None:
            since, reason = barred
            act.put(Suppression, one.after, since=since, reason=reason, lifted_on=None, lifted_reason="")
    bar_again(act, [one.after for one in changes])
