"""Headings of a book, English and Chinese, and the fields they stand for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from repdesk.exchange.amounts import parse_amount
from repdesk.exchange.plain import plain
from repdesk.exchange.words import meanings, table

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
]

SEVERAL: frozenset[Field] = frozenset({"phone", "notes", "region"})
"""Fields that may have more than one column; of the others the first column counts."""

_FIELDS = cast("Mapping[str, Field]", meanings("headings"))
_PERSON_OR_FIRM = frozenset(plain(word) for word in table("ambiguous")["headings"])
_ASIDE = re.compile(r"[(\[{【<][^)\]}】>]*[)\]}】>]?")
_COUNT = re.compile(r"\d+$|^其他|^other|[一二三]$")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file: its heading (unique within the file), its field, and the unit its heading gives amounts."""

    heading: str
    field: Field | None
    unit: str = ""


def field_of(heading: str) -> Field | None:
    """Return the field a heading stands for by itself, else None; `name` also for headings that may name a person."""
    whole = plain(heading)
    bare = plain(_ASIDE.sub("", unicodedata.normalize("NFKC", heading)))
    for word in (whole, bare, _COUNT.sub("", bare)):
        if word in _PERSON_OR_FIRM:
            return "name"
        if word in _FIELDS:
            return _FIELDS[word]
    return None


def columns_of(header: Sequence[str]) -> tuple[Column, ...]:
    """Return a column for every heading of `header`, whose texts are unique within it."""
    fields = [field_of(heading) for heading in header]
    unsure = [plain(heading) in _PERSON_OR_FIRM for heading in header]
    if any(field == "name" and not doubt for field, doubt in zip(fields, unsure, strict=True)):
        fields = ["contact" if doubt else field for field, doubt in zip(fields, unsure, strict=True)]
    taken: set[Field] = set()
    columns = []
    for heading, field in zip(header, fields, strict=True):
        kept = None if field in taken and field not in SEVERAL else field
        if kept is not None:
            taken.add(kept)
        columns.append(Column(heading, kept, _unit(heading) if kept == "contract_amount" else ""))
    return tuple(columns)


def _unit(heading: str) -> str:
    """Return the unit an amount's heading gives in brackets, such as 万元 or GBP; empty where there is none."""
    aside = _ASIDE.search(unicodedata.normalize("NFKC", heading))
    unit = aside[0].strip("()[]{}【】<> ") if aside else ""
    return unit if unit and parse_amount(f"1{unit}", "XXX").value is not None else ""
