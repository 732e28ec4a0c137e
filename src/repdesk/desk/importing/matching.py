"""What an import does to the book: which drafts are new, which change an account, and what stays the rep's own."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from repdesk.desk.importing.choices import Duplicates
from repdesk.desk.importing.draft import Draft, Values
from repdesk.desk.importing.known import Known, KnownBook
from repdesk.desk.importing.layout import Layout
from repdesk.desk.importing.report import ImportReport
from repdesk.exchange.people import Person
from repdesk.exchange.phones import Number
from repdesk.exchange.plain import name_key
from repdesk.i18n import _
from repdesk.text import visible

NEW_STAGE = 1
"""The stage of an account of which the file says none."""
NOTED = ("stage", "intent", "next_call")
"""The fields whose changes are the history that rules and card read."""
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_AT_ONCE = 1000
"""Of so many accounts at a time all is read that the book knows of them."""


@dataclass(frozen=True, slots=True)
class Revision:
    """An account that is in the book already, and what the file has new for it.

    `was` is what it had in the fields whose changes are history, `numbers` those it has, `origin` what the next import
    has to know of it.
    """

    id: int
    origin_id: int
    contact: int | None
    contract: int | None
    was: Values
    numbers: list[str]
    origin: str
    draft: Draft
    values: Values
    phones: list[Number]
    tags: list[str]
    people: list[Person]


@dataclass(frozen=True, slots=True)
class Matched:
    """What is to be written."""

    new: list[Draft] = field(default_factory=list)
    revisions: list[Revision] = field(default_factory=list)


class Matching:
    """Finds the account of each draft: the name and a number in common, or the name where the account has none."""

    def __init__(self, book: KnownBook, layout: Layout, report: ImportReport, duplicates: Duplicates) -> None:
        self._book = book
        self._report = report
        self._duplicates = duplicates
        self._headings = {one.target: one.heading for one in reversed(layout.columns) if one.target}
        self._stands: dict[int, int] = {}
        self._free: set[int] = set()
        self._name_of: dict[int, str] = {}
        self._by_number: dict[tuple[str, str], list[int]] = {}
        self._without_number: dict[str, list[int]] = {}
        self._owners: dict[str, int] = {}
        self._names: dict[str, int] = {}
        for one in book.named():
            self._stands[one.id] = one.stands_for_it
            self._free.add(one.id)
            self._name_of[one.id] = one.name
            for key in one.keys:
                self._names.setdefault(key, one.id)
                if not one.known_by:
                    self._without_number.setdefault(key, []).append(one.id)
                for number in one.known_by:
                    self._by_number.setdefault((key, number), []).append(one.id)
            for number in one.numbers:
                self._owners.setdefault(number, one.id)

    def match(self, drafts: Sequence[Draft]) -> Matched:
        """Say what is to be written, the drafts taken in order; count and list the rest."""
        matched = Matched()
        for start in range(0, len(drafts), _AT_ONCE):
            found = [(draft, self._account_of(draft)) for draft in drafts[start : start + _AT_ONCE]]
            wanted = {number: self._stands[number] for _draft, number in found if number is not None}
            known = self._book.read(wanted if self._duplicates != "add" else {})
            for draft, number in found:
                self._list_do_not_call(draft)
                if number is None or self._duplicates == "add":
                    self._match_new(draft, number)
                    matched.new.append(draft)
                elif (revision := self._revised(draft, known[number])) is not None:
                    matched.revisions.append(revision)
        return matched

    def _match_new(self, draft: Draft, known: int | None) -> None:
        """Count a draft that becomes an account, and list who is like it."""
        self._report.created += 1
        if known is not None:
            self._list_met(draft, known, _("kept as an account of its own"))
        else:
            self._list_shared(draft)
            self._list_namesake(draft)

    def _revised(self, draft: Draft, known: Known) -> Revision | None:
        """Count a draft of an account of the book; return what it changes, None where that is nothing."""
        revision = self._revision(known, draft) if self._duplicates == "merge" else None
        if revision is not None:
            self._report.updated += 1
            self._list_filled(revision)
            return revision
        self._report.unchanged += 1
        if self._duplicates == "skip":
            self._list_met(draft, known.id, _("left as it is"))
        return None

    def _account_of(self, draft: Draft) -> int | None:
        """Return the first account, by number, that no earlier draft has taken, and take it."""
        found = [one for phone in draft.phones for one in self._by_number.get((draft.key, phone.e164), ())]
        number = min((one for one in found if one in self._free), default=None)
        if number is None:  # a row that has its number only now is still the one of its name
            number = min((one for one in self._without_number.get(draft.key, ()) if one in self._free), default=None)
        if number is not None and self._duplicates != "add":
            self._free.discard(number)
        return number

    def _revision(self, known: Known, draft: Draft) -> Revision | None:
        """Return what the file has new for an account, None where it has nothing."""
        values = self._changes(known, draft)
        had = known.numbers | known.imported_numbers
        phones = [phone for phone in draft.phones if phone.e164 not in had]
        tags = [tag for tag in draft.tags if tag not in known.tags | known.imported_tags]
        there = known.people | known.imported_people
        people = [one for one in draft.people if name_key(one.name) not in there]
        if not (values or phones or tags or people):
            return None
        return Revision(
            id=known.id,
            origin_id=known.origin_id,
            contact=known.contact,
            contract=known.contract,
            was={name: known.values[name] for name in NOTED if name in known.values},
            numbers=sorted(known.numbers),
            origin=origin_of(draft, known.origin or {}, values),
            draft=draft,
            values=values,
            phones=phones,
            tags=tags,
            people=people,
        )

    def _changes(self, known: Known, draft: Draft) -> Values:
        """Return what the file says anew of fields that are as they were imported; list those that are not."""
        imported: Values = known.origin or {}
        changes: Values = {}
        for name, value in _said(draft).items():
            if name == "do_not_call":  # whatever the day; lifted since, it stays so: that was the customer's own act
                if name not in imported and not known.do_not_call:
                    changes[name] = value
                continue
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
        if "do_not_call" in changes:
            changes.pop("next_call", None)
        return changes

    def _list_kept(self, draft: Draft, name: str, value: str | int) -> None:
        heading = self._headings.get(name)
        self._report.add(
            draft.row, heading, str(value), _("changed in the book since, or not from a file"), _("kept yours")
        )

    def _list_filled(self, revision: Revision) -> None:
        """List an account of the book that the file has something new for, and what."""
        named = [self._headings[name] for name in revision.values if name in self._headings]
        more = (("phone", revision.phones), ("tags", revision.tags), ("people", revision.people))
        named += [self._headings[name] for name, new in more if new and name in self._headings]
        action = _("filled in: %(columns)s") % {"columns": visible(", ".join(dict.fromkeys(named)))}
        self._list_met(revision.draft, revision.id, action)

    def _list_met(self, draft: Draft, number: int, action: str) -> None:
        why = _("customer %(id)d of the book: %(name)s") % {"id": number, "name": visible(self._name_of[number])}
        self._report.met(draft.row, None, draft.name, why, action, listed=False)

    def _list_shared(self, draft: Draft) -> None:
        """List each number that an account of the book has under another name."""
        for phone in draft.phones:
            if (owner := self._owners.get(phone.e164)) is not None:
                name = visible(self._name_of[owner])
                why = _("the same number as customer %(id)d of the book: %(name)s") % {"id": owner, "name": name}
                self._report.met(draft.row, self._headings["phone"], phone.raw, why, _("kept as an account of its own"))

    def _list_namesake(self, draft: Draft) -> None:
        """List an account of the book that has the name, yet none of the numbers."""
        if (namesake := self._names.get(draft.key)) is not None:
            why = _("customer %(id)d of the book has this name, with another number") % {"id": namesake}
            heading = self._headings.get("name")
            self._report.met(draft.row, heading, draft.name, why, _("kept as an account of its own"))

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


def origin_of(draft: Draft, before: dict[str, object] | None = None, taken: Values | None = None) -> str:
    """Return what the next import has to know of a draft: all, or what was `taken` beside what was kept `before`.

    It is a JSON object of values by target, with the lists `phones`, `tags` and `people`.
    """
    fields: dict[str, object] = {**(before or {}), **(_said(draft) if taken is None else taken)}
    numbers, names = [phone.e164 for phone in draft.phones], [one.name for one in draft.people]
    for name, now in (("phones", numbers), ("tags", draft.tags), ("people", names)):
        earlier = before.get(name, []) if before else []
        together = list(dict.fromkeys([*(earlier if isinstance(earlier, list) else []), *now]))
        if together or name == "phones":
            fields[name] = together
    if not draft.key:
        fields["nameless"] = True
    return _JSON.encode(fields)
