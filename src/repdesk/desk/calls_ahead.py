"""What logging a call would do, told before it is done; `desk.calls` then does just that."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time

from repdesk.desk.book import Book
from repdesk.desk.rows import Proposal
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.rules.dates import UnreadWhen, When, parse_when
from repdesk.rules.next_call import Proposed, propose
from repdesk.rules.outcomes import OUTCOMES, Asked, Effects, Said, asks_lost, effects
from repdesk.rules.standing import grade, stage_of
from repdesk.rules.types import Account, Grade, NextCall, Outcome, Reason
from repdesk.store.reading.customer import PhoneRow, read_phones
from repdesk.text import visible
from repdesk.wording import day as day_in_words
from repdesk.wording import note, when_note


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
        book.policy.day.quota,
        judged.proposed.window,
        _asked(judged, outcome, book.clock.today()),
        judged.notes(),
    )


def _asked(judged: Judged, outcome: Outcome, today: date) -> tuple[Asked, ...]:
    asks = OUTCOMES[outcome].asks
    if "reason" not in asks and judged.phone is not None and judged.phone.suppressed:
        asks = (*asks, "reason")  # a do-not-call number is called with a reason, or not at all
    return asks if asks_lost(judged.before, today) else tuple(ask for ask in asks if ask != "lost")


@dataclass(frozen=True, slots=True)
class WhenRead:
    """A typed date understood: the day, perhaps a time, how full that day is, and what to know about it."""

    date: date
    time: time | None
    preview: str
    """In words: Tue 1 Dec 15:00, 41/60 set."""
    notes: tuple[str, ...]

    def next_call(self, *, promised: bool = False, purpose: str = "") -> NextCall:
        """Return the next call set by the rep, or by the customer where it is promised."""
        return NextCall(self.date, self.time, promised, purpose, "customer" if promised else "rep")


def read_when(book: Book, text: str, since: date | None = None) -> WhenRead:
    """Read a date as people type it today or `since` a day; RepdeskError where it cannot be read or is past by then."""
    found = _parsed(book, text, since)
    if found.past:
        raise RepdeskError(_("%(text)s lies in the past") % {"text": visible(text)})
    # That no country is chosen is said once, with the list, and not at every date.
    known = [n for n in found.notes if n.code != "holidays_unknown" or book.calendar.country is not None]
    return WhenRead(found.date, found.time, _preview(found, book), tuple(when_note(n) for n in known))


def _preview(found: When, book: Book) -> str:
    said = day_in_words(found.date, book.clock.today())
    if found.time is not None:
        said = f"{said} {found.time.isoformat('minutes')}"
    full = {"load": book.load_at(found.date), "quota": book.policy.day.quota}
    return _("%(when)s, %(load)d/%(quota)d set") % {"when": said, **full}


def _parsed(book: Book, text: str, since: date | None = None) -> When:
    now = book.clock.now().replace(tzinfo=None) if since is None else datetime.combine(since, time.min)
    try:
        return parse_when(text, now, book.calendar, book.policy)
    except UnreadWhen:
        raise RepdeskError(
            _("This is no date I can read: %(text)s") % {"text": visible(text)},
            hint=_("Try 12-08, +3d, fri 15:00, tomorrow or 明天 下午三点"),
        ) from None
