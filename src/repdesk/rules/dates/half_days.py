"""A day off as a rep types it: the whole day, half of it, or the hours that are worked, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass

from repdesk.rules.dates.call_windows import UnreadWindow, read_window
from repdesk.rules.hours import Span, halves
from repdesk.rules.policy import Policy

_MORNING = r"am|a\.m\.|(?:in )?(?:the )?mornings?|上午|早上|上半天"
_AFTERNOON = r"pm|p\.m\.|(?:in )?(?:the )?afternoons?|下午|午后|下半天"
_HALF = re.compile(
    rf"(?:(?P<am>{_MORNING})|(?P<pm>{_AFTERNOON}))(?:休息|请假|半天| ?off)?(?=$|[\s,:;，：；、]|[^\x00-\x7f])",
    re.IGNORECASE,
)
_EDGES = " ,:;，：；、"
_HOURS_WORDS = 4  # 9 am to 12: more words are no hours


@dataclass(frozen=True, slots=True)
class PartOfDay:
    """What was typed of a day: the hours that are worked, None where none were said, and the reason given."""

    hours: Span | None
    reason: str


def read_day_off(text: str, policy: Policy) -> PartOfDay:
    """Return what was typed of a day off: "am" or 下午 takes that half off, "9-12" is what is worked all the same.

    What stands after it, or anything else, is the reason.
    """
    morning, afternoon = halves(policy)
    return _read(text, policy, afternoon, morning)


def read_day_worked(text: str, policy: Policy) -> PartOfDay:
    """Return what was typed of a day that is worked though it is off: "am" or 下午 is worked, and so is "9-12"."""
    return _read(text, policy, *halves(policy))


def _read(text: str, policy: Policy, am: Span, pm: Span) -> PartOfDay:
    text = " ".join(text.split())
    if half := _HALF.match(text):
        return PartOfDay(am if half["am"] else pm, text[half.end() :].strip(_EDGES))
    words = text.split(" ")
    for count in range(min(len(words), _HOURS_WORDS), 0, -1):
        try:
            hours = read_window(" ".join(words[:count]).strip(_EDGES), policy)
        except UnreadWindow:
            continue
        return PartOfDay(hours, " ".join(words[count:]).strip(_EDGES))
    return PartOfDay(None, text)
