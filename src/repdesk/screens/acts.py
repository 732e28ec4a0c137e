"""What the keys of the desk do to the book, each with the sentence that says what was done.

The modules that write load sqlmodel, so they are imported when the first act is done; `warm_up` does that ahead of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from repdesk import wording
from repdesk.desk.book import Book
from repdesk.desk.calls_ahead import CallDetails
from repdesk.i18n import _
from repdesk.rules.types import NextCall, Outcome
from repdesk.widgets.log_entry import Entry

if TYPE_CHECKING:
    from repdesk.desk.when import Offer


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
    import repdesk.desk.undoing
    import repdesk.desk.when  # noqa: F401 (each is imported again by the act that needs it)
    from repdesk.rules.dates import compile_phrases

    compile_phrases()


def freeze(book: Book) -> None:
    """Put today's list on record, and the holidays it was made with, where they are not yet."""
    from repdesk.desk.settings import keep_holidays
    from repdesk.desk.today_writing import freeze as keep

    keep(book)
    keep_holidays(book)


def details_of(book: Book, outcome: Outcome, entry: Entry, phone_id: int | None) -> CallDetails:
    """Return what was typed as the desk takes it; RepdeskError names what cannot be read."""
    from repdesk.desk.next_call_typed import read_next_call
    from repdesk.desk.typed import read_amount, read_day

    promised = entry.promised or outcome is Outcome.CALLBACK
    typed = read_next_call(book, entry.when) if entry.when else None
    nxt = typed.on(None) if typed is not None else None
    if nxt is not None and promised:
        nxt = replace(nxt, promised=True, set_by="customer")
    return CallDetails(
        note=entry.note or "",
        reason=entry.reason,
        next_call=nxt,
        no_next=bool(entry.when) and typed is None,
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
    """Set the next call as it is typed; what is not said, of what it is for and whether it is promised, stays."""
    from repdesk.desk.customers_writing import set_typed_next
    from repdesk.desk.next_call_typed import read_next_call

    _change, nxt = set_typed_next(book, account_id, read_next_call(book, text))
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


def offers_of(book: Book, text: str) -> Sequence[Offer]:
    """Return what may be taken in place of a typed date."""
    from repdesk.desk.next_call_typed import offers_typed

    return offers_typed(book, text) if text else ()


def preview_of(book: Book, text: str, account_id: int | None = None, *, called: int | None = None) -> str:
    """Return a typed next call in words, with what to know about it; RepdeskError where it cannot be read.

    What is not said is that of the account, where one is given. A time is told by the clock of that customer too, or of
    the one who was `called`, where that is another than the rep's.
    """
    from repdesk.desk.customers import told_there
    from repdesk.desk.next_call_typed import read_next_call, typed_in_words

    was = book.account(account_id).next_call if account_id is not None else None
    typed = read_next_call(book, text)
    whose = account_id if account_id is not None else called
    at = typed.read.time if typed is not None and typed.read is not None else None
    said = typed_in_words(book, typed, was)
    if whose is None or at is None or typed is None or typed.read is None:
        return said
    return "  ".join(filter(None, (said, told_there(book, whose, typed.read.date, at))))
