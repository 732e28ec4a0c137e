"""Whole numbers as people type them: digits, Chinese numerals up to 99, English words up to thirty."""

from __future__ import annotations

NUMBER = r"\d{1,3}|[零〇一二两三四五六七八九十廿卅]{1,3}"
"""What a number in a phrase looks like; `number` reads it."""

_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_WORDS = {
    "a": 1,
    "an": 1,
    "a couple": 2,
    "a couple of": 2,
    "fifteen": 15,
    "twenty": 20,
    "twenty five": 25,
    "thirty": 30,
}
_WORDS |= {word: value for value, word in enumerate(_ONES, 1)}
SPOKEN = "|".join((NUMBER, *_ONES))
"""What an hour looks like where an English word may stand for it."""
_ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
_WORDS |= {word: value for value, word in enumerate(_ORDINALS, 1)}
ORDINAL = "|".join(_ORDINALS)
"""What a day of the month may be called by an English word; `number` reads it."""
COUNT = "|".join((NUMBER, *sorted({*_WORDS} - {*_ORDINALS}, key=len, reverse=True)))
"""What a number looks like where English words may stand for it; `number` reads it."""

_DIGITS = {"零": 0, "〇": 0, "两": 2} | {character: value for value, character in enumerate("一二三四五六七八九", 1)}
_SHORT = str.maketrans({"廿": "二十", "卅": "三十"})


def number(text: str) -> int:
    """Read "12", "十二", "二十", "两", "a couple of" and the like; ValueError for numerals that make no number."""
    if text.isdecimal():
        return int(text)
    if (word := text.replace("-", " ")) in _WORDS:
        return _WORDS[word]
    tens, ten, ones = text.translate(_SHORT).rpartition("十")
    if any(part not in _DIGITS for part in (tens, ones) if part) or not text:
        raise ValueError("no number")
    if not ten:
        return _DIGITS[ones]
    return 10 * (_DIGITS[tens] if tens else 1) + (_DIGITS[ones] if ones else 0)


def weeks_or_months_on(text: str) -> int:
    """Return how many weeks or months on "next week", 下下个月 and the like are: 0 for this one, -1 for the last."""
    if "after next" in text:
        return 2
    return text.count("next") + text.count("下") - text.count("last") - text.count("上")
