"""Rows of one customer made one, and numbers that several customers share."""

from __future__ import annotations

from collections.abc import Iterable

from repdesk.desk.importing.draft import Draft
from repdesk.desk.importing.report import ImportReport
from repdesk.exchange.headings import Column
from repdesk.i18n import _
from repdesk.text import cleaned, visible


class Merging:
    """Takes drafts in the order of the file; one with the name and a number of an earlier one goes into it."""

    def __init__(self, columns: Iterable[Column], report: ImportReport) -> None:
        self._report = report
        self._places: dict[str, tuple[int, Column]] = {}
        for place, column in enumerate(columns):
            if column.field is not None:
                self._places.setdefault(column.field, (place, column))
        self._by_number: dict[tuple[str, str], Draft] = {}
        self._without_number: dict[str, Draft] = {}
        self._first_with: dict[str, Draft] = {}
        self.drafts: list[Draft] = []
        """What is left: one draft an account."""

    def add(self, draft: Draft) -> None:
        """Take up a draft as an account of its own, or into an earlier one."""
        earlier = self._same(draft)
        if earlier is None:
            self.drafts.append(draft)
            self._list_shared(draft)
            self._register(draft)
            return
        differs = self._merge(earlier, draft)
        self._register(earlier)
        self._report.merged += 1
        row = {"row": earlier.row}
        action = _("merged into row %(row)d, what differs is in its notes") if differs else _("merged into row %(row)d")
        why = _("the same customer as in row %(row)d") % row
        self._report.add(draft.row, None, draft.name, why, action % row)

    def _same(self, draft: Draft) -> Draft | None:
        """Return the first earlier draft with the name and any number, or with the name where neither has a number."""
        if not draft.phones:
            return self._without_number.get(draft.key)
        found = [self._by_number[key] for phone in draft.phones if (key := (draft.key, phone.e164)) in self._by_number]
        return min(found, key=lambda one: one.row, default=None)

    def _register(self, draft: Draft) -> None:
        if not draft.phones:
            self._without_number.setdefault(draft.key, draft)
        for phone in draft.phones:
            self._by_number.setdefault((draft.key, phone.e164), draft)
            self._first_with.setdefault(phone.e164, draft)

    def _list_shared(self, draft: Draft) -> None:
        """List each number that stands under another name further up."""
        for phone in draft.phones:
            other = self._first_with.get(phone.e164)
            if other is not None:
                self._report.add(
                    draft.row,
                    self._places["phone"][1].heading,
                    phone.raw,
                    _("row %(row)d has this number too: %(name)s") % {"row": other.row, "name": visible(other.name)},
                    _("kept as an account of its own"),
                )

    def _merge(self, first: Draft, second: Draft) -> bool:
        """Fill the blanks of the first from the second; say whether anything differed, which goes into the notes."""
        differing = []
        for field, value in second.values.items():
            if field == "currency":
                continue
            if field not in first.values:
                first.values[field] = value
                if field == "contract_amount" and "currency" in second.values:
                    first.values["currency"] = second.values["currency"]
            elif first.values[field] != value:
                differing.append(self._line(second, field))
        if first.key and first.name != second.name:
            differing.append(self._line(second, "name"))
        first.add_phones(second.phones)
        first.add_lines(second.remarks, [*second.asides, *differing])
        return bool(differing)

    def _line(self, draft: Draft, field: str) -> str:
        """Return what the row says of a field, with its heading."""
        place, column = self._places[field]
        return f"{cleaned(column.heading)}: {cleaned(draft.cells[place].strip())}"
