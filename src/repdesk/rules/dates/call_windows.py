"""The hours in which a customer wishes to be called, as a rep types them: 9:30-11:00, 2pm-4pm, 下午, after 3pm."""

from __future__ import annotations

import re
import unicodedata
from datetime import time

from repdesk.rules.dates.clock_phrases import read_clock
from repdesk.rules.policy import Policy

_DASHES = str.maketrans(dict.fromkeys("–—−‐~〜", "-") | {"點": "点", "時": "时", "後": "后", "：": ":"})
_BETWEEN = re.compile(r" ?(?:-|\bto\b|\buntil\b|到|至) ?")
_FROM = re.compile(r"(?:after|from) (.+)|(.+?) ?(?:以后|之后|后)")
_TILL = re.compile(r"(?:before|until|by) (.+)|(.+?) ?(?:以前|之前|前)")
_MORNING = ("morning", "mornings", "am", "in the morning", "上午", "早上")
_AFTERNOON = ("afternoon", "afternoons", "pm", "in the afternoon", "下午")
_NOON = time(12)
_SAID_MORNING = re.compile("am|早|上午|凌晨|清晨|^0")


class UnreadWindow(ValueError):  # noqa: N818 (it is what the rep sees: a window that was not read)
    """A text in which no two times of one day could be read."""


def read_window(text: str, policy: Policy) -> tuple[time, time]:
    """Return the first and the last time of a stated window; UnreadWindow where the text names none.

    A morning ends at noon and an afternoon begins with the policy's try; an open side is the office's hour.
    """
    phrase = " ".join(unicodedata.normalize("NFKC", text).lower().translate(_DASHES).split()).strip(".。")
    day = policy.day
    if phrase in _MORNING:
        return day.opens, _NOON
    if phrase in _AFTERNOON:
        return day.afternoon_try, day.closes
    if found := _FROM.fullmatch(phrase):
        return _in_order(_clock(found[1] or found[2], policy), day.closes)
    if found := _TILL.fullmatch(phrase):
        return _in_order(day.opens, _clock(found[1] or found[2], policy))
    parts = _BETWEEN.split(phrase)
    if len(parts) != 2:
        raise UnreadWindow(text)
    start, end = (_clock(part, policy) for part in parts)
    if end <= start >= _NOON and end < _NOON and not _SAID_MORNING.search(parts[1]):
        end = end.replace(hour=end.hour + 12)  # 晚上7点-8点: the second hour is of the part the first one names
    return _in_order(start, end)


def _in_order(start: time, end: time) -> tuple[time, time]:
    if end <= start:
        raise UnreadWindow("")
    return start, end


def _clock(phrase: str, policy: Policy) -> time:
    read = read_clock(phrase.strip(), policy, after_day=True)
    if read is None:
        raise UnreadWindow(phrase)
    return read.at
