"""A book that cannot be opened: what is wrong, and the backups that may take its place."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from repdesk import keymap
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.screens.backups import BackupsScreen
from repdesk.widgets.fields import Words
from repdesk.widgets.plain import plain


class BrokenBookScreen(BackupsScreen):
    """Stands alone: there is no desk under it, and to leave it is to leave repdesk, the file untouched."""

    BINDINGS = [*keymap.bindings("broken"), *keymap.bindings("dialog")]  # noqa: RUF012 (Textual declares it so)

    def __init__(self, path: Path, keys: keymap.Keys, why: RepdeskError, refused: RepdeskError | None = None) -> None:
        """Say why the book at `path` cannot be opened, and why a restore was `refused` where one was tried."""
        super().__init__(path, keys, None, refused)
        self._why = why

    def head(self) -> Iterable[Widget]:
        """Return what is wrong, where, and what a restore does."""
        yield Words(self._why.title, id="title")
        yield Static(Content(plain(str(self.path))), id="where")
        words = _(
            "Nothing was changed. A backup can take its place; the file as it is now is kept beside the backups, "
            "byte for byte."
        )
        if not self.list.rows:
            words = _(
                "Nothing was changed, and there is no backup that could take its place. If you keep copies of this "
                "computer elsewhere, put one of the file, or of the folder %(folder)s, where it was and start again."
            ) % {"folder": plain(str(self.path.parent / "backups"))}
        yield Static(Content(words), id="words")

    def none(self) -> str:
        """Say nothing in the list: the words over it say that there is none."""
        return ""

    def footer(self) -> Iterable[tuple[str, str, str]]:
        """Return the keys that work here."""
        if self.list.rows:
            yield self.keys.named("dialog.accept"), _("put it in the book's place"), "accept"
        yield self.keys.named("desk.quit"), _("leave, nothing changed"), "app.leave"

    def action_leave(self) -> None:
        """Stay: there is nowhere to go back to."""
