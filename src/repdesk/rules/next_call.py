"""The next call that an outcome proposes (DOMAIN §4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from repdesk.rules.cadence import cadence, last_day_of_next_cycle, next_rung
from repdesk.rules.policy import Policy
from repdesk.rules.types import Account, Grade, NextCall, Outcome, Reason
from repdesk.rules.workdays import Calendar

_NOON = time(12)
_MISSED = (Outcome.NO_ANSWER, Outcome.BUSY, Outcome.WRONG_NUMBER, Outcome.GATEKEEPER)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A next call to overtype or take; None where none is due or, for a callback, only the customer can name it.

    `window` is the first and last day among which a lighter day was looked for, None where the date was not free.
    """

    next_call: NextCall | None = None
    window: tuple[date, date] | None = None
    reasons: tuple[Reason, ...] = ()


def propose(
    account: Account,
    outcome: Outcome,
    *,
    grade_after: Grade,
    now: datetime,
    load: Mapping[date, int],
    policy: Policy,
    calendar: Calendar,
) -> Proposed:
    """Propose the next call after a call just made; ValueError for an imported contact.

    `account` is as `effects` left it, this call counted and its old next call in place; `now` is local time; `load`
    counts the calls already set per day, without this account's. Nothing is proposed for grade D, nor after a wrong
    number where no other phone is left. A promise ahead stands: what was promised for a later day is the customer's.
    """
    if outcome is Outcome.CONTACT:
        raise ValueError(outcome)
    interval = cadence(account, grade_after, now.date(), policy)
    denied = interval is None or account.do_not_call or account.refused_for_good
    if interval is None or denied or (outcome is Outcome.WRONG_NUMBER and account.phones < 1):
        return Proposed(reasons=(Reason("no_next_call"),))
    if outcome is Outcome.CALLBACK:
        return Proposed(reasons=(Reason("as_promised"),))
    proposer = _Proposer(account, outcome, grade_after, interval[0], now, load, policy, calendar)
    promise = account.next_call
    if promise is not None and promise.promised:
        if proposer.stands(promise):
            return Proposed(promise, reasons=(Reason("promise_stands"),))
        if outcome in _MISSED and outcome is not Outcome.GATEKEEPER:
            return proposer.after_missed_promise(promise)
    if outcome is Outcome.NO_ANSWER:
        return proposer.after_no_answer()
    if outcome is Outcome.BUSY:
        return proposer.after_busy()
    return proposer.after_others()


