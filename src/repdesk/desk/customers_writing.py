"""Acts on a customer beside calls: the next call, a new account, and lifting do-not-call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from sqlmodel import select

from repdesk.desk.barring_again import bar_again
from repdesk.desk.book import Book
from repdesk.desk.next_call_typed import Typed
from repdesk.desk.on_record import keep_history, keep_next_call, written
from repdesk.errors import RepdeskError
from repdesk.exchange.phones import Number, guess_region, parse_phones
from repdesk.i18n import _
from repdesk.models.account import Account, Contact, LeadSource, Phone, Suppression
from repdesk.rules.standing import why_not_callable
from repdesk.rules.types import NextCall
from repdesk.store.change import Change
from repdesk.store.reading.customer import read_sharing
from repdesk.store.reading.day import read_names
from repdesk.text import cleaned, visible
from repdesk.wording import reason


def set_next_call(book: Book, account_id: int, nxt: NextCall | None) -> tuple[Change | None, NextCall | None]:
    """Set or clear the next call of an account; one that is moved stays promised, and for what it was for."""

    def moved(was: NextCall | None) -> NextCall | None:
        if nxt is None or was is None:
            return nxt
        promised = nxt.promised or was.promised
        by = "customer" if promised else nxt.set_by
        return replace(nxt, promised=promised, purpose=nxt.purpose or was.purpose, set_by=by)

    return _set_next(book, account_id, moved)


def set_typed_next(book: Book, account_id: int, typed: Typed | None) -> tuple[Change | None, NextCall | None]:
    """Set the next call of an account as it was typed, None clears it; what was not said stays as it was."""
    return _set_next(book, account_id, lambda was: None if typed is None else typed.on(was))


def _set_next(
    book: Book, account_id: int, made: Callable[[NextCall | None], NextCall | None]
) -> tuple[Change | None, NextCall | None]:
    """Set the next call to what is `made` of the one that stands, judged under the write lock."""
    stamp = book.clock.stamp()
    with book.store.act("set_next_call", at=stamp, policy_id=book.policy_id(), account_id=account_id) as act:
        account = book.account(account_id)
        was = account.next_call
        nxt = made(was)
        if nxt is not None and (barred := why_not_callable(account, book.clock.today(), book.policy)):
            why = ", ".join(reason(one) for one in barred)
            raise RepdeskError(_("This customer may not be called: %(why)s") % {"why": why})
        keep_next_call(act, account_id, nxt, stamp)
        if written(was) != written(nxt):
            day = book.clock.today()
            keep_history(act, account_id, "next_call", written(was), written(nxt), at=stamp, day=day)
    return book.applied(act.change), nxt


def read_number(book: Book, text: str, region: str | None = None) -> Number:
    """Read one phone number as people type it; RepdeskError where it is none.

    `region` (ISO 3166) is where a number without its country code is, unless the book says so.
    """
    region = book.setting("country") or book.setting("phone_region") or region or guess_region((), [text])[0]
    found = [number for number in parse_phones(text, region) if isinstance(number, Number)]
    if len(found) != 1:
        raise RepdeskError(
            _("This is no phone number: %(text)s") % {"text": visible(text)},
            hint=_("Give it with its country code, such as +86 138 0013 8000."),
        )
    return found[0]


@dataclass(frozen=True, slots=True)
class Added:
    """A new account, and who else has its number."""

    change: Change
    account_id: int
    sharing: tuple[tuple[int, str], ...]


def add_account(book: Book, name: str, phone: str, contact: str = "", source: str = "other") -> Added:
    """Put a lead in the book with its next call today; RepdeskError where name and number are in it already."""
    name, number = cleaned(name.strip()), read_number(book, phone)
    if not name:
        raise RepdeskError(_("A customer needs a name"))
    stamp, day = book.clock.stamp(), book.list_day()
    with book.store.act("add_account", at=stamp, policy_id=book.policy_id()) as act:
        sharing = _sharing(book, number.e164)
        _refuse_namesake(name, sharing)
        origin = act.session.exec(select(LeadSource).where(LeadSource.kind == source, LeadSource.name == "")).first()
        if origin is None:
            origin = LeadSource(kind=source)
            act.session.add(origin)
            act.session.flush()
        account = Account(name=name, source_id=origin.id, created_at=stamp)
        act.session.add(account)
        act.session.flush()
        account_id = act.account_id = account.id or 0
        person = Contact(account_id=account_id, name=cleaned(contact.strip()), is_kp=0) if contact.strip() else None
        if person is not None:
            act.session.add(person)
            act.session.flush()
        act.session.add(
            Phone(
                account_id=account_id,
                contact_id=person.id if person else None,
                e164=number.e164,
                raw=cleaned(number.raw),
                extension=number.extension,
            )
        )
        keep_next_call(act, account_id, NextCall(day), stamp)
        bar_again(act, [number.e164])
    return Added(book.acted(act.change), account_id, sharing)


def _refuse_namesake(name: str, sharing: tuple[tuple[int, str], ...]) -> None:
    for account_id, other in sharing:
        if other.casefold() == name.casefold():
            raise RepdeskError(
                _("%(name)s with this number is in the book already, as number %(id)d")
                % {"name": visible(other), "id": account_id}
            )


def _sharing(book: Book, e164: str) -> tuple[tuple[int, str], ...]:
    ids = read_sharing(book.read(), e164)
    names = read_names(book.read(), ids)
    return tuple((account_id, names[account_id][0]) for account_id in ids)


def allow_number(book: Book, number: str, reason: str) -> tuple[Change, str]:
    """Lift do-not-call from a number by the customer's own act; return the change and the number in E.164.

    The accounts that were put off the list with this number come back. RepdeskError where no reason is given or the
    number is not on the do-not-call list.
    """
    if not reason.strip():
        raise RepdeskError(_("Lifting do-not-call needs a reason: what did the customer do, and when?"))
    e164 = read_number(book, number).e164
    stamp, day = book.clock.stamp(), book.clock.today()
    with book.store.act("allow_number", at=stamp, policy_id=book.policy_id()) as act:
        row = act.connection.execute("SELECT 1 FROM live_suppression WHERE e164 = ?", (e164,)).fetchone()
        if row is None:
            raise RepdeskError(_("This number is not on the do-not-call list"), e164)
        act.put(Suppression, e164, lifted_on=day.isoformat(), lifted_reason=cleaned(reason.strip()))
        for account_id in read_sharing(book.read(), e164):
            account = act.session.get_one(Account, account_id)
            if account.do_not_call_on is not None:
                account.do_not_call_on = None
                keep_history(act, account_id, "grade", "D", None, at=stamp, day=day, why=cleaned(reason.strip()))
    return book.acted(act.change), e164
