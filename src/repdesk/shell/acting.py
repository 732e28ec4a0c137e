"""Commands that act on customers: log, amend, next, add, allow, undo, redo."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from typing import Any

from repdesk import wording
from repdesk.desk import amending, calls, customers_writing, undoing
from repdesk.desk.amending import Amendment
from repdesk.desk.book import Book
from repdesk.desk.calls import Logged
from repdesk.desk.calls_ahead import CallDetails
from repdesk.desk.next_call_typed import Typed, read_next_call
from repdesk.desk.typed import read_amount, read_day
from repdesk.desk.when import read_when
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.rules.types import NextCall
from repdesk.shell import as_json
from repdesk.shell.out import say, say_json, say_notes
from repdesk.store.reading.customer import read_phones
from repdesk.text import cleaned


def _next(book: Book, args: Namespace) -> NextCall | None:
    if args.next is None or args.next == "none":
        if args.promised:
            raise RepdeskError(_("A promise needs its date"), hint=_("Give it with --next"))
        return None
    read = read_when(book, args.next)
    say_notes(args.next, read.notes)
    return read.next_call(promised=args.promised)


def _typed_next(book: Book, args: Namespace) -> Typed | None:
    """Return the next call as the line and its options say it; RepdeskError where they say nothing."""
    typed = Typed()
    if args.next is not None:
        read = read_next_call(book, args.next)
        if read is None and args.promised:
            raise RepdeskError(_("A promise needs its date"))
        if read is None:
            return None
        typed = read
        say_notes(args.next, read.read.notes if read.read is not None else ())
    elif args.promised is None and args.purpose is None:
        raise RepdeskError(_("When is the next call?"), hint=_("Such as fri 15:00, +3d, or none."))
    if args.promised is not None:
        typed = replace(typed, promised=args.promised)
    return typed if args.purpose is None else replace(typed, purpose=cleaned(args.purpose))


def _phone_id(book: Book, account_id: int, text: str | None) -> int | None:
    if text is None:
        return None
    number = customers_writing.read_number(book, text)
    for phone in read_phones(book.read(), account_id).get(account_id, ()):
        if phone.e164 == number.e164:
            return phone.id
    raise RepdeskError(_("This customer has no such number: %(number)s") % {"number": number.e164})


def _details(book: Book, account_id: int, args: Namespace) -> CallDetails:
    return CallDetails(
        note=cleaned(args.note or ""),
        reason=cleaned(args.reason or ""),
        next_call=_next(book, args),
        no_next=args.next == "none",
        kp=args.kp,
        lost=args.lost,
        never=args.never,
        price=args.price,
        demo=args.demo_given,
        offer=args.offer,
        amount=read_amount(book, args.amount) if args.amount else None,
        start=read_day(book, args.start) if args.start else None,
        end=read_day(book, args.end) if args.end else None,
        phone_id=_phone_id(book, account_id, args.phone),
        channel=args.channel,
        inbound=args.inbound,
    )


def log(book: Book, args: Namespace) -> None:
    """Log a call."""
    book.account(args.account_id)
    _print(book, args, calls.log_call(book, args.account_id, args.outcome, _details(book, args.account_id, args)))


def amend(book: Book, args: Namespace) -> None:
    """Put a later version of a call on record."""
    account_id = amending.account_of(book, args.call_id)
    details = _details(book, account_id, args)
    note = None if args.note is None else details.note
    reason = None if args.reason is None else details.reason
    _print(book, args, amending.amend_call(book, args.call_id, Amendment(args.outcome, note, reason, details)))


def _print(book: Book, args: Namespace, logged: Logged) -> None:
    if args.json:
        say_json(
            {
                "change_id": logged.change.seq,
                "call_id": logged.call_id,
                "account_id": logged.account_id,
                "outcome": logged.outcome.value,
                "stage_before": logged.stage_before,
                "stage_after": logged.stage_after,
                "intent_after": logged.intent_after,
                "grade_after": logged.grade_after,
                "next_call": as_json.next_call(logged.next_call),
            }
        )
        return
    nxt = wording.next_call(logged.next_call, book.clock.today()) if logged.next_call else _("none")
    say(
        _("Call %(call)d on record: %(outcome)s. Stage %(stage)d %(name)s, grade %(grade)s. Next call: %(next)s.")
        % {
            "call": logged.call_id,
            "outcome": wording.outcome(logged.outcome),
            "stage": logged.stage_after,
            "name": wording.stage(logged.stage_after),
            "grade": logged.grade_after,
            "next": nxt,
        }
    )
    for note in logged.notes:
        say(note)


def set_next(book: Book, args: Namespace) -> None:
    """Set the next call of an account; what is not said of it stays."""
    book.account(args.account_id)
    change, nxt = customers_writing.set_typed_next(book, args.account_id, _typed_next(book, args))
    said = as_json.next_call(nxt)
    data = {"change_id": change.seq if change else None, "account_id": args.account_id, "next_call": said}
    words = wording.next_call(nxt, book.clock.today()) if nxt else _("none")
    _say(args, data, _("Next call: %(next)s.") % {"next": words})


def add(book: Book, args: Namespace) -> None:
    """Put a lead in the book."""
    added = customers_writing.add_account(book, args.name, args.phone, args.contact or "", args.source)
    data = {
        "change_id": added.change.seq,
        "account_id": added.account_id,
        "sharing": [account_id for account_id, _name in added.sharing],
    }
    line = _("%(name)s is number %(id)d in the book, to be called today.") % {"name": args.name, "id": added.account_id}
    if added.sharing:
        names = ", ".join(name for _id, name in added.sharing)
        line += " " + _("The same number stands under %(names)s.") % {"names": names}
    _say(args, data, line)


def allow(book: Book, args: Namespace) -> None:
    """Lift do-not-call from a number."""
    change, e164 = customers_writing.allow_number(book, args.number, args.reason)
    _say(args, {"change_id": change.seq, "number": e164}, _("%(number)s may be called again.") % {"number": e164})


def undo(book: Book, args: Namespace) -> None:
    """Take the latest act back."""
    done = undoing.undo(book)
    if done is None:
        raise RepdeskError(_("There is nothing to undo"))
    _say(args, {"change_id": done[0].seq, "undone": done[0].target, "name": done[0].name}, done[1])


def redo(book: Book, args: Namespace) -> None:
    """Bring back the act last undone."""
    done = undoing.redo(book)
    if done is None:
        raise RepdeskError(_("There is nothing to redo"))
    _say(args, {"change_id": done[0].seq, "redone": done[0].target, "name": done[0].name}, done[1])


def _say(args: Namespace, data: dict[str, Any], line: str) -> None:
    if args.json:
        say_json(data)
    else:
        say(line)
