"""What matches better: how it matches first, what of the customer matches second, who was called last third."""

from __future__ import annotations

from enum import IntEnum
from itertools import product
from typing import NamedTuple


class Kind(IntEnum):
    """What of a customer may match, the best first."""

    NAME = 0
    NAME_SPELLED = 1
    NAME_INITIALS = 2
    PERSON = 3
    PERSON_SPELLED = 4
    PERSON_INITIALS = 5
    NUMBER = 6
    TAG = 7
    MAIL = 8
    OWN = 9
    PLACE = 10
    INDUSTRY = 11
    STAGE = 12
    NOTE = 13


class How(IntEnum):
    """How it may match, the best first."""

    EXACT = 0
    START = 1
    """It begins with what was typed; a number ends with it, three digits at least: that is how numbers are told."""
    WORD = 2
    """A word of it begins with what was typed."""
    INSIDE = 3
    ALIKE = 4
    """It is written with other characters and read alike."""
    NEARLY = 5
    """It is a slip of the keys away."""


Rank = tuple[How, Kind]


class Hit(NamedTuple):
    """Who is found, how well, and in which note or other text where it is one that the index does not keep."""

    rank: Rank
    account_id: int
    text: str = ""


KEPT = tuple(kind for kind in Kind if kind not in (Kind.STAGE, Kind.NOTE))
"""What the index keeps; stages come of dates and deals, notes are read when they are asked for."""
_LAST = (Kind.PLACE, Kind.INDUSTRY)  # many share them: who is called so comes before who is there
_SPELLED = (Kind.NAME_SPELLED, Kind.PERSON_SPELLED)
RANKS: tuple[Rank, ...] = (
    *product((How.EXACT, How.START), (kind for kind in Kind if kind not in (*_LAST, Kind.NOTE))),
    *product((How.WORD, How.INSIDE), (kind for kind in KEPT if kind not in _LAST)),
    *product((How.EXACT, How.START, How.WORD, How.INSIDE), _LAST),
    *product((How.ALIKE,), _SPELLED),
)
"""All ranks that are looked through while one types, the best first; notes and slips of the keys come under these."""
LEAST_END = 3  # digits that a number must end with to count as more than being inside
