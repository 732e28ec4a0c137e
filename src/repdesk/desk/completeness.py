"""How much of the cards of many customers is known, in a few projections joined in memory."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from repdesk.clock import local
from repdesk.rules.completeness import Completeness, Fact, Facts, completeness
from repdesk.rules.types import Account
from repdesk.store.kept_days import maybe_day
from repdesk.store.reading.columns import CardFacts, Ids, read_card_facts

if TYPE_CHECKING:
    from repdesk.desk.book import Book
    from repdesk.desk.sheet import Sheet


def completeness_of(sheet: Sheet, ids: Ids) -> Mapping[int, Completeness]:
    """Return how much is known of each card (DOMAIN §11)."""
    read, policy = read_card_facts(sheet.book.read(), ids), sheet.book.policy
    blank = CardFacts()
    return {
        account.id: completeness(facts_of(account, read.get(account.id, blank)), sheet.today, policy)
        for account in sheet.of(ids)
    }


def facts_of(account: Account, card: CardFacts) -> Facts:
    """Return what the card of an account holds."""
    spoken, said, since = account.last_conversation, card.said_on, _day_of(card.since) if card.since else None
    return Facts(
        name=_fact(card.name),
        phone=_fact(card.phone, card.phone_on),
        kp=_fact(card.kp, card.kp_on),
        kp_role=_fact(card.kp_role, card.kp_on),
        need=_fact(card.need, card.need_on),
        stage=_fact(True, spoken.isoformat()) if spoken else _fact(account.contract_end is not None),
        intent=_fact(account.intent is not None, card.intent_on),
        industry=_fact(card.industry, said.get("industry", since)),
        size=_fact(card.size, said.get("size", since)),
        region=_fact(card.region, said.get("region", since)),
        address=_fact(card.address, said.get("address", since)),
        rival=_fact(card.rival, card.rival_on),
        obstacle=_fact(card.obstacle, card.obstacle_on),
        next_call=_fact(account.next_call is not None),
    )


@cache
def _fact(known: bool, on: str | None = None) -> Fact:
    """Return a fact, of which there are but few different ones: so many are made for a large book."""
    return Fact(known, maybe_day(on))


def card_completeness(book: Book, account: Account) -> Completeness:
    """Return how much is known of one card."""
    card = read_card_facts(book.read(), [account.id]).get(account.id, CardFacts())
    return completeness(facts_of(account, card), book.clock.today(), book.policy)


def said_on(card: CardFacts, name: str) -> str | None:
    """Return the day one of `SAID` was last said: that in the account's past, else the one it came into the book."""
    return card.said_on.get(name) or (_day_of(card.since) if card.since else None)


@cache
def _day_of(stamp: str) -> str:
    """Return the local day of an instant; those of an import are all the same."""
    return local(stamp).date().isoformat()
