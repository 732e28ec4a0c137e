"""An account as a row of the file gives it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from repdesk.exchange.people import Person
from repdesk.exchange.phones import Number
from repdesk.exchange.plain import name_key

Values = dict[str, str | int]


@dataclass(slots=True)
class Draft:
    """An account to be.

    `values` hold what was given, by target and as the book keeps it: text, numbers, days as YYYY-MM-DD with THH:MM
    behind where a time was given, the amount in minor units with its `currency`. `remarks` are the notes columns,
    `asides` the lines "heading: text" of cells that could not be taken.
    """

    row: int
    name: str = ""
    key: str = ""
    """The name as it is compared; empty for a row that is kept under its phone."""
    phones: list[Number] = field(default_factory=list)
    values: Values = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()
    """Those there beside the one among the values."""
    remarks: list[str] = field(default_factory=list)
    asides: list[str] = field(default_factory=list)

    @property
    def notes(self) -> str:
        """The notes as the book keeps them."""
        return "\n".join(self.remarks + self.asides)

    def bar(self, day: date) -> None:
        """Have the customer not called, from the earliest day that is said."""
        self.values["do_not_call"] = min(day.isoformat(), str(self.values.get("do_not_call", day.isoformat())))

    def add_phones(self, phones: Iterable[Number]) -> None:
        """Take up the numbers it does not have yet."""
        own = {phone.e164 for phone in self.phones}
        self.phones += [phone for phone in phones if phone.e164 not in own]

    def add_tags(self, tags: Iterable[str]) -> None:
        """Take up the tags it does not have yet."""
        self.tags = tuple(dict.fromkeys((*self.tags, *tags)))

    def add_people(self, people: Iterable[Person]) -> None:
        """Take up the people it does not have yet."""
        own = {name_key(str(self.values.get("contact", ""))), *(name_key(one.name) for one in self.people)}
        self.people += tuple(one for one in people if name_key(one.name) not in own)

    def add_lines(self, remarks: Iterable[str], asides: Iterable[str]) -> None:
        """Take up the lines of notes it does not have yet."""
        self.remarks += [line for line in remarks if line not in self.remarks]
        self.asides += [line for line in asides if line not in self.asides]
