"""An import written: all of it inside one act, in bulk."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date

from sqlmodel import SQLModel

from repdesk.desk.barring_again import bar_again
from repdesk.desk.importing.draft import Draft, Values
from repdesk.desk.importing.known import KnownBook
from repdesk.desk.importing.matching import NEW_STAGE, Matched, Revision, origin_of
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
    phone_rows,
)
from repdesk.exchange.plain import plain
from repdesk.exchange.words import meanings
from repdesk.models.account import Account, Contact, ImportOrigin, LeadSource, Phone
from repdesk.models.call import Call, History
from repdesk.models.deal import Contract
from repdesk.models.plan import NextCall
from repdesk.store.act import Act

_TABLES: tuple[type[SQLModel], ...] = (Contact, Phone, Contract, Call, NextCall, History, ImportOrigin)
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
STEPS = 2 + len(_TABLES)
"""How many words on the progress a writing gives."""
_ACCOUNT_COLUMNS = frozenset({*TEXTS, "name", "notes", "stage", "intent"})


class Writing:
    """Writes what was matched; rows are collected by table and go in together."""

    def __init__(self, act: Act, known: KnownBook, file: str, day: date) -> None:
        self._act = act
        self._known = known
        self._file = file
        self._day = day
        self._sources = dict(known.sources)
        self._rows: dict[type[SQLModel], list[TableRow]] = defaultdict(list)

    def write(self, matched: Matched, done: Callable[[], None]) -> None:
        """Write new accounts and changes; `done` is called after each of `STEPS` steps."""
        numbers = self._act.insert_many(Account, [self._account(draft) for draft in matched.new])
        for number, draft in zip(numbers, matched.new, strict=True):
            self._collect(number, draft)
        done()
        for revision in matched.revisions:
            self._revise(revision)
        done()
        phones = [str(row["e164"]) for row in self._rows[Phone]]
        for table in _TABLES:
            rows = self._rows.pop(table, None)
            if rows:
                self._act.insert_many(table, rows)
            done()
        bar_again(self._act, phones)

    def _account(self, draft: Draft) -> TableRow:
        values = draft.values
        stage = _stage(values)
        row: TableRow = {name: values[name] for name in TEXTS if name in values}
        row |= {"name": draft.name, "notes": draft.notes, "stage": stage, "intent": values.get("intent")}
        row |= {"currency": values.get("currency"), "created_at": self._act.at}
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
        if "next_call" in values:
            rows[NextCall].append(next_call_row(number, str(values["next_call"]), self._act.at, self._act.seq))
        self._note(number, "stage", None, stage)
        rows[ImportOrigin].append({"account_id": number} | self._origin(draft, origin_of(draft)))

    def _revise(self, revision: Revision) -> None:
        """Bring an account of the book up to what the file has new for it."""
        known, new = revision.known, revision.values
        account: TableRow = {name: value for name, value in new.items() if name in _ACCOUNT_COLUMNS}
        if "source" in new:
            account["source_id"] = self._source(str(new["source"]))
        self._revise_contact(revision)
        account |= self._revise_contract(revision)
        if account:
            self._act.update_many(Account, {known.id: account})
        self._rows[Phone] += phone_rows(known.id, revision.phones)
        if "last_contact" in new:
            self._rows[Call].append(call_row(known.id, str(new["last_contact"])))
        if "next_call" in new:
            row = next_call_row(known.id, str(new["next_call"]), self._act.at, self._act.seq)
            self._act.put(NextCall, row.pop("account_id"), **row)
        for field in ("stage", "intent", "next_call"):
            if field in new:
                self._note(known.id, field, known.values.get(field), new[field])
        origin = origin_of(revision.draft, known.origin or {}, new)
        self._act.put(ImportOrigin, known.id, **self._origin(revision.draft, origin))

    def _revise_contact(self, revision: Revision) -> None:
        known, new = revision.known, revision.values
        changed = {column: new[name] for name, column in CONTACT_COLUMNS.items() if name in new}
        if changed and known.contact is not None:
            self._act.update_many(Contact, {known.contact: changed})
        elif changed and (contact := contact_row(revision.draft.values)) is not None:
            self._rows[Contact].append(contact | {"account_id": known.id})

    def _revise_contract(self, revision: Revision) -> TableRow:
        """Change the contract, or make one; return the account's columns for an amount that is only an estimate."""
        known, new = revision.known, revision.values
        changed = {column: new[name] for name, column in CONTRACT_COLUMNS.items() if name in new}
        if not changed:
            return {}
        if known.contract is not None:
            self._act.update_many(Contract, {known.contract: changed})
            return {}
        contract = contract_row(revision.draft.values, int(new.get("stage", known.values["stage"])))
        if contract is not None:
            self._rows[Contract].append(contract | {"account_id": known.id})
            return {}
        return {{"amount": "estimate"}.get(column, column): value for column, value in changed.items()}

    def _note(self, number: int, field: str, before: object, after: object) -> None:
        self._rows[History].append(history_row(number, field, before, after, self._act.at, self._day))

    def _origin(self, draft: Draft, fields: Mapping[str, object]) -> TableRow:
        return {
            "file": self._file,
            "row": draft.row,
            "imported_at": self._act.at,
            "fields": _JSON.encode(fields),
        }

    def _source(self, name: str) -> int:
        """Return the number of a source of leads, put on record where it is new."""
        key = (meanings("sources").get(plain(name), "other"), name)
        if key not in self._sources:
            (self._sources[key],) = self._act.insert_many(LeadSource, [{"kind": key[0], "name": name}])
        return self._sources[key]


def _stage(values: Values) -> int:
    """Return the stage that a new account begins at."""
    return int(values.get("stage", NEW_STAGE))
