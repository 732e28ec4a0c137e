"""The policy: every figure of the trade that a rep may set, with DOMAIN's defaults."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time


@dataclass(frozen=True, slots=True)
class Day:
    """The working day: how many calls, and when."""

    quota: int = 60
    opens: time = time(9, 0)
    closes: time = time(18, 0)
    lunch: tuple[time, ...] = (time(12, 0), time(13, 0))
    """From when to when no work is done, one pair after another; empty for no break."""
    golden: tuple[time, ...] = (time(9, 30), time(11, 30), time(14, 0), time(16, 30))
    """From when to when the hours are for calling, one pair after another; empty for none."""
    morning_try: time = time(9, 30)
    afternoon_try: time = time(14, 0)
    ahead_minutes: int = 30
    """How long before it "before lunch", "before closing" and "before 5pm" are, where they are typed."""
    announce_minutes: int = 5
    kept_within_minutes: int = 15
    rest_minutes: int = 60
    """Nobody is offered again within so many minutes of the last call."""


@dataclass(frozen=True, slots=True)
class Cover:
    """The coverage promise (DOMAIN §1, §3)."""

    target: float = 1.0
    priority_floor: float = 0.25
    """The share of the free places that priority gets at the least."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Stage, grade and contract figures (DOMAIN §2)."""

    win: tuple[float, ...] = (0.01, 0.02, 0.08, 0.20, 0.45, 0.75, 1.00, 0.35)
    """P(win) for stages 0 to 7."""
    contract_ending_days: int = 60
    contract_expired_days: int = 180
    hot_intent: int = 5
    leaning_intent: int = 4
    warm_intent: int = 3
    mix: tuple[int, ...] = (20, 30, 50)
    """Healthy per cent of grades A, B and C."""
    priority_intent: int = 4
    priority_rest: int = 3
    """Working days after the last call before a priority account without a next call is due again."""
    renewal_intent: int = 2
    ownership: bool = False
    """Whether ownership has a part in tier and score."""
    rot: tuple[int, ...] = (0, 0, 22, 20, 12, 10, 0, 0)
    """Working days after which an account has stood too long at stages 0 to 7; 0 for one that does not rot."""
    rot_times: int = 2
    """So often over its rot, with its gate still open, a stage back is suggested (DOMAIN §6)."""


@dataclass(frozen=True, slots=True)
class Score:
    """The points that add up to a score (DOMAIN §3)."""

    stage: tuple[int, ...] = (0, 2, 6, 12, 24, 32, 4, 20)
    intent: tuple[int, ...] = (-6, 0, 6, 16, 24)
    contract_soon_days: int = 60
    contract_soon: int = 6
    contract_near_days: int = 30
    contract_near: int = 12
    value_max: int = 15
    overdue_max: int = 10
    untouched_every: int = 5
    untouched_max: int = 10
    never_called: int = 10
    unanswered_free: int = 2
    unanswered_each: int = -3
    unanswered_max: int = -15
    ownership_days: int = 7
    ownership_ending: int = 18
    referred: int = 8
    occasion_days: int = 3
    occasion: int = 3


@dataclass(frozen=True, slots=True)
class Cadence:
    """How long until the next call, in working days (DOMAIN §4): ideal and maximum since the last effective contact."""

    a: tuple[int, ...] = (3, 5)
    b: tuple[int, ...] = (10, 15)
    c: tuple[int, ...] = (22, 44)
    customer: tuple[int, ...] = (22, 44)
    """Accounts at stage 6."""
    core: tuple[int, ...] = (10, 22)
    """Accounts of value class 1."""
    spread: float = 0.10
    """How far past the ideal day, as a part of the interval, a lighter day is looked for; at least one day."""
    ladder: tuple[int, ...] = (90, 60, 30, 7)
    """Calendar days before a contract's end at which a call is made at the latest."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """The days ahead: how an overload is levelled, and the ladders beside them (DOMAIN §5)."""

    level_days: int = 60
    """Calendar days ahead that are levelled."""
    level_within: int = 5
    """A levelled call goes to the lightest of so many working days; where they are full, to the next with room."""
    overdue: tuple[int, ...] = (2, 5, 10)
    """The rungs of what is overdue, in working days late; the last one has no end."""
    occasion_days: int = 14
    """Days ahead whose birthdays and anniversaries are shown."""


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What the outcomes propose (DOMAIN §4), in working days, minutes where it says so."""

    unanswered_warm: tuple[int, ...] = (1, 2, 4)
    """Grades A and B: after the first, second, third unanswered call in a row."""
    unanswered_warm_least: int = 5
    unanswered_cold: int = 5
    hard_to_reach: int = 4
    find_another: int = 8
    find_another_days: int = 22
    promise_tries_minutes: tuple[int, ...] = (30, 120)
    busy_minutes: int = 120
    wrong_number: int = 1
    gatekeeper: int = 2
    interested: int = 3
    proposal_sent: int = 2
    contract_sent: int = 1
    signed: int = 5
    refused: int = 22
    delivery_buffer: int = 1
    """Added to what a delivery is said to take, before its day is named to the customer."""


