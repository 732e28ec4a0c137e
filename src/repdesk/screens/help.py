"""The keys and what they do, made from the registry."""

from __future__ import annotations

from textual.content import Content

from repdesk import keymap
from repdesk.i18n import _
from repdesk.screens.dialog import Page
from repdesk.widgets.plain import fit, wrapped

_KEYS, _HELP = 14, 58  # cells


def help_page(keys: keymap.Keys) -> Page:
    """Return the page of all keys, by place, as the rep has them bound."""
    lines: list[Content] = []
    for where, place in keymap.PLACES.items():
        lines += [Content(""), Content.styled(_(place), "bold $accent")]
        for key in keymap.REGISTRY:
            if key.where == where:
                shown = " ".join(keymap.shown(name) for name in keys.keys(key))
                first, *rest = wrapped(_(key.help), _HELP, 3)
                lines.append(Content.assemble((fit(shown, _KEYS), "bold"), first))
                lines += [Content(" " * _KEYS + line) for line in rest]
    return Page(_("Keys"), lines[1:], _("keys.toml in the settings folder rebinds any of them; Esc goes back"))
