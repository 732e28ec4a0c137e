"""A customer's card: all that is on record on one screen, and its past."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time

from repdesk.desk.book import Book
from repdesk.desk.customers import person
from repdesk.desk.rows import Person
from repdesk.desk.zones import place_of
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.rules.standing import CONTRACT_EXPIRED, UNDER_CONTRACT
from repdesk.store.reading.card import (
    AccountFields,
    ContractRow,
    DealRow,
    NumberRow,
    PersonRow,
    read_contracts,
    read_fields,
    read_numbers,
    read_open_deals,
    read_people,
    read_shared,
)
from repdesk.store.reading.labels import (
    CustomField,
    CustomValue,
    read_custom_fields,
    read_known_tags,
    read_own_values,
)
from repdesk.store.reading.timeline import PastCall, PastChange, read_changes, read_parts_names, read_past_calls

__all__ = [
    "AccountFields",
    "Card",
    "ContractRow",
    "CustomField",
    "CustomValue",
    "DealRow",
    "Moment",
    "NumberRow",
    "PastCall",
    "PastChange",
    "PersonRow",
    "card",
    "known_tags",
]


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry of the timeline: a call with what it changed, or the changes of one act of the rep."""

    day: date
    clock: time | None
    call: PastCall | None
    changes: tuple[PastChange, ...]

    @property
    def key(self) -> int:
        """Return what it is known by: above 0 a call, below a change."""
        return self.call.place if self.call is not None else -self.changes[0].id


@dataclass(frozen=True, slots=True)
class Card:
    """All that is on record of one customer; `person` is where it stands."""

    person: Person
    fields: AccountFields
    people: tuple[PersonRow, ...]
    numbers: tuple[NumberRow, ...]
    shared: dict[str, tuple[str, ...]]
    """Other customers with a number of this one, by number."""
    contracts: tuple[ContractRow, ...]
    deals: tuple[DealRow, ...]
    timeline: tuple[Moment, ...]
    """The latest first."""
    today: date
    stale_days: int
    names: dict[str, str] = field(compare=False)
    """What people, numbers and custom fields of the timeline are called, those taken away too."""
    zone_called: str = ""
    """What the time zone that is stated is called."""
    own_fields: tuple[CustomField, ...] = ()
    """The rep's own fields, in the rep's order."""
    own_values: dict[int, CustomValue] = field(default_factory=dict)
    """What is on record in them, by field."""

    @property
    def tags(self) -> tuple[str, ...]:
        """Return the tags, sorted."""
        return self.person.tags

    @property
    def overridden(self) -> bool:
        """Say whether the grade is one the rep has set."""
        return any(reason.code == "override" for reason in self.person.grade_reasons)

    @property
    def asks_for_dates(self) -> bool:
        """Say whether stage 6 or 7 is stated without a contract's dates on record."""
        return self.person.stage in (UNDER_CONTRACT, CONTRACT_EXPIRED) and self.person.contract_end is None

    def is_stale(self, confirmed: date | None) -> bool:
        """Say whether a fact was confirmed too long ago to count in full."""
        return confirmed is not None and (self.today - confirmed).days > self.stale_days


def card(book: Book, account_id: int) -> Card:
    """Return the card of a customer; RepdeskError where there is no such account."""
    conn = book.read()
    fields = read_fields(conn, account_id)
    if fields is None:
        raise RepdeskError(_("There is no account %(id)d in this book") % {"id": account_id})
    numbers = read_numbers(conn, account_id)
    return Card(
        person(book, account_id),
        fields,
        read_people(conn, account_id),
        numbers,
        read_shared(conn, account_id, tuple(number.e164 for number in numbers)),
        read_contracts(conn, account_id),
        read_open_deals(conn, account_id),
        timeline(read_past_calls(conn, account_id), read_changes(conn, account_id)),
        book.clock.today(),
        book.policy.card.stale_days,
        read_parts_names(conn, account_id),
        place_of(fields.timezone) if fields.timezone else "",
        read_custom_fields(conn),
        read_own_values(conn, account_id),
    )


def known_tags(book: Book) -> tuple[str, ...]:
    """Return the tags in use, the commonest first."""
    return tuple(tag for tag, _count in read_known_tags(book.read()))


def timeline(calls: Iterable[PastCall], changes: Iterable[PastChange]) -> tuple[Moment, ...]:
    """Merge calls and dated changes, the latest first: a change stands with the call or the act it came from."""
    by_call: dict[int, list[PastChange]] = {}
    by_act: dict[tuple[date, str], list[PastChange]] = {}
    called = {call.place: call for call in calls}
    for change in sorted(changes, key=lambda one: one.id):
        if change.call in called and change.call is not None:
            by_call.setdefault(change.call, []).append(change)
        else:
            by_act.setdefault((change.day, change.at), []).append(change)
    moments = [
        (call.day, call.at, place, Moment(call.day, call.clock, call, tuple(by_call.get(place, ()))))
        for place, call in called.items()
    ]
    moments += [(day, at, 0, Moment(day, _local(at), None, tuple(group))) for (day, at), group in by_act.items()]
    return tuple(moment for *_order, moment in sorted(moments, key=lambda entry: entry[:3], reverse=True))


def _local(at: str) -> time:
    """Return the local time of an instant of the book."""
    return datetime.fromisoformat(at).astimezone().time().replace(second=0, microsecond=0)