@dataclass(frozen=True, slots=True)
class Movement:
    """When a change of grade is suggested (DOMAIN §6)."""

    price_within: int = 4
    """Demonstrations or visits within which a price talked lifts B to A."""
    no_price_after: int = 9
    offers_without_demo: int = 8
    conversations_without_progress: int = 4


@dataclass(frozen=True, slots=True)
class Process:
    """What a day is measured by in the evening (DOMAIN §5); its calls are measured by the quota."""

    conversations: int = 20
    """Conversations of a day: about a third of sixty calls is answered."""
    effective: int = 10
    """Conversations of a day with a key person."""
    notes: float = 1.0
    """The share of the conversations that get a note."""
    next_calls: float = 1.0
    """The share of the customers called, and still to be called, that have a next call in the evening."""
    load_days: int = 5
    """Working days ahead whose load the evening's plan shows."""
    small_hours: time = time(4, 0)
    """Before this hour, and before the first call, it is still the evening of the day before."""
    learning_days: int = 30
    """Calendar days back in which the evening looks for what was to be learned, and why customers refused."""
    refusals_alike: int = 2
    """So often given, a reason for refusing is offered as something to learn from."""


@dataclass(frozen=True, slots=True)
class Work:
    """How the time of a day is told apart by kind of work."""

    calling_gap_minutes: int = 15
    """Two calls that lie no further apart were made in one go: the time between them is calling."""


@dataclass(frozen=True, slots=True)
class Card:
    """Points of completeness (DOMAIN §11)."""

    name: int = 10
    phone: int = 15
    kp: int = 15
    kp_role: int = 5
    need: int = 15
    stage: int = 5
    intent: int = 5
    firm: int = 5
    """Industry and size."""
    place: int = 5
    """Region and address."""
    rival: int = 5
    obstacle: int = 5
    next_call: int = 10
    stale_days: int = 365
    """Facts confirmed longer ago count half."""


@dataclass(frozen=True, slots=True)
class CleanUp:
    """What a clean-up drive is offered with (DOMAIN §11)."""

    complete: int = 80
    """Points of 100 that a card is to have."""
    share: int = 100
    """The share in per cent of its customers that are to reach it."""
    days: int = 10
    """Working days it takes, the first one counted."""


@dataclass(frozen=True, slots=True)
class Duplicates:
    """What speaks for two customers being one, in points, and from how many on they are shown."""

    sure: int = 85
    likely: int = 60
    maybe: int = 40
    number: int = 60
    number_owners: int = 4
    """A number that more customers have than so many is a switchboard's or an agency's, and speaks less."""
    number_of_many: int = 20
    name: int = 50
    name_similar: int = 45
    """The most that a name alike, and not the same, may count; at the least that is alike, half of it."""
    name_alike: float = 0.84
    """The share of two names that must be the same for them to be alike."""
    name_begins: int = 30
    """One name is the beginning of the other."""
    place: int = 20
    other_place: int = -10
    address: int = 15
    person: int = 15
    block: int = 40
    """At most so many customers are compared because of one sign that they share."""
    most: int = 5_000
    """At most so many pairs are shown."""


@dataclass(frozen=True, slots=True)
class Ownership:
    """How long a customer is protected, in calendar days (DOMAIN §10)."""

    protected_days: int = 90
    """After the last effective contact, or the end of a contract."""
    reminder_days: int = 7
    """The last days of protection, in which one is reminded."""
    grace_days: int = 10
    """After the protection, before the customer is nobody's."""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What the days ahead are tried with (DOMAIN §5)."""

    answered: float = 0.35
    """The share of the calls that somebody answers, where the book does not tell."""
    effective: float = 0.5
    """The share of the answered calls in which it is the key person, where the book does not tell."""
    days: int = 90
    """Calendar days back over which the book's own shares are taken."""
    least_calls: int = 200
    """Calls that must lie in these days for the book to tell."""
    courses: int = 3
    """How often the days ahead are run through, each time with other calls answered."""
    most_accounts: int = 10_000
    """Accounts times courses that are run through at the most, but at least one course."""


@dataclass(frozen=True, slots=True)
class BestHours:
    """When a customer is said to be best reached (DOMAIN §5), by its own calls hour by hour."""

    weight: int = 8
    """The book's rate in an hour counts as so many calls of the customer's own."""
    least: int = 4
    """Calls of its own that an hour must have."""
    sure: float = 0.8
    """How probable it must be that the hour is answered better than the book is overall."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Every default figure of the desk, one table a field; `policy.toml` changes what it names."""

    day: Day = field(default_factory=Day)
    cover: Cover = field(default_factory=Cover)
    standing: Standing = field(default_factory=Standing)
    score: Score = field(default_factory=Score)
    cadence: Cadence = field(default_factory=Cadence)
    schedule: Schedule = field(default_factory=Schedule)
    outcomes: Outcomes = field(default_factory=Outcomes)
    movement: Movement = field(default_factory=Movement)
    process: Process = field(default_factory=Process)
    work: Work = field(default_factory=Work)
    card: Card = field(default_factory=Card)
    duplicates: Duplicates = field(default_factory=Duplicates)
    clean_up: CleanUp = field(default_factory=CleanUp)
    best_hours: BestHours = field(default_factory=BestHours)
    ownership: Ownership = field(default_factory=Ownership)
    what_if: WhatIf = field(default_factory=WhatIf)
