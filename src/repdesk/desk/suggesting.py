"""What may be due for a customer, another grade or the stage before, and what speaks for it (DOMAIN §6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from repdesk import wording
from repdesk.desk.book import Book
from repdesk.rules.scoring import Scorer
from repdesk.rules.standing import grade, stage_of
from repdesk.rules.suggestions.movement import Past, move_of
from repdesk.rules.suggestions.stage_gates import GATES, stage_back
from repdesk.rules.types import GRADES, Account, Reason, Turn
from repdesk.store.reading.day import read_names
from repdesk.store.reading.evidence import read_all_talks, read_gate_facts, read_last_bad, read_talks, read_turns


@dataclass(frozen=True, slots=True)
class Move:
    """A move between grades ("B" to "A") or back to the stage before ("4" to "3"), with what speaks for it."""

    before: str
    after: str
    reasons: tuple[Reason, ...]

    @property
    def of_stage(self) -> bool:
        """Say whether it is a stage that would fall."""
        return self.before.isdigit()

    @property
    def rises(self) -> bool:
        """Say whether it is a move up."""
        return not self.of_stage and GRADES.index(self.after) < GRADES.index(self.before)


@dataclass(frozen=True, slots=True)
class Suggested:
    """A move that waits for the rep's word."""

    account_id: int
    name: str
    move: Move

    @property
    def why(self) -> str:
        """Return what speaks for it, in words."""
        return wording.reasons(self.move.reasons)

    @property
    def sentence(self) -> str:
        """Return the move and what speaks for it, in one line."""
        return wording.movement(self.move.before, self.move.after, self.move.reasons)


def suggestions(book: Book) -> tuple[Suggested, ...]:
    """Return what is suggested, one move a customer: moves up first, then by score, then by account."""
    today = book.clock.today()
    accounts = book.accounts(book.list_day())  # as the day's list has them read: no call lies after today
    conn = book.read()
    turns = read_turns(conn)
    found = dict(_grades_due(book, accounts, turns))
    back = [account for account in accounts if account.id not in found and stage_of(account, today) in GATES]
    found |= _stages_due(book, back, turns)
    scorer = Scorer.of(accounts, today, book.policy, book.calendar)
    due = [account for account in accounts if account.id in found]
    due.sort(key=lambda account: (not found[account.id].rises, -scorer.score(account), account.id))
    names = read_names(conn, [account.id for account in due])
    return tuple(Suggested(account.id, names[account.id][0], found[account.id]) for account in due)


def suggestions_among(book: Book, ids: Iterable[int]) -> tuple[Suggested, ...]:
    """Return what is suggested for these accounts, in their order; those no longer in the book are passed over."""
    known = {account.id for account in book.accounts(book.list_day())}
    found = (suggestion_for(book, number) for number in ids if number in known)
    return tuple(one for one in found if one is not None)


def suggestion_for(book: Book, account_id: int) -> Suggested | None:
    """Return what is suggested for one account; RepdeskError where there is no such account."""
    account, conn = book.account(account_id), book.read()
    turns = read_turns(conn, account_id)
    past = Past(
        read_talks(conn, account_id), tuple(turns.get(account_id, ())), read_last_bad(conn, account_id).get(account_id)
    )
    found = move_of(account, grade(account, book.clock.today(), book.policy), past, book.policy)
    move = Move(found.from_grade, found.to_grade, found.reasons) if found is not None else None
    move = move or _stages_due(book, [account], turns).get(account_id)
    return None if move is None else Suggested(account_id, read_names(conn, [account_id])[account_id][0], move)


def _grades_due(
    book: Book, accounts: Iterable[Account], turns: Mapping[int, Sequence[Turn]]
) -> Iterable[tuple[int, Move]]:
    """Yield the moves between grades that are suggested, by account."""
    accounts, conn, today = list(accounts), book.read(), book.clock.today()
    graded = {account.id: grade(account, today, book.policy) for account in accounts}
    hot = [number for number, found in graded.items() if found.grade == "A"]
    mute = [account.id for account in accounts if account.phones < 1]
    talks, bad = read_all_talks(conn, hot, mute), read_last_bad(conn)
    for account in accounts:
        number = account.id
        if number not in talks and account.phones:
            continue
        past = Past(tuple(talks.get(number, ())), tuple(turns.get(number, ())), bad.get(number))
        move = move_of(account, graded[number], past, book.policy)
        if move is not None:
            yield number, Move(move.from_grade, move.to_grade, move.reasons)


def _stages_due(book: Book, accounts: Sequence[Account], turns: Mapping[int, Sequence[Turn]]) -> dict[int, Move]:
    """Return the stages that may have to fall, by account."""
    facts = read_gate_facts(book.read(), [account.id for account in accounts])
    found, today = {}, book.clock.today()
    for account in accounts:
        past = turns.get(account.id, ())
        back = stage_back(account, past, facts[account.id], today, book.policy, book.calendar)
        if back is not None:
            found[account.id] = Move(str(back.stage), str(back.to), back.reasons)
    return found
