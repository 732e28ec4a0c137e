"""What is looked for after the first hits are shown: shortened pinyin, notes, slips of the keys; for a thread."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from itertools import islice

from repdesk.desk.search.index import Index, StageOf
from repdesk.desk.search.keeping import Kept
from repdesk.desk.search.nearly import nearly
from repdesk.desk.search.pinyin import initials, shortened
from repdesk.desk.search.query import Query, Word
from repdesk.desk.search.ranking import Hit, How, Kind
from repdesk.store.reading.notes import read_noted
from repdesk.store.reading.search import Turn

_ENOUGH = 3  # hits: with fewer, slips of the keys are looked for
_SLIPS = 8  # that are shown at the most: the further down, the less they have been meant
_SHORT = ((Kind.NAME_SPELLED, Kind.NAME_INITIALS), (Kind.PERSON_SPELLED, Kind.PERSON_INITIALS))

Stopped = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Further:
    """One search that goes on: what was typed, and whom it has found already."""

    query: Query
    kept: Kept | None
    seen: frozenset[int]
    stage_of: StageOf
    limit: int

    def hits(self, conn: sqlite3.Connection, stopped: Stopped) -> list[Hit]:
        """Return whom it finds besides, the best first, at most as many as asked for; none once `stopped` says so."""
        found: dict[int, Hit] = {}
        for hit in self._all(conn, stopped):
            if stopped():
                return []
            if hit.account_id not in self.seen:
                found.setdefault(hit.account_id, hit)
            if len(found) >= self.limit:
                break
        return list(found.values())

    def _all(self, conn: sqlite3.Connection, stopped: Stopped) -> Iterator[Hit]:
        found = len(self.seen)
        for hit in self._shortly():
            found += 1
            yield hit
        for hit in self._noted(conn, stopped):
            found += 1
            yield hit
        if found < _ENOUGH and not stopped():
            yield from self._slips(stopped)

    def _shortly(self) -> Iterator[Hit]:
        """Yield those whose name is spelled as it was typed, but that of some syllables the first letter alone was."""
        for parts in shortened(self.query.whole.letters) if self.kept and self.query.whole.letters else ():
            firsts, spelled = initials(parts), re.compile(re.escape(parts).replace("\\ ", "[a-z]*"))
            for spellings, letters in _SHORT:
                for turn in self._turns(
                    lambda index: (
                        place
                        for place in index.matching(letters, firsts)  # noqa: B023 (called at once)
                        if index.matches(place, spellings, spelled)  # noqa: B023
                    )
                ):
                    yield Hit((How.INSIDE, spellings), turn.account_id)

    def _noted(self, conn: sqlite3.Connection, stopped: Stopped) -> Iterator[Hit]:
        """Yield those of whom every word is noted, or held where it is not, the latest note first."""
        noted: list[dict[int, tuple[str, str]]] = []
        for word in self.query.words:
            held = read_noted(conn, tuple(dict.fromkeys((word.typed, word.text))), stopped)
            if held is None:
                return
            noted.append(held)
        everybody = set().union(*noted)
        for word, held in zip(self.query.words, noted, strict=True):
            if everybody and len(noted) > 1:
                everybody &= held.keys() | self._holders(word)
        days = {number: max((held[number] for held in noted if number in held), key=_day) for number in everybody}
        for number, (note, _said_on) in sorted(days.items(), key=lambda one: (one[1][1], -one[0]), reverse=True):
            yield Hit((How.INSIDE, Kind.NOTE), number, note)

    def _holders(self, word: Word) -> set[int]:
        return {turn.account_id for turn in self._turns(lambda index: index.holding(word, self.stage_of) or ())}

    def _slips(self, stopped: Stopped) -> Iterator[Hit]:
        """Yield those who hold every word, but for a slip of the keys in those that nobody holds."""
        near: dict[int, tuple[float, Turn, Kind]] = {}
        fitting: set[int] | None = None
        for word in self.query.words:
            slipped: dict[int, tuple[float, Turn, Kind]] = {}
            holders = self._holders(word) if len(self.query.words) > 1 else set()
            if not holders:
                for kind, alike, turn in self._near(word, stopped):
                    best = slipped.get(turn.account_id)
                    if best is None or best[0] < alike:
                        slipped[turn.account_id] = (alike, turn, kind)
            near |= slipped
            fitting = holders | slipped.keys() if fitting is None else fitting & (holders | slipped.keys())
        if stopped():
            return
        best_first = sorted(near.values(), key=lambda one: (-one[0], one[2], one[1].key))
        meant = ((turn, kind) for _alike, turn, kind in best_first if fitting and turn.account_id in fitting)
        for turn, kind in islice(meant, _SLIPS):
            yield Hit((How.NEARLY, kind), turn.account_id)

    def _near(self, word: Word, stopped: Stopped) -> Iterator[tuple[Kind, float, Turn]]:
        for index, wanted in self.kept.parts() if self.kept else ():
            for kind, (alike, place) in nearly(index, word, stopped):
                turn = index.turn(place)
                if wanted(turn.account_id):
                    yield kind, alike, turn

    def _turns(self, places: Callable[[Index], Collection[int] | Iterator[int]]) -> Iterator[Turn]:
        """Yield the customers at those places of each index that are still to be looked for there."""
        for index, wanted in self.kept.parts() if self.kept else ():
            for place in places(index):
                turn = index.turn(place)
                if wanted(turn.account_id):
                    yield turn


def _day(held: tuple[str, str]) -> str:
    return held[1]
