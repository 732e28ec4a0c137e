"""Which column of a file goes where: as the rep said, as it was remembered, or as its heading suggests."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from repdesk.desk.importing.choices import CUSTOM, LEFT_OUT, Choices, target_of
from repdesk.errors import RepdeskError
from repdesk.exchange.headings import OWN, SEVERAL, Kind, is_left_out, kind_of, targets_of, unit_of
from repdesk.exchange.plain import plain
from repdesk.i18n import _
from repdesk.text import cleaned, visible

LONGEST_NAME = 40
"""Characters of the name of a field of the rep's own, at the most."""
_AMOUNTS = frozenset({"contract_amount", "amount"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file: its heading, its target (as in `Choices.columns`), the unit its heading gives amounts."""

    heading: str
    target: str
    unit: str = ""

    @property
    def custom(self) -> str:
        """The name of the field of the rep's own that it fills, empty where it fills none."""
        return self.target[len(CUSTOM) :] if self.target.startswith(CUSTOM) else ""


@dataclass(frozen=True, slots=True)
class Layout:
    """What a table holds and where its columns go."""

    kind: Kind
    columns: tuple[Column, ...]

    def places(self, *targets: str) -> list[int]:
        """Return the places of the columns with one of these targets, in their order."""
        return [place for place, one in enumerate(self.columns) if one.target in targets]

    def first(self, target: str) -> int | None:
        """Return the place of the first column with this target, None where there is none."""
        return next(iter(self.places(target)), None)


def digest_of(header: Sequence[str]) -> str:
    """Return what files with these headings have in common, in whatever order their columns stand."""
    headings = json.dumps(sorted(map(plain, header)), ensure_ascii=False)
    return hashlib.sha256(headings.encode()).hexdigest()[:32]


def layout_of(header: Sequence[str], choices: Choices) -> Layout:
    """Return where the columns go; RepdeskError where a choice names no column, no field, or one field twice."""
    kind = choices.kind or kind_of(header)
    said = _said(header, choices.columns, kind)
    targets = [
        said[place] if place in said else _guessed(heading, guess, kind)
        for place, (heading, guess) in enumerate(zip(header, targets_of(header, kind), strict=True))
    ]
    _refuse_twice(header, targets, said)
    taken = {targets[place] for place in said}
    for place, target in enumerate(targets):  # what was guessed makes way for what was said
        if place not in said and target in taken and target not in SEVERAL:
            targets[place] = _guessed(header[place], None, kind)
    columns = (
        Column(heading, target, unit_of(heading) if target in _AMOUNTS else "")
        for heading, target in zip(header, targets, strict=True)
    )
    return Layout(kind, tuple(columns))


def _guessed(heading: str, guess: str | None, kind: Kind) -> str:
    """Return a target that nobody chose: of accounts, what has no field becomes one of the rep's own."""
    if guess is not None:
        return guess
    if kind != "accounts" or is_left_out(heading):
        return LEFT_OUT
    return CUSTOM + cleaned(" ".join(heading.removesuffix(OWN).split()))[:LONGEST_NAME].rstrip()


def _said(header: Sequence[str], chosen: Mapping[str, str], kind: Kind) -> dict[int, str]:
    """Return what was chosen, by the place of the column."""
    places = {plain(heading) or heading: place for place, heading in reversed(list(enumerate(header)))}
    exact = {heading: place for place, heading in enumerate(header)}
    found = {}
    for heading, target in chosen.items():
        place = exact.get(heading, places.get(plain(heading)))
        if place is None:
            raise RepdeskError(
                _("The file has no column %(heading)s") % {"heading": visible(heading)},
                hint=_("It has: %(headings)s") % {"headings": visible(", ".join(header))},
            )
        found[place] = target_of(target, kind)
    return found


def _refuse_twice(header: Sequence[str], targets: Sequence[str], said: Mapping[int, str]) -> None:
    """Refuse two columns that were both said to be a field which has but one."""
    seen: dict[str, int] = {}
    for place in said:
        target = targets[place]
        if target in SEVERAL or target == LEFT_OUT:
            continue
        if target in seen:
            two = {"one": visible(header[seen[target]]), "other": visible(header[place]), "field": target}
            raise RepdeskError(_("%(one)s and %(other)s cannot both be %(field)s") % two)
        seen[target] = place
