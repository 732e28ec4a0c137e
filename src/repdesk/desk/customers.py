"""A customer as the desk shows one: everything in view while the phone rings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from repdesk import wording
from repdesk.desk.book import Book
from repdesk.desk.completeness import card_completeness, facts_of
from repdesk.desk.rows import ContactRow, Person, PhoneRow
from repdesk.rules.completeness import completeness
from repdesk.rules.standing import Graded, contract_status, deal_beside, grade, is_callable, stage_of
from repdesk.rules.types import Account, ContractStatus
from repdesk.store.reading.columns import read_card_facts
from repdesk.store.reading.customer import Particulars, read_calls, read_contacts, read_particulars, read_phones
from repdesk.store.reading.labels import read_tags


def person(book: Book, account_id: int) -> Person:
    """Return the customer in hand; RepdeskError where there is no such account."""
    account = book.account(account_id)
    known = read_particulars(book.read(), account_id)[account_id]
    today = book.clock.today()
    phones = read_phones(book.read(), account_id).get(account_id, ())
    contacts = read_contacts(book.read(), account_id).get(account_id, ())
    graded = grade(account, today, book.policy)
    stage = stage_of(account, today)
    complete = card_completeness(book, account)
    return Person(
        account_id=account_id,
        name=known.name,
        grade=graded.grade,
        grade_reasons=graded.reasons,
        stage=stage,
        deal_stage=deal_beside(account, stage),
        intent=account.intent,
        industry=known.industry,
        region=known.region,
        need=known.need,
        notes=known.notes,
        contacts=contacts,
        phones=phones,
        next_call=account.next_call,
        contract_status=contract_status(account, today),
        contract_end=account.contract_end,
        contract_amount=account.contract_amount,
        currency=known.currency or book.setting("currency") or "",
        window=known.window,
        unanswered=account.unanswered,
        do_not_call=account.do_not_call,
        callable=is_callable(account, today),
        completeness=complete.points,
        missing=complete.missing,
        calls=read_calls(book.read(), account_id),
        stale=complete.stale,
        tags=read_tags(book.read(), [account_id]).get(account_id, ()),
        best=book.best_hours.of(account_id),
        zone=known.timezone,
        window_here=account.window,
    )


def told_there(book: Book, account_id: int, day: date, at: time) -> str:
    """Say what the clock of a customer elsewhere shows at a moment of the rep's: (06:30 in New York, too early).

    Empty for one whose clock shows the same, or is not known.
    """
    from repdesk.exchange.zones import local_zone

    who, own = person(book, account_id), local_zone(book.clock.now())[1]
    number = next((phone.e164 for phone in who.phones if phone.ok), None)
    theirs = book.zones.their_time(who, number, datetime.combine(day, at, own))
    return "" if theirs is None else f"({wording.their_time(theirs)})"


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the list of all accounts."""

    account: Account
    name: str
    contact: str
    phones: tuple[PhoneRow, ...]
    stage: int
    grade: Graded
    contract_status: ContractStatus
    callable: bool
    completeness: int
    known: Particulars
    people: tuple[ContactRow, ...]


def all_accounts(book: Book) -> list[Listed]:
    """Return every account in force by id, as of today."""
    today = book.clock.today()
    particulars, contacts = read_particulars(book.read()), read_contacts(book.read())
    phones, facts = read_phones(book.read()), read_card_facts(book.read())
    listed = []
    for account in sorted(book.accounts(today), key=lambda a: a.id):
        people, numbers = contacts.get(account.id, ()), phones.get(account.id, ())
        known = particulars[account.id]
        listed.append(
            Listed(
                account,
                known.name,
                people[0].name if people else "",
                numbers,
                stage_of(account, today),
                grade(account, today, book.policy),
                contract_status(account, today),
                is_callable(account, today),
                completeness(facts_of(account, facts[account.id]), today, book.policy).points,
                known,
                people,
            )
        )
    return listed
