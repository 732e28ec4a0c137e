"""What the rules know of all accounts, kept from one act to the next with the load that their next calls make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from repdesk.rules.call_list import CallList, build
from repdesk.rules.policy import Policy
from repdesk.rules.schedule import load_of_days, shown_on
from repdesk.rules.types import Account
from repdesk.rules.workdays import Calendar


class Known:
    """All accounts as they are known at the end of `day`; one that changes is put in anew, and so is what it weighs."""

    def __init__(self, accounts: Iterable[Account], day: date, calendar: Calendar) -> None:
        self.day = day
        self._accounts = {account.id: account for account in accounts}
        self.weigh(calendar)

    def weigh(self, calendar: Calendar) -> None:
        """Count the load by these working days, once it is asked for."""
        self._calendar = calendar
        self._load: Counter[date] | None = None
        self._list: CallList | None = None

    def _weighed(self) -> Counter[date]:
        if self._load is None:
            self._load = load_of_days(self._accounts.values(), self.day, self._calendar)
        return self._load

    def __len__(self) -> int:
        """Count the accounts."""
        return len(self._accounts)

    def accounts(self) -> list[Account]:
        """Return all accounts."""
        return list(self._accounts.values())

    def account(self, account_id: int) -> Account | None:
        """Return one account, None where there is none."""
        return self._accounts.get(account_id)

    def call_list(self, policy: Policy) -> CallList:
        """Return the list of the day as the rules make it; it is kept, for of a large book it takes seconds."""
        built = self._list
        if built is None:
            built = self._list = build(self.accounts(), self.day, policy, self._calendar)
        return built

    def let_list_go(self) -> None:
        """Keep the list no longer: once it is on record it is but large."""
        self._list = None

    def load(self, without: int | None = None) -> Counter[date]:
        """Return how many next calls each working day shows, leaving out that of account `without`."""
        load = self._weighed().copy()
        weighs = self._shown_on(without)
        if weighs is not None:
            load[weighs] -= 1
        return load

    def put(self, account_id: int, accounts: Iterable[Account]) -> None:
        """Put an account in as it is now, or with none take it out."""
        self._weigh(account_id, -1)
        self.let_list_go()
        self._accounts.pop(account_id, None)
        for account in accounts:
            self._accounts[account.id] = account
            self._weigh(account.id, 1)

    def _weigh(self, account_id: int, by: int) -> None:
        """Count what an account weighs in or out, where the load was counted already."""
        if self._load is not None and (day := self._shown_on(account_id)) is not None:
            self._load[day] += by

    def _shown_on(self, account_id: int | None) -> date | None:
        account = self._accounts.get(account_id) if account_id is not None else None
        return None if account is None else shown_on(account, self.day, self._calendar)
