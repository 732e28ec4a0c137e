"""What a look at the desk's surroundings says, and how places are named in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.text import visible

Level = Literal["ok", "look", "wrong"]
"""Well; worth a look; something that does not work or endangers data."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence: its kind (a code), how grave it is, and the text."""

    kind: str
    level: Level
    text: str


@dataclass(frozen=True, slots=True)
class Shown:
    """How places and machines are named: as they are, or, `redacted`, without anything that tells whose they are."""

    redacted: bool = False

    def place(self, path: Path) -> str:
        """Return a path to show; redacted, only repdesk's own names are told."""
        if not self.redacted:
            return visible(str(path))
        name = path.name if path.name in _OWN else f"*{path.suffix}" if path.suffix in (".db", ".age") else "*"
        try:
            below = path.relative_to(Path.home())
        except (ValueError, RuntimeError):
            return f".../{name}"
        return f"~/{below.as_posix()}" if _OWN.issuperset(below.parts) else f".../{name}"

    def name(self, text: str) -> str:
        """Return a name that data or the machine gave; redacted, three dots."""
        return "..." if self.redacted else visible(text)

    def error(self, error: RepdeskError, instead: str = "") -> str:
        """Return a refusal in a sentence; redacted, `instead` or its title alone, for the rest may name a path."""
        return (instead or error.title) if self.redacted else error.line


_OWN = frozenset(
    (
        *("repdesk", "book.db", "demo.db", "backups", "policy.toml", "keys.toml", "log", "Logs"),
        *(".local", "share", "state", ".config", "Library", "Application Support", "AppData", "Local"),
    )
)
"""Names that repdesk and the systems give: they tell nothing of a person."""


def not_looked(kind: str) -> Finding:
    """Say that a part could not be looked at."""
    return Finding(kind, "look", _("This could not be looked at here."))
