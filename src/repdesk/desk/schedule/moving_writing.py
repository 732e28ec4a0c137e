"""Several next calls moved in one act: those that were picked up and carried, and those that are levelled."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from repdesk import wording
from repdesk.desk.backups.backing_up import MANY, backup_before
from repdesk.desk.book import Book
from repdesk.desk.on_record import history_row, keep_next_calls, written
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.models.call import History
from repdesk.rules.schedule import told_of_move
from repdesk.rules.schedule.levelling import Move
from repdesk.rules.standing import is_callable
from repdesk.rules.types import Account, NextCall, Reason
from repdesk.store.change import Change
from repdesk.text import cleaned


@dataclass(frozen=True, slots=True)
class MovedMany:
    """What was moved, by account, and how many of them there is what to know of: codes as in `told_of_move`."""

    change: Change
    moved: Mapping[int, NextCall]
    told: Mapping[str, int]


def carry_calls(book: Book, ids: Sequence[int], to: date) -> MovedMany:
    """Set the next calls of these accounts for a day; their times and what they are for stay, a promise stays one.

    RepdeskError where the day is past, and where none of them has a next call on another day and may be called.
    """
    if to < book.clock.today():
        first = wording.day(book.list_day(), book.clock.today())
        raise RepdeskError(_("A call cannot be set earlier than %(day)s") % {"day": first})

    def wanted(account: Account) -> NextCall | None:
        nxt = account.next_call
        if nxt is None or nxt.date == to:
            return None
        return replace(nxt, date=to, set_by="customer" if nxt.promised else "rep", tries=0)

    return _move(book, "carry_calls", ids, wanted, lambda _number: "")


def level_calls(book: Book, moves: Sequence[Move]) -> MovedMany:
    """Do the moves of a levelling, with the reason of each in the history; what was set anew since stays as it is.

    A backup is made before more than `MANY`. RepdeskError where nothing is left to move.
    """
    by_id = {move.account_id: move for move in moves}
    if len(moves) > MANY:
        backup_before(book, "bulk")

    def wanted(account: Account) -> NextCall | None:
        move = by_id[account.id]
        return replace(move.was, date=move.to) if account.next_call == move.was else None

    return _move(book, "level_calls", [*by_id], wanted, lambda number: wording.reason(by_id[number].reason))


def _move(
    book: Book,
    name: str,
    ids: Sequence[int],
    wanted: Callable[[Account], NextCall | None],
    why: Callable[[int], str],
) -> MovedMany:
    day, first, told = book.clock.today(), book.list_day(), list[Reason]()
    alone = ids[0] if len(ids) == 1 else None
    with book.store.act(name, at=book.clock.stamp(), policy_id=book.policy_id(), account_id=alone) as act:
        account_of = book.looking_up(all_of_them=len(ids) > MANY)
        moved: dict[int, NextCall] = {}
        rows = []
        for number in ids:
            account = account_of(number)
            if account is None or not is_callable(account, first) or (nxt := wanted(account)) is None:
                continue
            moved[number] = nxt
            told += told_of_move(account, nxt, day)
            was, now = written(account.next_call), written(nxt)
            rows.append(history_row(number, "next_call", was, now, at=act.at, day=day, why=cleaned(why(number))))
        if not moved:
            raise RepdeskError(_("No call would move"), hint=_("They are set for that day already, or were changed."))
        keep_next_calls(act, moved, act.at)
        act.insert_many(History, rows)
    codes = [reason.code for reason in told]
    return MovedMany(book.acted(act.change), moved, {code: codes.count(code) for code in codes})
