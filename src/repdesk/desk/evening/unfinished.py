"""An evening's plan that was broken off: how far it came and what was said of it, kept until it is taken up again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from repdesk.desk.book import Book
from repdesk.desk.evening import planned_day
from repdesk.desk.evening.tomorrow import Draft
from repdesk.store.reading.evening import read_evening_plan


@dataclass(frozen=True, slots=True)
class Unfinished:
    """The plan of `day`: the page it came to, the loose ends let go by their keys, and the rep's word on the list.

    `draft` is None where nothing was said of the list.
    """

    day: date
    page: int
    let_go: frozenset[int] = frozenset()
    draft: Draft | None = None

    def place(self) -> dict[str, str]:
        """Return it as texts, as a draft keeps where it stood."""
        kept = {"day": self.day.isoformat(), "page": str(self.page), "let_go": _joined(sorted(self.let_go))}
        if self.draft is None:
            return kept
        return kept | {"dropped": _joined(sorted(self.draft.dropped)), "added": _joined(self.draft.added)}


def unfinished(place: Mapping[str, str]) -> Unfinished | None:
    """Return what the texts of a draft tell, None where they cannot be read."""
    try:
        day, page = date.fromisoformat(place.get("day", "")), int(place.get("page", ""))
        let_go, dropped, added = (_numbers(place.get(name, "")) for name in ("let_go", "dropped", "added"))
    except ValueError:
        return None
    draft = Draft(frozenset(dropped), tuple(added)) if {"dropped", "added"} & set(place) else None
    return Unfinished(day, page, frozenset(let_go), draft)


def is_over(book: Book, place: Mapping[str, str], since: int) -> bool:
    """Say whether there is nothing to take up: another day is planned by now, or a plan was frozen since that entry."""
    kept = unfinished(place)
    if kept is None or kept.day != planned_day(book):
        return True
    frozen = read_evening_plan(book.read(), kept.day)
    return frozen is not None and frozen.frozen_in > since


def _joined(numbers: Iterable[int]) -> str:
    return " ".join(map(str, numbers))


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text.split()]
