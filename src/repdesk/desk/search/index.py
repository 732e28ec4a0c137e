"""All that is searched of customers, in memory: nothing of it is ever written to the disk."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache
from heapq import merge
from itertools import chain

from repdesk.desk.search.folding import fold
from repdesk.desk.search.lines import Lines
from repdesk.desk.search.pinyin import initials, spellings
from repdesk.desk.search.query import Word
from repdesk.desk.search.ranking import KEPT, LEAST_END, How, Kind, Rank
from repdesk.store.reading.search import Searched, Turn

StageOf = Callable[[int], int | None]
"""Which stage a customer stands at, None where the customer is no more."""


class Index:
    """Customers in the order of hits that match alike; each is known by the place it has in that order."""

    def __init__(self, kinds: Collection[Kind] = KEPT) -> None:
        """Keep what is searched of these kinds."""
        self._lines = {kind: Lines() for kind in kinds}
        self._ids, self._called, self._next = array("q"), array("i"), array("i")
        self._often = lru_cache(maxsize=4096)(fold)  # a book has many customers and few places

    @property
    def kinds(self) -> Collection[Kind]:
        """Return the kinds that are kept."""
        return self._lines.keys()

    def put(self, turns: Iterable[Turn], found: Iterable[Searched]) -> None:
        """Add customers, who come behind all that are there; `found` may lack some of the `turns`."""
        known = {one.id: one for one in found}
        for turn in turns:
            if (searched := known.get(turn.account_id)) is not None:
                self._put(turn, searched)

    def settle(self) -> None:
        """Have all that were added found."""
        for lines in self._lines.values():
            lines.settle()

    def _put(self, turn: Turn, searched: Searched) -> None:
        place, lines = len(self._ids), self._lines
        self._ids.append(turn.account_id)
        self._called.append(turn.called)
        self._next.append(turn.next)
        for kind, field in _AS_WRITTEN:
            if (texts := getattr(searched, field)) and kind in lines:
                lines[kind].put(place, filter(None, map(self._often, texts)))
        if searched.numbers and Kind.NUMBER in lines:
            lines[Kind.NUMBER].put(place, _numbers(searched.numbers))
        for kind, names in ((Kind.NAME, (searched.name,)), (Kind.PERSON, searched.people)):
            if names:
                self._put_names(place, kind, [folded for name in names if (folded := fold(name))])

    def _put_names(self, place: int, kind: Kind, names: list[str]) -> None:
        """Add names as they are written, as they are read, and by their initials."""
        spelled, shortly = _READ[kind]
        if kind in self._lines:
            self._lines[kind].put(place, names)
        if spelled in self._lines:
            said = [spelling for name in names if not name.isascii() for spelling in spellings(name)]
            self._lines[spelled].put(place, said)
            if shortly in self._lines:
                self._lines[shortly].put(place, dict.fromkeys(map(initials, said)))

    def turn(self, place: int) -> Turn:
        """Return who has a place, and why."""
        return Turn(self._ids[place], self._called[place], self._next[place])

    def ranked(self, word: Word, rank: Rank, stage_of: StageOf) -> Iterator[int]:
        """Yield the places of those who match a word with this rank; one who matches better may be among them."""
        how, kind = rank
        if kind is Kind.STAGE:
            return self._at_stages(word, stage_of) if how is How.START else iter(())
        if kind not in self._lines:
            return iter(())
        lines, needles = self._lines[kind], word.needles(rank)
        how = How.INSIDE if how is How.ALIKE else how
        if kind is Kind.NUMBER and how is How.START:
            return _merged(lines.ending(needle) for needle in needles if len(needle) >= LEAST_END)
        return _merged(lines.matching(how, needle) for needle in needles)

    def _at_stages(self, word: Word, stage_of: StageOf) -> Iterator[int]:
        if word.stages:
            yield from (place for place, number in enumerate(self._ids) if stage_of(number) in word.stages)

    def holding(self, word: Word, stage_of: StageOf, most: int | None = None) -> set[int] | None:
        """Return the places of those who hold a word anywhere; None where they are more than `most`."""
        found: set[int] = set()
        ways = (self.ranked(word, (How.INSIDE, kind), stage_of) for kind in self._lines)
        for place in chain(*ways, self._at_stages(word, stage_of)):
            found.add(place)
            if most is not None and len(found) > most:
                return None
        return found

    def holder(self, word: Word, stage_of: StageOf) -> Callable[[int], bool]:
        """Return what says whether the customer at a place holds a word anywhere."""
        few: set[int] = set()
        many: list[tuple[Lines, str]] = []
        for kind, lines in self._lines.items():
            for needle in word.needles((How.INSIDE, kind)):
                told = lines.few(needle)
                if told is None:
                    many.append((lines, needle))
                few.update(told or ())

        def holds(place: int) -> bool:
            if place in few or any(lines.holds(place, needle) for lines, needle in many):
                return True
            return bool(word.stages) and stage_of(self._ids[place]) in word.stages

        return holds

    def matching(self, kind: Kind, needle: str) -> Iterator[int]:
        """Yield the places of those with a line of this kind that holds `needle`."""
        return self._lines[kind].matching(How.INSIDE, needle) if kind in self._lines else iter(())

    def matches(self, place: int, kind: Kind, pattern: re.Pattern[str]) -> bool:
        """Say whether a line of this kind of the customer at a place matches."""
        return pattern.search(self._lines[kind].of(place)) is not None

    def lines(self, kind: Kind) -> Lines | None:
        """Return all lines of one kind, None where they are not kept."""
        return self._lines.get(kind)


_AS_WRITTEN = (
    (Kind.TAG, "tags"),
    (Kind.MAIL, "mails"),
    (Kind.OWN, "own"),
    (Kind.PLACE, "places"),
    (Kind.INDUSTRY, "industries"),
)
"""What is searched as it is written, and where it stands."""
_READ = {
    Kind.NAME: (Kind.NAME_SPELLED, Kind.NAME_INITIALS),
    Kind.PERSON: (Kind.PERSON_SPELLED, Kind.PERSON_INITIALS),
}
"""How names are searched besides."""


def _merged(found: Iterable[Iterator[int]]) -> Iterator[int]:
    """Return places in their order."""
    several = list(found)
    return several[0] if len(several) == 1 else merge(*several)


def _numbers(numbers: Iterable[tuple[str, str, bool]]) -> Iterator[str]:
    """Yield the digits of numbers, with an extension once more behind them."""
    for e164, extension, _barred in numbers:
        digits = e164.lstrip("+")
        yield digits
        if extension:
            yield digits + extension
