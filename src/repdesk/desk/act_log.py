"""The log of acts: what was done, for whom, when and by whom; read a page at a time, and taken back to a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from repdesk import wording
from repdesk.clock import local
from repdesk.desk.book import Book
from repdesk.desk.paged import Paged
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.store.reading.acts import count_since, read_act_numbers, read_acts
from repdesk.store.reading.day import read_names
from repdesk.store.undo import peek_undo, undo


@dataclass(frozen=True, slots=True)
class LoggedAct:
    """A line of the log: the act in words, whom it was about ("" where nobody), its local time and its kind.

    `in_force` says that it is an act nobody took back.
    """

    seq: int
    name: str
    what: str
    whom: str
    account_id: int | None
    at: datetime
    kind: str
    in_force: bool


class ActLog(Paged[LoggedAct]):
    """All acts, the latest first; `ids` are the numbers of their entries."""

    def __init__(self, book: Book) -> None:
        """Read which acts there are; what they were is read when they are shown."""
        self._book = book
        self._zone = book.clock.now().tzinfo
        super().__init__(read_act_numbers(book.read()))

    def read_rows(self, ids: Sequence[int]) -> Sequence[LoggedAct]:
        """Return the lines of these entries."""
        done = read_acts(self._book.read(), ids)
        names = read_names(self._book.read(), {one.account_id for one in done if one.account_id is not None})
        return [
            LoggedAct(
                seq=one.seq,
                name=one.name,
                what=wording.act(one.name),
                whom=names[one.account_id][0] if one.account_id in names else "",
                account_id=one.account_id,
                at=local(one.at, self._zone),
                kind=one.kind,
                in_force=one.in_force,
            )
            for one in done
        ]


def act_log(book: Book) -> ActLog:
    """Return the log as it stands now."""
    return ActLog(book)


def acts_since(book: Book, seq: int) -> int:
    """Count the acts that going back to before entry `seq` takes back: that one and all after it."""
    return count_since(book.read(), seq)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What going back came to: the acts taken back, whom they were about, and why it ended early, if it did."""

    count: int
    accounts: frozenset[int]
    refused: RepdeskError | None = None


def undo_to(book: Book, seq: int, most: int) -> TakenBack:
    """Take back entry `seq` and every act after it, the latest first, each a step of its own that redo does again.

    `most` is how many the rep agreed to: where another program has done more meanwhile, nothing is taken back.
    """
    if acts_since(book, seq) > most:
        raise RepdeskError(_("Something was done meanwhile"), hint=_("Nothing was changed."))
    accounts: frozenset[int] = frozenset()
    count = 0
    while count < most and (step := peek_undo(book.read())) is not None and step.seq >= seq:
        try:
            change = undo(book.store, at=book.clock.stamp(), policy_id=book.policy_id())
        except RepdeskError as error:
            return TakenBack(count, accounts, error)
        if book.applied(change) is None or change is None:
            break
        accounts |= change.accounts
        count += 1
    return TakenBack(count, accounts)
