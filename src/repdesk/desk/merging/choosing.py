"""Of two customers who are one, whose word counts in each field: what can be chosen, and what is proposed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.rules.merging import Side, further
from repdesk.store.reading.merging import CustomerSide
from repdesk.text import visible

Choices = Mapping[str, Side]
"""Whose word counts, by field; what is left out is as proposed."""

CUSTOM = "custom:"
"""What the name of a field of the rep's own begins with; its number follows."""


@dataclass(frozen=True, slots=True)
class MergedField:
    """A field of an account: its columns, and how the history writes what stands in it (None for nothing)."""

    name: str
    columns: tuple[str, ...]
    written: Callable[[CustomerSide], str | None]


def _plainly(column: str) -> Callable[[CustomerSide], str | None]:
    def written(side: CustomerSide) -> str | None:
        value = side.columns[column]
        return None if value in (None, "") else str(value)

    return written


def _source(side: CustomerSide) -> str | None:
    if side.source is None:
        return None
    kind, name = side.source
    return f"{kind}: {name}" if name else kind


def _window(side: CustomerSide) -> str | None:
    start, end = side.columns["window_from"], side.columns["window_to"]
    return f"{start}-{end}" if start and end else None


FIELDS: tuple[MergedField, ...] = (
    MergedField("name", ("name",), _plainly("name")),
    MergedField("stage", ("stage", "stage_on"), _plainly("stage")),
    MergedField("intent", ("intent", "intent_on"), _plainly("intent")),
    MergedField("grade", ("override_grade", "override_reason", "override_stage"), _plainly("override_grade")),
    *(MergedField(name, (name, f"{name}_on"), _plainly(name)) for name in ("need", "rival", "obstacle")),
    *(MergedField(name, (name,), _plainly(name)) for name in ("industry", "size", "region", "address", "owner")),
    MergedField("estimate", ("estimate", "currency"), _plainly("estimate")),
    MergedField("source", ("source_id", "referred_by"), _source),
    MergedField("window", ("window_from", "window_to"), _window),
    MergedField("anniversary", ("anniversary",), _plainly("anniversary")),
    MergedField("timezone", ("timezone",), _plainly("timezone")),
)
"""The fields in the order they are shown. Notes are joined, what bars a call is kept: neither is chosen."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A field of the two: what each says as the history writes it, what is proposed, and what is taken."""

    name: str
    keep: str | None
    gone: str | None
    proposed: Side
    taken: Side
    columns: tuple[str, ...] = ()
    """Empty for a field of the rep's own."""

    @property
    def differs(self) -> bool:
        """Say whether there is anything to choose: both say something, and not the same."""
        return self.keep != self.gone and self.keep is not None and self.gone is not None

    @property
    def kept(self) -> str | None:
        """Return what stands afterwards."""
        return self.keep if self.taken == "keep" else self.gone

    @property
    def lost(self) -> str | None:
        """Return what does not stand afterwards, where it was anything else: the history keeps it."""
        left = self.gone if self.taken == "keep" else self.keep
        return None if left == self.kept else left


def choose(keep: CustomerSide, gone: CustomerSide, choices: Choices) -> tuple[Chosen, ...]:
    """Return every field in which either says something, with what is taken.

    RepdeskError where a field is named that the two do not have.
    """
    found = [_chosen(field.name, field.written(keep), field.written(gone), choices, field.columns) for field in FIELDS]
    for number in sorted(keep.custom.keys() | gone.custom.keys()):
        one, other = (side.custom[number][0] if number in side.custom else None for side in (keep, gone))
        found.append(_chosen(f"{CUSTOM}{number}", one, other, choices))
    said = tuple(one for one in found if one.keep is not None or one.gone is not None)
    known = {one.name for one in found}
    for name in choices:
        if name not in known:
            fields = ", ".join(one.name for one in said if one.differs)
            hint = _("They differ in: %(fields)s.") % {"fields": fields} if fields else ""
            raise RepdeskError(_("No field is called %(word)s") % {"word": visible(name)}, hint=hint)
    return said


def _chosen(name: str, keep: str | None, gone: str | None, choices: Choices, columns: tuple[str, ...] = ()) -> Chosen:
    proposed = _proposed(name, keep, gone)
    return Chosen(name, keep, gone, proposed, choices.get(name, proposed), columns)


def _proposed(name: str, keep: str | None, gone: str | None) -> Side:
    """Return whose word is proposed: that of the one that stays, where it says anything; of two stages the further."""
    if keep is None or gone is None:
        return "keep" if gone is None else "gone"
    return further(int(keep), int(gone)) if name == "stage" else "keep"


def columns_of(chosen: tuple[Chosen, ...], keep: CustomerSide, gone: CustomerSide) -> dict[str, Any]:
    """Return the columns of the account that stays as they are to be, but for notes and what bars a call."""
    values: dict[str, Any] = {}
    for one in chosen:
        side = keep if one.taken == "keep" else gone
        values |= {column: side.columns[column] for column in one.columns}
    if values.get("referred_by") in (keep.id, gone.id):
        values["referred_by"] = None  # nobody refers himself
    return values
