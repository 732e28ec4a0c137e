"""The keys and what they do, made from the registry: searched as one types, those of the place one is in first."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from repdesk import keymap
from repdesk.i18n import _
from repdesk.screens.dialog import Dialog
from repdesk.widgets.fields import Field
from repdesk.widgets.plain import cells, clip, fit, plain, wrapped

_KEYS, _LABEL, _HELP = 14, 13, 45  # cells
_MOVES = {"up": -1, "down": 1}  # lines
Group = tuple[str, tuple[keymap.Key, ...]]


def found_keys(keys: keymap.Keys, place: keymap.Where | None, text: str) -> tuple[Group, ...]:
    """Return the keys that match `text`, each once, under the first place it works in, beginning with `place`.

    A key matches where its name, label, help or id holds every word, in the rep's language or in English. One that is
    typed as such stands above all: who types `z` asks what z does.
    """
    wanted = unicodedata.normalize("NFKC", text).strip()
    groups: list[Group] = []
    shown = {key.id for key in keymap.REGISTRY if wanted and wanted in _names(keys, key)}
    if shown:
        typed = tuple(key for key in keymap.REGISTRY if key.id in shown)
        groups.append((_("the key %(key)s") % {"key": plain(wanted)}, typed))
    words = wanted.casefold().split()
    for where in _places(place):
        here = [key for key in keymap.REGISTRY if where in key.where]
        found = tuple(key for key in here if key.id not in shown and all(word in _said(keys, key) for word in words))
        if found:
            besides = _("%(place)s, besides the above") if any(key.id in shown for key in here) else "%(place)s"
            groups.append((besides % {"place": _(keymap.PLACES[where])}, found))
            shown |= {key.id for key in found}
    return tuple(groups)


def _places(first: keymap.Where | None) -> Iterator[keymap.Where]:
    """Yield the place one is in and what works there too, then all the others."""
    here: tuple[keymap.Where, ...] = () if first is None else (first, "anywhere")
    yield from here
    yield from (where for where in keymap.PLACES if where not in here)


def _names(keys: keymap.Keys, key: keymap.Key) -> set[str]:
    """Return the names of a key as the rep has it bound: escape and Esc."""
    return {name for bound in keys.keys(key) for name in (bound, keymap.shown(bound))}


def _said(keys: keymap.Keys, key: keymap.Key) -> str:
    """Return all there is to search of a key."""
    texts = (*_names(keys, key), key.id, key.label, _(key.label), key.help, _(key.help))
    return "\n".join(texts).casefold()


def help_lines(keys: keymap.Keys, groups: Sequence[Group]) -> list[Content]:
    """Return the lines of the groups: keys, label, what it does."""
    lines: list[Content] = []
    for title, found in groups:
        lines += [Content(""), Content.styled(title, "bold $accent")]
        for key in found:
            shown = " ".join(keymap.shown(name) for name in keys.keys(key))
            if cells(shown) >= _KEYS:
                shown = keys.shown(key)
            first, *rest = wrapped(_(key.help), _HELP, 3)
            head = (fit(clip(plain(shown), _KEYS - 1), _KEYS), "bold"), fit(_(key.label), _LABEL), first
            lines.append(Content.assemble(*head))
            lines += [Content(" " * (_KEYS + _LABEL) + line) for line in rest]
    return lines[1:]


class HelpScreen(Dialog[None]):
    """A field over the keys it finds; the arrows scroll while the field keeps the letters."""

    def __init__(self, keys: keymap.Keys, place: keymap.Where | None = None) -> None:
        """Show `keys`, those of `place` first."""
        super().__init__()
        self._keys, self._place = keys, place

    def compose(self) -> ComposeResult:
        """Place the field over the keys."""
        with Vertical(id="page"):
            yield Static(Content.styled(_("Keys"), "bold"), id="title")
            yield Field(placeholder=_("a key, or a word of what it does"))
            with VerticalScroll(id="lines", can_focus=False):
                yield Static(self._lines(""), id="keys")
            foot = _("keys.toml in the settings folder rebinds any of them; %(key)s goes back")
            yield Static(Content.styled(foot % {"key": self._keys.named("dialog.back")}, "$muted"), id="page-foot")

    def _lines(self, text: str) -> Content:
        lines = help_lines(self._keys, found_keys(self._keys, self._place, text))
        return Content("\n").join(lines or [Content(_("no key is called so, and none does that"))])

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search as it is typed."""
        event.stop()
        self.query_one("#keys", Static).update(self._lines(event.value))
        self.query_one("#lines").scroll_home(animate=False)

    def on_key(self, event: events.Key) -> None:
        """Scroll with the arrows, by lines or pages."""
        lines = self.query_one("#lines")
        if event.key in _MOVES:
            lines.scroll_relative(y=_MOVES[event.key], animate=False)
        elif event.key in ("pageup", "pagedown"):
            page = max(1, lines.size.height - 1)
            lines.scroll_relative(y=page if event.key == "pagedown" else -page, animate=False)
        else:
            super().on_key(event)
            return
        event.stop()
