"""A customer as the desk shows one: everything in view while the phone rings."""

from __future__ import annotations

from dataclasses import dataclass

from repdesk.desk.book import Book
from repdesk.desk.rows import ContactRow, Person, PhoneRow
from repdesk.rules.completeness import Completeness, Fact, Facts, completeness
from repdesk.rules.standing import Graded, contract_status, deal_beside, grade, is_callable, stage_of
from repdesk.rules.types import Account, ContractStatus
from repdesk.store.read_customer import Particulars, read_calls, read_contacts, read_particulars, read_phones


def person(book: Book, account_id: int) -> Person:
    """Return the customer in hand; RepdeskError where there is no such account."""
    account = book.account(account_id)
    known = read_particulars(book.read(), account_id)[account_id]
    today = book.clock.today()
    phones = read_phones(book.read(), account_id).get(account_id, ())
    contacts = read_contacts(book.read(), account_id).get(account_id, ())
    graded = grade(account, today, book.policy)
    stage = stage_of(account, today)
    complete = card_completeness(book, account, known, contacts, phones)
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
        window=account.window,
        unanswered=account.unanswered,
        do_not_call=account.do_not_call,
        callable=is_callable(account, today),
        completeness=complete.points,
        missing=complete.missing,
        calls=read_calls(book.read(), account_id),
        stale=complete.stale,
    )


def card_completeness(
    book: Book,
    account: Account,
    known: Particulars,
    contacts: tuple[ContactRow, ...],
    phones: tuple[PhoneRow, ...],
) -> Completeness:
    """Return how much of the card is known (DOMAIN §11)."""
    kp = next((contact for contact in contacts if contact.is_kp), None)
    fit = [phone for phone in phones if not phone.bad]
    evidence = account.last_conversation or account.contract_end
    facts = Facts(
        name=Fact(bool(known.name)),
        phone=Fact(bool(fit), max((p.confirmed_on for p in fit if p.confirmed_on), default=None)),
        kp=Fact(kp is not None, kp.confirmed_on if kp else None),
        kp_role=Fact(kp is not None and kp.role is not None, kp.confirmed_on if kp else None),
        need=Fact(bool(known.need), known.need_on),
        stage=Fact(evidence is not None, account.last_conversation),
        intent=Fact(account.intent is not None, known.intent_on),
        industry=Fact(bool(known.industry)),
        size=Fact(bool(known.size)),
        region=Fact(bool(known.region)),
        address=Fact(bool(known.address)),
        rival=Fact(bool(known.rival), known.rival_on),
        obstacle=Fact(bool(known.obstacle), known.obstacle_on),
        next_call=Fact(account.next_call is not None),
    )
    return completeness(facts, book.clock.today(), book.policy)


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
    phones = read_phones(book.read())
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
                card_completeness(book, account, known, people, numbers).points,
                known,
                people,
            )
        )
    return listed
