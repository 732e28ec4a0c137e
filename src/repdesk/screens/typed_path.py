"""A path as a rep types it, pastes it or drags it into the terminal."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

from repdesk import paths


def typed_path(text: str) -> Path:
    """Return the path: it may be quoted, escaped or the address of a file; RepdeskError where it is none."""
    text = text.strip().strip("\"'").replace("\\ ", " ")
    return paths.typed(unquote(text.removeprefix("file://")) if text.startswith("file://") else text)


def at_home(path: Path) -> str:
    """Return a path as a rep would type it, ~ for the home folder."""
    home = Path.home()
    return str(Path("~") / path.relative_to(home)) if path.is_relative_to(home) else str(path)
