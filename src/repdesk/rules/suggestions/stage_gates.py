"""A stage that is held without what it rests on: past twice its rot with its gate still open (DOMAIN §6, §8, §9)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from repdesk.rules.policy import Policy
from repdesk.rules.scoring import amount_of
from repdesk.rules.standing import CONTRACT_SENT, LEANING_TO_US, NEED_PLANNED, is_callable, stage_of
from repdesk.rules.types import Account, Reason, Turn
from repdesk.rules.workdays import Calendar

GATES: dict[int, tuple[str, ...]] = {
    NEED_PLANNED: ("need", "amount"),
    LEANING_TO_US: ("rival", "decision_maker", "obstacle"),
    CONTRACT_SENT: ("amount", "decision_maker"),
}
"""What must be on record to leave a stage, as far as a card has a place for it.

By when it must stand, whether the decision maker was spoken to and the day of decision have none: nobody is asked to
fall for what cannot be put down. Stages 0 to 2, 6 and 7 are what calls and contracts make them, and do not fall so.
"""


@dataclass(frozen=True, slots=True)
class GateFacts:
    """Which facts that a gate asks for are on a card; the amount is known of the account."""

    need: bool = False
    rival: bool = False
    obstacle: bool = False
    decision_maker: bool = False


@dataclass(frozen=True, slots=True)
class StageBack:
    """A stage the rep may take back by one, with what speaks for it."""

    stage: int
    to: int
    reasons: tuple[Reason, ...]


def stage_back(
    account: Account, turns: Iterable[Turn], facts: GateFacts, day: date, policy: Policy, calendar: Calendar
) -> StageBack | None:
    """Return the fall that is suggested on `day`, None where the stage holds.

    The days count from when the account came to the stage, from the last refusal of this fall where that is later;
    one of whom nobody knows since when is left out. A next step lies ahead where the rep or the customer has set the
    next call for today or later: what the cadence proposes is none.
    """
    stage = stage_of(account, day)
    rot = policy.standing.rot[stage]
    if stage not in GATES or not rot or account.contract_end is not None or not is_callable(account, day):
        return None
    if (nxt := account.next_call) is not None and nxt.date >= day and nxt.set_by in ("rep", "customer"):
        return None
    since = stood_since(stage, turns)
    stood = calendar.after(since, day) if since is not None else 0
    still = [name for name in GATES[stage] if not _known(name, account, facts)]
    if stood <= policy.standing.rot_times * rot or not still:
        return None
    slow = Reason("stage_stands", facts=(("days", stood), ("rot", rot), ("stage", stage)))
    return StageBack(stage, stage - 1, (slow, *(Reason("gate_open", facts=(("what", name),)) for name in still)))


def stood_since(stage: int, turns: Iterable[Turn]) -> date | None:
    """Return since when the account stands at `stage`, its fall not refused; None where it is not on record."""
    turns = list(turns)
    moves = [turn for turn in turns if turn.field == "stage"]
    last = max(moves, key=lambda turn: turn.at, default=None)
    if last is None or last.after != str(stage):
        return None
    refusals = [turn.day for turn in turns if turn.field == "suggestion" and turn.before == str(stage)]
    return max([last.day, *refusals])


def _known(name: str, account: Account, facts: GateFacts) -> bool:
    return amount_of(account) is not None if name == "amount" else bool(getattr(facts, name))
