"""Slips of the keys: who would be found if a letter or two of what was typed were others, missing, or swapped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from repdesk.desk.search.index import Index
from repdesk.desk.search.query import Word
from repdesk.desk.search.ranking import Kind

_LEAST_LETTERS, _LEAST_HAN, _LEAST_DIGITS = 4, 3, 7
"""From how many signs on a slip is told from another word."""
_TWO_SLIPS = 9  # signs from which on two slips are allowed
_LOOKED_AT = 1_000  # lines between two looks whether to stop: a few milliseconds

Near = tuple[float, int]
"""How alike, of 100, and the place in the index of whom."""


def nearly(index: Index, word: Word, stopped: Callable[[], bool]) -> Iterator[tuple[Kind, Near]]:
    """Yield those who hold a word but for a slip, each with the kind of text it is in; ends early once `stopped`."""
    from rapidfuzz.fuzz import partial_ratio

    for kind, needle in _needles(word):
        lines = index.lines(kind)
        if lines is None:
            continue
        slips = 2 if len(needle) >= _TWO_SLIPS else 1
        least = 100 * (1 - slips / len(needle)) - 0.01
        for count, (place, line) in enumerate(lines.holding_any(pieces(needle, slips))):
            if count % _LOOKED_AT == 0 and stopped():
                return
            alike = partial_ratio(needle, line, score_cutoff=least) if len(line) >= len(needle) - slips else 0.0
            if alike:
                yield kind, (alike, place)


def _needles(word: Word) -> Iterator[tuple[Kind, str]]:
    """Yield what to look for in which kind, in small letters."""
    if word.digits:
        if len(word.digits[-1]) >= _LEAST_DIGITS:
            yield Kind.NUMBER, word.digits[-1]
        return
    if len(word.text) >= (_LEAST_LETTERS if word.text.isascii() else _LEAST_HAN):
        yield from ((kind, word.text) for kind in (Kind.NAME, Kind.PERSON, Kind.TAG))
    if len(word.letters) >= _LEAST_LETTERS:
        yield from ((kind, word.letters) for kind in (Kind.NAME_SPELLED, Kind.PERSON_SPELLED))


def pieces(needle: str, slips: int) -> frozenset[str]:
    """Return parts of a needle of which a text holds one at least, where no more than so many slips are between.

    A needle cut into one part more than there are slips keeps one part whole; it is cut at two places, for two letters
    that were swapped may lie on either side of a cut.
    """
    size = len(needle)
    cuts = [[size * part // (slips + 1) for part in range(slips + 2)]]
    cuts.append([0, *(cut + 1 for cut in cuts[0][1:-1]), size])
    return frozenset(needle[begin:end] for cut in cuts for begin, end in pairwise(cut))
