"""What a rep chose for a file: how it is read, what its columns are, and what becomes of customers met twice."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args

from repdesk.errors import RepdeskError
from repdesk.exchange.dates import Order
from repdesk.exchange.headings import FIELDS, KINDS, SEVERAL, Kind
from repdesk.exchange.plain import plain
from repdesk.exchange.reading import ENCODINGS, FOUND_OUT, Reading
from repdesk.i18n import N_, _
from repdesk.text import visible

__all__ = [
    "CUSTOM",
    "DUPLICATES",
    "ENCODINGS",
    "FIELDS",
    "FOUND_OUT",
    "KINDS",
    "LEFT_OUT",
    "NOTHING_SAID",
    "ORDERS",
    "ROW_NAMES",
    "SEVERAL",
    "Choices",
    "Duplicates",
    "Kind",
    "Order",
    "Reading",
    "choices_of",
    "pairs_of",
    "stage_said",
    "target_of",
]

ROW_NAMES: Mapping[Kind, str] = {"accounts": N_("customers"), "calls": N_("calls"), "deals": N_("deals")}
"""What the rows of each kind are, to be translated."""
Duplicates = Literal["merge", "skip", "add"]
"""Of a customer met again: filled in, left out, or put in once more."""
DUPLICATES: tuple[Duplicates, ...] = get_args(Duplicates)
ORDERS: tuple[Order, ...] = get_args(Order)
CUSTOM = "custom:"
"""Before the name of a field of the rep's own, as the target of a column."""
LEFT_OUT = ""
"""The target of a column that is not brought in."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What was said of a file; what is empty or None is found out.

    `columns` gives the target of a heading: a field of `FIELDS`, `custom:<name>`, or "" to leave it out. `words` gives
    the stage (a number 0 to 7, won or lost) that a word of the file's stage column stands for. `currency` is ISO 4217,
    `region` ISO 3166.
    """

    reading: Reading = FOUND_OUT
    columns: Mapping[str, str] = field(default_factory=dict)
    kind: Kind | None = None
    date_order: Order | None = None
    currency: str | None = None
    region: str | None = None
    duplicates: Duplicates | None = None
    words: Mapping[str, str] = field(default_factory=dict)

    def over(self, other: Choices) -> Choices:
        """Return these choices with those of `other` where these say nothing."""
        return replace(
            self,
            columns={**other.columns, **self.columns},
            words={**other.words, **self.words},
            **{name: getattr(self, name) or getattr(other, name) for name in _SINGLE},
        )

    def as_text(self) -> str:
        """Return what is remembered of them for the next file with these headings: all but the reading."""
        said: dict[str, object] = {"columns": dict(self.columns), "words": dict(self.words)}
        said |= {name: getattr(self, name) for name in _SINGLE}
        return json.dumps({name: value for name, value in said.items() if value}, ensure_ascii=False, sort_keys=True)


_SINGLE = ("kind", "date_order", "currency", "region", "duplicates")
NOTHING_SAID = Choices()


def choices_of(text: str) -> Choices:
    """Return remembered choices; what is no longer understood of them is passed over."""
    try:
        said: dict[str, Any] = json.loads(text)
    except ValueError:
        return NOTHING_SAID
    one_of: dict[str, tuple[str, ...]] = {"kind": KINDS, "date_order": ORDERS, "duplicates": DUPLICATES}
    single = {
        name: said[name]
        for name in _SINGLE
        if isinstance(said.get(name), str) and said[name] in one_of.get(name, (said[name],))
    }
    columns, words = said.get("columns"), said.get("words")
    return Choices(
        columns={str(k): str(v) for k, v in columns.items()} if isinstance(columns, dict) else {},
        words={str(k): str(v) for k, v in words.items()} if isinstance(words, dict) else {},
        **single,
    )


def target_of(text: str, kind: Kind) -> str:
    """Return the target that was typed for a column; RepdeskError where there is no such field.

    A field by its name, `custom:<name>`, "" or "-" to leave the column out.
    """
    typed = text.strip()
    if typed in ("", "-"):
        return LEFT_OUT
    if typed.casefold().startswith(CUSTOM):
        name = typed[len(CUSTOM) :].strip()
        if name and kind == "accounts":
            return CUSTOM + name
    elif (found := {plain(one): one for one in FIELDS[kind]}.get(plain(typed))) is not None:
        return found
    known = ", ".join((*FIELDS[kind], *([CUSTOM + "NAME"] if kind == "accounts" else []), "-"))
    raise RepdeskError(
        _("No column can be %(text)s") % {"text": visible(typed)}, hint=_("Known: %(names)s") % {"names": known}
    )


def pairs_of(typed: Mapping[str, str] | list[str]) -> dict[str, str]:
    """Return what was typed as "Heading=field"; RepdeskError where one has no sign of equality."""
    found: dict[str, str] = {}
    for one in typed:
        heading, sign, target = one.rpartition("=")
        if not sign or not heading.strip():
            raise RepdeskError(
                _("This is no pair: %(text)s") % {"text": visible(one)}, hint=_('Write "Heading=field".')
            )
        found[heading.strip()] = target.strip()
    return found


def stage_said(text: str) -> str:
    """Return a stage that was typed for a word: 0 to 7, won or lost; RepdeskError for anything else."""
    wanted = text.strip().casefold()
    if wanted in ("won", "lost") or (wanted.isdecimal() and 0 <= int(wanted) <= 7):
        return wanted
    raise RepdeskError(
        _("This is no stage: %(text)s") % {"text": visible(text)}, hint=_("A stage is 0 to 7, won or lost.")
    )