@dataclass(frozen=True, slots=True)
class _Proposer:
    """All that a proposal is judged by; `ideal` is the account's cadence in working days."""

    account: Account
    outcome: Outcome
    grade: Grade
    ideal: int
    now: datetime
    load: Mapping[date, int]
    policy: Policy
    calendar: Calendar

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def tomorrow(self) -> date:
        return self.calendar.add(self.today, 1)

    @property
    def purpose(self) -> str:
        """What a call was for is still to be done when its person was not reached."""
        missed = self.account.next_call if self.outcome in _MISSED else None
        return missed.purpose if missed else ""

    def is_due(self, promise: NextCall) -> bool:
        """Say whether a promise is due: from its time on, and as early before it as still counts as kept."""
        if promise.date != self.today or promise.time is None:
            return promise.date <= self.today
        early = datetime.combine(promise.date, promise.time) - timedelta(minutes=self.policy.day.kept_within_minutes)
        return self.now.replace(tzinfo=None) >= early

    def stands(self, promise: NextCall) -> bool:
        """Say whether a promise stays: not due yet and its person not reached, or for a later day and not refused."""
        if self.outcome in _MISSED:
            return not self.is_due(promise)
        return promise.date > self.today and self.outcome is not Outcome.REFUSED

    def other_half(self) -> time:
        """Return the time of a try in the other half of the day, or the start of a stated window that it misses."""
        day = self.policy.day
        other = day.afternoon_try if self.now.time() < _NOON else day.morning_try
        window = self.account.window
        return other if window is None or window[0] <= other < window[1] else window[0]

    def later_today(self, minutes: int) -> time | None:
        """Return the time so many minutes from now, None past closing or on a day off."""
        then = (self.now + timedelta(minutes=minutes)).replace(second=0, microsecond=0)
        past = then.date() != self.today or then.time() > self.policy.day.closes
        return None if past or not self.calendar.is_working(self.today) else max(then.time(), self.policy.day.opens)

    def after_missed_promise(self, promise: NextCall) -> Proposed:
        """Try again after 30 minutes, then 2 hours, then on the next working day, urgent; so too on another phone."""
        minutes = self.policy.outcomes.promise_tries_minutes
        if self.outcome is not Outcome.WRONG_NUMBER and promise.tries < len(minutes):
            at = self.later_today(minutes[promise.tries])
            if at is not None:
                again = replace(promise, date=self.today, time=at, tries=promise.tries + 1)
                return Proposed(again, reasons=(Reason("promise_retry", facts=(("tries", again.tries),)),))
        urgent = NextCall(self.tomorrow, self.other_half(), purpose=promise.purpose, tries=promise.tries, urgent=True)
        return Proposed(urgent, reasons=(Reason("promise_urgent"),))

    def after_busy(self) -> Proposed:
        """Try again in two hours; past closing in the other half of the next working day, as after no answer."""
        at = self.later_today(self.policy.outcomes.busy_minutes)
        if at is None:
            proposed = self.lightest(1, self.other_half())
            return replace(proposed, reasons=proposed.reasons + self.hard_to_reach())
        again = NextCall(self.today, at, purpose=self.purpose)
        return Proposed(again, reasons=(Reason("busy_retry"), *self.hard_to_reach()))

    def after_no_answer(self) -> Proposed:
        rules, nth = self.policy.outcomes, self.account.unanswered
        if nth >= rules.find_another:
            days = rules.find_another_days
        elif self.grade == "C":
            days = rules.unanswered_cold if nth <= 1 else self.ideal
        elif nth <= len(rules.unanswered_warm):
            days = rules.unanswered_warm[nth - 1]
        else:
            days = max(self.ideal, rules.unanswered_warm_least)
        proposed = self.lightest(days, self.other_half())
        return replace(proposed, reasons=proposed.reasons + self.hard_to_reach())

    def after_others(self) -> Proposed:
        rules = self.policy.outcomes
        figures = {
            Outcome.WRONG_NUMBER: rules.wrong_number,
            Outcome.GATEKEEPER: rules.gatekeeper,
            Outcome.INTERESTED: rules.interested,
            Outcome.PROPOSAL_SENT: rules.proposal_sent,
            Outcome.CONTRACT_SENT: rules.contract_sent,
            Outcome.SIGNED: rules.signed,
            Outcome.REFUSED: rules.refused,
        }
        return self.lightest(figures.get(self.outcome, self.ideal))

    def hard_to_reach(self) -> tuple[Reason, ...]:
        """Say from the 4th unanswered call in a row "hard to reach", from the 8th also "find another contact"."""
        rules, calls = self.policy.outcomes, self.account.unanswered
        notes = (("hard_to_reach", rules.hard_to_reach), ("find_another_contact", rules.find_another))
        return tuple(Reason(code, facts=(("calls", calls),)) for code, least in notes if calls >= least)

    def lightest(self, days: int, at: time | None = None) -> Proposed:
        """Propose the least loaded day from `days` working days on, a tenth of them wide, within contract and cycle."""
        first = self.calendar.add(self.today, days)
        last = self.calendar.add(first, max(1, int(days * Fraction(str(self.policy.cadence.spread)))))
        reasons = [Reason("next_after", facts=(("outcome", str(self.outcome)), ("days", days)))]
        caps = {
            "before_contract_ends": next_rung(self.account, self.today, self.policy, self.calendar),
            "within_next_cycle": last_day_of_next_cycle(self.today, self.calendar),
        }
        for code, cap in caps.items():
            if cap is not None and cap < first:
                reasons.append(Reason(code, facts=(("cap", cap.isoformat()),)))
                first = cap
            last = last if cap is None else min(last, cap)
        days_open = [first]
        while days_open[-1] < last:
            days_open.append(self.calendar.add(days_open[-1], 1))
        best = min(days_open, key=lambda day: (self.load.get(day, 0), day))
        return Proposed(NextCall(best, at, purpose=self.purpose), (first, last), tuple(reasons))
