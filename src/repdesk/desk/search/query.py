"""What was typed to find somebody, taken apart: the whole of it, its words, and what each may mean."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from repdesk.desk.search.folding import fold
from repdesk.desk.search.pinyin import partings, spellings
from repdesk.desk.search.ranking import How, Kind, Rank
from repdesk.exchange.plain import plain
from repdesk.exchange.words import meanings
from repdesk.rules.types import STAGE_KEYS
from repdesk.text import cleaned

_LONGEST = 100
_MOST_WORDS = 8
_NUMBER = re.compile(r"\+?[\d\s()./-]*\d[\d\s()./-]*(?:(?:转|轉|分机|分機|ext\.?|x|#)\s*:?\s*\d*)?")
_TRUNK = re.compile(r"\(0\)")
_NOT_DIGITS = re.compile(r"\D")
_LETTERS = re.compile(r"[a-z']+")
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_WHOLE_NUMBER = 7  # digits of a number that can be dialled
_LEAST_OF_STAGE = 2  # characters of a stage's name that mean it


@dataclass(frozen=True, slots=True)
class Word:
    """One word, folded, or all that was typed as one."""

    text: str
    typed: str
    """As it was typed, in half width alone."""
    digits: tuple[str, ...] = ()
    """The digits of a number as they may stand in it: a trunk 0, and 00 before a country, left out."""
    letters: str = ""
    """Latin letters alone, which may be pinyin or initials; "" where there is anything else."""
    spelled: tuple[str, ...] = ()
    """How it may be spelled."""
    stages: frozenset[int] = field(default=frozenset())
    """The stages it means."""

    def needles(self, rank: Rank) -> tuple[str, ...]:
        """Return what to look for in the lines of a kind, for hits of this rank; stages are looked for otherwise."""
        how, kind = rank
        if kind in (Kind.NAME_SPELLED, Kind.PERSON_SPELLED):
            if how is How.ALIKE:
                return () if self.letters else self.spelled
            return self.spelled if self.letters and how is not How.WORD else ()
        if kind in (Kind.NAME_INITIALS, Kind.PERSON_INITIALS):
            return (self.letters,) if len(self.letters) > 1 and how is not How.WORD else ()
        if kind is Kind.NUMBER:
            if how is How.START:  # four digits are the last ones as they are typed, a 0 among them
                return tuple(one for one in self.digits if one is self.digits[0] or len(one) >= _WHOLE_NUMBER)
            return self.digits if how is not How.WORD else ()
        return (self.text,)

    @property
    def weight(self) -> int:
        """Return how telling it is: a character says more than a letter, and more of them say more."""
        return len(self.text) + 2 * len(_HAN.findall(self.text))


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed: as a whole, and where it is several words, each of them."""

    whole: Word
    words: tuple[Word, ...]

    def asks(self, kind: Kind, *ways: How) -> bool:
        """Say whether anything typed can be found in one of these ways in what is kept of a kind."""
        return any(word.needles((how, kind)) for word in (self.whole, *self.words) for how in ways)


def read_query(text: str) -> Query | None:
    """Return what was typed taken apart, None where there is nothing to look for."""
    typed = " ".join(unicodedata.normalize("NFKC", cleaned(text[:_LONGEST])).split())
    whole = _word(typed)
    if not whole.text:
        return None
    parts = {} if whole.digits else {word.text: word for word in map(_word, typed.split(" ")) if word.text}
    return Query(whole, tuple(parts.values())[:_MOST_WORDS] if len(parts) > 1 else (whole,))


def _word(typed: str) -> Word:
    text = fold(typed)
    digits = _digits(text)
    joined = text.replace(" ", "")
    letters = joined.replace("'", "") if _LETTERS.fullmatch(joined) else ""
    return Word(text, typed, digits, letters, _spelled(text, letters), _stages(text))


def _spelled(text: str, letters: str) -> tuple[str, ...]:
    if not letters:
        return tuple(spellings(text))
    parts = [part for part in re.split("[ ']", text) if part]
    if len(parts) == 1:
        return partings(letters)
    return ("".join(part.capitalize() for part in parts),)


def _digits(text: str) -> tuple[str, ...]:
    """Return the digits of a text that can be part of a number, in the ways in which a book may hold them."""
    if not _NUMBER.fullmatch(text):
        return ()
    digits = _NOT_DIGITS.sub("", _TRUNK.sub("", text))
    national = digits.removeprefix("00") if digits.startswith("00") else digits.removeprefix("0")
    return tuple(dict.fromkeys((digits, national))) if national else (digits,)


@lru_cache(maxsize=64)
def _stages(text: str) -> frozenset[int]:
    """Return the stages that a word or number means: its number, its name, a word of that."""
    if len(text) == 1:
        return frozenset({int(text)}) if text.isdecimal() and int(text) < len(STAGE_KEYS) else frozenset()
    bare, chinese = plain(text), _HAN.search(text) is not None
    if len(bare) < _LEAST_OF_STAGE or bare.isdecimal():
        return frozenset()
    names = meanings("stages")
    found = {STAGE_KEYS.index(names[bare])} if bare in names else set()
    if chinese:
        found |= {STAGE_KEYS.index(key) for name, key in names.items() if name.startswith(bare) or name.endswith(bare)}
    else:
        found |= {number for number, key in enumerate(STAGE_KEYS) if text in key.split("_")}
    return frozenset(found)
