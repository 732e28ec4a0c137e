"""Completing what is typed by words that are known; the arrow to the right takes what is offered."""

from __future__ import annotations

import re
from collections.abc import Sequence

from textual.suggester import Suggester

from repdesk.text import visible

_LAST = re.compile(r"[^,，;；、]*$")


class Completing(Suggester):
    """Completes the last of the words that commas keep apart by the first one known that begins so."""

    def __init__(self, known: Sequence[str]) -> None:
        """Take the words known, the likeliest first."""
        super().__init__(use_cache=False, case_sensitive=True)
        self._known = tuple(map(visible, known))

    async def get_suggestion(self, value: str) -> str | None:
        """Return the whole text completed, None where no word is offered."""
        return completed(value, self._known)


def completed(value: str, known: Sequence[str]) -> str | None:
    """Return `value` with its last word completed, as it was typed so far; None where no known word begins so."""
    last = _LAST.search(value)
    begun = last[0].lstrip() if last else ""
    if not begun:
        return None
    found = next(
        (word for word in known if len(word) > len(begun) and word.casefold().startswith(begun.casefold())), None
    )
    return None if found is None else value + found[len(begun) :]
