"""The next call that an outcome proposes (DOMAIN §4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from repdesk.rules.cadence import cadence, last_day_of_next_cycle
from repdesk.rules.calling_hours import CallingHours, calling_hours
from repdesk.rules.hours import quota_on
from repdesk.rules.policy import Policy
from repdesk.rules.schedule.room import find_room
from repdesk.rules.schedule.spreading import lightest
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

    def hours(self, day: date) -> CallingHours:
        """Return when the account may be called on `day`."""
        return calling_hours(self.account.window or self.account.office, day, self.calendar, self.policy)

    def other_half(self, day: date) -> time | None:
        """Return the time of a try on `day`: in the other half of the day, else as early as the customer may be called.

        None where the stated window does not open while the office works.
        """
        hours, tries = self.hours(day), (self.policy.day.morning_try, self.policy.day.afternoon_try)
        wished = tries if self.now.time() >= _NOON else tries[::-1]
        return next((at for at in (*wished, *hours.starts) if hours.holds(at)), None)

    def later_today(self, minutes: int) -> time | None:
        """Return the first time from so many minutes on at which the customer may be called, None where there is none.

        There is none past closing, on a day off, and where the stated window is over for today.
        """
        then = (self.now + timedelta(minutes=minutes)).replace(second=0, microsecond=0)
        return self.hours(self.today).from_on(then.time()) if then.date() == self.today else None

    def next_working_day(self) -> date:
        """Return the next working day on which the customer may be called, the very next where there is none."""
        day = following = self.calendar.add(self.today, 1)
        last = last_day_of_next_cycle(self.today, self.calendar)
        while day <= last:
            if self.hours(day).starts:
                return day
            day = self.calendar.add(day, 1)
        return following

    def after_missed_promise(self, promise: NextCall) -> Proposed:
        """Try again after 30 minutes, then 2 hours, then on the next working day, urgent; so too on another phone."""
        minutes = self.policy.outcomes.promise_tries_minutes
        if self.outcome is not Outcome.WRONG_NUMBER and promise.tries < len(minutes):
            at = self.later_today(minutes[promise.tries])
            if at is not None:
                again = replace(promise, date=self.today, time=at, tries=promise.tries + 1)
                return Proposed(again, reasons=(Reason("promise_retry", facts=(("tries", again.tries),)),))
        day = self.next_working_day()
        urgent = NextCall(day, self.other_half(day), purpose=promise.purpose, tries=promise.tries, urgent=True)
        return Proposed(urgent, reasons=(Reason("promise_urgent"),))

    def after_busy(self) -> Proposed:
        """Try again in two hours; past closing in the other half of the next working day, as after no answer."""
        at = self.later_today(self.policy.outcomes.busy_minutes)
        if at is None:
            proposed = self.lightest(1, timed=True)
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
        proposed = self.lightest(days, timed=True)
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

    def lightest(self, days: int, *, timed: bool = False) -> Proposed:
        """Propose the lightest day from `days` working days on, a tenth of them wide, within contract and cycle.

        Of these days only those count on which the customer may be called, if there are any; `timed` gives it a time.
        """
        room = find_room(
            self.account,
            self.calendar.add(self.today, days),
            days,
            today=self.today,
            load=self.load,
            policy=self.policy,
            calendar=self.calendar,
        )
        fit = [day for day in room.days if self.hours(day).starts]
        day = lightest(fit or room.days, self.load, lambda each: quota_on(each, self.calendar, self.policy))
        after = Reason("next_after", facts=(("outcome", str(self.outcome)), ("days", days)))
        shut = () if fit else (Reason("hours_do_not_meet"),)
        nxt = NextCall(day, self.other_half(day) if timed else None, purpose=self.purpose)
        return Proposed(nxt, (room.days[0], room.days[-1]), (after, *room.reasons, *shut))
