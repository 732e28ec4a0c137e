"""The index over one book, kept true: what acts have touched since it was made is searched from a small one beside."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Generator, Iterator
from heapq import merge

from repdesk.desk.search.fitting import Fitting
from repdesk.desk.search.index import Index, StageOf
from repdesk.desk.search.pinyin import readings
from repdesk.desk.search.query import Query, Word
from repdesk.desk.search.ranking import KEPT, RANKS, Hit, How, Kind, Rank
from repdesk.exchange.words import meanings
from repdesk.store.reading.search import (
    Entry,
    Turn,
    read_changed,
    read_latest,
    read_order,
    read_searched,
    read_turns,
)

_CHUNK = 100  # customers that are read at a time: some five milliseconds
_MOST_CHANGED = 500  # customers searched beside; where more were touched, all is made anew
_MOST_WRITTEN = 200_000  # bytes of the journal that are read to know who was touched
_READ_AS = {
    Kind.PERSON: "people",
    Kind.PERSON_SPELLED: "people",
    Kind.MAIL: "people",
    Kind.NUMBER: "numbers",
    Kind.TAG: "tags",
    Kind.OWN: "own",
}
"""What is read for a kind besides a customer's own row."""


class Kept:
    """All who are searched: those of the index, but whom an act has touched since as they are now."""

    def __init__(self, index: Index, entry: Entry) -> None:
        """Hold an index that is true up to an entry of the journal."""
        self.index, self._entry = index, entry
        self._changed: frozenset[int] = frozenset()
        self._beside = Index(index.kinds)

    def follow(self, conn: sqlite3.Connection) -> bool:
        """Take in what acts have touched since; False where all is to be made anew."""
        latest = read_latest(conn)
        if latest == self._entry:
            return True
        touched = read_changed(conn, self._entry, _MOST_WRITTEN)
        if touched is None or len(touched | self._changed) > _MOST_CHANGED:
            return False
        self._entry, self._changed = latest, touched | self._changed
        turns = read_turns(conn, sorted(self._changed))
        self._beside = Index(self.index.kinds)
        self._beside.put(turns, read_searched(conn, [turn.account_id for turn in turns]))
        self._beside.settle()
        return True

    def hits(self, query: Query, stage_of: StageOf) -> Iterator[Hit]:
        """Yield who is found, the best first, each once.

        What was typed as a whole comes before its words, of which every one must be held; the most telling of them
        says which hit is better. What is only read alike comes last.
        """
        yield from _once(self._all(query, stage_of))

    def _all(self, query: Query, stage_of: StageOf) -> Iterator[Hit]:
        written = [rank for rank in RANKS if rank[0] is not How.ALIKE]
        yield from self._ranked(query.whole, written, stage_of)
        if len(query.words) > 1:
            first = max(query.words, key=lambda word: (word.weight, word.text))
            fitting = {index: Fitting(index, query.words, stage_of) for index in (self.index, self._beside)}
            yield from self._ranked(first, written, stage_of, fitting)
        yield from self._ranked(query.whole, [rank for rank in RANKS if rank not in written], stage_of)

    def _ranked(
        self, word: Word, ranks: Collection[Rank], stage_of: StageOf, fitting: dict[Index, Fitting] | None = None
    ) -> Iterator[Hit]:
        def turns(index: Index, rank: Rank) -> Iterator[Turn]:
            for place in index.ranked(word, rank, stage_of):
                if fitting is None or place in fitting[index]:
                    yield index.turn(place)

        for rank in ranks:
            still = (turn for turn in turns(self.index, rank) if turn.account_id not in self._changed)
            for turn in merge(still, turns(self._beside, rank), key=lambda turn: turn.key):
                yield Hit(rank, turn.account_id)

    def parts(self) -> Iterator[tuple[Index, Callable[[int], bool]]]:
        """Yield both indexes, each with what says whether a customer is to be looked for in it."""
        yield self.index, lambda account_id: account_id not in self._changed
        yield self._beside, lambda _account_id: True


def _once(hits: Iterator[Hit]) -> Iterator[Hit]:
    seen: set[int] = set()
    for hit in hits:
        if hit.account_id not in seen:
            seen.add(hit.account_id)
            yield hit


def making(conn: sqlite3.Connection, kinds: Collection[Kind] = KEPT) -> Generator[None, None, Kept]:
    """Make the index of a book step by step, so that whoever drives it can let others work in between."""
    entry, index = read_latest(conn), Index(kinds)
    turns = read_order(conn)
    readings()
    meanings("stages")
    besides = {_READ_AS[kind] for kind in kinds if kind in _READ_AS}
    yield
    for at in range(0, len(turns), _CHUNK):
        chunk = turns[at : at + _CHUNK]
        index.put(chunk, read_searched(conn, [turn.account_id for turn in chunk], besides))
        yield
    index.settle()
    return Kept(index, entry)
