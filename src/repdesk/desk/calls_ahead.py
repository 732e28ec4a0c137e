"""What logging a call would do, told before it is done; `desk.calls` then does just that."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from repdesk.desk.book import Book
from repdesk.desk.rows import Proposal
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.rules.next_call import Proposed, propose
from repdesk.rules.outcomes import OUTCOMES, Asked, Effects, Said, asks_lost, effects
from repdesk.rules.standing import grade, stage_of
from repdesk.rules.types import Account, Grade, NextCall, Outcome, Reason
from repdesk.store.reading.customer import PhoneRow, read_phones
from repdesk.wording import note


@dataclass(frozen=True, slots=True)
class CallDetails:
    """What the rep says of a call beside its outcome; None is "not said". Money is minor units.

    `next_call` overtypes the proposal, `no_next` says that none is wanted. `phone_id` is the number dialled, else the
    first that may be.
    """

    note: str = ""
    reason: str = ""
    next_call: NextCall | None = None
    no_next: bool = False
    kp: bool | None = None
    lost: bool | None = None
    never: bool = False
    price: bool = False
    demo: bool = False
    offer: bool = False
    amount: int | None = None
    start: date | None = None
    end: date | None = None
    phone_id: int | None = None
    channel: str | None = None
    inbound: bool | None = None


NOTHING_SAID = CallDetails()


@dataclass(frozen=True, slots=True)
class Judged:
    """An account before and after a call, and what is proposed."""

    before: Account
    stage_before: int
    grade_before: Grade
    effects: Effects
    stage_after: int
    grade_after: Grade
    proposed: Proposed
    load: Counter[date]
    phone: PhoneRow | None
    phones: tuple[PhoneRow, ...]

    @property
    def after(self) -> Account:
        """Return the account as the call leaves it."""
        return self.effects.account

    def notes(self) -> tuple[str, ...]:
        """Return what there is to know of what follows, in words: hard to reach, no number left."""
        reasons = [*self.effects.reasons, *self.proposed.reasons]
        if self.after.phones < 1 and self.grade_after != "D" and not self.effects.phone_bad:
            reasons.append(Reason("on_no_list"))
        return tuple(text for reason in reasons if (text := note(reason)))


def judge(
    book: Book,
    before: Account,
    outcome: Outcome,
    details: CallDetails = NOTHING_SAID,
    *,
    now: datetime | None = None,
    conn: sqlite3.Connection | None = None,
) -> Judged:
    """Return what a call made now comes to; RepdeskError where what is said contradicts the outcome.

    An act under way gives its own connection, an amendment the local time of the call it amends.
    """
    _refuse_contradiction(outcome, details)
    conn = conn or book.read()
    now = now or book.clock.now().replace(tzinfo=None)
    today = now.date()
    phones = read_phones(conn, before.id).get(before.id, ())
    phone = _phone(phones, details.phone_id)
    left = sum(p.ok for p in phones if phone is None or p.e164 != phone.e164)
    said = Said(details.kp, details.lost, details.never, left, details.end)
    done = effects(before, outcome, today, said)
    after = done.account
    grade_after = grade(after, today, book.policy).grade
    load = book.load(without=before.id)
    proposed = propose(
        after, outcome, grade_after=grade_after, now=now, load=load, policy=book.policy, calendar=book.calendar
    )
    return Judged(
        before,
        stage_of(before, today),
        grade(before, today, book.policy).grade,
        done,
        stage_of(after, today),
        grade_after,
        proposed,
        load,
        phone,
        phones,
    )


def _refuse_contradiction(outcome: Outcome, details: CallDetails) -> None:
    """Refuse what does not go with the outcome: nothing said is ignored in silence."""
    spec = OUTCOMES[outcome]
    if details.kp is not None and spec.kp is not None and details.kp != spec.kp:
        raise RepdeskError(
            _("This outcome says by itself whether the key person spoke"),
            hint=_("For a conversation with somebody else log gatekeeper, with the key person talked."),
        )
    if outcome is not Outcome.REFUSED and (details.lost is not None or details.never):
        raise RepdeskError(_("Lost and never are said of a refusal only"))
    if outcome is not Outcome.SIGNED and (details.start is not None or details.end is not None):
        raise RepdeskError(_("A contract's first and last day are said of a signature only"))
    if details.start is not None and details.end is not None and details.end < details.start:
        raise RepdeskError(_("The contract would end before it starts"))
    if details.next_call is not None and (outcome is Outcome.DO_NOT_CALL or details.never):
        raise RepdeskError(_("Nobody is called again after this: leave the next call out"))


def _phone(phones: tuple[PhoneRow, ...], chosen: int | None) -> PhoneRow | None:
    """Return the number dialled: the chosen one, else the first that may be dialled, else the first."""
    if chosen is not None:
        return next((phone for phone in phones if phone.id == chosen), None)
    return next((phone for phone in phones if phone.ok), phones[0] if phones else None)


def propose_next(book: Book, account_id: int, outcome: Outcome, details: CallDetails = NOTHING_SAID) -> Proposal:
    """Return what logging `outcome` now would set, to be shown and overtyped."""
    judged = judge(book, book.account(account_id), outcome, details)
    nxt = judged.proposed.next_call
    return Proposal(
        outcome,
        nxt,
        judged.load[book.calendar.on_or_after(nxt.date)] if nxt else 0,
        book.quota_at(nxt.date) if nxt else 0,
        judged.proposed.window,
        _asked(judged, outcome, book.clock.today()),
        judged.notes(),
    )


def _asked(judged: Judged, outcome: Outcome, today: date) -> tuple[Asked, ...]:
    asks = OUTCOMES[outcome].asks
    if "reason" not in asks and judged.phone is not None and judged.phone.suppressed:
        asks = (*asks, "reason")  # a do-not-call number is called with a reason, or not at all
    return asks if asks_lost(judged.before, today) else tuple(ask for ask in asks if ask != "lost")
