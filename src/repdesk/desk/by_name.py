"""What the rep has given a name to, found by that name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.rules.filters import folded
from repdesk.text import visible


class Named(Protocol):
    """Anything with a name."""

    @property
    def name(self) -> str:
        """Return its name."""
        ...


NamedT = TypeVar("NamedT", bound=Named)


def the_one_called(name: str, kept: Iterable[NamedT], missing: str) -> NamedT:
    """Return the first one of this name, whatever its width and case; RepdeskError names those there are.

    `missing` says that there is none, with a place for the `name` that was typed.
    """
    every, wanted = list(kept), folded(name.strip())
    for one in every:
        if folded(one.name) == wanted:
            return one
    known = ", ".join(visible(one.name) for one in every)
    hint = _("Known: %(names)s") % {"names": known} if known else ""
    raise RepdeskError(missing % {"name": visible(name)}, hint=hint)
