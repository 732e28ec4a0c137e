"""Amending a call: the first version stays on record, a later one takes its place."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from repdesk.desk.barring_again import bar_again
from repdesk.desk.book import Book
from repdesk.desk.calls import Logged, Stamp, apply_call, call_row, logged, must_say_until_when, must_say_when
from repdesk.desk.calls_ahead import NOTHING_SAID, CallDetails, Judged, judge
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.models.call import Call
from repdesk.rules.next_call import Proposed
from repdesk.rules.outcomes import OUTCOMES
from repdesk.rules.types import NextCall, Outcome
from repdesk.store.act import Act
from repdesk.store.journal import read_body
from repdesk.store.ledger import Body
from repdesk.store.reading.accounts import read_accounts
from repdesk.store.rows import RowsMovedError
from repdesk.store.undo import reverse

_WORDS = ("note", "reason", "price", "demo", "offer", "channel", "inbound")
"""What is only written down: it changes nothing else of the account."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """What is to be put right; None and defaults keep what was said."""

    outcome: Outcome | None = None
    note: str | None = None
    reason: str | None = None
    details: CallDetails = field(default_factory=CallDetails)
    """The rest of what is said of the call: flags, dates, amounts."""

    def judges(self, was: str) -> bool:
        """Say whether it changes what follows from the call, and not its words alone."""
        words = {name: getattr(self.details, name) for name in _WORDS}
        return self.outcome not in (None, Outcome(was)) or self.details != replace(NOTHING_SAID, **words)


def amend_call(book: Book, call_id: int, amendment: Amendment) -> Logged:
    """Put a later version of a call on record; RepdeskError where there is no such call or it was imported.

    With another outcome, all that followed from the call follows anew, as if it had been logged so at the time. That
    needs the call to be the last thing done to its account: RepdeskError where it is not.
    """
    with book.store.act("amend_call", at=book.clock.stamp(), policy_id=book.policy_id()) as act:
        version = _version_in_force(act, call_id)
        act.account_id = version.account_id
        if amendment.judges(version.outcome):
            judged, row_id, nxt = _judge_anew(act, book, version, amendment)
        else:
            judged, row_id, nxt = _reword(act, book, version, amendment)
        outcome = amendment.outcome or Outcome(version.outcome)
    return logged(book, act, judged, row_id, outcome, nxt)


def account_of(book: Book, call_id: int) -> int:
    """Return the account a call was made to; RepdeskError where there is no such call."""
    row = book.read().execute("SELECT account_id FROM call WHERE id = ?", (call_id,)).fetchone()
    if row is None:
        raise RepdeskError(_("There is no call %(id)d to amend") % {"id": call_id})
    return int(row[0])


def _version_in_force(act: Act, call_id: int) -> Call:
    """Return the version in force of the call that any version's number names."""
    row = act.connection.execute(
        "SELECT id FROM live_call WHERE place = (SELECT coalesce(root, id) FROM call WHERE id = ?) AND imported = 0",
        (call_id,),
    ).fetchone()
    if row is None:
        raise RepdeskError(_("There is no call %(id)d to amend") % {"id": call_id})
    return act.session.get_one(Call, row[0])


def _reword(act: Act, book: Book, version: Call, said: Amendment) -> tuple[Judged, int, NextCall | None]:
    row = Call(**version.model_dump(exclude={"id"}))
    row.root, row.amends = version.root or version.id, version.id
    row.note = version.note if said.note is None else said.note
    row.reason = version.reason if said.reason is None else said.reason
    row.price, row.demo, row.offer = (
        int(bool(getattr(version, name)) or getattr(said.details, name)) for name in ("price", "demo", "offer")
    )
    row.channel = said.details.channel or version.channel
    row.inbound = version.inbound if said.details.inbound is None else int(said.details.inbound)
    act.session.add(row)
    act.session.flush()
    account = book.account(version.account_id)
    same = replace(judge(book, account, Outcome(version.outcome), conn=act.connection), before=account)
    return _as_it_stands(same), row.id or 0, account.next_call


def _as_it_stands(judged: Judged) -> Judged:
    """Return a judgement that says the account is where it is: words change nothing."""
    return replace(
        judged,
        effects=replace(judged.effects, account=judged.before, reasons=()),
        proposed=Proposed(judged.before.next_call),
        stage_after=judged.stage_before,
        grade_after=judged.grade_before,
    )


