"""Today's call list: who fits which tier, who gets a place, who is carried over (DOMAIN §3)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from fractions import Fraction
from math import ceil

from repdesk.rules.coverage import Coverage, coverage
from repdesk.rules.hours import quota_on
from repdesk.rules.policy import Policy
from repdesk.rules.scoring import Part, Scorer, reasons_of, total
from repdesk.rules.standing import (
    CONTRACT_SENT,
    LEANING_TO_US,
    contract_status,
    deal_beside,
    is_callable,
    is_ending,
    stage_of,
)
from repdesk.rules.types import TIERS, Account, Reason, Tier
from repdesk.rules.workdays import Calendar, month_cycle


@dataclass(frozen=True, slots=True)
class Entry:
    """An account with a place on the list, or carried over; the reasons' points add up to the score."""

    account_id: int
    tier: Tier
    due: date | None
    due_time: time | None
    promised: bool
    score: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class CallList:
    """The list of a day: `entries` in the order of the list, `carried` in the order they would have had.

    `left_out` are those that would have had a tier but were not to be considered, in that order too.
    """

    day: date
    quota: int
    over_quota_by: int
    entries: tuple[Entry, ...]
    carried: tuple[Entry, ...]
    coverage: Coverage
    left_out: tuple[Entry, ...] = ()

    def carried_per_tier(self) -> dict[Tier, int]:
        """Count those carried over."""
        return {tier: sum(entry.tier is tier for entry in self.carried) for tier in TIERS}


def tier_of(account: Account, day: date, policy: Policy, calendar: Calendar) -> Tier | None:
    """Return the first tier a callable account fits on `day`, None where it fits none."""
    nxt = account.next_call
    if nxt is not None and nxt.date > day:
        return None
    due = nxt is not None
    if nxt is not None and nxt.promised:
        return Tier.PROMISED
    if nxt is not None and nxt.urgent:
        return Tier.PRIORITY
    if is_priority(account, day, policy) and (due or _has_rested(account, day, policy, calendar)):
        return Tier.PRIORITY
    if due:
        return Tier.DUE
    return None if called_since(account, month_cycle(day)[0]) else Tier.COVERAGE


def is_priority(account: Account, day: date, policy: Policy) -> bool:
    """Say whether stage, intent, contract or ownership make it a priority account, whenever it is due."""
    rules = policy.standing
    stage = stage_of(account, day)
    if {stage, deal_beside(account, stage)} & {LEANING_TO_US, CONTRACT_SENT}:
        return True
    if account.intent is not None and account.intent >= rules.priority_intent:
        return True
    if is_ending(account, day, policy):
        return True
    if rules.ownership and account.ownership in ("reminder", "grace"):
        return True
    lapsed = contract_status(account, day) == "expired" and account.contract_end is not None
    willing = account.intent is None or account.intent >= rules.renewal_intent
    return lapsed and willing and (day - (account.contract_end or day)).days <= rules.contract_expired_days


def _has_rested(account: Account, day: date, policy: Policy, calendar: Calendar) -> bool:
    return account.last_call is None or calendar.after(account.last_call, day) >= policy.standing.priority_rest


def called_since(account: Account, first: date) -> bool:
    """Say whether the account was called on `first` or later."""
    return account.last_call is not None and account.last_call >= first


@dataclass(frozen=True, slots=True)
class Candidate:
    """An account that fits a tier, with what decides whether it gets a place."""

    account: Account
    tier: Tier
    parts: tuple[Part, ...]
    score: int
    uncalled: bool
    """Not called in this cycle."""

    @property
    def untouched(self) -> tuple[date, int]:
        """Return the key that puts never called first, then the longest untouched, then the id."""
        return (self.account.last_call or date.min, self.account.id)


def place(candidate: Candidate, day: date) -> tuple[object, ...]:
    """Return the key of the order of the list: tier; today's promises by time, all else by score; then untouched."""
    tier = TIERS.index(candidate.tier)
    nxt = candidate.account.next_call
    if candidate.tier is Tier.PROMISED and nxt is not None and nxt.date == day:
        return (tier, 0, nxt.time or time.max, -candidate.score, candidate.untouched)
    return (tier, 1, time.max, -candidate.score, candidate.untouched)


