"""How Chinese is read out: the spellings of a name, and what typed letters may stand for, all readings considered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice, product
from math import prod
from pathlib import Path

_FILE = Path(__file__).with_name("pinyin.txt")
_MOST = 8  # spellings of one name, ways to part what is typed: where there are more, the commonest are kept
_REMEMBERED = 64  # words that were typed
_TOKEN = re.compile(r"[a-z0-9]+|[^\W_]")
_INITIAL = re.compile(r"[A-Z0-9]")
_LONGEST = 6  # letters of a syllable: zhuang


@cache
def readings() -> dict[str, tuple[str, ...]]:
    """Return the syllables of each character, capital first and without tones, the commonest first."""
    found: dict[str, tuple[str, ...]] = {}
    for line in _FILE.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            *said, signs = line.split(" ")
            found |= dict.fromkeys(signs, tuple(syllable.capitalize() for syllable in said))
    return found


@cache
def _beginnings() -> tuple[frozenset[str], frozenset[str]]:
    """Return all syllables, and all they may begin with."""
    whole = frozenset(said.lower() for one in readings().values() for said in one)
    return whole, frozenset(syllable[:size] for syllable in whole for size in range(1, len(syllable) + 1))


Syllable = tuple[int, int, tuple[str, ...]]
"""A character or foreign word of a text: where it begins and ends, and how it may be read."""


def syllables(folded: str) -> list[Syllable]:
    """Return the characters and foreign words of a folded text."""
    known = readings()
    return [
        (token.start(), token.end(), known.get(token[0]) or (token[0].capitalize(),))
        for token in _TOKEN.finditer(folded)
    ]


def spellings(folded: str) -> list[str]:
    """Return how a folded text is spelled, such as RongTaiKeJi: a capital begins each syllable and each foreign word.

    A text with no character that is read this way has none.
    """
    known = readings().get
    tokens = _TOKEN.findall(folded)
    said = [known(token) for token in tokens]
    if not any(said):
        return []
    return list(_ways([one or (token.capitalize(),) for one, token in zip(said, tokens, strict=True)]))


def initials(spelling: str) -> str:
    """Return the first letter of each syllable and word of a spelling: bjrt of BeiJingRongTai."""
    return "".join(_INITIAL.findall(spelling)).lower()


def _ways(tokens: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Yield the ways to read characters: all, where these are too many the commonest with one character another."""
    count = prod(map(len, tokens))
    if count <= _MOST:
        yield from map("".join, product(*tokens))
        return
    first = [said[0] for said in tokens]
    yield "".join(first)
    others = ([*first[:at], other, *first[at + 1 :]] for at, said in enumerate(tokens) for other in said[1:])
    yield from map("".join, islice(others, _MOST - 1))


@lru_cache(maxsize=_REMEMBERED)
def partings(letters: str) -> tuple[str, ...]:
    """Return how typed letters may be spelled: rongtai as RongTai, xian as Xian and XiAn; the last may be begun only.

    Letters that no syllables make are taken for one foreign word. ü may be typed as v, as yu or as u.
    """
    ways = [letters, *(re.sub(f"(?<=[ln]){umlaut}", "v", letters) for umlaut in ("yu", "u"))]
    parted = (spelling for way in dict.fromkeys(ways) for spelling in _parted(way, first_letters=False))
    return tuple(dict.fromkeys((*islice(parted, _MOST), letters.capitalize())))


@lru_cache(maxsize=_REMEMBERED)
def shortened(letters: str) -> tuple[str, ...]:
    """Return how letters may be spelled where of some syllables only the first letter is typed.

    A blank follows each first letter alone: bjtouzi is B J TouZi.
    """
    return tuple(one for one in islice(_parted(letters, first_letters=True), 4 * _MOST) if " " in one)


def _parted(letters: str, *, first_letters: bool) -> Iterator[str]:
    """Yield the ways to part letters into syllables, long ones first; into first letters of syllables too."""
    whole, begun = _beginnings()
    size = len(letters)
    parts: list[list[tuple[int, str]]] = [[] for _at in range(size)]  # from each place: where a part ends, its spelling
    for at in range(size - 1, -1, -1):
        if letters[at:] in begun:
            parts[at].append((size, letters[at:].capitalize()))
        for end in range(min(at + _LONGEST, size - 1), at, -1):
            part = letters[at:end]
            if parts[end] and part in whole:
                parts[at].append((end, part.capitalize()))
            elif parts[end] and first_letters and part in begun and len(part) == 1:
                parts[at].append((end, f"{part.upper()} "))

    def onward(at: int) -> Iterator[str]:
        for end, said in parts[at]:
            if end == size:
                yield said
            else:
                yield from (said + rest for rest in onward(end))

    if letters:
        yield from onward(0)
