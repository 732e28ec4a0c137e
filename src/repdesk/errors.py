"""The one error a user sees: a title, what is wrong, and what to do about it."""

from __future__ import annotations

from pathlib import Path

from repdesk.i18n import _
from repdesk.text import visible


class RepdeskError(Exception):
    """A refusal or failure to be shown calmly; texts are already in the user's language and may hold their data."""

    def __init__(self, title: str, message: str = "", hint: str = "") -> None:
        super().__init__(title)
        self.title = title
        self.message = message
        self.hint = hint

    @property
    def line(self) -> str:
        """All of it on one line, for the shell."""
        parts = [part.rstrip(".") for part in (self.title, self.message, self.hint) if part]
        stop = _(".")
        return " ".join(part if part.endswith(("?", "!", "。", "？")) else f"{part}{stop}" for part in parts)


def name_taken(path: Path, hint: str = "") -> RepdeskError:
    """Return the refusal to write where a file lies already, with what to do about it."""
    return RepdeskError(
        _("There is a file of that name already"), visible(str(path)), hint or _("Choose another name.")
    )
