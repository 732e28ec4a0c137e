"""The book's file is gone, or replaced, under the app: what it still holds is offered to be saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App

from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.screens.pick import PickScreen
from repdesk.widgets.plain import plain

if TYPE_CHECKING:
    from repdesk.screens.sitting import Sitting

_SAVE, _LEAVE = 0, 1


def tell_lost(app: App[int], sitting: Sitting, lost: RepdeskError, came: str = "", *, leaves: bool = False) -> None:
    """Say what became of the file, and offer to save what is still open and to leave; `came` is what came of that.

    Who `leaves` knows already that what is half typed cannot be kept.
    """

    def answered(at: int | None) -> None:
        if at == _SAVE:
            tell_lost(app, sitting, lost, _save(sitting), leaves=leaves)
        elif at == _LEAVE and (sitting.drafting.end() or leaves):
            app.exit(1, return_code=1)
        elif at == _LEAVE:
            words = _("What is half typed could not be kept: its place is gone too. Leave once more to leave it.")
            tell_lost(app, sitting, lost, words, leaves=True)

    lines = (
        _("save what is still open here as a backup"),
        _("leave repdesk; a line half typed is offered again"),
        _("go on reading; nothing can be saved here"),
    )
    said = "\n".join((lost.message, lost.hint, *((came,) if came else ())))
    app.push_screen(PickScreen(lost.title, lines, at=_LEAVE if came else _SAVE, said=said), answered)


def _save(sitting: Sitting) -> str:
    """Save it, and say where, or why not."""
    from repdesk.desk.backups.backing_up import save_lost

    try:
        return _("Saved: %(path)s") % {"path": plain(str(save_lost(sitting.book)))}
    except RepdeskError as error:
        return error.line
