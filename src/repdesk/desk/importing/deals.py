"""The rows of a file as deals: whose, at which stage, won or lost or open still."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from repdesk.desk.importing.choices import Duplicates
from repdesk.desk.importing.draft import Values
from repdesk.desk.importing.habits import Habits
from repdesk.desk.importing.layout import Layout
from repdesk.desk.importing.plan import Steps
from repdesk.desk.importing.rejects import Rejects
from repdesk.desk.importing.report import ImportReport
from repdesk.desk.importing.rows import body, reject
from repdesk.desk.importing.whose import Customers, read_customers
from repdesk.exchange.amounts import parse_amount
from repdesk.exchange.cells import parse_stage
from repdesk.exchange.dates import parse_date
from repdesk.exchange.heading_row import Row
from repdesk.exchange.phones import Number, parse_phones
from repdesk.exchange.plain import plain
from repdesk.exchange.table import Table
from repdesk.exchange.words import meanings
from repdesk.i18n import _
from repdesk.rules.standing import CONTRACT_SENT, NEW
from repdesk.rules.types import STAGE_KEYS
from repdesk.text import cleaned

if TYPE_CHECKING:
    from repdesk.store.act import Act

DealOutcome = Literal["open", "won", "lost"]
FIELDS = ("name", "stage", "amount", "currency", "expected_close", "closed_on", "outcome", "reason")
"""The columns of a deal that a later file may change."""
_STAGES = {
    word: key if key in ("won", "lost") else str(STAGE_KEYS.index(key)) for word, key in meanings("deal_stages").items()
}
_ORIGINS = "SELECT account_id, fields FROM import_origin WHERE retracted_by IS NULL"
_DEALS = f"SELECT id, {', '.join(FIELDS)} FROM live_deal"  # noqa: S608 (constants)


@dataclass(frozen=True, slots=True)
class PastDeal:
    """A deal of the file: `values` by column of the book; `opened` is None where the file does not say."""

    row: int
    cells: Row
    customer: str
    numbers: tuple[str, ...]
    number: str
    opened: date | None
    values: Values

    @property
    def known_as(self) -> str:
        """What a later file knows the deal by: its own number, else its name and when it began."""
        return self.number or f"{self.values['name']} {self.opened or ''}".strip()


@dataclass(frozen=True, slots=True)
class KnownDeal:
    """A deal of the book that was imported: its columns now, and as the last import had them."""

    id: int
    values: Values
    imported: Values


@dataclass(frozen=True, slots=True)
class Written:
    """A deal to be written for a customer: a new one, or what is new for a known one."""

    owner: int
    deal: PastDeal
    known_as: str
    known: KnownDeal | None
    values: Values


class DealsPlan:
    """Deals to be."""

    def __init__(
        self,
        table: Table,
        layout: Layout,
        habits: Habits,
        today: date,
        report: ImportReport,
        *,
        duplicates: Duplicates,
        done: Callable[[int], None],
    ) -> None:
        """Read the rows; `done` is told how many have been read."""
        self.report = report
        self.rejects = Rejects()
        self._layout, self._habits, self._today, self._duplicates = layout, habits, today, duplicates
        self._file = Path(table.file).name
        self._deals: list[PastDeal] = []
        self._matched: list[Written] = []
        for number, cells, _first in body(table, report, done):
            deal = self._deal(number, cells)
            if deal is not None:
                self._deals.append(deal)

    def match(self, connection: sqlite3.Connection | None) -> bool:
        """Find whose each deal is and which are in the book already; reject those of nobody."""
        customers = read_customers(connection) if connection is not None else Customers()
        known = _known_deals(connection, customers) if connection is not None else {}
        times: Counter[tuple[int, str]] = Counter()
        for deal in self._deals:
            owner = customers.find(deal.customer, deal.numbers)
            if isinstance(owner, str):
                reject(self.report, self.rejects, deal.row, deal.cells, deal.customer, owner)
                continue
            times[owner, deal.known_as] += 1
            nth = times[owner, deal.known_as]
            known_as = deal.known_as if nth == 1 else f"{deal.known_as} #{nth}"
            self._match(Written(owner, deal, known_as, known.get((owner, known_as)), deal.values))
        self._deals = []
        self.report.problems.sort(key=lambda one: one.row)
        return bool(self._matched)

    def _match(self, found: Written) -> None:
        if found.known is None or self._duplicates == "add":
            self._matched.append(Written(found.owner, found.deal, found.known_as, None, found.values))
            self.report.created += 1
            return
        changes = self._changes(found.known, found.deal) if self._duplicates == "merge" else {}
        if changes:
            self._matched.append(Written(found.owner, found.deal, found.known_as, found.known, changes))
            self.report.updated += 1
        else:
            self.report.unchanged += 1

    def _changes(self, known: KnownDeal, deal: PastDeal) -> Values:
        """Return what the file says anew of columns that are as they were imported; list those that are not."""
        changes: Values = {}
        for name, value in deal.values.items():
            before, current = known.imported.get(name), known.values.get(name)
            if value in (before, current):
                continue
            if before == current:
                changes[name] = value
            else:
                why = _("changed in the book since, or not from a file")
                self.report.add(deal.row, None, str(value), why, _("kept yours"))
        return changes

    def write(self, act: Act, done: Steps) -> None:
        """Write the deals."""
        from repdesk.desk.importing.deals_writing import write_deals

        write_deals(act, self._matched, self._file, self._today, lambda written: done(written, len(self._matched)))

    def _deal(self, number: int, cells: Row) -> PastDeal | None:
        """Return the deal of a row, None where it is rejected."""
        customer = self._text(cells, "name")
        numbers = tuple(
            found.e164
            for place in self._layout.places("phone")
            for found in parse_phones(cells[place], self._habits.region)
            if isinstance(found, Number)
        )
        if not customer and not numbers:
            reject(self.report, self.rejects, number, cells, "", _("it names no customer"))
            return None
        standing = self._standing(cells)
        if standing is None:
            text = " ".join(filter(None, (self._text(cells, "stage"), self._text(cells, "status"))))
            reject(self.report, self.rejects, number, cells, text, _("not a stage"))
            return None
        stage, outcome = standing
        values: Values = {"stage": stage, "outcome": outcome, "name": self._name(cells)}
        opened = self._date(number, cells, "opened")
        closed, expected = self._date(number, cells, "closed"), self._date(number, cells, "expected")
        if outcome != "open" and closed is not None:
            values["closed_on"] = closed.isoformat()
        elif outcome == "open" and (expected or closed) is not None:
            values["expected_close"] = str(expected or closed)
        values |= self._amount(number, cells)
        if reason := self._text(cells, "reason"):
            values["reason"] = reason
        return PastDeal(number, cells, customer, numbers, self._text(cells, "number"), opened, values)

    def _text(self, cells: Row, target: str) -> str:
        place = self._layout.first(target)
        return "" if place is None else cleaned(cells[place].strip())

    def _name(self, cells: Row) -> str:
        """Return what the deal is called: by its name, its product, or both."""
        return " / ".join(dict.fromkeys(filter(None, (self._text(cells, "deal"), self._text(cells, "product")))))

    def _standing(self, cells: Row) -> tuple[int, DealOutcome] | None:
        """Return the stage and whether it is won, lost or open; None where a word of it is not known."""
        stage, outcome = NEW, "open"
        for target in ("stage", "status"):
            text = self._text(cells, target)
            if not text:
                continue
            said = self._habits.words.get(plain(text)) or _STAGES.get(plain(text))
            if said in ("won", "lost"):
                outcome = said
            elif target == "stage":
                number = int(said) if said is not None else parse_stage(text).value
                if number is None:
                    return None
                stage = number
        if outcome == "won":
            return max(stage, CONTRACT_SENT), "won"
        return (stage, "lost") if outcome == "lost" else (stage, "open")

    def _date(self, number: int, cells: Row, target: str) -> date | None:
        place = self._layout.first(target)
        text = "" if place is None else cells[place].strip()
        if place is None or not text:
            return None
        when = parse_date(text, self._habits.order_at(place)).value
        if when is None:
            self._left_empty(number, place, cells, text, _("not a date"))
        return when.day if when is not None else None

    def _amount(self, number: int, cells: Row) -> Values:
        place = self._layout.first("amount")
        text = "" if place is None else cells[place].strip()
        if place is None or not text:
            return {}
        money = parse_amount(text, self._habits.currency, self._layout.columns[place].unit).value
        if money is None:
            self._left_empty(number, place, cells, text, _("not an amount"))
            return {}
        return {"amount": money.minor} | ({"currency": money.currency} if money.currency else {})

    def _left_empty(self, number: int, place: int, cells: Row, text: str, why: str) -> None:
        heading = self._layout.columns[place].heading
        self.report.add(number, heading, text, why, _("left empty"))
        self.rejects.add(number, cells, f"{cleaned(heading)}: {why}")


def _known_deals(conn: sqlite3.Connection, customers: Customers) -> dict[tuple[int, str], KnownDeal]:
    """Return the deals that were imported, by customer and by what a file knows them by."""
    now: Mapping[int, Values] = {
        number: {name: value for name, value in zip(FIELDS, values, strict=True) if value not in (None, "")}
        for number, *values in conn.execute(_DEALS)
    }
    found: dict[tuple[int, str], KnownDeal] = {}
    for account_id, fields in conn.execute(_ORIGINS):
        kept: dict[str, Any] = json.loads(fields).get("deals", {})
        for known_as, (number, imported) in kept.items():
            if number in now:
                found[customers.now(account_id), known_as] = KnownDeal(number, now[number], imported)
    return found