def _judge_anew(act: Act, book: Book, version: Call, said: Amendment) -> tuple[Judged, int, NextCall | None]:
    outcome = said.outcome or Outcome(version.outcome)
    details = replace(
        said.details,
        note=version.note if said.note is None else said.note,
        reason=version.reason if said.reason is None else said.reason,
        phone_id=said.details.phone_id or version.phone_id,
        price=bool(version.price) or said.details.price,
        demo=bool(version.demo) or said.details.demo,
        offer=bool(version.offer) or said.details.offer,
        channel=said.details.channel or version.channel,
        inbound=bool(version.inbound) if said.details.inbound is None else said.details.inbound,
    )
    if outcome.value == version.outcome:
        details = _with_what_was_said(act, version, details)
    root = version.root or version.id or 0
    day = date.fromisoformat(version.day)
    clocks = book.clocks(day)
    (stands,) = read_accounts(act.connection, day, version.account_id, clocks=clocks)
    _take_effects_back(act, version.account_id, root)
    (before,) = read_accounts(act.connection, day, version.account_id, before_call=root, clocks=clocks)
    details = _with_typed_date(details, outcome, before.next_call, stands.next_call)
    must_say_when(outcome, details)
    must_say_until_when(before, outcome, details)
    moment = datetime.fromisoformat(f"{version.day}T{version.clock}")
    judged = judge(book, before, outcome, details, now=moment, conn=act.connection)
    stamp = Stamp(version.at, day, version.clock or "")
    judged = _not_in_the_past(judged, book)
    row = call_row(judged, outcome, details, stamp) | {"root": root, "amends": version.id}
    (number,) = act.insert_many(Call, [row])
    nxt = apply_call(act, judged, details, outcome, stamp, number)
    bar_again(act, [phone.e164 for phone in judged.phones])  # another account may have said so too
    return judged, number, nxt


_CONTRACT = """
SELECT amount, start_on, end_on FROM live_contract WHERE account_id = ? AND status = ? ORDER BY id DESC LIMIT 1
"""


def _with_what_was_said(act: Act, version: Call, details: CallDetails) -> CallDetails:
    """Keep what was said of a call whose outcome stays: who spoke, lost or never, and what stands in the contract."""
    outcome = Outcome(version.outcome)
    if OUTCOMES[outcome].kp is None and details.kp is None and version.kp is not None:
        details = replace(details, kp=bool(version.kp))
    if outcome is Outcome.REFUSED:
        lost = bool(version.lost) if details.lost is None else details.lost
        details = replace(details, lost=lost, never=details.never or bool(version.never))
    status = {Outcome.SIGNED: "signed", Outcome.CONTRACT_SENT: "sent"}.get(outcome)
    row = act.connection.execute(_CONTRACT, (version.account_id, status)).fetchone() if status else None
    if row is None:
        return details
    amount, start, end = row
    details = replace(details, amount=amount if details.amount is None else details.amount)
    if outcome is not Outcome.SIGNED:
        return details
    return replace(
        details,
        start=details.start or (date.fromisoformat(start) if start else None),
        end=details.end or (date.fromisoformat(end) if end else None),
    )


def _with_typed_date(
    details: CallDetails, outcome: Outcome, before: NextCall | None, stands: NextCall | None
) -> CallDetails:
    """Keep the next call that rep or customer named with the call, unless another is named or none may follow."""
    named = stands is not None and stands.set_by in ("rep", "customer") and stands != before
    taken = details.next_call is not None or details.no_next or details.never or outcome is Outcome.DO_NOT_CALL
    return details if taken or not named else replace(details, next_call=stands)


def _not_in_the_past(judged: Judged, book: Book) -> Judged:
    """Move a proposal counted from the day of the call to today where that day has gone by."""
    nxt, today = judged.proposed.next_call, book.clock.today()
    if nxt is None or nxt.date >= today:
        return judged
    moved = replace(nxt, date=book.calendar.on_or_after(today), time=None)
    return replace(judged, proposed=replace(judged.proposed, next_call=moved))


_ACTS_ON = """
SELECT seq, name FROM journal AS act WHERE kind = 'act' AND account_id = ? AND coalesce(
  (SELECT kind FROM journal AS later WHERE later.target = act.seq ORDER BY later.seq DESC LIMIT 1), 'redo') = 'redo'
ORDER BY seq DESC
"""

_OF_A_CALL = ("log_call", "amend_call")
"""The acts that bring a version of a call and what follows from it; of the version a merge brings nothing follows."""


def _take_effects_back(act: Act, account_id: int, root: int) -> None:
    """Put everything but the call itself back to what it was before the call; refuse where more was done since."""
    later = RepdeskError(
        _("More was done for this customer since that call"),
        hint=_("Its note can be amended; its outcome only by undoing what came after."),
    )
    act.session.expire_all()
    for seq, name in act.connection.execute(_ACTS_ON, (account_id,)).fetchall():
        body = read_body(act.connection, seq) if name in _OF_A_CALL else None
        versions = [] if body is None else _calls_in(body)
        if body is None or not versions or versions[0][1] != root:
            raise later
        try:
            reverse(act.rows, body, leave=("call",))
        except RowsMovedError:
            raise later from None
        if versions[0][0] == root:
            return
    raise later


def _calls_in(body: Body) -> list[tuple[int, int]]:
    """Return number and root of each call that an entry brought."""
    found = []
    for group in body.inserted:
        if group.table == "call":
            number, root = group.columns.index("id"), group.columns.index("root")
            found += [(row[number], row[root] or row[number]) for row in group.rows]
    return found
