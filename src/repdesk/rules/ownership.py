"""Until when a customer is the rep's own: the dates of protection (DOMAIN §10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from repdesk.rules.policy import Policy
from repdesk.rules.types import Account, Ownership


@dataclass(frozen=True, slots=True)
class Claim:
    """What makes a customer the rep's own: a record with a name, a number and a need, and a dated first contact."""

    named: bool = True
    number: bool = True
    need: bool = True
    first_contact: date | None = None

    @property
    def complete(self) -> bool:
        """Say whether the record is valid as soon as a first contact is dated."""
        return self.named and self.number and self.need


def protection_ends(claim: Claim, account: Account, policy: Policy) -> date | None:
    """Return the last day of protection, None for a customer nobody has claimed: one without a valid record.

    It runs from the last effective contact, at first from the first contact; a contract counts as contact until it
    ends.
    """
    first = claim.first_contact or account.last_conversation
    if first is None or not claim.complete:
        return None
    contacts = (first, account.last_effective, account.contract_end)
    return max(day for day in contacts if day is not None) + timedelta(days=policy.ownership.protected_days)


def lapses_on(ends: date, policy: Policy) -> date:
    """Return the first day on which a customer whose protection ends on `ends` is nobody's."""
    return ends + timedelta(days=policy.ownership.grace_days + 1)


def ownership_on(ends: date, day: date, policy: Policy) -> Ownership:
    """Return how a customer whose protection ends on `ends` stands on `day`."""
    left = (ends - day).days
    if left > policy.ownership.reminder_days:
        return "protected"
    if left >= 0:
        return "reminder"
    return "grace" if day < lapses_on(ends, policy) else "lapsed"
