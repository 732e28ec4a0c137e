"""Logging a call: one act, and all that follows from it (DOMAIN §4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from repdesk.clock import instant
from repdesk.desk.book import Book
from repdesk.desk.calls_ahead import NOTHING_SAID, CallDetails, Judged, judge
from repdesk.desk.deals import apply_to_deals
from repdesk.desk.on_record import keep_history, keep_next_call, written
from repdesk.desk.today_writing import freeze
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.models.account import Account as AccountRow
from repdesk.models.account import Phone, Suppression
from repdesk.models.call import Call
from repdesk.rules.outcomes import OUTCOMES
from repdesk.rules.types import Account, Grade, NextCall, Outcome
from repdesk.store.act import Act
from repdesk.store.change import Change


@dataclass(frozen=True, slots=True)
class Logged:
    """A call on record: its entry in the journal, its own number, and where it left the account."""

    change: Change
    call_id: int
    account_id: int
    outcome: Outcome
    stage_before: int
    stage_after: int
    intent_after: int | None
    grade_after: Grade
    next_call: NextCall | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stamp:
    """When a call is put on record: the instant kept, the local day and time."""

    at: str
    day: date
    clock: str


def log_call(book: Book, account_id: int, outcome: Outcome, details: CallDetails = NOTHING_SAID) -> Logged:
    """Put a call on record and set what follows from it; RepdeskError for a callback without a date."""
    freeze(book)
    must_say_when(outcome, details)
    now = book.clock.now()
    stamp = Stamp(instant(now), now.date(), now.strftime("%H:%M"))
    with book.store.act("log_call", at=stamp.at, policy_id=book.policy_id(), account_id=account_id) as act:
        # Judged under the write lock: nothing can come between what was read and what is written.
        before = book.account(account_id)
        must_say_until_when(before, outcome, details)
        judged = judge(book, before, outcome, details, conn=act.connection)
        _must_say_why_barred(judged, outcome, details)
        (call_id,) = act.insert_many(Call, [call_row(judged, outcome, details, stamp)])
        nxt = apply_call(act, judged, details, outcome, stamp, call_id)
    return logged(book, act, judged, call_id, outcome, nxt)


def must_say_when(outcome: Outcome, details: CallDetails) -> None:
    """Refuse a callback without the date the customer named."""
    if outcome is Outcome.CALLBACK and details.next_call is None:
        raise RepdeskError(
            _("A callback needs the date the customer named"), hint=_("Give it with --next, or type it in the line.")
        )


def must_say_until_when(account: Account, outcome: Outcome, details: CallDetails) -> None:
    """Refuse a signature without the contract's end where an old end on record would go on saying "expired"."""
    if outcome is Outcome.SIGNED and details.end is None and account.contract_end is not None:
        raise RepdeskError(
            _("The new contract needs its end date: the one on record has an older end"),
            hint=_("Give it with --end, or type it in the line."),
        )


def _must_say_why_barred(judged: Judged, outcome: Outcome, details: CallDetails) -> None:
    """Refuse a call to a do-not-call number without a reason; one that came in is no call to it."""
    phone, asked = judged.phone, outcome is Outcome.DO_NOT_CALL
    called = details.channel in (None, "call") and not details.inbound
    if phone is not None and phone.suppressed and called and not asked and not details.reason.strip():
        raise RepdeskError(
            _("This number is on the do-not-call list: %(number)s") % {"number": phone.shown},
            hint=_("If it was called all the same, give the reason; if the customer called, say so."),
        )


def call_row(judged: Judged, outcome: Outcome, details: CallDetails, stamp: Stamp) -> dict[str, object]:
    """Return the row of a call as it goes on record."""
    spec, promise = OUTCOMES[outcome], judged.before.next_call
    promised = promise if promise is not None and promise.promised and promise.date <= stamp.day else None
    return {
        "account_id": judged.before.id,
        "phone_id": judged.phone.id if judged.phone else None,
        "e164": judged.phone.e164 if judged.phone else None,
        "at": stamp.at,
        "day": stamp.day.isoformat(),
        "clock": stamp.clock,
        "outcome": outcome.value,
        "channel": details.channel or "call",
        "inbound": int(bool(details.inbound)),
        "spoke": int(spec.spoke),
        "kp": None if spec.kp is None and details.kp is None else int(judged.effects.kp),
        "price": int(details.price),
        "demo": int(details.demo),
        "offer": int(details.offer),
        "lost": int(judged.effects.lost),
        "never": int(details.never),
        "note": details.note,
        "reason": details.reason,
        "promised_day": promised.date.isoformat() if promised else None,
        "promised_time": promised.time.isoformat("minutes") if promised and promised.time else None,
    }


