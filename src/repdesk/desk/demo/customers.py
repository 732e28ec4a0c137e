"""The customers of the demo book, as they stood before its first day of calls."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from repdesk.desk.demo import names
from repdesk.rules.types import Account, NextCall
from repdesk.rules.workdays import Calendar

Row = dict[str, Any]
Stamp = Callable[[date, int], str]
"""Turns a local day and minute of the day into the instant that the book keeps."""

HISTORY_DAYS = 90
CURRENCY = "CNY"
_OPENING = 9 * 60  # the minute of the day
_WINDOW = (time(10), time(11, 30))
SOURCES = (
    ("list", "2026 名录"),
    ("referral", "客户转介绍"),
    ("inbound", "website"),
    ("event", "trade fair"),
    ("advertising", "搜索推广"),
    ("other", ""),
)
_SOURCE_WEIGHTS = (60, 8, 12, 8, 8, 4)
_REFERRAL = 2
_LEAD_SHARE = 0.15
_CROWDED = 5_000  # from this customer on, places with a thousand free numbers would run out of them
_TRIES = 30
_MOST_LEADS = 380  # what comes in within the history, however large the book


@dataclass(slots=True)
class Customer:
    """An invented account: what the rules know of it, its rows, and how likely somebody there answers."""

    account: Account
    chinese: bool
    reach: float
    row: Row
    contacts: list[Row]
    phones: list[Row]
    deal: Row | None = None
    contract: Row | None = None
    """The latest contract, sent or signed."""

    def known_since(self, day: date, stamp: Stamp) -> None:
        """Have the account in the book from `day` on, if it is not there longer."""
        self.row["created_at"] = min(self.row["created_at"], stamp(day, _OPENING))


class Inventor:
    """Invents customers from one source of chance; names and numbers come once only."""

    def __init__(self, rng: random.Random, today: date, stamp: Stamp) -> None:
        """Invent as of `today`."""
        self._rng = rng
        self._today = today
        self._stamp = stamp
        self._names: set[str] = set()
        self._numbers: set[str] = set()
        self._contacts = 0
        self._phones = 0

    def customers(self, count: int) -> Iterator[Customer]:
        """Invent `count` customers, ids from 1; the last ones are leads that came in during the history."""
        leads = min(round(count * _LEAD_SHARE), _MOST_LEADS)
        for number in range(1, count + 1):
            yield self._customer(number, lead=number > count - leads)

    def _customer(self, number: int, *, lead: bool) -> Customer:
        rng = self._rng
        chinese = rng.random() < 0.5
        english = names.PLACES_EN if number <= _CROWDED else names.PLACES_ROOMY
        place = rng.choice(names.PLACES_ZH if chinese else english)
        name, trade = self._company(chinese=chinese)
        age = rng.randrange(0, HISTORY_DAYS) if lead else rng.randrange(HISTORY_DAYS + 1, 900)
        created = self._today - timedelta(days=age)
        source = rng.choices(range(1, len(SOURCES) + 1), _SOURCE_WEIGHTS)[0]
        estimate = rng.randrange(5, 120) * 100_000 if rng.random() < 0.55 else None
        window = _WINDOW if rng.random() < 0.05 else None
        row: Row = {
            "id": number,
            "name": name,
            "industry": trade,
            "size": rng.choice(names.SIZES),
            "region": place.name,
            "need": "",
            "need_on": None,
            "rival": "",
            "rival_on": None,
            "obstacle": "",
            "obstacle_on": None,
            "stage": 1,
            "stage_on": None,
            "intent": None,
            "intent_on": None,
            "do_not_call_on": None,
            "refused_on": None,
            "estimate": estimate,
            "currency": CURRENCY if estimate else None,
            "source_id": source,
            "referred_by": rng.randrange(1, number) if source == _REFERRAL and number > 1 else None,
            "window_from": window[0].isoformat("minutes") if window else None,
            "window_to": window[1].isoformat("minutes") if window else None,
            "created_at": self._stamp(created, _OPENING),
        }
        contacts, phones = self._people(number, place, chinese=chinese)
        account = Account(
            number,
            estimate=estimate,
            phones=len(phones),
            referred=source == _REFERRAL,
            window=window,
            next_call=NextCall(Calendar().on_or_after(created)) if lead and phones else None,
        )
        return Customer(account, chinese, rng.betavariate(2.0, 4.2), row, contacts, phones)

    def _company(self, *, chinese: bool) -> tuple[str, str]:
        name, trade = names.company(self._rng, chinese=chinese)
        while name in self._names:
            name, trade = names.company(self._rng, chinese=chinese, longer=True)
        self._names.add(name)
        return name, trade

    def _number(self, place: names.Place) -> str:
        """Draw a number nobody has; where nearly all are taken, companies share one."""
        for _try in range(_TRIES):
            number = names.number(self._rng, place)
            if number not in self._numbers:
                break
        self._numbers.add(number)
        return number

    def _people(self, account_id: int, place: names.Place, *, chinese: bool) -> tuple[list[Row], list[Row]]:
        """Invent one or two people, the first the key person, and none to two numbers."""
        rng = self._rng
        contacts = [self._contact(account_id, chinese=chinese, is_kp=True)]
        if rng.random() < 0.2:
            contacts.append(self._contact(account_id, chinese=chinese, is_kp=False))
        if rng.random() < 0.01:
            return contacts, []
        phones = [self._phone(account_id, None, self._number(place))]
        if rng.random() < (0.6 if chinese else 0.15):
            own = self._number(names.MOBILE_ZH if chinese else place)
            phones.append(self._phone(account_id, contacts[0]["id"], own))
        return contacts, phones

    def _contact(self, account_id: int, *, chinese: bool, is_kp: bool) -> Row:
        rng = self._rng
        self._contacts += 1
        born = date(1960, 1, 1) + timedelta(days=rng.randrange(14_000)) if rng.random() < 0.1 else None
        return {
            "id": self._contacts,
            "account_id": account_id,
            "name": names.person(rng, chinese=chinese),
            "title": rng.choice(names.TITLES_ZH if chinese else names.TITLES_EN),
            "role": "decision_maker" if is_kp else "user",
            "is_kp": int(is_kp),
            "birthday": born.isoformat() if born else None,
        }

    def _phone(self, account_id: int, contact_id: int | None, number: str) -> Row:
        self._phones += 1
        return {
            "id": self._phones,
            "account_id": account_id,
            "contact_id": contact_id,
            "e164": number,
            "raw": number,
            "bad_on": None,
            "confirmed_on": None,
        }
