"""Customers that are marked to be edited together: one by one, along the way, or many at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from repdesk.i18n import _, ngettext


class Marks:
    """The accounts that are marked, whatever is listed; `last` is where the last mark was set."""

    def __init__(self) -> None:
        self.ids: set[int] = set()
        self._last: int | None = None

    def turn(self, account_id: int) -> None:
        """Mark one, or no longer."""
        self.ids.symmetric_difference_update({account_id})
        self._last = account_id

    def along(self, account_ids: Sequence[int]) -> None:
        """Mark those one passed."""
        self.ids.update(account_ids)
        self._last = account_ids[-1]

    def keep_to(self, known: Collection[int]) -> None:
        """Let go of those no longer in the book."""
        self.ids.intersection_update(known)

    def ways(self, shown: int) -> list[str]:
        """Return the ways to mark many of so many that are listed, in words, as `take` numbers them."""
        all_ = ngettext("all %(n)s shown", "all %(n)s shown", shown) % {"n": f"{shown:,}"}
        return [all_, _("nobody"), _("the others of those shown"), _("from the last mark to here")]

    def take(self, way: int, listed: Sequence[int], here: int | None) -> None:
        """Mark many: all that are listed, nobody, the others of those listed, or from the last mark to `here`."""
        if way == 0:
            self.ids.update(listed)
        elif way == 1:
            self.ids.clear()
        elif way == 2:
            self.ids.symmetric_difference_update(listed)
        elif here is not None:
            self.ids.update(self._span(listed, here))

    def _span(self, listed: Sequence[int], here: int) -> Sequence[int]:
        if self._last not in listed:
            return [here]
        ends = listed.index(here), listed.index(self._last)
        return listed[min(ends) : max(ends) + 1]