def apply_call(
    act: Act, judged: Judged, details: CallDetails, outcome: Outcome, stamp: Stamp, call_id: int
) -> NextCall | None:
    """Set account, phone, deal and next call to what the call made of them; return the next call."""
    after, day = judged.after, stamp.day.isoformat()
    changes = _account_changes(judged, outcome, day)
    if changes:
        act.update_many(AccountRow, {judged.before.id: changes})
    if outcome is Outcome.DO_NOT_CALL:
        for e164 in sorted({phone.e164 for phone in judged.phones}):
            _suppress(act, e164, stamp, details)
    _apply_to_phone(act, judged, day)
    apply_to_deals(act, judged, outcome, details, stamp.day)
    nxt = _next_call(judged, outcome, details)
    keep_next_call(act, judged.before.id, nxt, stamp.at)
    for field, was, now in (
        ("stage", judged.stage_before, judged.stage_after),
        ("intent", judged.before.intent, after.intent),
        ("grade", judged.grade_before, judged.grade_after),
        ("next_call", written(judged.before.next_call), written(nxt)),
    ):
        if was != now:
            keep_history(act, judged.before.id, field, was, now, at=stamp.at, day=stamp.day, call_id=call_id)
    return nxt


def _account_changes(judged: Judged, outcome: Outcome, day: str) -> dict[str, object]:
    """Return the columns of the account that the call changes."""
    before, after = judged.before, judged.after
    changes: dict[str, object] = {}
    if before.stage != after.stage:
        changes |= {"stage": after.stage, "stage_on": day}
    if before.intent != after.intent:
        changes |= {"intent": after.intent, "intent_on": day}
    if judged.stage_after != judged.stage_before and before.override is not None:
        changes |= {"override_grade": None, "override_reason": "", "override_stage": None}
    if after.refused_for_good and not before.refused_for_good:
        changes["refused_on"] = day
    if outcome is Outcome.DO_NOT_CALL:
        changes["do_not_call_on"] = day
    return changes


def _next_call(judged: Judged, outcome: Outcome, details: CallDetails) -> NextCall | None:
    """Return what the rep typed, else what is proposed; nobody of grade D is called again."""
    if judged.grade_after == "D" or details.no_next:
        return None
    if details.next_call is None:
        return judged.proposed.next_call
    if outcome is Outcome.CALLBACK:
        typed = details.next_call
        return NextCall(typed.date, typed.time, promised=True, purpose=typed.purpose, set_by="customer")
    return details.next_call


def _suppress(act: Act, e164: str, stamp: Stamp, details: CallDetails) -> None:
    """Put a number on the do-not-call list: it is keyed by number, whoever else has it."""
    reason = details.reason or details.note
    act.put(Suppression, e164, since=stamp.day.isoformat(), reason=reason, lifted_on=None, lifted_reason="")


def _apply_to_phone(act: Act, judged: Judged, day: str) -> None:
    if judged.phone is None:
        return
    if judged.effects.phone_bad and not judged.phone.bad:
        act.update_many(Phone, {judged.phone.id: {"bad_on": day}})
    elif judged.effects.spoke:
        act.update_many(Phone, {judged.phone.id: {"confirmed_on": day}})


def logged(book: Book, act: Act, judged: Judged, call_id: int, outcome: Outcome, nxt: NextCall | None) -> Logged:
    """Take note of the act and return what it came to."""
    return Logged(
        book.acted(act.change),
        call_id,
        judged.before.id,
        outcome,
        judged.stage_before,
        judged.stage_after,
        judged.after.intent,
        judged.grade_after,
        nxt,
        judged.notes(),
    )
