"""Whole numbers as people type them: digits, or Chinese numerals up to 99."""

from __future__ import annotations

NUMBER = r"\d{1,3}|[零〇一二两三四五六七八九十]{1,3}"
"""What a number in a phrase looks like; `number` reads it."""

_DIGITS = {"零": 0, "〇": 0, "两": 2} | {character: value for value, character in enumerate("一二三四五六七八九", 1)}


def number(text: str) -> int:
    """Read "12", "十二", "二十", "两" and the like; ValueError for numerals that make no number."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if any(part not in _DIGITS for part in (tens, ones) if part) or not text:
        raise ValueError("no number")
    if not ten:
        return _DIGITS[ones]
    return 10 * (_DIGITS[tens] if tens else 1) + (_DIGITS[ones] if ones else 0)
