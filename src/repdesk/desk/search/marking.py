"""Where in what is shown of a customer a word matches: the characters to mark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from repdesk.desk.search.folding import fold_with_places
from repdesk.desk.search.pinyin import Syllable, shortened, syllables
from repdesk.desk.search.query import Word

Span = tuple[int, int]
"""Where a mark begins and ends in a text."""

_LETTER = re.compile(r"[^\W\d_\u2e80-\U0003ffff]{2}")  # of a word that has no end between the two
_SYLLABLE = re.compile("[A-Z][a-z0-9]* ?|[0-9][a-z0-9]*")


def written(text: str, word: Word) -> Span | None:
    """Return where a text holds a word as it is written."""
    folded, places = fold_with_places(text)
    found = re.search(" +".join(map(re.escape, word.text.split(" "))), folded)
    return None if found is None else _span(places, found.start(), found.end())


def read_out(text: str, word: Word) -> Span | None:
    """Return where a text is spelled as a word is, which may break off in the middle of its last syllable."""
    return _spelled_as(text, (_SYLLABLE.findall(spelling) for spelling in word.spelled))


def read_shortly(text: str, word: Word) -> Span | None:
    """Return where a text is spelled as a word is of whose syllables some are typed by their first letter alone."""
    return _spelled_as(text, (_SYLLABLE.findall(spelling) for spelling in shortened(word.letters)))


def nearest(text: str, word: Word, *, spelled: bool) -> tuple[float, Span]:
    """Return how like a word, of 100, the part of a text is that is most like it, as written or as read, and where."""
    from rapidfuzz.fuzz import partial_ratio_alignment

    folded, places = fold_with_places(text)
    if spelled:
        read = [(begin, letter) for begin, _end, said in syllables(folded) for letter in said[0].lower()]
        folded, places = "".join(letter for _place, letter in read), [places[place] for place, _letter in read]
    found = partial_ratio_alignment(word.letters if spelled else word.text, folded)
    if found is None or found.dest_start == found.dest_end:
        return 0.0, (0, 0)
    begin, end = _span(places, found.dest_start, found.dest_end)
    while begin > 0 and _LETTER.fullmatch(text[begin - 1 : begin + 1]):
        begin -= 1
    while _LETTER.fullmatch(text[end - 1 : end + 1]):
        end += 1
    return found.score, (begin, end)


def by_initials(text: str, word: Word) -> Span | None:
    """Return where the syllables of a text begin with the letters of a word."""
    folded, places = fold_with_places(text)
    tokens, letters = syllables(folded), word.letters
    if not letters:
        return None
    for first in range(len(tokens) - len(letters) + 1):
        beginnings = ({said[0].lower() for said in token[2]} for token in tokens[first:])
        if all(letter in firsts for letter, firsts in zip(letters, beginnings, strict=False)):
            return _span(places, tokens[first][0], tokens[first + len(letters) - 1][1])
    return None


def in_number(shown: str, word: Word) -> Span | None:
    """Return where a number, however grouped, holds the digits of a word; at its end where it does so there."""
    places = [place for place, sign in enumerate(shown) if sign.isdecimal()]
    digits = "".join(shown[place] for place in places)
    for needle in word.digits:
        at = len(digits) - len(needle) if digits.endswith(needle) else digits.find(needle)
        if at >= 0:
            return _span(places, at, at + len(needle))
    return None


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return marks in their order, those that touch made one."""
    whole: list[Span] = []
    for begin, end in sorted(spans):
        if whole and begin <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((begin, end))
    return tuple(whole)


def _span(places: Sequence[int], begin: int, end: int) -> Span:
    return places[begin], places[end - 1] + 1


def _spelled_as(text: str, ways: Iterable[Sequence[str]]) -> Span | None:
    """Return where the characters of a text are read as one of these rows of syllables, a blank after a mere letter."""
    folded, places = fold_with_places(text)
    tokens = syllables(folded)
    for said in ways:
        for first in range(len(tokens) - len(said) + 1):
            if all(map(_is_read, tokens[first:], said, (False,) * (len(said) - 1) + (True,))):
                return _span(places, tokens[first][0], tokens[first + len(said) - 1][1])
    return None


def _is_read(token: Syllable, said: str, broken_off: bool) -> bool:
    if broken_off or said.endswith(" "):
        return any(one.startswith(said.rstrip()) for one in token[2])
    return said in token[2]
