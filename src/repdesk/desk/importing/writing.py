"""An import written: all of it inside one act, in bulk."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from sqlmodel import SQLModel

from repdesk.desk.barring_again import bar_again
from repdesk.desk.custom_fields_writing import put_field
from repdesk.desk.importing.custom import Custom
from repdesk.desk.importing.draft import Draft, Values
from repdesk.desk.importing.known import KnownBook
from repdesk.desk.importing.matching import NEW_STAGE, NOTED, Matched, Revision, origin_of
from repdesk.desk.importing.table_rows import (
    CONTACT_COLUMNS,
    CONTRACT_COLUMNS,
    TEXTS,
    TableRow,
    call_row,
    contact_row,
    contract_row,
    history_row,
    next_call_row,
    people_rows,
    phone_rows,
)
from repdesk.exchange.plain import plain
from repdesk.exchange.words import meanings
from repdesk.models.account import Account, Contact, ImportOrigin, LeadSource, Phone
from repdesk.models.book import CustomField, CustomValue, Tag
from repdesk.models.call import Call, History
from repdesk.models.deal import Contract
from repdesk.models.plan import NextCall
from repdesk.store.act import Act

_TABLES: tuple[type[SQLModel], ...] = (
    *(Contact, Phone, Contract, Call, NextCall, History, ImportOrigin),
    *(Tag, CustomValue),
)
_AT_ONCE = 1000
"""So many accounts are written together: more would only be held longer."""
_ACCOUNT_COLUMNS = frozenset({*TEXTS, "name", "notes", "stage", "intent"})


class Writing:
    """Writes what was matched; rows are collected by table and go in together."""

    def __init__(self, act: Act, known: KnownBook, file: str, day: date, customs: Mapping[str, Custom]) -> None:
        self._act = act
        self._known = known
        self._file = file
        self._day = day
        self._customs = customs
        self._fields: dict[str, int] = {}
        self._sources = dict(known.sources)
        self._rows: dict[type[SQLModel], list[TableRow]] = defaultdict(list)
        self._phones: list[str] = []

    def write(self, matched: Matched, done: Callable[[int], None]) -> None:
        """Write changes and new accounts, which are let go of; `done` is told how many of them are written."""
        self._put_fields(matched)
        written = len(matched.revisions)
        for revision in matched.revisions:
            self._revise(revision)
        self._insert()
        done(written)
        matched.revisions.clear()
        matched.new.reverse()
        while matched.new:
            some = [matched.new.pop() for _n in range(min(_AT_ONCE, len(matched.new)))]
            for number, draft in zip(self._act.insert_many(Account, list(map(self._account, some))), some, strict=True):
                self._collect(number, draft)
            self._insert()
            written += len(some)
            done(written)
        bar_again(self._act, self._phones)

    def _insert(self) -> None:
        """Insert what was collected."""
        self._phones += [str(row["e164"]) for row in self._rows[Phone]]
        for table in _TABLES:
            if rows := self._rows.pop(table, None):
                self._act.insert_many(table, rows)

    def _put_fields(self, matched: Matched) -> None:
        """Put the fields of the rep's own into the book that the file has values for, and new choices into theirs."""
        filled = {name for one in matched.new for name in one.values if name in self._customs}
        filled |= {name for one in matched.revisions for name in one.values if name in self._customs}
        for target, custom in self._customs.items():
            if target not in filled:
                continue
            if custom.id is None:
                custom.id = put_field(self._act, custom.name, custom.kind, custom.choices)
            elif custom.kind == "choice":
                self._act.update_many(
                    CustomField, {custom.id: {"choices": json.dumps(custom.choices, ensure_ascii=False)}}
                )
            self._fields[target] = custom.id

    def _customs_of(self, values: Values) -> Iterable[tuple[int, str]]:
        """Yield the fields of the rep's own among the values, by number."""
        for name, value in values.items():
            if name in self._fields:
                yield self._fields[name], str(value)

    def _account(self, draft: Draft) -> TableRow:
        values = draft.values
        stage = _stage(values)
        row: TableRow = {name: values[name] for name in TEXTS if name in values}
        row |= {"name": draft.name, "notes": draft.notes, "stage": stage, "intent": values.get("intent")}
        row |= {"currency": values.get("currency"), "created_at": self._act.at}
        row["do_not_call_on"] = values.get("do_not_call")
        if "source" in values:
            row["source_id"] = self._source(str(values["source"]))
        if contract_row(values, stage) is None:
            row["estimate"] = values.get("contract_amount")
        return row

    def _collect(self, number: int, draft: Draft) -> None:
        """Collect the rows that belong to a new account."""
        values, rows = draft.values, self._rows
        stage = _stage(values)
        contact, contract = contact_row(values), contract_row(values, stage)
        if contact is not None:
            rows[Contact].append(contact | {"account_id": number})
        if contract is not None:
            rows[Contract].append(contract | {"account_id": number})
        rows[Phone] += phone_rows(number, draft.phones)
        if "last_contact" in values:
            rows[Call].append(call_row(number, str(values["last_contact"])))
        if "next_call" in values and "do_not_call" not in values:
            rows[NextCall].append(next_call_row(number, str(values["next_call"]), self._act.at, self._act.seq))
        self._note(number, "stage", None, stage)
        rows[Tag] += [{"account_id": number, "tag": tag} for tag in draft.tags]
        rows[Contact] += people_rows(number, draft.people)
        rows[CustomValue] += [
            {"account_id": number, "field_id": field, "value": value, "set_on": self._day.isoformat()}
            for field, value in self._customs_of(values)
        ]
        rows[ImportOrigin].append({"account_id": number} | self._origin(draft, origin_of(draft)))

    def _revise(self, revision: Revision) -> None:
        """Bring an account of the book up to what the file has new for it."""
        new = revision.values
        account: TableRow = {name: value for name, value in new.items() if name in _ACCOUNT_COLUMNS}
        if "source" in new:
            account["source_id"] = self._source(str(new["source"]))
        if "do_not_call" in new:
            account["do_not_call_on"] = new["do_not_call"]
            self._phones += revision.numbers
            if "next_call" in revision.was:
                self._act.retract(NextCall, revision.id)
        self._revise_contact(revision)
        account |= self._revise_contract(revision)
        if account:
            self._act.update_many(Account, {revision.id: account})
        self._rows[Phone] += phone_rows(revision.id, revision.phones)
        if "last_contact" in new:
            self._rows[Call].append(call_row(revision.id, str(new["last_contact"])))
        if "next_call" in new:
            row = next_call_row(revision.id, str(new["next_call"]), self._act.at, self._act.seq)
            self._act.put(NextCall, row.pop("account_id"), **row)
        self._rows[Contact] += people_rows(revision.id, revision.people)
        for tag in revision.tags:
            self._act.put(Tag, (revision.id, tag))
        for number, value in self._customs_of(new):
            self._act.put(CustomValue, (revision.id, number), value=value, set_on=self._day.isoformat())
        for field in NOTED:
            if field in new:
                self._note(revision.id, field, revision.was.get(field), new[field])
        self._act.put(ImportOrigin, revision.origin_id, **self._origin(revision.draft, revision.origin))

    def _revise_contact(self, revision: Revision) -> None:
        new = revision.values
        changed = {column: new[name] for name, column in CONTACT_COLUMNS.items() if name in new}
        if changed and revision.contact is not None:
            self._act.update_many(Contact, {revision.contact: changed})
        elif changed and (contact := contact_row(revision.draft.values)) is not None:
            self._rows[Contact].append(contact | {"account_id": revision.id})

    def _revise_contract(self, revision: Revision) -> TableRow:
        """Change the contract, or make one; return the account's columns for an amount that is only an estimate."""
        new = revision.values
        changed = {column: new[name] for name, column in CONTRACT_COLUMNS.items() if name in new}
        if not changed:
            return {}
        if revision.contract is not None:
            self._act.update_many(Contract, {revision.contract: changed})
            return {}
        contract = contract_row(revision.draft.values, int(new.get("stage", revision.was["stage"])))
        if contract is not None:
            self._rows[Contract].append(contract | {"account_id": revision.id})
            return {}
        return {{"amount": "estimate"}.get(column, column): value for column, value in changed.items()}

    def _note(self, number: int, field: str, before: object, after: object) -> None:
        self._rows[History].append(history_row(number, field, before, after, self._act.at, self._day))

    def _origin(self, draft: Draft, fields: str) -> TableRow:
        return {
            "file": self._file,
            "row": draft.row,
            "imported_at": self._act.at,
            "fields": fields,
        }

    def _source(self, name: str) -> int:
        """Return the number of a source of leads, put there where it is new; "event: Fair 2026" says its kind too."""
        kind, sign, said = name.replace("：", ":", 1).partition(":")
        named = meanings("sources").get(plain(kind)) if sign and said.strip() else None
        key = (named, said.strip()) if named else (meanings("sources").get(plain(name), "other"), name)
        if key not in self._sources:
            (self._sources[key],) = self._act.insert_many(LeadSource, [{"kind": key[0], "name": key[1]}])
        return self._sources[key]


def _stage(values: Values) -> int:
    """Return the stage that a new account begins at."""
    return int(values.get("stage", NEW_STAGE))
