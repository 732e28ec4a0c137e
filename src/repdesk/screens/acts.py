"""What the keys of the desk do to the book, each with the sentence that says what was done.

The modules that write load sqlmodel, so they are imported when the first act is done; `warm_up` does that ahead of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from repdesk import wording
from repdesk.desk.book import Book
from repdesk.desk.calls_ahead import CallDetails, read_when
from repdesk.i18n import _
from repdesk.rules.types import NextCall, Outcome
from repdesk.widgets.log_entry import Entry

NONE = "-"  # typed in place of a date: no next call


@dataclass(frozen=True, slots=True)
class Done:
    """An act that was done: the accounts it touched and a sentence that names it."""

    accounts: frozenset[int]
    sentence: str
    undone: bool = False
    """It took an act back, so that what comes next is to do it again."""


def warm_up() -> None:
    """Load what writing needs."""
    import repdesk.desk.amending
    import repdesk.desk.customers_writing
    import repdesk.desk.today_writing
    import repdesk.desk.undoing  # noqa: F401 (each is imported again by the act that needs it)


def freeze(book: Book) -> None:
    """Put today's list on record, and the holidays it was made with, where they are not yet."""
    from repdesk.desk.settings import keep_holidays
    from repdesk.desk.today_writing import freeze as keep

    keep(book)
    keep_holidays(book)


def details_of(book: Book, outcome: Outcome, entry: Entry, phone_id: int | None) -> CallDetails:
    """Return what was typed as the desk takes it; RepdeskError names what cannot be read."""
    from repdesk.desk.typed import read_amount, read_day

    promised = entry.promised or outcome is Outcome.CALLBACK
    nxt = read_when(book, entry.when).next_call(promised=promised) if entry.when and entry.when != NONE else None
    return CallDetails(
        note=entry.note or "",
        reason=entry.reason,
        next_call=nxt,
        no_next=entry.when == NONE,
        kp=entry.kp,
        lost=entry.lost,
        never=entry.never,
        price=entry.price,
        demo=entry.demo,
        offer=entry.offer,
        amount=read_amount(book, entry.amount) if entry.amount else None,
        start=read_day(book, entry.start) if entry.start else None,
        end=read_day(book, entry.end) if entry.end else None,
        phone_id=phone_id,
        channel=entry.channel,
        inbound=entry.inbound,
    )


def log(book: Book, account_id: int, outcome: Outcome, details: CallDetails) -> Done:
    """Log a call."""
    from repdesk.desk.calls import log_call

    logged = log_call(book, account_id, outcome, details)
    said = [wording.outcome(outcome)]
    if logged.stage_after != logged.stage_before:
        said.append(_("stage %(before)d → %(after)d") % {"before": logged.stage_before, "after": logged.stage_after})
    return Done(logged.change.accounts | {account_id}, _sentence(book, said, logged.next_call, logged.notes))


def _sentence(book: Book, said: list[str], nxt: NextCall | None, notes: tuple[str, ...]) -> str:
    again = _("again %(when)s") % {"when": wording.next_call(nxt, book.clock.today())} if nxt else _("no next call")
    return ", ".join([*said, again, *notes])


def amend(book: Book, account_id: int, call_id: int, outcome: Outcome, note: str | None, details: CallDetails) -> Done:
    """Put a later version of a call on record; `note` None keeps the note."""
    from repdesk.desk.amending import Amendment, amend_call

    kept = replace(details, channel=None, inbound=None)  # the line begins with neither
    logged = amend_call(book, call_id, Amendment(outcome, note, details.reason or None, kept))
    said = _("mended: %(outcome)s") % {"outcome": wording.outcome(outcome)}
    return Done(logged.change.accounts | {account_id}, _sentence(book, [said], logged.next_call, ()))


def undo(book: Book) -> Done | None:
    """Take the latest act back; None where there is none."""
    from repdesk.desk.undoing import undo as back

    found = back(book)
    return Done(found[0].accounts, found[1], undone=True) if found else None


def redo(book: Book) -> Done | None:
    """Do again what was last taken back; None where there is nothing."""
    from repdesk.desk.undoing import redo as forth

    found = forth(book)
    return Done(found[0].accounts, found[1]) if found else None


def move(book: Book, account_id: int, text: str) -> Done:
    """Set the next call to a typed date; what it is for and whether it is promised stay."""
    from repdesk.desk.customers_writing import set_next_call

    typed = None if text == NONE else read_when(book, text).next_call()
    _change, nxt = set_next_call(book, account_id, typed)
    return Done(frozenset({account_id}), _sentence(book, [_("moved")], nxt, ()))


def add(book: Book, account_id: int) -> Done:
    """Put an account at the end of today's list."""
    from repdesk.desk.today_writing import add_to_today

    add_to_today(book, account_id)
    return Done(frozenset({account_id}), _("added to today's list"))


def replan(book: Book) -> Done | None:
    """Rank the rest of the day anew; None where that changes nothing."""
    from repdesk.desk.today_writing import replan as anew

    return Done(frozenset(), _("the rest of the day is planned anew")) if anew(book) else None


def preview_of(book: Book, text: str) -> str:
    """Return a typed date in words, with what to know about it; RepdeskError where it cannot be read."""
    if text == NONE:
        return _("no next call")
    read = read_when(book, text)
    return "  ".join([read.preview, *read.notes])
