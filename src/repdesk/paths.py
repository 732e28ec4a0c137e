"""Where repdesk keeps things: the book, its backups, its settings and its crash reports."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import PlatformDirs

from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.text import visible

_DIRS = PlatformDirs("repdesk", appauthor=False)


def typed(text: str) -> Path:
    """Return the path a person has typed, ~ understood; RepdeskError where it cannot be one."""
    try:
        path = Path(text).expanduser()
        path.exists()
    except (RuntimeError, OSError, ValueError):
        raise RepdeskError(_("This is no path"), visible(text[:200])) from None
    return path


def data_dir() -> Path:
    """Return the folder of the books."""
    return Path(_DIRS.user_data_dir)


def config_dir() -> Path:
    """Return the folder of `policy.toml`, `keys.toml` and `theme`: REPDESK_CONFIG, else the platform's."""
    chosen = os.environ.get("REPDESK_CONFIG")
    return Path(chosen) if chosen else Path(_DIRS.user_config_dir)


def log_dir() -> Path:
    """Return the folder of the crash reports."""
    return Path(_DIRS.user_log_dir)


def book_path(chosen: str | None = None) -> Path:
    """Return the book to open: `chosen` (--db), else REPDESK_DB, else book.db in the data folder."""
    name = chosen or os.environ.get("REPDESK_DB")
    return typed(name) if name else data_dir() / "book.db"


def demo_path() -> Path:
    """Return the demo's own book."""
    return data_dir() / "demo.db"


def policy_path() -> Path:
    """Return the file that changes the policy."""
    return config_dir() / "policy.toml"


def keys_path() -> Path:
    """Return the file that rebinds keys."""
    return config_dir() / "keys.toml"


def theme_path() -> Path:
    """Return the file that keeps the name of the colours last chosen."""
    return config_dir() / "theme"
