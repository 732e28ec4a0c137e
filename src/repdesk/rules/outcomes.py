"""What a logged call makes of an account (DOMAIN §4): stage, intent, deal, phone, and what it says for good."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from repdesk.rules.standing import (
    CONTRACT_SENT,
    KP_ENGAGED,
    NEED_PLANNED,
    NEW,
    UNDER_CONTRACT,
    UNREACHED,
    stage_of,
)
from repdesk.rules.types import Account, Outcome, Reason

Asked = Literal["when", "amount", "contract", "reason", "lost"]

UNSET_INTENT = 2  # nothing said yet is as good as "unclear"
HIGHEST_INTENT = 5
LOWEST_INTENT = 1


@dataclass(frozen=True, slots=True)
class OutcomeSpec:
    """A row of the table of outcomes: its key, whether somebody and the KP spoke, and what is asked besides a note.

    `kp` is None where the outcome does not tell: it is asked (callback) or stays unknown (do not call).
    `lost` is asked only where `asks_lost` says so.
    """

    key: str
    spoke: bool
    kp: bool | None = False
    asks: tuple[Asked, ...] = ()


OUTCOMES: dict[Outcome, OutcomeSpec] = {
    Outcome.NO_ANSWER: OutcomeSpec("n", spoke=False),
    Outcome.BUSY: OutcomeSpec("b", spoke=False),
    Outcome.WRONG_NUMBER: OutcomeSpec("w", spoke=False),
    Outcome.GATEKEEPER: OutcomeSpec("g", spoke=True),
    Outcome.CALLBACK: OutcomeSpec("c", spoke=True, kp=None, asks=("when",)),
    Outcome.TALKED: OutcomeSpec("t", spoke=True, kp=True),
    Outcome.INTERESTED: OutcomeSpec("i", spoke=True, kp=True),
    Outcome.PROPOSAL_SENT: OutcomeSpec("p", spoke=True, kp=True),
    Outcome.CONTRACT_SENT: OutcomeSpec("s", spoke=True, kp=True, asks=("amount",)),
    Outcome.SIGNED: OutcomeSpec("x", spoke=True, kp=True, asks=("amount", "contract")),
    Outcome.REFUSED: OutcomeSpec("r", spoke=True, kp=True, asks=("reason", "lost")),
    Outcome.DO_NOT_CALL: OutcomeSpec("d", spoke=True, kp=None),
}
"""The outcomes a rep can log, in the order of the table; an imported contact is none of them."""

_LIFTS = {Outcome.TALKED: KP_ENGAGED, Outcome.INTERESTED: NEED_PLANNED, Outcome.PROPOSAL_SENT: NEED_PLANNED}


@dataclass(frozen=True, slots=True)
class Said:
    """What the rep says of a call beside its outcome; None is "not said".

    `phones_left` counts the numbers that may still be dialled after a wrong one; `contract_end` is that of the
    contract signed in this call.
    """

    kp: bool | None = None
    lost: bool | None = None
    never: bool = False
    phones_left: int = 0
    contract_end: date | None = None


@dataclass(frozen=True, slots=True)
class Effects:
    """What a call changes.

    `account` is the account as the call leaves it, the call itself counted (last call, conversation, unanswered in a
    row) and its old next call still in place. `deal_stage` is the open deal's stage after, None where none is open; a
    contract sent makes it 5 even where no deal was open before. `lost` is a refusal confirmed as lost, with or without
    a deal on record.
    """

    account: Account
    spoke: bool
    kp: bool
    deal_stage: int | None
    deal_won: bool = False
    deal_lost: bool = False
    phone_bad: bool = False
    lost: bool = False
    reasons: tuple[Reason, ...] = ()

    @property
    def stage(self) -> int:
        """Return the account's own stated stage after the call."""
        return self.account.stage

    @property
    def intent(self) -> int | None:
        """Return the intent after the call."""
        return self.account.intent

    @property
    def do_not_call(self) -> bool:
        """Say whether the account is off every list for good."""
        return self.account.do_not_call

    @property
    def refused_for_good(self) -> bool:
        """Say whether the customer has said "never"."""
        return self.account.refused_for_good


def asks_lost(account: Account, day: date) -> bool:
    """Say whether a refusal asks "lost?", to which Enter is yes: from stage 3 on."""
    return stage_of(account, day) >= NEED_PLANNED


