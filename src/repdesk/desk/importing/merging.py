"""Rows of one customer made one, and numbers that several customers share."""

from __future__ import annotations

from datetime import date

from repdesk.desk.importing.choices import Duplicates
from repdesk.desk.importing.draft import Draft
from repdesk.desk.importing.layout import Column, Layout
from repdesk.desk.importing.report import ImportReport
from repdesk.desk.importing.table_rows import CONTACT_COLUMNS
from repdesk.exchange.heading_row import Row
from repdesk.exchange.people import Person
from repdesk.exchange.plain import name_key
from repdesk.i18n import _
from repdesk.text import cleaned, visible


class Merging:
    """Takes drafts in the order of the file; one with the name and a number of an earlier one goes into it.

    Where duplicates are not to be merged, it is left out or kept as an account of its own.
    """

    def __init__(self, layout: Layout, report: ImportReport, duplicates: Duplicates) -> None:
        self._report = report
        self._duplicates = duplicates
        self._places: dict[str, tuple[int, Column]] = {}
        for place, column in enumerate(layout.columns):
            if column.target:
                self._places.setdefault(column.target, (place, column))
        self._by_number: dict[tuple[str, str], Draft] = {}
        self._without_number: dict[str, Draft] = {}
        self._first_named: dict[str, Draft] = {}
        self._first_with: dict[str, Draft] = {}
        self.drafts: list[Draft] = []
        """What is left: one draft an account."""

    def add(self, draft: Draft, cells: Row) -> None:
        """Take up a draft as an account of its own, or into an earlier one; `cells` are its row."""
        earlier = self._same(draft)
        if earlier is None:
            self.drafts.append(draft)
            if not self._list_shared(draft):
                self._list_namesake(draft)
            self._register(draft)
            return
        row = {"row": earlier.row}
        why = _("the same customer as in row %(row)d") % row
        if self._duplicates == "add":
            self.drafts.append(draft)
            self._report.met(draft.row, None, draft.name, why, _("kept as an account of its own"))
        elif self._duplicates == "skip":
            self._report.skipped += 1
            self._report.met(draft.row, None, draft.name, why, _("left out"))
        else:
            differs = self._merge(earlier, draft, cells)
            self._register(earlier)
            self._report.merged += 1
            differing = _("merged into row %(row)d, what differs is in its notes")
            self._report.met(
                draft.row, None, draft.name, why, (differing if differs else _("merged into row %(row)d")) % row
            )

    def _same(self, draft: Draft) -> Draft | None:
        """Return the first earlier draft with the name and any number, or with the name where neither has a number."""
        if not draft.phones:
            return self._without_number.get(draft.key)
        found = [self._by_number[key] for phone in draft.phones if (key := (draft.key, phone.e164)) in self._by_number]
        return min(found, key=lambda one: one.row, default=None)

    def _register(self, draft: Draft) -> None:
        self._first_named.setdefault(draft.key, draft)
        if not draft.phones:
            self._without_number.setdefault(draft.key, draft)
        for phone in draft.phones:
            self._by_number.setdefault((draft.key, phone.e164), draft)
            self._first_with.setdefault(phone.e164, draft)

    def _list_shared(self, draft: Draft) -> bool:
        """List each number that stands under another name further up; say whether there is one."""
        shared = False
        for phone in draft.phones:
            other = self._first_with.get(phone.e164)
            if other is not None:
                shared = True
                self._report.met(
                    draft.row,
                    self._places["phone"][1].heading,
                    phone.raw,
                    _("row %(row)d has this number too: %(name)s") % {"row": other.row, "name": visible(other.name)},
                    _("kept as an account of its own"),
                )
        return shared

    def _list_namesake(self, draft: Draft) -> None:
        """List a name that stands further up with other numbers: a branch, or somebody else there."""
        if draft.key and (other := self._first_named.get(draft.key)) is not None:
            why = _("row %(row)d has this name too, with another number") % {"row": other.row}
            heading = self._places["name"][1].heading if "name" in self._places else None
            self._report.met(draft.row, heading, draft.name, why, _("kept as an account of its own"))

    def _merge(self, first: Draft, second: Draft, cells: Row) -> bool:
        """Fill the blanks of the first from the second; say whether anything differed, which goes into the notes."""
        differing = []
        another = self._another(first, second)
        for target, value in second.values.items():
            if target == "currency" or (another and target in CONTACT_COLUMNS):
                continue
            if target == "do_not_call":
                first.bar(date.fromisoformat(str(value)))
            elif target not in first.values:
                first.values[target] = value
                if target == "contract_amount" and "currency" in second.values:
                    first.values["currency"] = second.values["currency"]
            elif first.values[target] != value:
                differing.append(self._line(target, value, cells))
        if first.key and first.name != second.name:
            differing.append(self._line("name", second.name, cells))
        first.add_phones(second.phones)
        first.add_tags(second.tags)
        first.add_people((*another, *second.people))
        first.add_lines(second.remarks, [*second.asides, *differing])
        return bool(differing)

    def _another(self, first: Draft, second: Draft) -> tuple[Person, ...]:
        """Return the person of the second row where it is not the one of the first."""
        one, other = (name_key(str(draft.values.get("contact", ""))) for draft in (first, second))
        if not one or not other or one == other:
            return ()
        name, title, email = (str(second.values.get(target, "")) for target in CONTACT_COLUMNS)
        return (Person(name, title, email),)

    def _line(self, target: str, value: str | int, cells: Row) -> str:
        """Return what the row says of a target, with its heading; a name made of several cells stands as it is."""
        if target not in self._places:
            return f"{target}: {cleaned(str(value))}"
        place, column = self._places[target]
        return f"{cleaned(column.heading)}: {cleaned(cells[place].strip())}"
