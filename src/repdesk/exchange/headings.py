"""Headings of the tables a rep brings in, English and Chinese, and what their columns stand for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast, get_args

from repdesk.exchange.amounts import parse_amount
from repdesk.exchange.plain import plain
from repdesk.exchange.words import meanings, table

Kind = Literal["accounts", "calls", "deals"]
"""What the rows of a table are."""
KINDS: tuple[Kind, ...] = get_args(Kind)

Field = Literal[
    "name",
    "contact",
    "title",
    "phone",
    "email",
    "industry",
    "size",
    "region",
    "address",
    "stage",
    "intent",
    "contract_start",
    "contract_end",
    "contract_amount",
    "last_contact",
    "next_call",
    "need",
    "rival",
    "obstacle",
    "notes",
    "owner",
    "source",
    "first_name",
    "last_name",
    "tags",
    "people",
    "do_not_call",
]
"""What a column of accounts may stand for."""
CALL_FIELDS = ("name", "phone", "contact", "when", "outcome", "note", "duration", "direction")
DEAL_FIELDS = (
    *("name", "phone", "deal", "number", "product", "stage", "status", "opened", "closed", "expected", "amount"),
    "reason",
)
FIELDS: Mapping[Kind, tuple[str, ...]] = {"accounts": get_args(Field), "calls": CALL_FIELDS, "deals": DEAL_FIELDS}

SEVERAL = frozenset({"phone", "notes", "note", "region", "tags", "people", "when"})
"""Fields that may have more than one column; of the others the first column counts."""

_FIELDS = cast("Mapping[str, Field]", meanings("headings"))
_KNOWN_ALONE = ("owner",)  # of calls and deals it is understood, and not kept: the book is one rep's
_OF_KIND: Mapping[Kind, Mapping[str, str]] = {
    "accounts": _FIELDS,
    "calls": {
        **{word: one for word, one in _FIELDS.items() if one in (*CALL_FIELDS, *_KNOWN_ALONE)},
        **meanings("call_headings"),
    },
    "deals": {
        **{word: one for word, one in _FIELDS.items() if one in (*DEAL_FIELDS, *_KNOWN_ALONE)},
        **meanings("deal_headings"),
    },
}
_PERSON_OR_FIRM = frozenset(plain(word) for word in table("ambiguous")["headings"])
_WEAK = frozenset(plain(word) for word in table("weak")["headings"])
_LEFT_OUT = frozenset(plain(word) for word in table("left_out")["headings"])
_ASIDE = re.compile(r"[(\[{【<][^)\]}】>]*[)\]}】>]?")
_COUNT = re.compile(r"\d+$|^其他|^other|[一二三]$")
_NTH = re.compile(r" \d+ - ")
OURS, OWN = "repdesk:", "(own field)"
"""In a file taken out of repdesk a heading begins so that says what follows from the rest, and ends so where a field of
the rep's own has the name of one of these."""
_TELLS_CALLS = ("outcome", "duration", "direction")
_TELLS_DEALS = ("deal", "number", "product", "closed")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file: its heading (unique within the file), its field, and the unit its heading gives amounts."""

    heading: str
    field: Field | None
    unit: str = ""


@lru_cache(maxsize=4096)
def meaning_of(heading: str, kind: Kind) -> str | None:
    """Return what a heading stands for by itself: one of `FIELDS[kind]`, the owner, a note of a deal; else None.

    It is `name` also for headings that may name a person.
    """
    if heading.endswith(OWN):
        return None
    folded = unicodedata.normalize("NFKC", heading)
    bare = plain(_ASIDE.sub("", folded))
    for word in (plain(heading), bare, _COUNT.sub("", bare), plain(_NTH.sub(" ", folded))):
        if word in _PERSON_OR_FIRM:
            return "name"
        if word in _OF_KIND[kind]:
            return _OF_KIND[kind][word]
    return None


def kind_of(header: Sequence[str]) -> Kind:
    """Say what a table holds by its headings.

    Calls say whom, when and what came of it, and nothing else of an account; deals have a stage and a name, a number,
    a product or an end of their own, and no phone; all others are accounts.
    """
    as_call = [meaning_of(heading, "calls") for heading in header]
    of_account = {meaning_of(one, "accounts") for one, call in zip(header, as_call, strict=True) if call is None}
    if "when" in as_call and {"name", "phone"} & {*as_call} and {*_TELLS_CALLS} & {*as_call} and of_account <= {None}:
        return "calls"
    as_deal = {meaning_of(heading, "deals") for heading in header}
    staged = "name" in as_deal and {"stage", "status"} & as_deal
    if staged and {*_TELLS_DEALS} & as_deal and "phone" not in as_deal:
        return "deals"
    return "accounts"


def targets_of(header: Sequence[str], kind: Kind) -> list[str | None]:
    """Return for every heading of `header` the field its column stands for; None where it stands for none.

    A name is the customer's unless another column names it: then it is the person's. Of several columns of a field
    that has but one, the first counts that is not weak (a "Title" beside a "Job Title").
    """
    found = [one if one in FIELDS[kind] else None for one in (meaning_of(heading, kind) for heading in header)]
    doubts = [plain(heading) in _PERSON_OR_FIRM for heading in header]
    if any(one == "name" and not doubt for one, doubt in zip(found, doubts, strict=True)):
        found = ["contact" if doubt else one for one, doubt in zip(found, doubts, strict=True)]
    weak = [plain(heading) in _WEAK for heading in header]
    strong = {one for one, is_weak in zip(found, weak, strict=True) if not is_weak}
    taken: set[str] = set()
    for place, one in enumerate(found):
        if one is None or one in SEVERAL:
            continue
        if one in taken or (weak[place] and one in strong):
            found[place] = None
        else:
            taken.add(one)
    return found


def columns_of(header: Sequence[str]) -> tuple[Column, ...]:
    """Return a column of accounts for every heading of `header`, whose texts are unique within it."""
    fields = cast("list[Field | None]", targets_of(header, "accounts"))
    return tuple(
        Column(heading, field, unit_of(heading) if field == "contract_amount" else "")
        for heading, field in zip(header, fields, strict=True)
    )


def is_left_out(heading: str) -> bool:
    """Say whether a column of this heading tells nothing of a customer, such as the label of another column."""
    folded = unicodedata.normalize("NFKC", heading)
    ours = folded.startswith(OURS)
    return ours or plain(folded) in _LEFT_OUT or plain(_NTH.sub(" ", folded)) in _LEFT_OUT


def unit_of(heading: str) -> str:
    """Return the unit an amount's heading gives in brackets, such as 万元 or GBP; empty where there is none."""
    aside = _ASIDE.search(unicodedata.normalize("NFKC", heading))
    unit = aside[0].strip("()[]{}【】<> ") if aside else ""
    return unit if unit and parse_amount(f"1{unit}", "XXX").value is not None else ""
