"""Which customers may be due for another grade, and what speaks for it: the rep takes or refuses (DOMAIN §6)."""

from __future__ import annotations

from dataclasses import dataclass

from repdesk import wording
from repdesk.desk.book import Book
from repdesk.rules.movement import Past, move_of
from repdesk.rules.scoring import Scorer
from repdesk.rules.standing import grade
from repdesk.rules.suggestions import Suggestion
from repdesk.rules.types import GRADES, Account, Grade, Reason
from repdesk.store.reading.day import read_names
from repdesk.store.reading.evidence import read_all_talks, read_last_bad, read_talks, read_turns


@dataclass(frozen=True, slots=True)
class Suggested:
    """A move between grades that waits for the rep's word."""

    account_id: int
    name: str
    from_grade: Grade
    to_grade: Grade
    reasons: tuple[Reason, ...]

    @property
    def why(self) -> str:
        """Return what speaks for it, in words."""
        return wording.reasons(self.reasons)

    @property
    def sentence(self) -> str:
        """Return the move and what speaks for it, in one line."""
        return wording.movement(self.from_grade, self.to_grade, self.reasons)


def suggestions(book: Book) -> tuple[Suggested, ...]:
    """Return what is suggested for the whole book: moves up first, then by score, then by account."""
    today = book.clock.today()
    accounts = book.accounts(book.list_day())  # as the day's list has them read: no call lies after today
    graded = {account.id: grade(account, today, book.policy) for account in accounts}
    hot = [number for number, found in graded.items() if found.grade == "A"]
    mute = [account.id for account in accounts if account.phones < 1]
    conn = book.read()
    talks, turns, bad = read_all_talks(conn, hot, mute), read_turns(conn), read_last_bad(conn)
    found: list[tuple[Account, Suggestion]] = []
    for account in accounts:
        number = account.id
        if number not in talks and account.phones:
            continue
        past = Past(tuple(talks.get(number, ())), tuple(turns.get(number, ())), bad.get(number))
        move = move_of(account, graded[number], past, book.policy)
        if move is not None:
            found.append((account, move))
    scorer = Scorer.of(accounts, today, book.policy, book.calendar)
    found.sort(key=lambda pair: (_falls(pair[1]), -scorer.score(pair[0]), pair[0].id))
    names = read_names(conn, [account.id for account, _move in found])
    return tuple(_suggested(account.id, names[account.id][0], move) for account, move in found)


def suggestion_for(book: Book, account_id: int) -> Suggested | None:
    """Return what is suggested for one account; RepdeskError where there is no such account."""
    account = book.account(account_id)
    conn = book.read()
    past = Past(
        read_talks(conn, account_id),
        tuple(read_turns(conn, account_id).get(account_id, ())),
        read_last_bad(conn, account_id).get(account_id),
    )
    move = move_of(account, grade(account, book.clock.today(), book.policy), past, book.policy)
    return None if move is None else _suggested(account_id, read_names(conn, [account_id])[account_id][0], move)


def _falls(move: Suggestion) -> bool:
    return GRADES.index(move.to_grade) > GRADES.index(move.from_grade)


def _suggested(account_id: int, name: str, move: Suggestion) -> Suggested:
    return Suggested(account_id, name, move.from_grade, move.to_grade, move.reasons)