def effects(account: Account, outcome: Outcome, day: date, said: Said) -> Effects:
    """Return what a call on `day` with this outcome makes of the account (DOMAIN §4); KeyError for `CONTACT`.

    "stage ≥ n" lifts a lower stage and never lowers; the one fall is a refusal confirmed as lost. Stages 6 and 7 follow
    from the contracts: under one, a contract sent is about the deal, and a refusal loses the deal alone.
    """
    spec = OUTCOMES[outcome]
    kp = bool(said.kp) if spec.kp is None else spec.kp
    counted = _counted(account, outcome, day, spoke=spec.spoke, kp=kp)
    if outcome in (Outcome.NO_ANSWER, Outcome.BUSY):
        done = _unanswered(account, counted, day)
    elif outcome is Outcome.WRONG_NUMBER:
        done = _wrong_number(counted, said)
    elif outcome is Outcome.CONTRACT_SENT:
        done = _contract_sent(account, counted, day)
    elif outcome is Outcome.SIGNED:
        done = _signed(counted, said)
    elif outcome is Outcome.REFUSED:
        done = _refused(account, counted, day, said)
    elif outcome is Outcome.DO_NOT_CALL:
        done = _plain(replace(counted, do_not_call=True))
    else:
        done = _spoken(counted, outcome, kp=kp)
    return replace(done, spoke=spec.spoke, kp=kp, reasons=_changes(account, done) + done.reasons)


def _plain(account: Account) -> Effects:
    return Effects(account, spoke=True, kp=True, deal_stage=account.deal_stage)


def _counted(account: Account, outcome: Outcome, day: date, *, spoke: bool, kp: bool) -> Account:
    """Count the call; a wrong number leaves the unanswered in a row as they are: it says nothing of the customer."""
    unanswered = 0 if spoke else account.unanswered + (outcome is not Outcome.WRONG_NUMBER)
    return replace(
        account,
        last_call=day,
        last_conversation=day if spoke else account.last_conversation,
        last_effective=day if kp else account.last_effective,
        unanswered=unanswered,
    )


def _unanswered(before: Account, counted: Account, day: date) -> Effects:
    """Make a new account nobody ever spoke at unreached, unless a contract or a deal says more."""
    unheard = before.last_conversation is None and before.stage == NEW and stage_of(before, day) == NEW
    return _plain(replace(counted, stage=UNREACHED) if unheard else counted)


def _wrong_number(counted: Account, said: Said) -> Effects:
    reasons = () if said.phones_left else (Reason("no_phone_left"),)
    return replace(_plain(replace(counted, phones=said.phones_left)), phone_bad=True, reasons=reasons)


def _spoken(counted: Account, outcome: Outcome, *, kp: bool) -> Effects:
    """Lift stage and open deal to what the conversation shows; an interest raises the intent by one."""
    least = _LIFTS.get(outcome, KP_ENGAGED if kp else NEW)
    deal = counted.deal_stage
    if deal is not None and outcome in _LIFTS:
        deal = max(deal, least)
    intent = counted.intent
    if outcome is Outcome.INTERESTED:
        intent = min((intent or UNSET_INTENT) + 1, HIGHEST_INTENT)
    return _plain(replace(counted, stage=max(counted.stage, least), deal_stage=deal, intent=intent))


def _contract_sent(before: Account, counted: Account, day: date) -> Effects:
    under = stage_of(before, day) == UNDER_CONTRACT
    stage = before.stage if under else CONTRACT_SENT
    return _plain(replace(counted, stage=stage, deal_stage=CONTRACT_SENT, contract_sent=True))


def _signed(counted: Account, said: Said) -> Effects:
    """Win the open deal; the contract's end joins those on record, and without dates the stage stays as stated."""
    ends = [end for end in (counted.contract_end, said.contract_end) if end is not None]
    signed = replace(
        counted,
        stage=UNDER_CONTRACT,
        deal_stage=None,
        deal_amount=None,
        contract_sent=False,
        contract_end=max(ends, default=None),
    )
    return replace(_plain(signed), deal_won=counted.deal_stage is not None)


def _refused(before: Account, counted: Account, day: date, said: Said) -> Effects:
    lost = asks_lost(before, day) if said.lost is None else said.lost
    after = replace(counted, intent=LOWEST_INTENT, refused_for_good=counted.refused_for_good or said.never)
    if lost:
        back = stage_of(before, day) < UNDER_CONTRACT and NEED_PLANNED <= before.stage < UNDER_CONTRACT
        stage = KP_ENGAGED if back else before.stage
        after = replace(after, stage=stage, deal_stage=None, deal_amount=None, contract_sent=False)
    return replace(_plain(after), lost=lost, deal_lost=lost and before.deal_stage is not None)


def _changes(before: Account, done: Effects) -> tuple[Reason, ...]:
    """Name what changed, with what was (-1 for an intent that was not set) and what is."""
    reasons = []
    if done.stage != before.stage:
        reasons.append(Reason("stage_change", facts=(("before", before.stage), ("after", done.stage))))
    if done.intent is not None and done.intent != before.intent:
        was = -1 if before.intent is None else before.intent
        reasons.append(Reason("intent_change", facts=(("before", was), ("after", done.intent))))
    flags = {
        "deal_won": done.deal_won,
        "deal_lost": done.deal_lost,
        "do_not_call": done.do_not_call and not before.do_not_call,
        "refused_for_good": done.refused_for_good and not before.refused_for_good,
    }
    return (*reasons, *(Reason(code) for code, happened in flags.items() if happened))
