"""Who fits every one of several words: told one by one as long as that is quick, else for all at once."""

from __future__ import annotations

from collections.abc import Sequence

from repdesk.desk.search.index import Index, StageOf
from repdesk.desk.search.query import Word

_RARE = 3_000  # customers of a word that is rare enough to look at each of them
_LOOKS = 2_000  # customers that are looked at before all who fit are counted out


class Fitting:
    """The places of an index at which every word is held, whatever of the customer it is that holds it."""

    def __init__(self, index: Index, words: Sequence[Word], stage_of: StageOf) -> None:
        self._index, self._stage_of = index, stage_of
        self._words = sorted(words, key=lambda word: -word.weight)  # the most telling first: it is held by the fewest
        self._holders = [index.holder(word, stage_of) for word in self._words]
        self._places: set[int] | None = None
        self._looks = _LOOKS
        for number, word in enumerate(self._words):
            rare = index.holding(word, stage_of, _RARE)
            if rare is not None:
                others = self._holders[:number] + self._holders[number + 1 :]
                self._places = {place for place in rare if all(holds(place) for holds in others)}
                break

    def __contains__(self, place: int) -> bool:
        """Say whether every word is held there."""
        if self._places is None:
            self._looks -= 1
            if self._looks >= 0:
                return all(holds(place) for holds in self._holders)
            held = (self._index.holding(word, self._stage_of) or set() for word in self._words)
            self._places = set.intersection(*held)
        return place in self._places
