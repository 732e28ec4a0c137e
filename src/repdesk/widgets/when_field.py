"""A field that a date is typed in: where it may have meant another, or does not suit, a key takes the other one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from repdesk import keymap
from repdesk.i18n import _
from repdesk.keymap import shown
from repdesk.widgets.fields import Field

if TYPE_CHECKING:
    from repdesk.desk.when import Offer

Offers = Callable[[str], "Sequence[Offer]"]
"""What may be taken in place of a typed date, the likeliest first."""


class WhenField(Field):
    """The key goes round: from what was typed to each date offered in its place, and back to what was typed."""

    BINDINGS = keymap.bindings("when")

    def __init__(self, offers: Offers, *, placeholder: str = "", id: str | None = None) -> None:  # noqa: A002 (Textual's name for it)
        """Ask `offers` what else a typed date may be."""
        super().__init__(placeholder=placeholder, id=id)
        self._offers = offers
        self._ring: tuple[tuple[str, str], ...] = ()
        """What was typed, and what was offered in its place, with its words, as long as one of them stands there."""

    def offered(self) -> str:
        """Return what the key would take now, in words with the key; empty where there is nothing else."""
        _typed, words = self._next()
        return _("%(key)s %(other)s") % {"key": self._key(), "other": words} if words else ""

    def _next(self) -> tuple[str, str]:
        """Return what comes after what stands there, as it is typed and in words; empty where nothing does."""
        text = self.value.strip()
        if text not in [typed for typed, _words in self._ring[1:]]:  # typed by the rep, and not taken
            self._ring = ((text, text), *((offer.typed, offer.words) for offer in self._offers(text)))
        at = [typed for typed, _words in self._ring].index(text)
        return self._ring[(at + 1) % len(self._ring)] if len(self._ring) > 1 else ("", "")

    def _key(self) -> str:
        bound = (active.binding for active in self.screen.active_bindings.values())
        return next((shown(binding.key) for binding in bound if binding.id == "when.other"), "")

    def action_other(self) -> None:
        """Take the next of what is offered, after the last one what was typed."""
        typed, _words = self._next()
        if typed:
            self.value = typed
            self.cursor_position = len(typed)
