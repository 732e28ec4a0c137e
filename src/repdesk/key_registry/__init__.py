"""The one registry of keys: what each does, where it works and what it is called, in the order of the foot."""

from __future__ import annotations

from repdesk.key_registry import book, calling, card, cleaning, day, days, desk, lists, trying
from repdesk.key_registry.key import DESK, HAND, LISTS, PLACES, Key, Where

__all__ = ["DESK", "HAND", "LISTS", "PLACES", "REGISTRY", "Key", "Where"]

REGISTRY: tuple[Key, ...] = (
    *calling.OUTCOMES,
    *desk.OPEN,
    *card.CARD,
    *days.PLAN,
    *day.DAY,
    *days.SCHEDULE,
    *days.CARRYING,
    *days.LEVELLING,
    *days.REVIEW,
    *trying.TRYING,
    *lists.GRADES,
    *book.BOOK,
    *book.COLUMNS,
    *book.VIEWS,
    *desk.CUSTOMER,
    *calling.MENDING,
    *desk.PAGES,
    *cleaning.CLEANING,
    *cleaning.TWICE,
    *days.TODAY,
    *lists.MOVING,
    *desk.GOING,
    *calling.LINE,
    *lists.ASKED,
)
