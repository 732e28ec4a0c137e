"""What an import does to the book: which drafts are new, which change an account, and what stays the rep's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from repdesk.desk.importing.draft import Draft, Values
from repdesk.desk.importing.known import Known, KnownBook
from repdesk.desk.importing.report import ImportReport
from repdesk.exchange.headings import Column
from repdesk.exchange.phones import Number
from repdesk.i18n import _
from repdesk.text import visible

NEW_STAGE = 1
"""The stage of an account of which the file says none."""


@dataclass(frozen=True, slots=True)
class Revision:
    """An account that is in the book already, and what the file has new for it."""

    known: Known
    draft: Draft
    values: Values
    phones: list[Number]


@dataclass(frozen=True, slots=True)
class Matched:
    """What is to be written."""

    new: list[Draft] = field(default_factory=list)
    revisions: list[Revision] = field(default_factory=list)


class Matching:
    """Finds the account of each draft: the name and a number in common, or the name where neither has a number."""

    def __init__(self, book: KnownBook, columns: Iterable[Column], report: ImportReport) -> None:
        self._book = book
        self._report = report
        self._headings: dict[str, str] = {
            one.field: one.heading for one in reversed(list(columns)) if one.field is not None
        }
        self._free = set(book.accounts)
        self._by_number: dict[tuple[str, str], list[int]] = {}
        self._without_number: dict[str, list[int]] = {}
        self._owners: dict[str, list[int]] = {}
        self._names: dict[str, int] = {}
        for known in book.accounts.values():
            numbers = known.numbers | known.imported_numbers
            for key in known.keys:
                self._names.setdefault(key, known.id)
                if not numbers:
                    self._without_number.setdefault(key, []).append(known.id)
                for number in numbers:
                    self._by_number.setdefault((key, number), []).append(known.id)
            for number in known.numbers:
                self._owners.setdefault(number, []).append(known.id)

    def match(self, drafts: Sequence[Draft]) -> Matched:
        """Say what is to be written, the drafts taken in order; count and list the rest."""
        matched = Matched()
        for draft in drafts:
            known = self._account_of(draft)
            self._list_do_not_call(draft)
            if known is None:
                self._list_shared(draft)
                self._list_namesake(draft)
                matched.new.append(draft)
                self._report.created += 1
                continue
            self._free.discard(known.id)
            values = self._changes(known, draft)
            had = known.numbers | known.imported_numbers
            phones = [phone for phone in draft.phones if phone.e164 not in had]
            if values or phones:
                matched.revisions.append(Revision(known, draft, values, phones))
                self._report.updated += 1
            else:
                self._report.unchanged += 1
        return matched

    def _account_of(self, draft: Draft) -> Known | None:
        """Return the first account, by number, that no earlier draft has taken."""
        if draft.phones:
            found = [one for phone in draft.phones for one in self._by_number.get((draft.key, phone.e164), ())]
        else:
            found = self._without_number.get(draft.key, [])
        number = min((one for one in found if one in self._free), default=None)
        return None if number is None else self._book.accounts[number]

    def _changes(self, known: Known, draft: Draft) -> Values:
        """Return what the file says anew of fields that are as they were imported; list those that are not."""
        imported: Values = known.origin or {}
        changes: Values = {}
        for name, value in _said(draft).items():
            before = imported.get(name, NEW_STAGE if name == "stage" else None)
            current = known.values.get(name)
            if value in (before, current):
                continue
            if name == "last_contact":
                if str(value)[:10] > str(current or ""):  # a contact is added to the calls on record, it replaces none
                    changes[name] = value
            elif current == before and not (name == "next_call" and known.do_not_call):
                changes[name] = value
            elif name != "currency":
                self._list_kept(draft, name, value)
        return changes

    def _list_kept(self, draft: Draft, name: str, value: str | int) -> None:
        heading = self._headings.get(name)
        self._report.add(
            draft.row, heading, str(value), _("changed in the book since, or not from a file"), _("kept yours")
        )

    def _list_shared(self, draft: Draft) -> None:
        """List each number that an account of the book has under another name."""
        for phone in draft.phones:
            for owner in self._owners.get(phone.e164, ())[:1]:
                name = visible(str(self._book.accounts[owner].values["name"]))
                why = _("an account of the book has this number too: %(name)s") % {"name": name}
                self._report.add(draft.row, self._headings["phone"], phone.raw, why, _("kept as an account of its own"))

    def _list_namesake(self, draft: Draft) -> None:
        """List an account of the book that has the name, yet none of the numbers."""
        if (namesake := self._names.get(draft.key)) is not None:
            why = _("customer %(id)d of the book has this name, with another number") % {"id": namesake}
            heading = self._headings.get("name")
            self._report.add(draft.row, heading, draft.name, why, _("kept as an account of its own"))

    def _list_do_not_call(self, draft: Draft) -> None:
        for phone in draft.phones:
            if phone.e164 in self._book.do_not_call or phone.e164 in self._book.forgotten:
                why = _("a number that must not be called")
                self._report.add(draft.row, self._headings["phone"], phone.raw, why, _("kept, and stays so"))


def _said(draft: Draft) -> Values:
    """Return all that the draft says of an account, name and notes among it."""
    said = {"name": draft.name, **draft.values}
    if draft.notes:
        said["notes"] = draft.notes
    return said


def origin_of(draft: Draft, before: dict[str, object] | None = None, taken: Values | None = None) -> dict[str, object]:
    """Return what the next import has to know of a draft: all, or what was `taken` beside what was kept `before`."""
    fields: dict[str, object] = {**(before or {}), **(_said(draft) if taken is None else taken)}
    earlier = before.get("phones", []) if before else []
    numbers = [*(earlier if isinstance(earlier, list) else []), *(phone.e164 for phone in draft.phones)]
    fields["phones"] = list(dict.fromkeys(numbers))
    if not draft.key:
        fields["nameless"] = True
    return fields
