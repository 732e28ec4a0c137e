"""The rows of a file as calls that were made elsewhere: whose they are, when they were, what came of them."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from repdesk.desk.importing.habits import Habits
from repdesk.desk.importing.layout import Layout
from repdesk.desk.importing.plan import Steps
from repdesk.desk.importing.rejects import Rejects
from repdesk.desk.importing.report import ImportReport
from repdesk.desk.importing.rows import body, reject
from repdesk.desk.importing.whose import Customers, read_customers
from repdesk.exchange.dates import When, parse_date
from repdesk.exchange.heading_row import Row
from repdesk.exchange.phones import Number, parse_phones
from repdesk.exchange.plain import plain
from repdesk.exchange.table import Table
from repdesk.exchange.words import meanings
from repdesk.i18n import _
from repdesk.rules.outcomes import OUTCOMES
from repdesk.rules.types import Outcome
from repdesk.text import cleaned

if TYPE_CHECKING:
    from repdesk.store.act import Act

_OUTCOMES = {
    **{word: Outcome(key) for word, key in meanings("call_outcomes").items()},
    **{spec.key: outcome for outcome, spec in OUTCOMES.items()},
}
_DIRECTIONS = meanings("call_directions")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?")
_SECONDS = re.compile(r"(?:(\d+):)?(\d{1,2}):(\d{2})|(\d+)(?:\.0+)?\s*(?:s|sec|seconds|秒)?")
# A call is known again by what it was; whatever the rep has made of it since, the first version has this.
_KNOWN = """
SELECT account_id, day, coalesce(clock, ''), outcome, note FROM call
WHERE imported = 1 AND root IS NULL AND id NOT IN (SELECT call_id FROM call_retraction WHERE retracted_by IS NOT NULL)
"""


@dataclass(frozen=True, slots=True)
class PastCall:
    """A call of the file; `numbers` are those it was to, `spoke` and `kp` None where that is not known."""

    row: int
    cells: Row
    name: str
    numbers: tuple[str, ...]
    day: date
    clock: time | None
    outcome: Outcome
    spoke: bool | None
    kp: bool | None
    inbound: bool
    note: str

    def as_known(self, account_id: int) -> tuple[int, str, str, str, str]:
        """Return what the call is known again by."""
        clock = self.clock.isoformat("minutes") if self.clock else ""
        return account_id, self.day.isoformat(), clock, self.outcome.value, self.note


class CallsPlan:
    """Calls to go on record, in the order they were made."""

    def __init__(
        self,
        table: Table,
        layout: Layout,
        habits: Habits,
        now: datetime,
        report: ImportReport,
        done: Callable[[int], None],
    ) -> None:
        """Read the rows; `done` is told how many have been read."""
        self.report = report
        self.rejects = Rejects()
        self._layout, self._habits, self._now = layout, habits, now
        self._calls: list[PastCall] = []
        self._matched: list[tuple[int, PastCall]] = []
        for number, cells, _first in body(table, report, done):
            call = self._call(number, cells)
            if call is not None:
                self._calls.append(call)
        self._calls.sort(key=lambda call: (call.day, call.clock or time(), call.row))

    def match(self, connection: sqlite3.Connection | None) -> bool:
        """Find whose each call is and which are on record already; reject those of nobody."""
        customers = read_customers(connection) if connection is not None else Customers()
        known: Counter[tuple[int, str, str, str, str]] = Counter()
        if connection is not None:
            for account_id, *rest in connection.execute(_KNOWN):
                known[customers.now(account_id), *rest] += 1
        for call in self._calls:
            owner = customers.find(call.name, call.numbers)
            if isinstance(owner, str):
                reject(self.report, self.rejects, call.row, call.cells, call.name or "".join(call.numbers[:1]), owner)
            elif known[call.as_known(owner)] > 0:
                known[call.as_known(owner)] -= 1
                self.report.unchanged += 1
            else:
                self._matched.append((owner, call))
                self.report.created += 1
        self._calls = []
        self.report.problems.sort(key=lambda one: one.row)
        return bool(self._matched)

    def write(self, act: Act, done: Steps) -> None:
        """Write the calls, and what they made of their customers."""
        from repdesk.desk.importing.calls_writing import write_calls

        write_calls(act, self._matched, self._now.date(), lambda written: done(written, len(self._matched)))

    def _call(self, number: int, cells: Row) -> PastCall | None:
        """Return the call of a row, None where it is rejected."""
        moment = self._moment(cells)
        said = self._text(cells, "name")
        numbers = tuple(
            found.e164
            for place in self._layout.places("phone")
            for found in parse_phones(cells[place], self._habits.region)
            if isinstance(found, Number)
        )
        if moment is None or (moment.day, moment.clock or time()) > (self._now.date(), self._now.time()):
            why = _("not a date") if moment is None else _("a contact that lies ahead")
            reject(self.report, self.rejects, number, cells, self._text(cells, "when"), why)
            return None
        outcome, spoke, aside = self._outcome(cells)
        return PastCall(
            row=number,
            cells=cells,
            name=said,
            numbers=numbers,
            day=moment.day,
            clock=moment.clock,
            outcome=outcome,
            spoke=OUTCOMES[outcome].spoke if outcome in OUTCOMES else spoke,
            kp=OUTCOMES[outcome].kp if outcome in OUTCOMES else None,
            inbound=_DIRECTIONS.get(plain(self._text(cells, "direction"))) == "inbound",
            note=self._note(cells, aside),
        )

    def _text(self, cells: Row, target: str) -> str:
        place = self._layout.first(target)
        return "" if place is None else cleaned(cells[place].strip())

    def _moment(self, cells: Row) -> When | None:
        """Return when it was: one cell, or a day and, in a cell of its own, a time."""
        found: When | None = None
        for place in self._layout.places("when"):
            text = cells[place].strip()
            if found is None:
                found = _aware(text) or parse_date(text, self._habits.order_at(place)).value
            elif (
                found.clock is None and (clock := _CLOCK.fullmatch(text)) and int(clock[1]) < 24 and int(clock[2]) < 60
            ):
                found = When(found.day, time(int(clock[1]), int(clock[2])))
        return found

    def _outcome(self, cells: Row) -> tuple[Outcome, bool | None, str]:
        """Return what came of it, whether somebody spoke where that is known, and what is to be kept in the note.

        Without an outcome a call that took no time was not answered. One that says no more than that somebody did
        is a contact.
        """
        text = self._text(cells, "outcome")
        if text:
            outcome = _OUTCOMES.get(plain(text), _OUTCOMES.get(text.casefold()))
            if outcome is None:
                return Outcome.CONTACT, None, text
            return outcome, True if outcome is Outcome.CONTACT else None, ""
        seconds = _seconds(self._text(cells, "duration"))
        if seconds is None:
            return Outcome.CONTACT, None, ""
        return (Outcome.CONTACT, True, "") if seconds else (Outcome.NO_ANSWER, None, "")

    def _note(self, cells: Row, aside: str) -> str:
        lines = [cleaned(text) for place in self._layout.places("note") if (text := cells[place].strip())]
        for target, text in (("outcome", aside), ("contact", ""), ("duration", "")):
            place = self._layout.first(target)
            text = text or (self._text(cells, target) if target != "outcome" else "")
            if place is not None and text and not (target == "duration" and not _seconds(text)):
                lines.append(f"{cleaned(self._layout.columns[place].heading)}: {text}")
        return "\n".join(lines)


def _aware(text: str) -> When | None:
    """Return the local moment of an instant with its zone, None of any other text."""
    if "T" not in text and " " not in text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        return None
    local = moment.astimezone()
    return When(local.date(), local.time().replace(second=0, microsecond=0))


def _seconds(text: str) -> int | None:
    """Return how long a call was: seconds, or as 1:02:03; None where it does not say."""
    found = _SECONDS.fullmatch(text.strip().casefold())
    if found is None:
        return None
    if found[4]:
        return int(found[4])
    return int(found[1] or 0) * 3600 + int(found[2]) * 60 + int(found[3])
