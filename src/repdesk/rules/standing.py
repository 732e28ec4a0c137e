"""Where an account stands: contract status, stage, grade, and whether it may be called (DOMAIN §2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from repdesk.rules.policy import Policy
from repdesk.rules.types import GRADES, Account, ContractStatus, Grade, Reason

UNREACHED, NEW, KP_ENGAGED, NEED_PLANNED, LEANING_TO_US, CONTRACT_SENT, UNDER_CONTRACT, CONTRACT_EXPIRED = range(8)
_BY_CONTRACT = (UNDER_CONTRACT, CONTRACT_EXPIRED)


def contract_status(account: Account, day: date) -> ContractStatus:
    """Return none, active (a signed contract ends on `day` or later) or expired."""
    if account.contract_end is None:
        return "none"
    return "active" if day <= account.contract_end else "expired"


def stage_of(account: Account, day: date) -> int:
    """Return the stage: from the contracts, else the furthest open deal, else what was stated or reached by calls.

    A stated 6 or 7 without dates on record stays as stated; an expired account with a renewal contract out stands at 5.
    """
    status = contract_status(account, day)
    if status == "active":
        return UNDER_CONTRACT
    renewal_out = account.contract_sent or account.deal_stage == CONTRACT_SENT
    if status == "expired":
        return CONTRACT_SENT if renewal_out else CONTRACT_EXPIRED
    if account.stage == CONTRACT_EXPIRED and renewal_out:
        return CONTRACT_SENT
    if account.stage in _BY_CONTRACT or account.deal_stage is None:
        return account.stage
    return account.deal_stage


def deal_beside(account: Account, stage: int) -> int | None:
    """Return the stage of the open deal that is shown beside `stage` 6 or 7 (a renewal, an upsell), else None."""
    return account.deal_stage if stage in _BY_CONTRACT else None


def days_to_contract_end(account: Account, day: date) -> int | None:
    """Return the calendar days to the end of the contracts in force, None where none is."""
    if account.contract_end is None or account.contract_end < day:
        return None
    return (account.contract_end - day).days


def is_ending(account: Account, day: date, policy: Policy) -> bool:
    """Say whether the contract in force ends within the policy's days (0 ≤ end − day ≤ 60)."""
    left = days_to_contract_end(account, day)
    return left is not None and left <= policy.standing.contract_ending_days


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade and all that speaks for it; `overridden` marks one the rep has set."""

    grade: Grade
    reasons: tuple[Reason, ...]
    overridden: bool = False


def grade(account: Account, day: date, policy: Policy) -> Graded:
    """Grade an account: first match of D, the rep's override, A, B, C (DOMAIN §2)."""
    if denied := _denied(account):
        return Graded("D", denied)
    stage = stage_of(account, day)
    own = account.override
    if own is not None and own.stage == stage:
        return Graded(own.grade, (Reason("override", facts=(("grade", own.grade), ("reason", own.reason))),), True)
    stages = (stage,) if (beside := deal_beside(account, stage)) is None else (stage, beside)
    if hot := _hot(account, stages, day, policy):
        return Graded("A", hot)
    if warm := _warm(account, stages, policy):
        return Graded("B", warm)
    return Graded("C", (Reason("nothing_warmer", facts=(("stage", stage),)),))


def _denied(account: Account) -> tuple[Reason, ...]:
    found = []
    if account.do_not_call:
        found.append(Reason("do_not_call"))
    if account.refused_for_good:
        found.append(Reason("refused_for_good"))
    return tuple(found)


def _hot(account: Account, stages: Iterable[int], day: date, policy: Policy) -> tuple[Reason, ...]:
    rules = policy.standing
    intent = account.intent or 0
    found = []
    if CONTRACT_SENT in stages:
        found.append(Reason("stage", facts=(("stage", CONTRACT_SENT),)))
    if intent >= rules.hot_intent:
        found.append(Reason("intent", facts=(("intent", intent),)))
    if LEANING_TO_US in stages and intent >= rules.leaning_intent:
        found.append(Reason("stage_and_intent", facts=(("stage", LEANING_TO_US), ("intent", intent))))
    left = days_to_contract_end(account, day)
    if left is not None and left <= rules.contract_ending_days:
        found.append(Reason("contract_ends", facts=(("days", left),)))
    return tuple(found)


def _warm(account: Account, stages: Iterable[int], policy: Policy) -> tuple[Reason, ...]:
    found = [
        Reason("stage", facts=(("stage", stage),))
        for stage in stages
        if stage in (NEED_PLANNED, LEANING_TO_US, UNDER_CONTRACT, CONTRACT_EXPIRED)
    ]
    if (account.intent or 0) >= policy.standing.warm_intent:
        found.append(Reason("intent", facts=(("intent", account.intent or 0),)))
    return tuple(found)


def is_callable(account: Account, day: date) -> bool:
    """Say whether the account may be called: a number to dial, not do-not-call, not grade D."""
    if account.phones < 1 or account.do_not_call or account.refused_for_good:
        return False
    own = account.override
    return not (own is not None and own.grade == "D" and own.stage == stage_of(account, day))


def why_not_callable(account: Account, day: date, policy: Policy) -> tuple[Reason, ...]:
    """Return what keeps the account from being called, empty where nothing does."""
    found = list(_denied(account))
    if account.phones < 1:
        found.append(Reason("no_phone"))
    graded = grade(account, day, policy)
    if graded.overridden and graded.grade == "D":
        found += graded.reasons
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Mix:
    """The shares of grades A, B and C in whole per cent points off the healthy mix; counts of all four."""

    counts: dict[Grade, int]
    deviation: tuple[int, int, int]


def mix(grades: Iterable[Grade], policy: Policy) -> Mix:
    """Count the grades and hold A : B : C against the policy's healthy mix (per cent points, rounded)."""
    counts: dict[Grade, int] = dict.fromkeys(GRADES, 0)
    for letter in grades:
        counts[letter] += 1
    open_ones = counts["A"] + counts["B"] + counts["C"]
    shares = [round(100 * counts[letter] / open_ones) if open_ones else 0 for letter in GRADES[:3]]
    a, b, c = (share - healthy for share, healthy in zip(shares, policy.standing.mix, strict=True))
    return Mix(counts, (a, b, c))
