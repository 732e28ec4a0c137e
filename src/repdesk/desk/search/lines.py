"""One kind of what is searched, of all customers: one long text, a line for each, looked through by `str.find`."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from heapq import merge

from repdesk.desk.search.ranking import How

_BEFORE_WORDS = (" ", "(", "-")
_FEW = 300  # hits that are told apart by how they match, rather than each way looked for anew
_REMEMBERED = 64  # needles
_WAITING = 50_000  # lines that are kept apart at the most: each time they are joined the whole text is copied

_Told = dict[How, list[int]]


class Lines:
    """Lines by the place of their customer, who may have several; they are put in by rising place."""

    def __init__(self) -> None:
        self._text = "\n"
        self._starts = array("I")  # where each line begins in the text
        self._places = array("I")  # whose it is
        self._waiting: list[str] = []
        self._end = 1
        self._told: dict[str, _Told | None] = {}

    def put(self, place: int, keys: Iterable[str]) -> None:
        """Add the lines of a customer; `settle` has them found."""
        end, starts, places, waiting = self._end, self._starts, self._places, self._waiting
        for key in keys:
            starts.append(end)
            places.append(place)
            waiting.append(key)
            end += len(key) + 1
        self._end = end
        if len(waiting) > _WAITING:
            self.settle()

    def settle(self) -> None:
        """Have all that was put in found."""
        if self._waiting:
            self._text = "".join((self._text, "\n".join(self._waiting), "\n"))
            self._waiting.clear()
            self._told = {}

    def matching(self, how: How, needle: str) -> Iterator[int]:
        """Yield the places of the customers with a line that matches so, in their order.

        Of those that hold it anyhow (`How.INSIDE`) also who match better may be among them.
        """
        told = self._tell(needle)
        if told is not None:
            return iter(told.get(how, ()))
        if how is How.WORD:
            return merge(*(self._holding(before + needle) for before in _BEFORE_WORDS))
        return self._holding(_shaped(how, needle))

    def ending(self, needle: str) -> Iterator[int]:
        """Yield the places of the customers with a line that ends with `needle`."""
        if self._tell(needle) == {}:
            return iter(())
        return self._holding(f"{needle}\n")

    def few(self, needle: str) -> Sequence[int] | None:
        """Return the places of those who hold `needle`, None where they are more than a few."""
        told = self._tell(needle)
        return None if told is None else told.get(How.INSIDE, ())

    def _tell(self, needle: str) -> _Told | None:
        """Return who holds `needle`, told apart by how; None where these are more than a few."""
        known = self._told  # let go of whole, for another thread may be looking something up in it
        if needle not in known:
            if len(known) >= _REMEMBERED:
                known = self._told = {}
            known[needle] = self._told_apart(needle)
        return known[needle]

    def _told_apart(self, needle: str) -> _Told | None:
        text, told = self._text, _Told()
        at = text.find(needle)
        for _hit in range(_FEW):
            if at < 0:
                return told
            place = self._places[bisect_right(self._starts, at) - 1]
            how = self._how(needle, at)
            told.setdefault(how, []).append(place)
            if how is not How.INSIDE:
                told.setdefault(How.INSIDE, []).append(place)
            at = text.find(needle, at + 1)
        return None

    def _how(self, needle: str, at: int) -> How:
        before = self._text[at - 1]
        if before == "\n":
            return How.EXACT if self._text[at + len(needle)] == "\n" else How.START
        return How.WORD if before in _BEFORE_WORDS else How.INSIDE

    def _holding(self, needle: str) -> Iterator[int]:
        find, starts, places, size = self._text.find, self._starts, self._places, len(self._starts)
        at = find(needle)
        while at >= 0:
            place = places[bisect_right(starts, at + 1) - 1]  # a needle may begin with the end of the line before
            yield place
            following = bisect_right(places, place)
            if following >= size:
                return
            at = find(needle, starts[following] - 1)

    def holding_any(self, needles: Collection[str]) -> Iterator[tuple[int, str]]:
        """Yield place and line, in small letters, of those that hold one of these, which are in small letters too."""
        text, starts = self._text.lower(), self._starts
        if len(text) != len(self._text):  # a letter that is two in small ones would shift the lines
            text = self._text
        seen: set[int] = set()
        for needle in needles:
            at = text.find(needle)
            while at >= 0:
                line = bisect_right(starts, at) - 1
                end = text.find("\n", at)
                if line not in seen:
                    seen.add(line)
                    yield self._places[line], text[starts[line] : end]
                at = text.find(needle, end)

    def of(self, place: int) -> str:
        """Return the lines of a customer, one under the other."""
        begin, end = self._within(place)
        return self._text[begin:end]

    def holds(self, place: int, needle: str) -> bool:
        """Say whether a line of a customer holds `needle`."""
        begin, end = self._within(place)
        return begin < end and self._text.find(needle, begin, end) >= 0

    def _within(self, place: int) -> tuple[int, int]:
        """Return where in the text a customer's lines begin and end."""
        first, after = bisect_left(self._places, place), bisect_right(self._places, place)
        if first == after:
            return 0, 0
        return self._starts[first], self._starts[after] if after < len(self._starts) else self._end


def _shaped(how: How, needle: str) -> str:
    """Return what is looked for in the text, where each line stands between two line ends."""
    if how is How.EXACT:
        return f"\n{needle}\n"
    return f"\n{needle}" if how is How.START else needle
