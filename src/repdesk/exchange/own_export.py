"""What `repdesk export` wrote, as rows: for another book than a fresh one, which takes all of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from repdesk.errors import RepdeskError
from repdesk.exchange.people import Person, written_people
from repdesk.i18n import _
from repdesk.money import as_typed
from repdesk.rules.types import Outcome

FORMAT, VERSION = "repdesk export", 1

Held = Mapping[str, Any]
_TEXTS = {
    "name": "Company",
    "industry": "Industry",
    "size": "Company size",
    "region": "Region",
    "address": "Address",
    "stage": "Stage",
    "intent": "Intent",
    "need": "Need",
    "rival": "Rival",
    "obstacle": "Obstacle",
    "owner": "Owner",
}
"""Columns of a customer, and the headings they go under."""


def is_own(held: object) -> bool:
    """Say whether JSON is an export of repdesk."""
    return isinstance(held, dict) and held.get("format") == FORMAT


def rows_of_own(held: Held) -> list[dict[str, str]]:
    """Return a row for each customer, by heading: the key person has columns, the others share one.

    Calls are told by the last of them. RepdeskError where the export is of a newer repdesk, or damaged.
    """
    if held.get("version") != VERSION:
        raise RepdeskError(_("This export was made by a newer repdesk"), hint=_("Install the newer version."))
    try:
        return list(_rows(held["tables"]))
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise RepdeskError(_("This export cannot be read"), hint=_("Nothing of it was brought in.")) from error


def _rows(tables: Mapping[str, list[Held]]) -> Iterable[dict[str, str]]:
    """Yield the rows, one after the other."""
    of = {
        name: _by_account(tables.get(name, ())) for name in ("contact", "phone", "contract", "call", "next_call", "tag")
    }
    sources = {one["id"]: one for one in tables.get("lead_source", ())}
    fields = {one["id"]: one["name"] for one in tables.get("custom_field", ())}
    values = _by_account(tables.get("custom_value", ()))
    barred = {one["e164"]: one["since"] for one in tables.get("suppression", ()) if one["lifted_on"] is None}
    for account in tables["account"]:
        number = account["id"]
        row = {heading: _said(account[column]) for column, heading in _TEXTS.items()}
        row |= _people(of["contact"][number], account)
        row |= _phones(of["phone"][number], barred, account)
        row |= _contract(of["contract"][number])
        row |= _calls(of["call"][number], of["next_call"][number])
        source = sources.get(account["source_id"])
        row["Source"] = (source["name"] or source["kind"]) if source else ""
        row["Tags"] = ", ".join(one["tag"] for one in of["tag"][number])
        row |= {fields[one["field_id"]]: one["value"] for one in values[number] if one["field_id"] in fields}
        yield {heading: text for heading, text in row.items() if text}


def _by_account(rows: Iterable[Held]) -> defaultdict[int, list[Held]]:
    found: defaultdict[int, list[Held]] = defaultdict(list)
    for one in rows:
        found[one["account_id"]].append(one)
    return found


def _said(value: object) -> str:
    return "" if value is None else str(value)


def _people(people: list[Held], account: Held) -> dict[str, str]:
    """Return the key person, else the first, and the others."""
    first, *others = sorted(people, key=lambda one: -one["is_kp"]) or [{"name": "", "title": "", "email": ""}]
    return {
        "Contact": first["name"],
        "Job title": first["title"],
        "Email": first["email"],
        "Other people": written_people(Person(one["name"], one["title"], one["email"]) for one in others),
        "Notes": account["notes"],
    }


def _phones(phones: list[Held], barred: Mapping[str, str], account: Held) -> dict[str, str]:
    """Return the numbers that are not known to be wrong, and the day from which the customer is not to be called."""
    good = [one for one in phones if one["bad_on"] is None]
    texts = [one["e164"] + (f" ext {one['extension']}" if one["extension"] else "") for one in good]
    since = _said(account["do_not_call_on"]) or min(
        (barred[one["e164"]] for one in good if one["e164"] in barred), default=""
    )
    return {"Phone": " / ".join(texts), "Do not call": since}


def _contract(contracts: list[Held]) -> dict[str, str]:
    """Return the contract that ends last."""
    if not contracts:
        return {}
    last = max(contracts, key=lambda one: (one["end_on"] or "", one["id"]))
    amount = "" if last["amount"] is None else as_typed(last["amount"], last["currency"] or "")
    return {
        "Contract start": _said(last["start_on"]),
        "Contract end": _said(last["end_on"]),
        "Contract value": f"{amount} {last['currency'] or ''}".strip() if amount else "",
    }


def _calls(calls: list[Held], coming: list[Held]) -> dict[str, str]:
    """Return the last contact and the next call; a call in vain is no contact."""
    vain = {Outcome.NO_ANSWER.value, Outcome.BUSY.value, Outcome.WRONG_NUMBER.value}
    days = [one["day"] for one in calls if one["outcome"] not in vain]
    following = [f"{one['day']} {one['clock'] or ''}".strip() for one in coming]
    return {"Last contact": max(days, default=""), "Next call": "".join(following[:1])}
