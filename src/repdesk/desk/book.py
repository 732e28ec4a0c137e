"""The open book: its file, the clock, the policy and the calendar that every use case needs."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from repdesk import paths
from repdesk.clock import Clock
from repdesk.desk.calendar import read_calendar
from repdesk.desk.known import Known
from repdesk.desk.policy_file import load_policy
from repdesk.desk.zones import OwnClocks, Zones
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.rules.hours import quota_on
from repdesk.rules.types import Account
from repdesk.rules.workdays import Calendar
from repdesk.store.change import Change
from repdesk.store.locks import SessionLock
from repdesk.store.reading.accounts import read_accounts
from repdesk.store.store import Store

if TYPE_CHECKING:
    from repdesk.desk.best_hours import BestHours
    from repdesk.desk.search import Search
    from repdesk.rules.call_list import CallList

SETTINGS = ("country", "currency")
"""What a rep may set in a book."""


class Book:
    """One rep's book, open: hand it to every use case.

    What the rules know of the accounts is read once a day and kept; an act of this process has the accounts it
    touched read again, a change from elsewhere has all of them.
    """

    def __init__(self, store: Store, clock: Clock, session: SessionLock | None = None, holder: str = "") -> None:
        self.store = store
        self.clock = clock
        self.holder = holder
        """Who else has the book open, where that makes this one read-only."""
        self._session = session
        self.policy = load_policy(paths.policy_path())
        self.calendar: Calendar = self._calendar()
        self._known: Known | None = None
        self._known_to = store.last_entry()  # the journal's entry up to which what is kept is true
        self._policy_id: int | None = None
        self._version = store.data_version()

    @property
    def read_only(self) -> bool:
        """Say whether nothing may be written here."""
        return self.store.read_only

    def read(self) -> sqlite3.Connection:
        """Return this thread's read connection."""
        return self.store.read()

    def setting(self, key: str) -> str | None:
        """Return a setting of the book, None where it is not set."""
        row = self.read().execute("SELECT value FROM live_setting WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def all_settings(self) -> dict[str, str | None]:
        """Return what a rep may set, None where it is not set."""
        return {key: self.setting(key) for key in SETTINGS}

    def _calendar(self) -> Calendar:
        return read_calendar(self.read(), self.setting("country"), self.clock.today())

    def list_day(self) -> date:
        """Return the day whose list is shown: today, or the next working day."""
        self._keep_up()
        return self.calendar.on_or_after(self.clock.today())

    def accounts(self, day: date) -> list[Account]:
        """Return what the rules know of all accounts at the end of `day`, by id."""
        return self._known_at(day).accounts()

    def call_list(self, day: date) -> CallList:
        """Return the list of the working day `day` as the rules make it, whatever is on record."""
        return self._known_at(day).call_list(self.policy)

    def load(self, without: int | None = None) -> Counter[date]:
        """Count the next calls that each working day shows, without that of account `without`.

        They are those of the schedule: of accounts that may be called, on a day off counted for the next working day.
        """
        return self._known_at(self.list_day()).load(without)

    def load_at(self, day: date) -> int:
        """Return how many next calls are shown with one that is set for `day`."""
        return self.load()[self.calendar.on_or_after(day)]

    def quota_at(self, day: date) -> int:
        """Return how many calls the working day bears that shows what is set for `day`."""
        return quota_on(self.calendar.on_or_after(day), self.calendar, self.policy)

    def last_entry(self) -> int:
        """Return the number of the latest entry of the journal."""
        return self.store.last_entry()

    def _keep_up(self) -> None:
        """Forget what is kept where another program, or an act nobody spoke of, has written to the book since."""
        latest = self.last_entry()
        if latest != self._known_to:
            self._known_to = latest
            self.refresh()

    def _known_at(self, day: date) -> Known:
        self._keep_up()
        if self._known is None or self._known.day != day:
            accounts = read_accounts(self.read(), day, clocks=self.clocks(day))
            self._known = Known(accounts, day, self.calendar)
        return self._known

    def account(self, account_id: int) -> Account:
        """Return what the rules know of one account today; RepdeskError where there is none."""
        found = self._read(account_id)
        if not found:
            raise RepdeskError(_("There is no account %(id)d in this book") % {"id": account_id})
        return found[0]

    def looking_up(self, *, all_of_them: bool) -> Callable[[int], Account | None]:
        """Return what tells what the rules know of an account, None of one that is not there.

        Where nothing is kept, each is read when it is asked for, but with `all_of_them` all are, at once.
        """
        self._keep_up()
        if self._known is not None or all_of_them:
            return self._known_at(self.list_day()).account
        return lambda account_id: next(iter(self._read(account_id)), None)

    def _read(self, account_id: int) -> list[Account]:
        today = self.clock.today()
        return read_accounts(self.read(), today, account_id, clocks=self.clocks(today))

    def clocks(self, day: date) -> OwnClocks:
        """Return what tells hours and times kept by other clocks as the rep's shows them on `day`."""
        return OwnClocks(self.clock.now, day, self.policy)

    @cached_property
    def zones(self) -> Zones:
        """Where customers are whose clocks show another time."""
        return Zones(self.policy)

    @cached_property
    def search(self) -> Search:
        """What finds customers by what is typed of them."""
        from repdesk.desk.search import Search

        return Search(self)

    @cached_property
    def best_hours(self) -> BestHours:
        """What is known by now of the hours in which customers answer."""
        from repdesk.desk.best_hours import BestHours

        return BestHours(self)

    def changed_elsewhere(self) -> bool:
        """Say whether another program changed the book since the last look; if so, all is read anew."""
        followed = self.store.follow()
        version = self.store.data_version()
        if version == self._version and not followed:
            return False
        self._version = version
        if followed:
            self._policy_id = None
        self.refresh()
        return True

    def lost(self) -> RepdeskError | None:
        """Return what is to be said where the book's file is gone or replaced under it, None where it is there."""
        return self.store.lost()

    def follow_policy(self) -> None:
        """Take the policy as its file has it now; RepdeskError where it cannot be taken."""
        self.policy = load_policy(paths.policy_path())
        self._policy_id = None
        self.refresh()

    def refresh(self) -> None:
        """Forget what was read."""
        self._known = None
        self.calendar = self._calendar()
        self.best_hours.follow(None)
        if "search" in self.__dict__:
            self.search.follow()

    def applied(self, change: Change | None) -> Change | None:
        """Take note of an act of this process: read the accounts again that it touched; return it."""
        if change is None:
            return None
        self._version = self.store.data_version()
        if change.seq != self._known_to + 1:  # another program was quicker with an act of its own
            self._known_to = change.seq
            self.refresh()
            return change
        self._known_to = change.seq
        self.best_hours.follow(change)
        if {"setting", "calendar_day", "calendar_year", "day_hours"} & change.tables:
            self.calendar = self._calendar()
            if self._known is not None:
                self._known.weigh(self.calendar)
        if "day_plan" in change.tables and self._known is not None:
            self._known.let_list_go()
        if change.tables <= _NOT_OF_ACCOUNTS or self._known is None:
            return change
        few = max(_FEW, len(self._known) // _SHARE)
        if len(change.accounts) > few or "suppression" in change.tables:  # a number may stand under others too
            self._known = None
            return change
        for account_id in change.accounts:
            day = self._known.day
            self._known.put(account_id, read_accounts(self.read(), day, account_id, clocks=self.clocks(day)))
        return change

    def acted(self, change: Change | None) -> Change:
        """Take note of an act that cannot but have changed the book; return it."""
        if self.applied(change) is None or change is None:
            raise RuntimeError("an act that must change the book changed nothing")
        return change

    def policy_id(self) -> int:
        """Return the number under which the book keeps the policy in use, taking it into the book where it is new."""
        if self._policy_id is None:
            self._policy_id = self._kept_policy()
        return self._policy_id

    def _kept_policy(self) -> int:
        from repdesk.rules.policy.text import policy_digest, policy_json

        digest = policy_digest(self.policy)
        known = "SELECT id FROM policy_version WHERE digest = ?"
        row = self.read().execute(known, (digest,)).fetchone()
        if row is not None:
            return int(row[0])
        from repdesk.models.setting import PolicyVersion

        stamp = self.clock.stamp()
        with self.store.act("take_policy", at=stamp, kind="housekeeping") as act:
            row = act.connection.execute(known, (digest,)).fetchone()  # another program may have been quicker
            values = {"taken_at": stamp, "digest": digest, "body": policy_json(self.policy)}
            number = int(row[0]) if row is not None else act.insert_many(PolicyVersion, [values])[0]
        self.applied(act.change)
        return number

    def close(self) -> None:
        """Close the file and let go of the session."""
        self.store.close()
        if self._session is not None:
            self._session.release()


_FEW, _SHARE = 50, 10  # so many accounts, or one in so many, are read again one by one: the whole book takes longer
_NOT_OF_ACCOUNTS = {"day_plan", "list_item", "task"}  # what the rules know of an account is in none of these