def build(
    accounts: Sequence[Account],
    day: date,
    policy: Policy,
    calendar: Calendar,
    quota: int | None = None,
    without: Collection[int] = (),
) -> CallList:
    """Build the list of the working day `day` with what its hours bear, or `quota` where less of the day is left.

    Accounts `without` get no place; the cycle and the scores of the others know of them all the same.
    """
    scorer = Scorer.of(accounts, day, policy, calendar)
    cycle = coverage(accounts, day, policy, calendar)
    places = quota_on(day, calendar, policy) if quota is None else quota
    candidates = []
    for account in accounts:
        if account.last_call == day or not is_callable(account, day):
            continue
        tier = tier_of(account, day, policy, calendar)
        if tier is not None:
            uncalled = not called_since(account, cycle.cycle_start)
            parts = scorer.parts(account)
            candidates.append(Candidate(account, tier, parts, total(parts), uncalled))
    candidates.sort(key=lambda c: place(c, day))
    left_out = tuple(_entry(c) for c in candidates if c.account.id in without)
    candidates = [c for c in candidates if c.account.id not in without] if left_out else candidates
    chosen, promised_today = fill(candidates, day, places, cycle.needed_pace or 0, policy)
    entries = tuple(_entry(c) for c in candidates if c.account.id in chosen)
    carried = tuple(_entry(c) for c in candidates if c.account.id not in chosen)
    return CallList(day, places, max(0, promised_today - places), entries, carried, cycle, left_out)


def _entry(candidate: Candidate) -> Entry:
    nxt = candidate.account.next_call
    return Entry(
        candidate.account.id,
        candidate.tier,
        nxt.date if nxt else None,
        nxt.time if nxt else None,
        nxt.promised if nxt else False,
        candidate.score,
        reasons_of(candidate.parts),
    )


def fill(candidates: Sequence[Candidate], day: date, quota: int, pace: int, policy: Policy) -> tuple[set[int], int]:
    """Give the places away in the five steps of DOMAIN §3; return the ids and how many were promised for `day`."""
    tiers = {tier: [c for c in candidates if c.tier is tier] for tier in TIERS}
    # 1. all promised for the day, then earlier promises up to the quota
    today = [c for c in tiers[Tier.PROMISED] if c.account.next_call and c.account.next_call.date == day]
    earlier = [c for c in tiers[Tier.PROMISED] if c.account.next_call and c.account.next_call.date != day]
    promised = today + earlier[: max(0, quota - len(today))]
    free = max(0, quota - len(promised))
    # 2. what the coverage promise needs of the free places
    rest = [c for tier in TIERS[1:] for c in tiers[tier]]
    reserve = max(0, min(free, pace - sum(c.uncalled for c in promised), sum(c.uncalled for c in rest)))
    # 3. the priority tier in order, as far as the reserve and the floor allow
    taken = _walk_priority(tiers[Tier.PRIORITY], free, reserve, ceil(Fraction(str(policy.cover.priority_floor)) * free))
    # 4. those not yet called this cycle until the reserve is met
    short = min(reserve - sum(c.uncalled for c in taken), free - len(taken))
    waiting = [c for tier in (Tier.DUE, Tier.COVERAGE) for c in tiers[tier] if c.uncalled]
    taken += sorted(waiting, key=lambda c: c.untouched)[: max(0, short)]
    # 5. what is still free: the rest in the order of the list
    held = {c.account.id for c in taken}
    taken += [c for c in rest if c.account.id not in held][: max(0, free - len(taken))]
    return {c.account.id for c in promised} | {c.account.id for c in taken}, len(today)


def _walk_priority(walk: Iterable[Candidate], free: int, reserve: int, floor: int) -> list[Candidate]:
    taken: list[Candidate] = []
    covered = 0
    for candidate in walk:
        if len(taken) >= free:
            break
        leaves_reserve = len(taken) + 1 + max(0, reserve - covered) <= free
        if candidate.uncalled or len(taken) < floor or leaves_reserve:
            taken.append(candidate)
            covered += candidate.uncalled
    return taken
