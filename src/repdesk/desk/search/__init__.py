"""Finding anyone: by any part of a name, its pinyin or initials, a contact, a number, a tag, a stage, a note."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from repdesk.desk.rows import Found
from repdesk.desk.search.by_sql import found_by_sql
from repdesk.desk.search.further import Further
from repdesk.desk.search.index import StageOf
from repdesk.desk.search.keeping import Kept, making
from repdesk.desk.search.query import Query, read_query
from repdesk.desk.search.ranking import KEPT, Hit, How, Kind
from repdesk.desk.search.showing import shown
from repdesk.rules.standing import stage_of

if TYPE_CHECKING:
    from repdesk.desk.book import Book

__all__ = ["LIMIT", "Findings", "Further", "Hit", "Search"]

LIMIT = 30
"""How many are found at the most: more words find whom these are not."""


@dataclass(frozen=True, slots=True)
class Findings:
    """Who was found at once, and what may find more of them, None where there are enough."""

    rows: tuple[Found, ...]
    further: Further | None


class Search:
    """Finds customers of one book; before its index is made, and while that is made anew, it asks the book itself.

    Reads and changes of the index belong to one thread; `make` may run in another.
    """

    def __init__(self, book: Book) -> None:
        self._book = book
        self._kept: Kept | None = None

    @property
    def ready(self) -> bool:
        """Say whether there is an index."""
        return self._kept is not None

    def follow(self) -> None:
        """Take in what acts have touched; where that is too much, or a customer was forgotten, let the index go."""
        if self._kept is not None and not self._kept.follow(self._book.read()):
            self._kept = None

    def making(self, kinds: Collection[Kind] = KEPT) -> Generator[None, None, None]:
        """Make the index step by step, each of which reads the book; in a thread, without keeping others waiting."""
        kept = yield from making(self._book.read(), kinds)
        self._kept = kept

    def make(self, kinds: Collection[Kind] = KEPT) -> None:
        """Make the index at once."""
        for _step in self.making(kinds):
            pass

    def find(self, text: str, limit: int = LIMIT) -> Findings:
        """Return who is meant by what was typed, the best first; notes and slips of the keys are looked at later."""
        query = read_query(text)
        if query is None:
            return Findings((), None)
        self.follow()
        stages = self._stages(query)
        if self._kept is None:
            hits = found_by_sql(self._book.read(), query, limit)
        else:
            hits = list(islice(self._kept.hits(query, stages), limit))
        seen = frozenset(hit.account_id for hit in hits)
        further = Further(query, self._kept, seen, stages, limit - len(hits)) if len(hits) < limit else None
        return Findings(shown(self._book, query, hits), further)

    def further(self, further: Further, stopped: Callable[[], bool]) -> list[Hit]:
        """Return who else is found; for a thread, which is let go early once `stopped` says so."""
        return further.hits(self._book.read(), stopped)

    def shown(self, further: Further, hits: Sequence[Hit]) -> tuple[Found, ...]:
        """Return the rows of those who were found further."""
        return shown(self._book, further.query, hits)

    def find_all(self, text: str, limit: int = LIMIT) -> tuple[Found, ...]:
        """Return who is meant, notes and slips of the keys looked at too."""
        found = self.find(text, limit)
        if found.further is None:
            return found.rows
        return found.rows + self.shown(found.further, self.further(found.further, lambda: False))

    def find_once(self, text: str, limit: int = LIMIT) -> tuple[Found, ...]:
        """Return who is meant where nothing else will be looked for: the index holds no more than this asks for."""
        query = read_query(text)
        if query is None:
            return ()
        asked = [kind for kind in KEPT if query.asks(kind, How.INSIDE)]
        self.make(asked)
        found = self.find_all(text, limit)
        if len(found) >= limit or not any(query.asks(kind, How.ALIKE) for kind in KEPT):
            return found
        self.make([kind for kind in KEPT if query.asks(kind, How.INSIDE, How.ALIKE)])
        return self.find_all(text, limit)

    def _stages(self, query: Query) -> StageOf:
        """Return what tells the stage of a customer, where what was typed asks for it."""
        if not any(word.stages for word in (query.whole, *query.words)):
            return lambda _account_id: None
        today, look_up = self._book.clock.today(), self._book.looking_up(all_of_them=True)

        def stage(account_id: int) -> int | None:
            account = look_up(account_id)
            return None if account is None else stage_of(account, today)

        return stage
