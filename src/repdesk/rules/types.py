"""The frozen values that rules take and give."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Literal

Grade = Literal["A", "B", "C", "D"]
GRADES: tuple[Grade, ...] = ("A", "B", "C", "D")

ContractStatus = Literal["none", "active", "expired"]
SetBy = Literal["rule", "rep", "customer", "import"]
Ownership = Literal["protected", "reminder", "grace", "lapsed"]

STAGE_KEYS = (
    "unreached",
    "new",
    "kp_engaged",
    "need_planned",
    "leaning_to_us",
    "contract_sent",
    "under_contract",
    "contract_expired",
)
CHANNELS = ("call", "visit", "message", "meeting")
SOURCES = ("referral", "inbound", "list", "event", "advertising", "other")
ROLES = ("user", "gatekeeper", "decision_maker", "coach")
WORK = ("calling", "proposal", "contract", "ownership", "meeting", "post", "private")
"""The kinds of work a rep's day is made of (DOMAIN §5)."""
LEARNING = "learning"
"""The kind of task that the one thing to learn is kept as."""
INTENT_KEYS = ("unlikely", "unclear", "possible", "good", "very_likely")  # intent 1 to 5


class Tier(StrEnum):
    """The part of the call list an account falls into, in the order of the list (DOMAIN §3)."""

    PROMISED = "promised"
    PRIORITY = "priority"
    DUE = "due"
    COVERAGE = "coverage"


TIERS = tuple(Tier)


class Outcome(StrEnum):
    """What came of a call (DOMAIN §4); `CONTACT` is an imported contact of which only the day is known."""

    NO_ANSWER = "no_answer"
    BUSY = "busy"
    WRONG_NUMBER = "wrong_number"
    GATEKEEPER = "gatekeeper"
    CALLBACK = "callback"
    TALKED = "talked"
    INTERESTED = "interested"
    PROPOSAL_SENT = "proposal_sent"
    CONTRACT_SENT = "contract_sent"
    SIGNED = "signed"
    REFUSED = "refused"
    DO_NOT_CALL = "do_not_call"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class NextCall:
    """The one next call of an account: a date, perhaps a time, a promise or not.

    `urgent` marks a promise that could not be kept in two tries: it is due in the priority tier.
    `tries` counts the unanswered tries of a promise.
    """

    date: date
    time: time | None = None
    promised: bool = False
    purpose: str = ""
    set_by: SetBy = "rule"
    tries: int = 0
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Override:
    """A grade the rep has set by hand, with the stage it was set at: it lapses at the next stage change."""

    grade: Grade
    reason: str
    stage: int


@dataclass(frozen=True, slots=True)
class Account:
    """All that the rules may know of one account; days are the rep's local dates, money is minor units.

    `stage` is the one stated or reached by calls, before contracts and deals are looked at.
    `contract_end` is the latest end of signed contracts; `contract_sent` says that one is out unsigned.
    `deal_stage` and `deal_amount` are those of the furthest open deal.
    `phones` counts the numbers that may be dialled: not known bad, not do-not-call.
    `unanswered` counts the latest calls in a row that nobody answered.
    """

    id: int
    stage: int = 1
    intent: int | None = None
    contract_end: date | None = None
    contract_amount: int | None = None
    contract_sent: bool = False
    deal_stage: int | None = None
    deal_amount: int | None = None
    estimate: int | None = None
    override: Override | None = None
    do_not_call: bool = False
    refused_for_good: bool = False
    phones: int = 1
    next_call: NextCall | None = None
    last_call: date | None = None
    last_conversation: date | None = None
    last_effective: date | None = None
    unanswered: int = 0
    referred: bool = False
    occasions: tuple[tuple[int, int], ...] = ()  # (month, day) of birthdays and anniversaries
    window: tuple[time, time] | None = None  # the call window the customer has stated, by the rep's clock
    office: tuple[time, time] | None = None  # the office's hours there by the rep's clock, where theirs is another
    value_class: int | None = None
    ownership: Ownership | None = None
    ownership_ends: date | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One named part of a judgement: a code, its points (0 where it only explains) and the facts in it."""

    code: str
    points: int = 0
    facts: tuple[tuple[str, str | int], ...] = ()

    def fact(self, name: str) -> str | int:
        """Return the fact of that name; KeyError where there is none."""
        return dict(self.facts)[name]


@dataclass(frozen=True, slots=True)
class Talk:
    """One call, visit or message as it speaks for or against another grade (DOMAIN §6).

    `at` is the instant as the book keeps it: UTC, so that it sorts as text. `visit` is a visit or meeting in which
    somebody spoke, `offer` an offer made or a proposal sent.
    """

    at: str
    day: date
    spoke: bool = False
    price: bool = False
    demo: bool = False
    visit: bool = False
    offer: bool = False
    wrong_number: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """A dated change on record: of stage, intent or grade, or a suggestion that was refused; `at` as in `Talk`."""

    at: str
    day: date
    field: Literal["stage", "intent", "grade", "suggestion"]
    before: str | None
    after: str | None
